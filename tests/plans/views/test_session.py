"""Sessions on screen: written down, rated, taken back; what is wrong is said at the field."""

import datetime
import re
from html import unescape

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from library.models import Collection
from plans.models import PainReport, PlannedSession, Session, Week

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
WEDNESDAY, FRIDAY = MONDAY + 2 * DAY, MONDAY + 4 * DAY
LONG_TEXT = "n" * 10_000
JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}
LENGTH = "Give the minutes as a whole number from 1 to 600."
HOW_HARD = "Effort is a whole number from 0 to 10."


@pytest.fixture
def typed(clock):
    return {"video_class": "", "title": "Studio barre", "date": "2026-11-25", "minutes": "50", "benefit": ""}


@pytest.fixture
def place(runner, few_classes, clock):
    week = Week.objects.create(runner=runner, starts_on=MONDAY, planned_at=clock(2026, 11, 25, 9))
    return PlannedSession.objects.create(
        week=week,
        date=FRIDAY,
        first_date=FRIDAY,
        video_class=few_classes["steady-ankles"],
        slot="alone",
    )


def field(page, name):
    """The part of the page that is about one field."""
    return page.split(f'id="field-{name}"')[1].split('id="field-')[0]


def test_a_class_from_elsewhere_is_written_down(runners_client, runner, typed):
    response = runners_client.post("/sessions/new/", {**typed, "effort": "0", "note": "Two\nlines."})
    session = Session.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/sessions/{session.pk}/")
    assert (session.runner, session.title, session.date, session.minutes, session.effort, session.how) == (
        runner,
        "Studio barre",
        WEDNESDAY,
        50,
        0,
        "hand",
    )
    page = runners_client.get(response["Location"]).content.decode()
    assert "“Studio barre” counts. It stands beside what was planned." in page
    assert "Done: Studio barre" in page and f'action="/sessions/{session.pk}/delete/"' in page


def test_a_class_of_the_library_brings_its_name_and_benefit(runners_client, typed, few_classes):
    typed |= {"video_class": few_classes["one-leg-calm"].pk, "title": "", "minutes": "9"}
    runners_client.post("/sessions/new/", typed)
    session = Session.objects.get()
    assert (session.title, session.benefit, session.minutes) == ("One leg calm", "balance", 9)


def test_a_class_of_the_library_brings_its_minutes_where_none_are_given(runners_client, typed, few_classes):
    typed |= {"video_class": few_classes["one-leg-calm"].pk, "title": "", "minutes": ""}
    runners_client.post("/sessions/new/", typed)
    assert Session.objects.get().minutes == 15


def test_sent_twice_it_is_written_down_once(runners_client, typed, place, clock):
    """A bug: the second press filled another day's place."""
    sent = {**typed, "benefit": "stabilisers"}
    first = runners_client.post("/sessions/new/", sent)["Location"]
    answer = runners_client.post("/sessions/new/", sent, follow=True)
    assert answer.redirect_chain == [(first, 302)] and Session.objects.count() == 1
    assertContains(answer, "“Studio barre” was written down a moment ago, so it is not counted twice.")


def test_the_same_of_a_day_is_asked_about_before_it_counts_again(runners_client, typed, clock):
    """A bug: who went back and pressed once more had danced twice."""
    runners_client.post("/sessions/new/", typed)
    clock(2026, 11, 25, 9, 2)
    page = runners_client.post("/sessions/new/", typed).content.decode()
    assert "You wrote down “Studio barre”, 50 minutes, on Wednesday 25 November already." in page
    assert 'name="again" value="on"' in page and Session.objects.count() == 1
    runners_client.post("/sessions/new/", {**typed, "again": "on"})
    runners_client.post("/sessions/new/", {**typed, "minutes": "40"})
    assert Session.objects.count() == 3


def test_what_it_was_good_for_is_asked_in_plain_sight(runners_client, clock):
    """A bug: it lay folded away, and without it a class from elsewhere fills no place."""
    seen = runners_client.get("/sessions/new/").content.decode().split("How it was")[0]
    assert 'name="benefit"' in seen
    assert "It fills an open place of the same benefit in your week." in seen


def test_what_fills_a_place_says_so(runners_client, typed, place):
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    page = runners_client.get(address).content.decode()
    assert "“Studio barre” is done: counted for Friday’s “Steady ankles”." in page
    assert "Counted for Friday’s “Steady ankles”." in page and "Leave that place open" in page
    place.refresh_from_db()
    assert place.state == "done"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date", "2026-11-26", "This day is still to come. Give today or a day before."),
        ("date", "1800-01-01", "This is more than twenty years ago. Check the year."),
        ("date", "0001-01-01", "This is more than twenty years ago. Check the year."),
        ("date", "9999-12-31", "This day is still to come. Give today or a day before."),
        ("date", "2026-02-30", "Give the day, for example 25/11/2026."),
        ("date", "", "Give the day, for example 25/11/2026."),
        ("minutes", "-5", LENGTH),
        ("minutes", "0", LENGTH),
        ("minutes", "601", LENGTH),
        ("minutes", "9" * 400, LENGTH),
        ("minutes", "an hour", LENGTH),
        ("minutes", "1e2", LENGTH),
        ("minutes", "", LENGTH),
        ("title", "", "Choose a class above, or say in a word what it was."),
        ("title", "   ", "Choose a class above, or say in a word what it was."),
        ("title", LONG_TEXT, "Say it in at most 120 characters."),
        ("title", "Barre\x00", "Null characters are not allowed."),
        ("note", LONG_TEXT, "Ensure this value has at most 2000 characters (it has 10000)."),
        ("effort", "11", "Effort is a whole number from 0 to 10."),
        ("effort", "-1", "Effort is a whole number from 0 to 10."),
        ("benefit", "immortality", "Select a valid choice."),
        ("video_class", "999999", "Select a valid choice."),
        ("video_class", "x", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_stored(runners_client, typed, name, value, said):
    response = runners_client.post("/sessions/new/", {**typed, name: value})
    assert (response.status_code, Session.objects.count(), Week.objects.count()) == (200, 0, 0)
    assert said in field(response.content.decode(), name)


def test_sending_nothing_says_what_is_missing(runners_client, clock):
    page = runners_client.post("/sessions/new/").content.decode()
    assert "Give the day" in field(page, "date") and Session.objects.count() == 0


def test_600_minutes_and_twenty_years_ago_are_fine(runners_client, typed):
    for changed in ({"minutes": "600"}, {"minutes": "1"}, {"date": "2006-12-01"}):
        assert runners_client.post("/sessions/new/", {**typed, **changed}).status_code == 302
    assert Session.objects.count() == 3


def test_a_class_that_is_not_published_cannot_be_chosen(runners_client, typed, make_class):
    hidden = make_class("hidden", published=False)
    page = runners_client.post("/sessions/new/", {**typed, "video_class": hidden.pk}).content.decode()
    assert "Select a valid choice." in page and "Hidden" not in page


def test_html_in_a_title_or_note_is_text(runners_client, typed):
    sent = {**typed, "title": "<script>alert(1)</script>", "note": "<img src=x onerror=alert(2)>"}
    address = runners_client.post("/sessions/new/", sent)["Location"]
    for page in (address, "/plan/", "/today/", "/log/", "/progress/"):
        text = runners_client.get(page).content.decode()
        assert "<script>alert" not in text and "<img src=x" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in runners_client.get(address).content.decode()


def test_a_class_of_a_past_week_that_was_not_planned_is_kept(runners_client, typed):
    address = runners_client.post("/sessions/new/", {**typed, "date": "2026-10-01"})["Location"]
    assert runners_client.get(address).status_code == 200
    assert Week.objects.count() == 0


def test_how_it_was_can_be_said_later(runners_client, make_session, clock):
    """By the same eleven buttons as where one danced, and a note."""
    done = make_session()
    page = runners_client.get(f"/sessions/{done.pk}/")
    assertContains(page, f'action="/sessions/{done.pk}/effort/"')
    assertContains(page, 'class="effort__number figures" type="submit"', count=11)
    assertNotContains(page, 'type="number"')
    runners_client.post(f"/sessions/{done.pk}/effort/", {"effort": "0"})
    pressed = 'name="effort" value="0" aria-pressed="true"'
    assertContains(runners_client.get(f"/sessions/{done.pk}/"), pressed)
    response = runners_client.post(f"/sessions/{done.pk}/", {"note": "Warm."})
    assert (response.status_code, response["Location"]) == (302, "/today/")
    done.refresh_from_db()
    assert (done.effort, done.note) == (0, "Warm.")


def test_no_answer_is_an_answer(runners_client, make_session, clock):
    done = make_session(effort=7, note="Warm.")
    assertContains(runners_client.get(f"/sessions/{done.pk}/"), "Take the answer back")
    runners_client.post(f"/sessions/{done.pk}/effort/", {"effort": ""})
    runners_client.post(f"/sessions/{done.pk}/", {"note": ""})
    done.refresh_from_db()
    assert (done.effort, done.note) == (None, "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("11", HOW_HARD),
        ("-1", HOW_HARD),
        ("hard", HOW_HARD),
    ],
)
def test_a_wrong_rating_is_said_and_not_stored(runners_client, make_session, clock, value, said):
    done = make_session(effort=3)
    address = f"/sessions/{done.pk}/effort/"
    refused = runners_client.post(address, {"effort": value}, headers=JSON)
    assert refused.status_code == 400 and said in refused.json()["error"]
    assertContains(runners_client.post(address, {"effort": value}, follow=True), said)
    done.refresh_from_db()
    assert done.effort == 3


def test_with_scripts_the_row_alone_is_answered_and_says_so(runners_client, make_session, clock):
    done = make_session()
    address, next_ = f"/sessions/{done.pk}/effort/", {"next": "/today/"}
    part = runners_client.post(address, {"effort": "6", **next_}, headers=HTMX).content.decode()
    assert part.lstrip().startswith("<form") and "<html" not in part
    assert f'value="6" aria-pressed="true" id="effort-{done.pk}-6"' in part and 'value="/today/"' in part
    assert '<p id="said" hx-swap-oob="innerHTML">Kept. Press another if you change your mind.</p>' in part
    part = runners_client.post(address, {"effort": "11", **next_}, headers=HTMX).content.decode()
    assert 'value="6" aria-pressed="true"' in part and HOW_HARD in part
    part = runners_client.post(address, {"effort": "", **next_}, headers=HTMX).content.decode()
    assert "aria-pressed" not in part and "Your answer is taken back." in part
    assert f'value="6" autofocus id="effort-{done.pk}-6"' in part  # what was pressed is gone


def test_without_scripts_a_note_typed_beside_is_kept_with_the_effort(runners_client, make_session, clock):
    """A bug: it was gone. With scripts it waits in its field, and is not kept before it is saved."""
    session = make_session()
    here = f"/sessions/{session.pk}/"
    page = runners_client.get(here).content.decode()
    button = re.search(r'<button[^>]*value="6"[^>]*>', page)[0]
    assert f'form="how-it-was" formaction="{here}effort/?next=' in button and 'hx-params="effort"' in button
    assert '<form class="stack" id="how-it-was"' in page
    answer = runners_client.post(f"{here}effort/?next={here}%3Fin%3Dx", {"effort": 6, "note": "Light feet."})
    assert answer["Location"] == f"{here}?in=x"
    session.refresh_from_db()
    assert (session.effort, session.note) == (6, "Light feet.")
    assertContains(runners_client.post(f"{here}effort/", {"effort": 7, "note": LONG_TEXT}), LONG_TEXT)
    part = runners_client.post(f"{here}effort/?beside=1&next={here}", {"effort": 8}, headers=HTMX)
    assertContains(part, 'form="how-it-was"', 12)
    session.refresh_from_db()
    assert (session.effort, session.note) == (8, "Light feet.")


def test_without_scripts_it_leads_back_to_where_it_was_pressed(runners_client, make_session, clock):
    done = make_session()
    sent = {"effort": "6", "next": "/today/"}
    assert runners_client.post(f"/sessions/{done.pk}/effort/", sent)["Location"] == "/today/"
    sent["next"] = "https://elsewhere.example/"
    assert runners_client.post(f"/sessions/{done.pk}/effort/", sent)["Location"] == f"/sessions/{done.pk}/"


TOO_LATE = "How hard a class was can be told for 14 days after it, here until 8 December."


@pytest.mark.parametrize(
    ("zone", "at", "kept"),
    [
        ("Europe/London", (2026, 12, 8, 23, 59), 4),
        ("Europe/London", (2026, 12, 9, 0, 0), None),
        ("Pacific/Auckland", (2026, 12, 8, 10, 59), 4),
        ("Pacific/Auckland", (2026, 12, 8, 11, 0), None),
        ("America/Los_Angeles", (2026, 12, 9, 7, 59), 4),
    ],
)
def test_for_fourteen_days_of_the_runners_own_it_can_be_rated(
    runners_client, runner, make_session, clock, zone, at, kept
):
    done = make_session(date=MONDAY + DAY)
    runner.time_zone = zone
    runner.save()
    clock(*at)
    page = runners_client.get(f"/sessions/{done.pk}/").content.decode()
    assert (f'action="/sessions/{done.pk}/effort/"' in page, TOO_LATE in page) == (kept == 4, kept is None)
    answer = runners_client.post(f"/sessions/{done.pk}/effort/", {"effort": "4"}, follow=True)
    assert (TOO_LATE in answer.content.decode()) == (kept is None)
    done.refresh_from_db()
    assert done.effort == kept


@pytest.mark.parametrize(("date", "said"), [("2026-11-11", False), ("2026-11-10", True)])
def test_from_memory_too_the_effort_is_told_for_fourteen_days(runners_client, typed, date, said):
    response = runners_client.post("/sessions/new/", {**typed, "date": date, "effort": "5"})
    assert Session.objects.count() == (0 if said else 1)
    if said:
        assert "for 14 days after it, here until 24 November." in field(response.content.decode(), "effort")


def test_a_class_of_another_year_says_until_which_day_of_which(runners_client, make_session, clock):
    """A bug: seen a year later it read as a day still to come."""
    clock(2026, 11, 30, 9)
    done = make_session(date=datetime.date(2025, 11, 29))
    assertContains(runners_client.get(f"/sessions/{done.pk}/"), "here until 13 December 2025.")


def test_a_note_of_another_device_is_not_overwritten_without_a_word(runners_client, make_session, clock):
    """A bug: the later of two devices won, and an empty page of yesterday wiped the note."""
    address = f"/sessions/{make_session().pk}/"
    seen = re.search(r'name="seen" value="(\w+)"', runners_client.get(address).content.decode())[1]
    runners_client.post(address, {"note": "From the phone.", "seen": seen})
    for typed, both in [("From the desk.", "From the phone.\n\nFrom the desk."), ("", "From the phone.")]:
        page = runners_client.post(address, {"note": typed, "seen": seen}).content.decode()
        assert "This note was changed since you opened the page" in field(page, "note")
        assert f">\n{both}</textarea>" in page
        assert Session.objects.get().note == "From the phone."
    again = re.search(r'name="seen" value="(\w+)"', page)[1]
    runners_client.post(address, {"note": "Both.", "seen": again})
    assert Session.objects.get().note == "Both."
    assert (
        runners_client.post(address, {"note": "Both.", "seen": seen}).status_code == 302
    )  # the same: no matter


def test_a_note_kept_beside_what_hurts_is_no_other_devices(agreed, runners_client, make_session, clock):
    """A bug: the page that asked for the level took the note just kept for another's, and doubled it."""
    address = f"/sessions/{make_session().pk}/"
    seen = re.search(r'name="seen" value="(\w+)"', runners_client.get(address).content.decode())[1]
    page = runners_client.post(f"{address}pain/", {"note": "New.", "seen": seen}).content.decode()
    assert ">\nNew.</textarea>" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert runners_client.post(address, {"note": "New, and more.", "seen": seen}).status_code == 302
    assert Session.objects.get().note == "New, and more."


def test_a_wrong_note_is_said_and_not_stored(runners_client, make_session, clock):
    done = make_session(effort=3, note="Before.")
    response = runners_client.post(f"/sessions/{done.pk}/", {"note": LONG_TEXT})
    said = "at most 2000 characters (it has 10000)."
    assert response.status_code == 200 and said in field(response.content.decode(), "note")
    done.refresh_from_db()
    assert (done.effort, done.note) == (3, "Before.")


def test_nothing_else_of_a_session_can_be_changed_by_rating_it(runners_client, make_session, clock, stranger):
    done = make_session()
    sent = {"effort": "5", "note": "", "minutes": "600", "runner": stranger.pk, "title": "Else"}
    runners_client.post(f"/sessions/{done.pk}/", sent)
    done.refresh_from_db()
    assert (done.minutes, done.title, done.runner_id != stranger.pk) == (15, "Steady ankles", True)


def test_its_place_is_left_open_and_filled_again(runners_client, typed, place):
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    response = runners_client.post(f"{address}release/")
    assert response["Location"] == address
    place.refresh_from_db()
    assert (place.state, Session.objects.get().planned_session) == ("proposed", None)
    page = runners_client.get(address).content.decode()
    undo = f"{address}fill/?place={place.pk}"
    assert "The place in your week is open again." in page and f'action="{undo}"' in page
    runners_client.post(undo)
    place.refresh_from_db()
    assert (place.state, Session.objects.get().planned_session) == ("done", place)
    page = runners_client.get(address).content.decode()
    assert page.count("Counted for Friday’s “Steady ankles”.") == 2  # as what was done, and as it stands


def test_where_one_danced_a_part_says_what_it_counted_for(
    runners_client, stranger, typed, place, make_session
):
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    part = runners_client.get(f"{address}counts/?next=/library/steady-ankles/").content.decode()
    assert part.startswith("<p>Counted for Friday’s “Steady ankles”.</p>") and "<html" not in part
    assert f'action="{address}delete/"' in part and part.count('value="/library/steady-ankles/"') == 2
    beside = f"/sessions/{make_session(date=WEDNESDAY).pk}/counts/"
    assertContains(runners_client.get(beside), "It counts, beside what was planned.")
    theirs = make_session(of=stranger, date=WEDNESDAY)
    assert runners_client.get(f"/sessions/{theirs.pk}/counts/").status_code == 404


def test_where_no_place_is_open_it_says_so(runners_client, make_session, clock):
    done = make_session()
    answer = runners_client.post(f"/sessions/{done.pk}/fill/", follow=True)
    assertContains(answer, "No open place of its week is for it. It counts all the same.")


def test_it_is_taken_out_and_the_place_it_filled_is_named(runners_client, typed, place):
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    response = runners_client.post(f"{address}delete/")
    assert response["Location"] == "/progress/"
    said = "“Studio barre” is taken out of your log. Friday’s “Steady ankles” is open again."
    assertContains(runners_client.get("/progress/"), said)
    place.refresh_from_db()
    assert (place.state, Session.objects.count()) == ("proposed", 0)
    assert runners_client.get(address).status_code == 404
    assert runners_client.post(f"{address}delete/").status_code == 404


@pytest.mark.parametrize("told", [{"effort": 0}, {"note": "Light feet."}, {"soreness": 4}])
def test_what_was_told_of_it_comes_back_with_the_undo(runners_client, make_session, clock, told):
    """A bug: an "Undo" took the session out with its effort and its note, and nothing brought them back."""
    session = make_session(**told)
    page = runners_client.post(f"/sessions/{session.pk}/delete/", {"next": "/today/"}, follow=True)
    assert page.redirect_chain == [("/today/", 302)] and Session.objects.count() == 0
    answer = runners_client.post(undo_of(page), {"next": "/today/"}, follow=True)
    assert answer.redirect_chain == [("/today/", 302)]
    assertContains(answer, f"“{session}” is in your log again.")
    back = Session.objects.get()
    assert (back, {name: getattr(back, name) for name in told}) == (session, told)
    answer = runners_client.post(undo_of(page), {"next": "/today/"}, follow=True)  # pressed in another tab
    assertContains(answer, "There is nothing left to put back.")


def test_a_session_of_another_year_says_which(runners_client, make_session, clock):
    clock(2026, 11, 25, 9)
    for date, said in [("2026-11-24", "Tuesday 24 November ·"), ("2025-11-24", "Monday 24 November 2025 ·")]:
        session = make_session(date=datetime.date.fromisoformat(date))
        assertContains(runners_client.get(f"/sessions/{session.pk}/"), said)


def undo_of(page):
    """The address of the undo that a page offers of a session taken out."""
    return unescape(re.search(r'action="(/sessions/\d+/put-back/[^"]*)"', page.content.decode())[1])


def test_put_back_it_fills_the_place_it_filled(runners_client, typed, place):
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    page = runners_client.post(f"{address}delete/", {"next": "/plan/"}, follow=True)
    assert undo_of(page) == f"{address}put-back/?place={place.pk}"
    answer = runners_client.post(undo_of(page), {"next": "/plan/"}, follow=True)
    assertContains(answer, "“Studio barre” is in your log again. Counted for Friday’s “Steady ankles”.")
    place.refresh_from_db()
    assert (place.state, Session.objects.get().planned_session) == ("done", place)


def test_one_that_came_in_again_meanwhile_is_told_first(runners_client, typed, clock):
    address = runners_client.post("/sessions/new/", typed)["Location"]
    page = runners_client.post(f"{address}delete/", follow=True)
    clock(2026, 11, 25, 11)
    runners_client.post("/sessions/new/", typed)
    told = runners_client.post(undo_of(page), follow=True)
    assertContains(told, "A session like this one came into your log meanwhile, so it was not put back.")
    assertContains(told, "Do it all the same")
    assert Session.objects.count() == 1
    runners_client.post(undo_of(told))
    assert Session.objects.count() == 2


def test_a_session_that_waits_for_an_undo_is_counted_nowhere(runners_client, make_session, clock):
    make_session(title="Barre in the park", effort=4, note="Light feet.", removed_at=clock(2026, 11, 25, 9))
    for address in ("/today/", "/plan/", "/log/", "/log/months/2026-11/", "/progress/", "/log/export/"):
        answer = runners_client.get(address)
        assert (answer.status_code, b"Barre in the park" in b"".join(answer)) == (200, False)


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_putting_back_is_an_act(runners_client, make_session, clock, method):
    address = f"/sessions/{make_session(removed_at=clock(2026, 11, 25, 9)).pk}/put-back/"
    assert getattr(runners_client, method)(address).status_code == 405


def test_a_strangers_session_is_not_put_back(runners_client, make_session, stranger, clock):
    theirs = make_session(of=stranger, removed_at=clock(2026, 11, 25, 9))
    assert runners_client.post(f"/sessions/{theirs.pk}/put-back/").status_code == 404
    assert Session.objects.count() == 0


def test_its_page_has_one_undo_for_one_act(runners_client, typed, place):
    """A bug: two stood there, and the second was of more than the act it stood under."""
    address = runners_client.post("/sessions/new/", {**typed, "benefit": "stabilisers"})["Location"]
    assert runners_client.get(address).content.decode().count("Undo") == 1
    runners_client.post(f"{address}release/")
    assert runners_client.get(address).content.decode().count("Undo") == 1
    assert runners_client.get(address).content.decode().count("Undo") == 0


def test_undone_from_its_own_page_it_leads_to_one_that_is_there(runners_client, make_session, clock):
    """A bug: the page of the session that had just been taken out was not found."""
    address = f"/sessions/{make_session().pk}/"
    assert (
        runners_client.post(f"{address}delete/", {"next": f"{address}?in=posture"})["Location"] == "/today/"
    )


@pytest.mark.parametrize("act", ["", "effort/", "fill/", "release/", "delete/"])
def test_one_taken_out_in_another_tab_is_said_with_what_was_typed(runners_client, make_session, clock, act):
    """A bug: a bare 404, and the note was lost."""
    session = make_session(title="Barre in the park", removed_at=clock(2026, 11, 25, 9))
    answer = runners_client.post(f"/sessions/{session.pk}/{act}", {"note": "Light <feet>.", "effort": 3})
    assertContains(answer, "Taken out: Barre in the park", status_code=404)
    assertContains(answer, "readonly>Light &lt;feet&gt;.</textarea>", status_code=404)
    assertContains(answer, f'action="/sessions/{session.pk}/put-back/"', status_code=404)
    assertContains(answer, 'href="/log/removed/"', status_code=404)
    assert runners_client.get(f"/sessions/{session.pk}/").status_code == 404


def test_a_strangers_that_was_taken_out_does_not_exist(runners_client, stranger, make_session, clock):
    theirs = make_session(of=stranger, title="Barre", removed_at=clock(2026, 11, 25, 9))
    answer = runners_client.post(f"/sessions/{theirs.pk}/", {"note": "x"})
    assertContains(answer, "There is nothing at this address", status_code=404)
    assertNotContains(answer, "Barre", status_code=404)


@pytest.mark.parametrize("act", ["", "effort/", "pain/", "fill/", "release/", "delete/"])
def test_a_strangers_session_does_not_exist(runners_client, stranger, make_session, clock, act):
    theirs = make_session(of=stranger, note="Private.")
    assert runners_client.post(f"/sessions/{theirs.pk}/{act}", {"effort": 9}).status_code == 404
    assert runners_client.get(f"/sessions/{theirs.pk}/").status_code == 404
    theirs.refresh_from_db()
    assert (theirs.note, theirs.effort) == ("Private.", None)


@pytest.mark.parametrize(
    "address", ["new/", "1/", "1/effort/", "1/pain/", "1/fill/", "1/release/", "1/delete/"]
)
def test_visitors_are_asked_to_sign_in(client, db, address):
    answer = client.post(f"/sessions/{address}")
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next=/sessions/{address}")


@pytest.mark.parametrize(("address", "questions"), [("new/", 3), ("{pk}/", 5)])
def test_the_pages_ask_few_questions(
    runners_client, make_session, few_classes, clock, address, questions, django_assert_num_queries
):
    done = make_session(video_class=few_classes["one-leg-calm"])
    with django_assert_num_queries(questions):
        runners_client.get(f"/sessions/{address.format(pk=done.pk)}")


@pytest.mark.parametrize("collections", [1, 8])
def test_the_way_on_costs_the_same_in_one_collection_and_in_many(
    runners_client, make_session, few_classes, clock, collections, django_assert_num_queries
):
    done = make_session(video_class=few_classes["one-leg-calm"])
    for n in range(collections):
        collection = Collection.objects.create(slug=f"collection-{n}", title="Collection")
        collection.places.create(video_class=done.video_class, position=1)
    with django_assert_num_queries(8):  # all of it was danced: whether it was followed is asked too
        runners_client.get(f"/sessions/{done.pk}/")


def test_the_effort_alone_is_kept_where_the_class_was_danced(runners_client, make_session, clock):
    done = make_session(note="Mine.")
    address = f"/sessions/{done.pk}/effort/"
    answer = runners_client.post(address, {"effort": 7}, headers=JSON)
    assert answer.json() == {"effort": 7}
    done.refresh_from_db()
    assert (done.effort, done.note) == (7, "Mine.")
    assert runners_client.post(address, {"effort": 3})["Location"] == f"/sessions/{done.pk}/"
    refused = runners_client.post(address, {"effort": 11}, headers=JSON)
    assert (refused.status_code, list(refused.json())) == (400, ["error"])
    done.refresh_from_db()
    assert done.effort == 3


@pytest.mark.parametrize("proposed", ["", "soon", "2099-01-01"])
def test_a_day_that_cannot_be_told_of_is_today(runners_client, agreed, clock, proposed):
    assertContains(runners_client.get(f"/body/report/?date={proposed}"), 'value="2026-11-25"')


# --- how sore the jumps left the legs --------------------------------------------------------------
@pytest.fixture
def jumps(agreed, make_session, clock):
    """Danced yesterday, Tuesday."""
    return make_session(date=MONDAY + DAY, leg_load=3)


def test_the_day_after_jumps_it_asks_how_sore_the_legs_were(runners_client, jumps):
    page = runners_client.get(f"/sessions/{jumps.pk}/").content.decode()
    assert "How sore were your legs the next day?" in page and "Take the answer back" not in page
    response = runners_client.post(f"/sessions/{jumps.pk}/soreness/", {"soreness": "4"})
    assert response["Location"] == f"/sessions/{jumps.pk}/"
    jumps.refresh_from_db()
    assert jumps.soreness == 4
    page = runners_client.get(f"/sessions/{jumps.pk}/").content.decode()
    assert 'value="4" aria-pressed="true"' in page and "Take the answer back" in page
    runners_client.post(f"/sessions/{jumps.pk}/soreness/", {"soreness": ""})
    jumps.refresh_from_db()
    assert jumps.soreness is None


@pytest.mark.parametrize("sent", ["11", "-1", "much"])
def test_soreness_that_is_no_number_is_said(runners_client, jumps, sent):
    runners_client.post(f"/sessions/{jumps.pk}/soreness/", {"soreness": sent})
    page = runners_client.get(f"/sessions/{jumps.pk}/")
    assertContains(page, "Say how much as a whole number from 0 to 10.")
    jumps.refresh_from_db()
    assert jumps.soreness is None


def test_on_the_day_itself_and_after_a_fortnight_it_is_not_asked(runners_client, jumps, clock):
    clock(2026, 11, 24, 20)
    assertContains(runners_client.get(f"/sessions/{jumps.pk}/"), "come back tomorrow")
    clock(2026, 12, 9, 9)
    assertNotContains(runners_client.get(f"/sessions/{jumps.pk}/"), "How sore")
    runners_client.post(f"/sessions/{jumps.pk}/soreness/", {"soreness": "4"})
    assertContains(runners_client.get(f"/sessions/{jumps.pk}/"), "for two weeks")
    jumps.refresh_from_db()
    assert jumps.soreness is None


def test_without_consent_soreness_is_not_kept(runners_client, make_session, clock):
    session = make_session(date=MONDAY + DAY, leg_load=3)
    assertContains(runners_client.get(f"/sessions/{session.pk}/"), "Tell what is sore")
    response = runners_client.post(f"/sessions/{session.pk}/soreness/", {"soreness": "4"})
    assert response["Location"] == "/body/"
    session.refresh_from_db()
    assert session.soreness is None


def test_a_class_without_jumps_asks_nothing_of_the_kind(runners_client, agreed, make_session, clock):
    session = make_session(date=MONDAY + DAY, leg_load=2)
    assertNotContains(runners_client.get(f"/sessions/{session.pk}/"), "How sore")


def test_a_strangers_soreness_is_not_told_by_others(runners_client, agreed, stranger, make_session, clock):
    session = make_session(of=stranger, date=MONDAY + DAY, leg_load=3)
    assert runners_client.post(f"/sessions/{session.pk}/soreness/", {"soreness": "4"}).status_code == 404
    session.refresh_from_db()
    assert session.soreness is None


# --- what hurt before and after it -----------------------------------------------------------------
@pytest.fixture
def barre(agreed, make_session, clock):
    """Danced yesterday, Tuesday."""
    return make_session(date=MONDAY + DAY)


def hurt(client, session, **sent):
    told = {"site": "calf", "before": "2", "after": "4", "feel": "pain", **sent}
    return client.post(f"/sessions/{session.pk}/pain/", told)


def told_of():
    columns = ("runner", "site", "date", "level", "before", "after", "feel")
    return list(PainReport.objects.order_by("site").values_list(*columns))


def test_what_hurt_is_told_on_the_page_of_the_session(runners_client, runner, barre):
    response = hurt(runners_client, barre)
    assert response["Location"] == f"/sessions/{barre.pk}/"
    assert told_of() == [(runner.pk, "calf", MONDAY + DAY, 4, 2, 4, "pain")]
    page = runners_client.get(response["Location"]).content.decode()
    assert "Written down. No jumps, and nothing that loads your calf hard." in page
    assert '<b>Calf</b>: <span class="figures">2 before, 4 after</span>' in page
    assert f'href="/body/reports/{PainReport.objects.get().pk}/"' in page
    hurt(runners_client, barre, site="knee", before="", after="1", feel="sore")
    assert told_of()[1] == (runner.pk, "knee", MONDAY + DAY, 1, None, 1, "sore")


def test_a_note_typed_beside_what_hurt_is_kept_too(runners_client, barre):
    """A bug: it was gone once the pain was kept."""
    page = runners_client.get(f"/sessions/{barre.pk}/").content.decode()
    around = page.split(f'action="/sessions/{barre.pk}/pain/"')[1].split("</form>")[0]
    assert 'name="note"' in around
    hurt(runners_client, barre, note="Light feet.")
    barre.refresh_from_db()
    assert (barre.note, PainReport.objects.count()) == ("Light feet.", 1)
    hurt(runners_client, barre)
    hurt(runners_client, barre, note=LONG_TEXT, site="knee")
    barre.refresh_from_db()
    assert (barre.note, PainReport.objects.count()) == ("Light feet.", 1)


def test_above_five_it_names_whom_to_ask(runners_client, barre):
    hurt(runners_client, barre, after="6")
    page = runners_client.get(f"/sessions/{barre.pk}/").content.decode()
    assert "Please let a doctor or physio look at your calf this week." in page


@pytest.mark.parametrize(
    ("sent", "name", "said"),
    [
        ({"site": ""}, "site", "Choose one of the places in the list."),
        ({"site": "tail"}, "site", "Choose one of the places in the list."),
        ({"before": "", "after": ""}, "before", "Say how much it was before or after, from 0 to 10."),
        ({"before": "11"}, "before", "Say how much as a whole number from 0 to 10."),
        ({"after": "much"}, "after", "Say how much as a whole number from 0 to 10."),
        ({"feel": "bad"}, "feel", "Choose one of the two."),
    ],
)
def test_what_is_wrong_about_pain_is_said_at_the_field(runners_client, barre, sent, name, said):
    answer = hurt(runners_client, barre, **sent)
    assert answer.status_code == 200 and said in field(answer.content.decode(), name)
    assert '<details class="more" open>' in answer.content.decode()
    assert told_of() == []


def test_without_consent_there_is_an_invitation_that_leads_back(runners_client, runner, make_session, clock):
    session = make_session(date=MONDAY + DAY)
    runner.date_joined = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    runner.save()
    address = f"/sessions/{session.pk}/"
    page = runners_client.get(address).content.decode()
    assert f'href="/body/?next={address}"' in page and "/pain/" not in page
    assert hurt(runners_client, session)["Location"] == f"/body/?next={address}"
    assert told_of() == []
    asked = runners_client.get(f"/body/?next={address}").content.decode()
    action = "/body/agree/?next=%2Fsessions%2F" + f"{session.pk}%2F"
    assert f'action="{action}"' in asked
    assert runners_client.post(action, {"consent": "on"})["Location"] == address
    assertContains(runners_client.get(address), f'action="{address}pain/"')


def test_what_was_told_is_not_shown_once_the_consent_is_gone(runners_client, barre):
    hurt(runners_client, barre)
    barre.runner.health_notes.delete()
    page = runners_client.get(f"/sessions/{barre.pk}/").content.decode()
    assert "Calf" not in page and "Tell us, and your plan spares it" in page


def test_pain_of_a_stranger_is_not_shown(runners_client, barre, stranger, make_pain):
    make_pain("groin", 7, of=stranger, date=barre.date)
    assertNotContains(runners_client.get(f"/sessions/{barre.pk}/"), "7 of 10")


@pytest.mark.parametrize(("ago", "kept"), [(28, 1), (29, 0)])
def test_after_four_weeks_it_is_not_told_any_more(runners_client, agreed, make_session, clock, ago, kept):
    session = make_session(date=WEDNESDAY - ago * DAY)
    page = runners_client.get(f"/sessions/{session.pk}/").content.decode()
    assert ("/pain/" in page) == bool(kept)
    hurt(runners_client, session)
    assert len(told_of()) == kept


def test_what_hurt_stays_when_the_session_goes(runners_client, runner, barre):
    """It is about a body on a day, and the plan heeds it."""
    hurt(runners_client, barre)
    address = f"/sessions/{barre.pk}/"
    assertContains(runners_client.get(address), "What you told of pain that day stays")
    runners_client.post(f"{address}delete/")
    assert told_of() == [(runner.pk, "calf", MONDAY + DAY, 4, 2, 4, "pain")]


def test_what_hurt_on_another_day_is_not_told_of_it(runners_client, agreed, barre, make_pain):
    make_pain("calf", 4, of=agreed, date=barre.date)
    for days in (-1, 1):
        make_pain("knee", 6, of=agreed, date=barre.date + days * DAY)
    told = runners_client.get(f"/sessions/{barre.pk}/").context["pain"].told
    assert [(one.name, one.said) for one in told] == [("Calf", "4 of 10 that day")]
