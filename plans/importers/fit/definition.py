"""Definitions of FIT messages: which bytes of a message are which field, and their values."""

from struct import Struct
from typing import NamedTuple

from . import profile
from .profile import TIMESTAMP

Value = int | float | str | tuple[int | float | None, ...]


class Message(NamedTuple):
    """Raw values by field number, missing ones left out; developer fields by (index, field number)."""

    number: int
    fields: dict[int, Value]
    developer: dict[tuple[int, int], Value]


class _Slot(NamedTuple):
    key: int | tuple[int, int]
    at: int  # first of its values in the unpacked tuple
    width: int  # how many values it makes
    base_type: int
    missing: int | None


def _is_whole(slot: _Slot) -> bool:
    """One whole number, not several, a text or a float."""
    return slot.width == 1 and slot.missing is not None


class Definition:
    """What a local message number stands for, with the struct that unpacks the fields we read."""

    def __init__(self, number: int, form: str, slots: list[_Slot]) -> None:
        self.number = number
        self.struct = Struct(form)
        self.size = self.struct.size
        self.kept = number in profile.WANTED
        self.slots = slots
        own = [slot for slot in slots if isinstance(slot.key, int)]
        self.plain = len(own) == len(slots) and all(
            slot.width == 1 and slot.missing is not None for slot in slots
        )
        self.keys = tuple(slot.key for slot in own)
        self.missing = tuple(slot.missing for slot in own)
        self.clock = next((slot.at for slot in own if slot.key == TIMESTAMP and _is_whole(slot)), None)


def definition_of(
    number: int, order: str, fields: bytes, extra: bytes, described: dict[tuple[int, int], int]
) -> Definition:
    wanted = profile.WANTED.get(number, profile.ONLY_TIME)
    form, slots, at = [order], [], 0
    for place in range(0, len(fields) - 2, 3):
        key, size, base_type = fields[place], fields[place + 1], fields[place + 2] & 0x1F
        if key not in wanted or base_type not in profile.BASE_TYPES or not size:
            form.append(f"{size}x")
            continue
        part, count, missing = _unpacking(size, base_type)
        form.append(part)
        slots.append(_Slot(key, at, count, base_type, missing))
        at += count
    for place in range(0, len(extra) - 2, 3):
        name = (extra[place + 2], extra[place])
        size = extra[place + 1]
        base_type = described.get(name, -1)
        if base_type not in profile.BASE_TYPES or not size:
            form.append(f"{size}x")
            continue
        part, count, missing = _unpacking(size, base_type)
        form.append(part)
        slots.append(_Slot(name, at, count, base_type, missing))
        at += count
    return Definition(number, "".join(form), slots)


def _unpacking(size: int, base_type: int) -> tuple[str, int, int | None]:
    """The struct code of a field, how many values it makes, and the value that means "missing"."""
    one, code, missing = profile.BASE_TYPES[base_type]
    if code == "s":
        return f"{size}s", 1, None
    if size % one:  # a size that does not fit the type: bytes, as the official decoder has it
        return f"{size}B", size, 0xFF
    return f"{size // one}{code}", size // one, missing


def fields_of(
    definition: Definition, values: tuple[Value | bytes, ...]
) -> tuple[dict[int, Value], dict[tuple[int, int], Value]]:
    if definition.plain:
        return {
            key: value  # type: ignore[misc]
            for key, value, missing in zip(definition.keys, values, definition.missing, strict=True)
            if value != missing
        }, {}
    own: dict[int, Value] = {}
    developer: dict[tuple[int, int], Value] = {}
    for slot in definition.slots:
        value = _value(slot, values)
        if value is None:
            continue
        if isinstance(slot.key, int):
            own[slot.key] = value
        else:
            developer[slot.key] = value
    return own, developer


def _value(slot: _Slot, values: tuple[Value | bytes, ...]) -> Value | None:
    if slot.base_type == profile.STRING:
        text = values[slot.at]
        return text.split(b"\0")[0].decode("utf-8", "replace") or None if isinstance(text, bytes) else None
    if slot.width == 1:
        return _present(values[slot.at], slot.missing)
    several = tuple(_present(value, slot.missing) for value in values[slot.at : slot.at + slot.width])
    if slot.base_type == profile.BYTE and any(value is not None for value in several):
        return values[slot.at : slot.at + slot.width]  # type: ignore[return-value]  # bytes may be 255
    return several if any(value is not None for value in several) else None


def _present(value: Value | bytes, missing: int | None) -> int | float | None:
    if isinstance(value, int | float) and value == value and value != missing:
        return value
    return None
