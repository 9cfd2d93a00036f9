"""Sets of classes as bitmaps: bit n stands for the class with key n. 10,000 classes are 1.25 kB."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

FLAGS = bytes.maketrans(b"01", b"\0\1")


def bitmap(keys: Iterable[int]) -> int:
    """The set of these keys. Filled byte by byte: a long whole number would be copied for every bit."""
    kept = list(keys)
    filled = bytearray(max(kept, default=0) // 8 + 1)
    for key in kept:
        filled[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(filled, "little")


def in_order(bits: int, order: Sequence[int]) -> Iterator[int]:
    """The keys of the order that are in the set, one after another as they are asked for."""
    if not bits:
        return iter(())
    flags = f"{bits:b}"[::-1].encode().translate(FLAGS).ljust(max(order, default=0) + 1, b"\0")
    return compress(order, map(flags.__getitem__, order))


def keys_in(bits: int) -> list[int]:
    """The keys that are in the set, the lowest first."""
    digits = f"{bits:b}"[::-1]
    found, at = [], digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found


def to_blob(bits: int) -> bytes:
    """As a column keeps the set; nothing for none."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def from_blob(blob: bytes | memoryview) -> int:
    return int.from_bytes(blob, "little")
