"""A class script in, a film on disk out: frames, sound, captions, chapters. Pure; may use library.figure.

for clip in clips_needed(scripts): render_clip(clip, cache)
files = build_film(script, cache=cache, out=folder, progress=print)
"""

from library.film.clips import clip_path, clips_needed, render_clip
from library.film.ffmpeg import FilmFailed
from library.film.joining import FilmFiles, build_film, fingerprint
from library.film.posters import poster_bytes, write_poster
from library.film.schedule import Clip, Schedule, schedule
from library.film.script import ClassScript, Dance, ScriptChapter

ClipKey = Clip

__all__ = [
    "ClassScript",
    "Clip",
    "ClipKey",
    "Dance",
    "FilmFailed",
    "FilmFiles",
    "Schedule",
    "ScriptChapter",
    "build_film",
    "clip_path",
    "clips_needed",
    "fingerprint",
    "poster_bytes",
    "render_clip",
    "schedule",
    "write_poster",
]
