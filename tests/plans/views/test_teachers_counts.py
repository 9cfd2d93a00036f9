"""A teacher reads how hard a class was felt to be once five runners said so: never of fewer, and never who.

Every page of the studio is asked, the class's own pages and the admin's, from the resolver: a new page that
counts runners fails here.
"""

import re

import pytest
from django.test import Client
from django.utils import timezone

from library.models import Collection, Viewing
from plans.models import FollowedCollection
from tests.test_access import addresses

pytest_plugins = ["tests.library.teachers"]
FELT = "/library/studio/ankles-on-film/"
TOKENS = re.compile(
    r'(csrfmiddlewaretoken" value=|X-CSRFToken&quot;: &quot;|X-CSRFToken": "|data-csrf=")"?\w+'
)
SAID = "Calf word of one runner"


@pytest.fixture
def taught(filmed, film_of, clock):
    """Published, with a film, and in a collection."""
    clock(2026, 11, 25, 9)
    film_of(filmed)
    filmed.tags.create(benefit="stabilisers", position=0)
    filmed.duration_s, filmed.published_at = 900, timezone.now()
    filmed.save()
    series = Collection.objects.create(slug="ankles-on-film", title="Ankles", series=True, a_week=2)
    series.places.create(video_class=filmed, position=1)
    return filmed


@pytest.fixture
def dance(taught, make_person, make_session):
    """So many runners more did the class, said how hard it was, saved it, put it aside, follow it."""
    people, now = [], timezone.now()
    moments = dict.fromkeys(["watched_at", "done_at", "saved_at", "hidden_at"], now)

    def dance(many):
        for _ in range(many):
            person = make_person(f"quadrille{len(people)}@example.com")
            people.append(person)
            make_session(of=person, video_class=taught, effort=9, leg_load=0, note=SAID)
            Viewing.objects.create(
                runner=person, video_class=taught, position_s=30, watched_s=60, hidden_why="dull",
                hidden_note=SAID, **moments,
            )  # fmt: skip
            FollowedCollection.objects.create(
                runner=person, collection=taught.places.get().collection, begun_on="2026-11-02"
            )

    return dance


def pages(client, taught, those):
    """What each address answers, without what is new in every answer."""
    told = {}
    for address in those:
        answer = client.get(address)
        if answer.streaming:
            answer.getvalue()  # closed before its end, it would take the test's connection along
        elif answer.status_code == 200:
            told[address] = TOKENS.sub("", answer.content.decode())
    return told


def filled(address, taught):
    address = re.sub(r"<slug:\w+>", taught.slug, f"/{address}")
    return re.sub(r"<int:\w+>", "1", address)


@pytest.fixture
def studio(taught):
    """All that is a teacher's to look at, and the public pages of the class."""
    own = [filled(one, taught) for one in addresses() if one.startswith("library/studio/")]
    public = [
        "/library/",
        f"/library/{taught.slug}/",
        f"/library/collections/{taught.slug}/",
        "/library/collections/",
    ]
    return [*own, *public]


@pytest.fixture
def behind(taught):
    """The admin's pages of what is taught; rows of runners are another right, which teachers have not."""
    film, collection = taught.films.get(), taught.places.get().collection
    return [
        *(f"/admin/library/{name}/" for name in ("videoclass", "collection", "film")),
        f"/admin/library/videoclass/{taught.pk}/change/",
        f"/admin/library/collection/{collection.pk}/change/",
        f"/admin/library/film/{film.pk}/change/",
    ]


def test_of_four_runners_a_teacher_reads_no_more_than_of_one(teachers_client, taught, studio, dance):
    dance(1)
    of_one = pages(teachers_client, taught, studio)
    assert len(of_one) > 15 and FELT in of_one
    dance(3)
    assert pages(teachers_client, taught, studio) == of_one
    dance(1)
    of_five = pages(teachers_client, taught, studio)
    assert [address for address in studio if of_five.get(address) != of_one.get(address)] == [FELT]
    assert "5 runners" in of_five[FELT]
    assert not [word for page in of_five.values() for word in ("quadrille", SAID) if word in page]


def test_behind_the_scenes_it_is_the_same(staff, taught, behind, studio, dance):
    """Staff who look after classes and have no right to see runners; the studio is open to them too."""
    client = Client()
    client.force_login(staff)
    dance(1)
    of_one = pages(client, taught, [*behind, *studio])
    assert set(behind) < set(of_one)
    dance(3)
    assert pages(client, taught, [*behind, *studio]) == of_one
    dance(1)
    of_five = pages(client, taught, [*behind, *studio])
    changed = {address for address in of_five if of_five[address] != of_one[address]}
    assert changed == {FELT, f"/admin/library/videoclass/{taught.pk}/change/"}
    assert not [word for page in of_five.values() for word in ("quadrille", SAID) if word in page]


@pytest.mark.parametrize("table", ["library/viewing", "plans/session", "plans/run", "accounts/user"])
def test_a_teacher_sees_no_rows_of_runners(teachers_client, taught, dance, table):
    dance(5)
    answer = teachers_client.get(f"/admin/{table}/")
    assert answer.status_code in (302, 403) and "quadrille" not in answer.content.decode()
