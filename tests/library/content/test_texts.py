"""What of the content files is read or heard."""

from library.content.texts import CAPTION, texts_of


def of(library) -> dict[str, tuple[str, str]]:
    return {text.text: (text.file, text.what) for text in texts_of(library)}


def test_a_text_is_gathered_once_from_where_it_stands_first(tiny_library):
    found = of(tiny_library)
    assert len(texts_of(tiny_library)) == len(found)
    assert found["Stand tall"] == ("benefits.yaml", "")  # the class is called the same
    assert found["Quiet minutes upright."] == ("classes/stand-tall.yaml", "")
    assert found["Breathe in."] == ("movements/first-position.yaml", CAPTION)
    assert "" not in found


def test_what_is_made_of_texts_is_gathered_as_it_is_said(tiny_library):
    """Captions of names and sentences, and what to have at hand."""
    found = of(tiny_library)
    assert found["First position. Stand with heels together and grow tall."] == (
        "classes/stand-tall.yaml", CAPTION
    )  # fmt: skip
    assert found["Bare feet on wood or a mat. Nothing else."] == ("classes/stand-tall.yaml", "")


def test_how_a_name_is_said_and_who_found_something_stays_as_it_is(tiny_library):
    assert not {"preh-MYEHR", "Somebody 2020"} & of(tiny_library).keys()


def test_a_movements_cues_are_gathered_in_parts_and_as_sentences(change, content_folder):
    from library.content import load

    figure = {
        "counts": 4, "bpm": 60, "start": {"feet": "first", "arms": "bras_bas"},
        "keys": [{"at": 2, "arms": "first", "cue": "Up,"}, {"at": 4, "arms": "bras_bas", "cue": "and down."}],
    }  # fmt: skip
    change("movements/first-position", figure=figure)
    assert {"Up,", "and down.", "Up, and down."} <= of(load(content_folder)).keys()
