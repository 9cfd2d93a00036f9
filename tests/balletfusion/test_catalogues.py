"""Texts are gathered from the code, and nothing is left in English."""

import gettext

import pytest
from babel.messages.catalog import Catalog
from django.core.checks import run_checks

from balletfusion import catalogues
from balletfusion.catalogues import OF_PAGES, TwiceOtherwise, faults, make_catalogues, mo_file, po_file, read


@pytest.fixture(scope="module")
def said():
    return catalogues.said_in_code()


@pytest.fixture
def tree(tmp_path):
    """A project of one Python file and one template."""
    for folder in (*catalogues.SPOKEN, "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "plans" / "words.py").write_text(
        "from django.utils.translation import gettext as _, gettext_lazy as lazily, ngettext, pgettext\n"
        'A = _("A run" " in %(place)s")\n'
        'B = lazily("Tuesday")\n'
        'C = ngettext("%(n)d run", "%(n)d runs", 2)\n'
        'D = pgettext("of music", "Count")\n'
        'E = _("Tuesday")\n'
        "F = _(A)\n"
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}  <p title="{% translate "Tuesday" %}">\n'
        "    {% blocktranslate trimmed count n=n %}\n  One\n"
        "  {{ n }} {% plural %}{{ n }} of them{% endblocktranslate %}\n"
        '{% translate "Count" context "of music" %} It isn’t said (or [so'
    )
    return tmp_path


def test_texts_of_python_and_templates_are_gathered_with_context_and_plural(tree):
    found = catalogues.said_in_code(tree)
    assert {key: sorted(one.files) for key, one in found.items()} == {
        (None, "A run in %(place)s", None): ["plans/words.py"],
        (None, "Tuesday", None): ["plans/words.py", "templates/page.html"],
        (None, "%(n)d run", "%(n)d runs"): ["plans/words.py"],
        ("of music", "Count", None): ["plans/words.py", "templates/page.html"],
        (None, "One %(n)s", "%(n)s of them"): ["templates/page.html"],
    }


def test_a_text_said_with_a_plural_here_and_without_one_there_is_refused(tree):
    (tree / "plans" / "more.py").write_text('G = ngettext("Tuesday", "Tuesdays", 2)\n')
    with pytest.raises(TwiceOtherwise, match="Tuesday"):
        catalogues.said_in_code(tree)


def test_gathering_again_keeps_what_is_translated_and_changes_nothing(tree, tmp_path):
    folder = tmp_path / "locale"
    ((po, waiting),) = make_catalogues(tree, folder)
    assert waiting == 5
    po.write_text(po.read_text().replace('msgid "Tuesday"\nmsgstr ""', 'msgid "Tuesday"\nmsgstr "mardi"'))
    before = po.read_bytes()
    assert make_catalogues(tree, folder) == [(po, 4)]
    assert po.read_bytes() == before


def test_a_text_that_is_gone_leaves_the_catalogue(tree, tmp_path):
    folder = tmp_path / "locale"
    ((po, _waiting),) = make_catalogues(tree, folder)
    (tree / "plans" / "words.py").write_text("")
    make_catalogues(tree, folder)
    assert "A run" not in po.read_text()


def test_a_guess_stays_a_guess_and_is_not_compiled(tree, tmp_path, monkeypatch):
    folder = tmp_path / "locale"
    ((po, _waiting),) = make_catalogues(tree, folder)
    said = 'msgid "Tuesday"\nmsgstr "mardi"'
    po.write_text(po.read_text().replace('msgid "Tuesday"\nmsgstr ""', f"#, fuzzy\n{said}"))
    assert make_catalogues(tree, folder) == [(po, 5)]
    monkeypatch.setattr(catalogues, "po_files", lambda: [po])
    catalogues.compile_catalogues()
    with mo_file(po).open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Tuesday") == "Tuesday"


def test_a_catalogue_that_is_not_compiled_is_told_of(tree, tmp_path, monkeypatch):
    ((po, _waiting),) = make_catalogues(tree, tmp_path / "locale")
    monkeypatch.setattr(catalogues, "po_files", lambda: [po])
    assert [found.id for found in run_checks() if found.id == "balletfusion.W001"] == ["balletfusion.W001"]
    catalogues.compile_catalogues()
    assert [found.id for found in run_checks() if found.id == "balletfusion.W001"] == []


def test_what_is_wrong_with_a_catalogue_is_said():
    catalog = Catalog(locale="fr")
    catalog.add("Gone", "Parti")
    catalog.add("Empty", "")
    catalog.add("Guess", "Devinette", flags={"fuzzy"})
    catalog.add("In %(place)s", "À %(lieu)s")
    catalog.add(("%(n)d run", "%(n)d runs"), ("une sortie", "des sorties"))
    catalog.add(("%(n)d day", "%(n)d days"), ("un jour", "%(n)d jours"))
    said = [(None, text, None) for text in ("Empty", "Guess", "In %(place)s", "New")]
    said += [(None, "%(n)d run", "%(n)d runs"), (None, "%(n)d day", "%(n)d days")]
    assert faults(catalog, said) == [
        "not said any more: 'Gone'",
        "not translated: 'Empty'",
        "not translated: 'Guess'",
        "not translated: 'New'",
        "other placeholders: '%(n)d run'",
        "other placeholders: 'In %(place)s'",
    ]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_of_the_code_is_translated(said, language):
    assert faults(read(po_file(OF_PAGES, language), language), said) == []


def test_the_catalogue_is_in_the_order_the_command_writes(said, tmp_path):
    po = po_file(OF_PAGES, "fr")
    again = tmp_path / "django.po"
    catalogues.write(again, "fr", said.values(), catalogues.translations(read(po, "fr")))
    assert again.read_bytes() == po.read_bytes()
