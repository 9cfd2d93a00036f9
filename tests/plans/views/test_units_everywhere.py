"""Kilometres or miles: a runner sees one of them, on every page, and nothing stored changes."""

import datetime
import html
import re

import pytest

from accounts.models import Units
from plans.actions.imports import begin_import, begin_reading, bring_in
from plans.models import PlannedRun, Run, TypicalRun

DAY = datetime.timedelta(days=1)

OTHER = {"km": r"\bmi\b|\bmiles?\b|\bft\b", "mi": r"\bkms?\b|\bkilomet\w+|\bm\b"}
PAGES = [
    "/today/",
    "/plan/2026-11-23/",
    "/log/",
    "/log/?kind=easy",
    "/log/?choose=1",
    "/log/months/2026-11/",
    "/log/runs/{run}/",
    "/log/runs/{run}/edit/",
    "/log/runs/{run}/delete/",
    "/log/runs/new/",
    "/log/runs/merge/?run={run}&run={other}",
    "/log/removed/",
    "/log/shoes/",
    "/log/shoes/new/",
    "/log/shoes/{shoe}/",
    "/log/shoes/{shoe}/edit/",
    "/log/shoes/{shoe}/delete/",
    "/log/import/",
    "/log/imports/{import}/",
    "/log/imports/{found}/",
    "/progress/",
]
QUIET = {
    "/log/shoes/new/",
    "/log/shoes/{shoe}/delete/",
    "/log/shoes/{shoe}/edit/",
    "/log/import/",
    "/progress/",
}
TYPED = {"/log/runs/new/", "/log/runs/{run}/edit/", "/log/shoes/new/", "/log/shoes/{shoe}/edit/"}


def words_of(page):
    """What a person reads: no addresses, no attributes."""
    main = page.split('<main class="shell__main"')[1].split("</main>")[0]
    return html.unescape(re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def season(runner, make_run, make_session, make_planned_run, gpx, uploaded, work):
    """Something of every kind that has a length."""
    shoe = runner.shoes.create(name="Blue", start_m=20_000)
    now = datetime.datetime(2026, 11, 25, 7, tzinfo=datetime.UTC)
    bring_in(runner=runner, files=[uploaded(gpx(start=now))], now=now)
    Run.objects.update(climb_m=120, shoe=shoe)
    run = Run.objects.get()
    other = make_run(shoe=shoe, climb_m=50)
    make_run(removed_at=datetime.datetime(2026, 11, 25, 8, tzinfo=datetime.UTC))
    make_session()
    make_planned_run(date=datetime.date(2026, 11, 27), distance_m=12_000)
    TypicalRun.objects.create(runner=runner, weekday=6, kind="long", duration_s=5400, distance_m=15_000)
    brought = runner.imports.get()
    begin_reading(
        of_import=begin_import(runner=runner, files=[uploaded(gpx(start=now - 3 * DAY))], now=now), now=now
    )
    work()
    found = runner.imports.exclude(pk=brought.pk).get()
    return {"run": run.pk, "other": other.pk, "shoe": shoe.pk, "import": brought.pk, "found": found.pk}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("units", ["km", "mi"])
def test_a_page_says_its_lengths_in_the_units_of_the_runner_alone(
    runners_client, runner, season, clock, units, page
):
    stored = [list(model.objects.values_list("distance_m", flat=True)) for model in (Run, PlannedRun)]
    runner.units = units
    runner.save()
    answer = runners_client.get(page.format(**season))
    words = words_of(answer.content.decode())
    assert answer.status_code == 200
    assert re.findall(OTHER[units], words) == []
    if page in TYPED:
        assert f"In {Units(units).label.lower()}" in words
    elif page not in QUIET:
        assert f"\u00a0{units}" in words
    assert [list(model.objects.values_list("distance_m", flat=True)) for model in (Run, PlannedRun)] == stored
