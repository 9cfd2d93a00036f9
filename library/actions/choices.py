"""How a runner likes the player to be. Whether watching is remembered belongs to the history's page."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from library.models import PlayerChoices

SPEEDS = {"0.5": _("½ ×"), "0.75": _("¾ ×"), "1": _("1 ×"), "1.25": _("1¼ ×"), "1.5": _("1½ ×")}
# One by one, by these names, the player is told them and tells them.
NAMES = (
    "captions", "caption_size", "caption_place", "speed", "mirror", "sound", "speak", "large", "picture",
)  # fmt: skip


def choices_of(runner) -> PlayerChoices:
    """The runner's; of one who chose nothing yet, and of visitors, the defaults, not stored."""
    if not runner.is_authenticated:
        return PlayerChoices()
    return PlayerChoices.objects.filter(runner=runner).first() or PlayerChoices(runner=runner)


def as_told(choices: PlayerChoices) -> dict[str, bool | float | str]:
    """For the player, by name."""
    return {name: getattr(choices, name) for name in NAMES}


@transaction.atomic
def choose(*, runner, **chosen) -> None:
    """Only what is named changes: two devices may choose different things at once."""
    PlayerChoices.objects.get_or_create(runner=runner)
    PlayerChoices.objects.filter(runner=runner).update(**chosen)
