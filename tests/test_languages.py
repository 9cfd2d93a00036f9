"""Every page speaks one language: no text of it is left unmarked, and nothing English is left in French."""

import re

import pytest

from tests import pseudo
from tests.test_access import MATRIX, SECRET, World, concrete, read, taken_back, world, world_once  # noqa: F401
from tests.test_house import APPS, PURE, ROOT, python_files

pytestmark = pytest.mark.django_db
# What the rows of the world hold: names, titles, notes.
CONTENT = {
    SECRET, "Steady ankles", "steady ankles", "steady-ankles", "old-favourite", "on-film", "Quiet.", "Robin",
    "runner@example.com", "a.zip", "film.m3u8",
}  # fmt: skip
# Not for people: answers to scripts, files; for who builds the site.
NO_PAGES = {"styleguide/", "mail/"}
# Of the library's own files, whose texts are translated beside them.
OF_CONTENT = {"library/benefits/<slug:benefit>/"}
PAGES = sorted(set(MATRIX) - NO_PAGES - OF_CONTENT)
WHO = ("visitor", "runner", "staff", "buddy")


@pytest.fixture
def in_brackets(tmp_path, settings):
    pseudo.speak_in_brackets(tmp_path / "locale", settings)
    yield
    pseudo.forget()


def pages(world, who):  # noqa: F811
    """Each page this person is shown, in French."""
    client = world.client(who, headers={"accept-language": "fr"})
    for address in PAGES:
        with taken_back():
            response = client.get(concrete(address, world.rows))
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            yield address, response
        else:
            read(response)


@pytest.mark.parametrize("who", WHO)
def test_every_text_is_marked_for_translation(who, world, in_brackets):  # noqa: F811
    left = {
        address: texts
        for address, response in pages(world, who)
        if (texts := pseudo.unmarked(response.content.decode(), CONTENT))
    }
    assert left == {}


KEPT = (
    "/",
    "/library/",
    "/library/movements/",
    "/library/collections/",
    "/library/steady-ankles/",
    "/evidence/",
)


def test_what_is_kept_for_many_readers_crosses_no_language(world, in_brackets):  # noqa: F811
    client = world.client("visitor")
    for page in KEPT:
        client.get(page, headers={"accept-language": "en"})
    shown = {page: client.get(page, headers={"accept-language": "fr"}).content.decode() for page in KEPT}
    assert [pseudo.unmarked(text, CONTENT) for text in shown.values()] == [[]] * len(KEPT)


# Words no French sentence holds.
ENGLISH = re.compile(
    r"\b(the|your|you|this|that|with|and|of|is|are|nothing|everything|week|run)\b", re.IGNORECASE
)


@pytest.mark.parametrize("who", WHO)
def test_in_french_no_english_is_left(who, world):  # noqa: F811
    left = {
        address: texts
        for address, response in pages(world, who)
        if (texts := [text for text in shown(response) if ENGLISH.search(without(text, CONTENT))])
    }
    assert left == {}


def shown(response):
    texts = pseudo.Texts()
    texts.feed(response.content.decode())
    return texts.found


def without(text, content):
    for held in sorted(content, key=len, reverse=True):
        text = text.replace(held, " ")
    return text


def test_what_is_not_marked_is_found():
    page = """<p title="Look here">⟦Marked ⟦twice⟧⟧ 5 km <b>Plain words</b></p>
        <i data-words="for a script"></i>
        <script type="application/json">{"a": "one of ours", "b": "\\u27e6fine words\\u27e7"}</script>"""
    assert pseudo.unmarked(page, {"Plain"}) == ["Look here", "Plain words", "for a script", "one of ours"]


NAMED_IN_ENGLISH = re.compile(r"\{[^{}]*:[^{}]*%-?[aAbB]|strftime\([^)]*%[aAbB]")


def test_no_day_or_month_is_named_by_python():
    """It knows English alone; `balletfusion.days` knows the language of the page."""
    pure = tuple(str(ROOT / package) for package in PURE)
    code = [file for file in python_files(*APPS) if not str(file).startswith(pure)]
    wrong = [
        f"{file.name}:{number}"
        for file in code
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if NAMED_IN_ENGLISH.search(line)
    ]
    assert wrong == []
