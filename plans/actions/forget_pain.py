"""Taking back the consent takes along what was told of pain, and every trace of it in the plan."""

import re
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from plans.models import Overlay, PainReport, PlanChange, PlannedSession, PlanOffer, Session, Week
from plans.planner.sentences import BROKEN

RULE = "R11"
# Another rule says how sore the legs were left.
SORE = re.compile(re.escape(BROKEN["R2-sore"]).replace(r"\{day\}", "[^.]*"))
PAIN = "pain"  # what had changed, of a proposal
AT_ONCE = 500  # rows


@transaction.atomic
def forget_pain(*, runner: User) -> None:
    """The weeks to come are planned again by the caller; those gone by no longer say that something hurt."""
    PainReport.objects.of(runner).delete()
    Session.with_removed.of(runner).exclude(soreness=None).update(soreness=None)
    of_weeks = {"week__runner": runner}
    _tell_anew(PlanChange.objects.filter(**of_weeks), told=_left, before=_stood, after=_stood)
    PlanOffer.objects.filter(**of_weeks, because=PAIN).update(because="")
    kept = PlannedSession.objects.filter(**of_weeks).exclude(kept_against=[])
    _tell_anew(kept, kept_against=_others, why=_other_sentences)
    _tell_anew(Overlay.objects.of(runner), before=_laid_over)
    _tell_anew(Week.objects.filter(runner=runner).exclude(unplaced=[]), unplaced=_in_the_way)


def _tell_anew(rows: QuerySet, **fields: Callable) -> None:
    """Writes those rows whose values name the rule, without it."""
    changed = []
    for row in rows.order_by().iterator(AT_ONCE):
        before = {name: getattr(row, name) for name in fields}
        after = {name: without(before[name]) for name, without in fields.items()}
        if after != before:
            for name, value in after.items():
                setattr(row, name, value)
            changed.append(row)
    rows.model.objects.bulk_update(changed, [*fields], batch_size=AT_ONCE)


def _others(rules: list[str]) -> list[str]:
    return [rule for rule in rules if rule != RULE]


def _other_sentences(why: str) -> str:
    return " ".join(SORE.sub(" ", why.replace(BROKEN[RULE], " ")).split())


def _left(told: list[dict]) -> list[dict]:
    """What was said of classes that left, each rule with its sentence."""
    return [_less_told(one) if one.get("rules") else one for one in told]


def _less_told(one: dict) -> dict:
    rules, sentences = one["rules"], one.get("sentences", [])
    if len(rules) != len(sentences):  # of an older week, or brought in: nobody knows which sentence is whose
        return {**one, "rules": _others(rules), "sentences": []}
    said = zip(rules, sentences, strict=True)
    pairs = [(rule, sentence) for rule, sentence in said if rule != RULE and not SORE.search(sentence)]
    return {**one, "rules": [rule for rule, _ in pairs], "sentences": [sentence for _, sentence in pairs]}


def _stood(places: list[dict]) -> list[dict]:
    return [
        {**place, "kept_against": _others(place["kept_against"]), "why": _other_sentences(place["why"])}
        for place in places
    ]


def _laid_over(before: dict[str, dict]) -> dict[str, dict]:
    """The weeks that come back when a journey or a holiday is taken away."""
    return {
        monday: {**taken, "places": _stood(taken["places"]), "declined": _declined(taken["declined"])}
        for monday, taken in before.items()
    }


def _declined(offer: dict | None) -> dict | None:
    return {**offer, "because": ""} if offer and offer["because"] == PAIN else offer


def _in_the_way(gaps: list[dict]) -> list[dict]:
    return [{**gap, "because": _others(gap["because"])} for gap in gaps]
