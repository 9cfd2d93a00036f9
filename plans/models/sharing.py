"""A runner's week, shared with one person: who may see it, and what both write to a day of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SharingQuerySet(models.QuerySet["Sharing"]):
    def standing(self):
        """Not ended by either of the two."""
        return self.filter(ended_at=None)

    def seen_by(self, person):
        """Weeks that others share with this person now."""
        return self.standing().filter(person=person, runner__is_active=True)

    def open_for(self, hash, at):
        """The invitation behind a link, as long as nobody took it and its days last."""
        waiting = self.standing().filter(person=None, expires_at__gt=at, runner__is_active=True)
        return waiting.filter(invitation=hash)


class Sharing(models.Model):
    """One person a runner lets see their week: invited by a link, then taken by whoever accepted it first."""

    class Role(models.TextChoices):
        BUDDY = "buddy", _("Buddy")
        COACH = "coach", _("Coach")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sharings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="weeks_seen"
    )
    role = models.CharField(_("as"), max_length=5, choices=Role, default=Role.BUDDY)
    # Empty where they left, and the runner had written to them.
    name = models.CharField(_("their name, as the runner sees it"), max_length=60)
    runner_name = models.CharField(_("the runner's name, as they see it"), max_length=60)
    health = models.BooleanField(_("sees health notes too"), default=False)
    # The hash of what the link ends in; none once it is taken or ended.
    invitation = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("invitation ends"))
    taken_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=~Q(invitation=""), name="an_invitation_has_one_link"
            ),
            models.UniqueConstraint(
                fields=["runner", "person"],
                condition=Q(ended_at=None, person__isnull=False),
                name="a_person_sees_a_week_once",
                violation_error_message=_("You see this week already."),
            ),
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(person=models.F("runner")),
                name="nobody_shares_with_themself",
                violation_error_message=_("This is your own week."),
            ),
        ]

    def __str__(self):
        return f"sharing {self.pk}"  # the names are the two persons' own business

    def get_absolute_url(self):
        return f"/sharing/{self.pk}/"

    @property
    def their_name(self):
        return self.name or _("Somebody who has left")

    @property
    def is_coach(self):
        return self.role == self.Role.COACH

    @property
    def is_taken(self):
        return self.taken_at is not None

    def has_lapsed(self, now):
        """Nobody took the invitation while its days lasted."""
        return not self.is_taken and self.expires_at <= now


class DayComment(models.Model):
    """A line on a day of a shared week, by its runner or by the person who sees it; nobody else reads it."""

    LONGEST = 1000

    sharing = models.ForeignKey(Sharing, models.CASCADE, related_name="comments")
    by_runner = models.BooleanField(_("by the runner"))
    date = models.DateField(_("day"))
    text = models.TextField(_("text"), max_length=LONGEST)
    written_at = models.DateTimeField(_("written"))
    seen_at = models.DateTimeField(_("read by the other"), null=True, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["sharing", "date"], name="day_comments_by_date")]

    def __str__(self):
        return f"comment {self.pk}"  # what it says is the two persons' own business
