"""What the player says to who reads French: the words of a drawn film are ours, a teacher's are not."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from library.film.captions import vtt
from library.models import PlayerChoices
from tests.browser.watching import CUES, SLUG

pytestmark = pytest.mark.browser
pytest_plugins = ["tests.browser.watched"]
LEFT = "Now the left leg."
VOICE = """
  window.said = [];
  const voice = { speak: ({ text, lang }) => window.said.push([text, lang]), cancel() {} };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
"""


@pytest.fixture
def speaking(tab, runner, french_words):
    """A runner who reads French, and has the cues spoken."""
    french_words({LEFT: "Maintenant la jambe gauche.", "Pliés": "Les pliés", "Breathe.": "Respirez."})
    tab.add_init_script(VOICE)
    runner.language = "fr"
    runner.save()
    return PlayerChoices.objects.create(runner=runner, speak=True)


@pytest.fixture
def drawn(filmed):
    """The same as if it were drawn, with its words on disk."""
    film = filmed.films.get()
    folder = settings.MEDIA_ROOT / film.folder
    (folder / "captions.vtt").write_text(vtt([(12, 30, LEFT)]))
    (folder / "chapters.vtt").write_text(vtt([(0, 40, "Pliés")]))
    (folder / "metadata.vtt").write_text(
        vtt([(0, 40, '{"kind": "card", "name": "Pliés", "say": "plee-AY"}')])
    )
    for kind in ("captions", "chapters", "metadata"):
        film.renditions.create(kind=kind, height=0, path=f"{film.folder}/{kind}.vtt", size_bytes=1)
    filmed.origin = "drawn"
    filmed.save()
    return filmed


def test_captions_of_a_drawn_film_are_read_and_spoken_in_french_and_turn_with_the_picture(
    speaking, drawn, watch, tab
):
    tab.route(
        "**/posters/*", lambda route: route.fulfill(body=b"", content_type="image/webp")
    )  # none is drawn
    watching = watch()
    caption = watching.part("caption")
    watching.seek(11.5)
    watching.play()
    tab.wait_for_function("() => window.said.length")
    watching.pause()
    expect(caption).to_have_text("Maintenant la jambe gauche.")
    assert caption.evaluate("e => e.closest('[lang]').lang") == "fr"
    expect(tab.locator("[data-word=name]")).to_have_text("Les pliés")
    expect(tab.locator("[data-word=say]")).to_have_text("")
    assert tab.evaluate("window.said[0]") == ["Maintenant la jambe gauche.", "fr"]
    expect(tab.locator(".cue")).to_contain_text("Maintenant la jambe gauche.")
    watching.press("m")
    expect(caption).to_have_text("Maintenant la jambe droite.")


def test_what_a_teacher_says_is_read_and_spoken_in_the_language_of_the_film(speaking, filmed, watch, tab):
    watching = watch()
    caption = watching.part("caption")
    watching.seek(31.5)
    expect(caption).to_have_text(CUES[31])  # though there is French for it
    assert caption.evaluate("e => e.closest('[lang]').lang") == "en"
    watching.seek(34.5)
    watching.play()
    tab.wait_for_function("() => window.said.length")
    watching.pause()
    assert tab.evaluate("window.said[0]") == [CUES[35], "en"]
    expect(tab.locator("[data-title='Les pliés']")).to_be_attached()
    assert tab.url.endswith(f"/library/{SLUG}/")
