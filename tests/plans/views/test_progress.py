"""Progress on screen: the numbers, the charts with their table, and the same few queries for ten years."""

import datetime

import pytest

from plans.models import Session

TODAY = datetime.date(2026, 11, 25)
DAY = datetime.timedelta(days=1)


def page(client):
    return client.get("/progress/").content.decode()


def fact(text, name):
    return text.split(f"<dt>{name}</dt><dd>")[1].split("</dd>")[0]


def test_nothing_danced_yet_says_what_to_do(runners_client, clock):
    text = page(runners_client)
    assert "Nothing danced yet" in text and 'href="/today/"' in text
    assert 'id="minutes-title"' not in text


def test_what_was_danced_is_counted(runners_client, make_session, clock):
    make_session(date=TODAY, minutes=20, benefit="balance", effort=4)
    make_session(date=TODAY - DAY, minutes=15, benefit="")
    make_session(date=TODAY - 30 * DAY, minutes=40, benefit="posture")
    text = page(runners_client)
    assert [fact(text, name) for name in ("Weeks danced", "Sessions", "Minutes", "With an effort")] == [
        "2",
        "3",
        "75",
        "1 of 3 rated",
    ]


def test_the_numbers_stand_in_a_table(runners_client, make_session, clock):
    make_session(date=TODAY, minutes=20, benefit="balance")
    make_session(date=TODAY, minutes=7, benefit="")
    table = page(runners_client).split("<tbody>")[1].split("</tbody>")[0]
    last = table.split("<tr>")[-1]
    cells = [cell.split(">")[1].split("<")[0] for cell in last.split("<td")[1:]]
    assert "23 Nov 2026" in last and cells == ["2", "0", "0", "0", "20", "0", "7", "27"]
    assert table.count("<tr>") == 12


def test_each_chart_has_a_title_and_a_description(runners_client, make_session, clock):
    make_session(date=TODAY)
    text = page(runners_client)
    for name in ("minutes", "sessions"):
        assert f'<title id="{name}-title">' in text and f'<desc id="{name}-desc">' in text
        assert f'aria-labelledby="{name}-title {name}-desc"' in text


def test_a_strangers_sessions_are_not_shown(runners_client, stranger, make_session, clock):
    make_session(of=stranger)
    assert "Nothing danced yet" in page(runners_client)


@pytest.mark.parametrize("many", [1, 10_000])
def test_one_session_asks_as_much_as_ten_thousand(
    runners_client, runner, clock, many, django_assert_num_queries
):
    Session.objects.bulk_create(
        Session(
            runner=runner,
            date=TODAY - (n % 3650) * DAY,
            done_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC),
            time_zone="UTC",
            title="Barre",
            minutes=15,
            benefit="balance",
            how="hand",
        )
        for n in range(many)
    )
    with django_assert_num_queries(4):
        runners_client.get("/progress/")


def test_visitors_are_asked_to_sign_in(client, db):
    assert client.get("/progress/")["Location"] == "/accounts/login/?next=/progress/"


def test_nothing_is_sent_to_progress(runners_client):
    assert runners_client.post("/progress/").status_code == 405
