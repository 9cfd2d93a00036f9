"""What a teacher says of a movement once its cues are known."""

from types import SimpleNamespace

from library.content.reminders import LONGEST, reminders

MOVEMENT = SimpleNamespace(
    purpose="Strong calves. They push you off.",
    faults=["Rolling in", "Toes gripping the floor."],
    easier="Rise less.",
    harder="Rise slower.",
    parallel="Toes to the front.",
    level=2,
)


def but(**changed):
    return SimpleNamespace(**(vars(MOVEMENT) | changed))


def test_what_it_is_for_comes_first_then_faults_by_turns_with_other_ways():
    assert reminders(MOVEMENT) == (
        "Why? Strong calves.",
        "Watch for rolling in.",
        "Easier today? Rise less.",
        "One thing to leave out: toes gripping the floor.",
        "In parallel: toes to the front.",
        "Too easy? Rise slower.",
    )


def test_a_beginner_is_not_told_of_the_harder_way():
    assert not any(line.startswith("Too easy") for line in reminders(but(level=1)))


def test_what_cannot_be_read_while_dancing_is_left_out():
    lines = reminders(but(purpose="x" * (LONGEST + 1)))
    assert len(lines) == 5
    assert all(len(line) <= LONGEST for line in lines)


def test_a_movement_that_says_little_is_no_fault():
    assert reminders(but(faults=[], easier="", parallel="", level=1)) == ("Why? Strong calves.",)
