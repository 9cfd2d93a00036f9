"""Today: what is on, what comes next, in the runner's own zone."""

import datetime
import re

import pytest

from library.actions.indexing import index_classes
from plans.actions.plan import plan_week
from plans.actions.self_check import record_self_check
from plans.actions.session import record_session
from plans.models import PlannedSession, PlanSettings, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
WEDNESDAY, FRIDAY = MONDAY + 2 * DAY, MONDAY + 4 * DAY

DONE = f"/plan/{WEDNESDAY}/steady-ankles/done/"


@pytest.fixture
def place(runner, few_classes, clock):
    """Steady ankles today, Wednesday, and long lines on Friday."""
    PlanSettings.objects.create(runner=runner)
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    for date, slug in [(WEDNESDAY, "steady-ankles"), (FRIDAY, "long-lines")]:
        PlannedSession.objects.create(
            week=week,
            date=date,
            first_date=date,
            video_class=few_classes[slug],
            slot="alone",
            why="Your feet.",
            reasons=["R3"],
        )
    return PlannedSession.objects.earliest("date")


def today(client):
    return client.get("/today/").content.decode()


def now_and_next(page):
    now, rest = page.split("What comes next")
    return now, rest.split('id="week"')[0]


def test_todays_class_can_be_started_and_marked_as_done(runners_client, place):
    now, later = now_and_next(today(runners_client))
    assert "Steady ankles" in now and "Your feet." in now and "Start, 15 minutes" in now
    assert (
        'href="/library/steady-ankles/"' in now and f'action="/plan/{WEDNESDAY}/steady-ankles/done/"' in now
    )
    assert 'href="/evidence/#R3"' in now
    assert "Long lines" in later and "Friday 27 November" in later


def test_the_button_counts_it_and_the_place_is_done(runners_client, place):
    address = runners_client.post("/library/steady-ankles/done/")["Location"]
    assert runners_client.get(address).status_code == 200
    page = today(runners_client)
    assert "1 of 2 classes done this week" in page and "Start, 15 minutes" not in page
    assert Session.objects.get().planned_session == place


def test_one_tap_counts_it_and_one_more_takes_it_back(runners_client, place):
    assert runners_client.post(DONE, {"next": "/today/"})["Location"] == "/today/"
    session, page = Session.objects.get(), today(runners_client)
    undo = f"/sessions/{session.pk}/delete/"
    assert "“Steady ankles” is done: counted for its place on Wednesday." in page
    assert page.count(f'action="{undo}"') == 2  # beside the sentence, and for who comes later
    assert f'href="/sessions/{session.pk}/"' in page and "Say how it was" in page
    assert runners_client.post(undo, {"next": "/today/"})["Location"] == "/today/"
    place.refresh_from_db()
    assert (place.state, Session.objects.count()) == ("proposed", 0)


def test_how_hard_it_was_is_asked_beside_it(runners_client, place):
    runners_client.post(DONE)
    session, page = Session.objects.get(), today(runners_client)
    assert f'action="/sessions/{session.pk}/effort/"' in page
    assert page.count('class="effort__number figures" type="submit"') == 11
    runners_client.post(f"/sessions/{session.pk}/effort/", {"effort": "5", "next": "/today/"})
    assert 'value="5" aria-pressed="true"' in today(runners_client)


def test_what_was_danced_for_another_day_stands_on_today_and_says_for_which(
    runners_client, runner, place, few_classes, clock
):
    record_session(
        runner=runner, date=WEDNESDAY, now=clock(2026, 11, 25, 9), minutes=20, how="hand", title="Studio",
        benefit="flexibility",
    )  # fmt: skip
    now, later = now_and_next(today(runners_client))
    assert "Studio" in now and "Counted for Friday’s “Long lines”." in now
    assert "Start, 15 minutes" in now  # today’s own still waits
    assert "Nothing more after today this week." in later


def test_a_class_of_today_that_was_danced_yesterday_is_done(
    runners_client, runner, place, few_classes, clock
):
    record_session(
        runner=runner, date=WEDNESDAY - DAY, now=clock(2026, 11, 25, 9), minutes=15, how="hand",
        video_class=few_classes["steady-ankles"],
    )  # fmt: skip
    now, _ = now_and_next(today(runners_client))
    assert "chip--done" in now and "Start, 15 minutes" not in now and "No class today" not in now


def test_what_was_not_rated_in_a_fortnight_can_be_said_from_here(runners_client, place, make_session):
    late = make_session(date=WEDNESDAY - 14 * DAY, title="A fortnight ago")
    make_session(date=WEDNESDAY - 15 * DAY, title="Too long ago")
    make_session(date=WEDNESDAY - DAY, title="Rated", effort=3)
    page = today(runners_client)
    assert f'<a href="/sessions/{late.pk}/">A fortnight ago, Wednesday 11 November</a>' in page
    assert "Too long ago" not in page and "Rated," not in page


def test_a_primer_stands_with_the_run_it_prepares(runners_client, place, few_classes, make_planned_run):
    make_planned_run(date=WEDNESDAY, title="Hills")
    PlannedSession.objects.create(
        week=place.week, date=WEDNESDAY, first_date=WEDNESDAY, video_class=few_classes["one-leg-calm"],
        slot="before_run",
    )  # fmt: skip
    now, _ = now_and_next(today(runners_client))
    together = now.split("today-together")[1].split("</section>")[0]
    assert together.index("One leg calm") < together.index("Hills") and "Steady ankles" not in together
    assert now.count("button--primary") == 1 and "button--primary" in together
    week = today(runners_client).split('id="week"')[1]
    assert week.index("One leg calm") < week.index("Hills") < week.index("Steady ankles")


def test_whom_to_ask_is_one_line_and_the_rest_is_folded(runners_client, agreed, place, make_pain):
    make_pain("calf", 7)
    make_pain("knee", 6)
    now, _ = now_and_next(today(runners_client))
    assert "Please let a doctor or physio look at your calf and your knee this week." in now
    assert "A hot, swollen calf" in now.split('<details class="notice__body">')[1].split("</details>")[0]


@pytest.mark.parametrize("stored", [True, False])
def test_classes_of_a_fortnight_wait_for_a_number_and_nothing_else_does(
    runners_client, runner, agreed, make_session, make_class, few_classes, clock, stored
):
    now = clock(2026, 11, 25, 9)
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=now)
    primer = make_class("wake-the-feet", kind="primer")
    index_classes([primer.pk])
    told = [(0, "Today’s"), (1, "Yesterday’s"), (14, "Old"), (15, "Older")]
    for days, title in told:
        make_session(date=WEDNESDAY - days * DAY, title=title)
        make_session(date=WEDNESDAY - days * DAY, title="Primer", video_class=primer)
    raises = {"kind": "heel-raises", "left": 20, "right": 20, "now": now}
    record_self_check(runner=runner, date=WEDNESDAY - DAY, **raises)
    waiting = today(runners_client).split("How hard was it?")[-1].split("</p>")[0]
    assert re.findall(r'">([^<]+)</a>', waiting) == [
        "Yesterday’s, Tuesday 24 November", "Old, Wednesday 11 November",
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["/today/", "/plan/", "/log/", "/progress/"])
def test_a_class_for_no_benefit_has_no_empty_mark(runners_client, place, make_session, page):
    make_session(date=WEDNESDAY, title="Barre in the park", benefit="")
    shown = runners_client.get(page).content.decode()
    assert "Barre in the park" in shown or page == "/progress/"
    assert '<span class="mark mark--small" data-benefit=""' not in shown


def test_a_run_of_today_can_be_written_down(runners_client, place, make_run, make_planned_run):
    assert "I ran it" not in today(runners_client)
    hills = make_planned_run(date=WEDNESDAY, title="Hills")
    asked = now_and_next(today(runners_client))[0]
    assert f'action="/plan/runs/{hills.pk}/done/"' in asked and "I ran it" in asked


def test_what_is_to_do_stands_before_what_is_done(runners_client, place, make_session, make_planned_run):
    """But for one question: how hard the class was that was danced just now."""
    make_planned_run(date=WEDNESDAY, title="Hills")
    for minute, title in [(50, "First feet"), (55, "Then hips")]:
        at = datetime.datetime(2026, 11, 25, 8, minute, tzinfo=datetime.UTC)
        make_session(date=WEDNESDAY, title=title, done_at=at)

    def order():
        now, _ = now_and_next(today(runners_client))
        return sorted(["First feet", "Then hips", "Hills"], key=now.index)

    assert order() == ["Then hips", "Hills", "First feet"]
    Session.objects.filter(title="Then hips").update(effort=4)
    assert order() == ["Hills", "Then hips", "First feet"]


def test_what_the_week_lacks_is_said_in_one_sentence(runners_client, place):
    """Two classes to come, and none of them for balance."""
    _, later = now_and_next(today(runners_client))
    assert "This week has room for more" in later and 'href="/library/?benefit=' in later


def test_a_day_without_a_class_is_rest(runners_client, runner, clock):
    clock(2026, 11, 25, 9)
    PlanSettings.objects.create(runner=runner, sessions=1, days={})
    now, later = now_and_next(today(runners_client))
    assert "No class today" in now and "Your week holds no more classes." in later


def test_who_asks_for_no_classes_is_not_counted(runners_client, runner, clock):
    PlanSettings.objects.create(runner=runner, sessions=0)
    page = today(runners_client)
    assert "no classes for now, as you asked" in page and "of 0 classes" not in page


def test_the_last_class_of_the_week_has_nothing_after_it(runners_client, place):
    PlannedSession.objects.filter(date=FRIDAY).delete()
    assert "Nothing more after today this week." in today(runners_client)


def test_a_run_still_to_do_stands_before_what_is_done(
    runners_client, place, make_run, make_session, make_planned_run
):
    """A bug: runs stood in their own order, and the open one under the foot of a phone."""
    make_run(
        date=WEDNESDAY, title="Bridges", started_at=datetime.datetime(2026, 11, 25, 6, tzinfo=datetime.UTC)
    )
    make_session(date=WEDNESDAY, title="First feet", effort=3)
    make_planned_run(date=WEDNESDAY, title="Hills")
    now, _ = now_and_next(today(runners_client))
    assert sorted(["Bridges", "First feet", "Hills"], key=now.index) == ["Hills", "First feet", "Bridges"]


def test_a_run_of_today_is_shown(runners_client, place, make_run, make_planned_run):
    make_run(date=WEDNESDAY, title="Bridges")
    make_planned_run(date=WEDNESDAY, title="Hills")
    now, _ = now_and_next(today(runners_client))
    assert "Bridges" in now and "Hills" in now


def test_a_withdrawn_class_says_so_and_offers_another(runners_client, place):
    """A bug: its button led to a page that is not there."""
    place.video_class.published_at = None
    place.video_class.save()
    index_classes([place.video_class_id])
    now, _ = now_and_next(today(runners_client))
    assert "This class is no longer in the library." in now and "/library/steady-ankles/" not in now
    assert f'action="/plan/{WEDNESDAY}/again/"' in now
    runners_client.post(f"/plan/{WEDNESDAY}/again/")
    assert "This class is no longer in the library." not in today(runners_client)


def test_a_withdrawn_class_that_was_kept_is_swapped_or_left_out(runners_client, place):
    """A bug: planning again left it where it was kept, and Today offered nothing else."""
    place.video_class.published_at, place.state = None, "locked"
    place.video_class.save()
    place.save()
    index_classes([place.video_class_id])
    now, _ = now_and_next(today(runners_client))
    here = f"/plan/{WEDNESDAY}/steady-ankles/"
    assert f'href="{here}swap/"' in now and f'action="{here}skip/"' in now and "/again/" not in now
    assert runners_client.post(f"{here}skip/", {"next": "/today/"})["Location"] == "/today/"
    assert "This class is no longer in the library" not in today(runners_client)


def test_a_new_runner_is_asked_the_first_questions(runners_client, runner):
    runner.welcomed_at = None
    runner.save()
    answer = runners_client.get("/today/")
    assert (answer.status_code, answer["Location"]) == (302, "/welcome/")


def test_a_week_that_is_not_stored_is_shown_all_the_same(runners_client, few_classes, clock):
    assert "Start, 15 minutes" in today(runners_client)
    assert Week.objects.count() == 0


@pytest.mark.parametrize(
    ("zone", "heading"),
    [("Pacific/Auckland", "Thursday"), ("Europe/London", "Wednesday"), ("America/Los_Angeles", "Wednesday")],
)
def test_today_is_the_runners_own(runners_client, runner, clock, zone, heading):
    clock(2026, 11, 25, 20)
    runner.time_zone = zone
    runner.save()
    assert f"<h1>{heading}</h1>" in today(runners_client)


def test_a_zone_that_is_no_more_counts_as_utc(runners_client, runner, clock):
    runner.time_zone = "Mars/Olympus"
    runner.save()
    assert "<h1>Wednesday</h1>" in today(runners_client)


@pytest.mark.parametrize("many", [1, 300])
@pytest.mark.parametrize("stored", [True, False])
def test_today_asks_as_much_for_a_little_as_for_a_lot(
    runners_client,
    runner,
    few_classes,
    clock,
    make_run,
    make_session,
    many,
    stored,
    django_assert_num_queries,
):
    for n in range(many):
        make_run(date=MONDAY - n * DAY)
        make_session(date=MONDAY - (n + 1) * DAY, video_class=few_classes["long-lines"])
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=clock(2026, 11, 25, 9))
    runner.typical_runs.create(weekday=1, kind="easy")
    runners_client.get("/plan/")  # the library is read once for each of its editions
    with django_assert_num_queries(10 if stored else 13):
        runners_client.get("/today/")


def test_visitors_are_asked_to_sign_in(client, db):
    assert client.get("/today/")["Location"] == "/accounts/login/?next=/today/"


@pytest.mark.parametrize("address", ["/today/", "/plan/", "/sessions/{pk}/"])
def test_back_shows_it_as_it_stands_by_now(runners_client, place, make_session, address):
    """A bug: the browser showed the page it had kept, with the class still to be done."""
    answer = runners_client.get(address.format(pk=make_session().pk))
    assert "no-store" in answer["Cache-Control"]


def test_nothing_is_sent_to_today(runners_client):
    assert runners_client.post("/today/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/today/", "/plan/", "/library/", "/library/?sort=best", "/library/?fits=today", "/library/odd-one/",
        "/library/odd-one/today/", "/library/?q=odd", "/library/suggestions/?q=odd",
    ],
)  # fmt: skip
def test_a_class_that_names_no_benefit_breaks_no_page(runners_client, make_class, place, address):
    odd = make_class("odd-one", benefits=())
    index_classes([odd.pk])
    PlannedSession.objects.update(video_class=odd, state="locked")
    assert runners_client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("level", [0, 4, 7])
def test_while_something_hurts_today_asks_for_nothing_more(
    runners_client, place, agreed, make_pain, make_session, level
):
    PlannedSession.objects.all().delete()
    make_session(date=MONDAY)
    make_pain("foot", level, date=WEDNESDAY)
    page = today(runners_client)
    asks = [
        "Anything you add is a gift.",
        "This week has room for more",
        "five quiet minutes are always welcome",
    ]
    spares = "Your week holds no more classes. Your plan spares your foot for now, and nothing needs adding."
    assert [text in page for text in asks] == [level == 0] * 3
    assert (spares in page) == (level > 0)
