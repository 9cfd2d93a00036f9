"""Taking out, putting back and merging on screen."""

import datetime
import html
import re

import pytest
from django.utils import timezone

from plans.actions.imports import bring_in
from plans.actions.merge import merge_of
from plans.actions.removed import KEPT
from plans.models import Run, Session

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def undo_of(page):
    """Where the button "Undo" of a page's message is sent."""
    return html.unescape(re.search(r'<form [^>]*action="(/log/removed/put-back/[^"]*)">', page)[1])


def test_a_deleted_run_is_undone_from_the_message(runners_client, make_run):
    run = make_run(title="Bridges")
    page = runners_client.post(f"/log/runs/{run.pk}/delete/", follow=True).content.decode()
    assert "Taken out of your log." in page and "Bridges" not in page
    assert runners_client.get(f"/log/runs/{run.pk}/").status_code == 404
    back = runners_client.post(undo_of(page), {"next": "/log/?kind=easy"})
    assert (back.status_code, back["Location"], Run.objects.get()) == (302, "/log/?kind=easy", run)
    again = runners_client.post(undo_of(page), follow=True).content.decode()
    assert "There is nothing left to put back." in again


def test_several_ticked_are_taken_out_and_undone_together(runners_client, make_run, stranger):
    first, second, third = make_run(), make_run(), make_run(title="Stays")
    theirs = make_run(of=stranger)
    page = runners_client.get("/log/?choose=1").content.decode()
    assert f'name="run" value="{first.pk}"' in page and 'action="/log/runs/take-out/"' in page
    sent = {"run": [first.pk, second.pk, theirs.pk], "next": "/log/"}
    page = runners_client.post("/log/runs/take-out/", sent, follow=True).content.decode()
    assert "2 runs are out of your log." in page
    assert set(Run.objects.all()) == {third, theirs}
    page = runners_client.post(undo_of(page), follow=True).content.decode()
    assert "2 runs are in your log again." in page and Run.objects.count() == 4


@pytest.mark.parametrize("ticked", [[], ["x"], ["-1"], ["99999999999999999999"], [str(2**63 - 1)], ["²"]])
def test_ticks_that_mean_nothing_take_nothing_out(runners_client, make_run, ticked):
    make_run()
    page = runners_client.post("/log/runs/take-out/", {"run": ticked}, follow=True).content.decode()
    assert "No run was ticked, so nothing has changed." in page and Run.objects.count() == 1


def test_nobody_is_sent_to_another_site_afterwards(runners_client, make_run):
    sent = {"run": [make_run().pk], "next": "https://elsewhere.example/"}
    assert runners_client.post("/log/runs/take-out/", sent)["Location"] == "/log/"


def test_what_was_taken_out_lately_is_listed_and_put_back_one_by_one(runners_client, make_run, stranger):
    now = timezone.now()
    lately, other = make_run(title="Bridges", removed_at=now), make_run(title="Canal", removed_at=now)
    make_run(title="Long gone", removed_at=now - KEPT)
    make_run(of=stranger, title="Secret", removed_at=now)
    page = runners_client.get("/log/removed/").content.decode()
    assert "Bridges" in page and "Canal" in page and "Put all 2 back" in page
    assert "Secret" not in page and "Long gone" not in page
    runners_client.post(f"/log/removed/{lately.pk}/put-back/")
    assert list(Run.objects.all()) == [lately]
    runners_client.post(undo_of(page))
    assert set(Run.objects.all()) == {lately, other}


def test_a_session_is_listed_beside_them_and_put_back(runners_client, make_run, make_session, stranger):
    now = timezone.now()
    make_run(title="Bridges", removed_at=now)
    earlier = now - datetime.timedelta(hours=1)
    session = make_session(title="Barre in the park", minutes=40, removed_at=earlier)
    make_session(title="Long gone", removed_at=now - KEPT)
    make_session(of=stranger, title="Secret", removed_at=now)
    page = runners_client.get("/log/removed/").content.decode()
    assert page.index("Bridges") < page.index("Barre in the park") < page.index("40 minutes")
    assert "Secret" not in page and "Long gone" not in page
    answer = runners_client.post(f"/sessions/{session.pk}/put-back/", {"next": "/log/removed/"})
    assert (answer["Location"], list(Session.objects.all())) == ("/log/removed/", [session])


def test_what_came_in_again_meanwhile_is_put_back_only_if_its_runner_insists(runners_client, make_run, clock):
    at = clock(2026, 11, 25, 9)
    run = make_run(started_at=at)
    clock(2026, 11, 25, 10)
    page = runners_client.post(f"/log/runs/{run.pk}/delete/", follow=True).content.decode()
    clock(2026, 11, 25, 11)
    make_run(started_at=at)
    page = runners_client.post(undo_of(page), {"next": "/log/"}, follow=True).content.decode()
    assert "A run like this one came into your log meanwhile, so it was not put back." in page
    assert "Do it all the same" in page and Run.objects.count() == 1
    page = runners_client.post(undo_of(page), follow=True).content.decode()
    assert "The run is in your log again." in page and Run.objects.count() == 2


def test_of_several_those_that_came_in_again_wait(runners_client, make_run, clock):
    at = clock(2026, 11, 25, 9)
    runs = [make_run(started_at=at), make_run()]
    clock(2026, 11, 25, 10)
    page = runners_client.post("/log/runs/take-out/", {"run": [run.pk for run in runs]}, follow=True)
    clock(2026, 11, 25, 11)
    make_run(started_at=at)
    page = runners_client.post(undo_of(page.content.decode()), follow=True).content.decode()
    assert "The run is in your log again." in page and "A run like this one came into" in page
    assert Run.objects.count() == 2


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_putting_back_is_an_act(runners_client, make_run, method):
    run = make_run(removed_at=timezone.now())
    for address in ("/log/removed/put-back/", f"/log/removed/{run.pk}/put-back/"):
        assert getattr(runners_client, method)(address).status_code == 405


def test_where_nothing_was_taken_out_the_page_says_so(runners_client, db):
    assert "Nothing was taken out" in runners_client.get("/log/removed/").content.decode()


@pytest.mark.parametrize("many", [1, 40])
def test_the_list_asks_as_much_for_one_as_for_many(
    runners_client, make_run, make_session, many, django_assert_num_queries
):
    for _ in range(many):
        make_run(removed_at=timezone.now())
        make_session(removed_at=timezone.now())
    with django_assert_num_queries(4):
        runners_client.get("/log/removed/")


def test_a_strangers_run_is_not_put_back(runners_client, make_run, stranger):
    at = timezone.now()
    theirs = make_run(of=stranger, removed_at=at)
    assert runners_client.post(f"/log/removed/{theirs.pk}/put-back/").status_code == 404
    runners_client.post(f"/log/removed/put-back/?at={at.isoformat().replace('+', '%2B')}")
    assert not Run.objects.exists()


NO_INSTANTS = [
    "x",
    "2026-99-99T00:00",
    "2026-11-24",
    "2026-11-24T10:00:00",
    "%00",
    "0001-01-01T00:00:00%2B14:00",
    "9999-12-31T23:59:59-14:00",
]


@pytest.mark.parametrize("at", NO_INSTANTS)
def test_an_instant_that_is_none_is_404(runners_client, db, at):
    assert runners_client.post(f"/log/removed/put-back/?at={at}").status_code == 404


REMOVED_IS_NOWHERE = [
    "/log/",
    "/log/?q=bridges",
    "/log/?choose=1",
    "/log/months/2026-11/",
    "/log/export/",
    "/plan/2026-11-23/",
    "/progress/",
    "/today/",
]


@pytest.mark.parametrize("page", REMOVED_IS_NOWHERE)
def test_what_was_taken_out_is_on_no_page(runners_client, make_run, page, clock):
    shown, hidden = make_run(title="Bridges one"), make_run(title="Bridges two", removed_at=timezone.now())
    answer = runners_client.get(page)
    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    assert "Bridges two" not in text and f"/log/runs/{hidden.pk}/" not in text
    if page not in ("/progress/", "/today/"):
        assert "Bridges one" in text, shown


@pytest.mark.parametrize("page", ["", "edit/", "kind/", "delete/", "original/"])
def test_a_run_taken_out_has_no_page(runners_client, make_run, page):
    run = make_run(removed_at=timezone.now())
    act = runners_client.post if page == "kind/" else runners_client.get
    assert act(f"/log/runs/{run.pk}/{page}").status_code == 404


def test_an_import_does_not_show_what_was_taken_out_again(runners_client, runner, gpx, uploaded):
    bring_in(runner=runner, files=[uploaded(gpx(name="Bridges"))], now=timezone.now())
    run = Run.objects.get()
    runners_client.post(f"/log/runs/{run.pk}/delete/")
    page = runners_client.get(f"/log/imports/{runner.imports.get().pk}/").content.decode()
    assert f"/log/runs/{run.pk}/" not in page


def test_the_admin_does_not_show_what_was_taken_out(client, staff, make_run):
    client.force_login(staff)
    run = make_run(title="Bridges", removed_at=timezone.now())
    assert "Bridges" not in client.get("/admin/plans/run/").content.decode()
    assert client.get(f"/admin/plans/run/{run.pk}/change/").status_code == 302


# --- two that are one -----------------------------------------------------------------------------


def test_two_are_shown_side_by_side_and_merged_and_undone(runners_client, make_run):
    first = make_run(title="Bridges", device="Watch", distance_m=10_050.0)
    second = make_run(note="Windy.", effort=7)
    address = f"/log/runs/merge/?run={second.pk}&run={first.pk}"
    page = runners_client.get(address).content.decode()
    assert "The one that says more is kept" in page and "10.05\u00a0km" in page and "Windy." in page
    assert Run.objects.count() == 2
    answer = runners_client.post("/log/runs/merge/", {"run": [first.pk, second.pk]})
    assert answer["Location"] == f"/log/runs/{first.pk}/"
    merged = Run.objects.get()
    assert (merged.title, merged.note, merged.effort) == ("Bridges", "Windy.", 7)
    page = runners_client.get(answer["Location"]).content.decode()
    runners_client.post(undo_of(page))
    first.refresh_from_db()
    assert (Run.objects.count(), first.note, first.effort) == (2, "", None)


def test_a_merge_pressed_twice_merges_once(runners_client, make_run):
    first, second = make_run(title="Bridges", device="Watch"), make_run(note="Windy.")
    ticked = {"run": [first.pk, second.pk]}
    page = runners_client.post("/log/runs/merge/", ticked, follow=True).content.decode()
    before = list(Run.with_removed.values())
    again = runners_client.post("/log/runs/merge/", ticked)
    assert (again.status_code, again["Location"]) == (302, f"/log/runs/{first.pk}/")
    assert list(Run.with_removed.values()) == before
    runners_client.post(undo_of(page))
    assert Run.objects.get(pk=second.pk).note == "Windy." and Run.objects.get(pk=first.pk).note == ""


def test_one_that_went_between_a_look_and_a_press_is_not_merged(runners_client, make_run, monkeypatch):
    from plans.views import removed

    first, second = make_run(), make_run()

    def shown(*runs):
        Run.objects.filter(pk=second.pk).update(removed_at=timezone.now())
        return merge_of(*runs)

    monkeypatch.setattr(removed, "merge_of", shown)
    assert runners_client.post("/log/runs/merge/", {"run": [first.pk, second.pk]}).status_code == 404
    assert not Run.with_removed.filter(merge__isnull=False).exists()


@pytest.mark.parametrize(("length", "said"), [(100, False), (1500, True)])
def test_that_a_note_is_cut_is_said_before(runners_client, make_run, length, said):
    first, second = make_run(note="a" * 1000), make_run(note="b" * length)
    page = runners_client.get(f"/log/runs/merge/?run={first.pk}&run={second.pk}").content.decode()
    assert ("longer than a note can be, so the end is left out" in page) is said


def test_two_days_are_pointed_at(runners_client, make_run):
    first, second = make_run(), make_run(date=datetime.date(2026, 11, 20))
    page = runners_client.get(f"/log/runs/merge/?run={first.pk}&run={second.pk}").content.decode()
    assert "These two are not on the same day." in page


@pytest.mark.parametrize("count", [0, 1, 3])
def test_one_or_three_cannot_be_merged(runners_client, make_run, count):
    ticked = [make_run().pk for _ in range(count)]
    page = runners_client.post("/log/runs/merge/", {"run": ticked}, follow=True).content.decode()
    assert Run.objects.count() == count
    assert "Tick two runs to merge them." in page


def test_a_strangers_run_cannot_be_merged(runners_client, make_run, stranger):
    ours, theirs = make_run(), make_run(of=stranger)
    assert runners_client.get(f"/log/runs/merge/?run={ours.pk}&run={theirs.pk}").status_code == 404
    assert runners_client.post("/log/runs/merge/", {"run": [ours.pk, theirs.pk]}).status_code == 404
    assert Run.objects.count() == 2


def test_what_is_ticked_for_a_merge_goes_into_an_address_and_nothing_else(runners_client, make_run):
    one, two = make_run(), make_run()
    ticks = {"run": [one.pk, two.pk], "csrfmiddlewaretoken": "secret", "next": "/log/"}
    address = runners_client.post("/log/runs/merge/ticked/", ticks)["Location"]
    assert address in {
        f"/log/runs/merge/?run={one.pk}&run={two.pk}", f"/log/runs/merge/?run={two.pk}&run={one.pk}"
    }  # fmt: skip
    assert runners_client.get(address).status_code == 200
