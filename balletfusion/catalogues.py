"""Texts in other languages: gathered from the code into `.po` files and compiled to `.mo`, both by Babel.

`locale/` holds what templates and Python say, `library/locale/` what movements and classes say: the library
gathers those. Both are compiled here.
"""

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from secrets import token_hex

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
# A key is (context or None, text, plural or None).
Key = tuple[str | None, str, str | None]

SPOKEN = ("balletfusion", "accounts", "library", "plans")
PAGES = "templates"
# Sentences of the pure packages, and those kept with what they were made with, as a text or as (one, many).
SAID_IN_TABLES = {
    "plans.planner.sentences": ("RUN_NAMES", "FOR", "WHY", "BROKEN", "WORDS"),
    "plans.planner.sentences_today": ("AGAINST", "THAT_DAY", "FITS"),
    "plans.importers.sentences": ("SENTENCES",),
    "plans.actions.next_places": ("OF_COLLECTION",),
    "plans.actions.account_reading": ("SENTENCES",),
    "plans.actions.imports_arrive": ("SENTENCES",),
    "plans.actions.run_from_file": ("SENTENCES",),
    "library.film.container": ("SENTENCES",),
}
LANGUAGES = ("fr",)  # besides the English that is written in the code
OF_PAGES, OF_CONTENT = ROOT / "locale", ROOT / "library" / "locale"

PLAIN = (1,)
COUNTED = (1, 2)
IN_CONTEXT = ((1, "c"), 2)
COUNTED_IN_CONTEXT = ((1, "c"), 2, 3)
# By the names the code calls them: gettext itself, and what it is imported as.
CALLS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "_lazy", "lazily"), PLAIN),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), COUNTED),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), COUNTED_IN_CONTEXT),
}
# Python words its numbers by %(n)s, templates by %(n)s and {n}.
PLACE = re.compile(r"%\(\w+\)[-+ #0-9.]*[a-zA-Z]|%[a-z%]|\{\w*(?:[.!:][^{}]*)?\}")
HEADER = """\
# What the site says in {name}. `manage.py make_catalogues` gathers the texts; only msgstr is written by hand.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
NAMES = {"fr": "French"}
PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}


@dataclass
class Said:
    """One text of the code, and the files it stands in."""

    key: Key
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)


class TwiceOtherwise(ValueError):
    """A text is said with a plural here and without one there: a catalogue has room for one of them."""


# --- gathering ------------------------------------------------------------------------------------------


def said_in_code(root: Path = ROOT) -> dict[Key, Said]:
    """Every text that templates and Python mark for translation."""
    found: dict[Key, Said] = {}
    for path in _files(root):
        for key, comments in _texts(path):
            said = found.setdefault(key, Said(key))
            said.files.add(path.relative_to(root).as_posix())
            said.comments += [comment for comment in comments if comment not in said.comments]
    if root == ROOT:
        for (text, plural), module in texts_of_tables().items():
            found.setdefault((None, text, plural), Said((None, text, plural))).files.add(module)
    _refuse_both_ways(found)
    return found


def texts_of_tables() -> dict[tuple[str, str | None], str]:
    """What pure packages say, and the file it stands in. Rules tell themselves."""
    found = {}
    for name, tables in SAID_IN_TABLES.items():
        module = import_module(name)
        for table in tables:
            for text in getattr(module, table).values():
                one, many = text if isinstance(text, tuple) else (text, None)
                found[one, many] = f"{name.replace('.', '/')}.py"
    for rule in import_module("plans.planner").RULES:
        words = [rule.sentence, rule.source, rule.grade or ""]
        found |= {(text, None): "plans/planner/rules" for text in words if " " in text}
    return found


def _files(root: Path) -> Iterator[Path]:
    for folder in SPOKEN:
        yield from sorted((root / folder).rglob("*.py"))
    for kind in ("*.html", "*.txt"):
        yield from sorted((root / PAGES).rglob(kind))


def _texts(path: Path) -> Iterator[tuple[Key, list[str]]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _as_python(source, path)
    lines = io.BytesIO(source.encode())
    for _line, call, texts, comments in extract_python(lines, CALLS, ["Translators:"], {"encoding": "utf-8"}):
        if key := _key(CALLS[call], texts):
            yield key, comments


def _as_python(template: str, path: Path) -> str:
    """Django writes a template as calls of gettext among X's; its indentation would be no Python."""
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(template, origin=str(path)).splitlines())


def _key(shape, texts) -> Key | None:
    """None where the text is no literal: what is translated there has been marked where it is written."""
    texts = list(texts) if isinstance(texts, tuple | list) else [texts]
    in_context = isinstance(shape[0], tuple)
    context = texts.pop(0) if in_context else None
    if in_context and not isinstance(context, str):
        return None
    text, plural = texts[0], texts[1] if len(shape) > 1 + in_context else None
    return (context, text, plural) if isinstance(text, str) and text else None


def _refuse_both_ways(found: Iterable[Key]) -> None:
    plurals: dict[tuple[str | None, str], set[str | None]] = {}
    for context, text, plural in found:
        plurals.setdefault((context, text), set()).add(plural)
    wrong = sorted(text for (_context, text), known in plurals.items() if len(known) > 1)
    if wrong:
        raise TwiceOtherwise(f"With a plural and without one, or with two plurals: {', '.join(wrong)}")


# --- the .po files --------------------------------------------------------------------------------------


def po_file(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def mo_file(po: Path) -> Path:
    return po.with_suffix(".mo")


def read(po: Path, language: str) -> Catalog:
    if not po.exists():
        return Catalog(locale=language)
    with po.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translations(catalog: Catalog) -> dict[Key, Message]:
    return {_key_of(message): message for message in catalog if message.id}


def _key_of(message) -> Key:
    texts = message.id if isinstance(message.id, tuple | list) else (message.id, None)
    return message.context, texts[0], texts[1]


def write(po: Path, language: str, said: Iterable[Said], known: dict[Key, Message]) -> None:
    """In the order of the texts and without line numbers: a change of the code changes few lines here."""
    catalog = Catalog(locale=language)
    for one in sorted(said, key=lambda one: (one.key[1], one.key[0] or "", one.key[2] or "")):
        context, text, plural = one.key
        texts = (text, plural) if plural else text
        before = known.get(one.key) or Message(texts)
        catalog.add(
            texts,
            string=before.string,
            flags={"fuzzy"} if before.fuzzy else (),
            locations=[(file, None) for file in sorted(one.files)],
            auto_comments=one.comments,
            user_comments=before.user_comments,
            context=context,
        )
    body = io.BytesIO()
    write_po(body, catalog, width=0, no_location=False, omit_header=True, include_lineno=False)
    header = HEADER.format(name=NAMES[language], language=language, plurals=PLURALS[language])
    _write_whole(po, header.encode() + body.getvalue())


def make_catalogues(root: Path = ROOT, folder: Path = OF_PAGES) -> list[tuple[Path, int]]:
    """Gather what the code says; each file and how many of its texts wait for a translator."""
    said = said_in_code(root).values()
    made = []
    for language in LANGUAGES:
        po = po_file(folder, language)
        known = translations(read(po, language))
        write(po, language, said, known)
        made.append((po, sum(not _is_done(known.get(one.key)) for one in said)))
    return made


def _is_done(message: Message | None) -> bool:
    """Whether each form is written, and nobody left it as a guess."""
    if message is None or message.fuzzy or not message.string:
        return False
    return isinstance(message.string, str) or all(message.string)


# --- the .mo files --------------------------------------------------------------------------------------


def po_files() -> list[Path]:
    """Of both catalogues, those that are there."""
    files = [po_file(folder, language) for folder in (OF_PAGES, OF_CONTENT) for language in LANGUAGES]
    return [po for po in files if po.exists()]


def compile_catalogues() -> list[Path]:
    """Write each `.mo` in one step; a guess that nobody looked at (fuzzy) is left out."""
    made = []
    for po in po_files():
        body = io.BytesIO()
        write_mo(body, read(po, po.parent.parent.name), use_fuzzy=False)
        _write_whole(mo_file(po), body.getvalue())
        made.append(mo_file(po))
    return made


def not_compiled() -> list[Path]:
    """Catalogues whose `.mo` is missing or older than they are."""
    return [
        po
        for po in po_files()
        if not mo_file(po).exists() or mo_file(po).stat().st_mtime_ns < po.stat().st_mtime_ns
    ]


def _write_whole(path: Path, body: bytes) -> None:
    """Either the old file or the new one: another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.{token_hex(4)}")
    try:
        half.write_bytes(body)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


# --- what a test asks of a catalogue --------------------------------------------------------------------


def places(text: str) -> list[str]:
    """The placeholders of a text, sorted: `%(n)d`, `{day}`, `%s`."""
    return sorted(set(PLACE.findall(text)))


def faults(catalog: Catalog, said: Iterable[Key]) -> list[str]:
    """What a translator has yet to do, or did wrong, in sentences."""
    known, wanted = translations(catalog), set(said)
    wrong = [f"not said any more: {text!r}" for _context, text, _plural in known.keys() - wanted]
    wrong += [f"not translated: {text!r}" for _context, text, _plural in wanted - known.keys()]
    for (_context, text, plural), message in known.items():
        if not _is_done(message):
            wrong.append(f"not translated: {text!r}")
        else:
            wrong += _other_places(text, plural, message.string)
    return sorted(wrong)


def _other_places(text: str, plural: str | None, string: str | tuple[str, ...]) -> list[str]:
    if plural is None:
        return [] if places(text) == places(str(string)) else [f"other placeholders: {text!r}"]
    one, *more = string
    # "one run" may leave the number out, and may name it too.
    may_name = set(places(text)) | set(places(plural))
    fits = set(places(one)) <= may_name and all(places(plural) == places(many) for many in more)
    return [] if fits else [f"other placeholders: {text!r}"]
