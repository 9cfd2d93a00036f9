"""What is told of a filmed class: words, tags, the safety list."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from library.models import BodySite

pytest_plugins = ["tests.library.teachers"]

CLASS = "/library/studio/ankles-on-film/"
ABOUT = {
    "title": "Ankles, slowly",
    "summary": "Twelve minutes.",
    "kind": "cooldown",
    "level": "2",
    "description": "For the day after.",
    "only_five": "",
}
SITES = {f"site_{site}": "0" for site in BodySite.values}
TAGS = {
    "main": "balance",
    "others": ["balance", "posture"],
    "leg_load": "1",
    "longest_hold_s": "20",
    "kit": ["chair"],
    "quiet": "on",
    **SITES,
    "site_calf": "2",
}


# --- about -----------------------------------------------------------------------------------------
def test_the_words_are_changed_and_the_address_stays(teachers_client, filmed):
    assertRedirects(teachers_client.post(CLASS + "about/", ABOUT), CLASS)
    filmed.refresh_from_db()
    assert (filmed.title, filmed.kind, filmed.level, filmed.slug) == (
        "Ankles, slowly", "cooldown", 2, "ankles-on-film"
    )  # fmt: skip
    assert filmed.edited_at is not None


def test_wrong_words_are_shown_again(teachers_client, filmed):
    response = teachers_client.post(CLASS + "about/", {**ABOUT, "title": "x" * 81, "description": "Kept."})
    assertContains(response, "At most 80 letters; this has 81.")
    assertContains(response, "Kept.")
    filmed.refresh_from_db()
    assert filmed.title == "Ankles on film"


def test_saving_words_leaves_alone_what_a_worker_writes_meanwhile(teachers_client, filmed, film_of):
    film_of(filmed, duration_s=77.0)
    teachers_client.post(CLASS + "about/", ABOUT)
    filmed.refresh_from_db()
    assert filmed.duration_s == 77.0


# --- tags ------------------------------------------------------------------------------------------
def test_without_movements_nothing_is_proposed(teachers_client, filmed):
    assertContains(teachers_client.get(CLASS + "tags/"), "Once chapters have movements")


def test_tags_are_proposed_from_the_chapters(teachers_client, whole):
    whole.tags.all().delete()
    response = teachers_client.get(CLASS + "tags/")
    proposal = response.context["proposal"]
    assert response.context["form"].initial["leg_load"] == proposal.leg_load == 2
    assert response.context["form"].initial["main"] == proposal.benefits[0]
    assertContains(response, "Proposed from your chapters.")
    assert not whole.tags.exists()  # looking stores nothing


def test_the_teachers_tags_are_kept(teachers_client, filmed):
    assertRedirects(teachers_client.post(CLASS + "tags/", TAGS), CLASS)
    filmed.refresh_from_db()
    assert filmed.benefits == ["balance", "posture"]
    assert (filmed.leg_load, filmed.longest_hold_s, filmed.kit) == (1, 20, ["chair"])
    assert (filmed.quiet, filmed.small_space, filmed.sites) == (True, False, {"calf": 2})


def test_a_value_below_the_chapters_is_said(teachers_client, whole):
    teachers_client.post(CLASS + "tags/", TAGS)
    response = teachers_client.get(CLASS + "tags/")
    assertContains(response, "Your tags say less than your chapters")
    assertContains(response, "Leg load: the chapters reach “Strength: long pliés, relevés, single-leg”.")
    assert teachers_client.get(CLASS + "tags/?proposal").context["form"].initial["leg_load"] == 2


def test_chapters_without_a_movement_are_named(teachers_client, whole):
    whole.chapters.create(position=1, title="A dance of mine", start_s=60, end_s=61)
    assertContains(teachers_client.get(CLASS + "tags/"), "A dance of mine")


def test_wrong_tags_are_said_and_nothing_is_stored(teachers_client, filmed):
    response = teachers_client.post(CLASS + "tags/", {**TAGS, "main": "", "longest_hold_s": "long"})
    assertContains(response, "Choose what it is mainly for.")
    assertContains(response, "Whole seconds, from 0 to 3,600.")
    assert not filmed.tags.exists()


def test_limits_follow_from_the_chapters(teachers_client, whole):
    whole.against = ["no_impact"]
    whole.save()
    teachers_client.post(CLASS + "tags/", TAGS)
    whole.refresh_from_db()
    assert whole.against == []


# --- safety ----------------------------------------------------------------------------------------
def test_only_what_is_relevant_is_asked(teachers_client, whole, releve):
    asked = teachers_client.get(CLASS + "safety/").context["form"]
    assert list(asked.fields) == ["warm_up", "floor"]
    releve.turned_out, releve.one_leg, releve.leg_load = True, True, 3
    releve.save()
    whole.kit = ["chair"]
    whole.save()
    asked = teachers_client.get(CLASS + "safety/").context["form"]
    assert list(asked.fields) == ["warm_up", "parallel", "support", "impact", "floor", "chair"]


def test_answers_are_kept_with_who_and_when(teachers_client, teacher, whole):
    sent = {"warm_up": "film", "floor": "no"}
    assertRedirects(teachers_client.post(CLASS + "safety/", sent), CLASS)
    whole.refresh_from_db()
    assert (whole.safety["answers"], whole.safety["by"]) == (sent, teacher.pk)
    assertContains(teachers_client.get(CLASS), "Are floor and feet spoken of")
    assertContains(teachers_client.get(CLASS + "safety/"), "Answered by teacher@example.com on")


def test_the_list_may_be_left_half_answered(teachers_client, whole):
    teachers_client.post(CLASS + "safety/", {"warm_up": "film"})
    step = next(s for s in teachers_client.get(CLASS).context["steps"] if s.key == "safety")
    assert not step.done


def test_an_answer_nobody_offered_is_refused(teachers_client, whole):
    assert teachers_client.post(CLASS + "safety/", {"warm_up": "perhaps"}).status_code == 200
    whole.refresh_from_db()
    assert whole.safety["answers"]["warm_up"] == "film"


# --- whose -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["about/", "tags/", "safety/"])
def test_anothers_class_does_not_exist(client, stranger, whole, page):
    stranger.is_teacher = True
    stranger.save()
    client.force_login(stranger)
    assert client.get(CLASS + page).status_code == 404
    assert client.post(CLASS + page, {**ABOUT, **TAGS}).status_code == 404
    whole.refresh_from_db()
    assert (whole.title, whole.benefits) == ("Ankles on film", ["stabilisers"])


@pytest.mark.parametrize("page", ["about/", "tags/", "safety/"])
def test_a_visitor_is_sent_to_sign_in(client, whole, page):
    response = client.get(CLASS + page)
    assertRedirects(response, f"/accounts/login/?next={CLASS}{page}", fetch_redirect_response=False)
    assertNotContains(response, "Ankles", status_code=302)
