"""A film uploaded in a real browser, over a connection that drops, continued after a reload."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from playwright.sync_api import expect

from library.models import Film, Upload
from tests import films

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(new_tab):
    """A page in which requests may fail: that is what is tested. A script error still fails the test."""
    return new_tab(viewport={"width": 800, "height": 600})


@pytest.fixture
def on_film(address, teacher, make_class, settings):
    settings.FILM_SHORTEST_S = 1
    return make_class("on-film", origin="filmed", teacher=teacher, published=False, duration_s=0)


@pytest.fixture
def upload_page(address, on_film, teacher, tab, sign_in):
    sign_in(teacher)
    tab.goto(f"{address}/library/studio/on-film/upload/")
    return tab


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Noise: more than two pieces of 8 MB."""
    noise = ("-crf", "1", "-vf", "noise=alls=100:allf=t")
    path = tmp_path_factory.mktemp("film") / "barre.mp4"
    return films.film(path, size="640x360", seconds=2, rate="30", coded=(*films.H264, *noise))


def opened(page, address):
    page.goto(f"{address}/library/studio/on-film/upload/")


def said(page):
    return page.locator("[data-upload-panel] [role=status]")


def choose(page, film):
    page.get_by_label("Film").set_input_files(film)
    page.get_by_role("button", name="Upload the film").press("Enter")


def test_a_dropped_connection_and_a_reload_cost_no_more_than_a_piece(upload_page, film):
    """Piece one arrives, then nothing does; the page is reloaded, the same file chosen, and it goes on."""
    size, sent = film.stat().st_size, []
    assert size > 2 * 8 * 1024**2

    def pieces(route):
        if route.request.method != "PATCH" or not sent:
            sent.extend([route.request.headers["upload-offset"]] * (route.request.method == "PATCH"))
            route.continue_()
        else:
            route.abort("connectionreset")

    upload_page.route("**/uploads/*/", pieces)
    choose(upload_page, film)
    expect(said(upload_page)).to_have_text("The connection dropped. Nothing is lost: it goes on by itself.")
    assert sent == ["0"]
    first = Upload.objects.get().received_bytes
    assert first == 8 * 1024**2
    upload_page.unroute("**/uploads/*/")

    upload_page.reload()
    expect(upload_page.get_by_text("8.0\xa0MB of")).to_be_visible()
    offsets = []
    upload_page.on(
        "request",
        lambda request: (
            offsets.append(int(request.headers["upload-offset"])) if request.method == "PATCH" else None
        ),
    )
    choose(upload_page, film)
    upload_page.wait_for_url("**/studio/on-film/film/")
    assert offsets[0] == first
    stored = Film.objects.get()
    assert (stored.state, stored.original_name) == ("waiting", "barre.mp4")
    assert (site.MEDIA_ROOT / stored.original).read_bytes() == film.read_bytes()


def test_it_goes_on_by_itself_and_can_be_paused(upload_page, film):
    failing = [True]

    def pieces(route):
        if route.request.method == "PATCH" and failing[0]:
            route.abort("connectionreset")
        else:
            route.continue_()

    upload_page.route("**/uploads/*/", pieces)
    choose(upload_page, film)
    expect(said(upload_page)).to_contain_text("The connection dropped")
    upload_page.get_by_role("button", name="Pause").press("Enter")
    expect(said(upload_page)).to_have_text("Paused. What was sent is kept for seven days.")
    upload_page.get_by_role("button", name="Continue").press("Enter")
    expect(said(upload_page)).to_contain_text("The connection dropped")
    failing[0] = False
    upload_page.wait_for_url("**/studio/on-film/film/")
    assert Film.objects.count() == 1


def test_what_is_no_film_is_said_and_another_can_be_chosen(upload_page, tmp_path, film):
    text = tmp_path / "class.mp4"
    text.write_text("Bend and stretch.\n" * 100)
    choose(upload_page, text)
    expect(said(upload_page)).to_have_text("This is a text, not a film. Choose the film itself, MP4 or MOV.")
    assert not Upload.objects.exists()
    choose(upload_page, film)
    upload_page.wait_for_url("**/studio/on-film/film/")


def test_without_javascript_the_form_brings_the_whole_film(
    chromium, address, known, teacher, make_class, settings, film
):
    settings.FILM_SHORTEST_S = 1
    make_class("on-film", origin="filmed", teacher=teacher, published=False, duration_s=0)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    opened(known(page, teacher), address)
    page.get_by_label("Film").set_input_files(film)
    page.get_by_role("button", name="Upload the film").click()
    page.wait_for_url("**/studio/on-film/film/")
    expect(page.get_by_text("The film has arrived and is being made ready.")).to_be_visible()
    context.close()
    assert Film.objects.count() == 1


def test_axe_finds_nothing_on_the_page_whatever_it_says(chromium, address, known, on_film, teacher, tmp_path):
    Upload.objects.create(teacher=teacher, video_class=on_film, name="barre.mov", size_bytes=2_000_000)
    (tmp_path / "notes.txt").write_text("Bend.")
    context = chromium.new_context(bypass_csp=True)  # axe writes styles of its own
    page = context.new_page()
    opened(known(page, teacher), address)
    found = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = violations(page)
    choose(page, tmp_path / "notes.txt")
    expect(said(page)).to_contain_text("This is a text")
    found["refused"] = violations(page)
    assert found == {390: [], 1280: [], "refused": []}
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    context.close()


def violations(page):
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]
