from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """A mail about an account on its way: gone as soon as the mail server has it.

    Kept beside its task, since what a task was given is kept for a week, and codes stand in here.
    """

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return self.subject
