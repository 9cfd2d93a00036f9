"""An account is deleted: at once, or after two weeks in which it can be kept after all.

First the door is shut: nobody is signed in as that person any more. Then all rows go in one transaction,
which writes down what lies on disk; then the files; the deletion's own row, a bare number, is the last. If it
is killed at any moment, it goes on from there.
"""

import datetime
import logging
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session as SignIn
from django.db import transaction
from django.db.models import CASCADE, Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import override
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from accounts.actions.letters import send_letter
from accounts.models import Letter, SharedEntry, User
from library.actions.drafts import remove_draft
from library.actions.indexing import index_classes
from library.actions.upload import part_of
from library.models import Film, Upload, VideoClass
from plans.actions.account_export import ALIVE, remove_export_files
from plans.actions.account_import import remove_import_files
from plans.actions.account_mail import tell, tell_address
from plans.actions.belongings import PARTS
from plans.actions.imports_originals import delete_folder
from plans.models import (
    AccountDeletion,
    AccountExport,
    AccountImport,
    Arrival,
    DayComment,
    Import,
    InboundCalendar,
    Sharing,
)
from plans.models.imports import runners_folder

log = logging.getLogger(__name__)

IN_TWO_WEEKS = datetime.timedelta(days=14)
UNCONFIRMED = datetime.timedelta(days=7)  # as the privacy notice says
MOST_UNCONFIRMED = 10  # a minute: each looks through all sessions
AT_ONCE = 500  # rows


class LastOfStaff(Exception):
    """Nobody would be left who runs the site."""


def is_last_of_staff(person: User) -> bool:
    """Whether nobody else could give anybody any right."""
    others = User.objects.filter(is_active=True, is_superuser=True, delete_at=None).exclude(pk=person.pk)
    return person.is_superuser and not others.exists()


# --- asked for ------------------------------------------------------------------------------------


@transaction.atomic
def delete_in_two_weeks(*, person: User, now: datetime.datetime) -> None:
    """Asked twice, the first day stands. LastOfStaff."""
    if is_last_of_staff(person):
        raise LastOfStaff(person.pk)
    if not User.objects.filter(pk=person.pk, delete_at=None).update(delete_at=now + IN_TWO_WEEKS):
        return
    person.delete_at = now + IN_TWO_WEEKS
    address = settings.SITE_URL + reverse("your_data")
    transaction.on_commit(lambda: tell(person, "deletion_later", address=address, until=person.delete_at))


@transaction.atomic
def keep_account(*, person: User) -> bool:
    """All is as it was. False: nothing was to be deleted."""
    if not User.objects.filter(pk=person.pk, is_active=True).exclude(delete_at=None).update(delete_at=None):
        return False
    person.delete_at = None
    transaction.on_commit(lambda: tell(person, "deletion_kept"))
    return True


@transaction.atomic
def delete_now(*, person: User, now: datetime.datetime) -> AccountDeletion:
    """The door is shut at once, and a worker does the rest. LastOfStaff."""
    list(User.objects.select_for_update().filter(is_superuser=True))  # two who leave at once do it in turn
    if is_last_of_staff(person):
        raise LastOfStaff(person.pk)
    User.objects.filter(pk=person.pk).update(is_active=False, delete_at=now)
    deletion, _made = AccountDeletion.objects.get_or_create(person=person.pk, defaults={"begun_at": now})
    sign_out_everywhere(person)
    finish_deletions.enqueue()
    return deletion


def begin_due_deletions(*, now: datetime.datetime) -> int:
    """Those whose two weeks are over. Who became the last of staff meanwhile is kept, and the log says so."""
    begun = 0
    due = User.objects.filter(delete_at__lte=now, is_active=True)
    for pk in list(due.values_list("pk", flat=True)):
        try:
            begun += _delete_if_due(due.filter(pk=pk), now)
        except LastOfStaff:
            log.error("Account %s is the last that runs the site, and is not deleted", pk)
    return begun


@transaction.atomic
def _delete_if_due(due: QuerySet[User], now: datetime.datetime) -> bool:
    """Asked again under a lock: who pressed “Keep it” meanwhile keeps it. LastOfStaff."""
    person = due.select_for_update().first()
    if person:
        delete_now(person=person, now=now)
    return person is not None


def begin_deletions_of_the_unconfirmed(*, now: datetime.datetime) -> int:
    """Accounts made at the door whose address nobody confirmed: an address is no stranger's to keep.

    Whoever signed in once has confirmed it. Teachers, staff, and whom staff wrote in are staff's to see to.
    """
    waits = EmailAddress.objects.filter(verified=False, user__date_joined__lte=now - UNCONFIRMED)
    waits = waits.filter(user__last_login=None, user__is_active=True).exclude(user__agreed_to="")
    waits = waits.filter(user__is_staff=False, user__is_superuser=False, user__is_teacher=False)
    waits = waits.exclude(user__in=EmailAddress.objects.filter(verified=True).values("user"))
    those = list(waits.order_by("user").values_list("user", flat=True).distinct()[:MOST_UNCONFIRMED])
    return sum(_delete_if_due(User.objects.filter(pk=pk, pk__in=waits.values("user")), now) for pk in those)


# --- done -----------------------------------------------------------------------------------------


@task(queue_name="quick", takes_context=True)
def finish_deletions(context: TaskContext) -> int:
    """All that was begun; safe to be begun again."""
    result = context.task_result
    return finish(now=result.started_at or result.enqueued_at)


def finish(*, now: datetime.datetime) -> int:
    done = 0
    for deletion in AccountDeletion.objects.order_by("pk"):
        erase(deletion, now=now)
        done += 1
    return done


def take_up_deletions() -> bool:
    """Where something is left to be done and nobody would do it."""
    tasks = DBTaskResult.objects.filter(task_path=finish_deletions.module_path, status__in=ALIVE)
    if not AccountDeletion.objects.exists() or tasks.exists():
        return False
    finish_deletions.enqueue()
    return True


def erase(deletion: AccountDeletion, *, now: datetime.datetime) -> None:
    """Rows, then files, then the deletion itself."""
    farewell = erase_rows(deletion, now=now)
    if rows_gone := AccountDeletion.objects.filter(pk=deletion.pk).first():
        erase_files(rows_gone)
        rows_gone.delete()
    if farewell:
        address, language = farewell
        with override(language):
            tell_address(address, "deleted")


@transaction.atomic
def erase_rows(deletion: AccountDeletion, *, now: datetime.datetime) -> tuple[str, str] | None:
    """All rows that are a person's; what lies on disk is written down. Whom to tell, in which language.

    Two workers at once do it one after the other, and the second finds nothing to do.
    """
    deletion = AccountDeletion.objects.select_for_update().filter(pk=deletion.pk, rows_gone_at=None).first()
    if deletion is None:
        return None
    person, told = User.objects.select_for_update().filter(pk=deletion.person).first(), None
    if person:
        told = _whom_to_tell(person)
        deletion.places = places_of(person)
        sign_out_everywhere(person)
        _forget_tasks(person)
        Letter.objects.filter(pk__in=letters_of(person)).delete()
        _forget_tries(person)
        _forget_in_the_admins_record(person)
        _leave_weeks_of_others(person, now)
        taught = _leave_classes(person)
        person.delete()
        index_classes(taught)  # found by the name of who taught them no longer
    deletion.rows_gone_at = now
    deletion.save(update_fields=["places", "rows_gone_at"])
    return told


def _whom_to_tell(person: User) -> tuple[str, str] | None:
    """Nobody, where the address may be a stranger's: it was typed at the door and never confirmed."""
    unsure = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=False)
    return None if unsure.exists() else (person.email, person.language or settings.LANGUAGE_CODE)


def places_of(person: User) -> list[str]:
    """Files below MEDIA_ROOT, whose names tell nobody whose they were."""
    arrived = Arrival.objects.filter(of_import__runner=person).exclude(path="")
    exports = AccountExport.objects.filter(runner=person)
    brought = AccountImport.objects.filter(runner=person).exclude(path="")
    media = Path(settings.MEDIA_ROOT)
    uploads = [
        part_of(upload).relative_to(media).as_posix()
        for upload in Upload.objects.of(person).filter(film=None)
    ]
    rows = [*arrived.values_list("path", flat=True), *exports.values_list("path", flat=True)]
    return [*rows, *brought.values_list("path", flat=True), *uploads]


def erase_files(deletion: AccountDeletion) -> None:
    """Gone already is gone."""
    media = Path(settings.MEDIA_ROOT)
    for place in deletion.places:
        if place.startswith("exports/"):
            remove_export_files(place)
        elif place.startswith("brought/"):
            remove_import_files(place)
        else:
            (media / place).unlink(missing_ok=True)
    delete_folder(runners_folder(deletion.person))


# --- what hangs on a person by no foreign key -----------------------------------------------------


def sign_out_everywhere(person: User) -> None:
    """Sign-ins of theirs, and those that were begun with one of their addresses and not ended."""
    words = _addresses(person)
    theirs = [
        row.pk for row in SignIn.objects.iterator(AT_ONCE) if _names(row.get_decoded(), str(person.pk), words)
    ]
    SignIn.objects.filter(pk__in=theirs).delete()


def _addresses(person: User) -> set[str]:
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {address.casefold() for address in [person.email, *addresses]}


def _names(value, key: str, words: set[str], name: str = "") -> bool:
    """Whether something in a session is a person's address, or their number where a number is a person's."""
    if isinstance(value, dict):
        return any(_names(item, key, words, str(name)) for name, item in value.items())
    if isinstance(value, list):
        return any(_names(item, key, words, name) for item in value)
    if isinstance(value, str) and any(word in value.casefold() for word in words):
        return True
    return "user" in name and str(value) == key


def _keys(model) -> Callable[[User], set[int]]:
    return lambda person: set(model.objects.filter(runner=person).values_list("pk", flat=True))


def letters_of(person: User) -> set[int]:
    """Waiting to be sent to one of their addresses, or naming one. Another's may only end like it."""
    words = "|".join(map(re.escape, _addresses(person)))
    theirs = re.compile(rf"(?<![\w.+-])({words})(?!\.?[\w-])")
    waiting = Letter.objects.values_list("pk", "to", "subject", "text").iterator(AT_ONCE)
    return {pk for pk, *told in waiting if theirs.search("\n".join(told).casefold())}


# Tasks that name a runner or a row of theirs by their first argument. A test holds the list.
NAMING = {
    send_letter.module_path: letters_of,
    "plans.actions.imports_work.go_on_with_import": _keys(Import),
    "plans.actions.inbound_reading.read_followed": _keys(InboundCalendar),
    "plans.actions.follow.follow_runs": lambda person: {person.pk},
    "plans.actions.account_export.go_on_with_export": _keys(AccountExport),
    "plans.actions.account_import.go_on_with_account_import": _keys(AccountImport),
}


def _forget_tasks(person: User) -> None:
    """Those to come, and the record of those that were."""
    for path, keys_of in NAMING.items():
        keys, gone = keys_of(person), []
        for row in DBTaskResult.objects.filter(task_path=path).only("pk", "args_kwargs").iterator(AT_ONCE):
            told = row.args_kwargs
            named = [*told.get("args", ()), *told.get("kwargs", {}).values()]
            if keys & {value for value in named if isinstance(value, int)}:
                gone.append(row.pk)
        DBTaskResult.objects.filter(pk__in=gone).delete()


def _forget_tries(person: User) -> None:
    """How often they tried, kept by their number; what is kept by an address holds but its hash."""
    theirs = Q(cache_key__endswith=f":user:{person.pk}") | Q(cache_key__contains=f":user:{person.pk}:")
    SharedEntry.objects.filter(theirs | Q(cache_key__contains=f"user={person.pk}&")).delete()


def _forget_in_the_admins_record(person: User) -> None:
    """That staff changed something stays; whose it was does not."""
    rows: dict[type[Model], set[str]] = {User: {str(person.pk)}}
    found = [person.classes.filter(published_at=None), *(part.rows(person) for part in PARTS)]
    for relation in User._meta.related_objects:  # addresses and ways in too, which are no parts
        if relation.on_delete is CASCADE:
            found.append(relation.related_model._base_manager.filter(**{relation.field.name: person}))
    for those in found:
        rows.setdefault(those.model, set()).update(map(str, those.values_list("pk", flat=True)))
    for model, keys in rows.items():
        entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        gone = [pk for pk, key in entries.values_list("pk", "object_id") if key in keys]
        nobodys = {"object_id": None, "object_repr": "deleted", "change_message": ""}
        LogEntry.objects.filter(pk__in=gone).update(**nobodys)


def _leave_weeks_of_others(person: User, now: datetime.datetime) -> None:
    """What they wrote there goes; what the runner wrote is the runner's, beside somebody without a name."""
    seen = Sharing.objects.filter(person=person)
    DayComment.objects.filter(sharing__in=seen, by_runner=False).delete()
    kept = list(seen.filter(comments__by_runner=True).distinct().values_list("pk", flat=True))
    Sharing.objects.standing().filter(pk__in=kept).update(ended_at=now)
    Sharing.objects.filter(pk__in=kept).update(person=None, name="", health=False)


def _leave_classes(person: User) -> list[int]:
    """Drafts nobody met go; what was published stays, by nobody. Returns what stays."""
    for draft in person.classes.filter(published_at=None):
        remove_draft(draft)
    stays = list(person.classes.values_list("pk", flat=True))
    Film.objects.filter(video_class__in=stays).update(original_name="")
    for video_class in VideoClass.objects.filter(safety__by=person.pk).only("pk", "safety"):
        VideoClass.objects.filter(pk=video_class.pk).update(safety={**video_class.safety, "by": None})
    return stays


# --- lost on the way ------------------------------------------------------------------------------


def sweep_lost_files(*, now: datetime.datetime) -> int:
    """Exports and imports no row knows of, a day old: what a worker wrote while its runner went."""
    known = {*AccountExport.objects.values_list("path", flat=True)}
    known |= {*AccountImport.objects.values_list("path", flat=True)}
    stems = {Path(path).stem for path in known if path}
    before, gone = (now - datetime.timedelta(days=1)).timestamp(), 0
    for folder in ("exports", "brought"):
        for path in (Path(settings.MEDIA_ROOT) / folder).glob("*"):
            if path.name.partition(".")[0] in stems or path.is_symlink() or path.stat().st_mtime >= before:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            gone += 1
    return gone
