"""The command, as it is called, and the example in the documents."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
WEEK = {"week_start": "2026-11-23", "runner": {"sessions": 1, "days": {"mon": 30}}, "classes": []}
ANSWER = {
    "week_start": "2026-11-23",
    "sessions": [],
    "primers": [],
    "unplaced": [{"count": 1, "because": []}],
    "warnings": [],
    "see_professional": [],
    "needs": {
        "balance": 0.25,
        "flexibility": 0.15,
        "injury-prevention": 0.15,
        "posture": 0.15,
        "stabilisers": 0.3,
    },
}


def command(text, *options):
    call = [sys.executable, *options, "-m", "plans.planner"]
    return subprocess.run(call, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def answers(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_one_line_in_and_one_line_out():
    ran = command(json.dumps(WEEK) + "\n" + json.dumps(WEEK) + "\n")
    assert (answers(ran), ran.stderr, ran.returncode) == ([ANSWER, ANSWER], "", 0)


def test_a_line_that_is_not_understood_is_answered_in_its_place():
    wrong = {**WEEK, "runner": {"sessions": 1}}
    ran = command("\n".join([json.dumps(WEEK), json.dumps(wrong), "{oops", "NaN", json.dumps(WEEK)]))
    assert answers(ran) == [
        ANSWER,
        {"error": "runner.days: is missing"},
        {"error": "the line is not JSON"},
        {"error": "the line is not JSON"},
        ANSWER,
    ]
    assert (ran.stderr, ran.returncode) == ("", 1)


def test_half_a_letter_is_answered_and_the_lines_after_it_are_too():
    sore = {**WEEK, "pain": [{"site": "\ud800", "level": 9, "date": "2026-11-23"}]}
    ran = command("\n".join([json.dumps(sore), json.dumps({"\ud800": 1}), json.dumps(WEEK)]))
    said = [{"error": "pain[0].site: must be text"}, {"error": "'\\ud800': must be text"}, ANSWER]
    assert (answers(ran), ran.stderr, ran.returncode) == (said, "", 1)


def test_brackets_without_end_are_no_json():
    ran = command("[" * 100_000)
    assert (answers(ran), ran.returncode) == ([{"error": "the line is not JSON"}], 1)


def test_it_starts_without_django():
    loaded = "import sys, plans.planner; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout == "[]\n"


def test_the_example_in_the_documents_is_what_the_command_says():
    asked, said = re.findall(r"```json\n(.*?)```", (ROOT / "docs/planner.md").read_text(), re.DOTALL)
    ran = command(json.dumps(json.loads(asked)))
    assert (answers(ran), ran.returncode) == ([json.loads(said)], 0)
