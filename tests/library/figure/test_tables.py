import json

from library.figure import PALETTES, as_json


def test_the_tables_hold_what_the_browser_needs_and_no_cues(files, presets):
    tables = json.loads(as_json(files, presets))
    assert sorted(tables) == [
        "builds", "fingers", "flesh", "movements", "palettes", "presets", "radii", "rest", "shirts", "toes"
    ]  # fmt: skip
    assert tables["presets"] == presets
    assert sorted(tables["movements"]) == sorted(files)
    assert sorted(tables["palettes"]) == sorted(PALETTES)
    passe = tables["movements"]["passe"]
    assert passe["name"] == files["passe"]["name"]
    assert [key["at"] for key in passe["keys"]] == [key["at"] for key in files["passe"]["figure"]["keys"]]
    assert not any("cue" in key for key in passe["keys"])


def test_the_same_tables_are_the_same_bytes(files, presets):
    backwards = {slug: files[slug] for slug in reversed(files)}
    assert as_json(files, presets) == as_json(backwards, presets)


def test_a_colour_is_low_middle_and_high(files, presets):
    plum = json.loads(as_json(files, presets))["palettes"]["plum"]
    assert plum["skin"] == list(PALETTES["plum"].skin)
    assert plum["hem"] == PALETTES["plum"].hem
