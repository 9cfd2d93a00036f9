from plans.models.body import HealthNotes, Limit
from plans.models.imports import Import, ImportedFile
from plans.models.log import PlannedRun, Run, RunKind, Track, Weekday
from plans.models.plan import PlannedSession, Week
from plans.models.session import Session
from plans.models.settings import WEEKDAYS, Experience, PlanSettings, TypicalRun

__all__ = [
    "WEEKDAYS",
    "Experience",
    "HealthNotes",
    "Import",
    "ImportedFile",
    "Limit",
    "PlanSettings",
    "PlannedRun",
    "PlannedSession",
    "Run",
    "RunKind",
    "Session",
    "Track",
    "TypicalRun",
    "Week",
    "Weekday",
]
