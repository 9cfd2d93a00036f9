"""What calendars are told: the same UID for ever, SEQUENCE up on each change, cancelled when gone."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.utils import translation

from accounts.models import User
from library.models import VideoClass
from plans.actions.changes import changing, undo_change
from plans.actions.feed import (
    MOST_ADDRESSES,
    AddressEnded,
    TooManyAddresses,
    change_address,
    end_address,
    feed_of,
    make_address,
)
from plans.actions.feed_entries import keep_feed, keep_feeds
from plans.actions.place import move_place
from plans.actions.plan import plan_week
from plans.models import (
    CalendarAddress,
    FeedEntry,
    Overlay,
    PlannedRun,
    PlannedSession,
    PlanOffer,
    Race,
    TypicalRun,
    Week,
)
from tests.plans.feed.rfc5545 import faults, unfolded

MONDAY, THURSDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 26)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
SITE = "https://runners.example"


@pytest.fixture
def week(runner):
    return Week.objects.create(runner=runner, starts_on=MONDAY - 7 * DAY, planned_at=NOW)


@pytest.fixture
def place(week, make_class):
    """A class on Thursday. Its week is not this one, so that none of the coming is planned beside it."""
    return PlannedSession.objects.create(
        week=week, date=THURSDAY, first_date=THURSDAY, video_class=make_class(), slot="alone"
    )


@pytest.fixture
def address(runner):
    return CalendarAddress(runner=runner, name="Phone")


def made(address, now=NOW, **fields):
    for name, value in fields.items():
        setattr(address, name, value)
    return make_address(address=address, now=now)


def events(address, now=NOW):
    """The lines of each event, by name."""
    data = feed_of(address=address, now=now, site=SITE)
    assert faults(data) == []
    text = "\n".join(unfolded(data))
    found = re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, re.DOTALL)
    return [dict(re.split(r"[;:]", line, maxsplit=1) for line in one.splitlines()) for one in found]


def facts(address, now=NOW, *names):
    names = names or ("SUMMARY", "DTSTART", "SEQUENCE", "STATUS")
    return [tuple(event.get(name) for name in names) for event in events(address, now)]


def test_a_class_stands_on_its_day_with_its_length_and_a_link(address, place):
    (event,) = events(made(address))
    assert event == {
        "UID": str(FeedEntry.objects.get().uid),
        "SUMMARY": "Steady ankles",
        "DTSTART": "VALUE=DATE:20261126",
        "DTEND": "VALUE=DATE:20261127",
        "DTSTAMP": "20261125T090000Z",
        "LAST-MODIFIED": "20261125T090000Z",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "DESCRIPTION": "15 minutes.",
        "URL": "https://runners.example/library/steady-ankles/",
    }


def test_a_run_without_a_name_is_called_as_its_reader_says(address, runner):
    """In the language of who reads it, also where the entry was kept in another."""
    PlannedRun.objects.create(runner=runner, date=THURSDAY, kind="long", origin="hand")
    PlannedRun.objects.create(
        runner=runner, date=THURSDAY + DAY, kind="easy", title="Round the lake", origin="hand"
    )
    made(address)
    assert [event["SUMMARY"] for event in events(address)] == ["Long run", "Round the lake"]
    with translation.override("fr"):
        assert [event["SUMMARY"] for event in events(address)] == ["Sortie longue", "Round the lake"]


def test_moved_it_keeps_its_name_and_its_sequence_rises(address, place, runner):
    made(address)
    uid = FeedEntry.objects.get().uid
    PlannedSession.objects.filter(pk=place.pk).update(date=THURSDAY + DAY)
    keep_feed(runner=runner, now=NOW + HOUR)
    (event,) = events(address)
    assert (event["UID"], event["SEQUENCE"], event["DTSTART"], event["LAST-MODIFIED"]) == (
        str(uid),
        "1",
        "VALUE=DATE:20261127",
        "20261125T100000Z",
    )


def test_what_stays_as_it_was_is_told_in_the_same_bytes(address, place, runner):
    made(address)
    before = feed_of(address=address, now=NOW, site=SITE)
    keep_feed(runner=runner, now=NOW + HOUR)
    assert feed_of(address=address, now=NOW + 2 * HOUR, site=SITE) == before


def test_taken_away_it_is_cancelled_put_back_it_stands_and_stays_the_same(address, place, runner, week):
    made(address)
    uid = FeedEntry.objects.get().uid
    with changing(week=week, kind="left", now=NOW) as change:
        PlannedSession.objects.filter(pk=place.pk).delete()
    keep_feed(runner=runner, now=NOW + HOUR)
    assert facts(address) == [("Steady ankles", "VALUE=DATE:20261126", "1", "CANCELLED")]
    keep_feed(runner=runner, now=NOW + 2 * HOUR)  # nothing more to tell
    change.told = [{"pk": place.pk, "rules": []}]
    change.save()
    undo_change(runner=runner, pk=change.pk, now=NOW + 3 * HOUR)
    keep_feed(runner=runner, now=NOW + 3 * HOUR)
    assert facts(address, NOW, "SEQUENCE", "STATUS", "UID") == [("2", "CONFIRMED", str(uid))]


def test_left_out_it_is_cancelled_too(address, place, runner):
    made(address)
    PlannedSession.objects.filter(pk=place.pk).update(state="skipped")
    keep_feed(runner=runner, now=NOW + HOUR)
    assert [event["STATUS"] for event in events(address)] == ["CANCELLED"]


def test_a_cancelled_one_is_told_for_as_long_as_its_day_is(address, place, runner):
    made(address)
    place.delete()
    keep_feed(runner=runner, now=NOW)
    assert [len(events(address, NOW + n * DAY)) for n in (0, 29, 31, 32)] == [1, 1, 1, 0]


def test_a_cancelled_race_is_told_for_sixty_days(address, runner):
    race = Race.objects.create(runner=runner, name="Spring ten", date=THURSDAY + 200 * DAY)
    made(address)
    race.delete()
    keep_feed(runner=runner, now=NOW)
    assert [len(events(address, NOW + n * DAY)) for n in (0, 60, 61)] == [1, 1, 0]


def test_what_is_over_leaves_after_thirty_days_and_is_not_cancelled(address, place, runner):
    made(address)
    keep_feed(runner=runner, now=NOW + 40 * DAY)
    assert events(address, NOW + 40 * DAY) == []
    assert FeedEntry.objects.get().gone_at is None


def test_swapped_it_is_the_same_event_with_another_name(address, place, runner, make_class):
    made(address)
    PlannedSession.objects.filter(pk=place.pk).update(video_class=make_class("long-lines"))
    keep_feed(runner=runner, now=NOW)
    assert facts(address) == [("Long lines", "VALUE=DATE:20261126", "1", "CONFIRMED")]


def test_done_it_bears_its_mark_on_the_day_it_was_done(address, place, runner, make_session):
    made(address)
    make_session(date=THURSDAY - DAY, planned_session=place, minutes=20)
    PlannedSession.objects.filter(pk=place.pk).update(state="done")
    keep_feed(runner=runner, now=NOW)
    assert facts(address, NOW, "SUMMARY", "DTSTART", "DESCRIPTION") == [
        ("✓ Steady ankles", "VALUE=DATE:20261125", "20 minutes.")
    ]


def test_filled_by_another_class_it_tells_what_was_danced(address, place, runner, make_session):
    made(address)
    PlannedSession.objects.update(state="done")
    done = make_session(
        date=THURSDAY, planned_session=place, title="Barre at the studio", minutes=60, how="hand"
    )
    keep_feed(runner=runner, now=NOW + HOUR)
    assert facts(address, NOW, "SUMMARY", "DESCRIPTION", "URL") == [
        ("✓ Barre at the studio", "60 minutes.", f"{SITE}/sessions/{done.pk}/")
    ]


def test_done_on_another_day_it_hangs_on_no_run_and_no_class_of_its_planned_day(
    address, place, week, make_planned_run, make_class, make_session, runner
):
    """A class after Thursday's run, done on Wednesday, where another was done already."""
    wednesday = THURSDAY - DAY
    make_planned_run(date=THURSDAY, duration_s=3600)
    PlannedSession.objects.filter(pk=place.pk).update(slot="after_run", state="done")
    others = [
        PlannedSession.objects.create(
            week=week, date=date, first_date=date, video_class=make_class(slug), slot="alone", state=state
        )
        for date, slug, state in ((wednesday, "first-one", "done"), (THURSDAY, "last-one", "proposed"))
    ]
    make_session(date=wednesday, planned_session=place, video_class=place.video_class)
    make_session(date=wednesday, planned_session=others[0], video_class=others[0].video_class)
    made(address, classes_at=datetime.time(18), runs_at=datetime.time(7))
    assert sorted(facts(address, NOW, "DTSTART", "SUMMARY")) == [
        ("TZID=Europe/London:20261125T180000", "✓ First one"),
        ("TZID=Europe/London:20261125T181500", "✓ Steady ankles"),
        ("TZID=Europe/London:20261126T070000", "Easy run"),
        ("TZID=Europe/London:20261126T180000", "Last one"),
    ]


def test_classes_have_the_time_the_runner_gave(address, place):
    made(address, classes_at=datetime.time(18, 30), classes_at_weekends=datetime.time(10), alarm_min=30)
    assert facts(address, NOW, "DTSTART", "DTEND", "TRANSP", "TRIGGER") == [
        ("TZID=Europe/London:20261126T183000", "TZID=Europe/London:20261126T184500", "OPAQUE", "-PT30M")
    ]


def test_at_weekends_the_other_time_counts(address, place):
    PlannedSession.objects.filter(pk=place.pk).update(date=THURSDAY + 2 * DAY)
    made(address, classes_at=datetime.time(18, 30), classes_at_weekends=datetime.time(10))
    assert facts(address, NOW, "DTSTART") == [("TZID=Europe/London:20261128T100000",)]


def test_a_class_begins_when_the_run_before_it_is_over(address, place, make_planned_run, make_class, week):
    make_planned_run(date=THURSDAY, duration_s=3600)
    PlannedSession.objects.filter(pk=place.pk).update(slot="after_run")
    second, primer = make_class("long-lines"), make_class("wake-up", duration_s=360.0)
    for video_class, slot in ((second, "after_run"), (primer, "before_run")):
        PlannedSession.objects.create(
            week=week, date=THURSDAY, first_date=THURSDAY, video_class=video_class, slot=slot
        )
    made(address, classes_at=datetime.time(18, 30), runs_at=datetime.time(7))
    assert sorted(facts(address, NOW, "DTSTART", "SUMMARY", "DESCRIPTION")) == [
        ("TZID=Europe/London:20261126T065400", "Wake up", "6 minutes. Before your run."),
        ("TZID=Europe/London:20261126T070000", "Easy run", "60 minutes."),
        ("TZID=Europe/London:20261126T081000", "Steady ankles", "15 minutes. After your run."),
        ("TZID=Europe/London:20261126T082500", "Long lines", "15 minutes. After your run."),
    ]


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({"duration_s": 3000, "distance_m": 5000}, 50),
        ({"distance_m": 10_000}, 65),
        ({}, 45),
        ({"duration_s": 30}, 5),
    ],
    ids=["its time", "its distance", "nothing", "next to nothing"],
)
def test_a_run_has_a_sensible_length(address, make_planned_run, fields, minutes):
    make_planned_run(date=THURSDAY, **fields)
    made(address)
    assert facts(address, NOW, "DESCRIPTION") == [(f"{minutes} minutes.",)]


def test_runs_of_the_usual_week_keep_their_name_when_their_week_is_stored(address, runner):
    TypicalRun.objects.create(runner=runner, weekday=3, duration_s=3000)
    made(address)
    before = facts(address, NOW, "UID", "SEQUENCE", "STATUS", "DTSTART")
    assert len(before) == 8  # from this week on; the weeks before it were never planned
    Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    for _ in range(2):  # filled anew, it has other rows
        PlannedRun.objects.all().delete()
        PlannedRun.objects.create(
            runner=runner, date=THURSDAY, usual_date=THURSDAY, origin="typical", duration_s=3000
        )
    keep_feed(runner=runner, now=NOW + HOUR)
    after = facts(address, NOW, "UID", "SEQUENCE", "STATUS", "DTSTART")
    assert after[0] == before[0]
    assert set(before) <= set(after)


def test_a_run_left_out_is_cancelled(address, make_planned_run, runner):
    run = make_planned_run(date=THURSDAY, origin="hand")
    made(address)
    PlannedRun.objects.filter(pk=run.pk).update(status="cancelled")
    keep_feed(runner=runner, now=NOW)
    assert facts(address) == [("Easy run", "VALUE=DATE:20261126", "1", "CANCELLED")]


def test_the_next_week_is_stored_on_friday_for_who_looks_at_it_in_a_calendar(address, runner, few_classes):
    Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=NOW)
    made(address, NOW + DAY)
    assert Week.objects.count() == 1
    keep_feed(runner=runner, now=NOW + 2 * DAY)
    stored = Week.objects.filter(runner=runner).order_by("starts_on")
    assert [week.starts_on for week in stored] == [MONDAY, MONDAY + 7 * DAY]
    assert FeedEntry.objects.filter(kind="class", date__gte=MONDAY + 7 * DAY).count() == 2


def test_stored_the_next_week_is_left_alone(address, runner, few_classes):
    """Planned again, an offer that waits for an answer would be gone."""
    friday = NOW + 2 * DAY
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    made(address, now=friday)
    following = Week.objects.get(starts_on=MONDAY + 7 * DAY)
    PlanOffer.objects.create(week=following, made_at=friday, because="run")
    for n in range(2):
        keep_feed(runner=runner, now=friday + n * HOUR)
    following.refresh_from_db()
    assert (following.planned_at, PlanOffer.objects.count()) == (friday, 1)


def test_of_a_class_that_was_withdrawn_the_link_leads_to_the_week(address, place):
    VideoClass.objects.update(published_at=None)
    assert facts(made(address), NOW, "URL") == [(f"{SITE}/plan/2026-11-26/",)]


def test_nothing_is_planned_for_who_is_away(address, runner, few_classes):
    made(address, NOW + 2 * DAY)
    assert Week.objects.count() == FeedEntry.objects.count() == 0


def test_classes_only_and_busy_only_tell_no_more(runner, place, make_planned_run):
    make_planned_run(date=THURSDAY, title="Hill repeats with Ann", origin="hand")
    Race.objects.create(runner=runner, name="Spring ten", date=THURSDAY + DAY)
    classes = made(CalendarAddress(runner=runner, name="Classes", holds="classes"))
    busy = made(
        CalendarAddress(runner=runner, name="For work", holds="busy", classes_at=datetime.time(18, 30))
    )
    everything = made(CalendarAddress(runner=runner, name="All"))
    assert {event["SUMMARY"] for event in events(classes)} == {"Steady ankles"}
    assert {event["SUMMARY"] for event in events(everything)} == {
        "Steady ankles", "Hill repeats with Ann", "Spring ten",
    }  # fmt: skip
    names = ("SUMMARY", "CLASS", "DESCRIPTION", "URL")
    assert facts(busy, NOW, *names) == [("Busy", "PRIVATE", None, None)] * 3
    text = feed_of(address=busy, now=NOW, site=SITE).decode()
    assert [word for word in ("ankles", "Ann", "Spring", "For work", "library") if word in text] == []


def test_nothing_of_the_body_is_ever_told(address, place, runner):
    Overlay.objects.create(
        runner=runner, kind="illness", first=THURSDAY, last=THURSDAY, laid_at=NOW, sites=["calf"]
    )
    PlannedSession.objects.filter(pk=place.pk).update(why="Gentle, because your calf is sore.")
    made(address)
    text = feed_of(address=address, now=NOW, site=SITE).decode().lower()
    assert [word for word in ("calf", "sore", "illness", "pain") if word in text] == []


def test_another_runners_plan_is_not_in_it(address, place, stranger):
    theirs = made(CalendarAddress(runner=stranger, name="Theirs"))
    made(address)
    assert (len(events(address)), events(theirs)) == (1, [])


def test_other_times_are_a_change_of_each_event(address, place):
    made(address)
    address.classes_at = datetime.time(18, 30)
    change_address(address=address, now=NOW + HOUR)
    address = CalendarAddress.objects.get()
    assert facts(address, NOW, "SEQUENCE", "DTSTART", "DTSTAMP") == [
        ("1", "TZID=Europe/London:20261126T183000", "20261125T100000Z")
    ]


def test_changes_of_the_class_and_of_the_address_add_up(address, place, runner):
    """Else one of them would not be told: a phone takes only what has a higher SEQUENCE."""
    made(address)
    seen = facts(address, NOW, "SEQUENCE")
    for _ in range(2):
        place.date += DAY
        place.save()
        keep_feed(runner=runner, now=NOW)
        seen += facts(address, NOW, "SEQUENCE")
        change_address(address=address, now=NOW)
        seen += facts(address, NOW, "SEQUENCE")
    assert seen == [("0",), ("1",), ("2",), ("3",), ("4",)]


def test_changed_after_it_was_ended_elsewhere_it_does_not_come_back(address):
    made(address)
    end_address(address=CalendarAddress.objects.get())
    with pytest.raises(AddressEnded):
        change_address(address=address, now=NOW)
    assert CalendarAddress.objects.count() == 0


def test_a_change_leaves_alone_what_the_worker_wrote_meanwhile(address, runner):
    made(address)
    read_before = CalendarAddress.objects.get()
    runner.time_zone = "Asia/Tokyo"
    runner.save()
    keep_feed(runner=runner, now=NOW + DAY)
    read_before.name = "Watch"
    change_address(address=read_before, now=NOW + DAY)
    kept = CalendarAddress.objects.get()
    assert (kept.name, kept.time_zone, kept.revision) == ("Watch", "Asia/Tokyo", 2)


def test_who_moves_to_another_zone_dances_at_the_same_time_there(address, place, runner):
    made(address, classes_at=datetime.time(18, 30))
    User.objects.filter(pk=runner.pk).update(time_zone="Asia/Kathmandu")
    keep_feed(runner=User.objects.get(pk=runner.pk), now=NOW + HOUR)
    address = CalendarAddress.objects.get()
    assert facts(address, NOW, "SEQUENCE", "DTSTART") == [("1", "TZID=Asia/Kathmandu:20261126T183000")]


def test_there_is_an_end_to_addresses(runner):
    for n in range(MOST_ADDRESSES):
        made(CalendarAddress(runner=runner, name=str(n)))
    with pytest.raises(TooManyAddresses):
        made(CalendarAddress(runner=runner, name="one more"))
    end_address(address=runner.calendar_addresses.first())
    made(CalendarAddress(runner=runner, name="one more"))
    tokens = set(runner.calendar_addresses.values_list("token", flat=True))
    assert len(tokens) == MOST_ADDRESSES and {len(token) for token in tokens} == {43}


def test_the_worker_keeps_step_every_five_minutes(address, place, runner, stranger):
    made(address)
    PlannedSession.objects.filter(pk=place.pk).update(date=THURSDAY + DAY)
    four, five = (NOW + datetime.timedelta(minutes=n) for n in (4, 5))
    assert [keep_feeds(now=four), keep_feeds(now=five), keep_feeds(now=five)] == [0, 1, 0]
    assert FeedEntry.objects.get().date == THURSDAY + DAY
    User.objects.filter(pk=runner.pk).update(is_active=False)
    assert keep_feeds(now=NOW + DAY) == 0


def test_a_class_that_is_moved_is_told_at_the_next_look(address, runner, stranger, few_classes):
    made(address)
    made(CalendarAddress(runner=stranger, name="Another's"))
    minutes = [NOW + datetime.timedelta(minutes=n) for n in range(4)]
    plan_week(runner=runner, monday=MONDAY, now=NOW)
    assert keep_feeds(now=minutes[1]) == 0  # planned at the moment of the last look
    one = PlannedSession.objects.filter(date__gt=THURSDAY, week__starts_on=MONDAY).first()
    to = THURSDAY if one.date > THURSDAY else THURSDAY + DAY
    move_place(runner=runner, date=one.date, slug=one.video_class.slug, to=to, now=minutes[1])
    assert [keep_feeds(now=minutes[2]), keep_feeds(now=minutes[3])] == [1, 0]
    assert FeedEntry.objects.get(key=f"place:{one.pk}").date == to


def test_the_command_says_what_it_did(address, place, capsys):
    made(address)
    call_command("keep_feeds")
    call_command("keep_feeds")
    assert capsys.readouterr().out == "1 plans were looked at.\n"


@pytest.mark.parametrize("many", [1, 12])
def test_keeping_step_takes_as_many_queries_for_many_as_for_one(
    address, week, runner, make_class, make_planned_run, django_assert_num_queries, many
):
    for n in range(many):
        made_class = make_class(f"class-{n}")
        PlannedSession.objects.create(
            week=week, date=THURSDAY, first_date=THURSDAY, video_class=made_class, slot="alone"
        )
        make_planned_run(date=MONDAY, origin="hand")
        Race.objects.create(runner=runner, name=f"Race {n}", date=THURSDAY + 2 * DAY)
    made(address)
    with django_assert_num_queries(12):
        keep_feed(runner=runner, now=NOW + 2 * DAY)
    with django_assert_num_queries(1):
        feed_of(address=address, now=NOW, site=SITE)
