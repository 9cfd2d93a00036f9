"""python -m tests.sheets [slug …] [--out folder]: a contact sheet of each movement, to be judged by eye.

Eight moments in its own view, the same from another side, four mirrored; beside them the paths of knees, toes
and fingers. What `limits.py` finds stands on top. Reads the movements' files as they lie, without a database.
"""

import argparse
from pathlib import Path

import font_source_sans_pro
import yaml
from PIL import Image, ImageDraw, ImageFont

from library.content.loading import HERE
from library.figure import PALETTES, Movement, camera_for, faults, paint_scene, solve
from library.figure.stills import room_behind

MOVEMENTS = HERE / "movements"
SLUGS = sorted(path.stem for path in MOVEMENTS.glob("*.yaml"))
MOMENTS = 8
TOP = 26  # pixels for the words above a row
PATHS = {"knee": "#B0563B", "tip": "#2C5F8A", "finger": "#2F7C58"}
PATH_STEPS = 120
FONT = Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro-Regular.otf"
INK = "#2B2226"


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
        "--size", type=int, default=310, help="pixels of one moment; %(default)s unless given"
    )
    return parser.parse_args()


def sheet(movement: Movement, palette, size: int) -> Image.Image:
    """Two rows as it is filmed, two from another side, one mirrored: each of four moments and the paths."""
    own = float(movement.view.get("yaw", 0.0))
    other = 0.0 if abs(own) > 45 else 90.0
    early, late, all_over = range(4), range(4, 8), range(0, 8, 2)
    rows = [
        (own, False, early),
        (own, False, late),
        (other, False, early),
        (other, False, late),
        (own, True, all_over),
    ]
    image = Image.new("RGB", (size * 5, (size + TOP) * len(rows) + TOP), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), 17)
    found = " ".join(faults(movement)) or "No faults found."
    pen.text((6, 3), f"{movement.slug} · {movement.counts} counts at {movement.bpm:g} · {found}", INK, font)
    for row, (yaw, mirrored, moments) in enumerate(rows):
        top = TOP + row * (size + TOP)
        for column, i in enumerate(moments):
            count = movement.counts * i / MOMENTS
            name = f"count {count:g} · from {yaw:g}°" + " · mirrored" * mirrored
            pen.text((column * size + 6, top + 3), name, INK, font)
            image.paste(moment(movement, palette, size, count, yaw, mirrored), (column * size, top + TOP))
        image.paste(paths(movement, size, yaw, mirrored), (4 * size, top + TOP))
        pen.text((4 * size + 6, top + 3), "knees red, toes blue, fingers green", INK, font)
    return image


def moment(movement: Movement, palette, size: int, count: float, yaw: float, mirrored: bool) -> Image.Image:
    camera = camera_for(movement, size, size, mirrored=mirrored, yaw=yaw)
    image = room_behind(camera)
    paint_scene(image, movement, count, camera, palette, mirrored)
    return image


def paths(movement: Movement, size: int, yaw: float, mirrored: bool) -> Image.Image:
    camera = camera_for(movement, size, size, mirrored=mirrored, yaw=yaw)
    image = room_behind(camera)
    pen = ImageDraw.Draw(image)
    steps = [movement.counts * i / PATH_STEPS for i in range(PATH_STEPS + 1)]
    danced = [solve(movement.pose(count, mirrored)).points() for count in steps]
    for side in "LR":
        for joint, colour in PATHS.items():
            pen.line([camera(points[f"{side}.{joint}"])[:2] for points in danced], colour, 2)
    return image


if __name__ == "__main__":
    raise SystemExit(main())
