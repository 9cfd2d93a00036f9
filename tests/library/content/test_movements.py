"""The shipped movements: a body can do them, a beginner may, and their words keep to what is safe."""

from pathlib import Path

import pytest
import yaml

from library.figure import Movement, faults
from library.figure.frames import danced, solve
from library.film.spoken import sentences

CONTENT = Path(__file__).parents[3] / "library" / "content"
PRESETS = yaml.safe_load((CONTENT / "presets.yaml").read_text(encoding="utf-8"))
FILES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((CONTENT / "movements").glob("*.yaml"))
}
FAULTS = (
    "sickling",
    "rolling in",
    "gripping",
    "hip hike",
    "swayback",
    "ribs flaring",
    "wrists breaking",
)
PROMISED = [
    "first-position",
    "second-position",
    "demi-plie",
    "demi-plie-second",
    "demi-plie-parallel",
    "tendu-devant",
    "tendu-second",
    "tendu-derriere",
    "tendu-second-overhead",
    "degage",
    "degage-devant",
    "rond-de-jambe",
    "rond-de-jambe-en-dedans",
    "temps-lie",
    "releve-small",
    "releve-small-turnout",
    "releve-parallel",
    "releve-turnout",
    "releve-bent-knees",
    "releve-one-leg",
    "eccentric-calf-lowering",
    "toe-raises",
    "passe",
    "passe-parallel",
    "passe-ladder",
    "coupe",
    "coupe-balance",
    "toe-down-balance",
    "arabesque",
    "fondu",
    "frappe",
    "developpe-devant",
    "developpe-second",
    "balance-step",
    "chasse",
    "port-de-bras-side",
    "cambre-back",
    "battement-en-cloche",
    "doming",
    "calf-stretch",
    "lunge-stretch",
    "glute-bridge",
    "march",
    "weight-shift",
    "breathing-ribs",
    "reverence",
    "single-leg-squat-to-coupe",
    "hip-hitch",
    "toe-spreading",
    "foot-articulation",
    "calf-stretch-bent",
    "hamstring-lengthening",
    "figure-four",
    "glute-bridge-one-leg",
    "clam",
    "side-lying-leg-lift",
    "plank-port-de-bras",
    "swan",
    "plie-land-hold",
    "petit-saute-parallel",
    "petit-saute-first",
    "echappe-saute",
    "pogo-hops",
    "roll-down",
]
BENEFITS = ("flexibility", "stabilisers", "posture", "balance", "injury-prevention")


@pytest.mark.parametrize("slug", FILES)
def test_a_movement_breaks_no_limit_of_the_body(slug):
    assert faults(Movement.from_table(slug, FILES[slug]["figure"], PRESETS)) == []


def test_the_front_hand_of_the_arabesque_is_at_eye_height_and_the_other_arm_to_the_side():
    movement = Movement.from_table("arabesque", FILES["arabesque"]["figure"], PRESETS)
    joints = solve(movement.pose(5))
    assert joints.arm["R"].tip[1] == pytest.approx(joints.head.at[1], abs=0.02)
    assert joints.arm["L"].tip[1] == pytest.approx(joints.arm["L"].shoulder[1], abs=0.02)
    assert abs(joints.arm["L"].tip[2] - joints.arm["L"].shoulder[2]) < 0.05


@pytest.mark.parametrize("slug", FILES)
def test_a_foot_leaves_the_floor_once_the_weight_is_over_the_other(slug):
    movement = Movement.from_table(slug, FILES[slug]["figure"], PRESETS)
    early = []
    for i in range(movement.counts * 10):
        pose = movement.pose(i / 10)
        joints = solve(pose)
        for side, leg in pose.leg.items():
            lifted = joints.leg[side].ball[1] > 0.04 and (leg.mode in ("touch", "air") or leg.to)
            share = 0.5 + 0.5 * pose.weight * (1 if side == "L" else -1)
            if pose.anchor == "feet" and lifted and share > 0.1:
                early.append((side, i / 10, round(share, 2)))
    assert early == []


@pytest.mark.parametrize("slug", FILES)
def test_the_tailbone_is_tucked_in_the_lunge_alone(slug):
    words = str(FILES[slug]).lower()
    assert ("tuck the tailbone" in words) == (slug == "lunge-stretch")


@pytest.mark.parametrize("slug", FILES)
def test_nobody_is_shouted_at(slug):
    assert "!" not in str(FILES[slug])


@pytest.mark.parametrize("slug", FILES)
def test_a_movement_is_turned_out_exactly_when_its_feet_are(slug):
    movement = Movement.from_table(slug, FILES[slug]["figure"], PRESETS)
    standing = [leg.out for key in movement.keys for leg in key.pose.leg.values() if leg.mode == "stand"]
    assert FILES[slug]["turned_out"] == (max(standing, default=0) >= 20)
    assert bool(FILES[slug]["parallel"]) == FILES[slug]["turned_out"]


@pytest.mark.parametrize("slug", FILES)
def test_what_is_drawn_beside_her_is_in_the_kit(slug):
    prop = FILES[slug]["figure"].get("prop", "")
    assert ("chair" if prop == "seat" else prop) in ("", *FILES[slug]["kit"])


@pytest.mark.parametrize("slug", FILES)
def test_cues_are_short_enough_to_be_read_in_passing(slug):
    movement = Movement.from_table(slug, FILES[slug]["figure"], PRESETS)
    assert movement.cues
    assert max(len(text) for _, text in movement.cues) <= 80


@pytest.mark.parametrize("slug", FILES)
def test_each_sentence_can_stand_alone(slug):
    """Films have room for one sentence at a time, and not always for the one before it."""
    movement = Movement.from_table(slug, FILES[slug]["figure"], PRESETS)
    said = [text for _, text in sentences(movement.cues)]
    assert [text for text in said if not text[0].isupper() or text[-1] not in ".?"] == []


@pytest.mark.parametrize("slug", FILES)
def test_a_first_level_movement_stays_on_two_feet_or_holds_on(slug):
    movement = FILES[slug]
    assert movement["level"] > 1 or not movement["one_leg"] or movement["support"] != "none"


@pytest.mark.parametrize("benefit", BENEFITS)
def test_each_benefit_can_begin_with_nothing_but_a_floor(benefit):
    gentle = [
        slug
        for slug, m in FILES.items()
        if benefit in m["benefits"] and m["level"] == 1 and m["leg_load"] <= 1 and not m["kit"] and m["quiet"]
    ]
    assert len(gentle) >= 4


def test_every_fault_a_teacher_names_is_watched_for_somewhere():
    told = " ".join(fault.lower() for m in FILES.values() for fault in m["faults"])
    assert [fault for fault in FAULTS if fault not in told] == []


def test_the_movements_a_runner_was_promised_are_there():
    assert [slug for slug in PROMISED if slug not in FILES] == []


@pytest.mark.parametrize("slug", FILES)
def test_who_leaves_the_floor_says_so_everywhere(slug):
    movement, file = Movement.from_table(slug, FILES[slug]["figure"], PRESETS), FILES[slug]
    jumps = any(key.jump for key in movement.keys)
    told = (
        file["counts_as"] == "jump",
        file["leg_load"] == 3,
        file["quiet"] is False,
        file["family"] == "jumps",
    )
    assert told == (jumps, jumps, jumps, jumps)
    assert file["level"] == 3 or not jumps


@pytest.mark.parametrize("slug", FILES)
def test_what_folds_the_head_below_the_heart_goes_against_that_limit(slug):
    frames = danced(Movement.from_table(slug, FILES[slug]["figure"], PRESETS), rate=5)
    upright = FILES[slug].get("posture", "standing") in ("standing", "seated")
    low = any(frame.joints.head.at[1] < frame.joints.chest.at[1] for frame in frames)
    assert ("no_head_low" in FILES[slug].get("limits", [])) == (upright and low)
