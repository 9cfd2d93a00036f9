"""python -m tests.sheets [slug …] [--out folder]: a contact sheet of each movement, to be judged by eye.

Eight moments in its own view, the same from another side, and mirrored; each row ends with the paths of knees,
toes and fingers. What `limits.py` finds stands on top. Reads the movements' files as they lie, no database.
"""

import argparse
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

from library.content.loading import HERE
from library.figure import PALETTES, Movement, camera_for, faults, paint_scene, solve
from library.figure.studio import backdrop
from library.film.lettering import FILES, INK, SANS

MOVEMENTS = HERE / "movements"
SLUGS = sorted(path.stem for path in MOVEMENTS.glob("*.yaml"))
MOMENTS = 8
TOP = 26  # pixels for the words above a row
PATHS = {"knee": "#B0563B", "tip": "#2C5F8A", "finger": "#2F7C58"}
PATH_STEPS = 120


def main() -> int:
    options = arguments()
    presets = yaml.safe_load((HERE / "presets.yaml").read_text(encoding="utf-8"))
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for slug in options.slugs or SLUGS:
        figure = yaml.safe_load((MOVEMENTS / f"{slug}.yaml").read_text(encoding="utf-8"))["figure"]
        try:
            movement = Movement.from_table(slug, figure, presets)
        except ValueError as error:  # one table that cannot be danced hides none of the others
            print(error)
            continue
        sheet(movement, PALETTES[options.dancer], options.size).save(out / f"{slug}.png")
        print(out / f"{slug}.png")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.sheets", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "slugs", nargs="*", choices=[*SLUGS, []], metavar="slug", help="movements; all unless given"
    )
    parser.add_argument(
        "--out", default="var/sheets", help="folder for the pictures; %(default)s unless given"
    )
    parser.add_argument("--dancer", default="plum", choices=PALETTES, help="%(default)s unless given")
    parser.add_argument(
        "--size", type=int, default=280, help="pixels of one moment; %(default)s unless given"
    )
    return parser.parse_args()


def sheet(movement: Movement, palette, size: int) -> Image.Image:
    """Three rows: as it is filmed, from another side, mirrored."""
    own = float(movement.view.get("yaw", 0.0))
    other = 0.0 if abs(own) > 45 else 90.0
    rows = [("as it is filmed", own, False), (f"yaw {other:g}", other, False), ("mirrored", own, True)]
    image = Image.new("RGB", (size * (MOMENTS + 1), (size + TOP) * len(rows) + TOP), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FILES[SANS, 400]), 17)
    found = " ".join(faults(movement)) or "No faults found."
    pen.text((6, 3), f"{movement.slug} · {movement.counts} counts at {movement.bpm:g} · {found}", INK, font)
    for row, (name, yaw, mirrored) in enumerate(rows):
        top = TOP + row * (size + TOP)
        for i in range(MOMENTS):
            count = movement.counts * i / MOMENTS
            pen.text((i * size + 6, top + 3), f"{name} · {count:g}" if not i else f"{count:g}", INK, font)
            image.paste(moment(movement, palette, size, count, yaw, mirrored), (i * size, top + TOP))
        image.paste(paths(movement, size, yaw, mirrored), (MOMENTS * size, top + TOP))
        pen.text((MOMENTS * size + 6, top + 3), "knees red, toes blue, fingers green", INK, font)
    return image


def moment(movement: Movement, palette, size: int, count: float, yaw: float, mirrored: bool) -> Image.Image:
    image = backdrop(size, size).copy()
    camera = camera_for(movement, size, size, mirrored=mirrored, yaw=yaw)
    paint_scene(image, movement, count, camera, palette, mirrored)
    return image


def paths(movement: Movement, size: int, yaw: float, mirrored: bool) -> Image.Image:
    image = backdrop(size, size).copy()
    pen, camera = ImageDraw.Draw(image), camera_for(movement, size, size, mirrored=mirrored, yaw=yaw)
    steps = [movement.counts * i / PATH_STEPS for i in range(PATH_STEPS + 1)]
    danced = [solve(movement.pose(count, mirrored)).points() for count in steps]
    for side in "LR":
        for joint, colour in PATHS.items():
            pen.line([camera(points[f"{side}.{joint}"])[:2] for points in danced], colour, 2)
    return image


if __name__ == "__main__":
    raise SystemExit(main())
