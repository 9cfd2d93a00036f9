"""A film to be watched: playlists over shared clips, its sound, its tracks."""

from dataclasses import replace

import pytest

from library.film import fragments
from library.film.clips import Workshop, clips_needed
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.joining import build_film, fingerprint
from library.film.script import ScriptChapter

SMALL = (144, 72)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return Workshop(tmp_path_factory.mktemp("it's a cache"), SMALL)


@pytest.fixture(scope="module")
def film(script, shop, tmp_path_factory):
    """Made once: it is only read here."""
    return build_film(script, workshop=shop, out=tmp_path_factory.mktemp("film") / "out")


def test_the_files_are_there_and_nothing_else(film):
    assert sorted(path.name for path in film.folder.iterdir()) == [
        "144.m3u8", "72.m3u8", "captions.vtt", "chapters.vtt", "film.m3u8", "plan.json", "sound.json",
        "sound.m3u8", "sound.mp4", "storyboard.jpg", "storyboard.vtt", "track.vtt",
    ]  # fmt: skip
    assert film.duration_s == 23
    assert all(p.read_text().startswith("WEBVTT\n") for p in (film.captions, film.chapters, film.track))


def test_progress_only_grows_and_ends_with_all(script, shop, tmp_path):
    seen = []
    build_film(script, workshop=shop, out=tmp_path, progress=seen.append)
    assert seen == sorted(seen)
    assert (seen[0] > 0, seen[-1]) == (True, 1.0)


def test_an_interrupted_build_goes_on(script, tmp_path):
    shop = Workshop(tmp_path / "cache", SMALL)
    first, *rest = clips_needed([script])
    shop.render(first)
    when = shop.path(first, 72).stat().st_mtime_ns
    build_film(script, workshop=shop, out=tmp_path / "out")
    sound = (tmp_path / "out" / "sound.mp4").stat().st_mtime_ns
    shop.path(rest[0], 72).unlink()
    (tmp_path / "out" / "film.m3u8").unlink()
    build_film(script, workshop=shop, out=tmp_path / "out")
    assert shop.path(first, 72).stat().st_mtime_ns == when
    assert (tmp_path / "out" / "sound.mp4").stat().st_mtime_ns == sound
    assert (tmp_path / "out" / "film.m3u8").is_file()


def test_a_failure_leaves_no_playlist_over_half_a_film(script, tmp_path):
    broken = tmp_path / "ffmpeg"
    told = f'[ "$1" = -version ] && exec {default_ffmpeg()} -version'
    broken.write_text(f'#!/bin/sh\n{told}\ncase "$*" in *aac*) exit 9;; esac\nexec {default_ffmpeg()} "$@"\n')
    broken.chmod(0o755)
    shop = Workshop(tmp_path / "cache", (72,), str(broken))
    with pytest.raises(FilmFailed, match="stopped with 9"):
        build_film(script, workshop=shop, out=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_clips_with_different_heads_are_refused(script, shop, film, tmp_path):
    clip = clips_needed([script])[0]
    path = shop.path(clip, 72)
    kept = path.read_bytes()
    head, body = fragments.split(path)
    path.write_bytes(head.replace(b"VideoHandler", b"VideoHandles") + body)
    try:
        with pytest.raises(FilmFailed, match="The clips at 72 lines have 2 different headers"):
            build_film(script, workshop=shop, out=tmp_path / "again")
    finally:
        path.write_bytes(kept)


def test_the_fingerprint_is_the_films_own(film, script, shop):
    assert film.fingerprint == fingerprint(script, shop) == fingerprint(replace(script), shop)


def test_the_fingerprint_changes_with_picture_words_and_length(script, plie, shop):
    longer = replace(script, chapters=(replace(script.chapters[0], repetitions=3), script.chapters[1]))
    said = replace(script, chapters=(ScriptChapter(plie(cue="Bend more."), 2), script.chapters[1]))
    others = [replace(script, title="X"), replace(script, dancer="sea"), longer, said]
    prints = {fingerprint(s, shop) for s in [script, *others]} | {
        fingerprint(script, replace(shop, heights=(90,)))
    }
    assert len(prints) == 6


def test_changing_one_movement_draws_only_its_own_clips(script, plie, tmp_path):
    shop = Workshop(tmp_path / "cache", (72,))
    build_film(script, workshop=shop, out=tmp_path / "one")
    before = {path.name for path in shop.cache.glob("*.mp4")}
    changed = replace(script, chapters=(ScriptChapter(plie(counts=3), 2), script.chapters[1]))
    build_film(changed, workshop=shop, out=tmp_path / "two")
    new = {
        path.name.rpartition("-")[0].rpartition("-")[0]
        for path in shop.cache.glob("*.mp4")
        if path.name not in before
    }
    assert new == {"loop-plie", "ready-plie"}
