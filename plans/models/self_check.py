"""Self-checks: small tests at home, left and right, every six weeks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from plans.models.of_runner import OfRunner
from plans.models.session import Session

# What is above it is a slip of the pen, or is not measured any more: the clock of the stance stops there.
MOST = {"knee-to-wall": 25, "stance-open": 45, "stance-closed": 45, "heel-raises": 100}

NO_SIDE = _("Give the left, the right, or both.")


def within(kind: str, name: str, message) -> models.CheckConstraint:
    """Both sides of a kind lie between nothing and the most that can be measured; NULL is within."""
    both = {f"{side}__range": (0, MOST[kind]) for side in ("left", "right")}
    return models.CheckConstraint(
        condition=~Q(kind=kind) | Q(**both), name=name, violation_error_message=message
    )


class SelfCheckQuerySet(OfRunner):
    def newest_and_first(self, newest: int):
        """Of each kind the `newest` results and the very first, however many there are."""
        by_kind = {"expression": RowNumber(), "partition_by": "kind"}
        numbered = self.annotate(
            back=Window(**by_kind, order_by=F("date").desc()), on=Window(**by_kind, order_by=F("date").asc())
        )
        return numbered.filter(Q(back__lte=newest) | Q(on=1))


class SelfCheck(models.Model):
    """One check of one day, one side or both; a health note, kept only while that consent stands."""

    class Kind(models.TextChoices):
        KNEE_TO_WALL = "knee-to-wall", _("Knee to wall")
        STANCE_OPEN = "stance-open", _("One leg, eyes open")
        STANCE_CLOSED = "stance-closed", _("One leg, eyes closed")
        HEEL_RAISES = "heel-raises", _("Heel raises")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="self_checks")
    kind = models.CharField(_("check"), max_length=13, choices=Kind)
    date = models.DateField(_("date"))
    # In centimetres, seconds, or how many; None was not measured.
    left = models.DecimalField(_("left"), max_digits=4, decimal_places=1, null=True, blank=True)
    right = models.DecimalField(_("right"), max_digits=4, decimal_places=1, null=True, blank=True)
    noted_at = models.DateTimeField(_("noted"))
    session = models.OneToOneField(
        Session, models.SET_NULL, null=True, blank=True, editable=False, related_name="self_check"
    )  # the work it was for the legs

    objects = SelfCheckQuerySet.as_manager()

    # Of the row that keeping a result answers with: left and right of the one whose place it took.
    took_the_place_of = None

    class Meta:
        ordering = ["-date", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "kind", "date"],
                name="one_result_a_check_and_day",
                violation_error_message=_("This check has a result on that day already."),
            ),
            models.CheckConstraint(
                condition=Q(left__isnull=False) | Q(right__isnull=False),
                name="a_self_check_has_a_side",
                violation_error_message=NO_SIDE,
            ),
            within("knee-to-wall", "knee_to_wall_0_to_25", _("Knee to wall is 0 to 25 centimetres.")),
            within("stance-open", "stance_open_0_to_45", _("Standing on one leg is 0 to 45 seconds.")),
            within("stance-closed", "stance_closed_0_to_45", _("Standing on one leg is 0 to 45 seconds.")),
            within("heel-raises", "heel_raises_0_to_100", _("Heel raises are 0 to 100.")),
        ]

    def __str__(self):
        return "a self-check"  # nobody's business, the admin's neither

    @property
    def tenths(self) -> tuple[int | None, int | None]:
        """Left and right as the planner counts them; None is not measured."""
        left, right = (None if side is None else int(side * 10) for side in (self.left, self.right))
        return left, right
