"""The first questions on screen: each may be skipped, and passing again loses nothing."""

import datetime
from pathlib import Path

import pytest

from library.models import Collection
from plans.models import (
    FollowedCollection,
    HealthNotes,
    PlannedRun,
    PlannedSession,
    PlanSettings,
    TypicalRun,
    Week,
)

STEPS = ["experience", "running", "classes", "body", "when"]
SENT = {
    "experience": {"experience": "some"},
    "running": {
        "trail": "trail",
        "kind_1": "intervals",
        "minutes_1": "50",
        "kind_6": "long",
        "minutes_6": "",
    },
    "classes": {"sessions": "3", "days": ["tue", "wed", "sat"], "minutes": "15", "kit": ["chair"]},
    "body": {"tight": ["calf"], "gently": ["pregnant"], "consent": "on"},
    "when": {"after_what": "Tuesday’s run", "before_what": "", "units": "mi", "time_zone": "Europe/Paris"},
}


@pytest.fixture
def new_runner(runner, clock):
    runner.welcomed_at = None
    runner.time_zone = "UTC"
    runner.save()
    return runner


@pytest.fixture
def as_new(runners_client, new_runner):
    return runners_client


def answer_all(client):
    return [client.post(f"/welcome/{step}/", SENT[step]) for step in STEPS]


def what_is_kept():
    settings = PlanSettings.objects.values(
        "experience", "sessions", "level", "days", "kit", "quiet", "trail", "after_what", "before_what"
    )
    return (
        settings.get(),
        list(TypicalRun.objects.values_list("weekday", "kind", "duration_s")),
        list(HealthNotes.objects.values("tight", "limits", "coming_back")),
    )


def field(page, name):
    return page.split(f'id="field-{name}"')[1].split('id="field-')[0]


def test_the_questions_follow_each_other_and_end_in_this_week(as_new, new_runner, few_classes):
    answers = answer_all(as_new)
    assert [answer["Location"] for answer in answers] == [
        "/welcome/running/",
        "/welcome/classes/",
        "/welcome/body/",
        "/welcome/when/",
        "/today/",
    ]
    new_runner.refresh_from_db()
    assert new_runner.welcomed_at is not None and new_runner.time_zone == "Europe/Paris"
    assert Week.objects.get().starts_on == datetime.date(2026, 11, 23)
    assert PlannedSession.objects.count() == 2  # three asked for; Tuesday is over
    assert what_is_kept()[1] == [(1, "intervals", 3000), (6, "long", 5400)]
    assert as_new.get("/today/").status_code == 200


def test_every_question_can_be_skipped(as_new, new_runner, few_classes):
    for number, step in enumerate(STEPS, 1):
        page = as_new.get(f"/welcome/{step}/").content.decode()
        assert f"Question {number} of 5" in page and f'action="/welcome/{step}/skip/"' in page
        response = as_new.post(f"/welcome/{step}/skip/")
    assert response["Location"] == "/today/"
    new_runner.refresh_from_db()
    assert new_runner.welcomed_at is not None
    assert (PlannedSession.objects.count(), HealthNotes.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("known", "sent", "kept"),
    [
        ("UTC", "Asia/Kolkata", "Asia/Kolkata"), ("UTC", "America", "UTC"), ("UTC", "../../etc", "UTC"),
        ("UTC", "", "UTC"), ("Europe/London", "Asia/Kolkata", "Europe/London"),
    ],
)  # fmt: skip
def test_the_devices_zone_is_taken_where_the_question_is_skipped(as_new, new_runner, known, sent, kept):
    new_runner.time_zone = known
    new_runner.save()
    page = as_new.get("/welcome/when/").content.decode()
    assert ('name="time_zone" value="" data-time-zone' in page) == (known == "UTC")
    as_new.post("/welcome/when/skip/", {"time_zone": sent})
    new_runner.refresh_from_db()
    assert new_runner.time_zone == kept


def test_skipping_stores_nothing_of_what_was_typed(as_new):
    as_new.post("/welcome/body/skip/", SENT["body"])
    assert (HealthNotes.objects.count(), PlanSettings.objects.count()) == (0, 0)


def test_the_address_without_a_step_is_the_first_question(as_new):
    assert as_new.get("/welcome/").context["step"] == "experience"
    assert as_new.post("/welcome/", SENT["experience"])["Location"] == "/welcome/running/"


@pytest.mark.parametrize("step", ["money", "experience2", "when-"])
def test_an_unknown_question_is_not_found(as_new, step):
    assert as_new.get(f"/welcome/{step}/").status_code == 404
    assert as_new.post(f"/welcome/{step}/skip/").status_code == 404


@pytest.mark.parametrize(
    ("step", "name", "value", "said"),
    [
        ("experience", "experience", "prima", "Select a valid choice."),
        ("experience", "experience", "", "This field is required."),
        ("running", "kind_1", "race", "Select a valid choice."),
        ("running", "minutes_1", "-5", "Ensure this value is greater than or equal to 5."),
        ("running", "minutes_1", "721", "Ensure this value is less than or equal to 720."),
        ("running", "minutes_1", "long", "Enter a whole number."),
        ("running", "trail", "sea", "Select a valid choice."),
        ("classes", "sessions", "5", "Select a valid choice."),
        ("classes", "sessions", "0", "Select a valid choice."),
        ("classes", "days", [], "This field is required."),
        ("classes", "days", ["mon", "someday"], "Select a valid choice."),
        ("classes", "minutes", "500", "Select a valid choice."),
        ("classes", "kit", ["trampoline"], "Select a valid choice."),
        ("body", "tight", ["soul"], "Select a valid choice."),
        ("body", "gently", ["tired"], "Select a valid choice."),
        ("when", "after_what", "r" * 61, "Ensure this value has at most 60 characters (it has 61)."),
        ("when", "units", "leagues", "Select a valid choice."),
        ("when", "time_zone", "Mars/Olympus", "Select a valid choice."),
        ("when", "time_zone", "../../etc/passwd", "Select a valid choice."),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_stored(as_new, new_runner, step, name, value, said):
    response = as_new.post(f"/welcome/{step}/", {**SENT[step], name: value})
    assert response.status_code == 200
    assert said in field(response.content.decode(), name)
    assert (PlanSettings.objects.count(), TypicalRun.objects.count(), HealthNotes.objects.count()) == (
        0,
        0,
        0,
    )
    new_runner.refresh_from_db()
    assert (new_runner.units, new_runner.time_zone) == ("km", "UTC")


def test_minutes_without_a_run_are_asked_about(as_new):
    page = as_new.post("/welcome/running/", {"trail": "road", "minutes_2": "40"}).content.decode()
    assert "Say what kind of run this is, or leave the rest out." in field(page, "kind_2")


def test_no_run_at_all_is_an_answer(as_new):
    assert as_new.post("/welcome/running/", {"trail": "road"})["Location"] == "/welcome/classes/"
    assert TypicalRun.objects.count() == 0


@pytest.mark.parametrize("sent", [{"tight": ["calf"]}, {"gently": ["heart"]}, {"coming_back": "on"}])
def test_health_notes_ask_for_consent(as_new, sent):
    page = as_new.post("/welcome/body/", sent).content.decode()
    assert "Health notes are kept only if you agree." in field(page, "consent")
    assert HealthNotes.objects.count() == 0


def test_a_body_that_needs_nothing_needs_no_consent(as_new):
    assert as_new.post("/welcome/body/")["Location"] == "/welcome/when/"
    assert HealthNotes.objects.count() == 0


# --- passing again -------------------------------------------------------------------------------
def sent_as_shown(client, step):
    """What a browser sends when nothing is changed on the page."""
    form = client.get(f"/welcome/{step}/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False, [])}


def test_passing_again_without_a_change_loses_nothing(as_new, new_runner, few_classes):
    """A bug: the questions came back empty, and “Next” wiped runs, days and limits."""
    answer_all(as_new)
    before = what_is_kept()
    places = list(PlannedSession.objects.values_list("pk", "date", "state"))
    for step in STEPS:
        assert as_new.post(f"/welcome/{step}/", sent_as_shown(as_new, step)).status_code == 302
    assert what_is_kept() == before
    assert before[2] == [
        {
            "tight": ["calf"],
            "limits": ["no_flat_back", "no_head_low", "no_impact", "no_prone", "support"],
            "coming_back": False,
        }
    ]
    new_runner.refresh_from_db()
    assert (new_runner.units, new_runner.time_zone) == ("mi", "Europe/Paris")
    assert list(PlannedSession.objects.values_list("pk", "date", "state")) == places


def test_another_running_week_on_the_second_time_fills_the_days_to_come(as_new, few_classes):
    """A bug: the new runs were kept, and this week went on with the old ones."""
    answer_all(as_new)
    as_new.post("/welcome/running/", {"trail": "road", "kind_5": "tempo"})
    runs = list(PlannedRun.objects.values_list("date", "kind"))
    assert runs == [(datetime.date(2026, 11, 24), "intervals"), (datetime.date(2026, 11, 28), "tempo")]


def test_going_back_and_unticking_the_consent_deletes_the_notes(as_new):
    as_new.post("/welcome/body/", SENT["body"])
    as_new.post("/welcome/body/", {})
    assert HealthNotes.objects.count() == 0


def test_going_back_to_the_body_before_the_end_loses_no_limit(as_new):
    as_new.post("/welcome/body/", SENT["body"])
    page = as_new.get("/welcome/body/").content.decode()
    assert "What we go gently with" in page and "Pregnant" not in page
    as_new.post("/welcome/body/", sent_as_shown(as_new, "body"))
    assert HealthNotes.objects.get().limits[0] == "no_flat_back"


# --- the device's time zone ----------------------------------------------------------------------
def zone_field(client):
    return field(client.get("/welcome/when/").content.decode(), "time_zone")


def test_at_sign_up_the_zone_is_left_for_the_device_to_choose(as_new):
    assert "data-time-zone" in zone_field(as_new)


def test_a_zone_that_was_sent_is_not_chosen_over(as_new):
    sent = {**SENT["when"], "time_zone": "UTC", "after_what": "r" * 61}
    page = as_new.post("/welcome/when/", sent).content.decode()
    assert "data-time-zone" not in page.split("/skip/")[0]


def test_who_was_welcomed_keeps_the_zone_they_chose(runners_client, runner, clock):
    assert "data-time-zone" not in zone_field(runners_client)
    assert "data-time-zone" not in runners_client.get("/plan/settings/when/").content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_visitors_are_asked_to_sign_in(client, db, step):
    for address in (f"/welcome/{step}/", f"/welcome/{step}/skip/"):
        assert client.post(address)["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("offered", "chosen", "then"),
    [
        (["UTC", "Asia/Tokyo", "Europe/Paris"], "UTC", "Asia/Tokyo"),
        (["UTC", "Asia/Tokyo", "Europe/Paris"], "Europe/Paris", "Europe/Paris"),
        (["UTC", "Europe/Paris"], "UTC", "UTC"),
    ],
    ids=["nobody has chosen", "somebody has chosen", "the device's is not offered"],
)
def test_the_device_chooses_its_own_zone(chromium, offered, chosen, then):
    script = (Path(__file__).parents[3] / "static/js/local-time-zone.js").read_text()
    options = "".join(f"<option{' selected' if zone == chosen else ''}>{zone}</option>" for zone in offered)
    context = chromium.new_context(timezone_id="Asia/Tokyo")
    tab = context.new_page()
    tab.set_content(f"<select data-time-zone>{options}</select>")
    tab.add_script_tag(content=script, type="module")
    found = tab.locator("select").input_value()
    context.close()
    assert found == then


# --- the first month of ballet ---------------------------------------------------------------------------
@pytest.fixture
def month(make_class):
    found = Collection.objects.create(slug="first-month", title="First month of ballet", series=True)
    for position in (1, 2):
        first = make_class(f"first-steps-{position}", duration_s=600, benefits=("posture",))
        found.places.create(video_class=first, position=position)
    return found


def sign_up(client, *, experience="new", skipped=(), **classes):
    """Passes all questions; answers what followed the last one."""
    sent = {**SENT, "experience": {"experience": experience}, "classes": {**SENT["classes"], **classes}}
    for step in STEPS:
        if step in skipped:
            client.post(f"/welcome/{step}/skip/")
        else:
            client.post(f"/welcome/{step}/", sent[step])


def followed():
    return list(FollowedCollection.objects.values_list("collection__slug", "ended_on"))


def box(client):
    page = client.get("/welcome/classes/").content.decode()
    return page.split('name="first_month"')[1].split(">")[0] if 'name="first_month"' in page else None


@pytest.mark.parametrize(("experience", "ticked"), [("new", True), ("some", False), ("regular", False)])
def test_someone_new_finds_the_first_month_ticked(as_new, few_classes, month, experience, ticked):
    as_new.post("/welcome/experience/", {"experience": experience})
    assert ("checked" in box(as_new)) == ticked


def test_the_first_month_starts_where_it_is_ticked(as_new, few_classes, month):
    sign_up(as_new, first_month="on")
    assert followed() == [("first-month", None)]
    assert "first-steps-1" in PlannedSession.objects.values_list("video_class__slug", flat=True)


def test_it_does_not_start_where_it_was_declined(as_new, few_classes, month):
    sign_up(as_new)
    assert followed() == []


def test_to_leave_the_question_out_is_not_to_decline(as_new, few_classes, month):
    sign_up(as_new, skipped=["classes"])
    assert followed() == [("first-month", None)]


def test_it_does_not_start_for_others_who_left_the_question_out(as_new, few_classes, month):
    sign_up(as_new, experience="some", skipped=["classes"])
    assert followed() == []


def test_others_may_have_it(as_new, few_classes, month):
    sign_up(as_new, experience="some", first_month="on")
    assert followed() == [("first-month", None)]


def test_to_pass_the_questions_again_starts_nothing(as_new, new_runner, few_classes, month):
    sign_up(as_new)
    sign_up(as_new, first_month="on")
    assert followed() == []


@pytest.mark.parametrize("hidden", [True, False])
def test_a_first_month_that_is_not_there_is_not_offered(as_new, few_classes, month, hidden):
    if hidden:
        Collection.objects.update(shown=False)
    else:
        month.places.all().delete()
    assert box(as_new) is None
    sign_up(as_new, skipped=["classes"])
    assert followed() == []


def test_the_settings_do_not_ask_for_it_again(as_new, few_classes, month):
    sign_up(as_new)
    assert 'name="first_month"' not in as_new.get("/plan/settings/classes/").content.decode()


@pytest.mark.parametrize(
    ("device", "zone"),
    [("Asia/Kolkata", "Asia/Kolkata"), ("", "UTC"), ("Mars/Olympus", "UTC"), ("../etc/passwd", "UTC")],
)
def test_who_skips_has_days_that_begin_where_the_device_is(as_new, new_runner, few_classes, device, zone):
    assert (
        'type="hidden" name="time_zone" value="" data-time-zone'
        in as_new.get("/welcome/when/").content.decode()
    )
    for step in STEPS:
        as_new.post(f"/welcome/{step}/skip/", {"time_zone": device})
    new_runner.refresh_from_db()
    assert new_runner.time_zone == zone


def test_a_zone_that_was_chosen_is_not_the_devices(as_new, new_runner, few_classes):
    as_new.post("/welcome/when/", SENT["when"])
    type(new_runner).objects.update(welcomed_at=None)
    as_new.post("/welcome/when/skip/", {"time_zone": "Asia/Kolkata"})
    new_runner.refresh_from_db()
    assert new_runner.time_zone == "Europe/Paris"
    new_runner.time_zone = "UTC"
    new_runner.save()
    as_new.post("/welcome/when/skip/", {"time_zone": "Asia/Kolkata"})  # passed again, long after
    new_runner.refresh_from_db()
    assert new_runner.time_zone == "UTC"
