"""The library's texts in the reader's language."""

from django.utils.translation import override

from library.actions.translated import language, language_of, translated

TITLE = "Stand tall"


def test_a_text_of_the_library_is_read_in_the_readers_language(french_words):
    french_words({TITLE: "Se tenir droit"})
    with override("fr"):
        assert (translated(TITLE), language_of(TITLE)) == ("Se tenir droit", "fr")
    with override("en-gb"):
        assert (translated(TITLE), language_of(TITLE)) == (TITLE, "en")


def test_what_a_teacher_wrote_is_shown_as_it_was_written(french_words):
    french_words({TITLE: "Se tenir droit"})
    with override("fr"):
        assert (translated("My own title"), language_of("My own title")) == ("My own title", "en")


def test_the_words_of_pages_are_not_the_librarys(french_words):
    """The month of March, and the header that a catalogue keeps under the empty text."""
    french_words({TITLE: "Se tenir droit"})
    with override("fr"):
        assert [translated(text) for text in ("March", "", None)] == ["March", "", None]


def test_a_language_is_told_without_its_country():
    with override("fr-ca"):
        assert language() == "fr"
    with override(None):
        assert language() == "en"
