"""Which renditions a film gets, in which order, and what ffmpeg is told for each.

A rung is named by the shorter side of its picture: 720 is 1280 × 720, or 720 × 1280 filmed upright.
"""

from dataclasses import dataclass

from library.film.probe import FilmFacts, Picture

STANDARD = (1080, 720, 360)
FIRST = 720  # made first: good on every screen
TOP_KBPS = 10_000  # a film that takes more is watchable as it came, and replaced by a smaller one later
# Kilobits a second, at most, by rung: for what moves much; the rest is of constant quality.
KBPS = ((360, 900), (480, 1500), (720, 3500), (1080, 6500))
RATES = (24000 / 1001, 24, 25, 30000 / 1001, 30)  # pictures a second that are kept exactly
EVERY_S = 2  # a picture to seek to, and for players to change rungs at
AUDIO = ("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000")
SILENCE = ("-f", "lavfi", "-i", "anullsrc=channel_layout=stereo:sample_rate=48000")
PLAIN = {"yuv420p", "yuvj420p"}


@dataclass(frozen=True)
class Step:
    """One rendition to make: `copy` takes the pictures as they came."""

    height: int
    copy: bool = False

    @property
    def name(self) -> str:
        return f"{self.height}-copy" if self.copy else f"{self.height}"


def steps(facts: FilmFacts) -> list[Step]:
    """What is made, in this order: watchable soonest first, then what serves most.

    A copy larger than 720 stays if it is not too heavy. Every other is replaced by a rung of the same height,
    for playlists want all rungs cut at the same seconds.
    """
    heights = rungs(facts.picture)
    coded = sorted(heights, key=lambda height: (height > FIRST, -height))
    if not can_be_copied(facts):
        return [Step(height) for height in coded]
    if heights[0] > FIRST and facts.kbps <= TOP_KBPS:
        coded.remove(heights[0])
    return [Step(heights[0], copy=True), *(Step(height) for height in coded)]


def cost(facts: FilmFacts, step: Step) -> float:
    """How long a step takes beside the others, for the bar that shows progress."""
    wide, high = size_at(facts.picture, step.height)
    return 0.02 if step.copy else 0.15 + wide * high / (1280 * 720)


def rungs(picture: Picture) -> list[int]:
    """Heights, tallest first: the film's own up to 1080, and what is clearly smaller; all even."""
    top = min(STANDARD[0], even(min(picture.shown)))
    return [top, *(height for height in STANDARD if height <= top * 0.75)]


def can_be_copied(facts: FilmFacts) -> bool:
    """Whether every browser plays these pictures as they are; sound may still be coded anew."""
    picture = facts.picture
    plain = picture.codec == "h264" and picture.pixels in PLAIN and not picture.interlaced
    square = abs(picture.stretch - 1) < 0.01
    even_sides = picture.width % 2 == 0 and picture.height % 2 == 0
    return plain and square and even_sides and min(picture.shown) <= STANDARD[0] and picture.fps <= 61


def even(number: float) -> int:
    """The nearest even number at or below, at least 2: H.264 knows no odd sides."""
    return max(2, int(number) // 2 * 2)


def size_at(picture: Picture, height: int) -> tuple[int, int]:
    """Width and height of the rung, both even, the shorter one `height`."""
    wide, high = picture.shown
    if wide >= high:
        return even(wide * height / high + 1), height
    return height, even(high * height / wide + 1)


def rate_of(fps: float) -> float:
    """At most 30.5 pictures a second: twice and four times as many are halved, odd ones kept.

    Phones film at about 29.8 or 30.2 and mean 30; a fixed rate keeps picture and sound together.
    """
    if not fps:
        return 30
    parts = max(1, round(fps / 30)) if fps > 30.5 else 1
    fps = max(5.0, fps / parts)
    near = min(RATES, key=lambda rate: abs(rate - fps))
    return near if abs(near - fps) / near < 0.002 else round(min(fps, 30.5), 3)


def bound_kbps(height: int) -> int:
    """The most a rung may take."""
    return next((kbps for tall, kbps in KBPS if height <= tall), KBPS[-1][1])


def filters(picture: Picture, height: int) -> str:
    """Evenly spaced, square, the right size, ordinary colours; ffmpeg itself has turned it upright before."""
    wide, high = size_at(picture, height)
    chain = ["yadif"] if picture.interlaced else []
    chain.append(f"fps={rate_of(picture.fps):.6g}")
    chain.append(f"scale={wide}:{high}:out_range=tv:flags=bicubic")
    if picture.hdr:
        chain += _from_hdr(picture.transfer)
    return ",".join([*chain, "format=yuv420p", "setsar=1"])


def _from_hdr(transfer: str) -> list[str]:
    """BT.2408: diffuse white of HDR lies at 203 cd/m²."""
    known = f"tin={transfer}:min=bt2020nc:pin=bt2020:rin=tv"
    return [
        f"zscale={known}:t=linear:npl=203",
        "format=gbrpf32le",
        "zscale=p=bt709",
        "tonemap=hable:desat=0",
        "zscale=t=bt709:m=bt709:p=bt709:r=tv",
    ]


def pictures_at(picture: Picture, height: int) -> list[str]:
    """The arguments that code the pictures of one rung."""
    kbps, every = bound_kbps(height), round(rate_of(picture.fps) * EVERY_S)
    h264 = ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-threads", "4"]
    bits = ["-crf", "22", "-maxrate", f"{kbps}k", "-bufsize", f"{2 * kbps}k"]
    keys = ["-g", str(every), "-keyint_min", str(every), "-sc_threshold", "0"]
    colours = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
    return ["-vf", filters(picture, height), *h264, *bits, *keys, *(colours if picture.hdr else [])]


def sound_of(facts: FilmFacts) -> list[str]:
    """Stereo AAC: as it came where it is that already, else coded anew, its loudness left alone."""
    if facts.sound is None:
        return [*AUDIO]
    if facts.sound.codec == "aac" and facts.sound.channels <= 2:
        return ["-c:a", "copy"]
    return ["-af", "aresample=async=1:first_pts=0", *AUDIO]
