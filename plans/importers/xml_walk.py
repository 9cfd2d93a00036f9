"""XML read as a stream by expat, with our own limits. No tree is built.

Only what a reader asks for costs time: text is collected inside the named elements and nowhere else, which
halves the time against listening to every blank.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from .limits import Limits
from .sentences import NotUnderstood

Start = Callable[[dict[str, str]], None]
Text = Callable[[str], None]
End = Callable[[], None]


@dataclass
class Wanted:
    """What to do, by local name (without prefix). Texts are looked up by their parent too; "" stands for any.

    `cells` name texts that only need to be kept: they are put into `row` under the name given, without a call,
    because a track has eight of them a second. Whoever owns the row empties it.
    """

    starts: dict[str, Start] = field(default_factory=dict)
    texts: dict[str, dict[str, Text]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    ends: dict[str, End] = field(default_factory=dict)
    row: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> "_Element":
        """All that is wanted of an element."""
        texts, cells = self.texts.get(name), self.cells.get(name)
        heard = texts is not None or cells is not None
        return name, self.starts.get(name), heard, texts or {}, cells or {}, self.ends.get(name)


# Its name, what its start does, whether its text is heard, texts and cells by parent, what its end does.
_Element = tuple[str, Start | None, bool, dict[str, Text], dict[str, str], End | None]


@dataclass(frozen=True)
class Walked:
    """`damaged_line` is where reading stopped early; `cut` means that the file simply ended there."""

    damaged_line: int | None = None
    cut: bool = False


_MOST_NAMES = 1000  # a hostile file may invent names without end; beyond this they are not remembered


def walk(data: bytes, wanted: Wanted, limits: Limits) -> Walked:
    """Read the whole document. Raises NotUnderstood for a DOCTYPE and for nesting beyond the limit."""
    parser = _parser()
    stack = _listen(parser, wanted, limits.xml_depth)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if stack.closed:  # what follows the last tag is nobody's data
            return Walked()
        return Walked(error.lineno, error.code in _CUT)
    except (LookupError, ValueError):  # an encoding that does not exist, or one expat cannot take
        return Walked(1)
    return Walked()


class _Stack(list[_Element]):
    """The elements we are in, innermost last."""

    closed = False  # the outermost has ended


def _listen(parser: expat.XMLParserType, wanted: Wanted, deepest: int) -> _Stack:
    """Set the handlers. They run 200,000 times a file, hence closures over local names."""
    stack = _Stack()
    pieces: list[str] = []
    known: dict[str, _Element] = {}
    row = wanted.row

    def start(name: str, attributes: dict[str, str]) -> None:
        element = known.get(name)
        if element is None:
            element = wanted.named(name.rpartition(":")[2])
            if len(known) < _MOST_NAMES:
                known[name] = element
        stack.append(element)
        if len(stack) > deepest:
            raise NotUnderstood("too_deep")
        if element[2]:
            pieces.clear()
            parser.CharacterDataHandler = pieces.append
        if element[1] is not None:
            element[1](attributes)

    def end(_: str) -> None:
        _, _, heard, texts, cells, finish = stack.pop()
        if heard:
            parser.CharacterDataHandler = None
            parent = stack[-1][0] if stack else ""
            cell = cells.get(parent) or cells.get("")
            if cell is not None:
                row[cell] = "".join(pieces)
            elif texts:
                handle = texts.get(parent) or texts.get("")
                if handle is not None:
                    handle("".join(pieces).strip())
        if finish is not None:
            finish()
        if not stack:
            stack.closed = True

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    return stack


_CUT = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise NotUnderstood("doctype")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


class _Found(Exception):
    pass


def root_name(data: bytes) -> str | None:
    """The local name of the first element; None if there is none to be found."""
    parser = _parser()
    names: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        names.append(name.rpartition(":")[2])
        raise _Found

    parser.StartElementHandler = start
    try:
        for at in range(0, len(data), 65536):
            parser.Parse(data[at : at + 65536], False)
    except _Found:
        return names[0]
    except (expat.ExpatError, LookupError, ValueError):
        return None
    return None


_DECLARED = re.compile(rb"""^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']""")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def repaired(data: bytes) -> bytes:
    """The document with bad bytes replaced, control characters dropped, bare ampersands written out."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode("ascii") if declared else "utf-8"
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", "replace")
    text = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return _BARE_AMPERSAND.sub("&amp;", _FORBIDDEN.sub("", text)).encode("utf-8", "replace")
