"""Runs are taken out, put back as they were, and gone for good after a week."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from plans.actions import removed
from plans.actions.imports import begin_import, begin_reading, begin_storing, bring_in, undo_import
from plans.actions.log import remove_run
from plans.actions.matching import match_planned_run
from plans.actions.merge import files_of, merge_of, runs_to_merge, standing
from plans.actions.removed import (
    KEPT,
    merge_runs,
    part_merged,
    put_back_runs,
    sweep_removed_runs,
    take_out_runs,
)
from plans.models import FileTrack, Import, ImportedFile, PlannedRun, Run, Track

NOW = datetime.datetime(2026, 11, 25, 12, 0, 0, 123456, datetime.UTC)
TUESDAY = datetime.date(2026, 11, 24)


@pytest.fixture
def with_file(runner):
    """A file a run came from, stored."""

    def make(run, content=b"<gpx/>", digest="ab" * 32):
        of_import = Import.objects.create(runner=runner, created_at=NOW, state=Import.State.STORED)
        file = ImportedFile(of_import=of_import, position=0, name="run.gpx", sha256=digest, size_bytes=6)
        file.verdict, file.run = "new_run", run
        file.original.save("ignored", ContentFile(content))
        return file

    return make


def rows(*runs):
    """Everything of these runs, as it is stored."""
    return list(Run.with_removed.filter(pk__in=[run.pk for run in runs]).order_by("pk").values())


def state(planned):
    planned.refresh_from_db()
    return planned.status, planned.run_id


def test_a_run_taken_out_is_in_no_list_and_its_planned_run_waits_again(runner, make_run, make_planned_run):
    planned, run = make_planned_run(), make_run()
    match_planned_run(run)
    assert take_out_runs(runner=runner, pks=[run.pk], now=NOW) == [run]
    assert (list(Run.objects.all()), list(runner.runs.all()), state(planned)) == ([], [], ("planned", None))


def test_put_back_it_is_as_it_was_and_does_its_planned_run_again(runner, make_run, make_planned_run):
    planned, run = make_planned_run(), make_run(title="Bridges", note="Windy.", effort=4)
    match_planned_run(run)
    before = rows(run)
    take_out_runs(runner=runner, pks=[run.pk], now=NOW)
    assert put_back_runs(runner=runner, runs=Run.with_removed.removed()) == []
    assert (rows(run), state(planned)) == (before, ("done", run.pk))


def test_an_undo_pressed_twice_is_done_once(runner, make_run):
    run = make_run()
    take_out_runs(runner=runner, pks=[run.pk], now=NOW)
    waiting = list(Run.with_removed.removed())
    assert (put_back_runs(runner=runner, runs=waiting), put_back_runs(runner=runner, runs=waiting)) == (
        [],
        [],
    )
    assert list(Run.objects.all()) == [run]


def test_put_back_it_leaves_a_planned_run_to_the_run_that_did_it_meanwhile(
    runner, make_run, make_planned_run
):
    planned, run = make_planned_run(), make_run()
    match_planned_run(run)
    take_out_runs(runner=runner, pks=[run.pk], now=NOW)
    other = make_run()
    match_planned_run(other)
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert state(planned) == ("done", other.pk)


def test_several_go_at_one_instant_and_a_strangers_stays(runner, stranger, make_run):
    first, second, theirs = make_run(), make_run(), make_run(of=stranger)
    take_out_runs(runner=runner, pks=[first.pk, second.pk, theirs.pk], now=NOW)
    assert list(Run.with_removed.removed().filter(removed_at=NOW).order_by("pk")) == [first, second]
    assert list(Run.objects.all()) == [theirs]


def out(runner, *runs):
    """Taken out now: later than they were made, and earlier than what is made next."""
    return take_out_runs(runner=runner, pks=[run.pk for run in runs], now=timezone.now())


def test_a_run_whose_file_came_again_is_not_put_beside_it(runner, gpx, uploaded):
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    out(runner, Run.objects.get())
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    again, gone = Run.objects.get(), Run.with_removed.removed().get()
    assert put_back_runs(runner=runner, runs=[gone]) == [gone]
    assert list(Run.objects.all()) == [again]
    assert put_back_runs(runner=runner, runs=[gone], anyway=True) == []
    assert set(Run.objects.all()) == {again, gone}


def test_the_same_file_is_known_again_whatever_its_run_was_made_into(runner, gpx, uploaded):
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    out(runner, Run.objects.get())
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    Run.objects.update(started_at=None, distance_m=1.0)
    gone = Run.with_removed.removed().get()
    assert put_back_runs(runner=runner, runs=[gone]) == [gone]


@pytest.mark.parametrize("count", [1, 2])
def test_of_two_alike_one_or_both_come_back_to_stand_side_by_side_again(runner, make_run, count):
    alike = [make_run(started_at=NOW), make_run(started_at=NOW)]
    out(runner, *alike[:count])
    assert put_back_runs(runner=runner, runs=Run.with_removed.removed()) == []
    assert set(Run.objects.all()) == set(alike)


def test_the_undo_of_an_import_takes_away_for_good_what_was_taken_out(runner, gpx, uploaded):
    of_import = bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    take_out_runs(runner=runner, pks=[Run.objects.get().pk], now=NOW)
    undo_import(of_import=of_import, now=NOW)
    assert list(Run.with_removed.all()) == []


@pytest.mark.django_db(transaction=True)
def test_after_a_week_it_goes_for_good_with_its_track_and_its_file(runner, make_run, with_file):
    old, young = make_run(), make_run()
    file = with_file(old)
    Track.objects.create(run=old, packed=b"x")
    take_out_runs(runner=runner, pks=[old.pk], now=NOW)
    take_out_runs(runner=runner, pks=[young.pk], now=NOW + datetime.timedelta(days=1))
    DBTaskResult.objects.all().delete()
    assert sweep_removed_runs.call((NOW + KEPT).isoformat()) == 1
    assert list(Run.with_removed.all()) == [young]
    assert (Track.objects.count(), default_storage.exists(file.original.name)) == (0, False)
    assert DBTaskResult.objects.get().run_after == NOW + datetime.timedelta(days=1) + KEPT


@pytest.mark.django_db(transaction=True)
def test_gone_for_good_nothing_of_it_is_left_with_its_files(runner, gpx, fit, uploaded, work):
    bring_in(runner=runner, files=[uploaded(gpx(name="Secret"))], now=NOW)
    replacing = begin_import(runner=runner, files=[uploaded(fit(seconds=1210), "a.fit")], now=NOW)
    begin_reading(of_import=replacing, now=NOW)
    work()
    begin_storing(of_import=replacing, now=NOW)
    work()
    assert FileTrack.objects.count() == 1 and replacing.files.get().before["title"] == "Secret"
    take_out_runs(runner=runner, pks=[Run.objects.get().pk], now=NOW)
    sweep_removed_runs.call((NOW + KEPT).isoformat())
    left = [(file.facts, file.before, file.title, file.original.name) for file in ImportedFile.objects.all()]
    assert left == [({}, None, "", "")] * 2
    assert FileTrack.objects.count() == 0


def test_a_file_that_waits_to_be_stored_outlives_the_run_it_looks_like(runner, gpx, fit, uploaded, work):
    bring_in(runner=runner, files=[uploaded(gpx())], now=NOW)
    waiting = begin_import(runner=runner, files=[uploaded(fit(), "a.fit")], now=NOW)
    begin_reading(of_import=waiting, now=NOW)
    work()
    remove_run(run=waiting.files.get().run, now=NOW)
    begin_storing(of_import=waiting, now=NOW)
    work()
    file = waiting.files.get()
    assert (file.verdict, file.run, bool(file.original)) == ("new_run", Run.objects.get(), True)
    assert file.run.distance_m == 3600.0


def test_the_sweep_leaves_a_younger_one_and_asks_for_one_sweep_alone(runner, make_run):
    for _ in range(3):
        take_out_runs(runner=runner, pks=[make_run().pk], now=NOW)
    assert sweep_removed_runs.call((NOW + KEPT - datetime.timedelta(seconds=1)).isoformat()) == 0
    assert (Run.with_removed.removed().count(), DBTaskResult.objects.count()) == (3, 1)


def test_a_run_put_back_while_others_are_swept_stays(runner, make_run, monkeypatch):
    first, second = make_run(), make_run()
    take_out_runs(runner=runner, pks=[first.pk, second.pk], now=NOW)

    def remove_and_put_back(*, run, now):
        remove_run(run=run, now=now)
        put_back_runs(runner=runner, runs=[second])

    monkeypatch.setattr(removed, "remove_run", remove_and_put_back)
    assert sweep_removed_runs.call((NOW + KEPT).isoformat()) == 1
    assert list(Run.with_removed.all()) == list(Run.objects.all()) == [second]


@pytest.mark.parametrize("after_days", [1, 30])
def test_a_sweep_that_failed_for_good_is_asked_for_again(runner, make_run, after_days, monkeypatch):
    now = NOW + datetime.timedelta(days=after_days)
    monkeypatch.setattr(timezone, "now", lambda: now)
    take_out_runs(runner=runner, pks=[make_run().pk], now=NOW)
    call_command("take_up_sweep")
    DBTaskResult.objects.update(status="RUNNING")
    call_command("take_up_sweep")
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status="FAILED")
    call_command("take_up_sweep")
    call_command("take_up_sweep")
    asked = DBTaskResult.objects.get(status="READY")
    assert asked.run_after == max(now, NOW + KEPT)
    assert sweep_removed_runs.call(*asked.args_kwargs["args"]) == 1
    call_command("take_up_sweep")
    assert DBTaskResult.objects.filter(status="READY").count() == 1  # nothing is left to ask for


def test_an_empty_sweep_asks_for_none(db):
    assert (sweep_removed_runs.call(NOW.isoformat()), DBTaskResult.objects.count()) == (0, 0)


# --- two that are one -----------------------------------------------------------------------------


@pytest.fixture
def merged(runner):
    def merge(first, second, now=NOW):
        found = merge_of(*runs_to_merge(runner, [first.pk, second.pk]))
        merge_runs(merge=found, now=now)
        return Run.objects.get(pk=found.kept.pk)

    return merge


def test_the_richer_track_is_kept_with_what_only_the_other_knows(runner, make_run, merged):
    poor = make_run(title="Bridges", note="Windy.", effort=6, shoe=runner.shoes.create(name="Blue"))
    rich = make_run(distance_m=10_050.0, duration_s=3125, climb_m=40.0, kind="tempo", kind_is_guess=True)
    Track.objects.create(run=poor, packed=b"x" * 10)
    Track.objects.create(run=rich, packed=b"x" * 900)
    kept = merged(poor, rich)
    assert (kept.pk, kept.title, kept.note, kept.effort, kept.shoe.name) == (
        rich.pk, "Bridges", "Windy.", 6, "Blue"
    )  # fmt: skip
    assert (kept.distance_m, kept.duration_s, kept.climb_m, kept.kind, kept.kind_is_guess) == (
        10_050.0, 3125, 40.0, "easy", False
    )  # fmt: skip
    assert (kept.edited_at, list(Run.objects.all())) == (NOW, [kept])


def test_where_one_watch_died_the_longer_one_says_how_far(make_run, merged):
    died, lived = make_run(distance_m=8000.0, duration_s=2400), make_run(distance_m=10_000.0, duration_s=3000)
    Track.objects.create(run=died, packed=b"x" * 900)
    Track.objects.create(run=lived, packed=b"x" * 10)
    kept = merged(died, lived)
    assert (kept.pk, kept.distance_m, kept.duration_s) == (died.pk, 10_000.0, 3000)


def test_what_was_written_by_hand_does_not_outweigh_what_was_measured(make_run, merged):
    measured, by_hand = make_run(distance_m=9700.0, duration_s=3000), make_run(distance_m=10_000.0)
    Track.objects.create(run=measured, packed=b"x")
    assert merged(by_hand, measured).distance_m == 9700.0


def test_notes_are_joined_once(make_run, merged):
    first, second = make_run(note="Windy.", title="A", effort=3), make_run(note="Cold.")
    assert merged(first, second).note == "Windy.\n\nCold."
    third = make_run(note="Cold.")
    assert merged(first, third).note == "Windy.\n\nCold."


@pytest.mark.parametrize(("length", "cut"), [(998, False), (999, True)])
def test_notes_too_long_for_one_are_cut_and_the_undo_has_them_whole(runner, make_run, length, cut):
    first, second = make_run(note="a" * 1000, effort=3), make_run(note="b" * length)
    merge = merge_of(*runs_to_merge(runner, [first.pk, second.pk]))
    assert (merge.cuts_note, len(merge.taken["note"])) == (cut, 2000)
    assert merge.taken["note"].endswith("b…" if cut else "bb")
    before = rows(first, second)
    merge_runs(merge=merge, now=NOW)
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert rows(first, second) == before


def test_the_undo_of_a_merge_restores_both_as_they_were(
    runner, make_run, make_planned_run, with_file, merged
):
    planned = make_planned_run()
    first = make_run(started_at=NOW, time_zone="Europe/London", device="Watch", laps=[{"start_s": 0}])
    second = make_run(
        title="Bridges", note="Windy.", distance_m=12_000.0, shoe=runner.shoes.create(name="Blue")
    )
    match_planned_run(second)
    file = with_file(second)
    before = rows(first, second)
    assert merged(first, second).pk == first.pk
    file.refresh_from_db()
    assert (file.run, list(files_of(first)), state(planned)) == (second, [file], ("done", first.pk))
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    file.refresh_from_db()
    assert (rows(first, second), file.run_id) == (before, second.pk)
    assert PlannedRun.objects.filter(run=None).count() == 0


def test_a_merge_looked_at_twice_is_done_once_and_undone_whole(runner, make_run, with_file):
    first, second = make_run(title="A", effort=3), make_run(title="B", note="Windy.", duration_s=4000)
    file = with_file(second)
    before = rows(first, second)
    one, two = (merge_of(*runs_to_merge(runner, [first.pk, second.pk])) for _ in range(2))
    assert (merge_runs(merge=one, now=NOW), merge_runs(merge=two, now=NOW)) == (one.kept, None)
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    file.refresh_from_db()
    assert (rows(first, second), file.run_id) == (before, second.pk)


def test_a_merge_takes_both_as_they_are_by_then(runner, make_run):
    first, second = make_run(title="A", effort=3), make_run()
    looked_at = merge_of(*runs_to_merge(runner, [first.pk, second.pk]))
    Run.objects.filter(pk=second.pk).update(note="Windy.")
    assert merge_runs(merge=looked_at, now=NOW).note == "Windy."


def test_the_undo_of_a_merge_keeps_what_was_changed_by_hand_since(runner, make_run, merged):
    first, second = make_run(effort=3, note="Mine."), make_run(title="Bridges", note="Windy.")
    kept = merged(first, second)
    kept.title = "Canal"
    kept.save()
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    kept.refresh_from_db()
    assert (kept.title, kept.note) == ("Canal", "Mine.")


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_merged_run_outlives_the_sweep(make_run, with_file, merged):
    first, second = make_run(effort=3, title="A"), make_run()
    file = with_file(second)
    FileTrack.objects.create(file=file, packed=b"x")
    kept = merged(first, second)
    sweep_removed_runs.call((NOW + KEPT).isoformat())
    assert default_storage.exists(file.original.name)
    assert (list(Run.with_removed.all()), kept.files.get()) == ([kept], file)
    assert FileTrack.objects.count() == 0


def test_a_merge_that_stands_leaves_the_kept_run_to_its_own_import(runner, bring):
    """Both in the log by imports of their own; the undo of the other's takes nothing away after a week."""
    imports = {name: bring(name, seconds) for name, seconds in (("A", 1500), ("B", 1200))}
    merge = merge_of(*runs_to_merge(runner, [run.pk for run in Run.objects.all()]))
    merge_runs(merge=merge, now=NOW)
    sweep_removed_runs.call((NOW + KEPT).isoformat())
    undo_import(of_import=imports[merge.gone.title], now=NOW, changed_too=True)
    assert list(Run.with_removed.all()) == [merge.kept]
    file = imports[merge.gone.title].files.get()
    assert (file.verdict, file.sentence) == ("same_run", "You merged it with another run, which was kept.")


@pytest.fixture
def bring(runner, gpx, uploaded):
    """One run of that name, by an import of its own."""

    def bring(name, seconds=1200, start=datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)):
        start += datetime.timedelta(hours=ord(name) - ord("A"))
        data = gpx(start, seconds=seconds, name=name)
        return bring_in(runner=runner, files=[uploaded(data)], now=NOW)

    return bring


@pytest.fixture
def three(runner, bring):
    """C merged into B, B into A; and everything as it was before."""
    for name, seconds in (("A", 1800), ("B", 1500), ("C", 1200)):
        bring(name, seconds)
    a, b, c = (Run.objects.get(title=title) for title in "ABC")
    b.note, b.effort, c.note, c.device = "Windy.", 4, "Cold.", "Watch"
    b.save(), c.save()
    before, made_by = rows(a, b, c), made_by_now()
    for hour, (one, other) in enumerate([(b, c), (a, b)]):
        now = NOW + datetime.timedelta(hours=hour)
        assert merge_runs(merge=merge_of(*runs_to_merge(runner, [one.pk, other.pk])), now=now) == one
    return (a, b, c), before, made_by


def made_by_now():
    return {file.pk: file.run_id for file in ImportedFile.objects.all()}


def test_a_run_into_which_a_merged_one_was_merged_shows_the_files_of_all(three):
    (a, b, c), _, made_by = three
    assert {file.run_id for file in files_of(a)} == {a.pk, b.pk, c.pk}
    ImportedFile.objects.filter(run=b).update(keep_this=True)
    assert files_of(a)[0].run == a and (standing(a.pk), standing(b.pk), standing(c.pk)) == (a, a, a)
    assert made_by_now() == made_by


@pytest.mark.parametrize("order", [[1, 2], [2, 1]])
def test_a_chain_of_merges_is_undone_in_any_order(runner, three, order):
    runs, before, made_by = three
    for n in order:
        put_back_runs(runner=runner, runs=[Run.with_removed.get(pk=runs[n].pk)])
    assert (rows(*runs), made_by_now()) == (before, made_by)


def test_with_the_later_merge_undone_the_earlier_still_stands(runner, three):
    (a, b, c), before, _ = three
    put_back_runs(runner=runner, runs=[Run.with_removed.get(pk=b.pk)])
    assert set(Run.objects.all()) == {a, b} and (standing(c.pk), files_of(a).get().run) == (b, a)
    assert {file.run for file in files_of(b)} == {b, c} and rows(a) == [
        row for row in before if row["id"] == a.pk
    ]


@pytest.mark.parametrize("order", [[1, 2], [2, 1], "at once", "each by itself for good"])
def test_two_merged_into_one_are_given_back_in_any_order(runner, make_run, order):
    kept = make_run(effort=3, title="A", device="Watch", note="Mine.")
    others = [make_run(note="Windy.", duration_s=4000), make_run(note="Cold.", duration_s=5000)]
    before = rows(kept, *others)
    for hour, other in enumerate(reversed(others)):
        merge = merge_of(*runs_to_merge(runner, [kept.pk, other.pk]))
        assert merge_runs(merge=merge, now=NOW + datetime.timedelta(hours=hour)) == kept
    if order == "at once":
        put_back_runs(runner=runner, runs=Run.with_removed.removed().order_by("removed_at"))
    elif order == "each by itself for good":
        part_merged(runner=runner, pks=[other.pk for other in others])
        assert rows(kept) == before[:1]
        return
    else:
        for n in order:
            put_back_runs(runner=runner, runs=[Run.with_removed.get(pk=others[n - 1].pk)])
    assert rows(kept, *others) == before


def test_a_run_that_goes_by_itself_gives_back_and_lets_go(runner, three):
    (a, b, c), before, _ = three
    part_merged(runner=runner, pks=[b.pk])
    Run.with_removed.filter(pk=b.pk).delete()
    assert set(Run.objects.all()) == {a, c}
    assert rows(a, c) == [row for row in before if row["id"] in (a.pk, c.pk)]


def test_where_the_kept_run_goes_what_was_merged_into_it_is_in_the_log_as_it_was(runner, three):
    (a, b, c), before, _ = three
    part_merged(runner=runner, pks=[a.pk])
    Run.with_removed.filter(pk=a.pk).delete()
    assert (list(Run.objects.all()), standing(c.pk)) == ([b], b)
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert rows(b, c) == [row for row in before if row["id"] != a.pk]


def test_a_run_merged_into_one_that_has_gone_for_good_comes_back_by_itself(runner, make_run, merged):
    first, second = make_run(effort=3, title="A"), make_run(note="Windy.")
    merged(first, second).delete()
    put_back_runs(runner=runner, runs=Run.with_removed.removed())
    assert list(Run.objects.all()) == [second]
