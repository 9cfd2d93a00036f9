"""What kind of file this is, told from its own bytes, and whether all of it is there.

Nothing here decodes anything, so it is safe for any file and quick for a large one.
"""

import re
from pathlib import Path
from typing import BinaryIO

HEAD_BYTES = 4096
EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
TS_PACKET = 188
MOST_BOXES = 100_000  # looked at: a file of nothing but empty ones took minutes
MB = 1024**2

SENTENCES = {
    "empty": "This file is empty. If it lies in a cloud folder, download it to this device first.",
    "archive": "This is an archive, not a film. Unpack it and choose the film inside.",
    "document": "This is a document, not a film. Choose the film itself, MP4 or MOV.",
    "picture": "This is a picture, not a film. Choose the film itself, MP4 or MOV.",
    "still": "This shows one picture only, it does not move. Choose the film itself.",
    "sound": "This has sound but no moving picture. Choose the film itself, MP4 or MOV.",
    "playlist": "This is a playlist: it only says where a film lies. Choose the film itself.",
    "text": "This is a text, not a film. Choose the film itself, MP4 or MOV.",
    "other": "{kind} films are not read here. Export it as MP4 and choose that.",
    "unknown": "This is no film that can be read here. Export it as MP4 and choose that.",
    "cut": "The file is cut short: {there} of {whole} MB are there. Copy it from the camera again.",
    "cut_at": "The film stops at {at} though it should last {of}. Copy it from the camera again.",
    "no_index": "The film's index is missing, as after an interrupted recording or copy. Copy it from the "
    "camera again, or open it there and save it anew.",
    "damaged": "The file is damaged and cannot be read. Copy it from the camera again, or export it anew.",
    "odd": "The labels inside this file contradict each other. Export it anew as MP4 and choose that.",
    "codec": "Its {what} is coded as “{codec}”, which is not read here. Export it as MP4 (H.264, AAC).",
    "short": "It lasts {lasts}; a class lasts {least} at least. Choose the whole film.",
    "long": "It lasts {lasts}; a class lasts {most} at most. Cut it into several classes.",
    "endless": "It does not say how long it lasts. Export it anew as MP4 and choose that.",
    "huge": "Its picture is {size}, more than can be shown. Export it at 4K (3840 × 2160) or smaller.",
    "tiny": "Its picture is {size}, too small to see anybody dance. Choose a larger one.",
    "frantic": "It has {fps} pictures a second. Export it with 60 or fewer.",
    "slow": "Reading it took too long; the file seems damaged. Export it anew as MP4 and choose that.",
}


class NotAFilm(Exception):
    """The file is no film we take: a code, its parameters, and the English sentence as the message."""

    def __init__(self, code: str, **parameters: object):
        super().__init__(SENTENCES[code].format(**parameters))
        self.code, self.parameters = code, parameters


STARTS = (
    (b"PK\x03\x04", "archive", ""),
    (b"PK\x05\x06", "archive", ""),
    (b"\x1f\x8b", "archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "archive", ""),
    (b"Rar!", "archive", ""),
    (b"%PDF", "document", ""),
    (b"\xff\xd8\xff", "picture", ""),
    (b"\x89PNG", "picture", ""),
    (b"GIF8", "picture", ""),
    (b"BM", "picture", ""),
    (b"II*\0", "picture", ""),
    (b"MM\0*", "picture", ""),
    (b"ID3", "sound", ""),
    (b"fLaC", "sound", ""),
    (b"OggS", "other", "Ogg"),
    (b"FLV", "other", "Flash"),
    (b"\x30\x26\xb2\x75", "other", "Windows Media"),
    (b"\0\0\1\xba", "other", "MPEG program stream"),
)
RIFFS = {b"AVI ": ("other", "AVI"), b"WAVE": ("sound", ""), b"WEBP": ("picture", "")}
PLAYLIST = re.compile(
    rb"#EXTM3U|ffconcat|\[playlist\]|<\?xml[^>]*>\s*<(MPD|smil)|file\s+['\"]", re.IGNORECASE
)
PICTURE_BRANDS = {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis"}
MOV_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def container_of(head: bytes) -> str:
    """`mov`, `matroska` or `mpegts`, from the first 4 KiB of a file. NotAFilm says what it is instead."""
    if not head:
        raise NotAFilm("empty")
    if head[4:8] in MOV_BOXES and int.from_bytes(head[:4], "big") != 2:
        if head[4:8] == b"ftyp" and head[8:12] in PICTURE_BRANDS:
            raise NotAFilm("picture")
        return "mov"
    if head.startswith(EBML):
        return "matroska"
    if _is_mpegts(head):
        return "mpegts"
    raise _something_else(head)


def _is_mpegts(head: bytes) -> bool:
    """Packets of 188 bytes, or of 192 as camcorders write them: each begins with a G."""
    plain = all(head[at : at + 1] == b"G" for at in range(0, 5 * TS_PACKET, TS_PACKET))
    return plain or all(head[at : at + 1] == b"G" for at in range(4, 5 * (TS_PACKET + 4), TS_PACKET + 4))


def _something_else(head: bytes) -> NotAFilm:
    for start, code, kind in STARTS:
        if head.startswith(start):
            return NotAFilm(code, kind=kind)
    if head.startswith(b"RIFF") and head[8:12] in RIFFS:
        code, kind = RIFFS[head[8:12]]
        return NotAFilm(code, kind=kind)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if PLAYLIST.match(text):
        return NotAFilm("playlist")
    return NotAFilm("text" if _is_text(head) else "unknown")


def _is_text(head: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


# --- whether all of it is there -------------------------------------------------------------------


def check_whole(path: Path) -> str:
    """The container's name, for a file that goes on to its end. NotAFilm."""
    with path.open("rb") as file:
        container = container_of(file.read(HEAD_BYTES))
        if container == "mov":
            _check_boxes(file, path.stat().st_size)
        elif container == "matroska":
            _check_segment(file, path.stat().st_size)
    return container


def is_whole_film(path: Path) -> bool:
    """Whether this is a film that goes on to its end."""
    try:
        return bool(check_whole(path))
    except (OSError, NotAFilm):
        return False


def _check_boxes(file: BinaryIO, size: int) -> None:
    """ISO 14496-12, section 4.2: boxes one after the other, of which `moov` is the index."""
    at = 0
    names: set[bytes] = set()
    for _box in range(MOST_BOXES):
        if at >= size:
            break
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:  # up to the end
            length = size - at
        if len(head) < 8 or length < 8:
            break  # a few bytes too many at the end disturb nobody
        if at + length > size and head[4:8] in {b"mdat", b"moov"}:
            raise NotAFilm("cut", there=round(size / MB, 1), whole=round((at + length) / MB, 1))
        names.add(head[4:8])
        at += length
    if b"moov" not in names:
        raise NotAFilm("no_index")


def _check_segment(file: BinaryIO, size: int) -> None:
    """RFC 8794: the header, then one segment that says how long it is, unless it was recorded live."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    at = head.find(SEGMENT)
    if at < 0:
        raise NotAFilm("damaged")
    length, octets = _vint(head[at + 4 : at + 12])
    whole = at + 4 + octets + length
    if length != 2 ** (7 * octets) - 1 and whole > size:
        raise NotAFilm("cut", there=round(size / MB, 1), whole=round(whole / MB, 1))


def _vint(data: bytes) -> tuple[int, int]:
    """A variable-length number and how many bytes it takes; all ones mean unknown."""
    if not data or not data[0]:
        raise NotAFilm("damaged")
    octets = 9 - data[0].bit_length()
    return int.from_bytes(data[:octets], "big") & (2 ** (7 * octets) - 1), octets
