"""Content files are read, or every fault in them is told."""

import pytest
import yaml

from library.content import BENEFITS, RESERVED, ContentFaults, gaps
from library.figure import PALETTES

FIGURE = {
    "counts": 4,
    "bpm": 60,
    "start": {"feet": "first", "arms": "bras_bas"},
    "keys": [{"at": 4, "plie": 0, "cue": "Lie."}],
}
NOT_KNOWN = "is no field that is known here"


def test_a_good_folder_is_read(shelf):
    library = shelf.load()
    assert (list(library.movements), list(library.classes)) == (["breathe", "plie", "rise"], ["bend"])
    assert tuple(library.benefits) == BENEFITS
    assert library.benefits["balance"].try_this.steps == ("One.", "Two.", "Three.")


def test_reading_twice_gives_the_same(shelf):
    first, second = shelf.load(), shelf.load()
    assert first == second
    assert first.classes["bend"].content_hash == second.classes["bend"].content_hash


def test_what_follows_from_the_chapters_is_computed(shelf):
    bend = shelf.load().classes["bend"]
    assert bend.duration_s == 6 + 5 + 30 * 4 + 5 + 8 * 4 + 5 + 2 * 4
    assert [(c.start_s, c.end_s) for c in bend.chapters] == [(0, 131), (131, 168), (168, 181)]
    assert {
        "minutes": bend.minutes,
        "leg_load": bend.leg_load,
        "sites": bend.sites,
        "longest_hold_s": bend.longest_hold_s,
        "kit": bend.kit,
        "quiet": bend.quiet,
        "small_space": bend.small_space,
        "against": bend.against,
    } == {
        "minutes": 3,
        "leg_load": 1,
        "sites": {"calf": 2, "foot": 1, "knee": 1},
        "longest_hold_s": 16,
        "kit": ("chair",),
        "quiet": True,
        "small_space": True,
        "against": (),
    }


def test_a_side_held_is_a_muscle_of_its_own(shelf):
    shelf.rise(two_sided=True, counts_as="none")
    rows = [{"movement": "plie", "repetitions": 30}, {"movement": "rise", "repetitions": 8, "sides": 2}]
    shelf.video_class(chapters=[*rows, {"movement": "breathe", "repetitions": 1}])
    assert shelf.load().classes["bend"].longest_hold_s == 16


def test_limits_follow_from_posture_support_and_jumps(shelf):
    shelf.rise(posture="floor", one_leg=True, counts_as="none", limits=["no_head_low"])
    assert shelf.load().classes["bend"].against == ("no_head_low", "support")
    shelf.rise(posture="prone", one_leg=True, support="chair", counts_as="none")
    assert shelf.load().classes["bend"].against == ("no_prone",)
    lying = FIGURE | {"start": FIGURE["start"] | {"anchor": "shoulders"}}
    shelf.rise(posture="floor", counts_as="none", figure=lying)
    assert shelf.load().classes["bend"].against == ("no_flat_back",)


def test_a_class_may_be_free_and_the_loading_sees_it_change(shelf):
    plain = shelf.load().classes["bend"]
    shelf.video_class(free=True)
    free = shelf.load().classes["bend"]
    assert (plain.free, free.free, plain.content_hash == free.content_hash) == (False, True, False)


def test_a_new_cue_is_a_new_class(shelf):
    before = shelf.load().classes["bend"].content_hash
    path = shelf.root / "movements" / "plie.yaml"
    path.write_text(path.read_text().replace("Bend.", "Bend a little."))
    assert shelf.load().classes["bend"].content_hash != before


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": None}, "title is missing"),
        ({"title": "x" * 81}, "title has 81 characters; at most 80 fit"),
        ({"title": 7}, "title must be words, not 7"),
        ({"kind": "lesson"}, "kind must be one of class, primer, cooldown, not 'lesson'"),
        ({"level": 4}, "level must be a whole number from 1 to 3, not 4"),
        ({"level": True}, "level must be a whole number from 1 to 3, not True"),
        ({"benefits": []}, "benefits needs at least one, the main one first"),
        (
            {"benefits": ["strength"]},
            "benefits holds 'strength'; known are " + ", ".join(BENEFITS),
        ),
        ({"free": "yes"}, "free must be true or false, not 'yes'"),
        ({"dancer": "nobody"}, f"dancer must be one of {', '.join(PALETTES)}, not 'nobody'"),
        ({"poster": "tendu"}, "poster is 'tendu', which is danced in no chapter"),
        ({"tempo": 60}, f"tempo {NOT_KNOWN}"),
        ({"chapters": []}, "chapters must be a list of 1 to 40, not []"),
        ({"chapters": "all"}, "chapters must be a list of 1 to 40, not 'all'"),
        ({"chapters": ["plie"]}, "chapters[0] must be a list of named fields, not 'plie'"),
        (
            {"chapters": [{"movement": "tendu", "repetitions": 4}]},
            "chapters[0].movement is 'tendu', and there is no such movement",
        ),
        (
            {"chapters": [{"movement": "plie", "repetitions": "many"}]},
            "chapters[0].repetitions must be a whole number from 1 to 60, not 'many'",
        ),
        (
            {"chapters": [{"movement": "plie", "repetitions": 30, "sides": 2}]},
            "chapters[0].sides must be 1 for plie: both sides alike, or no sides at all",
        ),
        (
            {"chapters": [{"movement": "plie", "repetitions": 30, "reps": 2}]},
            f"chapters[0].reps {NOT_KNOWN}",
        ),
    ],
)
def test_a_fault_in_a_class_names_file_field_and_reason(shelf, changed, fault):
    shelf.video_class(**changed)
    assert f"classes/bend.yaml: {fault}." in shelf.faults()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": ""}, "name must be words, not ''"),
        ({"sites": {"elbow": 1}}, "sites.elbow is not known; known are foot, ankle, achilles"),
        ({"sites": {"calf": 4}}, "sites.calf must be a number from 0 to 3, not 4"),
        ({"sites": [1]}, "sites must be names with a number each, not [1]"),
        ({"leg_load": -1}, "leg_load must be a whole number from 0 to 3, not -1"),
        ({"quiet": "yes"}, "quiet must be true or false, not 'yes'"),
        ({"counts_as": "hop"}, "counts_as must be one of plie, releve, jump, none, not 'hop'"),
        ({"turned_out": True}, "parallel is missing: every turned-out movement has its parallel form"),
        ({"figure": None}, "figure is missing"),
        ({"figure": {"counts": 4}}, "figure lacks '"),
        ({"figure": [1]}, "figure must be a table of keyframes"),
        ({"figur": {}}, f"figur {NOT_KNOWN}"),
    ],
)
def test_a_fault_in_a_movement_names_file_field_and_reason(shelf, changed, fault):
    shelf.movement("plie", **changed)
    assert any(told.startswith(f"movements/plie.yaml: {fault}") for told in shelf.faults())


def test_a_figure_that_cannot_be_danced_says_why(shelf):
    path = shelf.root / "movements" / "plie.yaml"
    path.write_text(path.read_text().replace("feet: first", "feet: sixth"))
    why = "plie: 'sixth' is none of the feet in presets; known are first"
    assert shelf.faults() == [f"movements/plie.yaml: figure cannot be danced: {why}."]


def test_all_faults_of_all_files_are_told_at_once(shelf):
    shelf.movement("plie", level=9, name=None)
    shelf.put("movements/bad.yaml", "name: [")
    rows = [{"movement": "rise", "repetitions": 0}]
    shelf.video_class(slug="search", kind="x", benefits=["stabilisers"], chapters=rows)
    files = [fault.partition(":")[0] for fault in shelf.faults()]
    assert files.count("movements/plie.yaml") == 2
    assert files.count("movements/bad.yaml") == 1
    assert files.count("classes/search.yaml") == 3


@pytest.mark.parametrize("slug", ["movements", "benefits", "collections", "search", "saved", "studio", "new"])
def test_a_word_of_the_addresses_is_no_name_for_a_class(shelf, slug):
    assert slug in RESERVED
    shelf.video_class(slug=slug)
    why = f"the file may not be named {slug}.yaml: {slug!r} is a word of the addresses"
    assert shelf.faults() == [f"classes/{slug}.yaml: {why}."]


def test_a_name_no_address_could_carry_is_refused(shelf):
    shelf.video_class(slug="Bend & Rise")
    why = "the file is named by something else than small letters, figures and single hyphens"
    assert shelf.faults() == [f"classes/Bend & Rise.yaml: {why}."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: ]", "line 1 is not understood"),
        ("title: a\ntitle: b\n", "line 2 is not understood: 'title' stands twice"),
        ("!!python/object/apply:os.getcwd []", "line 1 is not understood"),
        ("", "the file must be a list of named fields, not None"),
        ("just words", "the file must be a list of named fields, not 'just words'"),
    ],
)
def test_a_file_that_is_no_class_is_told_as_such(shelf, text, fault):
    shelf.put("classes/bend.yaml", text)
    assert any(told.startswith(f"classes/bend.yaml: {fault}") for told in shelf.faults())


def test_a_file_that_is_not_text_is_told_as_such(shelf):
    (shelf.root / "classes" / "bend.yaml").write_bytes(b"\xff\xfe\x00")
    assert "classes/bend.yaml: the file is not UTF-8 text." in shelf.faults()


def test_a_missing_file_is_told(shelf):
    (shelf.root / "benefits.yaml").unlink()
    (shelf.root / "presets.yaml").unlink()
    told = shelf.faults()
    assert "presets.yaml: the file cannot be read: No such file or directory." in told
    assert "benefits.yaml: the file cannot be read: No such file or directory." in told


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"movement": "tendu"}, "movement is 'tendu', and there is no such movement"),
        ({"class": "rise"}, "class is 'rise', and no class of that name gives flexibility"),
        ({"steps": ["One."]}, "steps must be three or four sentences, not 1"),
    ],
)
def test_a_try_this_leads_somewhere(shelf, changed, fault):
    benefits = yaml.safe_load((shelf.root / "benefits.yaml").read_text())
    benefits["flexibility"]["try_this"] |= changed
    shelf.put("benefits.yaml", benefits)
    assert shelf.faults() == [f"benefits.yaml: flexibility.try_this.{fault}."]


def test_a_benefit_too_few_or_too_many_is_told(shelf):
    text = (shelf.root / "benefits.yaml").read_text()
    shelf.put("benefits.yaml", text.replace("balance:", "strength:"))
    assert shelf.faults()[0] == "benefits.yaml: balance is missing."
    assert f"benefits.yaml: strength {NOT_KNOWN}." in shelf.faults()


def test_the_error_reads_as_its_sentences(shelf):
    shelf.video_class(level=0, kind="x")
    with pytest.raises(ContentFaults) as error:
        shelf.load()
    assert str(error.value).splitlines() == error.value.faults


def test_a_benefit_without_a_class_to_begin_with_is_a_gap(shelf):
    assert len(gaps(shelf.load())) == 5  # it asks for a chair
    shelf.rise(kit=[])
    assert gaps(shelf.load()) == [
        f"classes: {benefit} has no class of 15 minutes or less, level 1, load 1 or less, without kit, quiet."
        for benefit in BENEFITS[:-1]
    ]
