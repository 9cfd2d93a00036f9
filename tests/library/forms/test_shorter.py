import pytest
from django.http import QueryDict

from library.actions.shorter import Wish
from library.forms.shorter import wants_whole, wish_of

WRONG_MINUTES = "Minutes are a whole number from 1 to 600, so here is the class without that."
WRONG_KEEP = "Which chapters to keep could not be read, so here is the whole class."
WRONG_WITHOUT = "What you wanted to leave out is nothing this page knows."


@pytest.mark.parametrize(
    ("address", "wish"),
    [
        ("", Wish()),
        ("minutes=", Wish()),
        ("minutes=12", Wish(minutes=12)),
        ("without=jumps&without=calf", Wish(without=frozenset({"jumps", "calf"}))),
        ("keep=0.1.4", Wish(keep=frozenset({0, 1, 4}))),
        ("keep=all", Wish()),
        ("chosen=&keep=1&keep=4", Wish(keep=frozenset({1, 4}))),
        ("chosen=", Wish(keep=frozenset())),
        ("minutes=8&keep=2", Wish(minutes=8, keep=frozenset({2}))),
    ],
)
def test_an_address_is_a_wish(address, wish):
    assert wish_of(QueryDict(address)) == (wish, "")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        *((f"minutes={text}", WRONG_MINUTES) for text in ("-3", "NaN", "0", "601", "1e3", "²", "9" * 5000)),
        *((f"keep={text}", WRONG_KEEP) for text in ("99.x", "-1", "%00", "1..2", ".".join("1" * 300))),
        ("without=%00", WRONG_WITHOUT),
        ("without=liver", WRONG_WITHOUT),
    ],
)
def test_a_wish_that_cannot_be_read_is_the_whole_class_and_a_sentence(address, sentence):
    assert wish_of(QueryDict(address)) == (Wish(), sentence)


def test_the_whole_class_can_be_asked_for():
    assert wants_whole(QueryDict("keep=all"))
    assert not wants_whole(QueryDict("keep=1"))
