"""From films as they come to films that play, read back."""

from itertools import pairwise

import pytest
from PIL import Image

from library.film.container import SEGMENT, NotAFilm, is_whole_film
from library.film.ffmpeg import FilmFailed, default_ffmpeg
from library.film.ingest import (
    avc_of,
    every,
    frame_at,
    make_step,
    playlist_of,
    shrink,
    storyboard,
    write_master,
)
from library.film.ladder import Step
from library.film.probe import Sound, film_facts
from tests.films import HEVC, VP9, ffmpeg, film, streams, turned

F = default_ffmpeg()


def facts(path):
    return film_facts(path, least_s=1)


def made(source, step, out):
    make_step(source, facts(source), step, out, ffmpeg=F)
    return facts(out)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return film(tmp_path_factory.mktemp("films") / "plain.mp4")


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Twenty seconds, of our own making: 96 × 54."""
    source = film(tmp_path_factory.mktemp("films") / "long.mp4", size="96x54", seconds=20)
    out = source.with_name("54.mp4")
    make_step(source, facts(source), Step(54), out, ffmpeg=F)
    return out


def test_a_copy_has_the_same_pictures_and_begins_with_its_index(plain, tmp_path):
    found = made(plain, Step(36, copy=True), tmp_path / "out.mp4")
    assert (found.duration_s, found.picture, found.sound) == (2.0, facts(plain).picture, Sound("aac", 1))
    data = (tmp_path / "out.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert digest(tmp_path / "out.mp4") == digest(plain)


def digest(path):
    out = path.with_suffix(".md5")
    ffmpeg("-i", path, "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "md5", out)
    return out.read_text()


def test_a_copy_keeps_the_note_how_it_is_turned_and_loses_all_others(plain, tmp_path):
    upright = turned(tmp_path / "upright.mov", 90, plain)
    placed = tmp_path / "placed.mov"
    ffmpeg("-i", upright, "-c", "copy", "-metadata", "location=+48.1+011.5/", placed)
    assert made(placed, Step(36, copy=True), tmp_path / "out.mp4").picture.rotation == 90
    assert b"+48.1" in placed.read_bytes()
    assert b"+48.1" not in (tmp_path / "out.mp4").read_bytes()


@pytest.mark.parametrize("degrees", [90, -90])
def test_a_film_held_upright_is_turned(plain, tmp_path, degrees):
    found = made(turned(tmp_path / "up.mov", degrees, plain), Step(36), tmp_path / "out.mp4")
    assert (found.picture.width, found.picture.height, found.picture.rotation) == (36, 64, 0)


def test_hevc_in_hdr_becomes_ordinary_h264(tmp_path):
    source = film(tmp_path / "phone.mov", coded=HEVC, rate="30000/1001")
    found = made(source, Step(36), tmp_path / "out.mp4").picture
    assert (found.codec, found.pixels, found.transfer, found.fps) == ("h264", "yuv420p", "", 29.97)
    assert "bt709" in streams(tmp_path / "out.mp4")[0]


def test_hdr_is_neither_washed_out_nor_burnt(tmp_path):
    """White of 203 cd/m² in HLG is 75 % of its scale, and comes out light, not grey and not cut off."""
    source = tmp_path / "white.mov"
    white = ("-f", "lavfi", "-i", "color=0xBFBFBF:size=64x36:rate=25:duration=2")
    ffmpeg(*white, *HEVC, source)
    make_step(source, facts(source), Step(36), tmp_path / "out.mp4", ffmpeg=F)
    frame_at(tmp_path / "out.mp4", 1, tmp_path / "frame.png", size=(64, 36), ffmpeg=F)
    with Image.open(tmp_path / "frame.png") as frame:
        assert 150 < frame.convert("L").getpixel((32, 18)) < 245


def test_a_browsers_recording_with_odd_sides_and_sixty_pictures(tmp_path):
    source = film(tmp_path / "a.webm", size="63x35", rate="60", coded=VP9, tone=("-c:a", "libopus"))
    found = made(source, Step(34), tmp_path / "out.mp4")
    assert (found.picture.width, found.picture.height, found.picture.fps) == (62, 34, 30)
    assert found.sound == Sound("aac", 2)


def test_a_film_without_sound_gets_silence_as_long_as_itself(tmp_path):
    source = film(tmp_path / "mute.mp4", tone=())
    for step in (Step(36, copy=True), Step(36)):
        found = made(source, step, tmp_path / f"{step.name}.mp4")
        assert (found.sound, found.duration_s) == (Sound("aac", 2), pytest.approx(2.0, abs=0.1))


def test_surround_sound_becomes_stereo(tmp_path):
    source = film(tmp_path / "a.ts", tone=("-c:a", "ac3", "-ac", "6"))
    assert made(source, Step(36, copy=True), tmp_path / "out.mp4").sound == Sound("aac", 2)


def test_uneven_pictures_become_even(tmp_path):
    """A phone slows down in the dark: the first second has 30 pictures, the second 12."""
    source = tmp_path / "uneven.mp4"
    uneven = "select='if(lt(t,1),1,not(mod(n,3)))'"
    film(source, rate="30", more=("-vf", uneven, "-fps_mode", "vfr"))
    make_step(source, facts(source), Step(36), tmp_path / "out.mp4", ffmpeg=F)
    out = tmp_path / "times.txt"
    ffmpeg("-i", tmp_path / "out.mp4", "-map", "0:v", "-c", "copy", "-f", "framecrc", out)
    times = sorted(int(line.split(",")[2]) for line in out.read_text().splitlines() if line[0] != "#")
    assert len({late - early for early, late in pairwise(times)}) == 1


def test_a_film_that_breaks_off_is_refused_and_leaves_nothing(tmp_path):
    """The index promises twenty seconds, of which the second half was overwritten with zeros."""
    source = film(tmp_path / "a.mp4", seconds=20, more=("-movflags", "+faststart"))
    data = bytearray(source.read_bytes())
    middle = data.index(b"mdat") + 2000
    data[middle:] = bytes(len(data) - middle)
    source.write_bytes(data)
    with pytest.raises((NotAFilm, FilmFailed)) as refused:
        made(source, Step(36), tmp_path / "out" / "36.mp4")
    assert "stops at" in str(refused.value) or "ffmpeg stopped" in str(refused.value)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_film_that_ends_before_it_should_says_where(tmp_path):
    """Recorded live, it does not say how large it is; ffmpeg finds nothing wrong with half of it."""
    source = film(tmp_path / "a.webm", coded=VP9, tone=("-c:a", "libopus"), seconds=20)
    data = bytearray(source.read_bytes())
    size = data.index(SEGMENT) + len(SEGMENT)
    data[size : size + 8] = b"\x01" + 7 * b"\xff"
    source.write_bytes(data[: len(data) // 2])
    with pytest.raises(NotAFilm, match=r"The film stops at 0:.* though it should last 20 seconds"):
        made(source, Step(36), tmp_path / "out" / "36.mp4")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_smaller_rung_is_made_of_a_larger_one(long, tmp_path):
    shrink(long, facts(long), 36, tmp_path / "36.mp4", ffmpeg=F, progress=lambda share: None)
    found = facts(tmp_path / "36.mp4")
    assert (found.picture.width, found.picture.height, found.duration_s) == (
        64,
        36,
        pytest.approx(20, abs=0.1),
    )


def test_playlists_name_segments_that_begin_with_a_whole_picture(long, tmp_path):
    playlist_of(long, tmp_path / "54.m3u8", ffmpeg=F)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["54.m3u8", "54.m4s"]
    text = (tmp_path / "54.m3u8").read_text()
    assert text.startswith("#EXTM3U") and text.rstrip().endswith("#EXT-X-ENDLIST")
    assert '#EXT-X-MAP:URI="54.m4s"' in text
    assert [line for line in text.splitlines() if line.startswith("#EXTINF")] == [
        "#EXTINF:6.000000,",
        "#EXTINF:6.000000,",
        "#EXTINF:6.000000,",
        "#EXTINF:2.000000,",
    ]
    write_master([(tmp_path / "54.m3u8", (96, 54))], tmp_path / "film.m3u8")
    master = (tmp_path / "film.m3u8").read_text().splitlines()
    assert master[-1] == "54.m3u8"
    assert f'RESOLUTION=96x54,CODECS="{avc_of(tmp_path / "54.m4s")},mp4a.40.2"' in master[-2]
    ffmpeg("-i", tmp_path / "film.m3u8", "-c", "copy", tmp_path / "back.mp4")
    assert facts(tmp_path / "back.mp4").duration_s == pytest.approx(20, abs=0.1)


def test_a_frame_fits_its_card_whatever_its_shape(plain, tmp_path):
    upright = turned(tmp_path / "up.mov", 90, plain)
    for source in (plain, upright):
        frame_at(source, 1, tmp_path / "frame.png", size=(640, 360), ffmpeg=F)
        with Image.open(tmp_path / "frame.png") as frame:
            assert frame.size == (640, 360)


def test_a_frame_after_the_end_is_not_there(plain, tmp_path):
    with pytest.raises((FilmFailed, FileNotFoundError)):
        frame_at(plain, 50, tmp_path / "frame.png", size=(640, 360), ffmpeg=F)
    assert not (tmp_path / "frame.png").exists()


def test_thumbnails_are_a_hundred_at_most_and_each_has_its_seconds(long, tmp_path):
    assert [every(s) for s in (2, 190, 300, 1800, 5400)] == [2, 2, 4, 18, 54]
    storyboard(long, 20, tmp_path / "s.jpg", tmp_path / "s.vtt", ffmpeg=F)
    cues = (tmp_path / "s.vtt").read_text().strip().split("\n\n")
    assert cues[0] == "WEBVTT"
    assert cues[1] == "00:00:00.000 --> 00:00:02.000\ns.jpg#xywh=0,0,160,90"
    assert cues[-1] == "00:00:18.000 --> 00:00:20.000\ns.jpg#xywh=1440,0,160,90"
    with Image.open(tmp_path / "s.jpg") as sheet:
        assert sheet.size == (1600, 90)
        assert [brightest(sheet, index) > 200 for index in range(10)] == [True] * 10


def brightest(sheet, index):
    return sheet.convert("L").crop((index * 160, 0, index * 160 + 160, 90)).getextrema()[1]


def test_nothing_is_half_written_where_ffmpeg_cannot_start(plain, tmp_path):
    with pytest.raises(FilmFailed):
        make_step(plain, facts(plain), Step(36), tmp_path / "a" / "36.mp4", ffmpeg="/nowhere/ffmpeg")
    assert list((tmp_path / "a").iterdir()) == []
    assert is_whole_film(plain)
