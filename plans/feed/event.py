"""One thing in a calendar, and when it is by the clock of its zone."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """A class, a run or a race; without a time of day it stands on its day as a whole.

    `changed_at` is an aware instant; `sequence` goes up with each change. `lead_s` (seconds) is how long
    after `time` it begins, negative before.
    """

    uid: str
    date: datetime.date
    title: str
    duration_s: int
    sequence: int
    changed_at: datetime.datetime
    time: datetime.time | None = None
    lead_s: int = 0
    text: str = ""
    url: str = ""
    cancelled: bool = False
    done: bool = False

    def begins(self, zone: ZoneInfo) -> datetime.datetime:
        """The instant, in UTC. An hour that the clock leaves out is read as if it had not been put on yet."""
        time = self.time or datetime.time()
        local = datetime.datetime.combine(self.date, time.replace(tzinfo=None), zone)
        return local.astimezone(datetime.UTC) + datetime.timedelta(seconds=self.lead_s)

    def ends(self, zone: ZoneInfo) -> datetime.datetime:
        """The instant, in UTC; at least a minute later."""
        return self.begins(zone) + datetime.timedelta(seconds=max(60, self.duration_s))
