"""The chapter editor with a real film, by keyboard; and every page of the studio, as axe sees it."""

import subprocess

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from library.actions.encoding import ffmpeg
from library.actions.studio import begin_class
from library.models import Film
from tests.browser.test_pages import DESK, PHONE, faults
from tests.screens import STUDIO

pytestmark = pytest.mark.browser
SLUG = "steady-on-film"
EDITOR = f"/library/studio/{SLUG}/chapters/"


@pytest.fixture
def filmed(library, teacher, settings):
    """A draft with half a minute of film, made small."""
    draft = begin_class(
        teacher=teacher, now=timezone.now(), title="Steady on film", summary="Ankles.", kind="class", level=1
    )
    path = settings.MEDIA_ROOT / "filmed/steady/720.mp4"
    path.parent.mkdir(parents=True)
    picture = "-f lavfi -i testsrc2=s=160x90:r=25:d=30 -c:v libx264 -preset ultrafast -pix_fmt yuv420p"
    subprocess.run(
        [ffmpeg(), "-y", "-loglevel", "error", *picture.split(), "-movflags", "+faststart", str(path)],
        check=True,
    )
    film = Film.objects.create(video_class=draft, state="ready", duration_s=30.0, folder="filmed/steady")
    film.renditions.create(
        kind="mp4", height=720, path="filmed/steady/720.mp4", size_bytes=path.stat().st_size
    )
    draft.duration_s = 30.0
    draft.save()
    return draft


def starts(tab):
    return [field.input_value() for field in tab.locator('[data-span] [name$="-start"]').all()]


def test_chapters_are_marked_by_keyboard_alone(tab, address, sign_in, teacher, filmed):
    sign_in(teacher)
    tab.goto(address + EDITOR)
    video = tab.locator("video").element_handle()
    video.evaluate("v => new Promise(r => v.readyState ? r() : v.onloadedmetadata = () => r())")
    search = tab.get_by_role("combobox", name="Begin a chapter here with")
    search.focus()
    tab.keyboard.type("releve")
    expect(tab.locator('[role=option][aria-selected="true"]')).to_contain_text("Relevé")
    tab.keyboard.press("Enter")

    play = tab.get_by_role("button", name="Play")
    play.focus()
    for _ in range(20):
        tab.keyboard.press("ArrowRight")
    expect(tab.locator("[data-part=time]")).to_have_text("0:10.000")
    tab.keyboard.press("a")
    tab.keyboard.press("Tab")
    tab.keyboard.type("A dance of my own: saying as it is")
    assert starts(tab) == ["0:00.000", "0:10.000"]

    play.focus()
    tab.keyboard.press(".")
    tab.keyboard.press("s")  # the chapter that was chosen last begins a frame later
    assert starts(tab) == ["0:00.000", "0:10.040"]
    tab.locator('[name="chapters-1-start"]').fill("5")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")  # sends the form
    expect(tab.locator("#messages")).to_contain_text("Saved: 2 chapters.")
    rows = filmed.chapters.values_list("title", "start_s", "end_s")
    assert [row[1:] for row in rows] == [(0.0, 5.0), (5.0, 30.0)]
    assert rows[1][0] == "A dance of my own: saying as it is"


def test_a_deleted_chapter_comes_back_by_undo(tab, address, sign_in, teacher, filmed):
    for n in range(2):
        filmed.chapters.create(position=n, title=f"Part {n + 1}", start_s=n * 10, end_s=n * 10 + 10)
    sign_in(teacher)
    tab.goto(address + EDITOR)
    first, second = tab.locator("[data-span]").all()
    first.get_by_role("button", name="Delete").click()
    second.get_by_role("button", name="Delete").click()
    expect(first.get_by_role("button", name="Undo")).to_be_visible()
    first.get_by_role("button", name="Undo").press("Enter")
    expect(first.locator('[name$="-title"]')).to_be_visible()
    tab.get_by_role("button", name="Save the chapters").click()
    expect(tab.locator("#messages")).to_contain_text("Saved: 1 chapter.")
    assert list(filmed.chapters.values_list("title", flat=True)) == ["Part 1"]


@pytest.fixture
def policy_free(chromium):
    """A page without the site's policy, since axe writes styles of its own."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_in_the_studio(policy_free, address, known, teacher, filmed):
    filmed.chapters.create(position=0, title="Part 1", start_s=0, end_s=10)
    filmed.cues.create(start_s=1, end_s=2, text="Heels together.")
    known(policy_free, teacher)
    assert faults(policy_free, address, STUDIO, PHONE) == {}
    assert faults(policy_free, address, [EDITOR, f"/library/studio/{SLUG}/tags/"], DESK) == {}
