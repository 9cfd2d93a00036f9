"""XML read as a stream by expat, with our own limits. No tree is built.

Only what a reader asks for costs time: text is collected inside the named elements and nowhere else, which
halves the time against listening to every blank.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from xml.parsers import expat

from .limits import Limits
from .sentences import NotUnderstood

Start = Callable[[dict[str, str]], None]
Text = Callable[[str], None]
End = Callable[[], None]
Value = TypeVar("Value")


@dataclass
class Wanted:
    """What to do, by local name (without prefix). Texts are looked up by their parent too; "" is any parent.

    `cells` name texts that are only kept: they are put into `row` under the name given, without a call into
    Python, because a track has eight of them a second. Whoever owns the row empties it.
    """

    starts: dict[str, Start] = field(default_factory=dict)
    texts: dict[str, dict[str, Text]] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    ends: dict[str, End] = field(default_factory=dict)
    row: dict[str, str] = field(default_factory=dict)


class _Node:
    """An element inside a certain parent, with all that is wanted of it."""

    __slots__ = ("children", "end", "name", "put", "start", "text")

    def __init__(self, wanted: Wanted, name: str, parent: "_Node | None") -> None:
        above = parent.name if parent else ""
        self.name: str = name
        self.put: Text | None = None
        self.children: dict[str, _Node] = {}  # by the name as written, with its prefix
        self.start = wanted.starts.get(name)
        self.end = wanted.ends.get(name)
        self.text = _by_parent(wanted.texts, name, above)
        cell = _by_parent(wanted.cells, name, above)
        if cell:
            self.put = partial(wanted.row.__setitem__, cell)


def _by_parent(table: dict[str, dict[str, Value]], name: str, parent: str) -> Value | None:
    parents = table.get(name, {})
    return parents.get(parent) or parents.get("")


@dataclass(frozen=True)
class Walked:
    """`damaged_line` is where reading stopped early; `cut` means that the file simply ended there."""

    damaged_line: int | None = None
    cut: bool = False


_MOST_NAMES = 1000  # a hostile file may invent names without end; beyond this they are not remembered
_LONGEST_CELL = 4096  # a longer text comes in pieces, of which a cell keeps the last


def walk(data: bytes, wanted: Wanted, limits: Limits) -> Walked:
    """Read the whole document. Raises NotUnderstood for a DOCTYPE and for nesting beyond the limit."""
    parser = _parser()
    parser.buffer_size = _LONGEST_CELL
    stack = _listen(parser, wanted, limits.xml_depth)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if stack == []:  # what follows the last tag is nobody's data
            return Walked()
        return Walked(error.lineno, error.code in _CUT)
    except (LookupError, ValueError):  # an encoding that does not exist, or one expat cannot take
        return Walked(1)
    return Walked()


def _listen(parser: expat.XMLParserType, wanted: Wanted, deepest: int) -> list[_Node | None]:
    """Set the handlers. They run 100,000 times a file, hence closures over local names.

    Gives the stack of parents: [None] before the outermost element, empty after it.
    """
    outside = _Node(Wanted(), "", None)
    stack: list[_Node | None] = [None]
    node = outside
    pieces: list[str] = []
    known = 0
    in_cell = 0  # how deep: a cell is not put on the stack, there being so many

    def learn(name: str) -> _Node:
        nonlocal known
        new = _Node(wanted, name.rpartition(":")[2], node)
        if known < _MOST_NAMES:
            known += 1
            node.children[name] = new
        return new

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal node, in_cell
        if in_cell:  # an element inside a cell is nothing we know
            in_cell += 1
            if in_cell > deepest:
                raise NotUnderstood("too_deep")
            return
        child = node.children.get(name)
        if child is None:
            child = learn(name)
        if child.put is not None:
            parser.CharacterDataHandler = child.put
            in_cell = 1
            return
        stack.append(node)
        if len(stack) > deepest:
            raise NotUnderstood("too_deep")
        node = child
        if child.start is not None:
            child.start(attributes)
        if child.text is not None:
            pieces.clear()
            parser.CharacterDataHandler = pieces.append

    def end(_: str) -> None:
        nonlocal node, in_cell
        if in_cell:
            in_cell -= 1
            parser.CharacterDataHandler = None
            return
        if node.text is not None:
            parser.CharacterDataHandler = None
            node.text("".join(pieces).strip())
        if node.end is not None:
            node.end()
        parent = stack.pop()
        node = parent or outside
        if parent is outside:
            stack.clear()

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
