"""Our decoder beside the official one, and beyond it where files are damaged."""

import pytest
from garmin_fit_sdk import Decoder, Stream
from garmin_fit_sdk.profile import Profile
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers.fit import decode
from plans.importers.fit.profile import WANTED
from plans.importers.limits import DEFAULT_LIMITS


def ours(data):
    return [message for messages in decode(data, DEFAULT_LIMITS).files for message in messages]


def officials(data):
    """The official decoder's messages that we read: raw values by field number, and its errors."""
    found = []

    def listen(number, message):
        if number in WANTED:
            found.append((number, message))

    decoder = Decoder(Stream.from_byte_array(bytearray(data)))
    _, errors = decoder.read(
        apply_scale_and_offset=False,
        convert_datetimes_to_dates=False,
        convert_types_to_strings=False,
        enable_crc_check=False,
        expand_sub_fields=False,
        expand_components=False,
        merge_heart_rates=False,
        mesg_listener=listen,
    )
    read = [by_number(number, message) for number, message in found]
    return [message for message in read if message[1]], errors  # we keep none that says nothing


def by_number(number, message):
    numbers = {known["name"]: key for key, known in Profile["messages"][number]["fields"].items()}
    fields = {numbers.get(name, name): value for name, value in message.items()}
    return number, {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in fields.items()
        if key in WANTED[number]
    }


# Where the official decoder gives up, and how many of our messages come after all that it read.
GIVES_UP = {
    "activity-settings-corruptheader.fit": 0,  # the size in its header is wrong
    "activity-unexpected-eof.fit": 0,
    "compressed-speed-distance.fit": 761,  # compressed timestamps, which it does not know
    "strava-android-app-201.10-b1218918.fit": 4858,  # bytes in the middle that are no message
}


def test_samples_are_read_as_the_official_decoder_reads_them(fit_sample):
    data = fit_sample.read_bytes()
    theirs, errors = officials(data)
    mine = [(message.number, message.fields) for message in ours(data)]
    assert bool(errors) == (fit_sample.name in GIVES_UP)
    sure = theirs[:-1] if errors else theirs  # the last before it gave up may be rubbish
    assert mine[: len(sure)] == sure
    assert len(mine) - len(theirs) == GIVES_UP.get(fit_sample.name, 0)


def test_a_file_of_our_own_is_read_as_the_official_decoder_reads_it(make):
    for order in "<>":
        data = make.fit_run(20, order=order).file()
        theirs, errors = officials(data)
        assert not errors
        assert [(message.number, message.fields) for message in ours(data)] == theirs
        assert len(theirs) == 23


VALUES = {
    0x00: st.integers(0, 255),
    0x01: st.integers(-128, 127),
    0x02: st.integers(0, 255),
    0x83: st.integers(-(2**15), 2**15 - 1),
    0x84: st.integers(0, 2**16 - 1),
    0x85: st.integers(-(2**31), 2**31 - 1),
    0x86: st.integers(0, 2**32 - 1),
    0x8C: st.integers(0, 2**32 - 1),
}


@st.composite
def messages(draw):
    """A message number, fields of any types, and values, the missing ones among them."""
    number = draw(st.sampled_from([0, 18, 19, 20, 34, 99]))
    keys = draw(st.lists(st.integers(0, 255), min_size=1, max_size=8, unique=True))
    types = [draw(st.sampled_from(sorted(VALUES))) for _ in keys]
    return number, list(zip(keys, types, strict=True)), [draw(VALUES[kind]) for kind in types]


@given(drawn=st.lists(messages(), min_size=1, max_size=6), order=st.sampled_from("<>"))
@settings(max_examples=60, deadline=None)
def test_any_types_in_any_field_are_read_alike(make, drawn, order):
    fit = make.Fit(order)
    for at, (number, fields, values) in enumerate(drawn):
        fit.define(at, number, *fields).data(at, *values)
    data = fit.file()
    theirs, errors = officials(data)
    assert not errors
    assert [(message.number, message.fields) for message in ours(data)] == theirs


def codes(data):
    return [notice.code for notice in decode(data, DEFAULT_LIMITS).notices]


def test_a_wrong_checksum_is_said_and_forgiven(make):
    fit = make.fit_run(5)
    assert ours(fit.file(crc=1)) == ours(fit.file())
    assert (codes(fit.file(crc=1)), codes(fit.file())) == (["wrong_checksum"], [])


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_header_that_was_never_completed_is_forgiven(make, size):
    fit = make.fit_run(5)
    assert ours(fit.file(size=size)) == ours(fit.file())


def test_a_file_that_breaks_off_gives_all_whole_messages(make):
    fit = make.fit_run(5, session=False)
    whole = fit.file()
    assert ours(whole[:-10]) == ours(whole)[:-1]
    assert codes(whole[:-10]) == ["unfinished"]


def test_files_one_after_another_are_all_read(make):
    one, two = make.fit_run(5).file(), make.fit_run(9, order=">").file()
    assert ours(one + two) == ours(one) + ours(two)
    assert codes(one + two) == []
    assert codes(one + b"rubbish") == ["trailing_bytes"]


@pytest.mark.parametrize("at", range(150, 1150, 37))
def test_a_lost_byte_costs_a_message_and_not_the_rest(make, at):
    whole = make.fit_run(60, session=False).file()
    hurt = whole[:at] + whole[at + 1 :]
    there = ours(whole)
    found = [message for message in ours(hurt) if message in there]
    assert len(found) >= len(there) - 3
    assert found[-1] == there[-1]
    assert codes(hurt) == ["bytes_lost"]


def test_damage_that_looks_like_a_definition_does_not_spoil_the_good_one(make):
    fit = make.fit_run(30, session=False)
    there = ours(fit.file())
    spoiled = bytes([0x41, 0, 0, 20, 0, 1, 3, 200, 2])  # records of 200 bytes from now on
    at = 12 + 500
    hurt = fit.file()[:at] + spoiled + fit.file()[at:]
    assert len([message for message in ours(hurt) if message in there]) >= len(there) - 3


def test_a_time_written_as_text_is_no_clock(make):
    fit = make.fit_run(5).define(1, 20, (253, 0x07, 4), (3, 0x02)).data(1, b"noon", 140)
    assert ours(fit.file())[-1] == (20, {253: "noon", 3: 140}, {})
    ours(fit.file()[:-20] + b"\x7f" * 30)


def test_compressed_timestamps_roll_over(make):
    fit = make.Fit().define(0, 20, (253, 0x86), (3, 0x02)).define(1, 20, (3, 0x02))
    base = make.now & ~31
    fit.data(0, base + 30, 100)
    for offset in (31, 1, 5, 4):
        fit.data(1, 100, header=0x80 | 1 << 5 | offset)
    assert [message.fields[253] - base for message in ours(fit.file())] == [30, 31, 33, 37, 68]


def test_developer_fields_are_read_by_their_description(make):
    fit = (
        make.Fit()
        .define(0, 206, (0, 0x02), (1, 0x02), (2, 0x02), (3, 0x07, 8))
        .data(0, 0, 9, 0x84, b"Power\0")
    )
    fit.define(1, 20, (253, 0x86), developer=((9, 2, 0), (7, 1, 3)))
    fit.data(1, make.now, b"\xfa\0", b"?")
    assert ours(fit.file())[-1] == (20, {253: make.now}, {(0, 9): 250})
