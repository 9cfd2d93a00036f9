from django.http import QueryDict

from library.actions.catalogue import Chosen
from library.forms.catalogue import CatalogueAddress


def read(query):
    return CatalogueAddress.read(QueryDict(query))


def test_an_address_is_read_in_the_order_of_the_page_each_option_once():
    address = read("level=2&benefit=balance&benefit=flexibility&benefit=balance&other=1")
    assert address.as_chosen == Chosen(benefits=("flexibility", "balance"), levels=(2,))
    assert address.faults == []


def test_an_address_is_written_as_it_was_chosen():
    assert read("level=2&benefit=balance").address() == "?benefit=balance&level=2"
    assert read("level=2").address(page=3) == "?level=2&page=3"
    assert read("").address() == "/library/"


def test_one_option_or_a_whole_kind_is_taken_back():
    address = read("benefit=balance&benefit=posture&level=1")
    assert address.without("benefit", "posture").address() == "?benefit=balance&level=1"
    assert [(labels, wider.address()) for labels, wider in address.wider()] == [
        (["Posture", "Balance"], "?level=1"),
        (["Level 1"], "?benefit=posture&benefit=balance"),
    ]


def test_at_most_three_unknown_words_are_answered_each_shortened():
    address = read("level=" + "x" * 31 + "&level=4&length=5&benefit=a")
    assert len(address.faults) == 3
    assert f"“{'x' * 30}…”" in " ".join(address.faults)


def test_empty_values_are_no_fault():
    assert read("level=&benefit=").faults == []
