"""Which classes would do most good on a day, best first, in the order of what the planner aims at."""

from dataclasses import dataclass
from functools import cached_property

from plans.planner.fitting import Fitting
from plans.planner.needs import share, worth_of_a_minute
from plans.planner.places import places
from plans.planner.planned import Session
from plans.planner.planning import slot_on
from plans.planner.reasons import reasons
from plans.planner.scene import Choice, Scene
from plans.planner.sentences import Why, why
from plans.planner.stock import Stock, bitmap
from plans.planner.week import BENEFITS, Class


@dataclass(frozen=True)
class BestNow:
    """The order of classes for the day of `fitting`, as `ranking` would have one more session in the week."""

    fitting: Fitting
    stock: Stock

    @cached_property
    def scene(self) -> Scene:
        """The week as the ranking sees it."""
        return Scene(self.fitting.frame, self.fitting.off, places(self.fitting.frame, self.fitting.off))

    @cached_property
    def today(self) -> int:
        """Its number in the week, 0-6."""
        return self.scene.number(self.fitting.on)

    @cached_property
    def others(self) -> list[Choice]:
        """What is proposed on the other days from today on, one a day."""
        proposed = [p for p in self.fitting.frame.placed if p.state == "proposed" and p.item.slug]
        ahead = [p for p in proposed if p.date >= self.fitting.week.now and p.date != self.fitting.on]
        others = {p.date: p for p in ahead if p.item.kind == "class"}
        return [Choice(self.scene.number(day), p.item) for day, p in sorted(others.items())]

    def order(self, within: int) -> list[int]:
        """Those of a set of classes as disjoint sets, the best first; none is left out."""
        tiers: dict[tuple[int, bool], int] = {}
        for benefits, lengths in self.stock.worths.items():
            a_minute = self.shares[benefits[:1]] * worth_of_a_minute(benefits, self.scene.needs)
            late = self.after_a_long_run(benefits)
            for minutes, classes in lengths:
                if found := classes & within:
                    at = (a_minute * minutes, late)
                    tiers[at] = tiers.get(at, 0) | found
        ordered = (classes for _, classes in sorted(tiers.items(), reverse=True))
        return [tier for classes in ordered for tier in self.split(classes) if tier]

    @cached_property
    def shares(self) -> dict[tuple[str, ...], int]:
        """What one class more of each primary benefit counts: further ones of a benefit count less."""
        return {(): 0} | {(benefit,): share(self.stood.get(benefit, 0), 1) for benefit in BENEFITS}

    @cached_property
    def stood(self) -> dict[str, int]:
        """Classes of each benefit that stand in the week or are proposed."""
        stood = dict(self.scene.stood)
        for choice in self.others:
            if choice.item.primary:
                stood[choice.item.primary] = stood.get(choice.item.primary, 0) + 1
        return stood

    def after_a_long_run(self, benefits: tuple[str, ...]) -> bool:
        """Flexibility likes the day of a long run."""
        return benefits[:1] == ("flexibility",) and self.today in self.scene.long

    def split(self, classes: int) -> list[int]:
        """Classes that give alike, by what comes next: R3, then how fresh or familiar each is."""
        if not classes & self.apart:
            return [classes]
        found = []
        for part in (classes & self.liked_hard, classes & ~self.liked_hard):
            found += [part & self.tastes[2], part & self.tastes[1], part & self.tastes[0]]
        return found

    @cached_property
    def apart(self) -> int:
        """Classes that are not like most in these."""
        usual = self.scene.pleasure(self.today, "", 0)
        return self.liked_hard | (self.stock.all & ~self.tastes[usual])

    @cached_property
    def liked_hard(self) -> int:
        """R3: on a hard day, those that work the legs hard."""
        hard = self.today in self.scene.hard
        return self.stock.all & ~self.stock.loads.at_most(1) if hard else 0

    @cached_property
    def tastes(self) -> dict[int, int]:
        """All classes by how fresh or familiar they are: 2 is best."""
        known = {*self.scene.times, *self.scene.recent} & self.stock.key_of.keys()
        usual = self.scene.pleasure(self.today, "", 0)
        own: dict[int, list[int]] = {0: [], 1: [], 2: []}
        for slug in known:
            own[self.scene.pleasure(self.today, slug, 0)].append(self.stock.key_of[slug])
        found = {taste: bitmap(keys) for taste, keys in own.items()}
        found[usual] |= self.stock.all & ~bitmap(self.stock.key_of[slug] for slug in known)
        return found

    def why(self, item: Class) -> Why:
        """Why a class would do good that day, in the planner's own words."""
        choice = Choice(self.today, item)
        session = Session(
            date=self.fitting.on,
            slot=slot_on(self.fitting.frame, self.fitting.on),
            slug=item.slug,
            minutes=item.minutes,
            reasons=reasons(self.scene, [*self.others, choice], choice),
        )
        return why(self.fitting.week, session)
