from plans.models.account import AccountDeletion, AccountExport, AccountImport
from plans.models.body import HealthNotes, Limit, PainReport
from plans.models.feed import CalendarAddress, FeedEntry
from plans.models.imports import Arrival, FileTrack, Import, ImportedFile
from plans.models.inbound import InboundCalendar
from plans.models.log import Run, Track
from plans.models.of_runner import RunKind, Weekday
from plans.models.overlay import Overlay
from plans.models.plan import CheckIn, FollowedCollection, PlanChange, PlannedSession, PlanOffer, Week
from plans.models.planned_run import PlannedRun
from plans.models.race import Race
from plans.models.self_check import SelfCheck
from plans.models.sent_run import SentRun
from plans.models.session import Session
from plans.models.settings import WEEKDAYS, Experience, PlanSettings, TypicalRun
from plans.models.sharing import DayComment, Sharing
from plans.models.shoe import Shoe
from plans.models.weekly_mail import WeeklyMail, WeeklyMailChoice

__all__ = [
    "WEEKDAYS",
    "AccountDeletion",
    "AccountExport",
    "AccountImport",
    "Arrival",
    "CalendarAddress",
    "CheckIn",
    "DayComment",
    "Experience",
    "FeedEntry",
    "FileTrack",
    "FollowedCollection",
    "HealthNotes",
    "Import",
    "ImportedFile",
    "InboundCalendar",
    "Limit",
    "Overlay",
    "PainReport",
    "PlanChange",
    "PlanOffer",
    "PlanSettings",
    "PlannedRun",
    "PlannedSession",
    "Race",
    "Run",
    "RunKind",
    "SelfCheck",
    "SentRun",
    "Session",
    "Sharing",
    "Shoe",
    "Track",
    "TypicalRun",
    "Week",
    "Weekday",
    "WeeklyMail",
    "WeeklyMailChoice",
]
