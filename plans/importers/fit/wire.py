"""Bytes of a FIT file into messages.

Source of the layout: the FIT protocol (headers of 12 or 14 bytes; definitions, data, compressed timestamps,
developer fields; a CRC-16). Forgiven: a header whose size is wrong or zero, a file cut short, a wrong
checksum, several files one after another, unknown messages and fields, fields whose size does not fit their
type, bytes that were lost on the way.
"""

from dataclasses import dataclass, field

from ..limits import Limits
from ..sentences import Notice, NotUnderstood
from . import profile
from .checksum import checksum
from .definition import Definition, Message, Value, definition_of, fields_of
from .profile import TIMESTAMP


@dataclass
class Decoded:
    """Messages of each of the files in the data, one list per header found."""

    files: list[list[Message]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


_MOST_RESCUES = 50
_RESCUE_BYTES = 4096  # searched for the next sound message after a damaged place
_MOST_LOST = 8  # bytes at one damaged place, when telling a file with holes from one cut short
_LONGEST_LIKELY = 512  # bytes in a message of a real file
_TOO_SHORT = 3  # bytes: no message with a time fits
_DAY_S = 86400


@dataclass
class _Budget:
    """What all files in the data may use together, so that no file can keep us for long."""

    messages: int
    rescues: int = _MOST_RESCUES


class _Reader:
    """One FIT file inside the data: from its header to its end."""

    def __init__(self, data: bytes, start: int, budget: _Budget) -> None:
        self.data = data
        self.budget = budget
        self.messages: list[Message] = []
        self.definitions: dict[int, Definition] = {}
        self.described: dict[tuple[int, int], int] = {}  # developer field → base type
        self.clock = 0  # last timestamp, for compressed ones
        self.sound = (0, 0, 0)  # position, messages and clock after the last message in good order
        self.replaced: list[tuple[int, Definition | None]] = []  # definitions that were, since then
        self.rescues = 0
        self.unfinished = False
        self.at = start + (12 if data[start] == 12 else 14)
        size = int.from_bytes(data[start + 4 : start + 8], "little")
        self.end = self.at + size
        self.short = max(0, self.end - len(data))  # bytes the header promises beyond the end of the data
        self.sized = size > 0 and not self.short
        if not self.sized:
            following = _next_header(data, self.at)
            self.end = following if following >= 0 else len(data)

    def read(self) -> None:
        """Read to the end, past damaged places where a sound message can be found after them."""
        while True:
            self._read_on()
            if self._is_over() or not self._rescue():
                break
        if self.short > _MOST_LOST * self.rescues:
            self.unfinished = True

    def _is_over(self) -> bool:
        """At the end, or at the checksum where the header does not say rightly where the end is."""
        doubtful = self.rescues or not self.sized
        return self.at >= self.end or bool(doubtful and self.end - self.at <= _TOO_SHORT)

    def _read_on(self) -> None:
        data, end, budget = self.data, self.end, self.budget
        while self.at < end:
            header = data[self.at]
            if header & 0x80:
                going = self._data(header >> 5 & 3, header & 0x1F)
            elif header & 0x40:
                going = self._define(header)
            else:
                going = self._data(header & 0x0F, None)
            if not going:
                return
            budget.messages -= 1
            if budget.messages < 0:
                raise NotUnderstood("too_many_parts")

    def _data(self, local: int, offset: int | None) -> bool:
        definition = self.definitions.get(local)
        if definition is None:
            return False
        if self.at + 1 + definition.size > self.end:
            return self._overrun()
        values = definition.struct.unpack_from(self.data, self.at + 1)
        self.at += 1 + definition.size
        well = False
        if definition.clock is not None:
            well = self._tick(values[definition.clock])
        elif offset is not None:
            self.clock += (offset - self.clock) & 0x1F
            well = definition.number == profile.RECORD
        if definition.kept:
            self._keep(definition, values, offset is not None)
        if well:
            self.sound = (self.at, len(self.messages), self.clock)
            self.replaced.clear()
        return True

    def _tick(self, seconds: object) -> bool:
        """Take over a time. True if it is near the last good one, which says that all is well up to here."""
        if not isinstance(seconds, int) or seconds == 0xFFFFFFFF:
            return False
        self.clock = seconds
        last = self.sound[2]
        return not last or abs(seconds - last) <= _DAY_S

    def _overrun(self) -> bool:
        """A message that runs over the end: cut short, unless so much is left that it is damage."""
        return self._cut() if self.end - self.at <= _LONGEST_LIKELY else False

    def _cut(self) -> bool:
        """Nothing more is to be found."""
        self.unfinished = self.unfinished or not self._is_over()
        self.at = self.end
        return False

    def _keep(self, definition: Definition, values: tuple[Value | bytes, ...], compressed: bool) -> None:
        message = Message(definition.number, *fields_of(definition, values))
        if compressed and TIMESTAMP not in message.fields:
            message.fields[TIMESTAMP] = self.clock
        if not message.fields and not message.developer:
            return  # a message that says nothing takes 200 bytes all the same
        self.messages.append(message)
        if definition.number == profile.FIELD_DESCRIPTION:
            self._describe(message.fields)

    def _describe(self, fields: dict[int, Value]) -> None:
        index, number, base_type = fields.get(0), fields.get(1), fields.get(2)
        if isinstance(index, int) and isinstance(number, int) and isinstance(base_type, int):
            self.described[index, number] = base_type & 0x1F

    def _define(self, header: int) -> bool:
        found = self._definition_at(self.at, header)
        if found is None:
            return self._overrun()
        self.replaced.append((header & 0x0F, self.definitions.get(header & 0x0F)))
        self.definitions[header & 0x0F], self.at = found
        return True

    def _definition_at(self, at: int, header: int) -> tuple[Definition, int] | None:
        """The definition at a place and the place after it; None if it does not fit in the file."""
        data = self.data
        if at + 6 > self.end:
            return None
        big = data[at + 2] == 1
        number = int.from_bytes(data[at + 3 : at + 5], "big" if big else "little")
        after = at + 6 + 3 * data[at + 5]
        fields = data[at + 6 : after]
        extra = b""
        if header & 0x20 and after < self.end:
            extra = data[after + 1 : after + 1 + 3 * data[after]]
            after += 1 + 3 * data[after]
        if after > self.end:
            return None
        return definition_of(number, ">" if big else "<", fields, extra, self.described), after

    def _rescue(self) -> bool:
        """After a damaged place, go back to the last sound record and on to the next message that fits."""
        at, kept, clock = self.sound
        if not at or not self.budget.rescues:
            return self._cut()
        self.budget.rescues -= 1
        self._undo_definitions()
        for place in range(at + 1, min(at + _RESCUE_BYTES, self.end)):
            if self._fits(place, clock):
                del self.messages[kept:]
                self.at, self.clock = place, clock
                self.rescues += 1
                return True
        return self._cut()

    def _undo_definitions(self) -> None:
        """Damage can look like a definition and spoil a good one."""
        for local, before in reversed(self.replaced):
            if before is None:
                self.definitions.pop(local, None)
            else:
                self.definitions[local] = before
        self.replaced.clear()

    def _fits(self, at: int, clock: int) -> bool:
        """Three messages in a row that are defined, one of them with a time soon after the last sound one."""
        timed = False
        for _ in range(3):
            if at >= self.end:
                break
            header = self.data[at]
            definition = self.definitions.get(header) if header < 0x10 else None
            if definition is None or at + 1 + definition.size > self.end:
                return False
            if definition.clock is not None:
                seconds = definition.struct.unpack_from(self.data, at + 1)[definition.clock]
                if abs(seconds - clock) > _DAY_S:
                    return False
                timed = True
            at += 1 + definition.size
        return timed


def decode(data: bytes, limits: Limits) -> Decoded:
    """All messages we read, file by file. Raises NotUnderstood only beyond a limit."""
    decoded = Decoded()
    start = 0
    lost, unfinished = 0, False
    budget = _Budget(limits.fit_messages)
    while start >= 0:
        reader = _Reader(data, start, budget)
        reader.read()
        decoded.files.append(reader.messages)
        if len(decoded.files) > limits.activities:
            raise NotUnderstood("too_many_parts")
        lost += reader.rescues
        unfinished = unfinished or reader.unfinished
        start = _after(reader, start, decoded)
    if lost > 0:
        decoded.notices.append(Notice("bytes_lost", {"n": lost}))
    if unfinished:
        decoded.notices.append(Notice("unfinished"))
    return decoded


def _after(reader: _Reader, start: int, decoded: Decoded) -> int:
    """Where the next FIT file in the data begins; -1 if there is none. Checks the one that ended."""
    data, end = reader.data, reader.end
    if not reader.sized:
        return _next_header(data, end)
    if end + 2 <= len(data) and checksum(data[start:end]) != int.from_bytes(data[end : end + 2], "little"):
        decoded.notices.append(Notice("wrong_checksum"))
    following = _next_header(data, end)
    if following < 0 and len(data) > end + 2:
        decoded.notices.append(Notice("trailing_bytes", {"n": len(data) - end - 2}))
    return following


def _next_header(data: bytes, at: int) -> int:
    found = data.find(b".FIT", at + 8)
    while found >= 0:
        if data[found - 8] in (12, 14) and found - 8 >= at:
            return found - 8
        found = data.find(b".FIT", found + 1)
    return -1


__all__ = ["Decoded", "Message", "Value", "decode"]
