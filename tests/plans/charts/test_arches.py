import pytest

from plans.charts import Outline, Tick, arch, arch_stacks


def test_a_window_is_a_wall_a_round_head_and_a_wall():
    assert arch(10, 20, 8, 12) == "M10 32v-8a4 4 0 0 1 8 0v8z"


def test_a_low_window_is_all_head():
    assert arch(0, 0, 10, 3) == "M0 3v-0a5 3 0 0 1 10 0v0z"


def test_a_window_for_each_class_from_the_floor_up_and_a_level_for_what_was_asked():
    chart = arch_stacks(["a", "b"], [["done", "open"], ["done"]], [3, None], width=144, height=136)
    tall = 100 / 3 - 4
    assert chart.outlines == (
        Outline("done", arch(46, 112 - tall, 30, tall) + arch(96, 112 - tall, 30, tall)),
        Outline("open", arch(46, 112 - 100 / 3 - tall, 30, tall)),
    )
    assert chart.asked == "M38 12h46"
    assert chart.y_ticks[-1] == Tick(3, 12, "3")
    assert chart.x_ticks == (Tick(0, 61, "a"), Tick(1, 111, "b"))


def test_no_weeks_give_an_empty_picture():
    chart = arch_stacks([], [], [])
    assert (chart.outlines, chart.asked, chart.x_ticks) == ((), "", ())


@pytest.mark.parametrize("stacks", [[[]], [[], [], []]])
def test_lists_of_unequal_length_are_refused(stacks):
    with pytest.raises(ValueError, match="for 2 labels"):
        arch_stacks(["a", "b"], stacks, [None, None])
