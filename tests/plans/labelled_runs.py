"""Runs whose kind is known, since they are made: seasons of runners of different speed, watch and language.

`python -m tests.plans.labelled_runs` prints how often the guess is right. They are simulated: the same people
wrote what an interval run looks like here and how one is told. What real logs do, this set does not know; it
says which change makes the guess better or worse, and what it mixes up.
"""

import datetime
import os
import random
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

KINDS = ("easy", "long", "intervals", "tempo", "race")
# How people call their runs; most leave what the watch says.
TITLES = {
    "easy": [
        "Easy with Ann",
        "Recovery",
        "Lockerer Dauerlauf",
        "Footing",
        "Rodaje suave",
        "Lento",
        "Herstelloop",
    ],
    "long": ["Sunday long run", "Langer Lauf", "Sortie longue", "Tirada larga", "Lungo", "Lange duurloop"],
    "intervals": ["8 x 400", "Intervalle", "Fartlek", "6x1000 récup 2'", "Series en la pista", "Ripetute"],
    "tempo": ["Tempo 20 min", "Threshold", "Schwellenlauf", "Seuil", "Soglia", "Umbral"],
    "race": ["Hackney Half Marathon", "parkrun", "10 km du parc", "Volkslauf", "Gara", "Spring race"],
}
BLAND = [
    "",
    "Morning Run",
    "Lunch Run",
    "Lauf am Abend",
    "Course à pied le matin",
    "London Running",
    "Carrera",
]
STEP_S = 5
SEEDS = range(1000, 1040)  # what the guess was never tried on while it was written


@dataclass(frozen=True)
class Labelled:
    """A run as a file tells it, what came before it, and what it was."""

    kind: str
    title: str
    duration_s: float
    distance_m: float
    laps: tuple
    track: object
    date: datetime.date


def season(seed: int, weeks: int = 16) -> list[Labelled]:
    """A runner's weeks: quick on Tuesday, easy twice or three times, long on Sunday, now and then a race."""
    chance = random.Random(seed)
    threshold = chance.uniform(2.7, 4.6)  # m/s for an hour
    habits = chance.choice(["none", "none", "km", "pressed"]), chance.random() < 0.75  # laps, track
    said = chance.choice([0.0, 0.2, 0.5])  # how many of their runs they name
    monday, runs = datetime.date(2026, 1, 5), []
    for week in range(weeks):
        is_race = week % 5 == 4
        days = [
            (1, "intervals" if week % 3 else "tempo"),
            (2, "easy"),
            (3, "tempo" if chance.random() < 0.4 else "easy"),
        ]
        days += [(5, "race")] if is_race else [(5, "easy"), (6, "long")]
        for day, kind in days:
            if chance.random() < 0.9:
                runs.append(
                    _run(chance, kind, threshold, habits, said, monday + datetime.timedelta(7 * week + day))
                )
    return runs


def _run(chance, kind, threshold, habits, said, date) -> Labelled:
    from plans.importers import Track

    laps_as, has_track = habits
    parts = _parts(chance, kind, threshold)
    speeds, hill = [], 0.0
    for seconds, speed in parts:
        for _ in range(round(seconds / STEP_S)):
            hill = hill * 0.97 + chance.gauss(0, 0.012)
            speeds.append(max(0.0, speed * (1 - hill) + chance.gauss(0, 0.12)))
    if chance.random() < 0.3 and kind != "race":  # traffic lights
        for at in range(0, len(speeds), 150):
            speeds[at : at + chance.randint(0, 8)] = [0.0] * len(speeds[at : at + 4])
    if kind == "race":  # its way is measured, whatever the hills
        planned = sum(seconds * speed for seconds, speed in parts)
        speeds = [speed * planned / (STEP_S * sum(speeds)) for speed in speeds]
    metres, way = 0.0, []
    for speed in speeds:
        metres += speed * STEP_S
        way.append(metres)
    duration = STEP_S * sum(speed > 0 for speed in speeds)
    track = None
    if has_track:
        track = Track(time_s=array("d", range(0, STEP_S * len(way), STEP_S)), distance_m=tuple(way))
    title = chance.choice(TITLES[kind]) if chance.random() < said else chance.choice(BLAND)
    return Labelled(kind, title, duration, metres, _laps(laps_as, parts, way), track, date)


def _parts(chance, kind, threshold) -> list[tuple[float, float]]:
    """(seconds, m/s) after each other."""
    easy = threshold * chance.uniform(0.72, 0.82)
    warm, cool = (chance.uniform(8, 16) * 60, easy), (chance.uniform(5, 12) * 60, easy * 0.97)
    if kind == "easy":
        return [(chance.uniform(25, 60) * 60, easy)]
    if kind == "long":
        quick_end = [(chance.uniform(10, 25) * 60, threshold * 0.92)] if chance.random() < 0.2 else []
        return [(chance.uniform(75, 140) * 60, easy * 0.98), *quick_end]
    if kind == "tempo":
        quick = threshold * chance.uniform(0.95, 1.01)
        if chance.random() < 0.25:  # all of it, without a warm-up
            return [(chance.uniform(20, 45) * 60, quick * 0.98)]
        blocks = chance.choice([1, 1, 1, 2])
        rest = [(120, easy * 0.9)] if blocks == 2 else []
        block = (chance.uniform(18, 40) * 60 / blocks, quick)
        return [warm, block, *rest, *([block] if blocks == 2 else []), cool]
    if kind == "intervals":
        quick_s, rest_s, times = chance.choice(
            [(75, 60, 8), (200, 120, 6), (45, 45, 12), (240, 150, 5), (90, 90, 8)]
        )
        quick, slow = threshold * chance.uniform(1.06, 1.16), easy * chance.uniform(0.55, 0.95)
        return [warm, *[(quick_s, quick), (rest_s, slow)] * times, cool]
    far = chance.choice([5000, 5000, 10_000, 21_097.5]) * chance.uniform(1.0, 1.018)
    speed = threshold * (3600 * threshold / far) ** 0.06 * chance.uniform(0.985, 1.03)
    return [(far / speed, speed)]


def _laps(laps_as, parts, way):
    from plans.importers import Lap

    if laps_as == "none":
        return ()
    if laps_as == "km":
        marks = [n for n in range(1, len(way)) if way[n] // 1000 > way[n - 1] // 1000]
    else:
        marks, at = [], 0.0
        for seconds, _speed in parts[:-1]:
            at += seconds
            marks.append(min(len(way) - 1, round(at / STEP_S)))
    edges = [0, *marks, len(way) - 1]
    return tuple(
        Lap(STEP_S * a, STEP_S * (b - a), distance_m=way[b] - way[a]) for a, b in pairwise(edges) if b > a
    )


def judged(seeds=SEEDS) -> Iterator[tuple[Labelled, str]]:
    """Each run of the seasons after its first five weeks, and what it is taken for."""
    from plans.actions.kind import Before, guess_kind

    for seed in seeds:
        runs = season(seed)
        for n, run in enumerate(runs):
            if (run.date - runs[0].date).days < 35:
                continue
            lately = [r for r in runs[:n] if (run.date - r.date).days <= 30]
            before = [Before(r.distance_m, r.duration_s) for r in runs[:n] if (run.date - r.date).days <= 90]
            yield (
                run,
                str(
                    guess_kind(
                        title=run.title,
                        duration_s=run.duration_s,
                        laps=run.laps,
                        lately_s=[round(r.duration_s) for r in lately],
                        distance_m=run.distance_m,
                        track=run.track,
                        before=before,
                    )
                ),
            )


def confusion(seeds=SEEDS, *, bland: bool = False) -> dict[str, Counter]:
    """By what it was: what it was taken for, how often. `bland`: of those alone whose name says nothing."""
    found = {kind: Counter() for kind in KINDS}
    for run, guess in judged(seeds):
        if not bland or run.title in BLAND:
            found[run.kind][guess] += 1
    return found


def shares(found: dict[str, Counter]) -> dict[str, float]:
    return {kind: guesses[kind] / guesses.total() for kind, guesses in found.items() if guesses}


def as_table(found: dict[str, Counter]) -> str:
    lines = ["it was \\ taken for " + "".join(f"{kind:>10}" for kind in KINDS) + "     right"]
    for kind, guesses in found.items():
        cells = "".join(f"{guesses[other]:>10}" for other in KINDS)
        lines.append(f"{kind:<19}{cells}{shares(found)[kind]:>10.0%}")
    right = sum(guesses[kind] for kind, guesses in found.items())
    everything = sum(guesses.total() for guesses in found.values())
    return "\n".join([*lines, f"{everything} runs, {right / everything:.0%} right"])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balletfusion.settings")
    import django

    django.setup()
    print("All of them:", as_table(confusion()), sep="\n")
    print("\nThose whose name says nothing:", as_table(confusion(bland=True)), sep="\n")
