"""Collections are read, and a series holds its classes to a growing dance."""

import pytest

from tests.library.content.conftest import CLASS

COLLECTION = {
    "title": "First weeks",
    "summary": "Four classes, one after the other.",
    "description": "Begin here.",
    "series": True,
    "position": 1,
    "classes": ["bend"],
}
PLIES, CLOSE = {"movement": "plie", "repetitions": 30}, {"movement": "breathe", "repetitions": 2}


def dance(counts=16, **changed):
    steps = ["plie", "rise"] * max(1, counts // 16)
    return {"enchainement": steps, "counts": counts, "repetitions": 2, "bpm": 60} | changed


def told(slug, why, number=None):
    return f"classes/class-{slug}.yaml: chapters {why}, as class {number or slug} of weeks."


@pytest.fixture
def series(shelf):
    """A factory: class n dances an enchaînement of so many counts, or none where that is 0."""
    (shelf.root / "collections").mkdir()

    def series(*counts, **changed):
        slugs = [f"class-{n}" for n in range(1, len(counts) + 1)]
        for slug, count in zip(slugs, counts, strict=True):
            rows = CLASS["chapters"][:2] + ([dance(count)] if count else []) + [CLOSE]
            shelf.video_class(slug, title=slug, chapters=rows)
        shelf.put("collections/weeks.yaml", COLLECTION | {"classes": slugs} | changed)
        return shelf.faults()

    shelf.rise(kit=[])
    return series


def test_a_collection_is_read(shelf, series):
    assert series(0, 0, classes=["class-1", "class-2", "class-1"]) == []
    weeks = shelf.load().collections["weeks"]
    assert (weeks.title, weeks.series, weeks.classes) == (
        "First weeks",
        True,
        ("class-1", "class-2", "class-1"),
    )
    before = weeks.content_hash
    series(0, 0, summary="Other words.")
    assert shelf.load().collections["weeks"].content_hash != before


def test_from_the_fourth_class_on_each_ends_with_a_dance_and_from_the_eighth_with_a_longer_one(series):
    assert series(0, 0, 0, 16, 16, 16, 16, 32) == []
    assert series(0, 0, 0, 0, 8, 16, 16, 16) == [
        told(4, "need an enchaînement of 16 counts before the close"),
        told(5, "end with an enchaînement of 8 counts; 16 are due"),
        told(8, "end with an enchaînement of 16 counts; 32 are due"),
    ]


def test_a_class_that_comes_again_is_counted_once(series):
    places = ["class-1", "class-1", "class-1", "class-2", "class-2", "class-3"]
    assert series(0, 0, 0, classes=places) == []


def test_what_is_no_series_asks_for_no_dance(series):
    assert series(0, 0, 0, 0, series=False) == []


def test_the_dance_holds_what_was_met_in_this_class_or_an_earlier_one(shelf, series):
    series(0, 0)
    later = [PLIES, dance(), CLOSE]
    shelf.video_class("class-2", title="class-2", chapters=later)
    assert shelf.faults() == []
    shelf.put("collections/weeks.yaml", COLLECTION | {"classes": ["class-2", "class-1"]})
    assert shelf.faults() == [told(2, "hold an enchaînement of what was not met before: rise", number=1)]
    (shelf.root / "collections/weeks.yaml").unlink()
    assert shelf.faults() == [
        "classes/class-2.yaml: chapters hold an enchaînement of what was not met before: rise."
    ]


def test_a_word_is_new_once_in_a_series(shelf, series):
    for i in range(9):
        shelf.movement(f"word-{i}", say=f"WORD {i}")
    words = [{"movement": f"word-{i}", "repetitions": 8} for i in range(9)]
    series(0, 0)
    shelf.video_class("class-1", title="One", chapters=[*words[:6], CLOSE])
    shelf.video_class("class-2", title="Two", chapters=[*words[3:], CLOSE])
    assert shelf.faults() == []
    shelf.put("collections/weeks.yaml", COLLECTION | {"classes": ["class-2"]})
    assert len(spoken_of(shelf)) == 0
    shelf.video_class("class-2", title="Two", chapters=[*words[2:], CLOSE])
    assert spoken_of(shelf) == [told(2, "use 7 French words that are new; level 1 has at most 6", number=1)]


def spoken_of(shelf):
    return [fault for fault in shelf.faults() if "French words" in fault]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": None}, "title is missing"),
        ({"series": "yes"}, "series must be true or false, not 'yes'"),
        ({"classes": []}, "classes must be a list of 1 to 60 classes, not []"),
        ({"classes": ["bend", "fly"]}, "classes[1] is 'fly', and there is no such class"),
        ({"a_week": 7}, "a_week must be a whole number from 1 to 6, not 7"),
        ({"then_a_week": 0}, "then_a_week must be a whole number from 1 to 6, not 0"),
        ({"tags": []}, "tags is no field that is known here"),
    ],
)
def test_a_fault_in_a_collection_names_file_field_and_reason(shelf, series, changed, fault):
    series(0)
    shelf.put("collections/weeks.yaml", COLLECTION | changed)
    assert shelf.faults() == [f"collections/weeks.yaml: {fault}."]


def test_a_word_of_the_addresses_is_no_name_for_a_collection(shelf, series):
    series(0)
    shelf.put("collections/search.yaml", COLLECTION)
    why = "may not be named search.yaml: small letters and hyphens, no word of the addresses"
    assert shelf.faults() == [f"collections/search.yaml: the file {why}."]
