"""What others show of a person who teaches."""

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import User


@transaction.atomic
def save_person(*, person: User, changed: list[str]) -> None:
    """Store the fields that a form changed; classes are found by the name of who teaches them."""
    person.save()
    if "teaches_as" in changed:
        import_string(settings.ACCOUNTS_ON_TEACHES_AS)(teacher=person)
