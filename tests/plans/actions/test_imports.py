"""Each file comes to its verdict on its own; nothing is added twice; the whole can be undone."""

import datetime
import gzip
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import translation

from plans.actions.imports import Undone, bring_in, changed_by_hand, keep_as_run, shown_name, undo_import
from plans.actions.log import change_run, remove_run
from plans.actions.track import unpack_track
from plans.models import ImportedFile, Run

NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
MORNING = datetime.datetime(2026, 3, 3, 7, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def bring(runner, uploaded):
    def bring(*contents, of=None, names=()):
        named = [*names, *(f"{n}.gpx" for n in range(len(names), len(contents)))]
        files = [uploaded(content, name) for content, name in zip(contents, named, strict=True)]
        return bring_in(runner=of or runner, files=files, now=NOW)

    return bring


def verdicts(of_import):
    return [file.verdict for file in of_import.files.all()]


def sentence(of_import):
    return of_import.files.get().sentence


def stored(settings):
    return sorted(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Files are deleted when the transaction stands."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_gpx_file_becomes_a_run_with_its_track_and_its_original(bring, gpx, runner, settings):
    content = gpx(seconds=1200, speed=3.0)
    of_import = bring(content, names=["tuesday.gpx"])
    file, run = of_import.files.get(), Run.objects.get()
    assert (run.runner, run.date, run.started_at, run.duration_s) == (runner, MORNING.date(), MORNING, 1200)
    assert run.distance_m == pytest.approx(3600, rel=0.005)
    assert (run.kind, run.kind_is_guess) == ("easy", True)
    assert len(unpack_track(run.track.packed)) == 121
    assert (file.verdict, file.name, file.run, file.size_bytes) == (
        "new_run",
        "tuesday.gpx",
        run,
        len(content),
    )
    assert file.sha256 == sha256(content).hexdigest()
    assert stored(settings) == [content]


def test_a_fit_file_becomes_a_run(bring, fit):
    assert verdicts(bring(fit(seconds=1200, speed=3.0))) == ["new_run"]
    run = Run.objects.get()
    assert (run.started_at, run.duration_s, run.distance_m) == (MORNING, 1200, 3600.0)


def test_the_same_file_twice_adds_nothing(bring, gpx, settings):
    bring(gpx())
    again = bring(gpx())
    assert (verdicts(again), Run.objects.count(), len(stored(settings))) == (["same_file"], 1, 1)
    assert again.files.get().run == Run.objects.get()
    assert sentence(again) == "You brought this file before, so nothing was added."


def test_the_same_file_twice_in_one_upload_adds_one(bring, gpx):
    assert (verdicts(bring(gpx(), gpx())), Run.objects.count()) == (["new_run", "same_file"], 1)


def test_a_packed_file_is_the_same_as_the_file_in_it(bring, gpx):
    bring(gpx())
    assert verdicts(bring(gzip.compress(gpx()), names=["0.gpx.gz"])) == ["same_file"]


def test_a_strangers_file_is_no_file_of_yours(bring, gpx, runner, stranger):
    bring(gpx(), of=stranger)
    assert verdicts(bring(gpx())) == ["new_run"]
    assert Run.objects.of(runner).count() == Run.objects.of(stranger).count() == 1


def test_the_same_run_from_another_service_is_named_and_not_added(bring, gpx, fit, settings):
    bring(fit())
    other = bring(gpx(MORNING + 4 * MINUTE))
    assert (verdicts(other), other.files.get().run, Run.objects.count()) == (
        ["same_run"],
        Run.objects.get(),
        1,
    )
    assert sentence(other) == "It begins and lasts like this run, so it was not added."


@pytest.mark.parametrize(
    ("later", "seconds", "speed", "verdict"),
    [
        (5 * MINUTE, 1200, 3.0, "same_run"),
        (-5 * MINUTE, 1200, 3.0, "same_run"),
        (6 * MINUTE, 1200, 3.0, "new_run"),
        (MINUTE, 1220, 2.0, "same_run"),  # as long, less far: a watch that lost its satellites
        (MINUTE, 1200 * 2, 1.5, "same_run"),  # as far, twice as long: it was not stopped
        (MINUTE, 1260, 2.0, "new_run"),
    ],
)
def test_a_run_is_the_same_by_its_instant_and_its_time_or_distance(
    bring, gpx, later, seconds, speed, verdict
):
    bring(gpx(seconds=1200, speed=3.0))
    assert verdicts(bring(gpx(MORNING + later, seconds=seconds, speed=speed))) == [verdict]


def test_runs_are_compared_as_instants_even_when_their_dates_differ(bring, gpx, runner):
    late = datetime.datetime(2026, 11, 23, 23, 58, tzinfo=datetime.UTC)
    bring(gpx(late))
    runner.time_zone = "Pacific/Auckland"
    runner.save()
    assert verdicts(bring(gpx(late + 3 * MINUTE))) == ["same_run"]


@pytest.mark.parametrize("change_of_clocks", ["2026-03-29T00:30:00+00:00", "2026-10-25T00:30:00+00:00"])
def test_the_hour_of_a_change_of_clocks_makes_no_second_run(bring, gpx, change_of_clocks):
    start = datetime.datetime.fromisoformat(change_of_clocks)
    assert verdicts(bring(gpx(start))) == ["new_run"]
    assert verdicts(bring(gpx(start + datetime.timedelta(hours=1)))) == ["new_run"]
    assert [run.date for run in Run.objects.all()] == [start.date()] * 2


def test_a_run_written_down_for_the_day_is_mentioned(bring, gpx, make_run):
    make_run(date=MORNING.date())
    of_import = bring(gpx())
    assert (verdicts(of_import), sentence(of_import)) == (
        ["new_run"],
        "You also wrote a run down for this day. If it is the same one, delete either.",
    )


def test_a_planned_run_is_done_by_a_file(bring, gpx, make_planned_run):
    planned = make_planned_run(date=MORNING.date())
    bring(gpx())
    planned.refresh_from_db()
    assert (planned.status, planned.run) == ("done", Run.objects.get())


def test_what_holds_no_run_says_what_it_is(bring, gpx, fit, settings):
    ride = bring(gpx(sport="cycling"))
    assert (verdicts(ride), sentence(ride)) == (
        ["not_a_run"],
        "This is a ride, so it stays out of your running log.",
    )
    drawing = bring(gpx(times=False))
    assert (verdicts(drawing), sentence(drawing)) == (
        ["not_a_run"],
        "This GPX file has no times, so it is a route, not a run.",
    )
    assert verdicts(bring(fit(file_type=2))) == ["nothing"]
    assert (Run.objects.count(), stored(settings)) == (0, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is not a GPX, TCX or FIT file."),
        (
            gzip.compress(bytes(30 * 1024**2)),
            "This packed file unpacks to far more than a run could be, so it was not opened.",
        ),
        (
            b'<!DOCTYPE gpx [<!ENTITY lol "lol">]><gpx>&lol;</gpx>',
            "This file declares a document type or entities, which no training log needs; it was refused.",
        ),
    ],
)
def test_what_cannot_be_understood_gets_its_sentence(bring, content, said, settings):
    of_import = bring(content)
    assert (verdicts(of_import), sentence(of_import)) == (["unreadable"], said)
    assert (Run.objects.count(), stored(settings)) == (0, [])


def test_a_run_of_a_day_to_come_is_not_understood(bring, gpx):
    of_import = bring(gpx(NOW + datetime.timedelta(days=400)))
    assert (verdicts(of_import), Run.objects.count()) == (["unreadable"], 0)


def test_what_is_said_of_files_is_kept_in_english_to_be_told_in_any_language(bring, gpx, runner):
    runner.language = "fr"
    runner.save()
    with translation.override("fr"):
        bring(gpx())
        of_import = bring(gpx(), gpx(NOW + datetime.timedelta(days=400)))
    assert [file.sentence.split(",")[0] for file in of_import.files.all()] == [
        "You brought this file before",
        "This run says it starts on 30 December 2027",
    ]


def test_one_bad_file_costs_no_other(bring, gpx):
    of_import = bring(gpx(), b"nothing", gpx(MORNING + 60 * MINUTE))
    assert verdicts(of_import) == ["new_run", "unreadable", "new_run"]
    assert [file.position for file in of_import.files.all()] == [0, 1, 2]


def test_a_file_that_breaks_us_leaves_no_half_run_and_costs_no_other(bring, gpx, runner, settings, caplog):
    in_the_way = Path(settings.MEDIA_ROOT) / f"activities/{runner.pk}" / sha256(gpx()).hexdigest()[:2]
    in_the_way.parent.mkdir(parents=True)
    in_the_way.touch()  # a file where the folder of the first original should be
    of_import = bring(gpx(), gpx(MORNING + 60 * MINUTE))
    assert sorted(verdicts(of_import)) == ["new_run", "unreadable"]
    assert [run.started_at for run in Run.objects.all()] == [MORNING + 60 * MINUTE]
    assert of_import.files.get(verdict="unreadable").sentence == (
        "Something broke on our side. This is not in your log; please bring it again later."
    )
    assert f"File 0 of import {of_import.pk}" in caplog.text


def test_undo_takes_out_what_the_import_added_and_leaves_what_it_matched(bring, gpx, commits, settings):
    before = bring(gpx()).files.get().run
    of_import = bring(gpx(), gpx(MORNING + 60 * MINUTE))
    with commits():
        assert undo_import(of_import=of_import, now=NOW) == Undone(removed=1, restored=0, kept=[])
    assert list(Run.objects.all()) == [before]
    assert (of_import.undone_at, stored(settings)) == (NOW, [gpx()])


def test_after_an_undo_the_same_file_is_new_again(bring, gpx, commits):
    with commits():
        undo_import(of_import=bring(gpx()), now=NOW)
    assert (verdicts(bring(gpx())), Run.objects.count()) == (["new_run"], 1)


def test_undo_leaves_and_answers_what_was_changed_by_hand(bring, gpx):
    of_import = bring(gpx(), gpx(MORNING + 60 * MINUTE))
    edited = of_import.files.first().run
    Run.objects.filter(pk=edited.pk).update(edited_at=NOW)
    assert changed_by_hand(of_import) == [edited]
    assert undo_import(of_import=of_import, now=NOW) == Undone(removed=1, restored=0, kept=[edited])
    assert list(Run.objects.all()) == [edited]


def test_undo_frees_the_planned_run(bring, gpx, make_planned_run):
    planned = make_planned_run(date=MORNING.date())
    undo_import(of_import=bring(gpx()), now=NOW)
    planned.refresh_from_db()
    assert (planned.status, planned.run) == ("planned", None)


def test_a_removed_run_takes_its_original_along_for_good(bring, gpx, commits, settings):
    run = bring(gpx()).files.get().run
    with commits():
        remove_run(run=run, now=NOW)
    assert (stored(settings), ImportedFile.objects.get().original.name) == ([], "")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("run.gpx", "run.gpx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\runs\\run.fit", "run.fit"),
        ("..", ".."),
        ("run\x00\u202egpx.exe", "rungpx.exe"),
        ("", "file without a name"),
        ("///", "file without a name"),
        ("a" * 300 + ".gpx", "a" * 75 + "….gpx"),
        ("<b>run</b>.gpx", "b>.gpx"),
    ],
)
def test_a_name_is_shown_short_and_never_as_a_path(name, shown):
    assert shown_name(name) == shown


def test_a_hostile_name_never_becomes_a_path(bring, gpx, settings):
    bring(gpx(), names=["../../x"])
    digest = sha256(gpx()).hexdigest()
    runner = Run.objects.get().runner_id
    assert [
        str(path.relative_to(settings.MEDIA_ROOT))
        for path in Path(settings.MEDIA_ROOT).rglob("*")
        if path.is_file()
    ] == [f"activities/{runner}/{digest[:2]}/{digest}"]


def test_the_same_run_is_known_after_its_date_was_changed_by_hand(bring, gpx, fit):
    run = bring(gpx()).files.get().run
    run.date += datetime.timedelta(days=3)
    change_run(run=run, now=NOW)
    of_import = bring(fit())
    assert verdicts(of_import) == ["same_run"]
    assert of_import.files.get().run == run


SLOW = {"sport": "", "speed": 1.4}


def test_what_only_looks_like_a_walk_is_kept_as_a_run_when_the_runner_says_so(bring, gpx, make_planned_run):
    planned = make_planned_run(date=MORNING.date())
    of_import = bring(gpx(**SLOW))
    file = of_import.files.get()
    assert (file.verdict, file.run, file.may_be_a_run) == ("not_a_run", None, True)
    assert file.sentence == (
        "The file does not say which sport it was. It looks like a walk, so it stays out of your running log."
    )
    for _ in range(2):
        keep_as_run(file=of_import.files.get(), now=NOW)
    file, planned = of_import.files.get(), type(planned).objects.get()
    assert (file.verdict, file.sentence, file.may_be_a_run) == (
        "new_run",
        "You looked at it and kept it.",
        False,
    )
    assert (Run.objects.get(), planned.status) == (file.run, "done")
    assert file.run.distance_m == pytest.approx(1680, rel=0.005)
    assert verdicts(bring(gpx(**SLOW))) == ["same_file"]


def test_what_looks_like_a_walk_and_is_in_the_log_already_is_not_added_again(bring, gpx):
    first, second = bring(gpx(**SLOW)), bring(gpx(**SLOW))
    for of_import in (first, second):
        keep_as_run(file=of_import.files.get(), now=NOW)
    assert (verdicts(first), verdicts(second), Run.objects.count()) == (["new_run"], ["same_file"], 1)


def test_a_file_that_says_it_is_a_walk_is_one(bring, gpx, settings, commits):
    with commits():
        file = bring(gpx(sport="walking", speed=1.4)).files.get()
    assert (file.sentence, file.may_be_a_run) == (
        "This is a walk, so it stays out of your running log.",
        False,
    )
    assert stored(settings) == []


def test_an_undone_import_keeps_no_file_that_looked_like_a_walk(bring, gpx, settings, commits):
    of_import = bring(gpx(**SLOW))
    with commits():
        undo_import(of_import=of_import, now=NOW)
    assert (stored(settings), of_import.files.get().may_be_a_run) == ([], False)
