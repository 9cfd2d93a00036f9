"""What the shipped library says, gathered for its translators."""

from pathlib import Path

from balletfusion.catalogues import OF_CONTENT, Said, po_file, read, translations, write
from library.actions.translated import CONTEXT, FRENCH
from library.content import Library
from library.content.texts import texts_of


def said_in_content(library: Library) -> list[Said]:
    """Every text, with the file it stands in."""
    return [
        Said((CONTEXT, text.text, None), {f"library/content/{text.file}"}, [text.what] if text.what else [])
        for text in texts_of(library)
    ]


def make_content_catalogue(library: Library, folder: Path = OF_CONTENT) -> tuple[Path, int]:
    """Gather what it says; the file, and how many texts wait for a translator. What is French stays."""
    po, said = po_file(folder, FRENCH), said_in_content(library)
    known = translations(read(po, FRENCH))
    write(po, FRENCH, said, known)
    done = [known[one.key] for one in said if one.key in known]
    return po, len(said) - sum(bool(message.string) and not message.fuzzy for message in done)
