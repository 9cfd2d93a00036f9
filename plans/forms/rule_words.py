"""What switching a rule off means, in plain words; and why some stay on."""

from django.utils.translation import gettext_lazy as _

STRENGTH = {
    "rule": _("While it is on, it is never broken."),
    "preference": _("A preference: followed where nothing weightier speaks against it."),
    "warning": _("It changes nothing in the plan; it only tells you."),
}
WHEN_OFF = {
    "R1": _(
        "Switched off: a class that works your legs hard may come before the run of its day, and the run may "
        "feel heavy."
    ),
    "R2": _("Switched off: you may start intervals, a tempo run, a long run or a race with tired legs."),
    "R3": _("Switched off: harder classes no longer look for hard days, so easy days may be less easy."),
    "R4": _("Switched off: a rest day is planned like any other day, within its minutes."),
    "R5": _("Switched off: longer and harder primers may come before a run."),
    "R6": _("Switched off: long stretches may come before a run, which can leave the legs a little weaker."),
    "R7": _(
        "Switched off: hard days for the legs may follow each other, jumps may come more than once a week, "
        "and all seven days may hold a class."
    ),
    "R8": _(
        "Switched off: the week’s minutes have no limit, so that tapers, ways back and your weekly answer "
        "lower nothing either. Harder classes may come at once, and at level 3 jumps too, even where you "
        "have not switched them on. What hurts and your health notes still count."
    ),
    "R9": _("Switched off: the plan goes on as usual up to the race, and on its day."),
    "R10": _("Switched off: the plan goes on as usual after a long run or a race, without quiet days."),
    "R12": _("Switched off: a run much longer than your last ones is not pointed out."),
    "R17": _(
        "Switched off: we do not ask on Sundays how the week shall be, and someone new may begin with more "
        "than three classes a week."
    ),
}
ALWAYS_ON = {
    "R11": _("It goes by what you tell us hurts. Tell us that it is better, and it lets go."),
    "R13": _("Without it, missed classes would pile up on the days that are left."),
    "R14": _("You laid that time aside yourself. Take it away again, and the plan comes back."),
    "R15": _("It keeps what you decided by hand."),
    "R16": _("These are your own answers. Change them, and the plan follows."),
}
