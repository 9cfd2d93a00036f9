"""The API for scripts and watches (docs/api.md): runs read and written, the plan of a week read."""

import datetime
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.paginator import Paginator
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from accounts.models import Token
from accounts.views.bearer import ANSWERED_TOO, answer, by_token, refusal
from balletfusion.methods import also_takes
from balletfusion.uploads import TooLarge
from library.actions.told import told
from plans.actions.api import (
    THERE_BEFORE,
    NotOneActivity,
    file_told,
    plan_told,
    run_told,
    runs_between,
    take_file,
)
from plans.actions.log import write_down
from plans.actions.sent_once import LONGEST_KEY, KeyOfAnother, write_down_once
from plans.calendar import monday_of
from plans.forms.api_run import ApiRunForm
from plans.models import Run
from plans.views.days import read_day

A_PAGE = 100
MOST_JSON_BYTES = 64 * 1024
MIB = 1024**2
PARAMETERS = ("from", "to", "page")


class Refused(Exception):
    """Carries the answer."""

    def __init__(self, *args, **kwargs):
        super().__init__()
        self.answer = refusal(*args, **kwargs)


@also_takes(*ANSWERED_TOO)
@csrf_exempt  # it does nothing, and a bare HTML page would be no answer to a script
@login_not_required
def nothing(request, rest=""):
    return refusal(
        404, "not_found", _("There is nothing at this address. Each ends in a slash; see the documentation.")
    )


@by_token(GET="read-log", POST="write-log")
def runs(request):
    try:
        return write(request) if request.method == "POST" else listed(request)
    except Refused as refused:
        return refused.answer


@by_token(GET="read-plan")
def plan(request, date):
    try:
        day = read_day(date)
    except Http404:
        return refusal(404, "not_found", _("There is no such day. Write it as 2026-11-25."))
    today = request.user.local_date(timezone.now())
    return answer(plan_told(runner=request.user, monday=monday_of(day), today=today))


# --- reading --------------------------------------------------------------------------------------


def listed(request):
    asked = parameters(request)
    found = runs_between(runner=request.user, first=asked["from"], last=asked["to"])
    pages = Paginator(found, A_PAGE)
    number = asked["page"]
    if number > pages.num_pages:
        said = ngettext("There is %(n)d page.", "There are %(n)d pages.", pages.num_pages)
        raise unprocessable({"page": [said % {"n": pages.num_pages}]})
    page = pages.page(number)
    return answer(
        {
            "runs": [run_told(run) for run in page],
            "page": number,
            "pages": pages.num_pages,
            "count": pages.count,
            "next": following(request, number + 1) if page.has_next() else None,
        }
    )


def parameters(request) -> dict:
    wrong = {name: [_("There is no such parameter.")] for name in request.GET if name not in PARAMETERS}
    asked = {"from": None, "to": None, "page": 1}
    for name in ("from", "to"):
        if name in request.GET:
            try:
                asked[name] = datetime.date.fromisoformat(request.GET[name])
            except ValueError:
                asked[name] = None
            if not asked[name] or asked[name].isoformat() != request.GET[name]:
                wrong[name] = [_("Write the day as 2026-11-25.")]
    if "page" in request.GET:
        text = request.GET["page"]
        asked["page"] = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
        if not asked["page"]:
            wrong["page"] = [_("A page is a number from 1.")]
    if wrong:
        raise unprocessable(wrong)
    return asked


def following(request, number) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def unprocessable(fields) -> Refused:
    said = _("What was sent does not fit: see the fields. Nothing was kept.")
    return Refused(422, "does_not_fit", said, fields=fields)


# --- writing --------------------------------------------------------------------------------------


def write(request):
    kind = request.content_type
    if kind == "application/json":
        return write_by_hand(request)
    if kind == "multipart/form-data":
        return write_file(request)
    said = _("Send one activity file as multipart/form-data, or a run as application/json.")
    raise Refused(415, "unsupported_media_type", said)


def too_large(most_bytes: int) -> Refused:
    most = f"{most_bytes // MIB} MB" if most_bytes >= MIB else f"{most_bytes // 1024} kB"
    said = _("That is too large: at most %(most)s. Nothing was kept.") % {"most": most}
    return Refused(413, "too_large", said)


def length_of(request) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def write_by_hand(request):
    now = timezone.now()
    form = ApiRunForm(
        object_sent(request), instance=Run(runner=request.user), today=request.user.local_date(now)
    )
    if not form.is_valid():
        raise unprocessable(form.fields_wrong())
    key = key_sent(request)
    if key is None:
        return answer({"run": run_told(write_down(run=form.save(commit=False), now=now))}, status=201)
    try:
        run, is_new = write_down_once(run=form.save(commit=False), key=key, told=form.told, now=now)
    except KeyOfAnother:
        said = _("Another run was sent with this Idempotency-Key. Nothing was kept: give each run its own.")
        raise Refused(422, "key_of_another", said) from None
    shown = run_told(run) if is_new or may_read(request) else {"id": run.pk}
    return answer({"run": shown}, status=201 if is_new else 200)


def may_read(request) -> bool:
    """What was there before is told to who may read the log; to others that it is there."""
    return Token.Scope.READ_LOG in request.scopes


def key_sent(request) -> str | None:
    """What the script calls this run, if it calls it anything."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isprintable()):
        said = _("An Idempotency-Key has 1 to %(most)d characters. Nothing was kept.") % {"most": LONGEST_KEY}
        raise Refused(400, "bad_key", said)
    return key


def object_sent(request) -> dict:
    if length_of(request) > MOST_JSON_BYTES:
        raise too_large(MOST_JSON_BYTES)
    try:
        sent = json.loads(request.body.decode(), parse_constant=_no_number)
        json.dumps(sent, ensure_ascii=False).encode()  # half a character is none
    except (ValueError, RecursionError, UnreadablePostError):
        sent = None
    if not isinstance(sent, dict):
        raise Refused(400, "not_json", _("This is not a JSON object. Nothing was kept."))
    return sent


def _no_number(name):
    raise ValueError(name)


def write_file(request):
    file = file_sent(request)
    try:
        files = take_file(runner=request.user, file=file, now=timezone.now())
    except NotOneActivity:
        said = _("Send one activity file. Archives and tables are brought in on the site.")
        raise unprocessable({"file": [said]}) from None
    found = [file_told(each, may_read=may_read(request)) for each in files]
    if any(each.stored and each.run_id for each in files):
        return answer({"activities": found}, status=201)
    if any(each.verdict in THERE_BEFORE for each in files):
        return answer({"activities": found})
    raise unprocessable({"file": [told(each.sentence) for each in files]})


def file_sent(request):
    """The one file. Whatever is wrong with how it was sent has its sentence."""
    most = settings.ACTIVITY_FILE_MAX_BYTES
    if length_of(request) > most + MIB:  # what stands around the file is less
        raise too_large(most)
    try:
        files = [file for name in request.FILES for file in request.FILES.getlist(name)]
        names = list(request.FILES)
    except RequestDataTooBig:
        raise too_large(most) from None
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise Refused(400, "not_multipart", _("This form cannot be read. Nothing was kept.")) from None
    if any(isinstance(file, TooLarge) for file in files):
        raise too_large(most)
    if names != ["file"] or len(files) != 1:
        raise unprocessable({"file": [_("Send one file, in the field “file”.")]})
    return files[0]
