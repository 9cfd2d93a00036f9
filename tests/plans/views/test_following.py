"""Following a collection on screen: its page holds the buttons, the week says what is next."""

import datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.models import FollowedCollection, PlannedSession, PlanSettings

pytest_plugins = ["tests.library.collecting"]
PAGE = "/library/collections/foot-core/"
ACTS = "/plan/collections/foot-core/"
DAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 30)


@pytest.fixture
def feet(few_classes, make_class, clock):
    return [make_class(f"feet-{n}", duration_s=600, benefits=("posture",)) for n in (1, 2)]


@pytest.fixture
def foot_core(feet, collect):
    told = {"title": "Foot-core", "series": True, "a_week": 3, "then_a_week": 2}
    return collect("foot-core", *(each for each in feet for _ in range(3)), **told)


@pytest.fixture
def settings_kept(runner):
    return PlanSettings.objects.create(runner=runner, experience="some", level=2, sessions=2, days=DAYS)


def state():
    return list(FollowedCollection.objects.values_list("collection__slug", "paused_on", "ended_on"))


def test_the_page_says_what_following_means_before_it_is_followed(runners_client, settings_kept, foot_core):
    response = runners_client.get(PAGE)
    assertContains(response, "3 a week, 2 weeks; then 2 a week to keep it up")
    assertContains(response, "Your plan then holds 3 classes of it a week, where it suits your runs.")
    assertContains(response, "That is more than the 2 you asked for.")
    assertContains(response, "Being ill or away does not lose your place.")
    assertContains(response, f'action="{ACTS}follow/"')


def test_a_visitor_is_told_nothing_of_a_plan(client, foot_core):
    assertNotContains(client.get(PAGE), "In your plan")


def test_followed_it_tells_how_far_one_is(runners_client, settings_kept, foot_core, feet, make_session):
    make_session(video_class=feet[0], date=datetime.date(2026, 11, 20))
    response = runners_client.post(f"{ACTS}follow/", follow=True)
    assertRedirects(response, PAGE)
    assertContains(response, "Your plan follows “Foot-core” from today on.")
    assertContains(response, "Your plan follows it: 1 of 6 danced.")
    assert state() == [("foot-core", None, None)]


def test_the_week_and_today_say_what_is_next_and_lead_to_the_collection(
    runners_client, settings_kept, foot_core
):
    runners_client.get("/plan/")
    runners_client.post("/plan/2026-11-25/again/")
    runners_client.post(f"{ACTS}follow/")
    link = f'<a href="{PAGE}">Next in “Foot-core”: 1 of\u00a06.</a>'
    assertContains(runners_client.get("/plan/"), link)
    assertContains(runners_client.get("/today/"), link)
    assertContains(runners_client.get("/plan/"), "0 of 3 classes done")


def test_it_is_paused_gone_on_with_and_stopped(runners_client, settings_kept, foot_core):
    today = datetime.date(2026, 11, 25)
    runners_client.post(f"{ACTS}follow/")
    response = runners_client.post(f"{ACTS}pause/", follow=True)
    assertContains(response, "Paused at 0 of 6. Your place is kept")
    assert state() == [("foot-core", today, None)]
    assertContains(runners_client.post(f"{ACTS}go-on/", follow=True), "Your plan follows it: 0 of 6 danced.")
    assert state() == [("foot-core", None, None)]
    response = runners_client.post(f"{ACTS}stop/", follow=True)
    assertContains(response, "Follow it in my plan")
    assert state() == [("foot-core", None, today)]


def test_another_sets_the_first_aside_and_says_so_before_and_after(
    runners_client, settings_kept, foot_core, feet, collect
):
    collect("month", feet[0], title="First month")
    runners_client.post(f"{ACTS}follow/")
    page = runners_client.get("/library/collections/month/")
    assertContains(page, "You follow “Foot-core” now. It is set aside then, and your place in it is kept.")
    response = runners_client.post("/plan/collections/month/follow/", follow=True)
    assertContains(response, "“Foot-core” is set aside, and your place in it is kept.")


def test_danced_to_its_end_it_is_kept_up(runners_client, settings_kept, foot_core, feet, make_session):
    runners_client.post(f"{ACTS}follow/")
    for each in feet * 3:
        make_session(video_class=each, date=datetime.date(2026, 11, 24))
    response = runners_client.get(PAGE)
    assertContains(response, "You have danced all of it. 2 of its last classes a week keep it up.")
    runners_client.post(f"{ACTS}pause/")
    assertContains(runners_client.get(PAGE), "You have danced all of it. Keeping it up is paused.")


def test_one_that_ends_says_so_and_is_taken_once_more(
    runners_client, settings_kept, feet, collect, make_session
):
    collect("month", feet[0], title="First month")
    runners_client.post("/plan/collections/month/follow/")
    done = make_session(video_class=feet[0], date=datetime.date(2026, 11, 25))
    page = runners_client.get("/library/collections/month/")
    assertContains(page, "You have danced all of it, and your plan goes by what you need.")
    assertContains(page, "Once more in my plan")
    said = "All of “First month” is yours now. From here your plan goes by what you need."
    assertContains(runners_client.get(f"/sessions/{done.pk}/"), said)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"level": 3}, "that class is at level 3, and your plan at level 2"),
        ({"kit": ["chair"]}, "that class asks for a heavy chair"),
        ({"duration_s": 2700}, "that class takes 45 minutes, and your days hold 30"),
        ({"quiet": False}, "that class is not a quiet one"),
        ({"small_space": False}, "that class asks for more space"),
        ({"leg_load": 3}, "that class has jumps"),
    ],
)
def test_what_it_cannot_go_on_without_is_named(runners_client, settings_kept, foot_core, feet, changed, said):
    settings_kept.quiet = settings_kept.small_space = True
    settings_kept.save()
    for name, value in changed.items():
        setattr(feet[0], name, value)
    feet[0].save()
    before = runners_client.get(PAGE)
    assertContains(before, "One of its 2 classes does not go with your answers yet")
    assertContains(before, '<a href="/plan/settings/">')
    runners_client.post(f"{ACTS}follow/")
    assertContains(runners_client.get(PAGE), f"It waits there: {said}.")


def test_anothers_following_is_not_theirs_to_change(
    client, stranger, runners_client, settings_kept, foot_core
):
    runners_client.post(f"{ACTS}follow/")
    client.force_login(stranger)
    assert {client.post(f"{ACTS}{act}/").status_code for act in ("pause", "go-on", "stop")} == {404}
    assert state() == [("foot-core", None, None)]
    assertContains(client.get(PAGE), "Follow it in my plan")


def test_one_that_is_hidden_cannot_be_followed_and_can_be_stopped(runners_client, settings_kept, foot_core):
    runners_client.post(f"{ACTS}follow/")
    foot_core.shown = False
    foot_core.save()
    assertRedirects(runners_client.post(f"{ACTS}stop/"), "/plan/")
    assert runners_client.post(f"{ACTS}follow/").status_code == 404
    assert state()[0][2] is not None


def test_staff_are_not_offered_to_follow_what_runners_do_not_see(client, staff, foot_core):
    foot_core.shown = False
    foot_core.save()
    client.force_login(staff)
    assertNotContains(client.get(PAGE), "In your plan")


def test_a_visitor_is_sent_to_sign_in(client, foot_core):
    for act in ("follow", "pause", "go-on", "stop"):
        assert client.post(f"{ACTS}{act}/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("follows", [True, False])
def test_the_week_asks_no_more_of_who_follows(
    runners_client, settings_kept, foot_core, follows, django_assert_max_num_queries
):
    if follows:
        runners_client.post(f"{ACTS}follow/")
    runners_client.post("/plan/2026-11-25/again/")
    runners_client.get("/plan/")
    with django_assert_max_num_queries(10):
        runners_client.get("/plan/")
    assert PlannedSession.objects.exists()
