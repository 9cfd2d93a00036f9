"""A reader of MP4 files after ISO/IEC 14496-12, which shares nothing with the code that writes them."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

CONTAINERS = {"moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts", "udta", "mvex"}
NOT_A_KEY = 0x10000


@dataclass
class Track:
    """What is played when: decode and presentation times in ticks, byte offsets and sizes of the samples."""

    kind: str = ""
    timescale: int = 0
    width: int = 0
    height: int = 0
    starts: list[int] = field(default_factory=list)  # decode times
    times: list[int] = field(default_factory=list)  # presentation times
    keys: list[int] = field(default_factory=list)  # numbers of the frames one can jump to, as presented
    sizes: list[int] = field(default_factory=list)
    tables: dict[str, bytes] = field(default_factory=dict)

    @property
    def seconds(self):
        return (max(self.times) + self.step) / self.timescale

    @property
    def step(self):
        return self.starts[1] - self.starts[0]


class Film:
    def __init__(self, path):
        self.data = Path(path).read_bytes()
        self.tracks, self.fragments, self.edits, self.order = [], 0, 0, []
        self.head = b""
        self.read(0, len(self.data))
        for track in self.tracks:
            if track.tables.get("stsz") and not track.times:
                whole(track)

    def read(self, start, end, track=None, run=None):
        at = start
        while at < end:
            size, name = struct.unpack_from(">I4s", self.data, at)
            name, body = name.decode("latin-1"), at + 8
            if start == 0:
                self.order.append(name)
                if name in ("ftyp", "moov"):
                    self.head += self.data[at : at + size]
            if name == "trak":
                track = Track()
                self.tracks.append(track)
            if name == "moof":
                self.fragments += 1
                track, run = self.tracks[0], {}
            if name in CONTAINERS:
                self.read(body, at + size, track, run)
            else:
                getattr(self, f"box_{name}", lambda *rest: None)(body, at + size, track, run)
            assert size >= 8
            at += size
        assert at == end, "boxes do not add up"

    # --- of a track -------------------------------------------------------------------------------

    def box_elst(self, body, end, track, run):
        self.edits += 1

    def box_tkhd(self, body, end, track, run):
        track.width, track.height = (n >> 16 for n in struct.unpack_from(">II", self.data, end - 8))

    def box_mdhd(self, body, end, track, run):
        track.timescale = struct.unpack_from(">I", self.data, body + (20 if self.data[body] else 12))[0]

    def box_hdlr(self, body, end, track, run):
        if track and not track.kind:
            track.kind = self.data[body + 8 : body + 12].decode()

    def keep(self, name):
        def kept(body, end, track, run):
            track.tables[name] = self.data[body:end]

        return kept

    def __getattr__(self, name):
        if name in ("box_stts", "box_ctts", "box_stsz", "box_stss"):
            return self.keep(name[4:])
        raise AttributeError(name)

    # --- of a fragment ----------------------------------------------------------------------------

    def box_tfhd(self, body, end, track, run):
        flags = int.from_bytes(self.data[body + 1 : body + 4], "big")
        at = body + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
        for bit, name in ((8, "duration"), (16, "size"), (32, "flags")):
            if flags & bit:
                run[name] = struct.unpack_from(">I", self.data, at)[0]
                at += 4

    def box_tfdt(self, body, end, track, run):
        wide = ">Q" if self.data[body] else ">I"
        run["time"] = struct.unpack_from(wide, self.data, body + 4)[0]

    def box_trun(self, body, end, track, run):
        version, flags = self.data[body], int.from_bytes(self.data[body + 1 : body + 4], "big")
        number, at, time = *struct.unpack_from(">I", self.data, body + 4), body + 8, run["time"]
        at += 4 if flags & 1 else 0
        first = struct.unpack_from(">I", self.data, at)[0] if flags & 4 else None
        at += 4 if flags & 4 else 0
        for i in range(number):
            row = {name: run.get(name, 0) for name in ("duration", "size", "flags")} | {"offset": 0}
            if first is not None and i == 0:
                row["flags"] = first
            for bit, name in ((0x100, "duration"), (0x200, "size"), (0x400, "flags"), (0x800, "offset")):
                if flags & bit:
                    signed = ">i" if version and name == "offset" else ">I"
                    row[name] = struct.unpack_from(signed, self.data, at)[0]
                    at += 4
            track.starts.append(time)
            track.times.append(time + row["offset"])
            track.sizes.append(row["size"])
            if track.kind == "vide" and not row["flags"] & NOT_A_KEY:
                track.keys.append((time + row["offset"]) // row["duration"])
            time += row["duration"]


def whole(track):
    """Sample tables of a file that is not fragmented."""
    stsz = track.tables["stsz"]
    same, number = struct.unpack_from(">II", stsz, 4)
    track.sizes = [same] * number if same else list(struct.unpack_from(f">{number}I", stsz, 12))
    durations = runs(track.tables["stts"], ">I")
    offsets = runs(track.tables["ctts"], ">i") if "ctts" in track.tables else [0] * number
    time = 0
    for duration, offset in zip(durations, offsets, strict=True):
        track.starts.append(time)
        track.times.append(time + offset)
        time += duration
    if "stss" in track.tables:
        count = struct.unpack_from(">I", track.tables["stss"], 4)[0]
        track.keys = [n - 1 for n in struct.unpack_from(f">{count}I", track.tables["stss"], 8)]


def runs(table, kind):
    """Run-length pairs (number, value), written out."""
    out = []
    for i in range(struct.unpack_from(">I", table, 4)[0]):
        number = struct.unpack_from(">I", table, 8 + 8 * i)[0]
        out += [struct.unpack_from(kind, table, 12 + 8 * i)[0]] * number
    return out
