"""A class film: its clips joined by stream copy, music, captions, chapters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from library.film import ffmpeg as ff
from library.film.captions import captions_vtt, chapters_vtt, track_vtt
from library.film.clips import HEIGHT, clips_needed, digest, render_clip
from library.film.files import arriving, write_text
from library.film.instruments import RATE
from library.film.schedule import Part, Schedule, schedule
from library.film.script import ClassScript, canonical
from library.film.sound import pieces

AAC = ("-c:a", "aac", "-b:a", "64k", "-ac", "1")
RENDERING = 0.6  # the share of the progress bar the clips take, where any are missing


@dataclass(frozen=True)
class FilmFiles:
    """The files of one film."""

    film: Path
    captions: Path
    chapters: Path
    track: Path
    duration_s: float
    bytes: int
    fingerprint: str


def fingerprint(script: ClassScript, height: int = HEIGHT, ffmpeg: str = "") -> str:
    """A hash of all that shapes the film; equal fingerprints mean there is nothing to build."""
    plan = schedule(script)
    order = [digest(part.clip, height, ffmpeg) for part in _first_of_each(plan)]
    timeline = [(part.kind, part.start, part.rep, part.of, part.chapter) for part in plan.parts]
    texts = [captions_vtt(plan), chapters_vtt(plan), track_vtt(plan)]
    here = Path(__file__)
    code = [sha256(here.with_name(name).read_bytes()).hexdigest() for name in _SOUNDED_BY]
    return sha256(
        canonical([script.title, plan.mood, order, timeline, texts, code, AAC]).encode()
    ).hexdigest()


_SOUNDED_BY = ("sound.py", "music.py", "tunes.py", "loudness.py", "instruments.py", "joining.py")


def _first_of_each(plan: Schedule) -> Iterator[Part]:
    seen = set()
    for part in plan.parts:
        if part.clip not in seen:
            seen.add(part.clip)
            yield part


def build_film(
    script: ClassScript,
    *,
    cache: Path,
    out: Path,
    progress: Callable[[float], None] = lambda share: None,
    height: int = HEIGHT,
    ffmpeg: str = "",
) -> FilmFiles:
    """Makes film.mp4 and its text tracks in the folder `out`; clips come from the cache or go into it.

    `progress` is called with 0..1. FilmFailed if ffmpeg fails; files already there are then untouched.
    """
    ffmpeg, plan = ffmpeg or ff.default_ffmpeg(), schedule(script)
    needed = clips_needed([script])
    paths = {}
    for done, clip in enumerate(needed, 1):
        paths[clip] = render_clip(clip, cache, height, ffmpeg)
        progress(RENDERING * done / len(needed))
    film = out / "film.mp4"
    with arriving(film) as half:
        _join(
            script,
            plan,
            [paths[part.clip] for part in plan.parts for _ in range(part.times)],
            half,
            ffmpeg,
            progress,
        )
    return _with_texts(film, plan, fingerprint(script, height, ffmpeg))


def _with_texts(film: Path, plan: Schedule, print_: str) -> FilmFiles:
    texts = {"captions": captions_vtt, "chapters": chapters_vtt, "track": track_vtt}
    paths = {name: film.with_name(f"{name}.vtt") for name in texts}
    for name, written in texts.items():
        write_text(paths[name], written(plan))
    return FilmFiles(film, **paths, duration_s=plan.duration_s, bytes=film.stat().st_size, fingerprint=print_)


def _join(
    script: ClassScript,
    plan: Schedule,
    clips: list[Path],
    out: Path,
    ffmpeg: str,
    progress: Callable[[float], None],
) -> None:
    with TemporaryDirectory() as folder:
        listed, about = Path(folder) / "list.txt", Path(folder) / "about.txt"
        listed.write_text(_listing(clips), encoding="utf-8")
        about.write_text(_about(script, plan), encoding="utf-8")
        ff.run(ffmpeg, _arguments(listed, about, out), _music(plan, progress))
    progress(1.0)


def _arguments(listed: Path, about: Path, out: Path) -> list[str]:
    concat = ["-f", "concat", "-safe", "0", "-i", str(listed)]
    music = ["-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    metadata = ["-f", "ffmetadata", "-i", str(about), "-map_metadata", "2", "-map_chapters", "2"]
    maps = ["-map", "0:v", "-map", "1:a"]
    return [*concat, *music, *metadata, *maps, "-c:v", "copy", *AAC, "-movflags", "+faststart", str(out)]


def _music(plan: Schedule, progress: Callable[[float], None]) -> Iterator[bytes]:
    written = 0
    for piece in pieces(plan):
        yield piece.astype("<f4", copy=False).tobytes()
        written += len(piece)
        progress(RENDERING + (1 - RENDERING) * written / RATE / plan.duration_s)


def _listing(clips: list[Path]) -> str:
    rows = ("file '" + str(path.resolve()).replace("'", "'\\''") + "'\n" for path in clips)
    return "ffconcat version 1.0\n" + "".join(rows)


def _about(script: ClassScript, plan: Schedule) -> str:
    chapters = (
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={round(span.start_s * 1000)}\nEND={round(span.end_s * 1000)}\n"
        f"title={_quoted(span.dance.name)}\n"
        for span in plan.chapters
    )
    return f";FFMETADATA1\ntitle={_quoted(script.title)}\n" + "".join(chapters)


def _quoted(words: str) -> str:
    """ffmetadata gives = ; # \\ and line ends a meaning."""
    flat = " ".join(words.split())
    return "".join("\\" + c if c in "=;#\\" else c for c in flat)
