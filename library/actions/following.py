"""Following a collection in one's plan: asked through a seam, as the library knows no plan."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Act:
    """A button: what it says, and the address it posts to."""

    said: str
    address: str
    main: bool = False


@dataclass(frozen=True)
class Following:
    """How a runner stands to a collection in their plan: sentences, and what can be done."""

    said: tuple[str, ...]
    acts: tuple[Act, ...]
    answers: str = ""  # the address at which the answers in its way are changed


def following_of(user, collection) -> Following | None:
    """None for a visitor. Two queries."""
    if user.is_anonymous:
        return None
    return import_string(settings.LIBRARY_FOLLOWING)(runner=user, collection=collection)
