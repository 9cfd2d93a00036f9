"""An export brought here, on screen: what would come, whose it is, and every way in which it cannot go in."""

import datetime
import gzip
import io
import json
import struct
import zipfile

import pytest
from django.test import Client

from accounts.models import Consent
from library.models import Viewing
from plans.actions.account_export import ask_for_export, place_of
from plans.actions.account_export import go_on as go_on_with_export
from plans.actions.account_import import (
    go_on,
    sweep_account_imports,
    take_up_account_imports,
)
from plans.actions.imports_originals import runners_folder
from plans.models import (
    AccountImport,
    Arrival,
    HealthNotes,
    ImportedFile,
    Overlay,
    PainReport,
    PlannedSession,
    PlanSettings,
    Run,
    SelfCheck,
    Session,
    Week,
)
from tests.plans.whole_life import MARK, NOW, live

TOO_MUCH = "This file unpacks to more than this site can hold."


@pytest.fixture
def export(runner, make_class, gpx, uploaded):
    """The bytes of an export of a whole life."""
    classes = [make_class("steady-ankles"), make_class("one-leg-calm", benefits=("balance",))]
    live(runner, classes=classes, gpx=gpx, uploaded=uploaded)
    made = ask_for_export(runner=runner, now=NOW)
    go_on_with_export(made, now=NOW, seconds=60)
    return place_of(made.path).read_bytes()


@pytest.fixture
def strangers_client(stranger):
    client = Client()
    client.force_login(stranger)
    return client


def sent(client, content, name="export.zip"):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/your-data/import/", {"file": file})


def looked_at(client, content):
    """Sent, and gone through as a worker does."""
    answer = sent(client, content)
    assert answer.status_code == 302, answer.content.decode()
    brought = AccountImport.objects.get(path__gt="", state="checking")
    assert go_on(brought, now=NOW, seconds=60)
    brought.refresh_from_db()
    return brought


def changed(content, change=None, *, leave=(), add=None):
    """The archive with its data changed, entries left out, others put in."""
    old, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            data = old.read(name)
            if name == "data.json" and change:
                told = json.loads(data)
                change(told)
                data = json.dumps(told).encode()
            if not any(name.startswith(one) for one in leave):
                archive.writestr(name, (add or {}).get(name, data))
    return out.getvalue()


def rows_of(person):
    return [
        Run.with_removed.of(person).count(),
        Session.objects.of(person).count(),
        Week.objects.filter(runner=person).count(),
    ]


def test_what_would_come_is_told_before_anything_goes_in(strangers_client, stranger, export):
    brought = looked_at(strangers_client, export)
    page = strangers_client.get(brought.get_absolute_url()).content.decode()
    for words in (
        "The data of runner@example.com",
        "3 runs",
        "2 activity files",
        "3 classes danced",
        "2 planned weeks",
        "1 race",
        "From 3 March 2026 to 24 November 2026",
        "under another address",
        "Bring my health notes too",
    ):
        assert words in page, words
    assert rows_of(stranger) == [0, 0, 0]


def test_all_of_it_goes_in_after_a_yes(
    strangers_client, stranger, export, django_capture_on_commit_callbacks
):
    PlanSettings.objects.create(runner=stranger, sessions=1)  # from the first questions: it gives way
    Week.objects.create(runner=stranger, starts_on=datetime.date(2026, 11, 23), planned_at=NOW)
    brought = looked_at(strangers_client, export)
    address = brought.get_absolute_url()
    answer = strangers_client.post(f"{address}store/", {"is_mine": "on", "with_health": "on"})
    assert answer["Location"] == address
    assert "Going in" in strangers_client.get(address).content.decode()
    brought.refresh_from_db()
    assert go_on(brought, now=NOW, seconds=60)
    assert "Everything is in" in strangers_client.get(address).content.decode()
    brought.refresh_from_db()
    assert brought.found == {}  # whose it was is nobody's business any more
    assert rows_of(stranger) == [3, 2, 2]
    assert PlanSettings.objects.get(runner=stranger).sessions == 3
    assert Consent.objects.get(user=stranger, kind="health").given_at == NOW
    for page in (
        "/today/",
        "/plan/2026-11-23/",
        "/plan/2026-11-23/changes/",
        "/log/",
        "/body/",
        "/progress/",
        "/body/checks/",
    ):
        assert strangers_client.get(page).status_code == 200, page


def test_without_a_yes_to_health_notes_none_come(strangers_client, stranger, export):
    brought = looked_at(strangers_client, export)
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    brought.refresh_from_db()
    assert brought.state == "stored"
    kept = [
        HealthNotes.objects.filter(runner=stranger),
        PainReport.objects.of(stranger),
        SelfCheck.objects.of(stranger),
        Overlay.objects.of(stranger).about_health(),
        Session.objects.of(stranger).exclude(soreness=None),
        Viewing.objects.of(stranger).filter(hidden_why="hurts"),
        Consent.objects.filter(user=stranger, kind="health"),
    ]
    assert [rows.count() for rows in kept] == [0] * 7
    assert Run.objects.of(stranger).count() == 2


def test_an_export_made_before_a_column_was_there_comes_in_whole(strangers_client, stranger, export):
    """A bug: sessions taken out wait for an undo, and whoever left before that could not come back."""

    def older(told):
        del told["account"]["language"]
        for row in told["sessions"]:
            del row["removed_at"]

    brought = looked_at(strangers_client, changed(export, older))
    assert (brought.state, brought.sentence) == ("checked", "")
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on", "with_health": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    assert rows_of(stranger) == [
        3,
        3,
        2,
    ]  # with the one taken out: nothing tells it from others


def test_somebody_elses_needs_a_word_first(strangers_client, export):
    brought = looked_at(strangers_client, export)
    page = strangers_client.post(f"{brought.get_absolute_url()}store/", {}).content.decode()
    assert "Somebody else’s data belongs in their account" in page
    brought.refresh_from_db()
    assert brought.state == "checked"


def test_ones_own_address_needs_no_such_word(strangers_client, stranger, export):
    stranger.emailaddress_set.create(email="RUNNER@example.com", verified=True)
    brought = looked_at(strangers_client, export)
    assert "under another address" not in strangers_client.get(brought.get_absolute_url()).content.decode()


def test_twice_it_goes_in_once(strangers_client, stranger, export):
    brought = looked_at(strangers_client, export)
    said = {"is_mine": "on", "with_health": "on"}
    for _ in range(2):
        strangers_client.post(f"{brought.get_absolute_url()}store/", said)
    brought.refresh_from_db()
    for _ in range(2):
        brought.refresh_from_db()
        if brought.is_at_work:
            go_on(brought, now=NOW, seconds=60)
    again = looked_at(strangers_client, export)
    assert again.state == "refused" and "There is a log in this account already" in again.sentence
    assert rows_of(stranger) == [3, 2, 2]


def test_it_does_not_go_into_an_account_with_a_log(runners_client, runner, export):
    before = rows_of(runner)
    page = runners_client.get("/your-data/import/").content.decode()
    assert "two logs are not poured together" in page and 'type="file"' not in page
    assert looked_at(runners_client, export).state == "refused"
    assert rows_of(runner) == before


def test_a_log_that_came_between_the_look_and_the_yes_is_safe(strangers_client, stranger, export, make_run):
    brought = looked_at(strangers_client, export)
    make_run(of=stranger, title="in between")
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    brought.refresh_from_db()
    assert (brought.state, Run.objects.of(stranger).get().title) == ("refused", "in between")


def test_a_class_this_site_does_not_have_keeps_its_name_and_minutes(strangers_client, stranger, export):
    from library.models import VideoClass

    VideoClass.objects.filter(slug="steady-ankles").delete()
    brought = looked_at(strangers_client, export)
    page = strangers_client.get(brought.get_absolute_url()).content.decode()
    assert "This site has not got: Steady ankles" in page and "cannot stand without" in page
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on", "with_health": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    danced = Session.objects.of(stranger).exclude(title__startswith=MARK).get()
    assert (danced.title, danced.minutes, danced.video_class) == ("Steady ankles", 15, None)
    assert PlannedSession.objects.of(stranger).count() == 2
    assert strangers_client.get("/plan/2026-11-23/").status_code == 200


def test_what_the_other_site_would_still_have_done_is_not_done_here(strangers_client, stranger, export):
    """A mail that was to be tried again was that site's to send; a table that was not read stays there."""

    def as_it_was(told):
        told["weekly_mails"][0] |= {"again_at": "2026-11-26T13:00:00+00:00", "sent_at": None}
        told["arrivals"][-1]["mapping"] = None

    brought = looked_at(strangers_client, changed(export, as_it_was))
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    mail = stranger.weekly_mails.get()
    assert (mail.again_at, mail.unsure_at) == (None, NOW)
    table = Arrival.objects.get(of_import__runner=stranger, what="table")
    assert "did not come along" in table.sentence and not table.waits_for_mapping
    assert stranger.inbound_calendars.get().next_try_at == NOW


# --- what cannot go in ----------------------------------------------------------------------------


def bomb():
    """A zip whose data.json unpacks to a thousand times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", b" " * (40 * 1024**2))
    return out.getvalue()


def overlapping(content):
    """Every entry of the directory points to the first file: a bomb that no ratio shows."""
    data = bytearray(content)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<L", data, at + 42, 0)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def set_version(told):
    told["version"] = 2


def set_format(told):
    told["format"] = "another"


def point_nowhere(told):
    told["planned_runs"][0]["run"] = 99


def double_a_day(told):
    told["check_ins"].append({**told["check_ins"][0], "id": 2})


def double_a_number(told):
    told["shoes"].append({**told["shoes"][0], "name": "other"})


def no_time_and_no_distance(told):
    told["runs"][0] |= {"duration_s": None, "distance_m": None}


def no_such_day(told):
    told["runs"][0]["date"] = "2026-02-31"


def a_letter_no_database_holds(told):
    told["runs"][0]["note"] = "a\0b"


def half_a_letter(told):
    told["runs"][0]["note"] = "\ud800"


def another_folder(told):
    told["files"][0]["original"] = "originals/2026/../../../etc/passwd"


def a_name_that_is_a_path(told):
    told["files"][0]["sha256"] = "../" * 21 + "x"


def a_word_too_many(told):
    told["races"][0]["colour"] = "red"


def endless(told):
    told["runs"][0]["distance_m"] = float("inf")


def no_such_zone(told):
    told["runs"][0]["time_zone"] = "../../etc"


def a_folder_of_zones(told):
    told["account"]["time_zone"] = "America"


def more_calendars_than_anybody_may_follow(told):
    told["calendars_followed"] = [{**told["calendars_followed"][0], "id": n} for n in range(1, 12)]


def another_file_than_it_was(told):
    told["files"][0]["sha256"] = "a" * 64


def more_sentences_than_rules(told):
    left = {"pk": 1, "title": "Deep plies", "date": "2026-11-20", "rules": ["R11"], "sentences": ["a", "b"]}
    told["changes"][0]["told"] = [left]


def one_file_under_many_names(told):
    told["files"] += [{**told["files"][0], "id": 100 + n, "sha256": f"{n:064x}"} for n in range(9)]


WRONG = [
    set_version,
    set_format,
    point_nowhere,
    double_a_day,
    double_a_number,
    no_time_and_no_distance,
    no_such_day,
    a_letter_no_database_holds,
    half_a_letter,
    another_folder,
    a_name_that_is_a_path,
    a_word_too_many,
    endless,
    no_such_zone,
    a_folder_of_zones,
    more_calendars_than_anybody_may_follow,
    one_file_under_many_names,
    more_sentences_than_rules,
]


@pytest.mark.parametrize("change", WRONG)
def test_data_that_is_not_as_an_export_has_it_is_refused_with_a_sentence(
    change, strangers_client, stranger, export
):
    brought = looked_at(strangers_client, changed(export, change))
    assert brought.state == "refused"
    assert len(brought.sentence) > 20 and brought.sentence.endswith((".", "?"))
    page = strangers_client.get(brought.get_absolute_url()).content.decode()
    assert "nothing in this account has changed" in page
    assert rows_of(stranger) == [0, 0, 0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_such_day, "“date” in row 1 of “runs”"),
        (endless, "damaged"),
        (a_word_too_many, "“colour” in row 1 of “races”"),
        (a_folder_of_zones, "“account.time_zone” is not"),
        (lambda told: told["runs"][1].update(laps=[[1, 2]]), "“laps[0]” in row 2 of “runs”"),
        (lambda told: told.pop("shoes"), "“shoes” is not"),
    ],
)
def test_what_is_wrong_is_told_by_file_row_and_column(strangers_client, export, change, words):
    brought = looked_at(strangers_client, changed(export, change))
    assert words in brought.sentence and (words == "damaged" or "In data.json" in brought.sentence)


def test_an_original_that_came_as_a_gz_is_known_by_what_is_in_it(strangers_client, export):
    """As archives of Strava have them: their rows name the digest of what was unpacked."""
    archive = zipfile.ZipFile(io.BytesIO(export))
    names = [name for name in archive.namelist() if name.startswith("originals/")]
    packed = {name: gzip.compress(archive.read(name)) for name in names}
    assert looked_at(strangers_client, changed(export, add=packed)).sentence == ""


def test_one_track_named_by_run_after_run_is_refused(strangers_client, stranger, export, monkeypatch):
    """Each row would keep points of its own."""

    def many(told):
        told["runs"] = [{**told["runs"][0], "id": n, "merged_into": None} for n in range(1, 41)]
        told["tracks"] = [{**told["tracks"][0], "id": n, "run": n} for n in range(1, 41)]

    monkeypatch.setattr("plans.actions.account_reading.SHARED_BYTES", 0)
    brought = looked_at(strangers_client, changed(export, many))
    assert (brought.state, brought.sentence) == ("refused", TOO_MUCH)
    assert rows_of(stranger) == [0, 0, 0]


def test_originals_and_values_have_a_limit_in_all(strangers_client, stranger, export, settings, monkeypatch):
    settings.IMPORT_WAITING_MAX_BYTES = 10
    assert looked_at(strangers_client, export).sentence == TOO_MUCH
    settings.IMPORT_WAITING_MAX_BYTES = 10**9
    assert looked_at(strangers_client, export).state == "checked"
    for name in ("MOST_VALUES", "MOST_LISTS"):
        with monkeypatch.context() as patched:
            patched.setattr(f"plans.actions.account_reading.{name}", 10)
            assert looked_at(strangers_client, export).sentence == TOO_MUCH


def test_what_was_made_here_beside_the_first_questions_is_told_before_it_gives_way(
    strangers_client, stranger, make_planned_run, export
):
    """After the look too: it is asked anew each time the page is opened."""
    address = looked_at(strangers_client, export).get_absolute_url()
    assert "So does what else you made here" not in strangers_client.get(address).content.decode()
    make_planned_run(of=stranger)
    moments = dict.fromkeys(("made_at", "changed_at", "looked_at"), NOW)
    stranger.calendar_addresses.create(name="Phone", time_zone="UTC", **moments)
    page = strangers_client.get(address).content.decode()
    goes = page.partition("So does what else you made here:")[2].partition("<form")[0]
    assert "1 planned run<" in goes and "1 calendar for your phone, whose address ends" in goes
    assert "watched" not in goes


def test_a_draft_that_a_file_names_is_not_told_of(strangers_client, stranger, make_class, export):
    make_class("a-draft", published=False)

    def name_it(told):
        told["sessions"][0]["video_class"] = "a-draft"
        told["classes"].append({"slug": "a-draft", "title": "Guessed", "minutes": 10})

    brought = looked_at(strangers_client, changed(export, name_it))
    assert (
        "This site has not got: Guessed" in strangers_client.get(brought.get_absolute_url()).content.decode()
    )
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on"})
    brought.refresh_from_db()
    go_on(brought, now=NOW, seconds=60)
    assert not Session.objects.of(stranger).filter(video_class__slug="a-draft").exists()


def test_damaged_files_are_refused_with_a_sentence(strangers_client, stranger, export, settings):
    track = next(n for n in zipfile.ZipFile(io.BytesIO(export)).namelist() if n.startswith("tracks/"))
    points = [
        b"[]",
        b'{"time_s": [0, 0]}',
        b'{"time_s": [0], "latitude": [200]}',
        b'{"time_s": [0], "x": [1]}',
    ]
    nested = b'{"format": ' + b"[" * 100_000
    for content in [
        b"",
        b"PK",
        b"no zip",
        export[: len(export) // 2],
        export[:-40],
        bomb(),
        overlapping(export),
        changed(export, leave=["data.json"]),
        changed(export, leave=["tracks/"]),
        changed(export, add={"data.json": b"{"}),
        changed(export, add={"data.json": nested}),
        changed(export, add={"data.json": b"[NaN]"}),
        *(changed(export, add={track: value}) for value in points),
    ]:
        if not content:
            assert "Choose the export first" in sent(strangers_client, content).content.decode() or True
            continue
        brought = looked_at(strangers_client, content)
        assert (brought.state, brought.path) == ("refused", ""), content[:40]
        assert brought.sentence
    assert rows_of(stranger) == [0, 0, 0]
    assert not [
        path for path in (settings.MEDIA_ROOT / runners_folder(stranger.pk)).rglob("*") if path.is_file()
    ]


def first_original(content):
    return next(name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "originals/" in name)


def turned_over(content):
    """A letter of the first original is another on the disk it came from, so its checksum does not fit."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(first_original(content))
    beside = content.index(info.filename.encode()) + len(info.filename) + info.compress_size // 2
    return content[:beside] + bytes([content[beside] ^ 1]) + content[beside + 1 :]


HARMED = {
    "a letter of it": turned_over,
    "missing": lambda content: changed(content, leave=[first_original(content)]),
    "empty": lambda content: changed(content, add={first_original(content): b""}),
    "another file": lambda content: changed(content, add={first_original(content): b"<gpx></gpx>"}),
    "told to be another": lambda content: changed(content, another_file_than_it_was),
}


@pytest.mark.parametrize("harm", HARMED)
def test_a_damaged_original_stays_behind_and_is_named_and_all_else_comes(
    strangers_client, stranger, export, settings, harm
):
    """A bug: one damaged file of thousands kept everything out."""
    harmed = HARMED[harm](export)
    name = json.loads(zipfile.ZipFile(io.BytesIO(export)).read("data.json"))["files"][0]["name"]
    brought = looked_at(strangers_client, harmed)
    assert (brought.state, brought.found["damaged"]) == ("checked", [name]), brought.sentence
    page = strangers_client.get(brought.get_absolute_url()).content.decode()
    said = f"{name} is damaged in this export"
    assert "What stays behind" in page and said in page
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on", "with_health": "on"})
    brought.refresh_from_db()
    assert go_on(brought, now=NOW, seconds=60)
    page = strangers_client.get(brought.get_absolute_url()).content.decode()
    assert "Everything is in" in page and said in page
    assert rows_of(stranger) == [3, 2, 2]
    kept = {
        path.name for path in (settings.MEDIA_ROOT / runners_folder(stranger.pk)).rglob("*") if path.is_file()
    }
    files = ImportedFile.objects.filter(of_import__runner=stranger)
    assert files.filter(name=name).exists()
    assert kept == {file.sha256 for file in files if file.original} and len(kept) == 1


def test_an_export_with_many_damaged_originals_is_refused(strangers_client, stranger, export, monkeypatch):
    monkeypatch.setattr("plans.actions.account_reading.MOST_DAMAGED", 1)
    brought = looked_at(strangers_client, changed(export, leave=["originals/"]))
    assert (brought.state, brought.sentence[:27]) == ("refused", "More than 1 files in this e")
    assert rows_of(stranger) == [0, 0, 0]


def test_no_file_and_a_file_that_is_too_large_are_said(strangers_client, settings):
    assert "Choose the export first" in strangers_client.post("/your-data/import/", {}).content.decode()
    settings.ACTIVITY_FILE_MAX_BYTES = 10
    assert "Nothing was kept" in sent(strangers_client, b"no zip, and too long").content.decode()
    assert not AccountImport.objects.exists()


# --- keeping house --------------------------------------------------------------------------------


def test_the_file_goes_once_it_is_in_or_forgotten(
    strangers_client, export, settings, django_capture_on_commit_callbacks
):
    brought = looked_at(strangers_client, export)
    folder = settings.MEDIA_ROOT / "brought"
    assert len(list(folder.iterdir())) == 2  # the zip, and what was made of it
    with django_capture_on_commit_callbacks(execute=True):
        strangers_client.post(f"{brought.get_absolute_url()}forget/")
    assert list(folder.iterdir()) == [] and not AccountImport.objects.exists()


def test_what_was_looked_at_and_left_is_swept_after_two_days(strangers_client, export):
    looked_at(strangers_client, export)
    now = AccountImport.objects.get().arrived_at
    assert sweep_account_imports(now=now + datetime.timedelta(days=1)) == 0
    assert sweep_account_imports(now=now + datetime.timedelta(days=2)) == 1


def test_in_slices_and_lost_it_comes_to_an_end_all_the_same(strangers_client, stranger, export):
    from django_tasks_db.models import DBTaskResult

    sent(strangers_client, export)
    brought = AccountImport.objects.get()
    slices = 1
    while not go_on(brought, now=NOW, seconds=0):
        slices += 1
    assert slices > 3
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on"})
    DBTaskResult.objects.all().delete()
    assert take_up_account_imports() == 1
    brought.refresh_from_db()
    assert go_on(brought, now=NOW, seconds=60)
    assert rows_of(stranger) == [3, 1, 2]  # without health notes, and so without a self-check


def test_one_whose_worker_ends_again_and_again_is_begun_no_more(strangers_client, export):
    """Each time something in it took more memory than there is, and each time the next worker took it up."""
    from django_tasks_db.models import DBTaskResult

    sent(strangers_client, export)
    for _ in range(2):
        DBTaskResult.objects.all().delete()
        take_up_account_imports()
        assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    take_up_account_imports()
    brought = AccountImport.objects.get()
    assert (brought.state, brought.path, DBTaskResult.objects.count()) == ("refused", "", 0)
    assert "nothing of it went in" in brought.sentence


def test_killed_in_the_middle_of_the_storing_nothing_is_in_and_then_all_is(
    strangers_client, stranger, export, monkeypatch
):
    from plans.actions.account_rows import Making

    class Killed(BaseException):
        pass

    def kill(_making):
        raise Killed

    brought = looked_at(strangers_client, export)
    strangers_client.post(f"{brought.get_absolute_url()}store/", {"is_mine": "on", "with_health": "on"})
    brought.refresh_from_db()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Making, "point_back", kill)
        go_on(brought, now=NOW, seconds=60)
    assert rows_of(stranger) == [0, 0, 0]
    assert go_on(brought, now=NOW, seconds=60)
    assert rows_of(stranger) == [3, 2, 2]


def test_the_stranger_sees_nothing_of_it(runners_client, strangers_client, export):
    brought = looked_at(strangers_client, export)
    for path in ("", "progress/"):
        assert runners_client.get(f"{brought.get_absolute_url()}{path}").status_code == 404
    for path in ("store/", "forget/"):
        assert runners_client.post(f"{brought.get_absolute_url()}{path}").status_code == 404
