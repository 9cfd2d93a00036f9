"""Whatever is wrong in a line, wherever: it is answered by a week, or by an error that names a field."""

import json
import re
from copy import deepcopy
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.planner.answering import answer_to
from plans.planner.reading import WEEK_FIELDS

DOCUMENT = (Path(__file__).parents[3] / "docs/planner.md").read_text()
WEEK = json.loads(re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)[1]) | {
    "races": [{"date": "2026-12-06", "priority": "A", "distance_m": 42195}],
    "overlays": [{"kind": "injury", "from": "2026-11-10", "to": "2026-11-14", "sites": ["hip"]}],
    "placed": [{"date": "2026-11-26", "class": "posture-15", "slot": "alone", "state": "locked"}],
    "collection": ["posture-15"],
    "self_checks": [{"benefit": "balance", "change": -1.5}],
}
KEYS = {"week_start", "sessions", "primers", "unplaced", "warnings", "see_professional", "needs"}
# What is wrong with the line as a whole, with a field of the week, or with a key that is none.
ERROR = re.compile(
    rf"the line .+|({'|'.join(WEEK_FIELDS)}).*: .+|.*: (is not known; known are .+|must be text)", re.DOTALL
)

single = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from((10**400, -(10**9) - 1, 1_440, 0, 14, 28)),
    st.floats(),
    st.text(st.characters(exclude_categories=())),
    st.sampled_from(("0001-01-01", "9999-12-31", "2026-02-30", "2026-11-23", "2200-12-31", "1900-01-01")),
    st.sampled_from(("mon", "R16", "class", "posture-15", "done", "A", "new")),
)
anything = st.recursive(single, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(), v, max_size=3))


def paths(value, so_far=()):
    """Every place in a value."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*so_far, key)
        yield from paths(value[key], (*so_far, key))


def place(week, path):
    for key in path:
        week = week[key]
    return week


@st.composite
def wrong_weeks(draw):
    """The week with one to three things changed, left out, repeated or added."""
    week = deepcopy(WEEK)
    for _ in range(draw(st.integers(1, 3))):
        *path, key = draw(st.sampled_from(list(paths(week))))
        within, change = (
            place(week, path),
            draw(st.sampled_from(("put", "put", "leave out", "repeat", "add"))),
        )
        if change == "put":
            within[key] = draw(anything)
        elif change == "leave out":
            del within[key]
        elif isinstance(within, list):
            within.append(deepcopy(within[key]) if change == "repeat" else draw(anything))
        else:
            within[draw(st.text())] = draw(anything)
    return week


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(wrong_weeks())
def test_a_wrong_week_is_answered_by_a_week_or_by_an_error_that_names_a_field(week):
    answer = answer_to(json.dumps(week).encode())
    assert json.loads(json.dumps(answer, ensure_ascii=False).encode()) == answer
    assert answer.keys() == KEYS or ERROR.fullmatch(answer["error"])


@settings(max_examples=100, deadline=None)
@given(st.binary() | anything.map(lambda value: json.dumps(value).encode()))
def test_any_other_line_is_answered_by_an_error(line):
    assert ERROR.fullmatch(answer_to(line)["error"])
