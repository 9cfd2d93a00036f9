"""A person leaves: nothing of theirs is found in any table or file, and what others have stays as it was."""

import datetime
import importlib
import json
import pkgutil
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as SignIn
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from accounts.actions.letters import post_letter, send_letter
from accounts.models import Letter, SharedEntry, User
from library.actions.indexing import index_classes
from library.actions.studio import answer_safety, begin_class
from library.models import SearchWord, Upload, VideoClass
from plans.actions import account_deletion as acts
from plans.actions.account_export import ask_for_export, go_on
from plans.actions.account_import import begin_account_import
from plans.actions.follow import follow_runs
from plans.actions.imports_work import go_on_with_import
from plans.actions.inbound_reading import read_followed
from plans.models import AccountDeletion, AccountExport, DayComment, Run, Sharing
from tests.plans.whole_life import MARK, NOW, live

KEY = 987_654_321  # stands in no other column by accident
FORTNIGHT = datetime.timedelta(days=14)


@pytest.fixture
def leaver(db):
    person = User.objects.create_user(
        "quill@example.com", "first-position", id=KEY, time_zone="Europe/London", welcomed_at=NOW
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def traces(leaver, make_class, gpx, uploaded, staff):
    """A whole life, and all that a site knows of a person besides. Answers what must be found nowhere."""
    classes = [make_class("steady-ankles"), make_class("one-leg-calm", benefits=("balance",))]
    words = live(leaver, classes=classes, gpx=gpx, uploaded=uploaded)
    Client().force_login(leaver)
    for told in ({"email": leaver.email.upper()}, {"user_pk": str(KEY)}):  # signing in, and not ended
        begun = SessionStore()
        begun["account_login"] = told
        begun.save()
    export = ask_for_export(runner=leaver, now=NOW)
    go_on(export, now=NOW, seconds=60)
    ask_for_export(runner=leaver, now=NOW)
    begin_account_import(runner=leaver, file=uploaded(b"PK" + MARK.encode(), "export.zip"), now=NOW)
    for task, key in [
        (follow_runs, leaver.pk),
        (go_on_with_import, leaver.imports.first().pk),
        (read_followed, leaver.inbound_calendars.first().pk),
    ]:
        task.enqueue(key)
    DBTaskResult.objects.filter(task_path=read_followed.module_path).update(traceback=f"no {MARK}")
    arrival = leaver.imports.first().arrivals.first()
    arrival.path = "arrivals/abc"
    arrival.save()
    (Path(site.MEDIA_ROOT) / "arrivals").mkdir(exist_ok=True)
    (Path(site.MEDIA_ROOT) / "arrivals" / "abc").write_text(MARK)
    for row in (leaver, Run.objects.of(leaver).first(), EmailAddress.objects.filter(user=leaver).first()):
        LogEntry.objects.create(
            user=staff, content_type=ContentType.objects.get_for_model(type(row)), object_id=row.pk,
            object_repr=str(row), action_flag=2, change_message=MARK,
        )  # fmt: skip
    for to, text in ((leaver.email.upper(), "A code"), ("b@example.net", f"It was {leaver.email}.")):
        post_letter(to=to, subject="Your account", text=text)
    for key in (
        f":1:allauth:rl:mfa:reauthenticate:10/m/user:user:{KEY}",
        f":1:allauth:rl:mfa:reauthenticate:10/m/user:user:{KEY}:lock",
        f":1:allauth.mfa.totp.used?user={KEY}&code=123456",
    ):
        SharedEntry.objects.create(cache_key=key, value="", expires=NOW)
    sharing = leaver.sharings.first()
    LogEntry.objects.create(
        user=staff, content_type=ContentType.objects.get_for_model(Sharing), object_id=sharing.pk,
        object_repr=str(sharing), action_flag=2, change_message=MARK,
    )  # fmt: skip
    LogEntry.objects.create(user=leaver, object_repr=MARK, action_flag=1, content_type=None)
    return [*words, str(KEY)]


def found_in_tables(words):
    """(table, column) of every value in which one of these stands, sessions decoded."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    (table, column)
                    for column, value in zip(columns, row, strict=True)
                    if any(word.casefold() in read(value).casefold() for word in words)
                ]
    for sign_in in SignIn.objects.all():
        if any(word.casefold() in json.dumps(sign_in.get_decoded()).casefold() for word in words):
            found.append(("django_session", "decoded"))
    return sorted(set(found))


def read(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def found_on_disk(words):
    files = list(Path(site.MEDIA_ROOT).rglob("*"))
    return sorted(
        path.relative_to(site.MEDIA_ROOT).as_posix()
        for path in files
        if any(word in path.as_posix().partition("/media/")[2] for word in words)
        or (path.is_file() and any(word.encode() in path.read_bytes() for word in words))
    )


def files_below(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def erased(person, now=NOW):
    acts.delete_now(person=person, now=now)
    return acts.finish(now=now)


def test_the_search_would_find_what_is_left(traces):
    """In more than twenty tables, and on disk: otherwise what it does not find says nothing."""
    tables = {table for table, _column in found_in_tables(traces)}
    assert len(tables) > 30
    tasks = DBTaskResult._meta.db_table
    assert {"django_session", "django_admin_log", tasks, "mfa_authenticator"} <= tables
    places = {place.split("/")[0] for place in found_on_disk(traces)}
    assert places == {"activities", "arrivals", "brought", "exports"}


def test_nothing_of_a_person_is_left_in_any_table_or_file(traces, leaver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert erased(leaver) == 1
    assert found_in_tables(traces) == []
    assert found_on_disk(traces) == []
    assert files_below(site.MEDIA_ROOT) == []


def test_what_others_have_is_as_it_was(traces, leaver, stranger, make_run, make_class):
    make_run(of=stranger, title="mine")
    follow_runs.enqueue(stranger.pk)
    Client().force_login(stranger)

    def theirs():
        tasks = DBTaskResult.objects.filter(args_kwargs={"args": [stranger.pk], "kwargs": {}})
        signed_in = [row.get_decoded().get("_auth_user_id") for row in SignIn.objects.all()]
        runs, classes = Run.objects.of(stranger), VideoClass.objects.values("slug", "published_at")
        return list(runs.values()), list(classes), list(tasks.values()), signed_in.count(str(stranger.pk))

    before = theirs()
    erased(leaver)
    assert theirs() == before and all(before)


def test_staff_see_that_something_was_changed_and_no_more_whose_it_was(traces, leaver, staff):
    erased(leaver)
    entries = LogEntry.objects.filter(user=staff).values_list("object_id", "object_repr", "change_message")
    assert list(entries) == [(None, "deleted", "")] * 4


def test_every_task_names_nobody_or_is_forgotten_with_whom_it_names():
    """A new task fails here until somebody has decided."""
    modules = ["balletfusion.bucket"]
    for package in ("accounts.actions", "plans.actions", "library.actions"):
        folder = importlib.import_module(package).__path__
        modules += [f"{package}.{found.name}" for found in pkgutil.iter_modules(folder)]
    values = [value for name in modules for value in vars(importlib.import_module(name)).values()]
    paths = {value.module_path for value in values if isinstance(value, Task)}
    names_nobody = {
        "balletfusion.bucket.copy_to_bucket",
        "library.actions.film.build_film",
        "library.actions.filmed.encode_film",
        "library.actions.publishing.publish_when_due",
        "library.actions.upload.sweep_uploads",
        "library.actions.whole.build_whole",
        "plans.actions.account_deletion.finish_deletions",
        "plans.actions.removed.sweep_removed_runs",
        "plans.actions.weekly_mail_send.send_due_mails",
    }
    assert paths == names_nobody | set(acts.NAMING)


# --- what hangs between two -----------------------------------------------------------------------


def test_who_saw_a_week_leaves_it_and_of_whose_it_was_nothing_else_goes(leaver, runner, stranger):
    times = {"made_at": NOW, "expires_at": NOW, "taken_at": NOW}
    seen = Sharing.objects.create(runner=runner, person=leaver, name=MARK, runner_name="Ed", **times)
    other = Sharing.objects.create(runner=runner, person=stranger, name="Ada", runner_name="Ed", **times)
    for sharing in (seen, other):
        sharing.comments.create(by_runner=False, date=NOW.date(), text="Well run!", written_at=NOW)
    erased(leaver)
    assert list(runner.sharings.all()) == [other]
    assert [told.sharing for told in DayComment.objects.all()] == [other]
    erased(runner)
    assert not Sharing.objects.exists() and User.objects.get() == stranger


def test_what_the_runner_wrote_to_who_left_stays_beside_nobodys_name(leaver, runner, stranger):
    times = {"made_at": NOW, "expires_at": NOW, "taken_at": NOW}
    sharing = Sharing.objects.create(
        runner=runner, person=leaver, name=MARK, runner_name="Ed", health=True, **times
    )
    for by_runner, text in ((True, "Legs like lead."), (False, f"{MARK} here: rest!")):
        sharing.comments.create(by_runner=by_runner, date=NOW.date(), text=text, written_at=NOW)
    erased(leaver)
    left = Sharing.objects.get()
    assert (left.person, left.name, left.health, left.ended_at) == (None, "", False, NOW)
    assert [comment.text for comment in left.comments.all()] == ["Legs like lead."]
    assert found_in_tables([MARK]) == []
    runners = Client()
    runners.force_login(runner)
    for address in ("/sharing/", f"/sharing/{left.pk}/"):
        assert "Somebody who has left" in runners.get(address).content.decode()
    assert "Legs like lead." in runners.get(f"/sharing/{left.pk}/").content.decode()


def test_letters_and_tries_of_others_stay(leaver):
    """Also of an address that ends, or begins, like theirs."""
    told = ["another.quill@example.com", "quill@example.com.au", "b@example.net"]
    letters = [post_letter(to=to, subject="A code", text="ABC-DEF") for to in told]
    key = f":1:allauth:rl:mfa:reauthenticate:10/m/user:user:{KEY}0"
    SharedEntry.objects.create(cache_key=key, value="", expires=NOW)
    post_letter(to=leaver.email, subject="A code", text="ABC-DEF")
    erased(leaver)
    assert [letter.to for letter in Letter.objects.all()] == told
    tasks = DBTaskResult.objects.filter(task_path=send_letter.module_path)
    assert sorted(row.args_kwargs["args"] for row in tasks) == [[letter.pk] for letter in letters]
    assert SharedEntry.objects.get().cache_key == key


# --- in two weeks ---------------------------------------------------------------------------------


def test_in_two_weeks_it_goes_by_itself_and_not_a_moment_sooner(leaver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        acts.delete_in_two_weeks(person=leaver, now=NOW)
        acts.delete_in_two_weeks(person=leaver, now=NOW + FORTNIGHT / 2)  # asked twice, the first day stands
    (told,) = mail.outbox
    assert (told.to, told.subject) == (["quill@example.com"], "Your account will be deleted")
    assert "Thursday 10 December, 12:34" in told.body and "/your-data/" in told.body
    assert acts.begin_due_deletions(now=NOW + FORTNIGHT - datetime.timedelta(seconds=1)) == 0
    assert acts.begin_due_deletions(now=NOW + FORTNIGHT) == 1
    assert acts.begin_due_deletions(now=NOW + FORTNIGHT) == 0  # begun once
    acts.finish(now=NOW + FORTNIGHT)
    assert not User.objects.exists() and not AccountDeletion.objects.exists()
    assert mail.outbox[-1].subject == "Your account is deleted"


# --- never confirmed ------------------------------------------------------------------------------


@pytest.fixture
def unconfirmed(db):
    """Signed up at the door a week ago, and never came back."""

    def make(email="pat@example.com", *, verified=False, joined=NOW - acts.UNCONFIRMED, **fields):
        person = User.objects.create_user(email, "first-position", **{"agreed_to": "2026-11", **fields})
        User.objects.filter(pk=person.pk).update(date_joined=joined)
        EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
        return person

    return make


def test_an_account_nobody_confirmed_goes_after_a_week_and_nobody_is_told(
    unconfirmed, django_capture_on_commit_callbacks
):
    unconfirmed()
    assert acts.begin_deletions_of_the_unconfirmed(now=NOW - datetime.timedelta(seconds=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert acts.begin_deletions_of_the_unconfirmed(now=NOW) == 1
        assert acts.begin_deletions_of_the_unconfirmed(now=NOW) == 0
        acts.finish(now=NOW)
    assert not User.objects.exists() and not EmailAddress.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "of",
    [
        {"verified": True}, {"last_login": NOW}, {"is_teacher": True}, {"is_staff": True},
        {"is_superuser": True}, {"agreed_to": ""}, {"joined": NOW - datetime.timedelta(days=6)},
    ],
    ids=lambda of: next(iter(of)),
)  # fmt: skip
def test_any_other_account_stays(unconfirmed, of):
    unconfirmed(**of)
    assert acts.begin_deletions_of_the_unconfirmed(now=NOW) == 0


def test_who_waits_to_confirm_a_second_address_stays(unconfirmed):
    person = unconfirmed(verified=True)
    EmailAddress.objects.create(user=person, email="new@example.com", verified=False, primary=False)
    assert acts.begin_deletions_of_the_unconfirmed(now=NOW) == 0


def test_many_go_a_few_at_a_time(unconfirmed):
    for n in range(acts.MOST_UNCONFIRMED + 1):
        unconfirmed(f"p{n}@example.com")
    begun = [acts.begin_deletions_of_the_unconfirmed(now=NOW) for _ in range(3)]
    assert begun == [acts.MOST_UNCONFIRMED, 1, 0]


def test_who_keeps_it_while_others_are_deleted_keeps_it(leaver, stranger, monkeypatch):
    """The list of those who are due is made first; a press comes in between."""
    for person in (stranger, leaver):
        acts.delete_in_two_weeks(person=person, now=NOW)
    delete_now = acts.delete_now

    def and_the_other_keeps_it(*, person, now):
        delete_now(person=person, now=now)
        other = leaver if person == stranger else stranger
        assert acts.keep_account(person=other)

    monkeypatch.setattr(acts, "delete_now", and_the_other_keeps_it)
    assert acts.begin_due_deletions(now=NOW + FORTNIGHT) == 1
    assert User.objects.get(is_active=True).delete_at is None


def test_from_the_first_moment_nobody_is_signed_in_as_them(leaver):
    Client().force_login(leaver)
    assert SignIn.objects.count() == 1
    acts.delete_now(person=leaver, now=NOW)
    assert SignIn.objects.count() == 0


@pytest.mark.parametrize("other", [{"is_active": False}, {"delete_at": NOW}])
def test_one_who_is_closed_or_leaving_runs_no_site(staff, stranger, other):
    User.objects.filter(pk=stranger.pk).update(is_superuser=True)
    assert not acts.is_last_of_staff(staff)
    User.objects.filter(pk=stranger.pk).update(**other)
    assert acts.is_last_of_staff(staff)


def test_until_then_it_can_be_kept(leaver, django_capture_on_commit_callbacks):
    acts.delete_in_two_weeks(person=leaver, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert acts.keep_account(person=leaver)
        assert not acts.keep_account(person=leaver)
    assert [told.subject for told in mail.outbox] == ["Your account stays"]
    assert acts.begin_due_deletions(now=NOW + 2 * FORTNIGHT) == 0
    assert User.objects.get().delete_at is None


def test_once_it_has_begun_it_cannot_be_kept(leaver):
    acts.delete_now(person=leaver, now=NOW)
    assert not acts.keep_account(person=leaver)


# --- killed half-way ------------------------------------------------------------------------------


class Killed(BaseException):
    """What a worker that is killed leaves: nothing after it happens."""


@pytest.mark.parametrize("moment", ["index_classes", "erase_files", "delete_folder"])
def test_killed_at_any_moment_it_goes_on(
    moment, traces, leaver, monkeypatch, django_capture_on_commit_callbacks
):
    def kill(*_args, **_options):
        raise Killed

    acts.delete_now(person=leaver, now=NOW)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(acts, moment, kill)
        with django_capture_on_commit_callbacks(execute=True):
            acts.finish(now=NOW)
    assert AccountDeletion.objects.count() == 1
    DBTaskResult.objects.filter(task_path=acts.finish_deletions.module_path).delete()
    assert acts.take_up_deletions() and not acts.take_up_deletions()
    with django_capture_on_commit_callbacks(execute=True):
        acts.finish(now=NOW)
    assert found_in_tables(traces) == []
    assert files_below(site.MEDIA_ROOT) == []


def test_a_second_worker_forgets_no_file_the_first_wrote_down(traces, leaver):
    deletion = acts.delete_now(person=leaver, now=NOW)
    assert acts.erase_rows(deletion, now=NOW) == ("quill@example.com", "en-gb")
    places = AccountDeletion.objects.get().places
    assert acts.erase_rows(deletion, now=NOW) is None  # it had looked before
    assert AccountDeletion.objects.get().places == places != []
    AccountDeletion.objects.all().delete()
    assert acts.erase_rows(deletion, now=NOW) is None
    acts.erase(deletion, now=NOW)


def test_an_export_that_was_being_made_leaves_nothing(leaver):
    export = ask_for_export(runner=leaver, now=NOW)
    held = AccountExport.objects.select_related("runner").get(pk=export.pk)
    erased(leaver)
    go_on(held, now=NOW, seconds=60)  # a worker that had begun before
    assert files_below(site.MEDIA_ROOT) == []


def test_files_no_row_knows_of_go_after_a_day(leaver, tmp_path):
    folder = Path(site.MEDIA_ROOT) / "exports"
    folder.mkdir(parents=True)
    (folder / "lost.part").write_text("x")
    kept = ask_for_export(runner=leaver, now=NOW)
    (Path(site.MEDIA_ROOT) / kept.path).with_suffix(".part").write_text("x")
    now = timezone.now()
    assert acts.sweep_lost_files(now=now) == 0
    assert acts.sweep_lost_files(now=now + datetime.timedelta(days=2)) == 1
    assert [path.suffix for path in files_below(folder)] == [".part"]


# --- teachers and staff ---------------------------------------------------------------------------


def test_a_teachers_published_classes_stay_by_nobody_and_their_drafts_go(teacher, make_class, settings):
    teacher.teaches_as = MARK
    teacher.save()
    taught = make_class("taught", teacher=teacher)
    index_classes([taught.pk])
    taught.films.create(state="ready", original_name=f"{MARK}.mov")
    answer_safety(video_class=taught, teacher=teacher, answers={"floor": "yes"}, now=NOW)
    teacher.email = "moved@example.com"  # since
    teacher.save()
    draft = begin_class(teacher=teacher, now=NOW, title="Draft", summary="s", description="d", level=1)
    upload = Upload.objects.create(teacher=teacher, video_class=taught, name=f"{MARK}.mov", size_bytes=9)
    part = Path(settings.MEDIA_ROOT) / "uploads" / f"{upload.pk}.part"
    part.parent.mkdir(parents=True)
    part.write_text(MARK)
    assert SearchWord.objects.filter(word__startswith="quill").exists()  # they are found by their name
    erased(teacher)
    taught.refresh_from_db()
    assert (taught.teacher, taught.safety["by"], taught.films.get().original_name) == (None, None, "")
    assert taught.published_at and not VideoClass.objects.filter(pk=draft.pk).exists()
    assert found_in_tables([MARK, teacher.email, "teacher@example.com"]) == [] and not part.exists()
    assert not SearchWord.objects.filter(word__startswith="quill").exists()


def test_the_last_who_runs_the_site_stays(staff, leaver):
    for act in (acts.delete_now, acts.delete_in_two_weeks):
        with pytest.raises(acts.LastOfStaff):
            act(person=staff, now=NOW)
    staff.refresh_from_db()
    assert staff.is_active and staff.delete_at is None
    User.objects.create_superuser("another@example.com", "x")
    acts.delete_now(person=staff, now=NOW)


def test_who_became_the_last_of_staff_meanwhile_is_kept(staff, caplog):
    other = User.objects.create_superuser("another@example.com", "x")
    acts.delete_in_two_weeks(person=staff, now=NOW)
    other.delete()
    assert acts.begin_due_deletions(now=NOW + FORTNIGHT) == 0
    assert "is not deleted" in caplog.text
    assert User.objects.get().is_active
