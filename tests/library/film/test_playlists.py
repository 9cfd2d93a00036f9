"""A film as HLS playlists."""

import re

import pytest

from library.film.clips import Workshop
from library.film.joining import build_film
from library.film.playlists import (
    clip_names,
    film_bytes,
    plan_text,
    read_plan,
    segment_bytes,
    segments,
    smallest,
    sound_bytes,
    weight,
)
from library.film.schedule import schedule
from tests.library.film.reader import Film

SMALL = (144, 72)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    return Workshop(tmp_path_factory.mktemp("cache"), SMALL)


@pytest.fixture(scope="module")
def film(script, shop, tmp_path_factory):
    """Made once: it is only read here."""
    return build_film(script, workshop=shop, out=tmp_path_factory.mktemp("film") / "out")


@pytest.fixture(scope="module")
def cut(film):
    return read_plan(film.plan)


def test_a_segment_ends_with_the_clip_that_makes_it_four_seconds_long(script, shop):
    names = {part.clip: part.clip.kind for part in schedule(script).parts}
    cut = segments(schedule(script), names)
    assert [segment.seconds for segment in cut] == [4, 4, 4, 4, 4, 3]
    plays = [play for segment in cut for play in segment.plays]
    assert [play.number for play in plays] == list(range(1, 24))
    assert [play.frame for play in plays] == [25 * n for n in range(23)]
    assert "".join(play.clip[0] for play in plays) == "r" * 11 + "ll" + "r" * 5 + "l" + "rrr" + "l"


def test_what_is_written_is_read_again(cut, tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(plan_text(cut))
    assert read_plan(path) == cut


def test_the_whole_picture_is_one_time_line_without_gap_or_overlap(cut, script, shop, tmp_path):
    for height in SMALL:
        path = tmp_path / f"{height}.mp4"
        path.write_bytes(b"".join(film_bytes(cut, height, shop.cache)))
        (track,) = Film(path).tracks
        assert sorted(track.times) == [512 * n for n in range(schedule(script).frames)]
        assert track.starts == sorted(set(track.starts))


def test_segments_are_the_film_in_pieces(cut, shop):
    whole = b"".join(film_bytes(cut, 72, shop.cache))
    assert b"".join(segment_bytes(cut, n, 72, shop.cache) for n in range(len(cut) + 1)) == whole
    heads = 738 * 0 + len(segment_bytes(cut, 0, 72, shop.cache))
    plays = sum(len(segment.plays) for segment in cut)
    assert weight(cut, 72, shop.cache) == len(whole) + (plays - 1) * heads


def test_every_segment_begins_with_a_keyframe_at_its_second(cut, shop, tmp_path):
    at = 0
    for number, segment in enumerate(cut, 1):
        path = tmp_path / "one.mp4"
        path.write_bytes(segment_bytes(cut, 0, 72, shop.cache) + segment_bytes(cut, number, 72, shop.cache))
        (track,) = Film(path).tracks
        assert (track.keys[0], min(track.times)) == (at, at * 512)
        at += segment.frames


@pytest.mark.parametrize("number", [7, 10**9])
def test_there_is_no_segment_after_the_last(cut, shop, number):
    with pytest.raises(IndexError):
        segment_bytes(cut, number, 72, shop.cache)


def test_the_playlist_over_all_names_both_heights_and_the_sound(film):
    text = film.playlists[0].read_text()
    version = film.fingerprint[:8]
    assert re.findall(r"^[^#].*$", text, re.M) == [f"144.m3u8?v={version}", f"72.m3u8?v={version}"]
    assert f'URI="sound.m3u8?v={version}"' in text
    assert re.findall(r'CODECS="(.*?)",RESOLUTION=(\d+x\d+)', text) == [
        ("avc1.64001f,mp4a.40.2", "256x144"),
        ("avc1.64001f,mp4a.40.2", "128x72"),
    ]


def test_no_segment_is_heavier_than_the_playlist_says(film, cut, shop):
    text = film.playlists[0].read_text()
    most = [int(found) for found in re.findall(r"[:,]BANDWIDTH=(\d+)", text)]
    for height, bandwidth in zip(SMALL, most, strict=True):
        for number, segment in enumerate(cut, 1):
            assert 8 * len(segment_bytes(cut, number, height, shop.cache)) / segment.seconds < bandwidth


@pytest.mark.parametrize("which", ["144.m3u8", "72.m3u8", "sound.m3u8"])
def test_a_playlist_lasts_as_long_as_the_film_and_no_piece_longer_than_it_says(film, which):
    text = (film.folder / which).read_text()
    lasts = [float(found) for found in re.findall(r"#EXTINF:([\d.]+)", text)]
    assert abs(sum(lasts) - film.duration_s) <= 0.04
    assert max(map(round, lasts)) <= int(re.search(r"TARGETDURATION:(\d+)", text)[1])
    assert "DISCONTINUITY" not in text
    assert text.endswith("#EXT-X-ENDLIST\n")


def test_the_pieces_of_the_sound_are_its_file(film):
    cuts, rows = film.sound.with_suffix(".json"), film.sound_playlist.read_text().count("#EXTINF")
    assert b"".join(sound_bytes(cuts, n) for n in range(rows + 1)) == film.sound.read_bytes()
    with pytest.raises(IndexError):
        sound_bytes(cuts, rows + 1)


def test_a_film_knows_its_clips(cut, script, shop):
    assert clip_names(cut) == {shop.name(part.clip) for part in schedule(script).parts}


def test_the_small_playlist_has_the_lowest_rung_and_the_sound_alone():
    over_all = """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",URI="sound.m3u8?v=1"
#EXT-X-STREAM-INF:BANDWIDTH=900,AVERAGE-BANDWIDTH=100,AUDIO="sound"
720.m3u8?v=1
#EXT-X-STREAM-INF:BANDWIDTH=400,AVERAGE-BANDWIDTH=300,AUDIO="sound"
360.m3u8?v=1
"""
    assert smallest(over_all).splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",URI="sound.m3u8?v=1"',
        '#EXT-X-STREAM-INF:BANDWIDTH=400,AVERAGE-BANDWIDTH=300,AUDIO="sound"',
        "360.m3u8?v=1",
    ]
    assert smallest(smallest(over_all)) == smallest(over_all)
    assert smallest("#EXTM3U\n") == "#EXTM3U\n"
