import pytest
from django.http import QueryDict
from django.test import AsyncRequestFactory, RequestFactory

from library.actions.catalogue import Chosen
from library.forms.catalogue import CatalogueAddress, groups, query_of, sorts_shown
from library.forms.facets import facets_for

MOVEMENTS = {"tendu-second": "Tendu to second", "adage": "Adage"}


def read(query, runner=True):
    facets = facets_for(MOVEMENTS, {"7": "Ada"}, runner=runner)
    return CatalogueAddress.read(QueryDict(query), facets, runner=runner)


def test_an_address_is_read_in_the_order_of_the_page_each_option_once():
    address = read("level=2&benefit=balance&benefit=flexibility&benefit=balance&other=1")
    options = {"benefit": ("flexibility", "balance"), "level": ("2",)}
    assert address.as_chosen == Chosen(options)
    assert address.faults == []


def test_an_address_is_written_as_it_was_chosen():
    assert read("level=2&benefit=balance&q=calves").address() == "?q=calves&benefit=balance&level=2"
    assert read("level=2&sort=newest&page=2").address(page=3) == "?level=2&sort=newest&page=3"
    assert read("").address() == "/library/"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("page=3", 3),
        ("page=3&from=1", 1),
        ("page=3&from=9", 3),
        ("page=3&from=x", 3),
        ("page=3&from=-1", 3),
        ("page=90&from=1", 81),
        ("from=1", 1),
    ],
)
def test_several_pages_in_a_row_are_at_most_ten(query, first):
    assert read(query).first == first


def test_one_option_a_whole_facet_or_the_words_are_taken_back_on_the_first_page():
    address = read("benefit=balance&benefit=posture&level=1&q=toes&page=3")
    assert address.without("benefit", "posture").address() == "?q=toes&benefit=balance&level=1"
    assert [(name, labels, wider.address()) for name, labels, wider in address.wider()] == [
        ("q", ["toes"], "?benefit=posture&benefit=balance&level=1"),
        ("benefit", ["Posture", "Balance"], "?q=toes&level=1"),
        ("level", ["Level 1"], "?q=toes&benefit=posture&benefit=balance"),
    ]
    assert list(read("movement=adage&teacher=7&legs=0&quiet=yes").removable()) == [
        ("Leg load: None", "?quiet=yes&movement=adage&teacher=7"),
        ("Quiet", "?legs=0&movement=adage&teacher=7"),
        ("Adage", "?legs=0&quiet=yes&teacher=7"),
        ("Ada", "?legs=0&quiet=yes&movement=adage"),
    ]


def test_at_most_three_unknown_words_are_answered_each_shortened():
    address = read("level=" + "x" * 31 + "&level=4&length=5&benefit=a")
    assert len(address.faults) == 3
    assert f"“{'x' * 30}…”" in " ".join(address.faults)


def test_empty_values_are_no_fault():
    assert read("level=&benefit=&q=&sort=&page=").faults == []


def test_words_are_the_usual_order_until_another_is_asked_for():
    assert (read("q=toes").sorted_by, read("q=toes&sort=shortest").sorted_by) == ("match", "shortest")
    assert read("q=toes&sort=match").without("q").address() == "/library/"
    assert [row["value"] for row in sorts_shown(read("q=toes"), runner=False)] == [
        "",
        "easiest",
        "newest",
        "shortest",
    ]
    assert [row["label"] for row in sorts_shown(read(""), runner=True) if row["chosen"]] == ["Easiest first"]


def test_a_sort_that_is_not_there_is_named():
    assert "“loudest”" in read("sort=loudest").faults[0]
    assert read("sort=match").faults == []  # there is nothing to match: as it is sorted anyway


@pytest.mark.parametrize("query", ["done=yes", "fits=today", "sort=best", "saved=yes", "hidden=1"])
def test_a_visitor_is_told_that_part_of_the_address_is_somebodys_own(query):
    address = read(query, runner=False)
    assert (address.as_chosen, address.address()) == (Chosen(), "/library/")
    assert address.faults == [
        "Part of this address is about one runner’s own classes, so it is left out here."
    ]


@pytest.mark.parametrize(
    ("typed", "page"),
    [("3", 3), ("0", 1), ("-1", 1), ("9" * 22, 1), ("NaN", 1), ("²", 1), ("1e3", 1), ("", 1)],
)
def test_a_page_is_a_whole_number_or_the_first(typed, page):
    assert read(f"page={typed}").page == page


def test_of_an_address_of_thousands_of_parts_the_first_are_read():
    request = RequestFactory().get("/library/?" + "level=1&" * 5000 + "benefit=balance")
    assert query_of(request).getlist("level") == ["1"] * 500
    assert "benefit" not in query_of(request)


def test_words_are_cut_and_cleaned():
    assert read("q=%00 two%0A  words%20").words == "two words"
    assert len(read("q=" + "x" * 10_000).words) == 200


def test_long_lists_leave_out_what_would_find_nothing_short_ones_keep_it():
    shown = {
        group["name"]: group for group in groups(read("site=hip"), {"site": {"calf": 2}, "level": {"1": 3}})
    }
    assert [(o["value"], o["count"]) for o in shown["site"]["options"]] == [("calf", 2), ("hip", 0)]
    assert [(o["value"], o["count"]) for o in shown["level"]["options"]] == [("1", 3), ("2", 0), ("3", 0)]
    assert (shown["site"]["folded"], shown["site"]["chosen"], shown["level"]["folded"]) == (True, 1, False)


def test_facets_of_one_group_stand_under_one_heading():
    shown = {group["name"]: group for group in groups(read(""), {})}
    assert [option["name"] for option in shown["room"]["options"]] == ["quiet", "small"]
    assert [option["name"] for option in shown["yours"]["options"]] == [
        "fits",
        "done",
        "done",
        "saved",
        "hidden",
    ]


def test_a_visitor_has_no_facets_of_their_own_and_nobody_empty_ones():
    names = [facet.name for facet in facets_for({}, {}, runner=False)]
    assert names == ["benefit", "length", "level", "legs", "kind", "kit", "quiet", "small", "site"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("q=relevé".encode(), "relevé"),
        (b"q=relev%C3%A9", "relevé"),
        ("q=芭蕾".encode(), "芭蕾"),
        (b"q=relev\xe9", "relevé"),  # no UTF-8: read as Django reads it
        (b"q=relev%E9", "relev\ufffd"),
        (b"q=\xff\xfe&level=1", "ÿþ"),
        (b"", None),
    ],
)
def test_an_address_with_its_letters_unescaped_is_read_as_it_was_typed(raw, words):
    """A bug: somebody who typed ?q=relevé searched for "relevÃ©"."""
    request = RequestFactory().get("/library/", QUERY_STRING=raw.decode("latin-1"))
    assert query_of(request).get("q") == request.GET.get("q") == words


def test_the_other_kind_of_server_hands_over_letters():
    request = AsyncRequestFactory().get("/library/", QUERY_STRING="q=芭蕾 relevé")
    request.META["QUERY_STRING"] = "q=芭蕾 relevé"
    assert query_of(request).get("q") == "芭蕾 relevé"
