from hypothesis import given
from hypothesis import strategies as st

from plans.importers.fit.checksum import checksum


def test_the_known_check_value():
    assert checksum(b"123456789") == 0xBB3D


@given(st.binary(max_size=300))
def test_two_bytes_at_a_time_give_what_bit_by_bit_gives(make, data):
    assert checksum(data) == make.crc16(data)
