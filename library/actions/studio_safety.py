"""The safety list of a filmed class: what its chapters and tags make relevant."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.models import Chapter, LegLoad, VideoClass

YES = ("film", "words")  # the answers that answer for it: shown in the film, or said beside it


@dataclass(frozen=True)
class Question:
    """One line of the safety list."""

    key: str
    label: str | Promise
    why: str | Promise


QUESTIONS = {
    question.key: question
    for question in (
        Question("warm_up", _("Does a warm-up come first?"), _("It asks something of the legs.")),
        Question("parallel", _("Is the parallel option shown?"), _("A movement is turned out.")),
        Question("support", _("Is support shown: a chair, a wall, a hand?"), _("A movement is on one leg.")),
        Question("impact", _("Is the impact flagged before the first jump?"), _("There are jumps.")),
        Question(
            "floor", _("Are floor and feet spoken of: bare feet, no socks?"), _("It is danced standing.")
        ),
        Question(
            "chair", _("Are the words about the chair said: heavy, cannot roll?"), _("A chair is used.")
        ),
    )
}


def questions(video_class: VideoClass, chapters: list[Chapter]) -> list[Question]:
    """The lines of the safety list that the chapters and tags make relevant."""
    danced = [chapter.movement for chapter in chapters if chapter.movement]
    leg_load = max([video_class.leg_load, *(movement.leg_load for movement in danced)])
    asked = {
        "warm_up": leg_load >= LegLoad.LIGHT,
        "parallel": any(movement.turned_out for movement in danced),
        "support": any(movement.one_leg for movement in danced),
        "impact": leg_load >= LegLoad.IMPACT,
        "floor": not danced or any(movement.posture == "standing" for movement in danced),
        "chair": "chair" in video_class.kit,
    }
    return [question for key, question in QUESTIONS.items() if asked[key]]
