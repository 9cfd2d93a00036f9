"""The sound of a film as one AAC file in fragments: a rendition of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from library.film import ffmpeg as ff
from library.film.files import arriving, is_whole_mp4
from library.film.fragments import fragments
from library.film.instruments import RATE, Sound
from library.film.schedule import Schedule
from library.film.sound import pieces

AAC = ("-c:a", "aac", "-b:a", "64k", "-ac", "1")
CODEC = "mp4a.40.2"
FRAME = 1024  # samples of an AAC frame, and of silence that every encoder puts before the first sample
PIECE_US = "6000000"  # of a fragment, which players ask for one by one


def write_sound(
    plan: Schedule, out: Path, ffmpeg: str, progress: Callable[[float], None] = lambda share: None
) -> None:
    """Writes the film's sound, piece by piece. FilmFailed leaves what was there."""
    with arriving(out) as half:
        ff.run(ffmpeg, _arguments(half), _without_the_first_frame(_heard(plan, progress)))
        if not is_whole_mp4(half):
            raise ff.FilmFailed("The sound was not written to its end.")
    progress(1.0)


def _arguments(out: Path) -> list[str]:
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    cut = ["-movflags", "+empty_moov+default_base_moof+skip_trailer", "-frag_duration", PIECE_US]
    return [*raw, *AAC, *cut, "-use_editlist", "0", "-map_metadata", "-1", "-fflags", "+bitexact", str(out)]


def _heard(plan: Schedule, progress: Callable[[float], None]) -> Iterator[Sound]:
    written = 0
    for piece in pieces(plan):
        yield piece
        written += len(piece)
        progress(written / RATE / plan.duration_s)


def _without_the_first_frame(sound: Iterator[Sound]) -> Iterator[bytes]:
    """The encoder's own frame of silence takes the place of the film's first, which is silent as well.

    So sound and picture agree without an edit list, which not every player heeds in a playlist.
    """
    early = FRAME
    for piece in sound:
        yield piece[early:].astype("<f4", copy=False).tobytes()
        early = max(0, early - len(piece))


@dataclass(frozen=True)
class Cut:
    """A piece of the sound's file; the first is its init segment and lasts no time."""

    start: int
    end: int
    seconds: float


def cuts(sound: Path) -> list[Cut]:
    """Where the sound may be cut."""
    found = fragments(sound)
    rest = [Cut(part.start, part.end, part.samples * FRAME / RATE) for part in found]
    return [Cut(0, found[0].start, 0.0), *rest]
