"""A film as one MP4 file: for browsers without HLS, and to take along. Copied, not encoded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from library.film import ffmpeg as ff
from library.film.captions import captions_vtt, vtt
from library.film.clips import Workshop
from library.film.files import arriving, is_whole_mp4
from library.film.playlists import Segment, film_bytes, names_of, segments
from library.film.schedule import FPS, Part, Schedule, schedule
from library.film.script import ClassScript

MAPS = ("-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2", "-map", "3", "-map", "4")
TRACKS = (
    *("-metadata:s:s:0", "language=eng", "-metadata:s:s:0", "handler_name=Captions"),
    *("-metadata:s:s:1", "language=eng", "-metadata:s:s:1", "handler_name=Movement and side"),
    *("-disposition:s:0", "default"),
)


def write_whole(
    script: ClassScript,
    sound: Path,
    out: Path,
    *,
    workshop: Workshop,
    translations: Mapping[str, str] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Writes the MP4 at the greatest height, with captions, what is danced, and chapters. FilmFailed.

    `translations`: captions in other languages as WebVTT, by the three letters of ISO 639-2 ("fra").
    """
    plan = schedule(script)
    cut = segments(plan, names_of(plan, workshop))
    picture = film_bytes(cut, max(workshop.heights), workshop.cache)
    with TemporaryDirectory() as folder, arriving(out) as half:
        texts = _texts(Path(folder), script, plan, translations or {})
        arguments = _arguments(sound, texts, list(translations or ()), half)
        ff.run(workshop.encoder, arguments, _told(picture, cut, progress))
        if not is_whole_mp4(half):
            raise ff.FilmFailed("The film was not written to its end.")
    progress(1.0)


def _told(picture: Iterable[bytes], cut: list[Segment], tell: Callable[[float], None]) -> Iterator[bytes]:
    total = 1 + sum(len(segment.plays) for segment in cut)
    for done, data in enumerate(picture, 1):
        yield data
        tell(done / total)


def _texts(folder: Path, script: ClassScript, plan: Schedule, translations: Mapping[str, str]) -> list[Path]:
    texts = {
        "about.txt": about(script, plan),
        "captions.vtt": captions_vtt(plan),
        "words.vtt": words_vtt(plan),
        **{f"{language}.vtt": text for language, text in translations.items()},
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _arguments(sound: Path, texts: list[Path], languages: list[str], out: Path) -> list[str]:
    ins = ["-f", "mp4", "-i", "-", *(part for path in (sound, *texts) for part in ("-i", str(path)))]
    copied = ["-c:v", "copy", "-c:a", "copy", "-c:s", "mov_text"]
    maps, tracks = [*MAPS], [*TRACKS]
    for n, language in enumerate(languages):
        maps += ["-map", f"{n + 5}"]
        tracks += [f"-metadata:s:s:{n + 2}", f"language={language}"]
        tracks += [f"-metadata:s:s:{n + 2}", "handler_name=Captions"]
    return [*ins, *maps, *copied, *tracks, "-movflags", "+faststart", "-fflags", "+bitexact", str(out)]


def words_vtt(plan: Schedule) -> str:
    """What our own player writes beside the picture, as subtitles for every other."""
    return vtt((part.start / FPS, part.end / FPS, _words(part)) for part in plan.parts)


def _words(part: Part) -> str:
    dance, side = part.clip.dance, part.side
    if part.words:
        return part.words[0]
    told = [f"{dance.name} ({dance.say})" if dance.say else dance.name]
    if side:
        told.append(
            f"{side} leg" if dance.works == "leg" else ("other side" if part.clip.mirrored else "first side")
        )
    if part.rep:
        told.append(f"{part.rep} of {part.of}")
    return " · ".join(told)


def about(script: ClassScript, plan: Schedule) -> str:
    """Title and chapters as ffmpeg reads them."""
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
