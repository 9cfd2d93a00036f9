"""The way of a filmed class from a title to the library: which steps there are, and what each still lacks."""

from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from library.actions.filmed import watchable
from library.actions.studio_safety import YES, questions
from library.models import Chapter, Film, VideoClass

SLACK_S = 1.0  # films of the same class made anew differ by a few frames


@dataclass(frozen=True)
class Step:
    """One step: its key in addresses, its name, what it still lacks ("" where nothing), and what it has."""

    key: str
    label: str | Promise
    lacks: str | Promise
    has: str | Promise = ""

    @property
    def done(self) -> bool:
        return not self.lacks


def with_steps(classes: QuerySet[VideoClass]) -> QuerySet[VideoClass]:
    """Classes with all that their steps ask for: a fixed number of queries, however many they are."""
    chapters = Prefetch("chapters", Chapter.objects.select_related("movement"))
    films = Prefetch("films", Film.objects.order_by("-version").prefetch_related("renditions"))
    return (
        classes.with_tags()
        .prefetch_related(chapters, films)
        .annotate(captions=Count("cues"), captions_end_s=Max("cues__end_s"))
    )


def film_of(video_class: VideoClass) -> Film | None:
    """The one that is played, else the newest, of a class that was fetched `with_steps`."""
    films = list(video_class.films.all())
    return next((film for film in films if film.current), films[0] if films else None)


def steps(video_class: VideoClass) -> list[Step]:
    """All of them, in order, of a class that was fetched `with_steps`."""
    chapters = list(video_class.chapters.all())
    return [
        _film(video_class),
        _chapters(video_class, chapters),
        _captions(video_class),
        _about(video_class),
        _tags(video_class),
        _poster(video_class),
        _safety(video_class, chapters),
    ]


def missing(video_class: VideoClass) -> list[Step]:
    """What keeps the class from the library."""
    return [step for step in steps(video_class) if not step.done]


def _film(video_class: VideoClass) -> Step:
    film = film_of(video_class)
    said = {
        None: _("Upload your film: that is where it begins."),
        Film.State.WAITING: _("The film waits for its turn."),
        Film.State.BUILDING: _("The film is being made ready."),
        Film.State.FAILED: _("The film could not be made ready."),
        Film.State.CANCELLED: _("The film was cancelled."),
    }
    there = film is not None and watchable(film) and video_class.duration_s > 0
    if there and not film.current:  # the one that was played has been removed
        return Step("film", _("Film"), _("Choose which version of the film is played."))
    n = video_class.minutes
    has = ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n} if there else ""
    return Step("film", _("Film"), "" if there else said.get(film and film.state, said[None]), has)


def _chapters(video_class: VideoClass, chapters: list[Chapter]) -> Step:
    n = len(chapters)
    has = ngettext("%(n)d chapter", "%(n)d chapters", n) % {"n": n}
    lacks = _("Mark where each movement begins.") if not n else ""
    if _outlasts(video_class, max((chapter.end_s for chapter in chapters), default=None)):
        lacks = _("The film is shorter than its chapters now: look at the last ones.")
    return Step("chapters", _("Chapters"), lacks, has)


def _captions(video_class: VideoClass) -> Step:
    n = video_class.captions
    has = ngettext("%(n)d caption", "%(n)d captions", n) % {"n": n}
    lacks = _("Bring in a subtitle file, or write what is said.") if not n else ""
    if _outlasts(video_class, video_class.captions_end_s):
        lacks = _("The film is shorter than its captions now: look at the last ones.")
    return Step("captions", _("Captions"), lacks, has)


def _outlasts(video_class: VideoClass, end_s: float | None) -> bool:
    """Whether something made for a longer film lies after the end of this one."""
    return end_s is not None and 0 < video_class.duration_s < end_s - SLACK_S


def _about(video_class: VideoClass) -> Step:
    lacks = "" if video_class.description.strip() else _("Write what it is for.")
    return Step("about", _("About"), lacks, video_class.title)


def _tags(video_class: VideoClass) -> Step:
    benefits = [tag.get_benefit_display() for tag in video_class.tags.all()]
    lacks = "" if benefits else _("Say which benefits it has, and what it asks of the body.")
    return Step("tags", _("Tags"), lacks, ", ".join(str(name) for name in benefits))


def _poster(video_class: VideoClass) -> Step:
    there = video_class.poster_s is not None
    return Step("poster", _("Poster"), "" if there else _("Choose a frame of the film."))


def _safety(video_class: VideoClass, chapters: list[Chapter]) -> Step:
    answers = video_class.safety.get("answers", {})
    unanswered = [q for q in questions(video_class, chapters) if answers.get(q.key) not in YES]
    if not video_class.safety:
        lacks = _("Answer the safety list.")
    else:
        lacks = " ".join(str(question.label) for question in unanswered)
    return Step("safety", _("Safety list"), lacks)
