"""Clips and their cache."""

import pickle
import re
import subprocess
from dataclasses import replace

import pytest

from library.film.clips import clip_path, clips_needed, digest, render_clip
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.schedule import Clip

TINY = 72


def box(path, name):
    """The body of an MP4 box, found by its name."""
    data = path.read_bytes()
    at = data.index(name)
    return data[at + 4 : at - 4 + int.from_bytes(data[at - 4 : at], "big")]


def test_each_clip_is_needed_once(script):
    kinds = [(clip.kind, clip.dance.slug, clip.mirrored) for clip in clips_needed([script, script])]
    assert kinds == [
        ("ready", "plie", False),
        ("loop", "plie", False),
        ("ready", "tendu", False),
        ("loop", "tendu", False),
        ("ready", "tendu", True),
        ("loop", "tendu", True),
    ]


def test_classes_share_the_clips_of_one_dancer(script):
    other = replace(script, slug="second", title="Second class")
    assert len(clips_needed([script, other])) == 6
    assert len(clips_needed([script, replace(other, dancer="sea")])) == 12


def test_a_clip_is_encoded_once(script, tmp_path):
    clip = pickle.loads(pickle.dumps(clips_needed([script])[1]))  # noqa: S301 — as a process pool sends it
    first = render_clip(clip, tmp_path, TINY)
    when = first.stat().st_mtime_ns
    assert render_clip(clip, tmp_path, TINY) == first == clip_path(clip, tmp_path, TINY)
    assert first.stat().st_mtime_ns == when
    assert [path.name for path in tmp_path.iterdir()] == [first.name]


def test_half_a_clip_is_made_anew_and_leftovers_are_never_read(script, tmp_path):
    clip = clips_needed([script])[0]
    path = render_clip(clip, tmp_path, TINY)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    (tmp_path / f".{path.stem}.1.aaaa.part.mp4").write_bytes(b"half")
    assert render_clip(clip, tmp_path, TINY).read_bytes() == whole


def test_all_clips_have_the_same_headers_so_that_they_can_be_joined(script, tmp_path):
    headers = {box(render_clip(clip, tmp_path, TINY), b"avcC") for clip in clips_needed([script])}
    assert len(headers) == 1


def test_plaster_stays_plaster(script, tmp_path):
    clip = clips_needed([script])[0]
    path = render_clip(clip, tmp_path, TINY)
    told = subprocess.run([default_ffmpeg(), "-i", str(path)], capture_output=True, text=True, check=False)
    assert "yuv420p(tv, bt709, progressive)" in told.stderr
    raw = ["-vf", "crop=2:2:0:0,format=rgb24", "-frames:v", "1", "-f", "rawvideo", "-"]
    done = subprocess.run(
        [default_ffmpeg(), "-v", "error", "-i", str(path), *raw], capture_output=True, check=True
    )
    assert all(abs(a - b) <= 3 for a, b in zip(done.stdout, bytes.fromhex("F3ECE2") * 4, strict=True))


def test_a_keyframe_stands_at_the_poster_moment(script, tmp_path):
    path = render_clip(clips_needed([script])[1], tmp_path, TINY)
    assert keyframes(path) == [0, 12]  # count 1 of 2 is at 0.5 s


def keyframes(path):
    """Numbers of the frames a player can jump to."""
    arguments = ["-skip_frame", "nokey", "-i", str(path), "-vf", "showinfo", "-f", "null", "-"]
    done = subprocess.run([default_ffmpeg(), *arguments], capture_output=True, text=True, check=True)
    return [round(float(t) * 25) for t in re.findall(r"pts_time:([\d.]+)", done.stderr)]


def test_everything_that_is_seen_changes_the_name(script, plie):
    clip = clips_needed([script])[1]
    others = [
        replace(clip, palette="sea"),
        replace(clip, mirrored=True),
        replace(clip, kind="ready"),
        replace(clip, dance=plie(bpm=110)),
        replace(clip, dance=plie(counts=4, bpm=240)),
        replace(clip, dance=replace(clip.dance, presets=clip.dance.presets.replace("0.95", "0.94"))),
    ]
    names = {digest(c, TINY) for c in [clip, *others]} | {digest(clip, 144)}
    assert len(names) == len(others) + 2


def test_what_is_only_said_or_belongs_to_others_draws_nothing_again(script, plie):
    clip = clips_needed([script])[1]
    said = replace(plie(cue="Bend more."), name="X", say="X", plain="X", two_sided=True, reminders=("X",))
    other_arms = clip.dance.presets.replace('"paz":170', '"paz":171')  # of second, which a plié does not use
    assert other_arms != clip.dance.presets
    for dance in (said, replace(clip.dance, presets=other_arms)):
        assert digest(replace(clip, dance=dance), TINY) == digest(clip, TINY)


def test_another_encoder_makes_other_clips(script, tmp_path):
    other = tmp_path / "ffmpeg"
    other.write_text("#!/bin/sh\necho ffmpeg version other\nexit 0\n")
    other.chmod(0o755)
    clip = clips_needed([script])[1]
    assert digest(clip, TINY, str(other)) != digest(clip, TINY)


def test_a_failing_encoder_leaves_nothing_behind(script, tmp_path):
    broken = tmp_path / "ffmpeg"
    broken.write_text('#!/bin/sh\n[ "$1" = -version ] && exit 0\necho out of ideas >&2\nexit 3\n')
    broken.chmod(0o755)
    with pytest.raises(FilmFailed, match=r"stopped with 3.\nout of ideas"):
        render_clip(clips_needed([script])[1], tmp_path / "cache", TINY, str(broken))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_dancer_nobody_knows_is_an_error(plie):
    with pytest.raises(KeyError, match="nobody"):
        digest(Clip("loop", plie(), "nobody"))
