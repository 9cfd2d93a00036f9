"""The catalogue of French holds what the library says, all of it and nothing else."""

import pytest

from balletfusion.catalogues import OF_CONTENT, faults, po_file, read, translations, write
from library.actions.gathering import make_content_catalogue, said_in_content
from library.content import load

LETTERS_A_SECOND = 20  # French has more letters to a word than English, and is as quick to read
PO = po_file(OF_CONTENT, "fr")


@pytest.fixture(scope="module")
def library():
    return load()


def test_every_text_and_caption_has_its_french_and_nothing_else_is_kept(library):
    assert faults(read(PO, "fr"), [one.key for one in said_in_content(library)]) == []


def test_the_catalogue_is_in_the_order_the_command_writes(library, tmp_path):
    again = tmp_path / "django.po"
    write(again, "fr", said_in_content(library), translations(read(PO, "fr")))
    assert again.read_bytes() == PO.read_bytes()


def test_a_french_caption_can_be_read_while_it_stands(library):
    french = {text: message.string for (_, text, _), message in translations(read(PO, "fr")).items()}
    too_long = [
        f"{video_class.slug}: {french[cue.text]}"
        for video_class in library.classes.values()
        for cue in video_class.cues
        if len(french[cue.text]) > LETTERS_A_SECOND * (cue.end_s - cue.start_s)
    ]
    assert too_long == []


def test_gathering_again_keeps_what_is_translated_and_lets_go_of_what_is_gone(tiny_library, tmp_path):
    po, waiting = make_content_catalogue(tiny_library, tmp_path)
    said = {text for _context, text, _plural in translations(read(po, "fr"))}
    assert waiting == len(said)
    assert {"First position", "Ribs flaring", "Stand tall ten times.", "Breathe in."} <= said
    po.write_text(
        po.read_text().replace('msgid "Ribs flaring"\nmsgstr ""', 'msgid "Ribs flaring"\nmsgstr "Côtes"')
        + '\nmsgctxt "library"\nmsgid "Gone"\nmsgstr "Parti"\n'
    )
    assert make_content_catalogue(tiny_library, tmp_path) == (po, waiting - 1)
    kept = translations(read(po, "fr"))
    assert kept["library", "Ribs flaring", None].string == "Côtes"
    assert ("library", "Gone", None) not in kept
