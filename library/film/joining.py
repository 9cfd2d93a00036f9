"""A class film: its clips, its sound, playlists over both, captions, chapters."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from library.film import playlists, storyboard
from library.film.captions import captions_vtt, chapters_vtt, track_vtt
from library.film.clips import Workshop, clips_needed
from library.film.files import write_bytes, write_text
from library.film.schedule import Schedule, schedule
from library.film.script import ClassScript, canonical
from library.film.soundtrack import AAC, cuts, write_sound

DRAWING = 0.9  # the share of the progress bar the clips take
VERSION = 8  # letters of the fingerprint in addresses
SOUNDED_BY = (
    *("sound.py", "music.py", "tunes.py", "loudness.py", "instruments.py", "soundtrack.py"),
    *("playlists.py", "joining.py", "storyboard.py"),
)


@dataclass(frozen=True)
class FilmFiles:
    """The files of one film; `playlists` and their heights, 0 for the one over all."""

    folder: Path
    playlists: dict[int, Path]
    sound: Path
    sound_playlist: Path
    plan: Path
    captions: Path
    chapters: Path
    track: Path
    storyboard: dict[int, Path]  # 0: its track, else its picture's height
    duration_s: float
    fingerprint: str


def fingerprint(script: ClassScript, workshop: Workshop) -> str:
    """A hash of all that shapes the film; equal fingerprints mean there is nothing to build."""
    plan = schedule(script)
    order = list(playlists.names_of(plan, workshop).values())
    timeline = [(part.kind, part.start, part.rep, part.of, part.chapter) for part in plan.parts]
    texts = [captions_vtt(plan), chapters_vtt(plan), track_vtt(plan)]
    here = Path(__file__)
    code = [sha256(here.with_name(name).read_bytes()).hexdigest() for name in SOUNDED_BY]
    shaped_by = [script.title, plan.mood, order, timeline, texts, code, AAC]
    return sha256(canonical(shaped_by).encode()).hexdigest()


def build_film(
    script: ClassScript,
    *,
    workshop: Workshop,
    out: Path,
    progress: Callable[[float], None] = lambda share: None,
) -> FilmFiles:
    """Makes all that is watched, in the folder `out`; clips come from the workshop's cache or go into it.

    What is there is not made again, so an interrupted build goes on. `progress` is called with 0..1.
    FilmFailed if ffmpeg fails.
    """
    plan, print_ = schedule(script), fingerprint(script, workshop)
    needed = clips_needed([script])
    for done, clip in enumerate(needed, 1):
        workshop.render(clip)
        progress(DRAWING * done / len(needed))
    files = _files(out, workshop, plan, print_)
    if not files.sound.exists():
        write_sound(plan, files.sound, workshop.encoder, lambda s: progress(DRAWING + (1 - DRAWING) * s))
    _write_texts(files, plan)
    _write_storyboard(files, script)
    _write_playlists(files, workshop, plan)
    progress(1.0)
    return files


def _files(out: Path, workshop: Workshop, plan: Schedule, print_: str) -> FilmFiles:
    return FilmFiles(
        folder=out,
        playlists={0: out / "film.m3u8"} | {h: out / f"{h}.m3u8" for h in workshop.heights},
        sound=out / "sound.mp4",
        sound_playlist=out / "sound.m3u8",
        plan=out / "plan.json",
        captions=out / "captions.vtt",
        chapters=out / "chapters.vtt",
        track=out / "track.vtt",
        storyboard={0: out / "storyboard.vtt", storyboard.HEIGHT: out / "storyboard.jpg"},
        duration_s=plan.duration_s,
        fingerprint=print_,
    )


def _write_texts(files: FilmFiles, plan: Schedule) -> None:
    write_text(files.captions, captions_vtt(plan))
    write_text(files.chapters, chapters_vtt(plan))
    write_text(files.track, track_vtt(plan))


def _write_storyboard(files: FilmFiles, script: ClassScript) -> None:
    picture = files.storyboard[storyboard.HEIGHT]
    if not picture.exists():
        write_bytes(picture, storyboard.sheet(script))
    write_text(files.storyboard[0], storyboard.track(script, picture.name))


def _write_playlists(files: FilmFiles, workshop: Workshop, plan: Schedule) -> None:
    """The one over all comes last: where it is, everything is."""
    cut = playlists.segments(plan, playlists.names_of(plan, workshop))
    version, heights = files.fingerprint[:VERSION], workshop.heights
    write_text(files.plan, playlists.plan_text(cut))
    heard = cuts(files.sound)
    write_text(files.sound.with_suffix(".json"), playlists.sound_text(heard))
    write_text(files.sound_playlist, playlists.of_sound(heard, version))
    for height in heights:
        write_text(files.playlists[height], playlists.of_pictures(cut, height, version))
    over_all = playlists.master(cut, heights, heard, workshop.cache, version)
    write_text(files.playlists[0], over_all)
