"""Each count beside an option is what one finds who looks at every class, for any library and choice."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.actions.indexing import forget_classes, index_classes
from library.models import Movement, VideoClass, Viewing
from plans.models import Session

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
MOVEMENTS = ("plie", "tendu", "adage")
SITES = ("foot", "calf", "hip")
OPTIONS = {
    "benefit": ("flexibility", "stabilisers", "posture", "balance", "injury-prevention"),
    "length": ("10", "20", "30", "more"),
    "level": ("1", "2", "3"),
    "legs": ("0", "1", "2", "3"),
    "kind": ("class", "primer", "cooldown"),
    "kit": ("none", "chair", "mat", "wall"),
    "quiet": ("yes",),
    "small": ("yes",),
    "site": SITES,
    "movement": MOVEMENTS,
    "teacher": ("Ada", "Odile"),
    "done": ("yes", "no"),
    "saved": ("yes",),
    "hidden": ("yes",),
}


def some(options, most=3):
    return st.lists(st.sampled_from(options), max_size=most, unique=True)


CLASS = st.fixed_dictionaries({
    "level": st.sampled_from([1, 2, 3]),
    "leg_load": st.sampled_from([0, 1, 2, 3]),
    "duration_s": st.sampled_from([90.0, 629.0, 630.0, 631.0, 1230.0, 1231.0, 1830.0, 1831.0, 2700.0]),
    "kind": st.sampled_from(OPTIONS["kind"]),
    "kit": some(OPTIONS["kit"][1:], 2),
    "quiet": st.booleans(),
    "small_space": st.booleans(),
    "sites": st.dictionaries(st.sampled_from(SITES), st.integers(0, 3)),
    "published": st.sampled_from([True, True, True, False]),
    "benefits": some(OPTIONS["benefit"], 2),
    "alone": some(MOVEMENTS, 2),
    "danced": some(MOVEMENTS, 2),
    "teacher": st.sampled_from([None, "Ada", "Odile"]),
    "done": st.sampled_from([0, 0, 1, 2]),
    "marks": some(("saved_at", "hidden_at"), 2),
    "others": st.booleans(),
})  # fmt: skip
CHOSEN = st.fixed_dictionaries({}, optional={name: some(options, 2) for name, options in OPTIONS.items()})


@pytest.fixture
def make_library(runner, stranger):
    """The classes of one example in place of those of the last."""
    for slug in MOVEMENTS:
        Movement.objects.create(slug=slug, name=slug.title(), leg_load=1, level=1)

    def make(library, teachers):
        forget_classes(VideoClass.objects.values_list("pk", flat=True))
        VideoClass.objects.all().delete()
        Session.objects.all().delete()
        made = [make_one(n, **dict(told), teachers=teachers) for n, told in enumerate(library)]
        index_classes([row.pk for row in made])

    def make_one(n, *, published, benefits, alone, danced, teacher, done, marks, others, teachers, **fields):
        row = VideoClass.objects.create(
            slug=f"class-{n}", title=f"Class {n}", published_at=NOW if published else None,
            teacher=teachers.get(teacher), **fields,
        )  # fmt: skip
        for position, benefit in enumerate(benefits):
            row.tags.create(benefit=benefit, position=position)
        for position, slug in enumerate(alone):
            row.chapters.create(
                movement=Movement.objects.get(slug=slug), position=position, title=slug, start_s=0, end_s=9
            )
        if danced:
            phrase = [{"movement": slug, "counts": 8} for slug in danced]
            row.chapters.create(position=9, title="A dance", start_s=9, end_s=18, phrase=phrase)
        if marks:
            Viewing.objects.create(runner=runner, video_class=row, **dict.fromkeys(marks, NOW))
        for who in [runner] * done + [stranger] * others:
            told = {"date": NOW.date(), "done_at": NOW, "time_zone": "UTC", "minutes": 9, "how": "button"}
            Session.objects.create(runner=who, video_class=row, title=row.title, **told)
        if others:
            Viewing.objects.create(runner=stranger, video_class=row, saved_at=NOW, hidden_at=NOW)
        return row

    return make


def length(row) -> str:
    return next((top for top in ("10", "20", "30") if row.minutes <= int(top)), "more")


def moves(row) -> set[str]:
    chapters = list(row.chapters.all())
    steps = {step["movement"] for chapter in chapters for step in chapter.phrase}
    return steps | {chapter.movement.slug for chapter in chapters if chapter.movement}


def marked(row, runner, mark) -> set[str]:
    return {"yes"} if row.viewings.filter(runner=runner, **{f"{mark}__isnull": False}).exists() else set()


def options_of(row, runner) -> dict[str, set[str]]:
    """What one class is, facet by facet, read from its rows alone."""
    return {
        "benefit": {tag.benefit for tag in row.tags.all()},
        "length": {length(row)},
        "level": {str(row.level)},
        "legs": {str(row.leg_load)},
        "kind": {row.kind},
        "kit": set(row.kit) or {"none"},
        "quiet": {"yes"} if row.quiet else set(),
        "small": {"yes"} if row.small_space else set(),
        "site": {site for site in SITES if row.sites.get(site, 0) >= 2},
        "movement": moves(row),
        "teacher": {row.teacher.teaches_as} if row.teacher else set(),
        "done": {"yes" if row.sessions.filter(runner=runner).exists() else "no"},
        "saved": marked(row, runner, "saved_at"),
        "hidden": marked(row, runner, "hidden_at"),
    }


def brute_force(runner, chosen) -> tuple[int, Callable[[str, str], int]]:
    """How many are found, and how many each option would find beside the other facets' choices."""
    rows = [options_of(row, runner) for row in VideoClass.objects.exclude(published_at=None)]

    def passes(row, facet) -> bool:
        if chosen.get(facet):
            return not row[facet].isdisjoint(chosen[facet])
        return facet != "hidden" or not row["hidden"]

    def count(facet, option) -> int:
        others = [name for name in OPTIONS if name != facet]
        return sum(option in row[facet] and all(passes(row, name) for name in others) for row in rows)

    return sum(all(passes(row, name) for name in OPTIONS) for row in rows), count


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(library=st.lists(CLASS, max_size=6), chosen=CHOSEN)
def test_the_counts_of_the_page_are_those_of_brute_force(
    make_library, teacher, staff, runner, runners_client, library, chosen
):
    teachers = {"Ada": teacher, "Odile": staff}
    for name, person in teachers.items():
        person.teaches_as = name
        person.save(update_fields=["teaches_as"])
    make_library(library, teachers)
    keys = {name: str(person.pk) for name, person in teachers.items()}
    taught = set(VideoClass.objects.published().values_list("teacher__teaches_as", flat=True))
    danced = set().union(*map(moves, VideoClass.objects.published()))
    offered = {"teacher": taught, "movement": danced}  # others are unknown to an address
    chosen = {f: [o for o in options if o in offered.get(f, options)] for f, options in chosen.items()}
    asked = {name: [keys.get(option, option) for option in options] for name, options in chosen.items()}
    page = runners_client.get("/library/", asked).context
    shown = {
        (option["name"], option["value"]): option["count"]
        for group in [*page["main"], *page["more"]]
        for option in group["options"]
    }
    found, count = brute_force(runner, chosen)
    assert page["found"].found == found
    for facet, options in OPTIONS.items():
        for option in options:
            told = shown.get((facet, keys.get(option, option)), 0)
            assert (facet, option, told) == (facet, option, count(facet, option))
