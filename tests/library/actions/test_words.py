import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from library.actions.words import (
    folded,
    left_out,
    misspellable,
    nearly,
    one_error_apart,
    shared_beginning,
    stem,
    words_in,
)  # fmt: skip

SHORT = st.text("abc", max_size=4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Relevé, parallel", ["releve", "parallel"]),
        ("RONDS DE JAMBE", ["ronds", "de", "jambe"]),
        ("Développé à la seconde", ["developpe", "a", "la", "seconde"]),
        ("e\u0301chappe\u0301", ["echappe"]),  # the accents as letters of their own
        ("hip-flexor’s", ["hip", "flexor", "s"]),
        ("œuvre straße", ["oeuvre", "strasse"]),
        ("12 minutes", ["12", "minutes"]),
        ("芭蕾 🩰 \x00\x07", []),
        ("", []),
    ],
)
def test_words_are_found_without_accents_and_case(text, words):
    assert words_in(text) == words


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
@example("0\u03450")  # an iota beneath, which stands beside once it is folded
def test_case_does_not_matter(text):
    assert words_in(text.casefold()) == words_in(text)


@pytest.mark.parametrize(
    "alike",
    [
        ["calf", "calves"],
        ["foot", "feet"],
        ["releve", "releves"],
        ["plie", "plies"],
        ["tendu", "tendus"],
        ["stretch", "stretches", "stretching", "stretched"],
        ["rise", "rises", "rising"],
        ["raise", "raised", "raising"],
        ["balance", "balances", "balanced", "balancing"],
        ["run", "runs", "running"],
        ["hop", "hops", "hopping"],
        ["body", "bodies"],
        ["glute", "glutes", "gluteals"],
        ["lunge", "lunges", "lunging"],
        ["passe", "passes"],
        ["arabesque", "arabesques"],
    ],
)
def test_inflections_share_a_stem(alike):
    assert len({stem(word) for word in alike}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("calf", "call"),
        ("hip", "hop"),
        ("hop", "hope"),
        ("pass", "passe"),
        ("even", "evening"),
        ("lunge", "lung"),
        ("foot", "food"),
        ("side", "sit"),
        ("balance", "ball"),
    ],
)
def test_words_that_only_look_alike_do_not(pair):
    assert stem(pair[0]) != stem(pair[1])


@given(st.from_regex("[a-z0-9]{1,40}", fullmatch=True))
def test_every_word_has_a_stem(word):
    assert stem(word)


def distance(a: str, b: str) -> int:
    """Damerau and Levenshtein's, by its definition: slow and plain."""
    if not a or not b:
        return len(a) + len(b)
    ways = [distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0])]
    if len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1]:
        ways.append(distance(a[2:], b[2:]) + 1)
    return min(ways)


@given(SHORT, SHORT)
def test_one_error_apart_is_a_distance_of_one_at_most(a, b):
    assert one_error_apart(a, b) == (distance(a, b) <= 1)


@given(SHORT, SHORT)
def test_words_one_error_apart_share_a_form_with_a_letter_left_out(a, b):
    if a and b and one_error_apart(a, b):
        assert ({a} | left_out(a)) & ({b} | left_out(b))


def test_the_plural_of_a_misspelt_word_is_nearly_it():
    assert nearly("releevs", "releve")
    assert not nearly("releevz", "releve")


@pytest.mark.parametrize("word", ["hip", "2026", "10k5", ""])
def test_short_words_and_numbers_are_not_mended(word):
    assert not misspellable(word)


@given(st.lists(SHORT, min_size=1))
def test_the_shared_beginning_is_the_longest_there_is(words):
    shared = [n for n in range(5) if all(word[:n] == words[0][:n] and len(word) >= n for word in words)]
    assert shared_beginning(words) == words[0][: max(shared)]
