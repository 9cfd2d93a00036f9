"""python -m tests.plans.planner.seasons [name …] [--out folder]: seasons week by week, to be read as a coach.

A picture of each and sentences about what it did, in NAME.svg and NAME.txt; the sentences are printed, too.
Nothing is drawn by lot: the same planner gives the same seasons.
"""

import argparse
from pathlib import Path

from tests.plans.planner.seasons.living import lived
from tests.plans.planner.seasons.people import PEOPLE
from tests.plans.planner.seasons.picture import picture
from tests.plans.planner.seasons.words import table, week_by_week, words


def main() -> None:
    options = arguments()
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    seasons = {name: lived(PEOPLE[name]) for name in options.names or PEOPLE}
    for name, season in seasons.items():
        told = words(season)
        (out / f"{name}.svg").write_text(picture(season), encoding="utf-8")
        (out / f"{name}.txt").write_text(told + "\n" + week_by_week(season), encoding="utf-8")
        print(told)
        print(f"{out / name}.svg\n")
    print(table(seasons.values()))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.plans.planner.seasons", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("names", nargs="*", choices=[*PEOPLE, []], metavar="name", help="all unless given")
    parser.add_argument(
        "--out", default="var/seasons", help="folder for what is made; %(default)s unless given"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
