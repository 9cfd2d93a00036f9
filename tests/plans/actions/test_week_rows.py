"""What has a say in a week is fetched in a fixed number of queries."""

import datetime

import pytest

from plans.actions.week_rows import rows_of_week, runner_and_typical_week
from plans.models import HealthNotes, PlanSettings

MONDAY = datetime.date(2026, 11, 23)


def test_the_usual_week_comes_with_the_runners_answers(runner, stranger, django_assert_num_queries):
    settings = PlanSettings.objects.create(runner=runner, level=2)
    notes = HealthNotes.objects.create(runner=runner, limits=["support"])
    stranger.typical_runs.create(weekday=0, kind="long")
    runner.typical_runs.create(weekday=6, kind="long", distance_m=18_000)
    runner.typical_runs.create(weekday=1, kind="easy", duration_s=2400)
    with django_assert_num_queries(1):
        found, typical = runner_and_typical_week(runner)
        assert (found.plan_settings, found.health_notes) == (settings, notes)
    told = [(run.runner_id, run.weekday, run.kind, run.duration_s, run.distance_m) for run in typical]
    assert told == [(runner.pk, 1, "easy", 2400, None), (runner.pk, 6, "long", None, 18_000)]


def test_somebody_who_told_nothing_has_no_usual_week_and_the_defaults(runner, stranger):
    PlanSettings.objects.create(runner=stranger, level=3)
    stranger.typical_runs.create(weekday=0, kind="long")
    rows = rows_of_week(runner, MONDAY, MONDAY)
    assert (rows.planned_runs, rows.settings.level, rows.settings.pk, rows.health) == ([], 1, None, None)


@pytest.mark.parametrize("told", [True, False])
def test_it_asks_as_much_of_somebody_who_told_all_as_of_one_who_told_nothing(
    runner, few_classes, told, django_assert_num_queries
):
    if told:
        PlanSettings.objects.create(runner=runner)
        for weekday in range(7):
            runner.typical_runs.create(weekday=weekday, kind="easy")
    rows_of_week(runner, MONDAY, MONDAY)  # the library is read once for each of its editions
    # Weeks, answers, edition, runs, races, planned runs, overlays, pain, sessions.
    with django_assert_num_queries(9):
        rows_of_week(runner, MONDAY, MONDAY)
