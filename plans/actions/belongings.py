"""What belongs to a runner, table by table: what an export holds and an import brings back.

A table that leads to a person and is neither a part nor among `LEFT_OUT` fails a test.
"""

from dataclasses import dataclass

from django.db.models import Field, ForeignKey, Model, OneToOneField, Q, QuerySet

from accounts.models import Consent, Token, User
from library.models import Collection, PlayerChoices, VideoClass, Viewing
from plans.models import (
    Arrival,
    CalendarAddress,
    CheckIn,
    DayComment,
    FileTrack,
    FollowedCollection,
    HealthNotes,
    Import,
    ImportedFile,
    InboundCalendar,
    Overlay,
    PainReport,
    PlanChange,
    PlannedRun,
    PlannedSession,
    PlanOffer,
    PlanSettings,
    Race,
    Run,
    SelfCheck,
    Session,
    Sharing,
    Shoe,
    Track,
    TypicalRun,
    Week,
    WeeklyMail,
    WeeklyMailChoice,
)
from plans.models.folded import FoldedField

ALL = Q()


@dataclass(frozen=True)
class Part:
    """One table of what belongs to a runner. `whose`: the way from a row to them.

    `without`: columns that stay behind, since they say nothing of the runner or are a key to a door.
    `told_only`: it is told of, and an import leaves it where it is. `only`: which rows are not worked at.
    """

    name: str
    model: type[Model]
    whose: str = "runner"
    without: frozenset[str] = frozenset()
    told_only: bool = False
    only: Q = ALL

    @property
    def is_one(self) -> bool:
        """Whether a runner has one at most."""
        return self.whose == "runner" and isinstance(self.model._meta.get_field("runner"), OneToOneField)

    def rows(self, runner: User) -> QuerySet:
        """In the order they were made; runs that wait to be put back are among them."""
        return self.model._base_manager.filter(self.only, **{self.whose: runner}).order_by("pk")

    @property
    def fields(self) -> list[Field]:
        return [field for field in self.model._meta.concrete_fields if self._is_told(field)]

    def _is_told(self, field: Field) -> bool:
        if isinstance(field, FoldedField) or field.name in {*self.without, self.whose}:
            return False
        return isinstance(field, ForeignKey) or not field.primary_key


SETTLED = (Import.State.READ.value, Import.State.STORED.value)


def _settled(state: str) -> Q:
    """Of imports nobody works at."""
    return Q(**{f"{state}__in": SETTLED})


# In an order in which each row finds those it points to; `latest`, `like_file` and `merged_into` come after.
PARTS = (
    Part("consents", Consent, "user", told_only=True),
    Part("plan_settings", PlanSettings),
    Part("usual_week", TypicalRun),
    Part("player_choices", PlayerChoices),
    Part("shoes", Shoe),
    Part("races", Race),
    Part("runs", Run),
    Part("tracks", Track, "run__runner"),
    Part(
        "calendars_followed",
        InboundCalendar,
        without=frozenset({"next_try_at", "failures", "error", "etag", "last_modified"}),
    ),
    Part("planned_runs", PlannedRun),
    Part("weeks", Week),
    Part("places", PlannedSession, "week__runner"),
    Part("changes", PlanChange, "week__runner"),
    Part("offers", PlanOffer, "week__runner"),
    Part("check_ins", CheckIn),
    Part("collections_followed", FollowedCollection),
    Part("times_laid_aside", Overlay),
    Part("sessions", Session),
    Part("imports", Import, without=frozenset({"token", "task", "trouble"}), only=_settled("state")),
    Part("arrivals", Arrival, "of_import__runner", frozenset({"path"}), only=_settled("of_import__state")),
    Part("files", ImportedFile, "of_import__runner", only=_settled("of_import__state")),
    Part("file_tracks", FileTrack, "file__of_import__runner", only=_settled("file__of_import__state")),
    Part("health_notes", HealthNotes),
    Part("pain_reports", PainReport),
    Part("self_checks", SelfCheck),
    Part("viewings", Viewing, without=frozenset({"done_next"})),
    Part("calendar_addresses", CalendarAddress, without=frozenset({"token"})),
    Part("weekly_mail", WeeklyMailChoice),
    Part("weekly_mails", WeeklyMail),
    # Names as the two gave them to each other: whose account it is stays behind, and so an import ends it.
    Part("sharings", Sharing, without=frozenset({"person", "invitation"})),
    Part("day_comments", DayComment, "sharing__runner"),
    # Another's week goes nowhere without its runner; a new site gives out its own keys.
    Part("weeks_seen", Sharing, "person", frozenset({"runner", "invitation"}), told_only=True),
    Part(
        "comments_written",
        DayComment,
        "sharing__person",
        frozenset({"sharing", "by_runner"}),
        told_only=True,
        only=Q(by_runner=False),
    ),
    Part("tokens", Token, "user", frozenset({"hash", "counted_from", "counted"}), told_only=True),
)
BY_MODEL = {part.model: part for part in reversed(PARTS)}  # of two of one table, the runner’s own
BY_NAME = {part.name: part for part in PARTS}

_OF_THE_ACCOUNT = "told in the account itself, and made anew by whoever signs up"
_KEYS = "a key to this site's door; a new site gives out its own"
_CLASSES = "a class is published for others; what a teacher makes lives in the studio"
_MADE_OF_IT = "made of the other parts, and made of them again"
LEFT_OUT = {
    "account.EmailAddress": _OF_THE_ACCOUNT,
    "account.EmailConfirmation": _KEYS,
    "mfa.Authenticator": _KEYS,
    "usersessions.UserSession": _KEYS,
    "accounts.User_groups": "a right that staff gave on this site",
    "accounts.User_user_permissions": "a right that staff gave on this site",
    "admin.LogEntry": "the site's own record of what staff changed",
    "library.VideoClass": _CLASSES,
    "library.ClassBenefit": _CLASSES,
    "library.Chapter": _CLASSES,
    "library.Cue": _CLASSES,
    "library.Film": _CLASSES,
    "library.Rendition": _CLASSES,
    "library.Upload": _CLASSES,
    "library.CollectionClass": _CLASSES,
    "library.ClassWords": _CLASSES,
    "plans.FeedEntry": _MADE_OF_IT,
    "plans.AccountExport": _MADE_OF_IT,
    "plans.SentRun": "hashes of what a script sent, and nothing of the runner that the run does not say",
    "plans.AccountImport": "what was brought in is in the other parts",
}

# Of the account itself: told, and of these an import takes over what is a preference.
ACCOUNT = ("email", "date_joined", "is_teacher", "teaches_as", "agreed_to")
PREFERENCES = ("units", "time_zone", "week_start", "theme")

NAMED = {VideoClass: "slug", Collection: "slug"}  # what the library has is told by its name
LATER = {"latest", "like_file", "merged_into"}

# Keys of other rows within JSON, and the part whose numbers stand in their place.
PLACES = {"pk": "places", "video_class_id": VideoClass}
WITHIN = {
    (PlanChange, "before"): PLACES,
    (PlanChange, "after"): PLACES,
    (PlanChange, "told"): PLACES,
    (PlanOffer, "wanted"): PLACES,
    (Overlay, "before"): {**PLACES, "under": "times_laid_aside"},
    (Run, "merge"): {"into": "runs", "shoe_id": "shoes"},
    (ImportedFile, "facts"): {"made_shoe": "shoes"},
    (ImportedFile, "before"): {"shoe": "shoes"},
}


def comes_later(part: Part, field: Field) -> bool:
    """Whether it points to rows that are made after its own, or beside it."""
    return field.name in LATER or part.name in WITHIN.get((part.model, field.name), {}).values()


def refers_to(field: Field) -> Part | type[Model] | None:
    """The part or the kind of library row a column points to."""
    if not isinstance(field, ForeignKey):
        return None
    return BY_MODEL.get(field.related_model) or field.related_model
