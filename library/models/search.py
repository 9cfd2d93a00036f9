"""What the catalogue is found by: words, how they may be misspelt, and which edition of the library this is.

A set of classes is kept as a bitmap: bit n stands for the class with key n, the lowest byte first.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models.video_class import VideoClass


class Edition(models.Model):
    """The one row that counts how often the published library has changed."""

    number = models.PositiveIntegerField(_("number"), default=0)

    def __str__(self):
        return str(self.number)


class SearchWord(models.Model):
    """One word of the library, without accents, and the classes that hold it by where it stands in them."""

    word = models.CharField(_("word"), max_length=40, unique=True)
    stem = models.CharField(_("what it shares with its plural"), max_length=40, db_index=True)
    titles = models.BinaryField(_("in their titles"), default=bytes)
    tags = models.BinaryField(_("in their movements, benefits, body sites"), default=bytes)
    texts = models.BinaryField(_("in their descriptions"), default=bytes)
    cues = models.BinaryField(_("in their cues"), default=bytes)

    def __str__(self):
        return self.word


class Misspelling(models.Model):
    """A word with one letter left out: what two spellings that differ in one letter have in common."""

    form = models.CharField(_("with one letter left out"), max_length=40, db_index=True)
    word = models.ForeignKey(SearchWord, models.CASCADE, related_name="misspellings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="one_misspelling_a_word")]

    def __str__(self):
        return self.form


class ClassWords(models.Model):
    """What the search words hold of one class, so that it can be taken out of them again."""

    video_class = models.OneToOneField(VideoClass, models.CASCADE, related_name="search_words")
    words = models.JSONField(_("words by where they stand"), default=dict)
    fingerprint = models.CharField(_("fingerprint of the texts"), max_length=64, blank=True)

    class Meta:
        verbose_name_plural = _("class words")

    def __str__(self):
        return f"words of {self.video_class}"
