"""The log is narrowed down: by kind, days, shoes and words, with totals of what is left."""

import datetime

import pytest
from django.http import QueryDict

from plans.actions.log_list import Totals, log_page
from plans.forms.log_filter import LogAddress
from plans.models import Run

DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 11, 24)


@pytest.fixture
def asked(runner):
    """Titles on the first page of what an address asks for, and its totals."""

    def ask(query):
        address = LogAddress.read(QueryDict(query), runner.shoes.all())
        page = log_page(runner=runner, asked=address.as_filter)
        return [entry.row.title for month in page.months for entry in month.entries], page.totals

    return ask


@pytest.fixture
def mixed(runner, stranger, make_run, make_session):
    shoe = runner.shoes.create(name="Blue")
    make_run(
        title="Bridges", kind="easy", date=FIRST, distance_m=8000, duration_s=2400, climb_m=30, shoe=shoe
    )
    make_run(title="Canal", kind="long", date=FIRST - DAY, distance_m=None, duration_s=6000)
    make_run(
        title="Track", kind="intervals", date=FIRST - 2 * DAY, distance_m=9000, duration_s=None, climb_m=5
    )
    make_session(title="Ankles", date=FIRST - 3 * DAY, minutes=20)
    make_run(of=stranger, title="Secret", kind="long", shoe=stranger.shoes.create(name="Red"))
    return shoe


def test_nothing_asked_is_everything_with_its_totals(mixed, asked):
    assert asked("") == (["Bridges", "Canal", "Track", "Ankles"], Totals(3, 8400, 17_000.0, 35.0, 1, 20))


def test_several_kinds_at_once_leave_classes_out(mixed, asked):
    assert asked("kind=long&kind=intervals") == (["Canal", "Track"], Totals(2, 6000, 9000.0, 5.0, 0, 0))


def test_classes_are_shown_alone_beside_a_kind_or_not_at_all(mixed, asked):
    assert asked("kind=class") == (["Ankles"], Totals(0, 0, 0, 0, 1, 20))
    assert asked("kind=class&kind=long")[0] == ["Canal", "Ankles"]
    assert asked("kind=run")[0] == ["Bridges", "Canal", "Track"]


def test_from_and_to_are_both_within(mixed, asked):
    assert asked("from=2026-11-22&to=2026-11-23")[0] == ["Canal", "Track"]
    assert asked("from=2026-11-30&to=2026-01-01") == ([], Totals())


def test_shoes_are_worn_on_runs(mixed, asked, runner, stranger):
    assert asked(f"shoe={mixed.pk}")[0] == ["Bridges"]
    assert len(asked(f"shoe={stranger.shoes.get().pk}")[0]) == 4  # nobody else's shoes are offered


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("malaga", True),
        ("MÁLAGA", True),
        ("grosse", True),
        ("GROẞE runde", True),
        ("runde malaga", True),  # in any order, of name and note
        ("smorbrod", True),
        ("50%", True),
        ("5%0", False),
        ("_", False),
        ("malaga berlin", False),
    ],
)
def test_words_are_found_whatever_their_accents_and_capitals(make_run, asked, words, found):
    make_run(title="Große Runde", note="In Ma\u0301laga, smørbrød after. 50% uphill.")
    make_run(title="Elsewhere")
    query = QueryDict(mutable=True)
    query["q"] = words
    assert asked(query.urlencode())[0] == (["Große Runde"] if found else [])


def test_classes_are_found_by_their_words_too(make_session, asked):
    make_session(title="Étude", note="Slow.")
    assert asked("q=etude+slow")[0] == ["Étude"]


def test_words_changed_are_found_anew(make_run, asked):
    run = make_run(title="Bridges")
    run.title = "Canal"
    run.save()
    assert (asked("q=bridges")[0], asked("q=canal")[0]) == ([], ["Canal"])


def test_many_at_once_are_folded_as_one_is(runner, asked):
    Run.objects.bulk_create([Run(runner=runner, date=FIRST, duration_s=60, title="Málaga")])
    assert asked("q=malaga")[0] == ["Málaga"]


def test_what_was_taken_out_counts_nowhere(make_run, asked):
    make_run(title="Bridges", removed_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC))
    assert asked("") == ([], Totals())


@pytest.mark.parametrize(
    "query",
    [
        "kind=sprint",
        "shoe=x",
        "shoe=99999999999999999999",
        "from=2026-99-99",
        "to=x",
        "q=%00",
        "q=" + "a" * 900,
    ],
)
def test_what_means_nothing_breaks_nothing(mixed, asked, query):
    assert asked(query)[0] in (["Bridges", "Canal", "Track", "Ankles"], [])


def test_each_choice_is_taken_back_by_its_own_address(runner, mixed):
    query = f"q=a&kind=long&kind=class&shoe={mixed.pk}&from=2026-01-01&to=2026-12-31"
    address = LogAddress.read(QueryDict(query), runner.shoes.all())
    assert address.href == f"/log/?{query}"
    assert [(label, href) for label, href in address.chosen] == [
        ("“a”", f"/log/?kind=long&kind=class&shoe={mixed.pk}&from=2026-01-01&to=2026-12-31"),
        ("Long", f"/log/?q=a&kind=class&shoe={mixed.pk}&from=2026-01-01&to=2026-12-31"),
        ("Classes", f"/log/?q=a&kind=long&shoe={mixed.pk}&from=2026-01-01&to=2026-12-31"),
        ("Blue", "/log/?q=a&kind=long&kind=class&from=2026-01-01&to=2026-12-31"),
        ("from 1 Jan 2026", f"/log/?q=a&kind=long&kind=class&shoe={mixed.pk}&to=2026-12-31"),
        ("to 31 Dec 2026", f"/log/?q=a&kind=long&kind=class&shoe={mixed.pk}&from=2026-01-01"),
    ]
