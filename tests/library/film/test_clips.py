"""Clips and their cache."""

import multiprocessing
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from library.film.clips import Workshop, clips_needed
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.schedule import Clip
from tests.library.film.reader import Film

SMALL = (144, 72)


def named(clip, heights=SMALL, ffmpeg=""):
    return Workshop(Path("cache"), heights, ffmpeg).name(clip)


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


@pytest.fixture
def shop(tmp_path):
    return Workshop(tmp_path / "cache", SMALL)


def test_a_clip_is_drawn_once_and_encoded_at_every_height(script, shop):
    clip = pickle.loads(pickle.dumps(clips_needed([script])[1]))  # noqa: S301 — as a process pool sends it
    assert not shop.has(clip)
    shop.render(clip)
    assert shop.has(clip)
    made = {path: path.stat().st_mtime_ns for path in shop.cache.glob("*.mp4")}
    assert sorted(made) == sorted(shop.path(clip, height) for height in SMALL)
    shop.render(clip)
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_each_height_has_its_size_and_every_frame(script, shop):
    clip = clips_needed([script])[1]
    shop.render(clip)
    tracks = [Film(shop.path(clip, height)).tracks[0] for height in SMALL]
    assert [(track.width, track.height) for track in tracks] == [(256, 144), (128, 72)]
    assert [sorted(track.times) for track in tracks] == [[frame * 512 for frame in range(25)]] * 2


def test_a_clip_begins_at_nought_and_is_one_fragment(script, shop):
    for clip in clips_needed([script])[:2]:
        shop.render(clip)
        film = Film(shop.path(clip, 72))
        assert (film.fragments, film.edits, min(film.tracks[0].times)) == (1, 0, 0)


def test_half_a_clip_is_made_anew_and_leftovers_are_never_read(script, shop):
    clip = clips_needed([script])[0]
    shop.render(clip)
    path = shop.path(clip, 72)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    (shop.cache / f".{path.stem}.1.aaaa.part.mp4").write_bytes(b"half")
    shop.render(clip)
    assert path.read_bytes() == whole


def test_all_clips_of_a_height_have_the_same_head_so_that_they_can_be_joined(script, shop):
    for clip in clips_needed([script]):
        shop.render(clip)
    for height in SMALL:
        assert len({Film(shop.path(clip, height)).head for clip in clips_needed([script])}) == 1


def test_two_builders_never_make_the_same_piece(script, shop, tmp_path):
    told = tmp_path / "told"
    slow = tmp_path / "ffmpeg"
    slow.write_text(f'#!/bin/sh\n[ "$1" = -version ] || echo made >> {told}\nexec {default_ffmpeg()} "$@"\n')
    slow.chmod(0o755)
    shop = replace(shop, ffmpeg=str(slow))
    clip = clips_needed([script])[1]
    with multiprocessing.get_context("spawn").Pool(3) as crew:
        crew.map(shop.render, [clip] * 3)
    assert told.read_text() == "made\n"


def test_a_full_disk_leaves_nothing_half_written_and_says_so(script, shop):
    """A process that may write no file larger than 2 kB stands for the disk."""
    code = (
        "import pickle, resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))\n"
        "shop, clip = pickle.load(sys.stdin.buffer)\n"
        "try: shop.render(clip)\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    given = pickle.dumps((shop, clips_needed([script])[1]))
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True)
    assert done.stdout == b"FilmFailed\n"
    assert list(shop.cache.glob("*.mp4")) == list(shop.cache.glob(".*.mp4")) == []


def test_a_killed_encoder_leaves_nothing_half_written_and_says_so(script, shop, tmp_path):
    dying = tmp_path / "ffmpeg"
    dying.write_text('#!/bin/sh\n[ "$1" = -version ] && exit 0\nhead -c 5000 > /dev/null\nkill -9 $$\n')
    dying.chmod(0o755)
    with pytest.raises(FilmFailed, match="stopped with -9"):
        replace(shop, ffmpeg=str(dying)).render(clips_needed([script])[1])
    assert list(shop.cache.glob("*.mp4")) == list(shop.cache.glob(".*.mp4")) == []


def test_plaster_stays_plaster(script, tmp_path):
    shop = Workshop(tmp_path, (72,))
    clip = clips_needed([script])[0]
    shop.render(clip)
    path = shop.path(clip, 72)
    told = subprocess.run([default_ffmpeg(), "-i", str(path)], capture_output=True, text=True, check=False)
    assert "yuv420p(tv, bt709, progressive)" in told.stderr
    raw = ["-vf", "crop=2:2:0:0,format=rgb24", "-frames:v", "1", "-f", "rawvideo", "-"]
    done = subprocess.run(
        [default_ffmpeg(), "-v", "error", "-i", str(path), *raw], capture_output=True, check=True
    )
    assert all(abs(a - b) <= 3 for a, b in zip(done.stdout, bytes.fromhex("F3ECE2") * 4, strict=True))


def test_a_keyframe_stands_at_the_poster_moment(script, shop):
    clip = clips_needed([script])[1]
    shop.render(clip)
    assert Film(shop.path(clip, 72)).tracks[0].keys == [0, 12]  # count 1 of 2 is at 0.5 s


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
    names = {named(c) for c in [clip, *others]} | {named(clip, (144,))}
    assert len(names) == len(others) + 2


def test_what_is_only_said_or_belongs_to_others_draws_nothing_again(script, plie):
    clip = clips_needed([script])[1]
    said = replace(plie(cue="Bend more."), name="X", say="X", plain="X", two_sided=True, reminders=("X",))
    other_arms = clip.dance.presets.replace('"paz":170', '"paz":171')  # of second, which a plié does not use
    assert other_arms != clip.dance.presets
    for dance in (said, replace(clip.dance, presets=other_arms)):
        assert named(replace(clip, dance=dance)) == named(clip)


def test_another_encoder_makes_other_clips(script, tmp_path):
    other = tmp_path / "ffmpeg"
    other.write_text("#!/bin/sh\necho ffmpeg version other\nexit 0\n")
    other.chmod(0o755)
    clip = clips_needed([script])[1]
    assert named(clip, ffmpeg=str(other)) != named(clip)


def test_a_failing_encoder_leaves_nothing_behind(script, tmp_path):
    broken = tmp_path / "ffmpeg"
    broken.write_text('#!/bin/sh\n[ "$1" = -version ] && exit 0\necho out of ideas >&2\nexit 3\n')
    broken.chmod(0o755)
    with pytest.raises(FilmFailed, match=r"stopped with 3.\nout of ideas"):
        Workshop(tmp_path / "cache", SMALL, str(broken)).render(clips_needed([script])[1])
    assert list((tmp_path / "cache").glob("*.mp4")) == list((tmp_path / "cache").glob(".*.mp4")) == []


def test_a_dancer_nobody_knows_is_an_error(plie):
    with pytest.raises(KeyError, match="nobody"):
        named(Clip("loop", plie(), "nobody"))
