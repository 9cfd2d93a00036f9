"""Reading, judging, storing and undoing in the background: what a file costs, and what becomes of each."""

import datetime
import gzip
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.actions import imports_arrive, imports_read, imports_work
from plans.actions.imports import (
    Undone,
    begin_import,
    begin_reading,
    begin_storing,
    bring_in,
    changed_by_hand,
    choose,
    discard_import,
    take_in,
    undo_import,
)
from plans.actions.imports_hold import NotOurs, take_hold
from plans.actions.imports_page import became
from plans.actions.imports_read import Reader
from plans.actions.imports_store import Storing, store_slice
from plans.actions.log import change_run, remove_run
from plans.actions.merge import merge_of, runs_to_merge
from plans.actions.recorded import corrected
from plans.actions.removed import merge_runs
from plans.actions.track import unpack_track
from plans.importers.archive import Archive
from plans.models import Arrival, FileTrack, Import, ImportedFile, Run, Session, Shoe, Track

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=1)
MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


@pytest.fixture
def read(runner, uploaded, work):
    """An import that was read and waits for its runner."""

    def read(*contents, of=None, names=()):
        named = [*names, *(f"{n}.gpx" for n in range(len(names), len(contents)))]
        files = [uploaded(content, name) for content, name in zip(contents, named, strict=True)]
        of_import = begin_import(runner=of or runner, files=files, now=NOW)
        begin_reading(of_import=of_import, now=NOW)
        work()
        return fresh(of_import)

    return read


@pytest.fixture
def store(work):
    def store(of_import):
        assert begin_storing(of_import=of_import, now=NOW)
        work()
        return fresh(of_import)

    return store


@pytest.fixture
def bring(read, store):
    return lambda *contents, **options: store(read(*contents, **options))


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Files are deleted when the transaction stands."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def fresh(of_import):
    return Import.objects.get(pk=of_import.pk)


def verdicts(of_import):
    return {file.name: file.verdict for file in of_import.files.all()}


def on_disk(settings, folder=""):
    return [path for path in (Path(settings.MEDIA_ROOT) / folder).rglob("*") if path.is_file()]


def log():
    """All that a run is, but for its key."""
    left_out = ("id", "created_at")
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in Run.objects.order_by("started_at").values()
    ]


# --- reading --------------------------------------------------------------------------------------


def test_reading_puts_nothing_into_the_log_and_clears_up_what_arrived(read, gpx, fit, zipped, settings):
    of_import = read(
        zipped({"a/b/1.gpx": gpx(), "2.fit": fit(MORNING + DAY)}),
        gpx(MORNING + 2 * DAY),
        names=["a.zip", "3.gpx"],
    )
    assert (of_import.state, Run.objects.count(), Track.objects.count()) == ("read", 0, 0)
    assert sorted(verdicts(of_import).items()) == [
        ("1.gpx", "new_run"),
        ("2.fit", "new_run"),
        ("3.gpx", "new_run"),
    ]
    assert [len(unpack_track(track.packed)) for track in FileTrack.objects.all()] == [121] * 3
    assert (on_disk(settings, "arrivals"), len(on_disk(settings, "activities"))) == ([], 3)


def test_what_lies_in_an_archive_in_an_archive_packed_again_is_read(read, gpx, zipped):
    inner = zipped({"2.gpx.gz": gzip.compress(gpx(MORNING + DAY))})
    of_import = read(zipped({"inner.zip": inner, "1.gpx": gpx(), "photo.jpg": b"\xff\xd8"}))
    assert sorted(verdicts(of_import).items()) == [("1.gpx", "new_run"), ("2.gpx.gz", "new_run")]
    assert Arrival.objects.get().left_alone == 1


def test_an_archive_that_cannot_be_opened_says_why(read, gpx):
    of_import = read(b"PK\x03\x04")
    assert [(file.verdict, file.sentence) for file in of_import.files.all()] == [
        ("unreadable", "This is no zip archive, or so damaged that nothing in it can be found.")
    ]


def test_an_archive_without_a_file_is_read_too(read, zipped):
    assert (read(zipped({"a.jpg": b"x"})).state, ImportedFile.objects.count()) == ("read", 0)


def test_a_watchs_own_records_are_nothing_to_read(read, fit):
    assert verdicts(read(fit(file_type=32))) == {"0.gpx": "nothing"}


def test_several_activities_of_one_file_have_a_row_each(read, fit):
    of_import = read(fit() + fit(MORNING + DAY))
    assert [(file.part, file.verdict) for file in of_import.files.all()] == [(0, "new_run"), (1, "new_run")]


def test_the_same_file_twice_in_one_archive_counts_once(read, store, gpx, zipped):
    of_import = read(zipped({"1.gpx": gpx(), "2.gpx": gpx(), "3.gpx.gz": gzip.compress(gpx())}))
    assert verdicts(of_import) == {"1.gpx": "new_run", "2.gpx": "same_file", "3.gpx.gz": "same_file"}
    store(of_import)
    run = Run.objects.get()
    assert {file.run for file in of_import.files.all()} == {run}


@pytest.mark.parametrize("fit_first", [True, False])
def test_of_the_same_run_as_fit_and_gpx_the_richer_is_the_new_one(read, store, gpx, fit, zipped, fit_first):
    pair = {"1.fit": fit(), "2.gpx": gpx(MORNING + MINUTE)}
    files = dict(sorted(pair.items(), reverse=not fit_first))
    of_import = read(zipped(files))
    assert verdicts(of_import) == {"1.fit": "new_run", "2.gpx": "same_run"}
    store(of_import)
    assert {file.run for file in of_import.files.all()} == {Run.objects.get()}


def test_three_records_of_one_run_all_look_like_the_richest(read, gpx, fit, zipped):
    of_import = read(
        zipped({"1.gpx": gpx(), "2.gpx": gpx(MORNING + MINUTE), "3.fit": fit(MORNING + 2 * MINUTE)})
    )
    assert verdicts(of_import) == {"1.gpx": "same_run", "2.gpx": "same_run", "3.fit": "new_run"}
    assert {file.like_file.name for file in of_import.files.filter(verdict="same_run")} == {"3.fit"}


def test_the_runner_may_take_the_other_record_of_a_pair(read, store, gpx, fit, zipped):
    of_import = read(zipped({"1.fit": fit(), "2.gpx": gpx(name="By the river")}))
    other = of_import.files.get(verdict="same_run")
    assert choose(of_import=of_import, shown=[], chosen=[], keep={other.pk: "this"})
    assert verdicts(of_import) == {"1.fit": "same_run", "2.gpx": "new_run"}
    store(of_import)
    assert Run.objects.get().title == "By the river"


def test_both_records_of_a_pair_may_be_runs(read, store, gpx, fit):
    of_import = read(fit(), gpx(), names=["1.fit"])
    other = of_import.files.get(verdict="same_run")
    choose(of_import=of_import, shown=[], chosen=[], keep={other.pk: "both"})
    store(of_import)
    assert Run.objects.count() == 2


@pytest.mark.parametrize(
    ("start", "zone", "date"),
    [
        ("2026-03-29T00:30:00", "Europe/London", "2026-03-29"),  # clocks go forward at 01:00
        ("2026-10-25T00:30:00", "Europe/London", "2026-10-25"),  # 01:30, the first of two
        ("2026-10-25T01:30:00", "Europe/London", "2026-10-25"),  # 01:30, the second
        ("2026-06-30T23:30:00", "Europe/London", "2026-07-01"),  # midnight is an hour earlier in UTC
        ("2026-07-01T00:00:00", "UTC", "2026-07-01"),
        ("2026-07-01T10:30:00", "Pacific/Kiritimati", "2026-07-02"),
        ("2026-07-01T10:30:00", "Pacific/Pago_Pago", "2026-06-30"),
    ],
)
def test_a_run_stands_on_the_date_of_its_runner(bring, gpx, runner, start, zone, date):
    runner.time_zone = zone
    runner.save()
    bring(gpx(datetime.datetime.fromisoformat(f"{start}+00:00")))
    run = Run.objects.get()
    assert (run.date.isoformat(), run.time_zone, run.started_at.isoformat()) == (date, zone, f"{start}+00:00")


def test_both_runs_of_the_hour_that_comes_twice_are_new(bring, gpx):
    first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
    bring(gpx(first), gpx(first + 60 * MINUTE))
    assert Run.objects.count() == 2


# --- Strava's own list ----------------------------------------------------------------------------

STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Max Heart Rate,Activity Gear,Filename,Elapsed Time,Moving Time,Distance\n"
    '1,"3 Mar 2026, 07:00:00",By the river,Run,windy,1200,3.60,,Blue shoes,activities/1.gpx,1200,1200,3600\n'
    '2,"4 Mar 2026, 07:00:00",On the treadmill,Run,,1800,5.00,,Blue shoes,,1800,1800,5000\n'
)


def test_a_strava_archive_brings_titles_shoes_and_runs_without_a_file(bring, gpx, zipped):
    of_import = bring(zipped({"activities.csv": STRAVA, "activities/1.gpx": gpx()}))
    assert verdicts(of_import) == {"1.gpx": "new_run", "On the treadmill": "new_run"}
    shoe = Shoe.objects.get()
    assert shoe.name == "Blue shoes"
    assert list(Run.objects.order_by("date").values_list("title", "note", "duration_s", "shoe")) == [
        ("By the river", "windy", 1200, shoe.pk),
        ("On the treadmill", "", 1800, shoe.pk),
    ]


def test_the_same_strava_archive_twice_adds_nothing(bring, gpx, zipped):
    archive = zipped({"activities.csv": STRAVA, "activities/1.gpx": gpx()})
    bring(archive)
    assert set(verdicts(bring(archive)).values()) == {"same_file"}
    assert (Run.objects.count(), Shoe.objects.count()) == (2, 1)


# --- storing --------------------------------------------------------------------------------------


def test_the_longest_of_ninety_days_is_a_long_run_and_the_oldest_goes_first(bring, gpx, zipped):
    files = {f"{n}.gpx": gpx(MORNING + n * DAY, seconds=1200) for n in range(5)}
    bring(zipped({"0-long.gpx": gpx(MORNING + 9 * DAY, seconds=3600), **files}))
    kinds = list(Run.objects.order_by("started_at").values_list("duration_s", "kind", "kind_is_guess"))
    assert kinds == [(1200, "easy", True)] * 5 + [(3600, "long", True)]


def test_a_planned_run_is_done_by_what_is_stored(bring, gpx, make_planned_run):
    planned = make_planned_run(date=MORNING.date())
    bring(gpx(), gpx(MORNING + DAY))
    planned.refresh_from_db()
    assert (planned.status, planned.run) == ("done", Run.objects.get(date=MORNING.date()))


def test_what_another_import_put_into_the_log_meanwhile_is_not_added_again(read, store, gpx, fit):
    first, same, alike = read(gpx()), read(gpx()), read(gpx(MORNING + MINUTE))
    for of_import in (first, same, alike):
        store(of_import)
    assert [verdicts(of_import)["0.gpx"] for of_import in (first, same, alike)] == [
        "new_run",
        "same_file",
        "same_run",
    ]
    assert Run.objects.count() == 1


def test_a_richer_record_takes_the_place_of_what_is_in_the_log(bring, read, store, gpx, fit):
    bring(gpx())
    run = Run.objects.get()
    run.title, run.note, run.effort = "With Ann", "Muddy", 6
    change_run(run=run, now=NOW)
    before = log()
    of_import = read(fit(seconds=1210), names=["a.fit"])
    file = of_import.files.get()
    assert (file.verdict, file.run, file.chosen, file.keep_this) == ("same_run", run, True, True)
    of_import = store(of_import)
    after = Run.objects.get()
    assert (after.pk, after.title, after.note, after.effort) == (run.pk, "With Ann", "Muddy", 6)
    assert (after.duration_s, after.distance_m) == (1210, 3630.0)
    assert len(unpack_track(after.track.packed)) == 122
    assert undo_import(of_import=of_import, now=LATER) == Undone(removed=0, restored=1, kept=[])
    assert log() == before
    assert len(unpack_track(Run.objects.get().track.packed)) == 121


def test_a_record_without_a_title_takes_none_away(bring, read, store, gpx, fit):
    bring(gpx(name="Along the river"))
    of_import = store(read(fit()))
    run = Run.objects.get()
    assert (run.title, run.distance_m, corrected(run)) == ("Along the river", 3600.0, {})
    assert of_import.files.get().sentence == "It says more than what was in your log, so it took its place."


def test_a_poorer_record_is_not_proposed(bring, read, store, gpx, fit):
    bring(fit())
    before = log()
    of_import = read(gpx())
    assert [(file.verdict, file.chosen) for file in of_import.files.all()] == [("same_run", False)]
    store(of_import)
    assert log() == before


def test_a_replaced_run_that_was_changed_since_is_asked_about(bring, read, store, gpx, fit):
    bring(gpx())
    of_import = store(read(fit()))
    run = Run.objects.get()
    assert changed_by_hand(of_import) == []
    run.title = "With Ann"
    change_run(run=run, now=LATER)
    assert changed_by_hand(of_import) == [run]
    assert undo_import(of_import=of_import, now=LATER).kept == [run]
    assert Run.objects.get().title == "With Ann"


def test_a_run_taken_out_of_the_log_counts_as_not_there(bring, read, gpx):
    bring(gpx())
    Run.objects.update(removed_at=NOW)
    assert verdicts(read(gpx())) == {"0.gpx": "new_run"}
    assert verdicts(read(gpx(MORNING + MINUTE))) == {"0.gpx": "new_run"}


def test_strength_and_yoga_become_sessions_once(bring, gpx):
    strength, yoga = gpx(sport="Strength Training"), gpx(MORNING + DAY, sport="yoga", name="Slow flow")
    of_import = bring(strength, yoga)
    assert set(verdicts(of_import).values()) == {"other_training"}
    assert list(Session.objects.order_by("date").values_list("title", "minutes", "leg_load", "how")) == [
        ("Strength training", 20, 2, "file"),
        ("Slow flow", 20, 0, "file"),
    ]
    assert set(verdicts(bring(strength, yoga)).values()) == {"same_file"}
    assert Session.objects.count() == 2
    undo_import(of_import=of_import, now=NOW)
    assert Session.objects.count() == 0


def test_training_taken_out_of_the_log_counts_as_not_there(bring, gpx):
    of_import = bring(strength := gpx(sport="Strength Training"))
    assert became(of_import).sessions == 1
    Session.objects.update(removed_at=NOW)
    assert became(of_import).sessions == 0
    assert set(verdicts(bring(strength)).values()) == {"other_training"}
    assert Session.objects.count() == 1


# --- undo, discard --------------------------------------------------------------------------------


def test_undo_then_import_again_is_as_the_first_time(read, store, gpx, fit, zipped, settings, commits):
    archive = zipped({"1.gpx": gpx(), "1.fit": fit(), "2.gpx": gpx(MORNING + DAY), "3.gpx": b"<gpx"})
    first = store(read(archive))
    before, judged = log(), verdicts(first)
    with commits():
        assert undo_import(of_import=first, now=NOW).removed == 2
    assert (log(), on_disk(settings), FileTrack.objects.count()) == ([], [], 0)
    second = store(read(archive))
    assert (log(), verdicts(second)) == (before, judged)


def test_an_import_is_undone_while_it_goes_into_the_log(read, gpx, work):
    of_import = read(gpx(), gpx(MORNING + DAY))
    begin_storing(of_import=of_import, now=NOW)
    hold = take_hold(of_import.pk, seconds=60)
    storing = Storing(hold)
    first, second = storing.next_files()
    storing.store(first)
    assert undo_import(of_import=fresh(of_import), now=NOW).removed == 1
    with pytest.raises(NotOurs):
        storing.store(second)
    work()
    assert Run.objects.count() == 0


def test_undo_takes_few_questions_however_many_runs(bring, gpx, zipped):
    def asked(many):
        of_import = bring(zipped({f"{n}.gpx": gpx(MORNING - n * DAY, seconds=60) for n in range(many)}))
        with CaptureQueriesContext(connection) as queries:
            undo_import(of_import=of_import, now=NOW)
        return len(queries)

    assert asked(1) == asked(40)


def test_a_discarded_import_stops_its_reader(read, runner, uploaded, gpx, settings, commits):
    of_import = begin_import(runner=runner, files=[uploaded(gpx())], now=NOW)
    begin_reading(of_import=of_import, now=NOW)
    reader = Reader(take_hold(of_import.pk, seconds=60))
    (file,) = reader._next_files()
    with commits():
        assert discard_import(of_import=of_import)
    with pytest.raises(NotOurs):
        reader.read_file(file)
    assert (ImportedFile.objects.count(), on_disk(settings)) == (0, [])


def test_an_undo_takes_the_shoes_along_that_came_with_the_import_unless_they_are_worn(bring, gpx, zipped):
    archive = zipped({"activities.csv": STRAVA, "activities/1.gpx": gpx()})
    of_import = bring(archive)
    undo_import(of_import=of_import, now=LATER)
    assert Shoe.objects.count() == 0
    of_import = bring(archive)
    run = Run.objects.get(title="By the river")
    run.note = "Muddy"
    change_run(run=run, now=LATER)
    undo_import(of_import=of_import, now=LATER)
    assert Run.objects.get().shoe == Shoe.objects.get()


def test_an_undo_leaves_shoes_that_were_there_before_or_were_told_more_of(bring, gpx, zipped, runner):
    archive = zipped({"activities.csv": STRAVA, "activities/1.gpx": gpx()})
    shoe = Shoe.objects.create(runner=runner, name="Blue shoes")
    undo_import(of_import=bring(archive), now=LATER)
    assert Shoe.objects.get() == shoe
    shoe.delete()
    of_import = bring(archive)
    Shoe.objects.update(start_m=100_000)
    undo_import(of_import=of_import, now=LATER)
    assert Shoe.objects.get().start_m == 100_000


def test_a_replacing_record_brings_the_shoes_and_an_undo_takes_them_off(bring, read, store, gpx, fit, zipped):
    first = STRAVA.splitlines(keepends=True)
    archive = zipped({"activities.csv": "".join(first[:2]), "activities/1.gpx": fit(seconds=1210)})
    bring(gpx())
    of_import = store(read(archive))
    assert (Run.objects.get().shoe, Run.objects.get().duration_s) == (Shoe.objects.get(), 1210)
    undo_import(of_import=of_import, now=LATER)
    assert (Run.objects.get().shoe, Shoe.objects.count()) == (None, 0)


def test_an_undo_puts_the_shoes_back_on_that_were_worn_before(bring, read, store, gpx, fit, runner):
    bring(gpx())
    shoe = Shoe.objects.create(runner=runner, name="Red shoes")
    Run.objects.update(shoe=shoe)
    other = Shoe.objects.create(runner=runner, name="Blue shoes")
    of_import = store(read(fit(), names=["a.fit"]))
    assert Run.objects.get().shoe == shoe
    Run.objects.update(shoe=other)
    undo_import(of_import=of_import, now=LATER)
    assert Run.objects.get().shoe == shoe


def test_an_undo_lives_with_shoes_that_have_gone_since(bring, read, store, gpx, fit, runner):
    bring(gpx())
    shoe = Shoe.objects.create(runner=runner, name="Red shoes")
    Run.objects.update(shoe=shoe)
    of_import = store(read(fit(), names=["a.fit"]))
    shoe.delete()
    undo_import(of_import=of_import, now=LATER)
    assert Run.objects.get().shoe is None


@pytest.mark.django_db(transaction=True)
def test_a_run_that_fails_with_new_shoes_costs_no_other_run_in_them(read, store, gpx, zipped):
    of_import = read(zipped({"activities.csv": STRAVA, "activities/1.gpx": gpx()}))
    file = of_import.files.get(title="By the river")
    file.facts["effort"] = 99  # no database takes it
    file.save()
    store(of_import)
    run = Run.objects.get()
    assert (run.title, run.shoe) == ("On the treadmill", Shoe.objects.get())


# --- several records of one run of the log --------------------------------------------------------


@pytest.mark.parametrize("richer_first", [True, False])
def test_of_two_records_of_a_run_in_the_log_the_richer_takes_its_place(
    bring, read, store, gpx, fit, make_run, richer_first
):
    run = make_run(date=MORNING.date(), started_at=MORNING, duration_s=1200, distance_m=3600)
    pair = [fit(), gpx(MORNING + MINUTE)] if richer_first else [gpx(MORNING + MINUTE), fit()]
    of_import = read(*pair)
    poorer, richer = of_import.files.order_by("keep_this")
    assert (poorer.verdict, poorer.chosen, poorer.keep_this) == ("same_run", False, False)
    assert (poorer.run, poorer.like_file) == (run, richer)
    assert poorer.sentence == "It begins and lasts like another file of this import, which says more."
    assert (richer.chosen, richer.keep_this, richer.run, richer.like_file) == (True, True, run, None)
    store(of_import)
    run.refresh_from_db()
    assert (run.started_at, run.distance_m, Run.objects.count()) == (MORNING, 3600.0, 1)


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_the_runner_may_give_a_run_the_poorer_of_two_successors(read, store, gpx, fit, make_run, order):
    make_run(date=MORNING.date(), started_at=MORNING, duration_s=1200, distance_m=3600)
    pair = [fit(), gpx(MORNING + MINUTE, name="By the river")]
    of_import = read(*(pair[n] for n in order))
    keep = {file.pk: "this" for file in of_import.files.all()}  # the page says again what was proposed
    assert choose(of_import=of_import, shown=[], chosen=[], keep=keep)
    assert of_import.files.get(keep_this=True).title == "By the river"
    store(of_import)
    assert (Run.objects.get().title, Run.objects.get().started_at) == ("By the river", MORNING + MINUTE)


def test_what_was_proposed_is_weighed_again_before_it_takes_a_place(read, store, gpx, fit, make_run):
    make_run(date=MORNING.date(), started_at=MORNING, duration_s=1200, distance_m=3600)
    poorer, richer = read(gpx(MORNING + MINUTE)), read(fit())
    store(richer)
    store(poorer)
    file = poorer.files.get()
    assert (Run.objects.get().started_at, file.stored, file.run) == (MORNING, False, Run.objects.get())
    assert file.sentence == "It begins and lasts like this run, so it was not added."


def test_a_run_taken_out_and_brought_again_meanwhile_is_not_doubled(bring, read, store, gpx, fit):
    bring(gpx())
    of_import = read(fit(), names=["1.fit"])
    Run.objects.update(removed_at=NOW)
    bring(gpx())
    assert verdicts(store(of_import)) == {"1.fit": "same_run"}
    assert Run.objects.count() == 1


def test_a_richer_record_of_a_run_taken_out_meanwhile_is_added_once(bring, read, store, gpx, fit):
    bring(gpx())
    of_import = read(fit(), fit(seconds=1210))
    Run.objects.update(removed_at=NOW)
    store(of_import)
    assert Run.objects.get().duration_s == 1210


def test_both_records_of_a_pair_are_runs_whichever_began_first(read, store, gpx, fit):
    of_import = read(fit(MORNING + MINUTE), gpx(), names=["1.fit"])
    other = of_import.files.get(verdict="same_run")
    choose(of_import=of_import, shown=[], chosen=[], keep={other.pk: "both"})
    store(of_import)
    assert sorted(run.started_at for run in Run.objects.all()) == [MORNING, MORNING + MINUTE]


def test_a_place_taken_around_midnight_and_given_back_moves_the_plan_along(
    bring, read, store, gpx, fit, make_planned_run
):
    late = MORNING.replace(hour=23, minute=58)
    planned = [make_planned_run(date=late.date() + n * DAY) for n in (0, 1)]
    bring(gpx(late))

    def done():
        for each in planned:
            each.refresh_from_db()
        return [(each.status, each.run_id is not None) for each in planned]

    assert done() == [("done", True), ("planned", False)]
    of_import = store(read(fit(late + 4 * MINUTE)))
    assert Run.objects.get().date == late.date() + DAY
    assert done() == [("planned", False), ("done", True)]
    undo_import(of_import=of_import, now=LATER)
    assert done() == [("done", True), ("planned", False)]


def test_a_run_without_a_track_has_none_again_after_the_undo(read, store, gpx, make_run):
    make_run(date=MORNING.date(), started_at=MORNING, duration_s=1200, distance_m=3600)
    of_import = store(read(gpx()))
    assert points() == [121]
    undo_import(of_import=of_import, now=LATER)
    assert points() == []


def test_a_record_without_a_track_leaves_none_of_another_and_an_undo_brings_it_back(
    bring, read, store, gpx, fit
):
    bring(gpx())
    of_import = take_its_place(read(fit()))
    FileTrack.objects.all().delete()
    of_import = store(of_import)
    assert points() == []
    undo_import(of_import=of_import, now=LATER)
    assert points() == [121]


def test_a_guessed_kind_is_not_said_by_hand(bring, read, store, gpx, fit):
    bring(gpx())
    Run.objects.update(kind="long", kind_is_guess=True)
    store(read(fit()))
    assert (Run.objects.get().kind, Run.objects.get().kind_is_guess) == ("easy", True)


def test_a_run_changed_by_hand_and_taken_out_since_is_not_asked_about(bring, gpx):
    of_import = bring(gpx(), gpx(MORNING + DAY))
    Run.objects.filter(started_at=MORNING).update(edited_at=LATER, removed_at=LATER)
    assert changed_by_hand(of_import) == []
    assert undo_import(of_import=of_import, now=LATER) == Undone(removed=2, restored=0, kept=[])
    assert Run.with_removed.count() == 0


def test_nothing_is_written_to_an_import_that_was_undone(runner, uploaded, gpx):
    of_import = reading_of(runner, uploaded, gpx())
    hold = take_hold(of_import.pk, seconds=60)
    Import.objects.update(undone_at=NOW)
    with pytest.raises(NotOurs):
        hold.write(of_import.files.get(), where={}, title="By the river")
    assert of_import.files.get().title == ""


def test_a_file_that_has_its_verdict_is_not_begun_again(runner, uploaded, gpx):
    of_import = reading_of(runner, uploaded, gpx())
    reader = Reader(take_hold(of_import.pk, seconds=60))
    one, same = of_import.files.get(), of_import.files.get()
    reader.read_file(one)
    with pytest.raises(NotOurs):
        reader.read_file(same)
    assert [(file.verdict, file.attempts) for file in of_import.files.all()] == [("new_run", 1)]


# --- undo, where several imports hold one run -----------------------------------------------------


def take_its_place(of_import):
    """The runner says so, whichever says more."""
    assert choose(of_import=of_import, shown=[], chosen=[], keep={of_import.files.get().pk: "this"})
    return of_import


def points():
    return [len(unpack_track(track.packed)) for track in Track.objects.all()]


def test_a_run_that_another_import_holds_by_now_outlives_the_undo_of_its_first(
    bring, read, store, gpx, fit, settings, commits
):
    first = bring(gpx())
    second = store(read(fit(seconds=1210), names=["a.fit"]))
    after = log()
    with commits():
        assert undo_import(of_import=fresh(first), now=LATER) == Undone(removed=0, restored=0, kept=[])
    assert (log(), points()) == (after, [122])
    assert [path.read_bytes() for path in on_disk(settings, "activities")] == [fit(seconds=1210)]
    file = second.files.get()
    assert (file.verdict, file.run, file.before, file.sentence) == ("new_run", Run.objects.get(), None, "")
    assert FileTrack.objects.count() == 0
    with commits():
        assert undo_import(of_import=fresh(second), now=LATER) == Undone(removed=1, restored=0, kept=[])
    assert (log(), on_disk(settings)) == ([], [])


def test_the_undo_of_a_replacement_below_another_leaves_what_stands(bring, read, store, gpx, fit):
    bring(gpx())
    before = log()
    first = store(read(fit(seconds=1210), names=["a.fit"]))
    second = store(take_its_place(read(fit(seconds=1205), names=["b.fit"])))
    after = log()
    assert undo_import(of_import=fresh(first), now=LATER) == Undone(removed=0, restored=0, kept=[])
    assert (log(), points()) == (after, [121])
    third = store(take_its_place(read(fit(seconds=1207), names=["c.fit"])))
    assert undo_import(of_import=fresh(third), now=LATER) == Undone(removed=0, restored=1, kept=[])
    assert log() == after
    assert undo_import(of_import=fresh(second), now=LATER) == Undone(removed=0, restored=1, kept=[])
    assert (log(), points()) == (before, [121])


def test_replacements_of_one_run_are_undone_the_newest_first(bring, read, store, gpx, fit):
    bring(gpx())
    before = log()
    of_import = read(fit(seconds=1210), fit(MORNING + MINUTE, seconds=1200), names=["a.fit", "b.fit"])
    of_import.files.update(
        verdict="same_run", run=Run.objects.get(), keep_this=True, chosen=True, like_file=None
    )
    files = list(of_import.files.all())
    for file in files:  # as imports stored them that knew no better
        file.facts["other_says"] = [0, True, True, 5, True]
        file.save()
    of_import = store(of_import)
    assert of_import.files.filter(before__isnull=False).count() == 2
    undo_import(of_import=of_import, now=LATER)
    assert (log(), points()) == (before, [121])


def test_after_its_undo_a_replacing_record_may_be_brought_again(bring, read, store, gpx, fit):
    bring(gpx())
    for _ in range(2):
        of_import = store(read(fit(seconds=1210), names=["a.fit"]))
        assert Run.objects.get().duration_s == 1210
        undo_import(of_import=of_import, now=LATER)
        assert Run.objects.get().duration_s == 1200


def test_an_undo_leaves_the_file_that_another_import_is_about_to_store(
    bring, read, store, gpx, fit, settings, commits
):
    first = bring(gpx())
    second = read(fit(seconds=1210), names=["a.fit"])
    with commits():
        undo_import(of_import=first, now=LATER)
    store(second)
    assert Run.objects.get().duration_s == 1210
    assert [path.read_bytes() for path in on_disk(settings, "activities")] == [fit(seconds=1210)]


# --- what goes wrong ------------------------------------------------------------------------------


def reading_of(runner, uploaded, *contents):
    files = [uploaded(content, f"{n}.gpx") for n, content in enumerate(contents)]
    of_import = begin_import(runner=runner, files=files, now=NOW)
    begin_reading(of_import=of_import, now=NOW)
    return of_import


def test_a_file_that_kills_its_reader_is_read_last_and_given_up_in_the_end(
    runner, uploaded, gpx, work, monkeypatch
):
    class Killed(BaseException):
        pass

    def read(data, name):
        if name == "0.gpx":
            raise Killed
        return parse(data, name)

    parse = imports_read.read
    monkeypatch.setattr(imports_read, "read", read)
    of_import = reading_of(runner, uploaded, gpx(), gpx(MORNING + DAY))
    for _ in range(imports_read.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            work()
        assert "waiting" in verdicts(of_import).values()
    work()
    assert verdicts(of_import) == {"0.gpx": "unreadable", "1.gpx": "new_run"}
    assert of_import.files.get(name="0.gpx").sentence == (
        "Reading this file broke our reader each time, so it was left alone."
    )


def test_a_full_disk_is_no_fault_of_a_file(runner, uploaded, gpx, work, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    keep = imports_read.keep_original
    monkeypatch.setattr(imports_read, "keep_original", full)
    of_import = reading_of(runner, uploaded, gpx())
    for _ in range(5):
        with pytest.raises(OSError, match="No space"):
            work()
    assert "The site’s disk is full. Nothing is lost" in fresh(of_import).trouble
    monkeypatch.setattr(imports_read, "keep_original", keep)
    work()
    assert (verdicts(of_import), fresh(of_import).trouble) == ({"0.gpx": "new_run"}, "")


def test_a_full_disk_is_no_fault_of_an_archive(runner, uploaded, gpx, zipped, work, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    unpacked = Archive._unpacked
    monkeypatch.setattr(Archive, "_unpacked", full)
    of_import = reading_of(runner, uploaded, zipped({"a.zip": zipped({"1.gpx": gpx()})}))
    for _ in range(imports_arrive.MOST_ATTEMPTS + 1):
        with pytest.raises(OSError, match="No space"):
            work()
        assert "The site’s disk is full. Nothing is lost" in fresh(of_import).trouble
    monkeypatch.setattr(Archive, "_unpacked", unpacked)
    work()
    assert (verdicts(of_import), fresh(of_import).trouble) == ({"1.gpx": "new_run"}, "")


def test_an_original_that_was_written_half_is_written_again(runner, uploaded, gpx, work, settings):
    of_import = reading_of(runner, uploaded, gpx())
    work()
    (original,) = on_disk(settings, "activities")
    original.write_bytes(gpx()[:100])
    discard = Import.objects.get(pk=of_import.pk)
    Import.objects.filter(pk=discard.pk).delete()
    reading_of(runner, uploaded, gpx())
    work()
    assert original.read_bytes() == gpx()


def test_an_older_reader_writes_nothing_more(runner, uploaded, gpx):
    of_import = reading_of(runner, uploaded, gpx())
    old = Reader(take_hold(of_import.pk, seconds=60))
    (file,) = old._next_files()
    take_hold(of_import.pk, seconds=60)
    with pytest.raises(NotOurs):
        old.read_file(file)
    assert [(row.verdict, row.attempts) for row in of_import.files.all()] == [("waiting", 0)]


def test_an_original_is_not_left_behind_by_a_reader_that_lost_its_import(
    runner, uploaded, gpx, settings, monkeypatch
):
    of_import = reading_of(runner, uploaded, gpx())
    reader = Reader(take_hold(of_import.pk, seconds=60))
    keep_original = imports_read.keep_original

    def another_takes_hold(row, data):
        keep_original(row, data)
        take_hold(of_import.pk, seconds=60)

    monkeypatch.setattr(imports_read, "keep_original", another_takes_hold)
    with pytest.raises(NotOurs):
        reader.read_file(of_import.files.get())
    assert on_disk(settings, "activities") == []
    assert verdicts(of_import) == {"0.gpx": "waiting"}


def test_an_original_is_not_left_behind_by_a_file_that_cannot_be_kept(
    runner, uploaded, gpx, settings, monkeypatch
):
    def broken(*_):
        raise ValueError

    monkeypatch.setattr(Reader, "_write", broken)
    of_import = reading_of(runner, uploaded, gpx())
    Reader(take_hold(of_import.pk, seconds=60)).read_file(of_import.files.get())
    assert (verdicts(of_import), on_disk(settings)) == ({"0.gpx": "unreadable"}, [])


def test_a_reader_that_lost_its_import_before_it_keeps_a_file_writes_none(
    runner, uploaded, gpx, settings, monkeypatch
):
    of_import = reading_of(runner, uploaded, gpx())
    reader = Reader(take_hold(of_import.pk, seconds=60))
    parse = imports_read.read

    def another_takes_hold(data, name):
        take_hold(of_import.pk, seconds=60)
        return parse(data, name)

    monkeypatch.setattr(imports_read, "read", another_takes_hold)
    monkeypatch.setattr(imports_read, "keep_original", pytest.fail)
    with pytest.raises(NotOurs):
        reader.read_file(of_import.files.get())


def test_a_slice_ends_with_its_time_and_asks_for_the_next(runner, uploaded, gpx, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(imports_work, "SLICE_S", 0.0)
    of_import = reading_of(runner, uploaded, gpx())
    first = fresh(of_import).task
    assert imports_work.go_on_with_import.call(of_import.pk) == "to be continued"
    assert fresh(of_import).task != first
    assert DBTaskResult.objects.filter(pk=fresh(of_import).task, status="READY").exists()


def test_a_listing_that_was_interrupted_goes_on_after_the_last_entry(
    runner, uploaded, gpx, zipped, work, monkeypatch
):
    monkeypatch.setattr(imports_arrive, "BATCH", 2)
    archive = zipped({f"{n}.gpx": gpx(MORNING + n * DAY) for n in range(7)})
    of_import = reading_of(runner, uploaded, archive)
    for batches in (1, 2):
        hold = take_hold(of_import.pk, seconds=0)  # its time is over: one batch, and no more
        imports_arrive.list_entries(Arrival.objects.get(), hold)
        assert of_import.files.count() == 2 * batches
    work()
    assert [file.name for file in of_import.files.all()] == [f"{n}.gpx" for n in range(7)]


def test_an_archive_that_kills_its_reader_is_given_up_in_the_end(
    runner, uploaded, gpx, zipped, work, monkeypatch
):
    class Killed(BaseException):
        pass

    def kill(*_, **__):
        raise Killed

    monkeypatch.setattr(imports_arrive, "Archive", kill)
    of_import = reading_of(runner, uploaded, zipped({"1.gpx": gpx()}), gpx(MORNING + DAY))
    for _ in range(imports_arrive.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            work()
    work()
    assert verdicts(of_import) == {"0.gpx": "unreadable", "1.gpx": "new_run"}
    assert "Opening this archive broke our reader each time." in [
        file.sentence for file in of_import.files.all()
    ]


def test_a_run_that_cannot_be_stored_costs_no_other(read, store, gpx, caplog):
    of_import = read(gpx(), gpx(MORNING + DAY))
    file = of_import.files.first()
    file.facts["effort"] = 99  # no database takes it
    file.save()
    of_import = store(of_import)
    assert (of_import.state, verdicts(of_import)) == ("stored", {"0.gpx": "unreadable", "1.gpx": "new_run"})
    assert (Run.objects.count(), Track.objects.count(), FileTrack.objects.count()) == (1, 1, 0)
    assert f"File 0 of import {of_import.pk}" in caplog.text


def test_nothing_is_taken_in_once_the_reading_began(runner, uploaded, gpx, work, settings):
    arriving = begin_import(runner=runner, files=[uploaded(gpx())], now=NOW)
    begin_reading(of_import=fresh(arriving), now=NOW)
    assert arriving.state == "arriving"  # as a request sees it that looked just before
    assert not take_in(of_import=arriving, files=[uploaded(gpx(MORNING + DAY), "late.gpx")])
    work()
    assert (verdicts(arriving), on_disk(settings, "arrivals")) == ({"run.gpx": "new_run"}, [])


def test_a_file_that_only_stravas_list_knows_is_told_of(read, zipped, gpx):
    of_import = read(zipped({"activities.csv": STRAVA, "activities/7.gpx": gpx()}))
    told = of_import.files.exclude(verdict="new_run").values_list("verdict", "sentence", "name")
    sentence = "The list of activities names this file, but the archive does not hold it."
    assert ("unreadable", sentence) in {row[:2] for row in told}
    assert next(name for *row, name in told if row[1] == sentence).endswith(", 1.gpx")


# --- again, after an undo or before a choice ------------------------------------------------------


def test_what_took_a_place_and_was_undone_is_offered_again(read, bring, store, gpx, fit):
    bring(gpx(name="Canal"))
    replacing = read(fit(), names=["run.fit"])
    undo_import(of_import=store(replacing), now=LATER)
    again = read(fit(), names=["run.fit"])
    file = again.files.get()
    assert (file.verdict, file.keep_this, file.run) == ("same_run", True, Run.objects.get())


def test_two_dry_runs_of_one_record_each_offer_it_until_one_is_stored(read, bring, store, gpx, fit):
    bring(gpx())
    first, second = read(fit(), names=["run.fit"]), read(fit(), names=["run.fit"])
    assert verdicts(first) == verdicts(second) == {"run.fit": "same_run"}
    store(first)
    assert verdicts(read(fit(), names=["run.fit"])) == {"run.fit": "same_file"}


def test_half_of_a_run_that_began_at_the_same_second_is_no_run_of_its_own(read, bring, gpx):
    bring(gpx(seconds=1200))
    assert verdicts(read(gpx(seconds=600))) == {"0.gpx": "same_run"}
    assert verdicts(read(gpx(MORNING + 2 * MINUTE, seconds=600))) == {"0.gpx": "new_run"}


@pytest.mark.parametrize("names", [["a.gpx", "b.fit"], ["a.fit", "b.gpx"]])
def test_the_richer_of_two_records_keeps_the_name_only_the_other_knows(bring, gpx, fit, names):
    contents = [gpx(name="Morning run") if name.endswith("gpx") else fit() for name in names]
    bring(*contents, names=names)
    run = Run.objects.get()
    assert (run.title, run.files.get(stored=True).name[-4:]) == ("Morning run", ".fit")


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_undoing_either_import_of_a_merged_run_gives_the_other_back(
    runner, bring, gpx, commits, settings, which
):
    first, second = bring(gpx(name="X")), bring(gpx(MORNING + 30 * MINUTE, name="Y"))
    before = {row["title"]: row for row in Run.objects.values()}
    pks = [run.pk for run in Run.objects.all()]
    kept = merge_runs(merge=merge_of(*runs_to_merge(runner, pks)), now=LATER)
    of_kept, of_gone = (first, second) if kept.title == "X" else (second, first)
    with commits():
        undone = fresh(of_kept if which == "kept" else of_gone)
        undo_import(of_import=undone, now=LATER, changed_too=True)
    (run,) = Run.with_removed.values()
    assert run == before[run["title"]]
    assert (run["title"] == kept.title) == (which == "gone")
    file = ImportedFile.objects.get(run=run["id"])
    assert file.original.storage.exists(file.original.name) and len(on_disk(settings)) == 1


def test_what_takes_the_place_of_a_run_merged_since_is_undone_there(runner, read, bring, store, gpx, fit):
    bring(gpx(name="X"), gpx(MORNING + 30 * MINUTE, seconds=2400, name="Y"))
    replacing = read(fit(), names=["run.fit"])
    runs = runs_to_merge(runner, [run.pk for run in Run.objects.all()])
    kept = merge_runs(merge=merge_of(*runs), now=LATER)
    assert (kept.title, replacing.files.get().run_id) == ("Y", Run.with_removed.get(title="X").pk)
    before = log()
    store(replacing)
    assert (Run.objects.count(), replacing.files.get().run) == (1, kept)
    undo_import(of_import=fresh(replacing), now=LATER, changed_too=True)
    assert log() == before


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", ["gpx", "fit"])
def test_a_file_costs_few_questions_to_read_and_few_to_store(request, make, runner, uploaded, zipped):
    """BEGIN and COMMIT counted in; every twentieth file asks for the next twenty."""
    content = request.getfixturevalue(make)
    archive = zipped({f"{n}": content(MORNING - n * DAY) for n in range(3)})
    of_import = reading_of(runner, uploaded, archive)
    reader = Reader(take_hold(of_import.pk, seconds=60))
    imports_arrive.list_entries(Arrival.objects.get(), reader.hold)
    files = reader._next_files()
    assert asked_for(reader.read_file, files) == [10, 10, 10]
    reader.close()
    Import.objects.update(state="read")
    begin_storing(of_import=of_import, now=NOW)
    hold = take_hold(of_import.pk, seconds=60)
    storing = Storing(hold)
    files = storing.next_files()
    assert asked_for(storing.store, files) == [10, 9, 9]  # the first looks for the days with planned runs
    assert store_slice(hold)
    assert Run.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_that_takes_a_place_costs_few_questions_too(runner, uploaded, bring, gpx, fit):
    bring(gpx(), gpx(MORNING + DAY))
    of_import = reading_of(runner, uploaded, fit(), fit(MORNING + DAY))
    reader = Reader(take_hold(of_import.pk, seconds=60))
    assert asked_for(reader.read_file, reader._next_files()) == [10, 10]
    Import.objects.filter(pk=of_import.pk).update(state="read")
    begin_storing(of_import=of_import, now=NOW)
    storing = Storing(take_hold(of_import.pk, seconds=60))
    assert asked_for(storing.store, storing.next_files()) == [10, 9]  # the first looks for the days planned


def asked_for(act, files):
    counts = []
    for file in files:
        with CaptureQueriesContext(connection) as queries:
            act(file)
        counts.append(len(queries))
    return counts


def test_all_at_once_in_this_process(runner, uploaded, gpx):
    of_import = bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    assert (of_import.state, Run.objects.count()) == ("stored", 1)


def test_a_run_taken_out_by_hand_leaves_its_import_as_it_was(bring, gpx):
    of_import = bring(gpx(), gpx(MORNING + DAY))
    remove_run(run=Run.objects.first(), now=NOW)
    assert undo_import(of_import=of_import, now=NOW) == Undone(removed=1, restored=0, kept=[])
