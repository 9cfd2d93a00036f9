"""Times laid aside on screen: it works, it says what is wrong, it hides others' times, it asks to sign in."""

import datetime

import pytest
from django.contrib import admin
from django.db import connection

from accounts.models import Consent
from plans.actions.overlays import lay_overlay, remove_overlay
from plans.actions.plan import plan_week
from plans.models import Overlay, PlannedSession, PlanSettings

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
TODAY = MONDAY + 2 * DAY  # Wednesday, and the clock says so
SUNDAY = MONDAY + 6 * DAY
LIST = "/plan/times/"
NEW = "/plan/times/new/"


@pytest.fixture(autouse=True)
def now(clock):
    return clock(2026, 11, 25, 9)


@pytest.fixture
def agreed(runner, now):
    return Consent.objects.create(user=runner, kind="health", version="2026-11", given_at=now)


@pytest.fixture
def typed():
    return {"kind": "holiday", "first": "2026-11-26", "last": "2026-11-29"}


@pytest.fixture
def make_time(runner, now):
    def make(kind="holiday", first=TODAY, last=SUNDAY, *, of=None, **fields):
        values = {"kind": kind, "first": first, "last": last, "laid_at": now}
        return Overlay.objects.create(runner=of or runner, **{**values, **fields})

    return make


@pytest.fixture
def planned(runner, few_classes, now):
    PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=3)
    return plan_week(runner=runner, monday=MONDAY, now=now)


def page_of(client, address):
    return client.get(address).content.decode()


def followed(client, address, sent=()):
    """The page behind the redirect of an act."""
    response = client.post(address, dict(sent))
    assert response.status_code == 302, response.content.decode()
    return page_of(client, response["Location"])


def days():
    return list(Overlay.objects.values_list("kind", "first", "last"))


# --- the list ------------------------------------------------------------------------------------
def test_nothing_laid_aside_says_what_to_do(runners_client):
    page = page_of(runners_client, LIST)
    assert "Nothing laid aside" in page and f'href="{NEW}"' in page and "I’m ill today" in page
    assert "Your planned runs stay as you planned them" in page


def test_times_stand_under_now_coming_and_behind(runners_client, make_time):
    make_time("travel", SUNDAY + DAY, SUNDAY + 3 * DAY)
    make_time("injury", MONDAY - 20 * DAY, MONDAY - 11 * DAY, sites=["calf"])
    make_time("illness")
    page = page_of(runners_client, LIST)
    order = ["Now", "Illness", "25–29 November", "Coming", "Travel", "30 November – 2 December", "Behind you"]
    order += ["Injury (calf)", "3–12 November", "10 days", "Back gently until 26 November."]
    found = [page.index(text, page.index("<h1")) for text in order]
    assert found == sorted(found)
    assert page.count("I’m well again") == 1 and "I’m ill today" not in page


def test_another_year_is_named(runners_client, make_time):
    make_time("holiday", datetime.date(2026, 12, 27), datetime.date(2027, 1, 3))
    make_time("travel", datetime.date(2027, 2, 3), datetime.date(2027, 2, 3))
    page = page_of(runners_client, LIST)
    assert "27 December 2026 – 3 January 2027" in page and "3 February 2027" in page and "one day" in page


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_asks_as_much_for_one_as_for_many(
    runners_client, make_time, many, django_assert_num_queries
):
    for n in range(many):
        make_time(first=MONDAY + 7 * n * DAY, last=SUNDAY + 7 * n * DAY)
    with django_assert_num_queries(3):  # session, runner, times
        runners_client.get(LIST)


# --- laying --------------------------------------------------------------------------------------
def test_days_are_laid_aside_and_the_plan_makes_room(runners_client, planned, typed):
    page = followed(runners_client, NEW, typed)
    assert "Four days laid aside. Your place is kept." in page
    assert days() == [("holiday", datetime.date(2026, 11, 26), SUNDAY)]
    assert not PlannedSession.objects.between(TODAY + DAY, SUNDAY).exists()


def test_an_open_end_is_three_days(runners_client, typed):
    followed(runners_client, NEW, {**typed, "last": ""})
    assert days() == [("holiday", datetime.date(2026, 11, 26), datetime.date(2026, 11, 28))]


def test_health_notes_are_asked_for_once(runners_client, typed):
    ill = {**typed, "kind": "illness"}
    assert 'name="consent"' in page_of(runners_client, NEW)
    page = runners_client.post(NEW, ill).content.decode()
    assert "They are kept only if you agree" in page and days() == []
    page = followed(runners_client, NEW, {**ill, "consent": "on"})
    assert "afterwards we begin gently" in page
    assert Consent.objects.get().withdrawn_at is None
    assert 'name="consent"' not in page_of(runners_client, NEW)


@pytest.fixture
def withdraws(agreed, now):
    """Within it the consent is taken back in another tab, after the form has looked for it."""

    def meanwhile(execute, sql, *rest):
        found = execute(sql, *rest)
        if sql.startswith("SELECT") and 'FROM "accounts_consent"' in sql:
            Consent.objects.filter(withdrawn_at=None).update(withdrawn_at=now)
        return found

    with connection.execute_wrapper(meanwhile):
        yield


def test_taken_back_meanwhile_the_consent_is_asked_for_again(runners_client, withdraws, typed):
    """A bug: an error of ours."""
    answer = runners_client.post("/plan/times/new/", {**typed, "kind": "illness"})
    assert 'name="consent"' in answer.content.decode() and Overlay.objects.count() == 0


def test_a_time_whose_consent_is_taken_back_meanwhile_is_not_changed(
    runners_client, withdraws, make_time, typed
):
    ill = make_time(kind="illness")
    answer = runners_client.post(f"/plan/times/{ill.pk}/", {**typed, "kind": "illness"})
    assert 'name="consent"' in answer.content.decode()
    assert runners_client.post(f"/plan/times/{ill.pk}/well/").status_code == 404
    assert Overlay.objects.get().last == ill.last


def test_of_an_illness_no_site_is_kept_and_of_an_injury_it_is(runners_client, agreed, typed):
    runners_client.post(NEW, {**typed, "kind": "illness", "sites": ["calf"]})
    runners_client.post(NEW, {**typed, "kind": "injury", "sites": ["calf", "hip"]})
    assert list(Overlay.objects.order_by("pk").values_list("sites", flat=True)) == [[], ["calf", "hip"]]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "", "Say what it is."),
        ("kind", "bored", "Choose one of the four."),
        ("first", "", "Say which day is the first."),
        ("first", "x", "Write the day as 25/11/2026."),
        ("last", "x", "Write the day as 25/11/2026."),
        ("last", "2026-11-25", "The last day is before the first."),
        ("last", "2027-11-27", "That is longer than a year."),
        ("last", "9999-12-31", "That is longer than a year."),
        ("first", "2025-11-23", "That is long ago"),
        ("first", "0001-01-01", "That is long ago"),
        ("first", "2027-11-27", "That is far ahead."),
        ("first", "9999-12-31", "That is far ahead."),
        ("sites", ["tail"], "Choose among the sites that are named here."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(runners_client, typed, field, value, said):
    response = runners_client.post(NEW, {**typed, "last": "", field: value})
    assert (response.status_code, days()) == (200, [])
    assert said in response.content.decode()


def test_a_year_may_be_laid_aside(runners_client, typed):
    followed(runners_client, NEW, {**typed, "last": "2027-11-26"})
    assert len(days()) == 1


def test_the_same_days_twice_lead_to_those_that_are_laid(runners_client, make_time, typed):
    time = make_time()
    page = runners_client.post(NEW, typed).content.decode()
    assert "laid aside for the same reason already" in page
    assert f'<a href="/plan/times/{time.pk}/">Change those days instead.</a>' in page
    assert Overlay.objects.count() == 1


@pytest.mark.parametrize(("asked", "checked"), [("illness", 1), ("nonsense", 0)])
def test_the_kind_may_be_chosen_by_the_link(runners_client, asked, checked):
    page = page_of(runners_client, f"{NEW}?kind={asked}")
    assert page.count("checked") == checked and 'value="2026-11-25"' in page


# --- one press -----------------------------------------------------------------------------------
def test_ill_today_lays_three_days_aside(runners_client, agreed, planned):
    assert "Three days laid aside." in followed(runners_client, "/plan/times/ill-today/")
    assert days() == [("illness", TODAY, TODAY + 2 * DAY)]


def test_ill_today_asks_for_the_consent_first(runners_client):
    response = runners_client.post("/plan/times/ill-today/")
    assert (response["Location"], days()) == (f"{NEW}?kind=illness", [])


def test_ill_today_pressed_twice_leads_to_the_days(runners_client, agreed):
    followed(runners_client, "/plan/times/ill-today/")
    assert "told us of an illness already" in followed(runners_client, "/plan/times/ill-today/")
    assert Overlay.objects.count() == 1


def test_well_again_gives_today_back(runners_client, planned, runner, agreed, now):
    before = list(PlannedSession.objects.order_by("pk").values())
    time = lay_overlay(runner=runner, kind="illness", first=MONDAY, last=SUNDAY, now=now)
    assert "Your place was kept" in followed(runners_client, f"/plan/times/{time.pk}/well/")
    assert days() == [("illness", MONDAY, TODAY - DAY)]
    assert list(PlannedSession.objects.order_by("pk").values()) == before


def test_on_the_first_day_it_ends_with_the_day(runners_client, make_time):
    time = make_time()
    page = followed(runners_client, f"/plan/times/{time.pk}/well/")
    assert "Today stays laid aside" in page and days() == [("holiday", TODAY, TODAY)]


def test_what_is_not_on_does_not_end(runners_client, make_time):
    time = make_time(first=SUNDAY)
    assert "nothing was changed" in followed(runners_client, f"/plan/times/{time.pk}/well/")
    assert days() == [("holiday", SUNDAY, SUNDAY)]


# --- changing and taking away ----------------------------------------------------------------------
def test_days_are_changed(runners_client, planned, runner, now, typed):
    time = lay_overlay(runner=runner, kind="holiday", first=TODAY, last=SUNDAY, now=now)
    address = f"/plan/times/{time.pk}/"
    assert 'value="2026-11-29"' in page_of(runners_client, address)
    page = followed(runners_client, address, {**typed, "first": "2026-11-29"})
    assert "Your plan follows the new days." in page
    assert days() == [("holiday", SUNDAY, SUNDAY)]
    assert PlannedSession.objects.between(TODAY, SUNDAY - DAY).exists()


def test_changed_onto_others_days_nothing_changes(runners_client, make_time, typed):
    time = make_time(last=TODAY)
    make_time(first=SUNDAY)
    page = runners_client.post(f"/plan/times/{time.pk}/", typed).content.decode()
    assert "laid aside for the same reason already" in page
    assert days() == [("holiday", TODAY, TODAY), ("holiday", SUNDAY, SUNDAY)]


def test_what_comes_back_is_said_before_it_is_taken_away(runners_client, planned, runner, now):
    before = list(PlannedSession.objects.order_by("pk").values())
    time = lay_overlay(runner=runner, kind="holiday", first=MONDAY, last=SUNDAY, now=now)
    page = page_of(runners_client, f"/plan/times/{time.pk}/remove/")
    titles = PlannedSession.objects.model._meta.get_field("video_class").related_model.objects
    for row in before:
        assert titles.get(pk=row["video_class_id"]).title in page
    assert "What comes back" in page and "so do your runs" in page
    assert not PlannedSession.objects.exists()
    assert "Taken away." in followed(runners_client, f"/plan/times/{time.pk}/remove/")
    assert (days(), list(PlannedSession.objects.order_by("pk").values())) == ([], before)


def test_a_time_over_changes_nothing_when_it_goes(runners_client, planned, make_time):
    time = make_time(first=MONDAY - 90 * DAY, last=MONDAY - 80 * DAY)
    assert "No class of your plan changes." in page_of(runners_client, f"/plan/times/{time.pk}/remove/")


def test_taken_away_in_another_tab_it_is_gone(runners_client, runner, make_time, now):
    time = make_time()
    remove_overlay(runner=runner, pk=time.pk, now=now)
    for act in ("", "well/", "remove/"):
        assert runners_client.post(f"/plan/times/{time.pk}/{act}").status_code == 404


# --- on the other pages --------------------------------------------------------------------------
def test_a_band_lies_over_its_days(runners_client, planned, make_time):
    time = make_time("illness", TODAY, SUNDAY + 3 * DAY)
    for address in ("/plan/", "/today/"):
        page = page_of(runners_client, address)
        assert "<b>Illness, 25 November – 2 December.</b> Your place is kept." in page
        assert 'data-first="3" data-last="7"' in page and f'href="/plan/times/{time.pk}/"' in page
    assert 'data-first="1" data-last="3"' in page_of(runners_client, "/plan/2026-11-30/")
    for elsewhere in ("/plan/2026-11-16/", "/plan/2026-12-07/"):
        assert '<li class="time-band' not in page_of(runners_client, elsewhere)


def test_travel_and_a_named_injury_say_what_stays(runners_client, planned, make_time):
    make_time("travel")
    make_time("injury", sites=["ankle", "calf"])
    page = page_of(runners_client, "/plan/")
    assert "Classes that fit a small room and need no kit." in page
    assert "<b>Injury (ankle, calf), 25–29 November.</b> Only quiet classes that spare it." in page


@pytest.mark.parametrize(
    ("kind", "printed"), [("illness", False), ("injury", False), ("holiday", True), ("travel", True)]
)
def test_on_paper_a_week_says_nothing_of_the_body(runners_client, planned, make_time, kind, printed):
    """A bug: "Injury (knee)" stood on the sheet for the door of the fridge."""
    make_time(kind)
    page = page_of(runners_client, "/plan/")
    assert ('<li class="time-band"' in page, '<li class="time-band no-print"' in page) == (
        printed,
        not printed,
    )


@pytest.mark.parametrize("stored", [True, False])
def test_on_the_way_back_the_week_says_how_much_it_holds(
    runners_client, runner, few_classes, make_time, make_session, now, stored
):
    """Two weeks of 40 minutes: the limit is 50, and half of it for a whole week of the way back."""
    PlanSettings.objects.create(runner=runner, experience="new", level=1, sessions=2)
    for n in (8, 9, 15, 16):
        make_session(date=MONDAY - n * DAY, minutes=20, leg_load=1, video_class=few_classes["steady-ankles"])
    make_session(date=MONDAY - 17 * DAY, minutes=300, leg_load=1, video_class=_primer(few_classes))
    make_time("illness", MONDAY - 7 * DAY, MONDAY - DAY)
    make_time("travel", MONDAY - 20 * DAY, MONDAY - DAY)  # longer, and it has no way back
    if stored:
        plan_week(runner=runner, monday=MONDAY, now=now)
    said = "Seven days away. Your place is kept, and we go back gently: at most 25 minutes this week"
    assert said in page_of(runners_client, "/plan/")
    assert said in page_of(runners_client, "/today/")
    assert "go back gently" not in page_of(runners_client, "/plan/2026-11-30/")


def _primer(classes):
    primer = classes["long-lines"]
    primer.kind = "primer"
    primer.save()
    return primer


def test_without_the_limit_no_number_is_said(runners_client, runner, planned, make_time):
    PlanSettings.objects.update(rules_off=["R8"])
    make_time("illness", MONDAY - 7 * DAY, MONDAY - DAY)
    assert "go back gently" not in page_of(runners_client, "/plan/")


def test_today_laid_aside_says_so_in_place_of_no_class(runners_client, make_time):
    assert "No class today" in page_of(runners_client, "/today/")
    time = make_time("illness")
    page = page_of(runners_client, "/today/")
    assert "Today is laid aside" in page and "No class today" not in page
    assert f'action="/plan/times/{time.pk}/well/"' in page


def test_the_week_and_today_lead_here(runners_client):
    for address in ("/plan/", "/today/"):
        assert f'href="{LIST}"' in page_of(runners_client, address)


# --- whose ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["", "remove/"])
def test_a_strangers_time_does_not_exist(runners_client, make_time, stranger, typed, page, method):
    time = make_time("injury", of=stranger, sites=["groin"])
    assert getattr(runners_client, method)(f"/plan/times/{time.pk}/{page}", typed).status_code == 404
    assert runners_client.post(f"/plan/times/{time.pk}/well/").status_code == 404
    assert days() == [("injury", TODAY, SUNDAY)]
    for address in (LIST, "/plan/", "/today/"):
        assert "groin" not in page_of(runners_client, address).lower()


@pytest.mark.parametrize("page", ["", "new/", "1/", "1/remove/"])
def test_visitors_are_asked_to_sign_in(client, db, page):
    response = client.get(f"{LIST}{page}")
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={LIST}{page}")


def test_the_admin_knows_nothing_of_them(make_time, client, staff, runner):
    time = make_time("injury", sites=["groin"])
    assert Overlay not in admin.site._registry
    assert str(time) == "2026-11-25 to 2026-11-29"
    client.force_login(staff)
    page = page_of(client, f"/admin/accounts/user/{runner.pk}/change/").lower()
    assert runner.email in page and "groin" not in page and "2026-11-29" not in page


@pytest.mark.parametrize(
    ("kind", "printed"), [("illness", False), ("injury", False), ("holiday", True), ("travel", True)]
)
def test_what_is_of_health_stays_off_the_printed_week(runners_client, planned, make_time, kind, printed):
    make_time(kind)
    page = page_of(runners_client, "/plan/")
    assert ('class="time-band no-print"' in page, 'class="time-band"' in page) == (not printed, printed)
