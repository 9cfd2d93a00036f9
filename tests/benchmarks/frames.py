"""What a frame of film costs at 720 lines, on one core, beside a yardstick that never changes."""

import statistics
import time
from math import cos, pi, sin

import aggdraw
import yaml
from PIL import Image

from library.content.loading import HERE
from library.film.schedule import Clip
from library.film.script import Dance
from library.film.stage import Stage

HEIGHT, FRAMES = 720, 40
DANCED = ("passe", "tendu-second", "demi-plie", "arabesque", "rond-de-jambe")


def measured() -> list[list[str]]:
    """Lines of the table, in milliseconds of the processor a frame. Stages and yardstick take turns."""
    presets = yaml.safe_load((HERE / "presets.yaml").read_text(encoding="utf-8"))
    stages = {slug: stage(slug, presets) for slug in DANCED}
    times: dict[str, list[float]] = {"": [], **{slug: [] for slug in DANCED}}
    for i in range(FRAMES + 2):
        times[""].append(_cpu_ms(yardstick))
        for slug, at in stages.items():
            times[slug].append(_cpu_ms(at.frame, at.movement.counts * i / FRAMES))
    rule = statistics.median(times.pop(""))
    frame = statistics.fmean(statistics.median(found[2:]) for found in times.values())
    return [
        ["Yardstick of a frame", "300 polygons", "0", "", f"{rule:.1f}", ""],
        [
            "Draw a frame",
            f"{len(DANCED)} movements",
            "0",
            "",
            f"{frame:.1f}",
            f"{frame / rule:.2f} × yardstick",
        ],
    ]


def stage(slug: str, presets: dict) -> Stage:
    row = yaml.safe_load((HERE / "movements" / f"{slug}.yaml").read_text(encoding="utf-8"))
    return Stage(Clip("loop", Dance.of(slug, row["name"], "", row["figure"], presets), "plum"), HEIGHT)


def yardstick() -> None:
    """A room copied, and 300 polygons of 24 corners reckoned in Python and painted on a part of it."""
    image = Image.new("RGB", (HEIGHT * 16 // 9, HEIGHT), "#EBDFD2").copy()
    part = image.crop((480, 100, 800, 660))
    pen, brush = aggdraw.Draw(part), aggdraw.Brush("#C4694F")
    for n in range(300):
        x, y, r = 20 + n % 20 * 14, 30 + n // 20 * 35, 6 + n % 7 * 2
        pen.polygon(
            [v for i in range(24) for v in (x + r * cos(i * pi / 12), y + r * sin(i * pi / 12))], None, brush
        )
    pen.flush()
    image.paste(part, (480, 100))


def _cpu_ms(act, *args) -> float:
    before = time.process_time()
    act(*args)
    return (time.process_time() - before) * 1000
