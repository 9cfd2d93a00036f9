"""Subtitle files of teachers: what is read, and what is said of the rest."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.film.captions import Caption, escaped, vtt
from library.film.subtitles import MOST_BYTES, MOST_CAPTIONS, Fault, SubtitlesRefused, clock, read_subtitles

VTT = """WEBVTT - a class
Kind: captions

STYLE
::cue { color: red }

NOTE
Nobody reads this.

first
00:01.000 --> 00:03.500 align:start
<v Anna>Heels <i>together</i>,
toes a little &amp; gently out.

00:01:04.000 --> 00:01:06.000
Grow.
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
{\\an8}Heels <i>together</i>.

2
00:01:04,000 --> 00:01:06,000
Grow: R&D < 3.
"""


def refused(data, film_s=math.inf):
    with pytest.raises(SubtitlesRefused) as caught:
        read_subtitles(data if isinstance(data, bytes) else data.encode(), film_s)
    return [(fault.line, fault.code) for fault in caught.value.faults]


def test_webvtt_is_read_without_its_styles_notes_and_tags():
    assert read_subtitles(VTT.encode()) == [
        Caption(1.0, 3.5, "Heels together, toes a little & gently out."),
        Caption(64.0, 66.0, "Grow."),
    ]


def test_subrip_is_read_without_its_tags():
    assert read_subtitles(SRT.encode()) == [
        Caption(1.0, 3.5, "Heels together."),
        Caption(64.0, 66.0, "Grow: R&D < 3."),
    ]


def test_subrip_without_blank_lines_is_read():
    packed = SRT.replace("\n\n", "\n").encode()
    assert read_subtitles(packed) == read_subtitles(SRT.encode())


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("utf-8-sig", "Demi-plié"), ("utf-16", "Demi-plié"), ("utf-16-le", "Plié"), ("cp1252", "Plié “low”")],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_is_read(encoding, words, ends):
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".replace("\n", ends)
    assert read_subtitles(text.encode(encoding)) == [Caption(1.0, 2.0, words)]


def test_a_last_caption_a_little_too_long_is_cut():
    assert read_subtitles(SRT.encode(), 65.8)[-1].end_s == 65.8


def test_each_fault_is_said_with_its_line():
    text = """WEBVTT

00:05.000 --> 00:03.000
Backwards.

00:01.000 --> 00:02.000
Out of order.

00:01.500 --> 00:04.000
Over the one above.

half past two --> three
Odd.

Lost words.

00:08.000 --> 00:99.000
Ninety-nine seconds.

02:00.000 --> 02:09.000
After the end.
"""
    assert refused(text, 60) == [
        (3, "backwards"),
        (6, "out-of-order"),
        (9, "overlap"),
        (12, "odd-times"),
        (15, "no-times"),
        (17, "odd-times"),
        (20, "after-the-end"),
    ]


def test_a_fault_is_a_sentence():
    with pytest.raises(SubtitlesRefused) as caught:
        read_subtitles(b"1\n00:00:09,000 --> 00:00:08,000\nNo.\n")
    said = "The caption ends at 0:08, before or when it begins (0:09)."
    assert caught.value.faults == [Fault(2, "backwards", said)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-captions"),
        (b"WEBVTT\n", "no-captions"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "not-text"),
        (b"\xff\xfe\x00", "not-text"),
        (b"x" * (MOST_BYTES + 1), "too-big"),
        (("0:01 --> 0:02\nx\n\n" * (MOST_CAPTIONS + 1)).encode(), "too-many"),
    ],
)
def test_what_is_no_subtitle_file_gets_a_sentence(data, code):
    assert refused(data)[0] == (0, code)


def test_a_caption_nobody_could_read_in_time_is_refused():
    assert refused(f"0:01 --> 0:02\n{'la ' * 101}\n") == [(1, "too-long")]


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_it_is_it_is_read_or_refused(data):
    try:
        assert all(caption.end_s > caption.start_s for caption in read_subtitles(data, 3600))
    except SubtitlesRefused as refusal:
        assert refusal.faults


pieces = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        "00:01.000",
        " --> ",
        "9" * 3,
        ":",
        ",5",
        "NOTE",
        "<b>",
        "&amp;",
        "a",
        "1",
        "\r",
        "-",
    ]
)


@given(st.lists(pieces, max_size=60).map("".join))
def test_what_is_nearly_a_subtitle_file_is_read_or_refused(text):
    try:
        read_subtitles(text.encode(), 3600)
    except SubtitlesRefused as refusal:
        assert all(fault.said for fault in refusal.faults)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 5000), words), min_size=1, max_size=8))
def test_what_we_write_is_read_back(rows):
    captions, at_ms = [], 0
    for gap, lasts, text in rows:
        start, end = at_ms + gap, at_ms + gap + lasts
        captions += [Caption(start / 1000, end / 1000, " ".join(text.split()))] * bool(text.split())
        at_ms = end
    if captions:
        file = vtt((c.start_s, c.end_s, escaped(c.text)) for c in captions)
        assert read_subtitles(file.encode()) == captions


@pytest.mark.parametrize(
    ("seconds", "shown"), [(245.3, "4:05.3"), (3729, "1:02:09"), (0.0005, "0:00"), (59.9999, "1:00")]
)
def test_moments_are_shown_as_people_read_them(seconds, shown):
    assert clock(seconds) == shown


def test_a_file_of_arrows_is_read_in_one_pass():
    """It took minutes, and for a web server a bound; no machine is thirty times too slow."""
    before = time.process_time()
    assert len(refused("-->\n" * 200_000, 60)) == 200_000
    assert time.process_time() - before < 40
