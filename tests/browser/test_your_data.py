"""Taking everything out, and leaving, as a person does them."""

import io
import json
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(new_tab):
    """A phone without the site's policy, since axe writes styles of its own; a script error fails it."""
    return new_tab(viewport={"width": 390, "height": 844}, bypass_csp=True)


def violations(page):
    """What axe finds; the style sheets are there, and need not be fetched each again."""
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_everything_is_put_together_fetched_and_read_without_a_network(
    sign_in, runner, address, tab, tmp_path
):
    from plans.actions.account_export import go_on
    from plans.models import AccountExport, Run

    Run.objects.create(runner=runner, date=timezone.now().date(), duration_s=1800, title="Along the canal")
    page = sign_in(runner)
    page.goto(f"{address}/your-data/")
    assert violations(page) == []
    page.get_by_role("button", name="Put my data together").press("Enter")
    expect(page.get_by_text("You may close this page")).to_be_visible()
    go_on(AccountExport.objects.get(), now=timezone.now(), seconds=60)
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="Your data of").click()
    page.locator("[name=password]").fill("first-position")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Take everything out")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Your data of").click()
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)
    assert path.name.startswith("ballet-fusion-") and path.suffix == ".zip"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
        assert json.load(io.BytesIO(archive.read("data.json")))["runs"][0]["title"] == "Along the canal"
    page.context.set_offline(True)
    page.goto((tmp_path / "out" / "index.html").as_uri())
    expect(page.get_by_role("heading", name="Your data", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Along the canal")).to_be_visible()
    assert violations(page) == []


def test_an_account_is_deleted_after_the_password_and_a_tick(sign_in, runner, address, tab):
    from accounts.models import User
    from plans.actions.account_deletion import finish

    page = sign_in(runner)
    page.goto(f"{address}/your-data/")
    page.get_by_role("link", name="Delete my account").click()
    page.locator("[name=password]").fill("first-position")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/your-data/delete/")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("Nothing is deleted yet").first).to_be_visible()
    assert violations(page) == []
    page.get_by_label("At once").check()
    page.get_by_label("I know that").check()
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    finish(now=timezone.now())
    assert not User.objects.filter(email=runner.email).exists()
    page.goto(f"{address}/today/")
    page.wait_for_url("**/accounts/login/**")


def test_what_is_to_go_in_two_weeks_is_kept_with_one_key(sign_in, runner, address, tab):
    from plans.actions.account_deletion import delete_in_two_weeks

    delete_in_two_weeks(person=runner, now=timezone.now())
    page = sign_in(runner)
    page.goto(f"{address}/today/")
    page.get_by_role("button", name="Keep my account").press("Enter")
    expect(page.get_by_text("Your account stays")).to_be_visible()
    runner.refresh_from_db()
    assert runner.delete_at is None


def test_a_new_version_of_the_terms_is_asked_for_once(sign_in, runner, address, tab):
    runner.agreed_to = "2025-01"
    runner.save()
    page = sign_in(runner)
    page.goto(f"{address}/log/")
    expect(page.get_by_role("heading", name="Our terms have changed")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="The terms").click()  # may be read first
    expect(page.get_by_role("heading", name="Terms", exact=True)).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="I agree").press("Enter")
    page.wait_for_url("**/log/")
    page.goto(f"{address}/today/")
    assert page.url.endswith("/today/")
