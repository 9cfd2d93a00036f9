"""Progress on screen: the numbers, the charts with their table, and the same few queries for ten years."""

import datetime
from decimal import Decimal
from html import unescape

import pytest

from plans.models import PlanSettings, Session

TODAY = datetime.date(2026, 11, 25)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)


def page(client):
    return client.get("/progress/").content.decode()


def fact(text, name):
    return text.split(f"<dt>{name}</dt><dd>")[1].split("</dd>")[0]


def test_nothing_danced_yet_says_what_to_do(runners_client, clock):
    text = page(runners_client)
    assert "Nothing danced yet" in text and 'href="/today/"' in text
    assert 'id="minutes"' not in text


def test_runs_alone_stand_on_the_timeline_beside_an_invitation(runners_client, make_run, clock):
    make_run(date=TODAY, kind="easy", duration_s=3120, effort=4)
    text = page(runners_client)
    assert "Nothing danced yet" in text and "Your runs stand here already." in text
    assert '<a class="button button--primary" href="/today/">' in text
    assert "<td>Easy, 52 min</td>" in text and "1 of 1 rated." in text
    assert all(f'id="{name}"' not in text for name in ("planned", "minutes", "shares", "years"))


def test_where_nothing_is_rated_it_says_how_rather_than_draw_nothing(runners_client, make_session, clock):
    make_session(date=TODAY)
    effort = page(runners_client).split('id="effort"')[1].split("</figure>")[0]
    assert "0 of 1 rated; the others are not guessed." in effort
    assert "up to fourteen days later" in effort and "<svg" not in effort


def test_weeks_without_anything_say_so(runners_client, make_session, clock):
    make_session(date=TODAY - 200 * DAY)
    timeline = page(runners_client).split('id="timeline"')[1].split("</figure>")[0]
    assert "These weeks hold no run and no class." in timeline and "<svg" not in timeline


def test_years_stand_in_a_picture_and_a_table(runners_client, make_session, clock):
    for date in (TODAY, TODAY - DAY, datetime.date(2024, 5, 6)):
        make_session(date=date, minutes=1000 - 600)
    text = page(runners_client).split('id="years"')[1].split("</figure>")[0]
    assert '<title id="years-title">' in text and 'aria-labelledby="years-title years-desc"' in text
    rows = text.split("<tbody>")[1].split("<tr>")[1:]
    assert ['href="?until=2026-12-31"' in rows[0], 'href="?until=2024-12-31"' in rows[1]] == [True, True]
    assert [[cell.split("<")[0] for cell in row.split('<td class="number">')[1:]] for row in rows] == [
        ["1", "2", "800"],
        ["1", "1", "400"],
    ]


@pytest.fixture
def keep_check(runner, clock):
    from plans.actions.self_check import record_self_check

    def keep(kind, left, right, ago, of=None):
        told = {"date": TODAY - ago * DAY, "left": Decimal(left), "right": Decimal(right), "agrees": True}
        return record_self_check(runner=of or runner, kind=kind, now=NOW, **told)

    return keep


def checks_shown(client):
    return " ".join(unescape(page(client)).split()).replace("\u00a0", " ")


def test_self_checks_stand_left_and_right_with_changes_beyond_the_error_alone(runners_client, keep_check):
    keep_check("knee-to-wall", "10", "10", 45)
    keep_check("knee-to-wall", "11.5", "12.5", 3)
    text = checks_shown(runners_client)
    table = text.split('<table class="table sides">')[1].split("</table>")[0]
    rows = [[cell.split("<")[0] for cell in row.split("<td>")[1:]] for row in table.split("<tr>")[2:]]
    assert rows == [["11.5 cm", "12.5 cm"], ["within what the measure can tell", "2.5 cm more"]]
    assert "Left and right are alike, as far as the measure can tell." in text
    assert '<title id="knee-to-wall-title">Knee to wall, in centimetres</title>' in text
    assert 'aria-labelledby="knee-to-wall-title knee-to-wall-desc"' in text
    assert '<a class="button button--small" href="/body/checks/knee-to-wall/">Do it again' in text
    assert "Your plan brings it up on 3 January 2027." in text
    assert "One leg" not in text and 'id="self-checks"' not in text


def test_a_check_of_six_weeks_ago_is_due(runners_client, keep_check):
    keep_check("heel-raises", "20", "20", 42)
    assert "Six weeks have gone by." in checks_shown(runners_client)


def test_the_first_result_is_compared_however_many_there_are(runners_client, keep_check):
    for n in range(20):
        keep_check("heel-raises", str(10 + n), "20", (20 - n) * 42)
    text = checks_shown(runners_client)
    assert "Since the first, 7 August 2024</th><td>19 more</td><td>within what the measure can tell" in text
    assert text.count('class="side side--left"') == 9 + 1  # and the one of the key


def test_who_did_no_check_is_told_of_them_and_sees_no_others(
    runners_client, stranger, make_session, keep_check
):
    make_session(date=TODAY)
    keep_check("knee-to-wall", "17.5", "18.5", 3, of=stranger)
    text = checks_shown(runners_client)
    assert "17.5" not in text and 'href="/body/checks/"' in text and "Do a self-check" in text


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
    text = page(runners_client).split('id="minutes-table"')[1]
    table = text.split("<tbody>")[1].split("</tbody>")[0]
    last = table.split("<tr>")[-1]
    cells = [cell.split(">")[1].split("<")[0] for cell in last.split("<td")[1:]]
    assert "23 Nov 2026" in last and cells == ["2", "0", "0", "0", "20", "0", "7", "27"]
    assert table.count("<tr>") == 12


@pytest.mark.parametrize(("benefit", "named"), [("", True), ("posture", False)])
def test_minutes_without_a_benefit_are_named_where_there_are_any(
    runners_client, make_session, clock, benefit, named
):
    make_session(date=TODAY, benefit=benefit)
    legend = page(runners_client).split('id="minutes"')[1].split("</ul>")[0]
    assert ("Other" in legend) is named


def test_each_chart_has_a_title_and_a_description(runners_client, make_session, clock):
    make_session(date=TODAY, effort=3)
    text = page(runners_client)
    for name in ("years", "planned", "minutes", "timeline", "effort"):
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
    with django_assert_num_queries(10):
        runners_client.get("/progress/")


def test_runs_and_classes_stand_on_one_timeline(runners_client, make_session, make_run, clock):
    make_session(date=TODAY, minutes=20)
    make_run(date=TODAY, duration_s=3120)
    text = page(runners_client)
    assert "<title>Wed 25 Nov: Easy, 52 min · Steady ankles, 20 min</title>" in text
    assert "<td>Easy, 52 min</td><td>Steady ankles, 20 min</td>" in text


def test_effort_says_how_many_were_rated_and_what_it_rests_on(runners_client, make_session, clock):
    make_session(date=TODAY, effort=3)
    make_session(date=TODAY)
    note = page(runners_client).split('id="effort"')[1].split("</figcaption>")[0]
    assert "1 of 2 rated" in note and 'href="/evidence/"' in note


def test_what_was_new_is_linked(runners_client, make_session, make_class, clock):
    make_session(date=TODAY, video_class=make_class("long-lines"))
    new = page(runners_client).split('id="new"')[1]
    assert '<a href="/library/long-lines/">Long lines</a>' in new


def test_weeks_without_anything_new_are_told_kindly(runners_client, make_session, make_class, clock):
    for ago in (0, 100):
        make_session(date=TODAY - ago * DAY, video_class=make_class("long-lines") if ago == 0 else None)
    Session.objects.update(video_class=Session.objects.first().video_class)
    new = page(runners_client).split('id="new"')[1]
    assert "Repeating is learning." in new and 'href="/library/?done=no"' in new
    assert "Danced for the first time" not in new


def test_minutes_stand_beside_the_runners_own_aims(runners_client, runner, make_session, clock):
    PlanSettings.objects.create(runner=runner, targets={"balance": 0.7, "posture": 0.3})
    make_session(date=TODAY, minutes=30, benefit="balance")
    assert "100 % of these weeks; you aim at 70 %" in page(runners_client)


def test_weeks_before_and_after_are_linked(runners_client, make_session, clock):
    make_session(date=TODAY - 200 * DAY)
    assert 'href="?until=2026-08-31"' in page(runners_client)
    text = runners_client.get("/progress/?until=2026-08-31").content.decode()
    assert 'href="?until=2026-06-08"' in text and 'href="?until=2026-11-23"' in text


@pytest.mark.parametrize("until", ["soon", "2031-01-01", "0001-01-01", "2026-02-30"])
def test_a_day_that_cannot_be_shown_shows_this_week(runners_client, make_session, clock, until):
    make_session(date=TODAY)
    response = runners_client.get("/progress/", {"until": until})
    assert response.context["progress"].weeks[-1].monday == datetime.date(2026, 11, 23)


def test_visitors_are_asked_to_sign_in(client, db):
    assert client.get("/progress/")["Location"] == "/accounts/login/?next=/progress/"


def test_nothing_is_sent_to_progress(runners_client):
    assert runners_client.post("/progress/").status_code == 405
