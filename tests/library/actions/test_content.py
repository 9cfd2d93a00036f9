import datetime

import pytest
import yaml

from library.actions.content import Loaded, load_content
from library.content import load
from library.models import (
    Chapter,
    ClassBenefit,
    Collection,
    CollectionClass,
    Cue,
    Movement,
    VideoClass,
)

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)


def rows():
    """Everything stored, by value."""
    classes = [
        (c.slug, c.title, c.published_at, c.benefits, c.duration_s, c.content_hash)
        for c in VideoClass.objects.all()
    ]
    parts = [list(model.objects.order_by("pk").values()) for model in (Movement, ClassBenefit, Chapter, Cue)]
    return [classes, *parts]


def test_movements_and_classes_become_rows(tiny_library):
    loaded = load_content(tiny_library, now=NOW)
    assert loaded == Loaded(added=["movements/first-position", "classes/stand-tall"])
    video_class = VideoClass.objects.get()
    assert video_class.published_at == NOW
    assert video_class.against == []
    assert video_class.benefits == list(tiny_library.classes["stand-tall"].benefits)
    end_s = tiny_library.classes["stand-tall"].duration_s
    assert [(c.title, c.start_s, c.end_s) for c in video_class.chapters.all()] == [
        ("First position", 0, end_s)
    ]
    assert video_class.duration_s == end_s
    assert video_class.cues.first().text.startswith("Stand tall. Quiet minutes upright.")


def test_the_second_time_nothing_changes(tiny_library):
    load_content(tiny_library, now=NOW)
    before = rows()
    assert load_content(tiny_library, now=LATER) == Loaded()
    assert rows() == before


def test_a_changed_file_changes_its_row_and_keeps_the_day_it_was_published(
    tiny_library, content_folder, change
):
    load_content(tiny_library, now=NOW)
    change("classes/stand-tall", title="Taller")
    assert load_content(load(content_folder), now=LATER) == Loaded(changed=["classes/stand-tall"])
    video_class = VideoClass.objects.get()
    assert (video_class.title, video_class.published_at) == ("Taller", NOW)


def test_what_was_changed_in_the_site_is_left_and_named(tiny_library, content_folder, change):
    load_content(tiny_library, now=NOW)
    VideoClass.objects.update(title="The teacher's words", edited_at=NOW)
    change("classes/stand-tall", title="Taller")
    assert load_content(load(content_folder), now=LATER) == Loaded(left=["classes/stand-tall"])
    assert VideoClass.objects.get().title == "The teacher's words"


def test_an_edited_row_whose_file_has_not_changed_is_not_worth_a_word(tiny_library):
    load_content(tiny_library, now=NOW)
    VideoClass.objects.update(title="The teacher's words", edited_at=NOW)
    assert load_content(tiny_library, now=LATER) == Loaded()
    assert VideoClass.objects.get().title == "The teacher's words"


def test_the_file_wins_where_it_is_asked_to(tiny_library):
    load_content(tiny_library, now=NOW)
    VideoClass.objects.update(title="The teacher's words", edited_at=NOW)
    assert load_content(tiny_library, now=LATER, overwrite=True) == Loaded(changed=["classes/stand-tall"])
    video_class = VideoClass.objects.get()
    assert (video_class.title, video_class.edited_at) == ("Stand tall", None)


@pytest.mark.parametrize(
    ("fields", "against"),
    [
        ({"posture": "prone"}, ["no_prone"]),
        ({"posture": "floor", "limits": ["no_flat_back"]}, ["no_flat_back"]),
        ({"limits": ["no_head_low"]}, ["no_head_low"]),
        ({"one_leg": True}, ["support"]),
        ({"one_leg": True, "support": "chair"}, []),
    ],
)
def test_a_class_knows_the_limits_it_goes_against(content_folder, change, fields, against):
    change("movements/first-position", **fields)
    load_content(load(content_folder), now=NOW)
    assert VideoClass.objects.get().against == against


WEEKS = {"title": "Weeks", "summary": "One after the other.", "classes": ["stand-tall", "stand-tall"]}


def places():
    return [(p.collection.slug, p.position, p.video_class.slug) for p in CollectionClass.objects.all()]


def test_collections_become_rows_once(content_folder, write):
    write("collections/weeks", WEEKS | {"series": True, "position": 3})
    library = load(content_folder)
    assert load_content(library, now=NOW).added[-1] == "collections/weeks"
    weeks = Collection.objects.get()
    assert (weeks.slug, weeks.title, weeks.summary, weeks.description, weeks.series, weeks.position) == (
        "weeks",
        "Weeks",
        "One after the other.",
        "",
        True,
        3,
    )
    assert places() == [("weeks", 1, "stand-tall"), ("weeks", 2, "stand-tall")]
    assert load_content(library, now=LATER) == Loaded()


def test_a_changed_collection_changes_its_row_unless_it_was_changed_in_the_site(content_folder, write):
    write("collections/weeks", WEEKS)
    load_content(load(content_folder), now=NOW)
    write("collections/weeks", WEEKS | {"classes": ["stand-tall"]})
    assert load_content(load(content_folder), now=LATER) == Loaded(changed=["collections/weeks"])
    assert places() == [("weeks", 1, "stand-tall")]
    Collection.objects.update(title="The teacher's words", edited_at=NOW)
    write("collections/weeks", WEEKS)
    assert load_content(load(content_folder), now=LATER) == Loaded(left=["collections/weeks"])
    assert Collection.objects.get().title == "The teacher's words"


def test_an_enchaînement_is_a_chapter_that_keeps_its_steps(content_folder, change):
    steps = {"enchainement": ["first-position"] * 2, "counts": 8, "bpm": 80, "repetitions": 3}
    chapters = [{"movement": "first-position", "repetitions": 2}]
    change("classes/stand-tall", chapters=[*chapters, steps | {"title": "A dance"}, *chapters])
    load_content(load(content_folder), now=NOW)
    chapter = Chapter.objects.get(position=1)
    assert (chapter.movement, chapter.title, chapter.repetitions) == (None, "A dance", 3)
    assert chapter.phrase == [
        {"movement": "first-position", "counts": 4, "other": False, "bpm": 80},
        {"movement": "first-position", "counts": 4, "other": False, "bpm": 80},
    ]


def test_a_fault_in_the_middle_stores_nothing(tiny_library, monkeypatch):
    broken = tiny_library.classes["stand-tall"].__class__
    monkeypatch.setattr(broken, "cues", property(lambda self: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        load_content(tiny_library, now=NOW)
    assert not Movement.objects.exists()


def test_a_movement_knows_its_easier_and_harder_form(content_folder, change):
    first = yaml.safe_load((content_folder / "movements/first-position.yaml").read_text(encoding="utf-8"))
    write = {**first, "name": "Breathing", "say": ""}
    (content_folder / "movements/breathing.yaml").write_text(yaml.safe_dump(write), encoding="utf-8")
    change("movements/first-position", easier_form="breathing")
    load_content(load(content_folder), now=NOW)
    forms = Movement.objects.values_list("slug", "easier_form__slug", "harder_form__slug")
    assert sorted(forms) == [("breathing", None, None), ("first-position", "breathing", None)]
    change("movements/first-position", harder_form="breathing", easier_form=None)
    load_content(load(content_folder), now=LATER)
    assert Movement.objects.get(slug="first-position").easier_form is None


def test_a_movement_keeps_what_is_said_on_its_counts(tiny_library):
    load_content(tiny_library, now=NOW)
    movement = Movement.objects.get()
    assert (movement.counts, movement.bpm, movement.family) == (4, 120, "strength")
    assert movement.cues == [{"count": 2, "text": "Breathe in."}]
    assert movement.muscles == {"deep abdominals": 1, "spinal extensors": 1}
