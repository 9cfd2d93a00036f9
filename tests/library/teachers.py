"""A teacher's things, for the tests that name this module in `pytest_plugins`."""

import pytest


@pytest.fixture
def teachers_client(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def filmed(make_class, teacher):
    """A teacher's draft with nothing but its title, sentence, kind and level."""
    return make_class(
        "ankles-on-film",
        benefits=(),
        published=False,
        origin="filmed",
        teacher=teacher,
        description="",
        leg_load=0,
        duration_s=0,
    )


@pytest.fixture
def film_of(settings):
    """`film_of(video_class)` gives it a minute of film: a row, a rendition, a file."""
    from library.models import Film

    def make(video_class, *, version=1, current=True, state="ready", duration_s=60.0):
        film = Film.objects.create(
            video_class=video_class, version=version, current=current, state=state, duration_s=duration_s
        )
        path = f"filmed/{video_class.slug}/{version}/720.mp4"
        file = settings.MEDIA_ROOT / path
        file.parent.mkdir(parents=True)
        file.write_bytes(b"film")
        film.renditions.create(kind="mp4", height=720, path=path, size_bytes=4)
        video_class.duration_s = duration_s
        video_class.save()
        return film

    return make


@pytest.fixture
def releve(db):
    """A movement of the shipped library, as its file tells it."""
    from library.models import Movement

    return Movement.objects.create(
        slug="releve-parallel",
        name="Relevé in parallel",
        say="ruh-luh-VAY",
        plain="Rise onto the balls of the feet.",
        purpose="Calves.",
        leg_load=2,
        level=1,
    )


@pytest.fixture
def whole(filmed, film_of, releve):
    """A draft that lacks nothing."""
    film_of(filmed)
    filmed.chapters.create(movement=releve, position=0, title="Relevés", start_s=0, end_s=60, repetitions=8)
    filmed.cues.create(start_s=1, end_s=3, text="Heels together.")
    filmed.tags.create(benefit="stabilisers", position=0)
    filmed.description, filmed.poster_s, filmed.leg_load = "For ankles.", 5.0, 2
    filmed.safety = {"answers": {"warm_up": "film", "floor": "words"}, "by": None}
    filmed.save()
    return filmed
