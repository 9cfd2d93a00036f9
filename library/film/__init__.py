"""A class script in, a film on disk out: frames, sound, captions, chapters. Pure; may use library.figure.

workshop = Workshop(cache)
for clip in clips_needed(scripts): workshop.render(clip)
files = build_film(script, workshop=workshop, out=folder, progress=print)
write_whole(script, files.sound, folder / "film.mp4", workshop=workshop)
"""

from library.film.clips import HEIGHTS, Workshop, clips_needed
from library.film.ffmpeg import FilmFailed
from library.film.joining import FilmFiles, build_film, fingerprint
from library.film.posters import poster_bytes, write_poster
from library.film.schedule import Clip, Schedule, schedule
from library.film.script import ClassScript, Dance, ScriptChapter
from library.film.whole import write_whole

__all__ = [
    "HEIGHTS",
    "ClassScript",
    "Clip",
    "Dance",
    "FilmFailed",
    "FilmFiles",
    "Schedule",
    "ScriptChapter",
    "Workshop",
    "build_film",
    "clips_needed",
    "fingerprint",
    "poster_bytes",
    "schedule",
    "write_poster",
    "write_whole",
]
