"""A run is written once, though a script sends it twice under an `Idempotency-Key`, or a press is doubled."""

import datetime
import json
from hashlib import sha256

from django.db import IntegrityError, transaction

from plans.actions.holding import hold_runner
from plans.actions.log import write_down
from plans.actions.merge import standing
from plans.actions.session import PRESSED_TWICE
from plans.models import Run, SentRun

LONGEST_KEY = 255
TYPED = ("date", "kind", "duration_s", "distance_m", "effort", "title", "shoe", "note")


class KeyOfAnother(Exception):
    """Another run was sent under this key."""


def write_down_once(*, run: Run, key: str, told: dict, now: datetime.datetime) -> tuple[Run, bool]:
    """The run of this key, and whether it was written just now. KeyOfAnother."""
    key, told = _hash(key), _hash(json.dumps(told, sort_keys=True))
    of_key = SentRun.objects.filter(runner=run.runner, key=key).select_related("run")
    if (sent := of_key.first()) is None:
        try:
            with transaction.atomic():
                write_down(run=run, now=now)
                SentRun.objects.create(runner=run.runner, run=run, key=key, told=told)
            return run, True
        except IntegrityError:  # sent twice at one moment: the other was quicker, and ours is taken back
            if (sent := of_key.first()) is None:
                raise
    if sent.told != told:
        raise KeyOfAnother
    return standing(sent.run_id) or sent.run, False


@transaction.atomic
def write_down_typed(*, run: Run, now: datetime.datetime) -> Run:
    """The same words within a minute are a button pressed twice: the run as it was written then."""
    hold_runner(run.runner)
    words = {name: getattr(run, name) for name in TYPED}
    same = Run.objects.of(run.runner).filter(created_at__gt=now - PRESSED_TWICE, **words).first()
    return same or write_down(run=run, now=now)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
