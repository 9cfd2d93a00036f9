"""Which chapters of a class are kept, against every choice there is."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.content.safety import (
    BEFORE_JUMPS_S,
    MOVING_S,
    PLIES_BEFORE_JUMPS,
    PLIES_FIRST,
    RELEVES_BEFORE_JUMPS,
)
from library.content.shorter import JUMPS, Cut, Danced, Part, cuts, longest_within


def part(kind="none", times=8, seconds=60, *, slug="", serves=True, **facts):
    """A chapter of one movement, five seconds of getting ready before it."""
    danced = Danced(kind, times, seconds * 10)
    values = {
        "length": seconds * 10 + 50,
        "serves": seconds * 10 * serves,
        "turns": (danced,),
        "movements": frozenset({slug or kind}),
        "moving": True,
    }
    return Part(**{**values, **facts})


MARCH = part(slug="march", seconds=120)
PLIES = part("plie", 12, leg_load=1)
RISES = part("releve", 16, leg_load=2, sites=frozenset({"calf"}))
JUMP = part("jump", 8, leg_load=3, sites=frozenset({"calf", "knee"}))
TENDU = part(slug="tendu", seconds=120, leg_load=1)
STILL = part(slug="stand", moving=False)
CLOSE = part(slug="breathe", seconds=30, serves=False)
CLASS = (MARCH, PLIES, TENDU, RISES, JUMP, CLOSE)


def kept(*parts, load=1, minutes=None, **wish):
    best = longest_within(cuts(parts, load, **wish), minutes and minutes * 600)
    return best and best.kept


def test_a_class_without_a_wish_is_kept_whole():
    assert kept(*CLASS, load=3) == (0, 1, 2, 3, 4, 5)


def test_warm_up_and_close_are_all_that_stays_of_the_shortest():
    assert cuts(CLASS, 3)[0] == Cut(1250 + 350, 1200, (0, 5))
    assert kept(*CLASS, load=3, only=frozenset()) == (0, 5)


def test_a_class_with_load_opens_with_two_minutes_of_moving():
    half = part(slug="march", seconds=60)
    chapters = (half, PLIES, TENDU, CLOSE)
    assert cuts(chapters, 1)[0].kept == (0, 1, 3)
    assert cuts(chapters, 0)[0].kept == (0, 3)


def test_what_stands_still_leaves_a_warm_up_that_lost_a_part():
    calf = part(slug="walk", seconds=60, sites=frozenset({"calf"}))
    chapters = (part(slug="march", seconds=60), calf, STILL, PLIES, CLOSE)
    assert kept(*chapters, without=frozenset({"calf"})) == (0, 3, 4)
    assert cuts((part(slug="march", seconds=60), calf, STILL, CLOSE), 1, frozenset({"calf"})) == ()


def test_jumps_are_left_out_and_so_is_what_loads_a_site():
    assert kept(*CLASS, load=3, without=frozenset({JUMPS})) == (0, 1, 2, 3, 5)
    assert kept(*CLASS, load=3, without=frozenset({"calf"})) == (0, 1, 2, 5)
    assert kept(*CLASS, load=3, without=frozenset({"knee"})) == (0, 1, 2, 3, 5)


def test_no_rise_comes_without_its_pliés_and_no_jump_without_its_minutes():
    assert kept(*CLASS, load=3, only=frozenset({3})) == (0, 5)
    assert kept(*CLASS, load=3, only=frozenset({1, 3})) == (0, 1, 3, 5)
    assert kept(*CLASS, load=3, only=frozenset({1, 3, 4})) == (0, 1, 3, 5)  # four minutes only
    assert kept(*CLASS, load=3, only=frozenset({1, 2, 3, 4})) == (0, 1, 2, 3, 4, 5)


def test_a_dance_stays_only_with_the_steps_it_is_made_of():
    dance = part(slug="dance", dance=True, movements=frozenset({"tendu", "plie", "learnt elsewhere"}))
    chapters = (MARCH, PLIES, TENDU, dance, CLOSE)
    assert kept(*chapters, only=frozenset({1, 3})) == (0, 1, 4)
    assert kept(*chapters, only=frozenset({1, 2, 3})) == (0, 1, 2, 3, 4)


def test_two_sides_in_two_chapters_stay_or_go_together():
    left, right = (part(slug="passe", pair="passe", seconds=50) for _ in range(2))
    chapters = (MARCH, left, TENDU, right, CLOSE)
    assert kept(*chapters, minutes=6) == (0, 2, 4)  # one side more would fit
    assert kept(*chapters, only=frozenset({1})) == (0, 1, 3, 4)


def test_what_is_not_known_is_chosen_by_hand_only():
    unknown = part(slug="", known=False, movements=frozenset(), moving=False)
    chapters = (unknown, unknown, PLIES, unknown, unknown)
    assert kept(*chapters, load=1) == (0, 1, 2, 4)  # warm-up, pliés, close
    assert kept(*chapters, load=1, only=frozenset({3})) == (0, 1, 3, 4)


def test_the_main_benefit_decides_and_then_the_minutes():
    other = part(slug="other", seconds=100, serves=False)
    small = part(slug="small", seconds=40)
    assert kept(MARCH, other, small, CLOSE, minutes=4) == (0, 2, 3)
    assert kept(MARCH, other, small, CLOSE, minutes=6) == (0, 1, 2, 3)


def test_there_is_no_cut_in_fewer_minutes_than_warm_up_and_close():
    assert kept(*CLASS, load=3, minutes=2) is None
    assert kept(*CLASS, load=3, minutes=3) == (0, 5)


def test_a_class_of_nothing_has_no_cut():
    assert cuts((), 0) == ()


# --- against brute force ------------------------------------------------------------------------------

WORDS = ["march", "tendu", "plie", "rise"]
SITES = st.frozensets(st.sampled_from(["calf", "knee"]), max_size=1)


@st.composite
def chapters(draw):
    slug = draw(st.sampled_from([*WORDS, "jump", "dance"]))
    kind = {"plie": "plie", "rise": "releve", "jump": "jump"}.get(slug, "none")
    seconds = draw(st.integers(1, 18)) * 10
    facts = {"leg_load": draw(st.integers(0, 2)), "sites": draw(SITES), "moving": draw(st.integers(0, 5)) > 0}
    if slug == "dance":
        facts |= {"dance": True, "movements": draw(st.frozensets(st.sampled_from(WORDS), min_size=1))}
    if slug == "tendu" and draw(st.booleans()):
        facts |= {"pair": "tendu"}
    if draw(st.integers(0, 9)) == 0:
        facts |= {"known": False, "movements": frozenset(), "leg_load": 0, "sites": frozenset()}
        kind = "none"
    return part(kind, draw(st.integers(4, 20)), seconds, slug=slug, serves=draw(st.booleans()), **facts)


CLASSES = st.lists(chapters(), min_size=1, max_size=8).map(lambda made: (*made, CLOSE))
WISHES = st.fixed_dictionaries(
    {
        "without": st.frozensets(st.sampled_from([JUMPS, "calf"]), max_size=2),
        "only": st.none() | st.frozensets(st.integers(0, 9)),
    }
)


def asked_for(parts, i, without):
    return not parts[i].asks & without


def ordered(parts, chosen):
    """The order of safety, written once more and differently."""
    danced = plies = rises = 0
    for i in chosen:
        for kind, times, tenths in parts[i].turns:
            if kind == "releve" and rises == 0 and plies < PLIES_FIRST:
                return False
            enough = plies >= PLIES_BEFORE_JUMPS and rises >= RELEVES_BEFORE_JUMPS
            if kind == "jump" and not (enough and danced >= BEFORE_JUMPS_S * 10):
                return False
            plies += times if kind == "plie" else 0
            rises += times if kind == "releve" else 0
            danced += tenths
        if parts[i].dance:
            taught = set().union(*(parts[j].movements for j in range(i)))
            met = set().union(*(parts[j].movements for j in chosen if j < i))
            if not parts[i].movements & taught <= met:
                return False
    return True


def together(parts, chosen):
    names = {part.pair for part in parts} - {""}
    return all(
        {i for i, part in enumerate(parts) if part.pair == name} <= set(chosen)
        or not {i for i in chosen if parts[i].pair == name}
        for name in names
    )


def every_choice(parts, load, stay, skipped, *, without, only):
    """All cuts there are, by trying them all: `stay` is what any of them holds, `skipped` what none does."""
    pairs = {parts[i].pair for i in only or () if i < len(parts)} - {""}
    free = [
        i
        for i in range(len(parts))
        if i not in stay
        and i not in skipped
        and asked_for(parts, i, without)
        and (parts[i].known if only is None else i in only or parts[i].pair in pairs)
    ]
    for more in chain.from_iterable(combinations(free, n) for n in range(len(free) + 1)):
        chosen = tuple(sorted([*stay, *more]))
        if ordered(parts, chosen) and together(parts, chosen):
            yield sum(parts[i].serves for i in chosen), sum(parts[i].length for i in chosen)


def staying(parts, load, without):
    """Warm-up and close, and what stands before the warm-up is over; None where there is none."""
    able = [i for i in range(len(parts)) if asked_for(parts, i, without)]
    moves = [i for i in able if parts[i].moving or not parts[i].known]
    gentle = [
        i for i in moves if parts[i].leg_load <= 1 and all(t.counts_as != "releve" for t in parts[i].turns)
    ]
    opening, moved = [], 0
    for i in moves:
        if gentle and i >= gentle[0] and (not opening or (load and moved < MOVING_S * 10)):
            opening.append(i)
            moved += parts[i].danced
    if not opening or (load and moved < MOVING_S * 10):
        return None
    out = {i for i in range(opening[-1]) if i not in opening}
    return {*opening, len(parts) - 1}, out


def begins_itself(parts):
    first = parts[0]
    return (
        (first.moving or not first.known)
        and first.leg_load <= 1
        and all(turn.counts_as != "releve" for turn in first.turns)
    )


@given(CLASSES, st.integers(0, 2), WISHES, st.integers(1, 20))
def test_the_search_finds_what_trying_everything_finds(parts, load, wish, minutes):
    parts = (MARCH, *parts) if not begins_itself(parts) else parts
    found = longest_within(cuts(parts, load, **wish), minutes * 600)
    frame = staying(parts, load, wish["without"])
    all_of_them = every_choice(parts, load, *frame, **wish) if frame else ()
    best = max((cut for cut in all_of_them if cut[1] <= minutes * 600), default=None)
    assert (found and (found.serves, found.length)) == best


@given(CLASSES, st.integers(0, 2), WISHES)
def test_every_cut_is_what_it_says(parts, load, wish):
    for cut in cuts(parts, load, **wish):
        assert cut.length == sum(parts[i].length for i in cut.kept)
        assert cut.serves == sum(parts[i].serves for i in cut.kept)
        assert ordered(parts, cut.kept) and together(parts, cut.kept)


@pytest.mark.parametrize("chapters_", [60])
def test_a_class_of_very_many_chapters_is_cut_all_the_same(chapters_):
    many = [part(slug=f"m{i}", seconds=20 + i, serves=i % 3 > 0) for i in range(chapters_)]
    best = longest_within(cuts((MARCH, *many, CLOSE), 1), 12 * 600)
    assert 11.5 * 600 < best.length <= 12 * 600


def test_the_search_goes_on_from_no_more_ways_than_a_request_may_cost(monkeypatch):
    """A bug: sixty chapters took two seconds and a half of one core."""
    from library.content import shorter

    tried = []
    searching = shorter._worth_going_on
    monkeypatch.setattr(
        shorter, "_worth_going_on", lambda ways: (tried.append(len(ways)), searching(ways))[1]
    )
    kinds = [("plie", 1), ("releve", 2), ("none", 0), ("jump", 3)]
    many = [
        part(
            kinds[i % 4][0], slug=f"m{i}", seconds=20 + 7 * i % 41, leg_load=kinds[i % 4][1], serves=i % 3 > 0
        )
        for i in range(60)
    ]
    assert cuts((MARCH, *many, CLOSE), 3)
    assert 100 < max(tried) <= 2 * shorter.MOST_STATES
