"""The command, as it is called, and the example in the documents."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

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


CALL = [sys.executable, "-m", "plans.planner"]


def command(given, *words):
    """The command with lines as text or as bytes; what it says is text."""
    given = given if isinstance(given, bytes) else given.encode()
    ran = subprocess.run([*CALL, *words], input=given, capture_output=True, cwd=ROOT, check=False)
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def answers(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_one_line_in_and_one_line_out():
    ran = command(json.dumps(WEEK) + "\n" + json.dumps(WEEK) + "\n")
    assert (answers(ran), ran.stderr, ran.returncode) == ([ANSWER, ANSWER], "", 0)


def test_a_line_that_is_not_understood_is_answered_in_its_place():
    wrong = {**WEEK, "runner": {"sessions": 1}}
    ran = command("\n".join([json.dumps(WEEK), json.dumps(wrong), "{oops", "NaN", "[]", json.dumps(WEEK)]))
    assert answers(ran) == [
        ANSWER,
        {"error": "runner.days: is missing"},
        {"error": "the line is not JSON"},
        {"error": "the line must be an object"},
        {"error": "the line must be an object"},
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


def test_lines_of_bytes_are_answered_in_their_place_too():
    week = json.dumps(WEEK).encode()
    ran = command(b"\xef\xbb\xbf" + week + b"\r\n\xff\xfe\n\n \r\n" + week + b"\r\n\x00\n" + week)
    said = ["is not UTF-8", "is empty", "is empty", "is not JSON"]
    no_utf8, empty, blank, no_json = ({"error": f"the line {why}"} for why in said)
    assert answers(ran) == [ANSWER, no_utf8, empty, blank, ANSWER, no_json, ANSWER]
    assert (ran.stderr, ran.returncode) == ("", 1)


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e400", "9" * 5_000])
def test_a_number_that_is_none_is_named_by_its_field(number):
    ran = command(json.dumps(WEEK).replace("30", number))
    said = {"error": "runner.days.mon: must be a whole number from 0 to 1440"}
    assert (answers(ran), ran.stderr, ran.returncode) == ([said], "", 1)


def test_a_key_that_stands_twice_in_an_object_is_named():
    ran = command(json.dumps(WEEK).replace('"mon": 30', '"mon": 30, "tue": 30, "mon": 15'))
    assert (answers(ran), ran.returncode) == ([{"error": "runner.days.mon: stands here twice"}], 1)


def test_no_line_is_no_answer():
    ran = command("")
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)


def test_names_are_written_as_they_are_whatever_the_terminal_writes(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    sore = {**WEEK, "pain": [{"site": "Ferse – höher", "level": 9, "date": "2026-11-23"}]}
    ran = command(json.dumps(sore))
    assert (answers(ran)[0]["see_professional"], ran.stderr) == (["Ferse – höher"], "")


def test_a_reader_who_stops_reading_ends_it_without_a_word():
    lines = (json.dumps(WEEK) + "\n").encode()
    with subprocess.Popen(CALL, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT) as ran:
        ran.stdin.write(lines)
        ran.stdin.flush()
        first = ran.stdout.readline()
        ran.stdout.close()
        ran.stdin.write(lines)
        ran.stdin.close()
        assert (json.loads(first), ran.stderr.read(), ran.wait()) == (ANSWER, b"", 141)


def test_an_interruption_ends_it_without_a_word():
    with subprocess.Popen(CALL, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT) as ran:
        ran.stdin.write((json.dumps(WEEK) + "\n").encode())
        ran.stdin.flush()
        first = ran.stdout.readline()
        ran.send_signal(signal.SIGINT)
        assert (json.loads(first), ran.stderr.read(), ran.wait()) == (ANSWER, b"", 130)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_a_sentence():
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(CALL, input=b"{}\n", stdout=full, stderr=PIPE, cwd=ROOT, check=False)
    said = b"Reading or writing failed: No space left on device.\n"
    assert (ran.stderr, ran.returncode) == (said, 2)


def test_a_closed_output_is_said_in_a_sentence():
    ran = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *CALL], input=b"{}\n", stderr=PIPE, cwd=ROOT, check=False
    )
    said = b"Standard input and standard output must be open.\n"
    assert (ran.stderr, ran.returncode) == (said, 2)


def test_help_tells_how_it_is_called():
    ran = command("", "--help")
    assert ran.stdout.startswith("Usage: python -m plans.planner < weeks.jsonl > plans.jsonl\n")
    assert (ran.stderr, ran.returncode) == ("", 0)


def test_a_word_too_many_is_named():
    ran = command(json.dumps(WEEK), "weeks.jsonl")
    assert ran.stderr.startswith("'weeks.jsonl' was not expected.\n\nUsage: ")
    assert (ran.stdout, ran.returncode) == ("", 2)


def test_it_starts_without_django():
    loaded = "import sys, plans.planner; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout == "[]\n"


def test_the_example_in_the_documents_is_what_the_command_says():
    asked, said = re.findall(r"```json\n(.*?)```", (ROOT / "docs/planner.md").read_text(), re.DOTALL)
    ran = command(json.dumps(json.loads(asked)))
    assert (answers(ran), ran.returncode) == ([json.loads(said)], 0)
