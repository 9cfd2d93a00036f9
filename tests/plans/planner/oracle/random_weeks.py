"""Runner-weeks of every kind as JSON, thrown with dice: `random.Random`, or Hypothesis in their place.

Numbers come from lists that hold each limit of the rules, one below it and one above.
"""

from datetime import date, timedelta

MONDAY = date(2026, 11, 23)
BENEFITS = ("balance", "flexibility", "injury-prevention", "posture", "stabilisers")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SITES = ("calf", "hip")
KIT = ("band", "chair")
RUN_MINUTES = (None, None, None, 30, 60, 89, 90, 91, 120, 120, 121)
RUN_METRES = (None, 999, 5000, 8000, 10_000, 11_000, 13_846, 13_846, 13_847, 18_461, 18_461, 18_462)
RACE_METRES = (5000, 14_999, 15_000, 20_999, 21_000, 21_000, 21_097, 21_200, 21_200, 21_201, 42_195)
CLIMB_M = (0, 0, 0, 0, 0, 0, 799, 800)
SWITCHABLE = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R12", "R17")
RULES = tuple(f"R{n}" for n in range(1, 18))
KINDS = (
    "new", "regular", "marathoner", "six_runs", "no_runs", "full_days", "contradictory", "overlaid", "sore",
    "racing", "two_races", "elsewhere", "replanned", "answered", "everything",
)  # fmt: skip


def on(days):
    return (MONDAY + timedelta(days=days)).isoformat()


PLAIN = {"level": 1, "kit": [], "quiet": True, "small_space": True, "offer": True}


class Thrown:
    """One week in the making."""

    def __init__(self, dice, classes=4, sessions=3):
        self.dice, self.most_classes, self.most_sessions = dice, classes, sessions
        self.strict = self.one(True, False, False)

    def one(self, *choices):
        return self.dice.choice(choices)

    def number(self, first, last):
        return self.dice.randint(first, last)

    def some(self, choices, most):
        """Up to so many of the choices, each once."""
        found = [self.dice.choice(choices) for _ in range(self.number(0, most))]
        return sorted(set(found), key=found.index)

    def many(self, make, least, most):
        return [make() for _ in range(self.number(least, most))]

    # -- parts -----------------------------------------------------------------------------------------------

    def a_class(self, slug):
        found = {
            "slug": slug,
            "kind": self.one("class", "class", "class", "class", "class", "class", "primer", "cooldown"),
            "minutes": self.one(5, 10, 11, 15, 20, 21, 24, 30, 40),
            "leg_load": self.one(0, 0, 1, 1, 2, 2, 3, 3),
            "sites": {site: self.number(0, 3) for site in self.some(SITES, 2)},
            "longest_hold_s": self.one(0, 59, 60),
            "benefits": self.some(BENEFITS, 2) or ["posture"],
            "level": self.one(1, 1, 1, 2, 3),
            "kit": self.some(KIT, 1) if self.one(0, 0, 1) else [],
            "quiet": self.one(True, True, False),
            "small_space": self.one(True, True, False),
            **({"offer": False} if self.number(1, 12) == 1 else {}),
        }
        if found["kind"] == "primer":
            found |= {"minutes": self.one(5, 9, 10, 11), "leg_load": self.one(0, 1, 1, 2)}
        return found if self.strict else {**found, "minutes": min(30, found["minutes"]), **PLAIN}

    def runner(self, kind):
        found = {
            "sessions": self.number(1, self.most_sessions),
            "days": {name: self.one(60, 60, 30, 20, 15, 10, 0) for name in WEEKDAYS},
            "experience": "new" if kind == "new" else self.one("new", "some", "regular"),
            "kit": self.one([], ["chair"], ["band", "chair"]),
            "quiet": self.one(False, False, True),
            "level": self.one(1, 2, 2, 3),
            "impact": self.one(False, True, True),
            "rest": self.some(WEEKDAYS, 2),
            "tight": self.some(SITES, 1),
            "primers": self.one(False, True),
        }
        if kind in ("answered", "everything"):
            found["check_in"] = self.one("lighter", "same", "more")
        if self.one(0, 0, 1):
            found["off"] = self.some(RULES, 3)
        if not self.strict:
            found["days"] = {name: self.one(60, 60, 60, 45, 30, 20, 0) for name in WEEKDAYS}
            found["rest"] = self.some(WEEKDAYS, 1)
        if kind == "full_days":
            found["days"] = {name: self.one(0, 0, 0, 5, 20) for name in WEEKDAYS}
        return found

    def run(self, first=-30, last=21):
        when = self.number(first, last)
        past = when < 0
        return self.thin(
            {
                "date": on(when),
                "kind": self.one("easy", "easy", "long", "intervals", "tempo", "race"),
                "minutes": self.one(*RUN_MINUTES),
                "distance_m": self.one(*RUN_METRES),
                "climb_m": self.one(*CLIMB_M),
                "status": self.one("done", "done", "done", "planned", "missed")
                if past
                else self.one("planned", "planned", "planned", "done", "missed", "cancelled"),
            }
        )

    def easy(self, when):
        """A run that is nothing special: many of them make a full week all the same."""
        return {**self.run(when, when), "kind": "easy", "minutes": 45, "climb_m": 0, "status": "planned"}

    def race(self, first=-29, last=35):
        return {
            "date": on(self.number(first, last)),
            "priority": self.one("A", "A", "B", "C"),
            "distance_m": self.one(*RACE_METRES),
        }

    def pain(self):
        return {
            "site": self.one(*SITES),
            "level": self.one(0, 2, 3, 4, 5, 6, 10),
            "date": on(self.number(-9, 6)),
            "worse_next_morning": self.one(False, True),
            "feel": self.one("pain", "pain", "sore"),
        }

    def lasting(self, ago):
        """One of several reports of a spot that never hurts much."""
        return {**self.pain(), "site": "calf", "level": self.one(0, 3, 5), "date": on(-ago)}

    def overlay(self):
        first = self.number(-28, 6)
        length = self.one(1, 2, 3, 4, 7, 8, 13, 14, 14, 15, 21, 22)
        return {
            "kind": self.one("illness", "holiday", "holiday", "injury", "injury", "travel"),
            "from": on(first),
            "to": on(first + length - 1),
            "sites": self.some(SITES, 1),
        }

    def elsewhere(self):
        return {
            "leg_load": self.number(0, 3),
            "minutes": self.one(10, 20, 30, 45),
            "benefits": self.some(BENEFITS, 2) or ["balance"],
        }

    def danced(self, classes, first, last, away):
        row = {"date": on(self.number(first, last))}
        if away and self.one(0, 1):
            return {**row, **self.elsewhere()}
        row["class"] = self.dice.choice(classes)["slug"]
        return {**row, "minutes": self.one(5, 10, 20, 33)} if self.one(0, 1) else row

    def stands(self, classes, away):
        row = self.danced(classes, 0, 6, away)
        row["state"] = self.one(
            "proposed", "proposed", "proposed", "locked", "done", "skipped", "missed", "missed"
        )
        if row["state"] != "done" and "class" in row:
            row.pop("minutes", None)
        return row

    # -- the week --------------------------------------------------------------------------------------------

    def history(self, kind, classes):
        away = kind in ("elsewhere", "everything")
        if kind == "new" and self.one(0, 1):
            return self.many(lambda: self.danced(classes, -29, -1, away), 0, 4)
        if kind == "regular" and self.one(0, 1):
            return self.ready_to_jump()
        near = self.many(lambda: self.danced(classes, -30, -1, away), 0, 8)
        edges = [
            {**self.danced(classes, -1, -1, away), "date": on(-self.one(1, 7, 28, 29, 42, 43, 56, 57))}
            for _ in near
        ]
        return near + edges

    def ready_to_jump(self):
        """Five or six hard hours elsewhere, the first about four weeks ago."""
        first = self.one(27, 28, 29, 56, 57)
        days = [first, *(self.number(2, 26) for _ in range(self.one(4, 5)))]
        return [{**self.elsewhere(), "leg_load": 2, "date": on(-n)} for n in days]

    def week(self, kind=None):
        kind = kind or self.one(*KINDS)
        every = kind == "everything"
        classes = [self.a_class(slug) for slug in "abcdefgh"[: self.number(1, self.most_classes)]]
        found = {
            "week_start": on(0),
            "runner": self.runner(kind),
            "classes": classes,
            "history": self.history(kind, classes),
        }
        found["runs"] = self.runs(kind)
        found["soreness_after_load3"] = self.one(0, 2, 3)
        if kind in ("racing", "two_races", "marathoner") or every or self.number(1, 6) == 1:
            found["races"] = self.races(kind)
            found["runs"] += [self.twin(race) for race in found["races"] if self.one(0, 0, 1)]
        if kind in ("sore", "contradictory") or every or self.number(1, 4) == 1:
            found["pain"] = self.many(self.pain, 1, 4)
        if kind == "sore":
            found["pain"] += [self.lasting(n) for n in (0, 2, 3)]
        if kind in ("overlaid", "contradictory") or every or self.number(1, 6) == 1:
            found["overlays"] = self.many(self.overlay, 1, 3)
        if kind in ("replanned", "answered") or every or self.one(0, 0, 1):
            found["today"] = on(self.number(-1, 6))
            found["placed"] = self.many(lambda: self.stands(classes, kind == "elsewhere" or every), 0, 4)
        if kind == "replanned":
            found |= self.in_the_middle(classes)
        return found

    def in_the_middle(self, classes):
        """A week on its way: something was missed lately, something is proposed for the days to come."""
        today = self.number(2, 4)
        missed = [self.stood(classes, today - self.number(1, 2), "missed") for _ in range(self.number(1, 2))]
        ahead = [self.stood(classes, n, "proposed") for n in range(today, 7) if self.one(0, 1)]
        return {"today": on(today), "placed": missed + ahead}

    def stood(self, classes, when, state):
        return {"date": on(when), "class": self.dice.choice(classes)["slug"], "state": state}

    def runs(self, kind):
        if kind == "no_runs":
            return []
        if kind == "six_runs":
            return [self.easy(n) for n in range(7)][self.number(1, 3) :] + self.many(self.run, 0, 2)
        if kind == "marathoner":
            log = [self.run(-n, -n) for n in (1, 3, 5, 8, 10, 30, 31) if self.one(0, 1, 1)]
            log = [{**run, "distance_m": self.one(4000, 9999, 10_000)} for run in log]
            return log + self.many(lambda: {**self.run(0, 7), "distance_m": self.one(11_000, 11_001)}, 1, 5)
        return self.many(self.run, 0, 9)

    def races(self, kind):
        if kind == "two_races":
            first = self.number(-29, -5)
            gap = self.one(1, 7, 27, 28, 28, 29, 29, 29)
            pair = [{**self.race(), "priority": "A", "date": on(day)} for day in (first, first + gap)]
            return pair + self.many(self.race, 0, 1)
        return self.many(self.race, 1, 2)

    def twin(self, race):
        """A run on a race's day: as a rule the race itself, as it was planned or measured."""
        return {**self.run(0, 0), "date": race["date"], "kind": self.one("race", "race", "long")}

    @staticmethod
    def thin(row):
        return {name: value for name, value in row.items() if value is not None}
