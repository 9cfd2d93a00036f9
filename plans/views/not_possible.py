"""What is said where a week changed by hand stays as it is."""

from django.utils.translation import gettext_lazy as _

from plans.actions.by_hand import (
    ChangedMeanwhile,
    DayIsOver,
    DayIsTaken,
    IsDone,
    NoRunToPrepare,
    NotThisWeek,
    TooFarAhead,
)
from plans.actions.choosing import NotAdded

NOT_POSSIBLE = {
    ChangedMeanwhile: _(
        "Your week has changed since you opened that page, perhaps in another tab. "
        "This is how it stands now; nothing else was changed."
    ),
    DayIsTaken: _("This class stands on that day already, so nothing was changed."),
    DayIsOver: _("That day is over, so nothing was changed."),
    IsDone: _("This class is done, so it stays where it is."),
    NoRunToPrepare: _("A primer prepares a run, and that day has none, so nothing was changed."),
    NotThisWeek: _(
        "That class belongs to a week to come, so its place waits. What you dance today counts when you open "
        "the class in the library."
    ),
    NotAdded: _("This class came from your plan. You can leave it out this week instead."),
    TooFarAhead: _("That week is too far ahead to be changed yet, so nothing was changed."),
}
