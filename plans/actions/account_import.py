"""An export brought to this site: looked at first, all of it, then everything goes in, or nothing.

Looking is the act itself, taken back at its end: so whatever would hinder it is known before its runner says
yes. It goes into an account that has no log yet; what the first questions and the week planned from them left
there gives way.
"""

import datetime
import logging
import shutil
import time
from pathlib import Path
from secrets import token_hex

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_noop as _
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from accounts.actions.consent import give_health_consent
from accounts.actions.speaking import in_writing_to
from accounts.models import User
from plans.actions.account_export import ALIVE
from plans.actions.account_reading import Brought, Refused
from plans.actions.account_rows import Making, place_of_original_of
from plans.actions.belongings import BY_NAME, PARTS
from plans.actions.holding import hold_runner
from plans.actions.imports_arrive import shown_name
from plans.actions.imports_originals import delete_unused
from plans.actions.settings import forget_health_notes
from plans.actions.week_facts import week_of
from plans.actions.week_rows import rows_of_week
from plans.calendar import monday_of
from plans.models import AccountImport, HealthNotes, Week
from plans.models.account import IMPORT_KEPT
from plans.planner import FieldError

log = logging.getLogger(__name__)

FOLDER = "brought"  # below MEDIA_ROOT
SLICE_S = 12.0
MOST_LOST = 2  # each task was begun three times before it counts as lost
State = AccountImport.State
# Where there is any of these there is a log already, and two logs are not poured together.
A_LOG = (
    "runs", "sessions", "imports", "races", "shoes", "calendars_followed", "times_laid_aside", "pain_reports",
    "self_checks",
)  # fmt: skip
# What somebody may have made here beside the first questions, and is told of before it gives way.
GIVE_WAY = (
    "planned_runs",
    "viewings",
    "collections_followed",
    "calendar_addresses",
    "weekly_mail",
    "check_ins",
)
WEEKS_READ = 60
HEALTH = ("pain_reports", "self_checks")
WITH_OTHERS = ("sharings", "day_comments")  # what stands here between two is no answer to a first question


def folder() -> Path:
    path = Path(settings.MEDIA_ROOT) / FOLDER
    path.mkdir(parents=True, exist_ok=True)
    return path


def has_a_log(runner: User) -> bool:
    return any(part.rows(runner).exists() for part in PARTS if part.name in A_LOG)


def what_gives_way(runner: User) -> dict[str, int]:
    """As it is now: between the look and the yes there may be days, and more may have been made."""
    return {name: BY_NAME[name].rows(runner).count() for name in GIVE_WAY}


# --- arriving -------------------------------------------------------------------------------------


@transaction.atomic
def begin_account_import(*, runner: User, file: UploadedFile, now: datetime.datetime) -> AccountImport:
    """One at a time: what came before and did not go in is forgotten."""
    User.objects.select_for_update(no_key=True).get(pk=runner.pk)
    for earlier in runner.account_imports.exclude(state__in=[State.STORING, State.STORED]):
        forget_account_import(account_import=earlier)
    place = f"{FOLDER}/{token_hex(16)}.zip"
    path = folder().parent / place
    if hasattr(file, "path"):
        file.path.replace(path)
    else:
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
    begun = AccountImport.objects.create(
        runner=runner, arrived_at=now, name=shown_name(file.name or ""), path=place
    )
    _begin_slice(begun)
    return begun


@transaction.atomic
def begin_storing(*, account_import: AccountImport, with_health: bool) -> bool:
    """Its runner has looked, and says yes. Said twice, it begins once."""
    looked_at = AccountImport.objects.filter(pk=account_import.pk, state=State.CHECKED)
    if not looked_at.update(state=State.STORING, with_health=with_health):
        return False
    _begin_slice(account_import)
    return True


def forget_account_import(*, account_import: AccountImport) -> None:
    """The row, the file and what was made of it; what went in stays."""
    path = account_import.path
    account_import.delete()
    transaction.on_commit(lambda: remove_import_files(path))


def remove_import_files(path: str) -> None:
    if path:
        whole = Path(settings.MEDIA_ROOT) / path
        whole.unlink(missing_ok=True)
        shutil.rmtree(whole.with_suffix(""), ignore_errors=True)


# --- the work -------------------------------------------------------------------------------------


def _begin_slice(account_import: AccountImport) -> None:
    result = go_on_with_account_import.enqueue(account_import.pk)
    AccountImport.objects.filter(pk=account_import.pk).update(task=result.id)


@task(queue_name="quick", takes_context=True)
def go_on_with_account_import(context: TaskContext, import_id: int) -> str:
    """A slice of looking, or the storing."""
    found = AccountImport.objects.select_related("runner").filter(pk=import_id).first()
    if found is None or not found.is_at_work:
        return "nothing to do"
    result = context.task_result
    with in_writing_to(found.runner):
        done = go_on(found, now=result.started_at or result.enqueued_at, seconds=SLICE_S)
    if done:
        return "done"
    with transaction.atomic():
        _begin_slice(found)
    return "to be continued"


def go_on(account_import: AccountImport, *, now: datetime.datetime, seconds: float) -> bool:
    """True when it was looked at, refused or is in."""
    try:
        return _looked_at_or_stored(account_import, now, time.monotonic() + seconds)
    except Refused as refusal:
        sentence = str(refusal)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("Import of an account %s", account_import.pk)
        sentence = broken()
    _is_refused(account_import, sentence)
    return True


def broken() -> str:
    return _("Something broke on our side, and nothing of it went in. Please bring it again later.")


def _is_refused(account_import: AccountImport, sentence: str) -> None:
    working = AccountImport.objects.filter(pk=account_import.pk, state=account_import.state)
    if working.update(state=State.REFUSED, sentence=sentence, path="", task=None):
        remove_import_files(account_import.path)


def _looked_at_or_stored(account_import: AccountImport, now: datetime.datetime, until: float) -> bool:
    path = Path(settings.MEDIA_ROOT) / account_import.path
    with Brought(path, path.with_suffix("")) as brought:
        data = brought.data()
        if not brought.check_files(data, until):
            return False
        if account_import.state == State.CHECKING:
            look(account_import, brought, data, now)
        else:
            store(account_import, brought, data, now)
    return True


class TakenBack(Exception):
    """Ends a transaction that was for looking alone."""


def look(account_import: AccountImport, brought: Brought, data: dict, now: datetime.datetime) -> None:
    """Everything is done as it would be, and taken back."""
    runner = account_import.runner
    try:
        with transaction.atomic():
            making = _make(runner, brought, data, now)
            raise TakenBack
    except TakenBack:
        found = {**_found(data, making, runner), "damaged": brought.damaged}
    AccountImport.objects.filter(pk=account_import.pk, state=State.CHECKING).update(
        state=State.CHECKED, found=found, task=None
    )


def store(account_import: AccountImport, brought: Brought, data: dict, now: datetime.datetime) -> None:
    """Originals first: what no row names is swept away, were it to end here."""
    kept = _keep_originals(account_import.runner, brought, data)
    try:
        with transaction.atomic():
            storing = AccountImport.objects.select_for_update()
            if not storing.filter(pk=account_import.pk, state=State.STORING).exists():
                return
            _make(account_import.runner, brought, data, now)
            _about_health(account_import, data, now)
            found = {"damaged": brought.damaged} if brought.damaged else {}
            done = {"state": State.STORED, "path": "", "task": None, "found": found}
            AccountImport.objects.filter(pk=account_import.pk).update(**done)
    except Exception:
        delete_unused(kept)
        raise
    remove_import_files(account_import.path)


def _make(runner: User, brought: Brought, data: dict, now: datetime.datetime) -> Making:
    """All rows, in a transaction of the caller's. Refused."""
    hold_runner(runner)
    runner.refresh_from_db()
    if has_a_log(runner):
        raise Refused(
            _(
                "There is a log in this account already, and two logs are not poured together. Sign up with a"
                " new account and bring the file there. Nothing was changed here."
            )
        )
    _make_room(runner, data)
    making = Making(runner, data, lambda name: brought.made_of(name).read_bytes(), now)
    making.make_all()
    _is_understood(runner, now)
    return making


def _is_understood(runner: User, now: datetime.datetime) -> None:
    """The planner reads the weeks it may be asked about: what it cannot read no page could show. Refused."""
    today = runner.local_date(now)
    weeks = Week.objects.filter(runner=runner).order_by("-starts_on")
    mondays = {monday_of(today), *weeks.values_list("starts_on", flat=True)[:WEEKS_READ]}
    try:
        for monday in mondays:
            rows = rows_of_week(runner, monday, today)
            week_of(rows, rows.places)
    except (FieldError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Refused(
            _("The plan in this export cannot be read. It may have been changed by hand.")
        ) from None


def _make_room(runner: User, data: dict) -> None:
    """What the first questions left: the answers, and the weeks planned from them."""
    for part in reversed(PARTS):
        stays = part.told_only or part.name in WITH_OTHERS
        if not stays and (part.model is not HealthNotes or data["health_notes"]):
            part.rows(runner).delete()


def _about_health(account_import: AccountImport, data: dict, now: datetime.datetime) -> None:
    """Kept only under a consent that is given here; without it what tells of the body is taken out again."""
    if not tells_of_health(data):
        return
    runner = account_import.runner
    if account_import.with_health:
        give_health_consent(user=runner, now=now)
        HealthNotes.objects.get_or_create(runner=runner)
    else:
        forget_health_notes(runner=runner, now=now)


def tells_of_health(data: dict) -> bool:
    """What `forget_health_notes` would take away."""
    return (
        data["health_notes"] is not None
        or any(data[name] for name in HEALTH)
        or any(row["kind"] in ("illness", "injury") for row in data["times_laid_aside"])
        or any(row["soreness"] is not None for row in data["sessions"])
        or any(row["hidden_why"] == "hurts" or row["hidden_note"] for row in data["viewings"])
    )


def _keep_originals(runner: User, brought: Brought, data: dict) -> set[str]:
    """Each stored under its content, in its new owner's folder. Returns the places that were written."""
    written = set()
    for row in data["files"]:
        place = place_of_original_of(row, runner)
        if not place or place in written or default_storage.exists(place):
            continue
        name = row["original"]
        if brought.sizes[name].file_size <= 4 * 1024**2:
            content = ContentFile(b"".join(brought.pieces(name, settings.ACTIVITY_FILE_MAX_BYTES)))
        else:
            content = File(brought.archive.open(name))
        default_storage.save(place, content)
        written.add(place)
    return written


# --- told -----------------------------------------------------------------------------------------


def _found(data: dict, making: Making, runner: User) -> dict:
    """What would come, in numbers and names."""
    days = sorted(row["date"] for row in [*data["runs"], *data["sessions"]])
    known = making.known_classes()
    addresses = {data["account"]["email"].casefold()}
    own = EmailAddress.objects.filter(user=runner).values_list("email", flat=True)
    return {
        "email": data["account"]["email"],
        "is_own": bool(addresses & {address.casefold() for address in [*own, runner.email]}),
        "made_at": data["made_at"],
        "site": data["site"],
        "counts": {part.name: len(making.keys[part.name]) for part in PARTS if not part.told_only},
        "originals": len({row["original"] for row in data["files"]} - {""}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "left": dict(making.left),
        "unknown": [one for one in data["classes"] if one["slug"] not in known][:100],
        "health": tells_of_health(data),
    }


# --- keeping house --------------------------------------------------------------------------------


def take_up_account_imports() -> int:
    """Those whose task was lost get another, and where its worker ended each time none any more."""
    living = DBTaskResult.objects.filter(pk=OuterRef("task"), status__in=ALIVE)
    at_work = AccountImport.objects.filter(state__in=[State.CHECKING, State.STORING])
    lost = list(at_work.exclude(Exists(living)))
    for account_import in lost:
        if account_import.times_lost >= MOST_LOST:
            _is_refused(account_import, broken())
            continue
        with transaction.atomic():
            AccountImport.objects.filter(pk=account_import.pk).update(times_lost=F("times_lost") + 1)
            _begin_slice(account_import)
    return len(lost)


def sweep_account_imports(*, now: datetime.datetime) -> int:
    """Those that were looked at and not brought in, and those that never came to an end."""
    over = AccountImport.objects.filter(arrived_at__lte=now - IMPORT_KEPT).exclude(state=State.STORED)
    gone = list(over)
    for account_import in gone:
        forget_account_import(account_import=account_import)
    return len(gone)
