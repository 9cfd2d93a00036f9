"""Runs are written down, changed and removed, and the run planned for the day follows."""

import datetime

from plans.actions.log import change_run, correct_kind, remove_run, write_down
from plans.actions.matching import match_planned_run, run_changed
from plans.models import PlannedRun, Run

TUESDAY, WEDNESDAY = datetime.date(2026, 11, 24), datetime.date(2026, 11, 25)
NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


def state(planned):
    planned.refresh_from_db()
    return planned.status, planned.run_id


def test_a_run_written_down_does_the_run_planned_for_its_day(runner, make_planned_run):
    planned, tomorrow = make_planned_run(date=TUESDAY), make_planned_run(date=WEDNESDAY)
    run = write_down(run=Run(runner=runner, date=TUESDAY, duration_s=1800), now=NOW)
    assert (state(planned), state(tomorrow)) == (("done", run.pk), ("planned", None))


def test_of_two_planned_runs_the_one_of_its_kind_is_done(make_run, make_planned_run):
    easy = make_planned_run(kind="easy", duration_s=3120)
    tempo = make_planned_run(kind="tempo", duration_s=6000)
    run = make_run(kind="tempo", duration_s=3120)
    assert match_planned_run(run) == tempo
    assert (state(easy), state(tempo)) == (("planned", None), ("done", run.pk))


def test_of_two_of_its_kind_the_nearest_in_length_is_done(make_run, make_planned_run):
    make_planned_run(duration_s=6000)
    near = make_planned_run(duration_s=3000)
    assert match_planned_run(make_run(duration_s=3120)) == near


def test_a_planned_run_marked_as_not_done_is_done_by_a_run_that_turns_up(make_run, make_planned_run):
    planned = make_planned_run(status=PlannedRun.Status.MISSED)
    assert match_planned_run(make_run()) == planned


def test_neither_a_cancelled_nor_a_strangers_planned_run_is_done(make_run, make_planned_run, stranger):
    make_planned_run(status=PlannedRun.Status.CANCELLED)
    make_planned_run(of=stranger)
    assert match_planned_run(make_run()) is None


def test_a_run_changed_without_moving_keeps_its_planned_run(make_run, make_planned_run):
    planned, run = make_planned_run(), make_run()
    run_changed(runner=run.runner, dates=[TUESDAY])
    run.duration_s = 600
    change_run(run=run, now=NOW)
    run.refresh_from_db()
    assert (state(planned), run.duration_s, run.edited_at) == (("done", run.pk), 600, NOW)


def test_a_run_moved_to_another_day_frees_one_planned_run_and_does_the_other(make_run, make_planned_run):
    tuesday, wednesday, run = make_planned_run(date=TUESDAY), make_planned_run(date=WEDNESDAY), make_run()
    run_changed(runner=run.runner, dates=[TUESDAY])
    run.date = WEDNESDAY
    change_run(run=run, now=NOW)
    assert (state(tuesday), state(wednesday)) == (("planned", None), ("done", run.pk))


def test_a_removed_run_leaves_its_planned_run_to_the_other_run_of_that_day(make_run, make_planned_run):
    planned, first, second = make_planned_run(duration_s=3000), make_run(), make_run(duration_s=600)
    match_planned_run(first)
    remove_run(run=first, now=NOW)
    assert state(planned) == ("done", second.pk)


def test_a_removed_run_leaves_its_planned_run_waiting(make_run, make_planned_run):
    planned, run = make_planned_run(), make_run()
    match_planned_run(run)
    remove_run(run=run, now=NOW)
    assert (state(planned), Run.objects.count()) == (("planned", None), 0)


def test_a_corrected_kind_is_no_guess_any_more(make_run):
    run = make_run(kind="easy", kind_is_guess=True)
    correct_kind(run=run, kind="long", now=NOW)
    run.refresh_from_db()
    assert (run.kind, run.kind_is_guess, run.edited_at) == ("long", False, NOW)
