"""A week shared, on screen: the link, what is listed, what the other sees and never sees, the end."""

import datetime
import decimal
import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from plans.actions.self_check import record_self_check
from plans.models import DayComment, Overlay, PlannedSession, Race, SelfCheck, Session, Sharing, Week
from tests.accounts.letters import newest_code

MONDAY = datetime.date(2026, 11, 23)
TUESDAY, FRIDAY, SATURDAY = (MONDAY + datetime.timedelta(days=n) for n in (1, 4, 5))
TYPED = {"role": "buddy", "name": "Anna", "runner_name": "Robin"}

# Words that tell of a body, of a place, or of who the runner is: none of them may reach anybody else.
OF_HEALTH = [
    "Calf", "calf", "spot that hurts", "Achilles", "Heel raises", "Illness", "illness", "Injury", "Holiday",
    "Travel", "of 10", "Sore", "R11", "grumbling tendon", "physio",
]  # fmt: skip
OF_THE_RUNNER = [
    "runner@example.com", "Hackney Marshes loop", "/log/", "/plan/", "/sessions/", "/body/", "Knee yoga",
    "152",
]  # fmt: skip


@pytest.fixture
def buddys_client(buddy):
    client = Client()
    client.force_login(buddy)
    return client


@pytest.fixture
def full_week(agreed, make_class, make_run, make_planned_run, make_pain, clock):
    """A week with something of everything; what must not be seen has words of its own."""
    now = clock(2026, 11, 25, 9)
    week = Week.objects.create(runner=agreed, starts_on=MONDAY, planned_at=now, asked=3)
    place = {"week": week, "slot": "alone"}
    PlannedSession.objects.create(
        **place, date=FRIDAY, first_date=FRIDAY, video_class=make_class("steady-ankles"),
        reasons=["need:balance"], why="Friday is free, and it is time for steady balance.",
    )  # fmt: skip
    PlannedSession.objects.create(
        **place, date=SATURDAY, first_date=FRIDAY, video_class=make_class("deep-plies"), state="locked",
        reasons=["need:balance"], why="It loads a spot that hurts.", kept_against=["R11"],
    )  # fmt: skip
    done = PlannedSession.objects.create(
        **place, date=TUESDAY, first_date=TUESDAY, video_class=make_class("little-jumps"), state="done",
        reasons=["R11"], why="Sore: R11.",
    )  # fmt: skip
    said = {"done_at": now, "time_zone": "UTC", "minutes": 15, "note": "grumbling tendon", "effort": 9}
    Session.objects.create(
        runner=agreed, date=TUESDAY, title="Little jumps", how="film", planned_session=done, soreness=7,
        video_class=done.video_class, **said,
    )  # fmt: skip
    Session.objects.create(runner=agreed, date=MONDAY, title="Knee yoga", how="hand", **said)
    make_run(
        date=MONDAY, title="Hackney Marshes loop", note="grumbling tendon", heart_rate_mean=152, effort=8,
        distance_m=8200.0, duration_s=2700,
    )  # fmt: skip
    make_planned_run(date=FRIDAY, kind="tempo", title="With the physio", note="physio said so")
    Race.objects.create(runner=agreed, name="Spring ten", date=SATURDAY, distance_m=10_000.0)
    make_pain("calf", 6, date=TUESDAY)
    SelfCheck.objects.create(runner=agreed, kind="heel-raises", date=TUESDAY, left=17, right=21, noted_at=now)
    SelfCheck.objects.create(runner=agreed, kind="knee-to-wall", date=TUESDAY, right="9.5", noted_at=now)
    Overlay.objects.create(
        runner=agreed, kind="injury", first=MONDAY, last=TUESDAY, sites=["achilles"], laid_at=now
    )
    return week


def words_in(response, words):
    page = response.content.decode()
    return [word for word in words if word in page]


# --- inviting -------------------------------------------------------------------------------------


def test_what_they_will_see_is_listed_before_anything_is_shared(runners_client, clock):
    response = runners_client.get("/sharing/invite/")
    assertContains(response, "The runs of a week, planned and done: their kind, distance and time")
    assertContains(response, "Races: their name, day, distance and how much they matter")
    assertContains(response, "Anything about health: pain, soreness, self-checks, illness, injury")
    assertContains(response, "Your e-mail address is not shown to them.")
    assertContains(response, "You keep no health notes, so there are none to show.")
    assertNotContains(response, 'name="health"')


def test_the_link_is_shown_once(runners_client, runner, clock):
    response = runners_client.post("/sharing/invite/", TYPED)
    secret = re.search(r"http://testserver/shared/invitations/([\w-]{43})/", response.content.decode())[1]
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "same-origin")
    sharing = Sharing.objects.get()
    assert (sharing.runner, sharing.role, sharing.health) == (runner, "buddy", False)
    assertContains(Client().get(f"/shared/invitations/{secret}/"), "Robin invites you")
    for page in ("/sharing/", f"/sharing/{sharing.pk}/"):
        assertNotContains(runners_client.get(page), secret)
    assertContains(runners_client.get("/sharing/"), "Invited; the link waits until 9 December.")


def test_the_page_with_the_link_read_anew_invites_nobody_else(runners_client, clock):
    """A bug: the browser sends the form again, and a second link was open."""
    sent = {**TYPED, "csrfmiddlewaretoken": "a" * 64}
    assertContains(runners_client.post("/sharing/invite/", sent), "/shared/invitations/")
    again = runners_client.post("/sharing/invite/", sent, follow=True)
    assertContains(again, "That link is made, and was shown.")
    assertNotContains(again, "/shared/invitations/")
    assert Sharing.objects.count() == 1


def test_an_invitation_that_came_to_nothing_is_not_said_to_be_made(runners_client, clock, monkeypatch):
    sent = {**TYPED, "csrfmiddlewaretoken": "a" * 64}
    with monkeypatch.context() as full:
        full.setattr("plans.actions.sharing.MOST_SHARINGS", 0)
        assertContains(runners_client.post("/sharing/invite/", sent), "which is the most")
    assertContains(runners_client.post("/sharing/invite/", sent), "/shared/invitations/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"role": ""}, "Choose one."),
        ({"role": "boss"}, "Choose one."),
        ({"name": " "}, "Say whom you invite."),
        ({"runner_name": ""}, "Say who invites them."),
        ({"name": "x" * 61}, "A name holds 60 characters; this one has 61."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
    ids=["no role", "role", "nobody", "no one", "long", "nul"],
)
def test_it_says_what_is_wrong(runners_client, clock, typed, said):
    assertContains(runners_client.post("/sharing/invite/", {**TYPED, **typed}), said)
    assert Sharing.objects.count() == 0


def test_health_notes_sent_without_the_question_are_not_ticked(runners_client, clock):
    runners_client.post("/sharing/invite/", {**TYPED, "health": "on"})
    assert Sharing.objects.get().health is False


def test_more_than_enough_are_refused_with_a_word(runners_client, make_sharing, clock):
    for _ in range(20):
        make_sharing(person=None)
    response = runners_client.post("/sharing/invite/", TYPED)
    assertContains(response, "You invited 20 people, which is the most. End one first.")


# --- the invitation -------------------------------------------------------------------------------


@pytest.fixture
def link(runners_client, clock):
    """The address of an invitation."""
    page = runners_client.post("/sharing/invite/", TYPED).content.decode()
    return re.search(r"/shared/invitations/[\w-]+/", page)[0]


def test_a_visitor_sees_who_and_what_and_comes_back_after_signing_in(link):
    response = Client().get(link)
    assertContains(response, "Robin invites you")
    assertContains(response, "Days laid aside, and not what for")
    assertContains(response, f'href="/accounts/login/?next={link}"')
    assertContains(response, f'href="/accounts/signup/?next={link}"')
    assertNotContains(response, "runner@example.com")
    assert (response["Cache-Control"], response["Referrer-Policy"], response["X-Robots-Tag"]) == (
        "private, no-store", "same-origin", "noindex",
    )  # fmt: skip
    sent = Client().post(link, {"name": "Eve"})
    assert (sent.status_code, sent["Location"]) == (302, f"/accounts/login/?next={link}")
    assert Sharing.objects.get().person is None


def test_looking_at_it_takes_nothing(buddys_client, link):
    assertContains(buddys_client.get(link), 'value="Anna"')
    assert Sharing.objects.get().person is None


def test_accepted_the_week_opens_under_the_name_they_gave(buddys_client, buddy, link):
    response = buddys_client.post(link, {"name": "Annie"}, follow=True)
    sharing = Sharing.objects.get()
    assert (sharing.person, sharing.name) == (buddy, "Annie")
    assert response.redirect_chain == [(f"/shared/{sharing.pk}/", 302)]
    assertContains(response, "You see Robin’s week from now on. You can stop at any time.")
    assertContains(buddys_client.get("/shared/"), "Robin’s week")


def test_without_a_name_it_is_not_accepted(buddys_client, link):
    assertContains(buddys_client.post(link, {"name": " "}), "Say who you are.")
    assert Sharing.objects.get().person is None


@pytest.mark.parametrize("name", ["", "Me"])
def test_the_runner_who_opens_their_own_is_told_so(runners_client, link, name):
    assertContains(runners_client.get(link), "Your own invitation")
    response = runners_client.post(link, {"name": name})
    assertContains(response, "Your own invitation")
    assertNotContains(response, "Accept")
    assert Sharing.objects.get().person is None


def test_who_sees_it_already_is_led_there(buddys_client, make_sharing, link):
    before = make_sharing()
    assertContains(buddys_client.get(link), "You see Robin’s week already.")
    response = buddys_client.post(link, {"name": "Anna"})
    assert response["Location"] == f"/shared/{before.pk}/"
    assert Sharing.objects.filter(person=None).count() == 1


@pytest.mark.parametrize("why", ["taken", "over", "taken back", "wrong"])
def test_no_answer_tells_why_a_link_is_no_good(client, stranger, link, clock, why):
    sharing, now = Sharing.objects.get(), clock(2026, 11, 25, 9)
    if why == "taken":
        Sharing.objects.update(person=stranger, taken_at=now, invitation="")
    elif why == "over":
        clock(2026, 12, 9, 9)
    elif why == "taken back":
        Sharing.objects.filter(pk=sharing.pk).update(ended_at=now, invitation="")
    address = f"/shared/invitations/{'x' * 43}/" if why == "wrong" else link
    response = client.get(address)
    assert response.status_code == 404
    assertContains(response, "This invitation is no longer open", status_code=404)
    assertNotContains(response, "Robin", status_code=404)
    assert client.post(address, {"name": "Eve"}).status_code == 404


def test_its_secret_is_written_to_no_log(caplog, db):
    from balletfusion.logs import without_secrets

    Client().get("/shared/invitations/secret-word/")
    said = [without_secrets(record.getMessage()) for record in caplog.records]
    assert "Not Found: /shared/invitations/…/" in said
    quoted = without_secrets("GET /accounts/login/?next=%2Fshared%2Finvitations%2Fsecret-word%2F&x=1")
    assert quoted == "GET /accounts/login/?next=%2Fshared%2Finvitations%2F…%2F&x=1"


# --- what the other sees --------------------------------------------------------------------------


def test_the_week_is_there_planned_and_done(buddys_client, full_week, make_sharing):
    response = buddys_client.get(f"/shared/{make_sharing().pk}/")
    there = [
        "Robin’s week", "of 3 classes done", "Steady ankles", "Deep plies", "Little jumps", "Another class",
        "Tempo", "Spring ten", "Laid aside, 23–24 November", "45 min",
    ]  # fmt: skip
    assert words_in(response, there) == there
    assert response["Cache-Control"] == "private, no-store"


def test_a_primer_stands_before_the_run_it_prepares(buddys_client, full_week, make_sharing):
    """As in the runner's own week; a bug: it came last."""
    PlannedSession.objects.filter(date=FRIDAY).update(slot="before_run")
    page = buddys_client.get(f"/shared/{make_sharing().pk}/").content.decode()
    assert page.index("Steady ankles") < page.index("Tempo")


@pytest.mark.parametrize("role", ["buddy", "coach"])
def test_nothing_of_the_body_or_of_the_runners_own_reaches_them(buddys_client, full_week, make_sharing, role):
    sharing = make_sharing(role=role)
    for page in ("", "2026-11-24/"):
        response = buddys_client.get(f"/shared/{sharing.pk}/{page}")
        week = response.content.decode().split("What you see, and what not")[0].split("<main")[1]
        assert [word for word in [*OF_HEALTH, *OF_THE_RUNNER] if word in week] == []
    assert [word for word in ("Friday is free",) if word in week] == (
        ["Friday is free"] if role == "coach" else []
    )


def test_with_the_tick_health_notes_are_there_and_nothing_else_more(buddys_client, full_week, make_sharing):
    response = buddys_client.get(f"/shared/{make_sharing(health=True).pk}/")
    week = response.content.decode().split("What you see, and what not")[0].split("<main")[1]
    ticked = [
        "Calf: 6 of 10",
        "Heel raises: 17 left, 21 right",
        "Knee to wall: 9.5\u00a0cm right",
        "Sore after a class: 7 of 10",
    ]
    assert [said for said in ticked if said in week] == ticked
    assert "Injury (achilles" in week.replace("Achilles", "achilles")
    never = ["grumbling tendon", "physio", "R11", "spot that hurts", *OF_THE_RUNNER]
    assert [word for word in never if word in week] == []


@pytest.mark.parametrize("health", [False, True])
def test_a_self_check_is_no_class_to_anybody_else(
    buddys_client, agreed, full_week, make_sharing, clock, health
):
    """A bug: it stood there as another class of five minutes, for who sees nothing of health too."""
    ten = decimal.Decimal(10)
    record_self_check(
        runner=agreed, kind="stance-open", date=FRIDAY, left=ten, right=ten, now=clock(2026, 11, 27, 9)
    )
    response = buddys_client.get(f"/shared/{make_sharing(health=health).pk}/2026-11-23/")
    assertContains(response, "Another class", count=1)  # Monday's, written down by hand
    told = "One leg, eyes open: 10\u00a0s left, 10\u00a0s right"
    assertContains(response, told, count=1 if health else 0)


def test_what_was_danced_on_another_day_stands_on_both_and_each_says_so(
    buddys_client, runner, full_week, make_sharing, make_session
):
    """A bug: a class of a day to come was told as danced, and the day it was danced on told nothing."""
    place = full_week.planned_sessions.get(date=FRIDAY)
    make_session(date=MONDAY, title="Steady ankles", video_class=place.video_class, planned_session=place)
    full_week.planned_sessions.filter(pk=place.pk).update(state="done")
    page = buddys_client.get(f"/shared/{make_sharing().pk}/2026-11-23/").content.decode()
    days = page.split('class="week"')[1].split("<li")[1:]
    assert [n for n, day in enumerate(days[:7]) if "Steady ankles" in day] == [0, 4]
    assert "For Friday’s place" in days[0] and "Danced on Monday" in days[4]


def test_gone_with_the_consent(buddys_client, runner, full_week, make_sharing, runners_client):
    sharing = make_sharing(health=True)
    runners_client.post("/plan/settings/forget-health-notes/")
    response = buddys_client.get(f"/shared/{sharing.pk}/")
    week = response.content.decode().split("What you see, and what not")[0].split("<main")[1]
    assert [word for word in OF_HEALTH if word in week] == []


def test_a_tick_without_a_consent_shows_nothing(buddys_client, full_week, runner, make_sharing):
    """Even where both got out of step."""
    sharing = make_sharing(health=True)
    runner.health_notes.delete()
    assertNotContains(buddys_client.get(f"/shared/{sharing.pk}/"), "6 of 10")


def test_the_runner_looks_at_the_very_same_week(runners_client, buddys_client, full_week, make_sharing):
    sharing = make_sharing(role="coach")

    def days(response):
        return re.search(r'<ol class="week">.*?</ol></div>', response.content.decode(), re.DOTALL)[0]

    theirs = buddys_client.get(f"/shared/{sharing.pk}/2026-11-23/")
    mine = runners_client.get(f"/sharing/{sharing.pk}/2026-11-23/")
    assertContains(mine, "This is your week as Anna sees it, and nothing else of yours.")
    assert days(mine) == days(theirs)


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize(("health", "queries"), [(False, 13), (True, 15)])
def test_the_shared_week_makes_as_many_queries_for_many_as_for_one(
    buddys_client, full_week, make_sharing, make_run, django_assert_num_queries, many, health, queries
):
    sharing = make_sharing(health=health)
    for n in range(many):
        make_run(date=TUESDAY, duration_s=600 + n)
        sharing.comments.create(by_runner=True, date=TUESDAY, text="Well", written_at=full_week.planned_at)
    with django_assert_num_queries(queries):
        buddys_client.get(f"/shared/{sharing.pk}/2026-11-23/")


@pytest.mark.parametrize("many", [1, 30])
def test_a_week_that_is_not_planned_yet_is_worked_out_and_not_stored(
    buddys_client, full_week, make_sharing, make_planned_run, django_assert_num_queries, many
):
    sharing = make_sharing()
    for _ in range(many):
        make_planned_run(date=datetime.date(2026, 12, 1), kind="easy", duration_s=2400)
    address = f"/shared/{sharing.pk}/2026-11-30/"
    assertContains(buddys_client.get(address), "40 min")
    with django_assert_num_queries(14):
        buddys_client.get(address)
    assert Week.objects.count() == 1


@pytest.mark.parametrize("many", [1, 12])
@pytest.mark.parametrize("page", ["/sharing/", "/shared/"])
def test_the_lists_make_as_many_queries_for_many_as_for_one(
    client, runner, buddy, stranger, teacher, make_sharing, clock, django_assert_num_queries, many, page
):
    from tests.conftest import _person

    for n in range(many):
        someone = _person(f"someone-{n}@example.com")
        make_sharing(person=someone) if page == "/sharing/" else make_sharing(of=someone)
    client.force_login(runner if page == "/sharing/" else buddy)
    with django_assert_num_queries(3):
        client.get(page)


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01", "1999-01-01", "2026-11-24T00:00"])
def test_a_day_that_is_none_does_not_exist(buddys_client, make_sharing, clock, date):
    assert buddys_client.get(f"/shared/{make_sharing().pk}/{date}/").status_code == 404


def test_a_week_long_gone_asks_for_nothing_that_was_never_planned(buddys_client, make_sharing, clock):
    page = buddys_client.get(f"/shared/{make_sharing().pk}/2025-06-02/").content.decode()
    assert "without a plan" in page and "classes done" not in page


# --- comments -------------------------------------------------------------------------------------


def test_a_comment_is_written_told_of_on_the_week_read_and_answered(
    buddys_client, runners_client, make_sharing, clock
):
    sharing = make_sharing()
    response = buddys_client.post(f"/shared/{sharing.pk}/2026-11-24/comment/", {"text": "<b>Well</b> done"})
    assert response["Location"] == f"/shared/{sharing.pk}/2026-11-24/#day-2026-11-24"
    assertContains(runners_client.get("/plan/"), "Anna wrote a comment on your week.")
    assertContains(runners_client.get("/sharing/"), "1 new comment")
    page = runners_client.get(f"/sharing/{sharing.pk}/")
    assertContains(page, "&lt;b&gt;Well&lt;/b&gt; done")
    runners_client.post(f"/sharing/{sharing.pk}/seen/")
    assertNotContains(runners_client.get("/plan/"), "Anna wrote")
    runners_client.post(f"/sharing/{sharing.pk}/2026-11-24/comment/", {"text": "Thanks"})
    assertContains(buddys_client.get("/shared/"), "1 new comment")
    told = buddys_client.get("/plan/")  # or who only looks would hear of it nowhere
    assertContains(told, "Robin wrote you a comment on their own week.")
    assertContains(told, f'<a href="/shared/{sharing.pk}/2026-11-24/">Read')
    assertContains(buddys_client.get(f"/shared/{sharing.pk}/2026-11-24/"), "Thanks")
    buddys_client.post(f"/shared/{sharing.pk}/seen/")
    assertNotContains(buddys_client.get("/shared/"), "1 new comment")
    assertNotContains(buddys_client.get("/plan/"), "Robin wrote")


def test_looking_marks_nothing_as_read(buddys_client, runners_client, make_sharing, clock):
    sharing = make_sharing()
    sharing.comments.create(by_runner=False, date=TUESDAY, text="Well", written_at=sharing.made_at)
    for page in ("/plan/", "/sharing/", f"/sharing/{sharing.pk}/", f"/sharing/{sharing.pk}/2026-11-24/"):
        runners_client.get(page)
    assert DayComment.objects.get().seen_at is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write something first."),
        (" \n ", "Write something first."),
        ("x" * 1001, "A comment holds 1,000 characters; this one has 1001."),
        ("a\x00b", "Null characters are not allowed."),
    ],
    ids=["nothing", "blanks", "long", "nul"],
)
def test_a_comment_that_does_not_do_is_shown_again(buddys_client, make_sharing, clock, text, said):
    sharing = make_sharing()
    response = buddys_client.post(f"/shared/{sharing.pk}/2026-11-24/comment/", {"text": text})
    assertContains(response, said)
    assertContains(response, '<details class="more no-print" open>', count=1)
    assert DayComment.objects.count() == 0


def test_a_flood_is_answered_with_a_word_and_what_was_typed(buddys_client, make_sharing, clock):
    sharing = make_sharing()
    for _ in range(50):
        sharing.comments.create(by_runner=False, date=TUESDAY, text="Well", written_at=clock(2026, 11, 25, 9))
    response = buddys_client.post(f"/shared/{sharing.pk}/2026-11-24/comment/", {"text": "And another"})
    assertContains(response, "That is a lot for one day.")
    assertContains(response, "And another</textarea>")


def test_two_people_never_read_each_others(buddys_client, stranger, make_sharing, clock):
    other = make_sharing(person=stranger)
    other.comments.create(by_runner=True, date=TUESDAY, text="For you alone", written_at=other.made_at)
    response = buddys_client.get(f"/shared/{make_sharing().pk}/2026-11-24/")
    assertNotContains(response, "For you alone")


@pytest.mark.parametrize(
    ("who", "by_runner", "status"),
    [
        ("runner", True, 302), ("runner", False, 302), ("buddy", False, 302), ("buddy", True, 404),
        ("stranger", False, 404), ("stranger", True, 404),
    ],
)  # fmt: skip
def test_who_wrote_it_and_the_runner_may_delete_it(
    client, runner, buddy, stranger, make_sharing, clock, who, by_runner, status
):
    sharing = make_sharing()
    written = sharing.comments.create(
        by_runner=by_runner, date=TUESDAY, text="Well", written_at=sharing.made_at
    )
    client.force_login({"runner": runner, "buddy": buddy, "stranger": stranger}[who])
    assert client.post(f"/sharing/comments/{written.pk}/delete/").status_code == status
    assert DayComment.objects.count() == (0 if status == 302 else 1)


# --- the end --------------------------------------------------------------------------------------

OF_THE_BUDDY = ["", "2026-11-24/", "leave/"]


def test_ended_by_the_runner_everything_is_gone_for_them_at_once(
    buddys_client, runners_client, make_sharing, clock
):
    sharing = make_sharing()
    written = sharing.comments.create(by_runner=False, date=TUESDAY, text="Well", written_at=sharing.made_at)
    assertContains(runners_client.get(f"/sharing/{sharing.pk}/end/"), "Should Anna see nothing any more?")
    assert buddys_client.get(f"/shared/{sharing.pk}/").status_code == 200
    response = runners_client.post(f"/sharing/{sharing.pk}/end/", follow=True)
    assertContains(response, "Ended: Anna sees nothing of yours any more.")
    base = f"/shared/{sharing.pk}/"
    assert {buddys_client.get(base + page).status_code for page in OF_THE_BUDDY} == {404}
    acts = ["2026-11-24/comment/", "seen/", "leave/"]
    assert {buddys_client.post(base + act, {"text": "Still here"}).status_code for act in acts} == {404}
    assert buddys_client.post(f"/sharing/comments/{written.pk}/delete/").status_code == 404
    assertNotContains(buddys_client.get("/shared/"), "Robin")
    page = runners_client.get(f"/sharing/{sharing.pk}/")
    assertContains(page, "Ended on 25 November 2026: sees nothing any more.")
    assertContains(page, "Well")
    again = [f"/sharing/{sharing.pk}/{page}" for page in ("week/", "2026-11-24/", "end/")]
    assert {runners_client.get(page).status_code for page in again} == {404}


def test_who_writes_to_a_week_that_is_shared_no_longer_is_told_and_has_their_words_back(
    buddys_client, runner, make_sharing, clock
):
    sharing = make_sharing()
    Sharing.objects.update(ended_at=clock(2026, 11, 25, 9))
    sent = {"text": "Well <b>done</b>\nto the end"}
    response = buddys_client.post(f"/shared/{sharing.pk}/2026-11-24/comment/", sent)
    assertContains(response, "This week is not shared with you", status_code=404)
    assertContains(response, "readonly>Well &lt;b&gt;done&lt;/b&gt;\nto the end</textarea>", status_code=404)
    assert response["Cache-Control"] == "private, no-store"
    page = response.content.decode().split("<main")[1]
    assert "Robin" not in page and runner.email not in page
    never = buddys_client.post("/shared/987654/2026-11-24/comment/", sent).content.decode().split("<main")[1]
    assert page == never  # whether there was one is not told


def test_who_looks_at_a_week_that_is_shared_no_longer_is_told(buddys_client, make_sharing, clock):
    sharing = make_sharing()
    Sharing.objects.update(ended_at=clock(2026, 11, 25, 9))
    page = buddys_client.get(f"/shared/{sharing.pk}/2026-11-24/").content.decode()
    assert "This week is not shared with you" in page and "What you wrote" not in page


def test_a_runner_who_writes_to_somebody_who_has_left_has_their_words_back(
    runners_client, make_sharing, clock
):
    sharing = make_sharing()
    Sharing.objects.update(ended_at=clock(2026, 11, 25, 9))
    response = runners_client.post(f"/sharing/{sharing.pk}/2026-11-24/comment/", {"text": "How was it?"})
    assertContains(response, "Anna sees your week no longer", status_code=404)
    assertContains(response, "readonly>How was it?</textarea>", status_code=404)
    assert DayComment.objects.count() == 0


def test_an_invitation_taken_back_leaves_no_trace_on_the_list(runners_client, make_sharing, clock):
    waiting = make_sharing(person=None)
    assertContains(runners_client.get(f"/sharing/{waiting.pk}/end/"), "Take back the invitation for Anna?")
    response = runners_client.post(f"/sharing/{waiting.pk}/end/", follow=True)
    assertContains(response, "Nobody yet")


def test_they_may_leave_by_themselves(buddys_client, runners_client, make_sharing, clock):
    sharing = make_sharing()
    assertContains(buddys_client.get(f"/shared/{sharing.pk}/leave/"), "See Robin’s week no longer?")
    response = buddys_client.post(f"/shared/{sharing.pk}/leave/", follow=True)
    assertContains(response, "You no longer see Robin’s week.")
    assert buddys_client.get(f"/shared/{sharing.pk}/").status_code == 404
    assertContains(runners_client.get("/sharing/"), "sees nothing any more")


def test_the_tick_is_set_and_taken_away_for_one_person(runners_client, agreed, make_sharing, clock):
    sharing, other = make_sharing(), make_sharing(person=None)
    response = runners_client.post(f"/sharing/{sharing.pk}/health/", {"health": "yes"}, follow=True)
    assertContains(response, "Anna sees your health notes too.")
    assert list(Sharing.objects.filter(health=True)) == [sharing]
    page = runners_client.get(f"/sharing/{sharing.pk}/")
    assertContains(page, "You ticked health notes for Anna.")
    assertNotContains(runners_client.get(f"/sharing/{other.pk}/"), "You ticked")
    response = runners_client.post(f"/sharing/{sharing.pk}/health/", {"health": "no"}, follow=True)
    assertContains(response, "Anna sees no health notes.")
    assert Sharing.objects.filter(health=True).count() == 0


def test_ticked_without_notes_it_says_so(runners_client, make_sharing, clock):
    response = runners_client.post(f"/sharing/{make_sharing().pk}/health/", {"health": "yes"}, follow=True)
    assertContains(response, "You keep no health notes, so there are none to show.")
    assert Sharing.objects.get().health is False


@pytest.mark.parametrize(
    "page",
    [
        "/sharing/{}/", "/sharing/{}/week/", "/sharing/{}/2026-11-24/", "/sharing/{}/end/",
        "/sharing/{}/health/", "/sharing/{}/seen/", "/sharing/{}/2026-11-24/comment/", "/shared/{}/",
        "/shared/{}/2026-11-24/", "/shared/{}/seen/", "/shared/{}/leave/", "/shared/{}/2026-11-24/comment/",
    ],
)  # fmt: skip
def test_anothers_does_not_exist(client, stranger, make_sharing, page):
    client.force_login(stranger)
    sharing = make_sharing()
    before = Sharing.objects.values().get()
    url = page.format(sharing.pk)
    assert client.get(url).status_code in {404, 405}
    assert client.post(url, {"text": "Here", "health": "yes"}).status_code in {404, 405}
    assert (Sharing.objects.values().get(), DayComment.objects.count()) == (before, 0)


@pytest.mark.parametrize("page", ["/sharing/", "/sharing/invite/", "/sharing/1/", "/shared/", "/shared/1/"])
def test_visitors_sign_in_first(client, db, page):
    assert client.get(page)["Location"] == f"/accounts/login/?next={page}"


def test_who_signs_up_for_it_comes_back_to_the_invitation(link):
    client = Client()
    typed = {"email": "pat@example.com", "password1": "slow-pliés-at-noon", "next": link}
    assertContains(client.get(f"/accounts/signup/?next={link}"), f'value="{link}"')
    client.post("/accounts/signup/", typed)
    assert client.post("/accounts/confirm-email/", {"code": newest_code()})["Location"] == link
    assertContains(client.get(link), "Would you like to?")
