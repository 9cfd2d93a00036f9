"""Passwords that anybody would try at this site first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OURS = re.compile(r"ballet|fusion|runners?|running|run|for|plié|plie|relevé|releve", re.IGNORECASE)
LEAST = 5  # letters or digits beside ours


class NotOurOwnWords:
    """Refuses one that is little else than the words on every page here."""

    def validate(self, password, user=None):
        beside = [letter for letter in OURS.sub("", password) if letter.isalnum()]
        if len(beside) < LEAST and OURS.search(password):
            raise ValidationError(self.get_help_text(), code="password_of_our_own_words")

    def get_help_text(self):
        return _("Take other words than those of this site: they are the first that somebody would try.")
