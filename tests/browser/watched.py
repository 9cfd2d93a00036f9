"""A class whose film plays, for the tests of the player, which name this module in `pytest_plugins`."""

import shutil

import pytest
from django.conf import settings
from PIL import Image

from library.models import Film, Movement, VideoClass
from tests.browser.watching import CHAPTERS, CUES, NOW, SECONDS, SLUG, Watching
from tests.films import H264
from tests.films import film as made_film


@pytest.fixture(scope="session")
def film_file(tmp_path_factory):
    """A test picture of forty seconds with a tone; a picture that differs from itself turned round."""
    coded = (*H264, "-movflags", "+faststart")
    path = tmp_path_factory.mktemp("film") / "720.mp4"
    return made_film(path, size="320x180", seconds=float(SECONDS), coded=coded)


@pytest.fixture
def filmed(library, film_file):
    """A teacher's class of four chapters and five cues."""
    video_class = VideoClass.objects.create(
        slug=SLUG, title="Danced on film", summary="Forty seconds.", description="For tests.", level=1,
        leg_load=1, duration_s=SECONDS, origin="filmed", published_at=NOW, free=True,
    )  # fmt: skip
    video_class.tags.create(benefit="stabilisers", position=0)
    plie = Movement.objects.get(slug="demi-plie")
    for n, title in enumerate(CHAPTERS):
        video_class.chapters.create(
            position=n, title=title, movement=plie, start_s=10 * n, end_s=10 * n + 10, repetitions=4
        )
    for start_s, text in CUES.items():
        video_class.cues.create(start_s=start_s, end_s=start_s + 3, text=text)
    folder = settings.MEDIA_ROOT / "filmed/danced"
    folder.mkdir(parents=True)
    shutil.copy(film_file, folder / "720.mp4")
    Image.new("RGB", (320, 180)).save(folder / "poster.webp")
    film = Film.objects.create(
        video_class=video_class, state="ready", duration_s=SECONDS, folder="filmed/danced"
    )
    for kind, name in [("mp4", "720.mp4"), ("poster", "poster.webp")]:
        film.renditions.create(kind=kind, height=720, path=f"filmed/danced/{name}", size_bytes=1)
    return video_class


@pytest.fixture
def watch(tab, address, known, runner, filmed):
    """Opens the class, signed in, on a desk or on a phone."""

    def watch(query="", *, size=None, signed=True):
        if size:
            tab.set_viewport_size(size)
        if signed:
            known(tab, runner)
        tab.goto(f"{address}/library/{SLUG}/{query}")
        return Watching(tab)

    return watch
