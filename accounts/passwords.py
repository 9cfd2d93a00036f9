"""Which passwords are refused: short ones, and those that somebody would try first. One voice says so."""

import re

from django.contrib.auth import password_validation as theirs
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions.leaked import is_leaked

OURS = re.compile(r"ballet|fusion|runners?|running|run|for|plié|plie|relevé|releve", re.IGNORECASE)
LEAST = 5  # letters or digits beside ours


class LongEnough(theirs.MinimumLengthValidator):
    def get_error_message(self):
        said = _("Take at least %(least)d letters: a short one is soon tried out.")
        return said % {"least": self.min_length}

    def get_help_text(self):
        return _("At least %(least)d letters.") % {"least": self.min_length}


class UnlikeTheAddress(theirs.UserAttributeSimilarityValidator):
    def get_error_message(self):
        return _("Take one that is less like your address: whoever knows that would try it.")

    def get_help_text(self):
        return _("Not much like your address.")


class NotCommon(theirs.CommonPasswordValidator):
    def get_error_message(self):
        return _("Take another: so many people have this one that it is among the first to be tried.")

    def get_help_text(self):
        return _("None that many people have.")


class NotOurOwnWords:
    """Refuses one that is little else than the words on every page here."""

    def validate(self, password, user=None):
        beside = [letter for letter in OURS.sub("", password) if letter.isalnum()]
        if len(beside) < LEAST and OURS.search(password):
            said = _("Take other words than those of this site: they are the first that somebody would try.")
            raise ValidationError(said, code="password_of_our_own_words")

    def get_help_text(self):
        return _("Other words than those of this site.")


class NotLeaked:
    """Used where the settings say whom to ask; the common ones are refused without."""

    def validate(self, password, user=None):
        if is_leaked(password):
            said = _("Take another: this one has leaked from some other site, and is tried everywhere since.")
            raise ValidationError(said, code="password_leaked")

    def get_help_text(self):
        return _("None that has leaked from another site.")
