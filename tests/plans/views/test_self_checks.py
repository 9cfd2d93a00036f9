"""Self-checks: instructions, results left and right, changes beyond the error, again after six weeks."""

import datetime
from decimal import Decimal
from html import unescape

import pytest

from accounts.models import Consent
from plans.actions.plan import plan_week
from plans.actions.self_check import record_self_check
from plans.models import HealthNotes, PainReport, PlanSettings, SelfCheck, Session

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 25)  # a Wednesday
MONDAY = TODAY - 2 * DAY
KINDS = ["knee-to-wall", "stance-open", "stance-closed", "heel-raises"]


@pytest.fixture
def now(runner, clock):
    return clock(2026, 11, 25, 9)


@pytest.fixture
def agreed(runner):
    return HealthNotes.objects.create(runner=runner)


@pytest.fixture
def keep(runner, now, agreed):
    def keep(kind="knee-to-wall", left="10", right="10", ago=0):
        return record_self_check(
            runner=runner,
            kind=kind,
            date=TODAY - ago * DAY,
            left=left and Decimal(left),
            right=right and Decimal(right),
            now=now,
        )

    return keep


def page(client, address="/body/checks/"):
    return words(client.get(address))


def words(answer):
    return unescape(" ".join(answer.content.decode().split()))


def sent(client, kind, follow=True, **told):
    answer = client.post(f"/body/checks/{kind}/", {"date": TODAY.isoformat(), **told}, follow=follow)
    return unescape(" ".join(answer.content.decode().split()))


def cells(page):
    return page.replace("</td>", "").replace("<td>", "|").replace("</th>", "").replace("</tr>", "")


@pytest.mark.parametrize(
    ("ago", "says"), [(1, "Your plan brings it up on 5 January 2027."), (42, "Six weeks have gone by.")]
)
def test_a_check_says_when_it_is_due_again(runners_client, keep, ago, says):
    keep(ago=ago)
    assert says in page(runners_client)


def test_all_four_are_there_for_who_did_none(runners_client, now):
    found = page(runners_client)
    assert found.count("Not done yet") == 4
    assert all(f'href="/body/checks/{kind}/"' in found for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_says_how_it_is_done_and_takes_a_result_by_hand(runners_client, runner, agreed, now, kind):
    found = page(runners_client, f"/body/checks/{kind}/")
    assert "How it is done" in found and 'name="left"' in found and 'name="agrees"' not in found
    assert ('data-self-check="' in found) == (kind != "knee-to-wall")
    found = sent(runners_client, kind, left="21", right="22")
    assert "Kept. Your plan brings it up again on 6 January." in found
    assert [(c.runner, c.kind, c.date, c.left, c.right) for c in SelfCheck.objects.all()] == [
        (runner, kind, TODAY, 21, 22)
    ]


def test_the_consent_is_asked_with_the_first_result(runners_client, runner, now):
    found = sent(runners_client, "knee-to-wall", left="9.5", right="10")
    assert "Results are health notes, kept only if you agree. Tick this first." in found
    assert 'value="9.5"' in found and SelfCheck.objects.count() == 0
    sent(runners_client, "knee-to-wall", left="9.5", right="10", agrees="on")
    assert (SelfCheck.objects.count(), HealthNotes.objects.count(), Consent.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(("kind", "left", "said"), [
    ("knee-to-wall", "25.1", "Say it in centimetres, from 0 to 25, such as 11.5."),
    ("knee-to-wall", "9.55", "One place after the point is as fine as it can be measured, such as 11.5."),
    ("stance-open", "NaN", "Say it in seconds, from 0 to 45. Longer counts as 45."),
    ("stance-open", "long", "Say it in seconds, from 0 to 45. Longer counts as 45."),
    ("stance-closed", "-1", "Say it in seconds, from 0 to 45. Longer counts as 45."),
    ("heel-raises", "20.5", "Say how many as a whole number, from 0 to 100."),
    ("heel-raises", "many", "Say how many as a whole number, from 0 to 100."),
])  # fmt: skip
def test_it_says_what_is_wrong(runners_client, agreed, now, kind, left, said):
    found = sent(runners_client, kind, left=left, right="10")
    assert found.count(said) == 2  # over the form, and at the field
    assert SelfCheck.objects.count() == 0


@pytest.mark.parametrize(("date", "said"), [
    ("2026-11-26", "This day is still to come. Give today or a day before."),
    ("2000-01-01", "This is more than twenty years ago. Check the year."),
    ("", "Say which day it was."),
])  # fmt: skip
def test_it_says_what_is_wrong_with_the_day(runners_client, agreed, now, date, said):
    assert said in sent(runners_client, "knee-to-wall", left="10", right="10", date=date)
    assert SelfCheck.objects.count() == 0


def test_a_comma_is_a_point_and_a_stance_ends_with_its_clock(runners_client, agreed, now):
    sent(runners_client, "stance-open", left="9,5", right="300")
    sent(runners_client, "knee-to-wall", left=" 9,5 ", right="0")
    assert [(c.kind, c.left, c.right) for c in SelfCheck.objects.order_by("kind")] == [
        ("knee-to-wall", Decimal("9.5"), 0),
        ("stance-open", Decimal("9.5"), 45),
    ]


def test_a_second_result_of_the_day_says_whose_place_it_took(runners_client, agreed, now):
    sent(runners_client, "knee-to-wall", left="9.5", right="10")
    again = sent(runners_client, "knee-to-wall", left="9.5", right="10")
    assert "This result was kept already. It stands once." in again
    other = sent(runners_client, "knee-to-wall", left="11", right="10").replace("\u00a0", " ")
    assert "Kept, in the place of that day’s other result (left 9.5 cm, right 10 cm). Your plan" in other
    assert [(c.left, c.right) for c in SelfCheck.objects.all()] == [(11, 10)]


def test_a_result_of_long_ago_is_due_by_now(runners_client, agreed, now):
    found = sent(runners_client, "knee-to-wall", left="9", right="9", date=f"{TODAY - 42 * DAY}")
    assert "Kept. Six weeks have gone by since, so your plan brings it up now." in found
    found = sent(runners_client, "knee-to-wall", left="9", right="9", date=f"{TODAY - 41 * DAY}")
    assert "Kept. Your plan brings it up again on 26 November." in found
    found = sent(runners_client, "knee-to-wall", left="9", right="9", date=f"{TODAY - 90 * DAY}")
    assert "Kept. Your plan brings it up again on 26 November." in found  # a newer one stands


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_one_side_alone_is_kept_and_the_other_may_follow(runners_client, agreed, now, side, other):
    found = sent(runners_client, "heel-raises", **{side: "20", other: ""})
    assert "Kept. Your plan brings it up again on 6 January." in found
    assert "One side was measured, so left and right are not compared." in found
    assert [{"left": c.left, "right": c.right} for c in SelfCheck.objects.all()] == [{side: 20, other: None}]
    found = sent(runners_client, "heel-raises", **{side: "", other: "21"})
    assert "Kept, beside the side you measured that day already. Your plan" in found
    assert [{"left": c.left, "right": c.right} for c in SelfCheck.objects.all()] == [{side: 20, other: 21}]


def test_no_side_at_all_is_told(runners_client, agreed, now):
    found = sent(runners_client, "knee-to-wall", left="", right=" ")
    assert found.count("Give the left, the right, or both.") == 2
    assert "Only one side today? Leave the other empty: it stands as not measured." in found
    assert SelfCheck.objects.count() == 0


def test_a_side_alone_is_compared_where_it_was_measured_before(runners_client, keep):
    keep(left="9", right="10", ago=135)
    keep(left="10", right="10", ago=90)
    keep(left=None, right="10", ago=45)
    keep(left="12.5", right=None)
    found = cells(page(runners_client, "/body/checks/knee-to-wall/")).replace("\u00a0", " ")
    assert '<th scope="row">On 25 November 2026|12.5 cm|not measured' in found
    assert '<th scope="row">Since 27 August 2026|2.5 cm more|not measured' in found
    assert '<th scope="row">Since the first, 13 July 2026|3.5 cm more|not measured' in found
    assert found.count("Since ") == 2
    assert '<th scope="row">11 Oct 2026|not measured|10' in found
    assert '<th scope="row">25 Nov 2026|12.5|not measured' in found
    for address in ("/body/checks/", "/progress/"):
        assert "|12.5 cm|not measured" in cells(page(runners_client, address)).replace("\u00a0", " ")
    assert '<th scope="row">25 November 2026|12.5|not measured' in cells(page(runners_client, "/progress/"))


def test_changes_stand_side_by_side_and_only_beyond_the_error(runners_client, keep):
    keep(left="9", right="10", ago=90)
    keep(left="10", right="10", ago=45)
    keep(left="11", right="12.5")
    found = cells(page(runners_client, "/body/checks/knee-to-wall/"))
    assert '<th scope="row">On 25 November 2026|11 cm|12.5 cm' in found.replace("\u00a0", " ")
    assert "Since 11 October 2026|within what the measure can tell|2.5 cm more" in found.replace(
        "\u00a0", " "
    )
    assert "Since the first, 27 August 2026|2 cm more|2.5 cm more" in found.replace("\u00a0", " ")
    assert "Left and right are alike, as far as the measure can tell." in found
    assert "From 1.9 cm on a change is real" in found


def test_sides_that_differ_and_raises_that_are_fewer_are_told(runners_client, keep):
    keep("heel-raises", "25", "25", ago=45)
    keep("heel-raises", "14", "24")
    found = cells(page(runners_client, "/body/checks/heel-raises/"))
    assert "Since 11 October 2026|11 fewer|within what the measure can tell" in found
    assert "The right is ahead of the left by 10." in found


def test_the_stance_says_that_its_error_is_our_own_default(runners_client, keep):
    keep("stance-open", "30.5", "45")
    found = page(runners_client, "/body/checks/stance-open/")
    assert "from 15 s on. That is our own default (grade D)" in found
    assert "30.5 s" in found.replace("\u00a0", " ") and "45 s" in found.replace("\u00a0", " ")


def test_results_of_years_are_turned_page_by_page(runners_client, keep):
    for ago in range(10):
        keep(left="10", right="11", ago=ago * 42)
    newest, older = (page(runners_client, f"/body/checks/knee-to-wall/?page={n}") for n in (1, 2))
    assert (newest.count("Delete<"), older.count("Delete<")) == (9, 1)
    assert '<tr><th scope="row">12 Nov 2025</th><td>10</td><td>11</td>' in older
    assert '<a class="button button--small" rel="next" href="?page=2#results">Older' in newest
    assert all("Since the first, 12 November 2025" in found for found in (newest, older))


def test_another_kinds_results_and_other_peoples_are_not_shown(runners_client, keep, stranger):
    keep("stance-open", "31.5", "32.5")
    told = {"runner": stranger, "kind": "knee-to-wall", "date": TODAY, "left": "17.5", "right": "18.5"}
    SelfCheck.objects.create(**told, noted_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC))
    for address in ("/body/checks/knee-to-wall/", "/body/checks/"):
        assert "17.5" not in page(runners_client, address)
    assert "What changed" not in page(runners_client, "/body/checks/knee-to-wall/")


def test_a_check_that_is_none_is_not_found(runners_client, now):
    assert runners_client.get("/body/checks/push-ups/").status_code == 404


def test_a_result_is_deleted_with_its_work(runners_client, keep):
    check = keep("heel-raises", "20", None)
    asked = words(runners_client.post(f"/body/checks/results/{check.pk}/delete/"))
    assert "Delete this result?" in asked and "25 November 2026: 20 left." in asked
    assert (SelfCheck.objects.count(), Session.objects.count()) == (1, 1)
    Session.objects.update(removed_at=check.noted_at)  # taken out of the log, it waits with the rest
    response = runners_client.post(f"/body/checks/results/{check.pk}/delete/", {"sure": "on"})
    assert response["Location"] == "/body/checks/heel-raises/"
    assert (SelfCheck.objects.count(), Session.with_removed.count()) == (0, 0)


def test_another_runners_result_stays(runners_client, stranger, now, agreed):
    told = {"runner": stranger, "kind": "knee-to-wall", "date": TODAY, "left": 7, "right": 8, "noted_at": now}
    check = SelfCheck.objects.create(**told)
    HealthNotes.objects.create(runner=stranger)  # else the act would refuse for another reason
    assert runners_client.post(f"/body/checks/results/{check.pk}/delete/").status_code == 404
    assert SelfCheck.objects.count() == 1


def test_what_hurts_withholds_the_start_and_says_what_to_do(runners_client, runner, agreed, now):
    PainReport.objects.create(runner=runner, site="achilles", date=TODAY, level=3, reported_at=now)
    found = page(runners_client, "/body/checks/heel-raises/")
    assert "Not today" in found and "until it has been at 2 of 10 or less" in found
    assert "see a doctor or a physiotherapist" in found
    assert 'data-self-check="' not in found and "js/self-check.js" not in found
    found = sent(runners_client, "heel-raises", left="20", right="20")
    assert "Your calf, Achilles, ankle or foot hurts." in found and SelfCheck.objects.count() == 0
    sent(runners_client, "heel-raises", left="20", right="20", date="2026-11-20")
    assert [c.date for c in SelfCheck.objects.all()] == [datetime.date(2026, 11, 20)]


@pytest.mark.parametrize(("site", "level", "kept"), [("foot", 3, 0), ("calf", 2, 1), ("knee", 8, 1)])
def test_nor_is_a_result_kept_of_a_day_on_which_it_hurt(
    runners_client, runner, stranger, agreed, now, site, level, kept
):
    for who, where, when, much in [(runner, site, 4, level), (runner, site, 1, 0), (stranger, "foot", 3, 9)]:
        PainReport.objects.create(
            runner=who, site=where, date=TODAY - when * DAY, level=much, reported_at=now
        )
    found = sent(runners_client, "heel-raises", left="20", right="20", date=f"{TODAY - 3 * DAY}")
    assert ("hurt on that day, so its result is not kept." in found) == (not kept)
    assert SelfCheck.objects.count() == kept
    sent(runners_client, "heel-raises", left="20", right="20", date=f"{TODAY - DAY}")
    assert SelfCheck.objects.filter(date=TODAY - DAY).exists()


def test_what_hurts_withholds_no_other_check(runners_client, runner, agreed, now):
    PainReport.objects.create(runner=runner, site="achilles", date=TODAY, level=8, reported_at=now)
    assert 'data-self-check="stance"' in page(runners_client, "/body/checks/stance-open/")


def test_a_day_against_the_rules_is_said_and_left_to_the_runner(runners_client, runner, now, make_session):
    PlanSettings.objects.create(runner=runner, experience="regular", level=3)
    for ago, load in [(1, 2), (10, 1), (13, 1), (16, 1)]:
        make_session(date=TODAY - ago * DAY, leg_load=load)
    found = page(runners_client, "/body/checks/heel-raises/")
    assert "Another day would be better" in found
    assert "Yesterday or tomorrow works your legs hard already. Heel raises work the legs" in found
    assert 'data-self-check="raises"' in found


def test_who_asked_for_a_hand_on_something_is_reminded(runners_client, runner, now):
    HealthNotes.objects.create(runner=runner, limits=["support"])
    assert "Keep a hand near something solid" in page(runners_client, "/body/checks/stance-closed/")
    assert "Keep a hand near something solid" not in page(runners_client, "/body/checks/knee-to-wall/")


@pytest.mark.parametrize("stored", [True, False])
def test_six_weeks_later_it_has_its_place_in_the_week_and_on_today(
    runners_client, runner, keep, now, few_classes, stored
):
    keep("heel-raises", "20", "20", ago=40)  # due on Friday
    keep("knee-to-wall", "10", "10", ago=56)
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=now)
    found = page(runners_client, "/today/")
    assert "8 weeks since “Knee to wall”." in found and "“Heel raises”" not in found
    for address in ("/today/", "/plan/"):
        days = [day.split("</li>")[0] for day in page(runners_client, address).split('<li class="day')[1:]]
        assert ["check-chip" in day for day in days] == [n in (2, 4) for n in range(7)]
        assert '<a href="/body/checks/knee-to-wall/">Knee to wall</a>' in days[2]
        assert '<a href="/body/checks/heel-raises/">Heel raises</a>' in days[4]
        assert "8 weeks since the last" in days[2] and "6 weeks since the last" in days[4]
    assert "check-chip" not in page(runners_client, f"/plan/{MONDAY - 7 * DAY}/")


def test_on_paper_a_week_says_nothing_of_them(runners_client, keep, few_classes, make_session):
    keep("heel-raises", "20", "20")
    keep("knee-to-wall", "10", "10", ago=56)
    make_session(date=TODAY, title="Barre in the park")
    chips = page(runners_client, "/plan/").split('<div class="chip ')[1:]
    off_paper = {}
    for title in ("Heel raises, a self-check", "Knee to wall", "Barre in the park"):
        (chip,) = [chip for chip in chips if f">{title}<" in chip]
        off_paper[title] = "no-print" in chip.split('"')[0]
    assert off_paper == {"Heel raises, a self-check": True, "Knee to wall": True, "Barre in the park": False}


def test_not_now_is_two_weeks_later(runners_client, keep):
    keep(ago=50)
    answer = runners_client.post("/body/checks/later/", follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    found = answer.content.decode()
    assert "Put off. Your plan brings it up again on 9 December." in found
    assert "Time to look again" not in found
    assert "check-chip" in page(runners_client, "/plan/2026-12-07/")
    assert "check-chip" not in page(runners_client, "/plan/")


def test_putting_off_nothing_keeps_nothing(runners_client, now):
    assert runners_client.post("/body/checks/later/")["Location"] == "/today/"
    assert HealthNotes.objects.count() == 0


@pytest.mark.parametrize("many", [1, 30])
def test_each_page_asks_as_much_for_a_little_as_for_a_lot(
    runners_client, keep, many, django_assert_num_queries, few_classes
):
    for n in range(many):
        keep(left="10", right="11", ago=n)
    runners_client.get("/plan/")  # the library is read once for each of its editions
    for address, queries in [("/body/checks/", 3), ("/body/checks/knee-to-wall/", 4)]:
        with django_assert_num_queries(queries):
            runners_client.get(address)


@pytest.mark.parametrize("address", ["/body/checks/later/", "/body/checks/results/1/delete/"])
def test_acts_are_not_links(runners_client, now, address):
    assert runners_client.get(address).status_code == 405


@pytest.mark.parametrize("address", ["/body/checks/", "/body/checks/heel-raises/"])
def test_visitors_are_asked_to_sign_in(client, db, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
