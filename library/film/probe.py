"""What is in a film somebody sent: told by ffmpeg, believed only where it does not contradict itself."""

import re
from dataclasses import dataclass
from pathlib import Path

from library.film import ffmpeg as ff
from library.film.container import NotAFilm, check_whole
from library.film.foreign import Limits, reading, said

LONG_SIDE, SHORT_SIDE = 8192, 4608  # px
LEAST_SIDE = 16
FASTEST, SLOWEST = 480, 1.5  # pictures a second
HDR = {"smpte2084", "arib-std-b67"}  # the transfer functions of HDR10 and HLG


@dataclass(frozen=True)
class Sound:
    """The first sound track."""

    codec: str
    channels: int


@dataclass(frozen=True)
class Picture:
    """The first moving picture. Its size is that of the stored picture, before it is turned."""

    codec: str
    pixels: str  # ffmpeg's name of the pixel format
    transfer: str  # of light, where it is told
    interlaced: bool
    width: int
    height: int
    stretch: float  # the width of a pixel, in heights
    rotation: int  # degrees against the clock: 0, 90, 180 or 270
    fps: float

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as it is seen, in square pixels."""
        wide, high = max(1, round(self.width * self.stretch)), self.height
        return (high, wide) if self.rotation in (90, 270) else (wide, high)

    @property
    def hdr(self) -> bool:
        return self.transfer in HDR


@dataclass(frozen=True)
class FilmFacts:
    """A film as it was found."""

    container: str
    duration_s: float
    kbps: int  # of the whole; 0 where it is not told
    picture: Picture
    sound: Sound | None


def film_facts(path: Path, *, least_s: float = 60, most_s: float = 5400, ffmpeg: str = "") -> FilmFacts:
    """What is in the file, in about 0.1 s whatever its size. NotAFilm says why it is not taken."""
    container = check_whole(path)
    text = said(ffmpeg or ff.default_ffmpeg(), reading(path, container), Limits(cpu_s=20, wall_s=60))
    facts = parsed(text, container)
    check(facts, least_s, most_s)
    return facts


STREAM = re.compile(r"^  Stream #0:(\d+)(?:\[[^\]]*\])?(?:\([^)]*\))?: (Video|Audio): (.*)$", re.MULTILINE)
DURATION = re.compile(r"^  Duration: (.*)$", re.MULTILINE)
LASTS = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)(?:,.*?bitrate: (\d+) kb/s)?")
TURNED = re.compile(r"^      (?:displaymatrix|Display Matrix): rotation of (-?[\d.]+) degrees", re.MULTILINE)


def parsed(text: str, container: str) -> FilmFacts:
    """Reads what ffmpeg prints of an input. NotAFilm.

    A label inside a file may hold line ends and so imitate these lines; it cannot take away the true ones, so
    a line that should be there once and is there twice is not believed.
    """
    durations, found = DURATION.findall(text), list(STREAM.finditer(text))
    if not durations or not found:
        raise NotAFilm("no_index" if "moov atom not found" in text else "damaged")
    if len(durations) > 1 or len({match[1] for match in found}) != len(found):
        raise NotAFilm("odd")
    pictures = [m for m in found if m[2] == "Video" and "(attached pic)" not in m[3]]
    sounds = [m for m in found if m[2] == "Audio"]
    if not pictures:
        raise NotAFilm("sound")
    own = text[pictures[0].end() :].partition("\n  Stream #")[0]
    duration_s, kbps = _lasting(durations[0])
    picture = _picture(pictures[0][3], _rotation(own))
    return FilmFacts(container, duration_s, kbps, picture, _sound(sounds[0][3]) if sounds else None)


def _lasting(words: str) -> tuple[float, int]:
    """Seconds, and kilobits a second."""
    match = LASTS.match(words)
    if not match:
        raise NotAFilm("endless")
    hours, minutes, seconds, kbps = match.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds), int(kbps or 0)


def _picture(words: str, rotation: int) -> Picture:
    """`h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 64x36 [SAR 1:1 DAR 16:9], 25 fps`"""
    codec, _, rest = words.partition(",")
    size = re.search(r", (\d{1,9})x(\d{1,9})[ ,]", words + " ")
    if not size:
        raise NotAFilm("codec", what="picture", codec=_named(codec))
    pixels = re.match(r"\s*(\w+)(?:\(([^)]*)\))?", rest)
    about = (pixels and pixels[2]) or ""
    sar = re.search(r"SAR (\d{1,6}):(\d{1,6})", words)
    return Picture(
        codec=codec.split()[0],
        pixels=pixels[1] if pixels else "",
        transfer=about.rpartition("/")[2].partition(",")[0].strip() if "/" in about else "",
        interlaced="top" in about or "bottom" in about,
        width=int(size[1]),
        height=int(size[2]),
        stretch=int(sar[1]) / int(sar[2]) if sar and int(sar[1]) and int(sar[2]) else 1.0,
        rotation=rotation,
        fps=_rate(words),
    )


def _rate(words: str) -> float:
    """Pictures a second: the average, or what the time base suggests; 0 where neither is told."""
    for unit in ("fps", "tbr"):
        if found := re.search(rf", ([\d.]+)(k?) {unit}\b", words):
            return float(found[1]) * (1000 if found[2] else 1)
    return 0.0


def _rotation(words: str) -> int:
    turned = TURNED.search(words)
    return round(float(turned[1]) / 90) * 90 % 360 if turned else 0


def _sound(words: str) -> Sound:
    """`aac (LC) (mp4a / 0x6134706D), 44100 Hz, 5.1, fltp, 173 kb/s`"""
    codec, _, rest = words.partition(",")
    layout = rest.split(",")[1].strip() if rest.count(",") else ""
    few = {"mono": 1, "stereo": 2}.get(layout, 6)
    return Sound(codec.split()[0], few)


def _named(codec: str) -> str:
    """A codec's name, also where ffmpeg knows only the four letters of an encrypted or strange one."""
    letters = re.search(r"\((\w{4}) /", codec)
    name = codec.split()[0]
    return letters[1] if name in {"none", "unknown"} and letters else name


def check(facts: FilmFacts, least_s: float, most_s: float) -> None:
    """NotAFilm for what is out of bounds."""
    check_picture(facts.picture)
    if facts.duration_s < least_s:
        raise NotAFilm("short", lasts=lasting(facts.duration_s), least=lasting(least_s))
    if facts.duration_s > most_s:
        raise NotAFilm("long", lasts=lasting(facts.duration_s), most=lasting(most_s))


def check_picture(picture: Picture) -> None:
    """NotAFilm for a codec we do not read, and for sizes and rates nobody films with."""
    wide, high = picture.width, picture.height
    if picture.codec not in KNOWN:
        raise NotAFilm("codec", what="picture", codec=picture.codec)
    if max(wide, high) > LONG_SIDE or min(wide, high) > SHORT_SIDE or not 0.1 <= picture.stretch <= 10:
        raise NotAFilm("huge", size=f"{wide} × {high}")
    if min(wide, high) < LEAST_SIDE:
        raise NotAFilm("tiny", size=f"{wide} × {high}")
    if picture.fps > FASTEST:
        raise NotAFilm("frantic", fps=round(picture.fps))
    if picture.fps < SLOWEST:
        raise NotAFilm("still")


KNOWN = {"h264", "hevc", "mpeg4", "vp8", "vp9", "av1", "mjpeg", "prores", "dnxhd", "mpeg2video", "h263"}


def lasting(seconds: float) -> str:
    """`45 seconds`, `1 minute`, `12:30 minutes`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} second{'s' * (rest != 1)}"
    if rest:
        return f"{minutes}:{rest:02} minutes"
    return f"{minutes} minute{'s' * (minutes != 1)}"
