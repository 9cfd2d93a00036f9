"""What is found in films from phones, cameras and mischief-makers."""

import socket
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.film.container import NotAFilm
from library.film.probe import FilmFacts, Picture, Sound, check, film_facts, lasting, parsed
from tests.films import H264, HEVC, VP9, cut, ffmpeg, film, turned


def facts(path, **bounds):
    return film_facts(path, **{"least_s": 1, **bounds})


def refusal(path, **bounds):
    with pytest.raises(NotAFilm) as refused:
        facts(path, **bounds)
    return refused.value.code


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return film(tmp_path_factory.mktemp("films") / "plain.mp4")


def test_a_plain_film(plain):
    found = facts(plain)
    assert found == FilmFacts(
        "mov",
        2.0,
        found.kbps,
        Picture("h264", "yuv420p", "", False, 64, 36, 1.0, 0, 25.0),
        Sound("aac", 1),
    )
    assert 20 < found.kbps < 500


@pytest.mark.parametrize(
    ("degrees", "seen", "shown"), [(90, 90, (36, 64)), (-90, 270, (36, 64)), (180, 180, (64, 36))]
)
def test_a_phone_held_upright(plain, tmp_path, degrees, seen, shown):
    picture = facts(turned(tmp_path / "turned.mov", degrees, plain)).picture
    assert (picture.rotation, picture.shown) == (seen, shown)


def test_hdr_of_a_phone(tmp_path):
    path = film(tmp_path / "phone.mov", coded=(*HEVC, "-tag:v", "hvc1"))
    picture = facts(path).picture
    assert (picture.codec, picture.pixels, picture.transfer, picture.hdr) == (
        "hevc",
        "yuv420p10le",
        "arib-std-b67",
        True,
    )


def test_a_browsers_recording_a_camcorders_and_one_without_sound(tmp_path):
    webm = facts(film(tmp_path / "a.webm", coded=VP9, tone=("-c:a", "libopus")))
    assert (webm.container, webm.picture.codec, webm.sound) == ("matroska", "vp9", Sound("opus", 1))
    camcorder = facts(film(tmp_path / "a.ts", tone=("-c:a", "ac3", "-ac", "6")))
    assert (camcorder.container, camcorder.sound) == ("mpegts", Sound("ac3", 6))
    silent = facts(film(tmp_path / "a.mkv", size="63x35", coded=("-c:v", "libx264"), tone=(), rate="60"))
    assert (silent.sound, silent.picture.width, silent.picture.fps) == (None, 63, 60.0)


def test_wide_pixels_and_interlaced_ones(tmp_path):
    fields = ("-flags", "+ildct+ilme", "-x264-params", "tff=1", "-vf", "setsar=16/15")
    picture = facts(film(tmp_path / "dv.mov", coded=H264, more=fields)).picture
    assert (picture.interlaced, picture.shown) == (True, (68, 36))


def test_sound_alone_is_no_film_even_with_a_cover(tmp_path):
    ffmpeg("-f", "lavfi", "-i", "sine=duration=2", "-c:a", "aac", tmp_path / "voice.m4a")
    assert refusal(tmp_path / "voice.m4a") == "sound"
    cover = ("-f", "lavfi", "-i", "testsrc=size=64x36:rate=25:duration=0.04")
    pinned = ("-map", "0", "-map", "1", "-c:v", "mjpeg", "-disposition:v", "attached_pic")
    ffmpeg("-f", "lavfi", "-i", "sine=duration=2", *cover, *pinned, tmp_path / "song.m4a")
    assert refusal(tmp_path / "song.m4a") == "sound"


def test_one_picture_that_lasts_is_a_still(tmp_path):
    assert refusal(film(tmp_path / "still.mp4", rate="1", seconds=3, tone=())) == "still"


@pytest.mark.parametrize(
    ("bounds", "code", "sentence"),
    [
        ({"least_s": 60}, "short", "It lasts 2 seconds; a class lasts 1 minute at least"),
        ({"most_s": 1}, "long", "It lasts 2 seconds; a class lasts 1 second at most"),
    ],
)
def test_length_is_bounded(plain, bounds, code, sentence):
    with pytest.raises(NotAFilm, match=sentence) as refused:
        facts(plain, **bounds)
    assert refused.value.code == code


@pytest.mark.parametrize("size", ["9000x32", "32x9000"])
def test_a_bomb_of_a_picture_is_refused_by_its_size(tmp_path, size):
    """Grey pictures without end in sight take a few kilobytes in the file, and gigabytes of memory."""
    bomb = film(tmp_path / "bomb.mkv", size=size, rate="2", seconds=1, tone=())
    assert refusal(bomb) == "huge"


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("h264 (High), yuv420p, 999999999x2 [SAR 1:1 DAR 1:1], 25 fps, 25 tbr", "huge"),
        ("h264 (High), yuv420p, 64x36 [SAR 999999:1 DAR 1:1], 25 fps, 25 tbr", "huge"),
        ("h264 (High), yuv420p, 8x8, 25 fps, 25 tbr", "tiny"),
        ("h264 (High), yuv420p, 64x36, 90k fps, 90k tbr", "frantic"),
        ("h264 (High), yuv420p, 64x36, 90k tbn", "still"),
        ("none (encv / 0x76636E65), 64x36, 25 fps", "codec"),
        ("none (encv / 0x76636E65), 25 fps", "codec"),
        ("gif, bgra, 64x36, 25 fps", "codec"),
    ],
)
def test_pictures_nobody_films_are_refused(stream, code):
    text = f"  Duration: 00:01:00.00, start: 0.0, bitrate: 9 kb/s\n  Stream #0:0: Video: {stream}\n"
    with pytest.raises(NotAFilm) as refused:
        check(parsed(text, "mov"), 1, 5400)
    assert refused.value.code == code


@pytest.mark.parametrize("lasts", ["N/A, start: 0.0, bitrate: N/A", "soon"])
def test_a_film_that_does_not_say_how_long_it_is_is_refused(lasts):
    with pytest.raises(NotAFilm) as refused:
        parsed(f"  Duration: {lasts}\n  Stream #0:0: Video: h264, yuv420p, 64x36, 25 fps\n", "mpegts")
    assert refused.value.code == "endless"


def test_a_film_cut_short_is_refused(plain, tmp_path):
    assert refusal(cut(tmp_path / "cut.mp4", plain)) in {"cut", "no_index"}
    assert refusal(cut(tmp_path / "little.mp4", plain, 0.01)) in {"cut", "no_index"}


def test_labels_that_imitate_the_true_lines_are_not_believed(tmp_path, plain):
    label = ("-movflags", "use_metadata_tags", "-metadata")
    ffmpeg("-i", plain, "-c", "copy", *label, "odd\n  Duration: 00:10:00.00, start: 0=5", tmp_path / "a.mov")
    assert refusal(tmp_path / "a.mov") == "odd"
    stream = "odd\n  Stream #0:0: Video: h264, yuv420p, 1920x1080, 25 fps=5"
    ffmpeg("-i", plain, "-c", "copy", *label, stream, tmp_path / "b.mov")
    assert refusal(tmp_path / "b.mov") == "odd"
    ffmpeg("-i", plain, "-c", "copy", "-metadata", "title=x\n  Duration: 01:00:00.00", tmp_path / "c.mov")
    assert facts(tmp_path / "c.mov").duration_s == 2.0


def test_no_file_makes_ffmpeg_ask_anybody(tmp_path):
    """A playlist, whatever it is called and begins with, opens no connection and no other file."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.5)
    calls = []
    threading.Thread(target=lambda: calls.extend(accepted(listener)), daemon=True).start()
    port = listener.getsockname()[1]
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n"
    # Disguised as a transport stream by its packets' first letters.
    disguised = b"".join(b"G" + playlist.encode().ljust(187, b"\n")[:187] for _ in range(6))
    for name, data in (("a.m3u8", playlist.encode()), ("b.mp4", playlist.encode()), ("c.ts", disguised)):
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path / name) in {"playlist", "damaged", "sound", "endless"}
    listener.close()
    assert calls == []


def accepted(listener):
    try:
        yield listener.accept()
    except OSError:
        return


def test_a_film_that_points_to_another_file_gets_nothing_from_it(tmp_path, plain):
    """A MOV's data reference may name a path; ffmpeg is told not to follow it."""
    data = bytearray(plain.read_bytes())
    at = data.index(b"url ")
    data[at : at + 8] = b"alis\0\0\0\0"  # not "in this file" any more
    (tmp_path / "alias.mov").write_bytes(data)
    try:
        assert facts(tmp_path / "alias.mov").duration_s == 2.0
    except NotAFilm as refused:
        assert refused.code in {"damaged", "sound", "codec"}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_film_is_read_or_refused_with_a_sentence(plain, tmp_path_factory, changes):
    data = bytearray(plain.read_bytes())
    for at, value in changes:
        data[-1 - at] = value  # the index stands at the end
    path = tmp_path_factory.mktemp("fuzz") / "film"
    path.write_bytes(data)
    try:
        assert 1 <= facts(path).duration_s <= 5400
    except NotAFilm as refused:
        assert str(refused).endswith((".", "(H.264, AAC)."))


@given(st.text())
def test_whatever_ffmpeg_prints_is_understood_or_refused(text):
    with pytest.raises(NotAFilm):
        parsed(text, "mov")


def test_lengths_are_said_as_people_say_them():
    assert [lasting(s) for s in (1, 45, 60, 120, 750)] == [
        "1 second",
        "45 seconds",
        "1 minute",
        "2 minutes",
        "12:30 minutes",
    ]
