"""What the pure packages say in English is told in the language that is spoken."""

import pytest
from django.utils import translation

from balletfusion.catalogues import texts_of_tables
from library.actions.told import told


@pytest.fixture
def french():
    with translation.override("fr"):
        yield


def test_in_english_it_stays_as_it_is():
    assert (
        told("After Tuesday’s long run, for steady balance.")
        == "After Tuesday’s long run, for steady balance."
    )


def test_a_sentence_is_told_with_its_days_runs_and_benefits(french):
    said = "Après la sortie longue de mardi, pour un équilibre stable."
    assert told("After Tuesday’s long run, for steady balance.") == said


def test_a_day_at_the_beginning_is_written_large(french):
    assert told("Tuesday holds another class already.") == "Mardi a déjà un autre cours."


def test_of_two_that_fit_the_one_that_says_more_is_taken(french):
    assert (
        told("After your long run: the run comes first.")
        == "Après la sortie longue\u00a0: la sortie passe d’abord."
    )
    assert told("After your long run.") == "Après la sortie longue."


def test_several_are_told_one_after_another_and_what_nobody_said_stays(french):
    two = "It loads a spot that hurts. Written by hand. One class with jumps a week is enough."
    assert told(two) == (
        "Il charge une zone qui fait mal. Written by hand. Un cours avec des sauts par semaine suffit."
    )


def test_a_sentence_before_a_day_is_not_taken_for_the_day(french):
    key = "Sunday holds a key run, and this class would leave tired legs for it."
    said = told(f"{key} Saturday holds another class already.")
    assert said.endswith("les jambes lourdes. Samedi a déjà un autre cours.")


def test_one_and_many_are_told_apart(french):
    one, many = (
        "One point repeated a time and was counted once.",
        "4 points repeated a time and were counted once.",
    )
    assert told(one).startswith("Un point") and told(many).startswith("4 points")


def test_a_sentence_within_a_sentence_is_told_too(french):
    assert told("Another part of this file was left out: This file is empty.").endswith(
        "Ce fichier est vide."
    )


def test_every_sentence_of_the_tables_finds_its_way(french):
    """Whatever stands in its places: none is taken for another."""
    wrong = []
    for one, many in texts_of_tables():
        for text in filter(None, (one, many)):
            filled = text.replace("{n}", "4").replace("{day}", "Tuesday").replace("{next_day}", "Friday")
            if "{" not in filled and told(filled) == filled and translation.gettext(one) != one:
                wrong.append(filled)
    assert wrong == []


def test_where_a_number_belongs_a_word_is_no_sentence_of_ours(french):
    strange = "many points repeated a time and were counted once."
    assert told(strange) == strange


def test_what_is_endless_is_told_as_it_is(french):
    endless = "This file is empty. " * 200
    assert told(endless) == endless
    assert told("This file is empty. This file is empty.") == "Ce fichier est vide. Ce fichier est vide."


def test_of_two_that_begin_alike_the_longer_is_told(french, monkeypatch):
    """Else the shorter would leave the rest of the longer one untold."""
    assert told("This file is empty. It loads a spot that hurts.") == (
        "Ce fichier est vide. Il charge une zone qui fait mal."
    )


def test_an_unknown_sentence_before_a_number_stays_as_it_is(french):
    assert told("Seit gestern. 4 points repeated a time and were counted once.").startswith(
        "Seit gestern. 4 points"
    )


def test_what_a_sentence_was_made_with_stays_and_a_name_at_its_beginning_is_not_written_large(french):
    told_of_it = told("run.gpx has 90 MB. A file of one activity has at most 25 MB; it was not kept.")
    assert told_of_it.startswith("run.gpx fait 90\u00a0Mo. Un fichier d’une seule activité")


def test_a_name_that_reads_like_the_sentence_itself_stays(french):
    """A bug: the shortest name was taken, and the rest of it was translated."""
    said = told("run has fun.gpx has 90 MB. A file of one activity has at most 25 MB; it was not kept.")
    assert said.startswith("run has fun.gpx fait 90\u00a0Mo.")


def test_a_day_within_a_sentence_is_written_as_the_language_does(french):
    said = "This run says it starts on 1 March 2027, which has not come yet. The watch’s clock was wrong."
    assert "commence le 1er mars 2027," in told(said)
    assert "commence le someday," in told(said.replace("1 March 2027", "someday"))
