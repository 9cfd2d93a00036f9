"""The acts behind Save and Not for me."""

import re

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.actions.consent import give_health_consent
from library.models import Viewing

HTMX = {"HTTP_HX_REQUEST": "true"}
PAGE = "/library/steady-ankles/"
ACTS = ["save", "unsave", "hide", "unhide"]


@pytest.fixture
def ankles(make_class):
    return make_class("steady-ankles")


def pressed(response):
    return re.findall(r'aria-pressed="(\w+)" aria-label="([^"]+)"', response.content.decode())


def test_saving_leads_back_with_a_sentence(runners_client, ankles):
    response = runners_client.post(f"{PAGE}save/", {"next": "/library/?benefit=balance"}, follow=True)
    assertRedirects(response, "/library/?benefit=balance")
    assertContains(response, "“Steady ankles” is saved. It waits under Yours.")
    assert Viewing.objects.get().saved_at


def test_what_was_let_go_comes_back_by_the_messages_button(runners_client, ankles):
    runners_client.post(f"{PAGE}save/")
    response = runners_client.post(f"{PAGE}unsave/", follow=True)
    assertContains(response, "“Steady ankles” is no longer among your saved classes.")
    assertContains(response, f'<form method="post" action="{PAGE}save/">')
    assert Viewing.objects.get().saved_at is None


ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "javascript:alert(1)",
    "elsewhere",
    "/" + "a" * 3000,
    "\x00",
    "",
]


@pytest.mark.parametrize("next_", ELSEWHERE)
def test_an_address_of_another_site_leads_to_the_class_instead(runners_client, ankles, next_):
    response = runners_client.post(f"{PAGE}save/", {"next": next_})
    assertRedirects(response, PAGE, fetch_redirect_response=False)


def test_a_line_break_in_the_address_splits_no_header(runners_client, ankles):
    response = runners_client.post(f"{PAGE}save/", {"next": "/library/\r\nSet-Cookie: a=b"})
    assert response["Location"] == "/library/%0D%0ASet-Cookie:%20a=b"


def test_htmx_gets_the_button_as_it_is_now(runners_client, ankles):
    response = runners_client.post(f"{PAGE}save/", {"next": "/library/?page=2", "place": "card"}, **HTMX)
    assert pressed(response) == [("true", "Save “Steady ankles”")]
    assertContains(response, f'action="{PAGE}unsave/"')
    assertContains(response, 'name="next" value="/library/?page=2"')
    assertContains(response, 'id="save-card-steady-ankles"')
    assert pressed(runners_client.post(f"{PAGE}unsave/", **HTMX)) == [("false", "Save “Steady ankles”")]


def test_what_stands_in_place_is_escaped(runners_client, ankles):
    assertNotContains(runners_client.post(f"{PAGE}save/", {"place": '"><script>'}, **HTMX), "<script>")


def test_the_page_asks_why_before_it_hides(runners_client, ankles):
    response = runners_client.get(f"{PAGE}hide/?next=/library/%3Fpage=2")
    assertContains(response, "left out of the library and of your plan")
    assertContains(response, "Too hard for me")
    assertContains(response, 'href="/library/?page=2"')
    assert not Viewing.objects.exists()


@pytest.fixture
def agreed(runner):
    """The runner keeps health notes."""
    return give_health_consent(user=runner, now=timezone.now())


def test_hidden_with_a_reason_and_shown_again_at_once(runners_client, agreed, ankles):
    told = {"why": "no-kit", "note": "My chair rolls."}
    response = runners_client.post(f"{PAGE}hide/?next=/library/", told, follow=True)
    assertRedirects(response, "/library/")
    assertContains(response, f'<form method="post" action="{PAGE}unhide/">')
    row = Viewing.objects.get()
    assert (bool(row.hidden_at), row.hidden_why, row.hidden_note) == (True, "no-kit", "My chair rolls.")
    assertContains(runners_client.get(PAGE), "Show it again")
    assertContains(runners_client.get(f"{PAGE}hide/"), 'value="My chair rolls."')
    runners_client.post(f"{PAGE}unhide/", {"next": PAGE})
    assert Viewing.objects.get().hidden_at is None


def test_a_strangers_reason_is_not_shown(runners_client, stranger, ankles):
    told = {"hidden_at": timezone.now(), "hidden_why": "hurts", "hidden_note": "My left knee."}
    Viewing.objects.create(runner=stranger, video_class=ankles, **told)
    page = runners_client.get(f"{PAGE}hide/")
    assertNotContains(page, "My left knee.")
    assertNotContains(page, "checked")


def test_without_a_consent_to_health_notes_nothing_of_health_is_asked_or_kept(runners_client, ankles):
    """A bug: that it hurts, and where, was kept for whoever pressed it."""
    page = runners_client.get(f"{PAGE}hide/").content.decode()
    assert 'value="hurts"' not in page and 'name="note"' not in page and "you keep none" in page
    response = runners_client.post(f"{PAGE}hide/", {"why": "hurts", "note": "My left knee."})
    assertContains(response, "Choose one of these reasons, or none.")
    runners_client.post(f"{PAGE}hide/", {"why": "dull", "note": "My left knee."})
    row = Viewing.objects.get()
    assert (bool(row.hidden_at), row.hidden_why, row.hidden_note) == (True, "dull", "")


def test_with_one_that_it_hurts_is_kept(runners_client, agreed, ankles):
    runners_client.post(f"{PAGE}hide/", {"why": "hurts", "note": "My left knee."})
    row = Viewing.objects.get()
    assert (row.hidden_why, row.hidden_note) == ("hurts", "My left knee.")


def test_nobody_owes_a_reason(runners_client, ankles):
    assertRedirects(runners_client.post(f"{PAGE}hide/"), PAGE)
    assert Viewing.objects.get().hidden_at


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"why": "because", "note": "It is long."}, "Choose one of these reasons, or none."),
        ({"why": "dull", "note": "It is long." + "x" * 200}, "At most 200 letters; this has 211."),
    ],
)
def test_a_wrong_reason_is_told_and_nothing_is_lost(runners_client, agreed, ankles, told, fault):
    response = runners_client.post(f"{PAGE}hide/", told)
    assertContains(response, fault)
    assertContains(response, "It is long.")
    assert not Viewing.objects.exists()


def test_htmx_gets_the_way_back(runners_client, ankles):
    assertContains(runners_client.post(f"{PAGE}hide/", **HTMX), "Show it again")
    assertContains(runners_client.post(f"{PAGE}unhide/", **HTMX), f'href="{PAGE}hide/?next=')


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("slug", ["a-draft", "nowhere"])
def test_only_a_published_class_is_saved_or_hidden(runners_client, make_class, act, slug):
    make_class("a-draft", published=False)
    assert runners_client.post(f"/library/{slug}/{act}/").status_code == 404
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_visitor_signs_in_first(client, ankles, act):
    response = client.post(f"{PAGE}{act}/")
    assertRedirects(response, f"/accounts/login/?next={PAGE}{act}/", fetch_redirect_response=False)
    assert not Viewing.objects.exists()


def test_the_class_page_shows_what_is_saved(runners_client, ankles):
    assert pressed(runners_client.get(PAGE)) == [("false", "Save “Steady ankles”")]
    runners_client.post(f"{PAGE}save/")
    assert pressed(runners_client.get(PAGE)) == [("true", "Save “Steady ankles”")]
