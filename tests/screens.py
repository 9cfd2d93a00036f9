"""python -m tests.screens: pictures of every page, as five people see them, in var/screens (git ignores it).

A visitor, a runner who has just signed up, the demonstration runner, a teacher and staff; 390 and 1280 px;
light and dark. The site is prepared as for `make run`; what is done here happens in a copy of its database.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA_DIR", ROOT / "var"))
OUT = DATA / "screens"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {390: 844, 1280: 900}
THEMES = ("light", "dark")
NEW = ("new@example.com", "first-position")
DEMO = ("demo@example.com", "first-position")

PUBLIC = [
    "/", "/evidence/", "/privacy/", "/terms/", "/accounts/signup/", "/accounts/signup/passkey/",
    "/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/",
    "/library/", "/library/?level=2&benefit=balance", "/library/?q=heels", "/library/?q=xyzzy",
    "/library/collections/",
    "/library/collections/first-month/", "/library/movements/",
    "/library/movements/?q=moonwalk", "/library/movements/tendu-second/", "/library/benefits/",
    "/library/benefits/flexibility/", "/library/benefits/injury-prevention/", "/library/stand-tall/",
    "/library/your-first-class/", "/mail/", "/mail-off/1.cut-short/", "/nowhere/", "/styleguide/",
]  # fmt: skip
YOURS = [
    "/library/collections/", "/library/collections/first-month/", "/library/collections/foot-core/",
    "/library/history/", "/library/history/saved/", "/library/history/not-for-me/", "/library/history/clear/",
    "/library/stand-tall/hide/", "/library/stand-tall/?in=first-month",
]  # fmt: skip
PRIVATE = [
    "/today/", "/body/", "/body/report/#id_site_3",
    "/plan/", "/plan/settings/", "/progress/", "/plan/settings/fine-tune/", "/plan/mail/",
    *(f"/plan/settings/{section}/" for section in (
        "running", "body", "classes", "room", "experience", "jumps", "targets", "primers", "rules",
    )),
    "/log/", "/log/runs/new/", "/log/import/", "/log/?q=round&kind=easy", "/log/?q=xyzzy", "/log/?choose=1",
    "/log/months/", "/log/shoes/", "/log/shoes/new/", "/log/removed/",
    "/log/calendars/", "/log/calendars/new/", "/log/races/", "/log/races/new/", "/plan/runs/new/",
    "/body/checks/", "/body/checks/knee-to-wall/", "/body/checks/stance-closed/", "/body/checks/heel-raises/",
    "/plan/times/", "/plan/times/new/", "/plan/times/new/?kind=injury",
    "/plan/calendar-out/", "/plan/calendar-out/new/", "/sharing/", "/sharing/invite/", "/shared/",
    "/accounts/tokens/",
    "/sessions/new/", "/library/", "/library/?benefit=balance",
    "/library/?page=2", "/library/?fits=today&sort=best", "/library/?level=3&length=10&kind=primer",
    "/library/movements/", "/library/movements/passe/", "/library/benefits/injury-prevention/",
    "/library/your-first-class/",
    "/your-data/", "/your-data/health/", "/your-data/import/",
    "/accounts/preferences/", "/accounts/security/", "/accounts/email/", "/accounts/password/change/",
    "/accounts/sessions/", "/accounts/reauthenticate/", "/evidence/",
]  # fmt: skip
TIMES = ["/plan/times/1/", "/plan/times/1/remove/", "/sessions/1/"]
COLLECTING = [
    f"/library/studio/collections/{page}" for page in (
        "", "new/", "first-month/?q=feet", "first-month/remove/",
    )
]  # fmt: skip
IN_A_WEEK = date.today() + timedelta(days=7)  # a day of the week after, so that it is still to come
WEEK = [f"/plan/{IN_A_WEEK}/{page}" for page in ("", "add/", "add/?benefit=balance&minutes=15", "changes/")]
WELCOME = [f"/welcome/{step}/" for step in ("experience", "running", "classes", "body", "when")]
STUDIO = [
    "/library/studio/", "/library/studio/new/",
    *(f"/library/studio/steady-on-film/{page}" for page in (
        "", "film/", "upload/", "chapters/", "captions/", "about/", "tags/", "poster/", "safety/", "publish/",
        "remove/", "withdraw/",
    )),
    "/library/steady-on-film/",
]  # fmt: skip
TEACHER = ("screens-teacher@example.com", "first-position")
STAFF = ("screens-staff@example.com", "first-position")
TOURS = {
    "visitor": (None, PUBLIC),
    "new": (NEW, WELCOME + PRIVATE + WEEK + YOURS),
    "demo": (DEMO, PRIVATE + WEEK + YOURS + TIMES),
    "teacher": (TEACHER, STUDIO),
    "staff": (STAFF, COLLECTING),
}

MAKE_NEW_RUNNER = """
from allauth.account.models import EmailAddress
from django.utils import timezone
from accounts.actions.consent import agree_to_terms
from accounts.models import User
from plans.actions.welcome import finish_welcome
user = User.objects.create_user({email!r}, {password!r})
agree_to_terms(user=user, now=timezone.now())
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
finish_welcome(runner=user, now=timezone.now())
"""
MAKE_CHECKED = """
from datetime import timedelta
from decimal import Decimal
from plans.actions.self_check import record_self_check
demo, now = User.objects.get(email={email!r}), timezone.now()
for kind, ago, left, right in [
    ("knee-to-wall", 94, "9.5", "10.5"), ("knee-to-wall", 52, "10.5", "11"), ("knee-to-wall", 8, "12", "12"),
    ("stance-closed", 45, "6.4", "9.8"), ("heel-raises", 88, "23", "24"), ("heel-raises", 46, "14", "25"),
]:
    day, told = demo.local_date(now) - timedelta(days=ago), {{"left": Decimal(left), "right": Decimal(right)}}
    record_self_check(runner=demo, kind=kind, date=day, now=now, agrees=True, **told)
"""
LAY_TIMES = """
from datetime import timedelta
from plans.actions.overlays import lay_overlay
from plans.actions.plan import plan_week
from plans.calendar import WEEK, monday_of
demo, now = User.objects.get(email={email!r}), timezone.now()
monday = monday_of(demo.local_date(now)) + WEEK
plan_week(runner=demo, monday=monday, now=now)
lay_overlay(runner=demo, kind="holiday", first=monday, last=monday + timedelta(days=4), now=now)
lay_overlay(runner=demo, kind="travel", first=monday - 30 * WEEK, last=monday - 29 * WEEK, now=now)
"""
MAKE_SORE = """
from datetime import timedelta
from plans.actions.health_notes import agree_to_notes
from plans.actions.pain import tell_pain
demo, now, day = User.objects.get(email={email!r}), timezone.now(), timedelta(days=1)
agree_to_notes(runner=demo, now=now)
for site, ago, level, feel in [
    ("achilles", 12, 4, "pain"), ("achilles", 10, 4, "pain"), ("knee", 3, 6, "pain"), ("calf", 1, 3, "pain"),
    ("quads", 1, 5, "sore"),
]:
    when = now - ago * day
    tell_pain(runner=demo, site=site, date=demo.local_date(when), now=when, level=level, feel=feel)
"""
MAKE_STAFF = """
user.is_staff = True
user.save()
"""
MAKE_TEACHER = """
from library.actions.studio import begin_class
from library.models import Movement
user.is_teacher = True
user.save()
told = {"title": "Steady on film", "summary": "Twelve quiet minutes.", "kind": "class", "level": 1}
begun = begin_class(teacher=user, now=timezone.now(), **told)
for n, movement in enumerate(Movement.objects.order_by("name")[:6]):
    span = {"start_s": n * 60, "end_s": n * 60 + 60}
    begun.chapters.create(position=n, movement=movement, title=movement.name, **span)
    begun.cues.create(text=movement.plain, **span)
"""


def main() -> int:
    if not CHROMIUM:
        print("No Chromium was found. Set CHROMIUM to its path.")
        return 1
    subprocess.run([sys.executable, "-m", "balletfusion.prepare"], cwd=ROOT, check=True)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for who, (person, pages) in TOURS.items():
            tour(browser, address, who, person, pages)
        browser.close()
    print(f"The pictures are in {OUT}; the sheets show them side by side.")
    return 0


@contextmanager
def site():
    """The site on a free port of this machine, with a copy of its database; its address."""
    copy = OUT / "site.sqlite3"
    with closing(sqlite3.connect(DATA / "site.sqlite3")) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    environment = {**os.environ, "DATA_DIR": str(DATA), "DATABASE_URL": f"sqlite:///{copy}"}
    made = MAKE_NEW_RUNNER.format(email=NEW[0], password=NEW[1]) + MAKE_SORE.format(email=DEMO[0])
    made += MAKE_CHECKED.format(email=DEMO[0])
    made += MAKE_NEW_RUNNER.format(email=TEACHER[0], password=TEACHER[1]) + MAKE_TEACHER
    made += MAKE_NEW_RUNNER.format(email=STAFF[0], password=STAFF[1]) + MAKE_STAFF
    made += LAY_TIMES.format(email=DEMO[0])
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", made], cwd=ROOT, env=environment, check=True
    )
    port = free_port()
    command = (
        f"-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1 --no-ws --log-level error"
    )
    server = subprocess.Popen(
        [sys.executable, *command.split(), "balletfusion.wsgi:application"], cwd=ROOT, env=environment
    )
    try:
        wait_for(f"http://localhost:{port}/healthz")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()
        for file in OUT.glob(f"{copy.name}*"):
            file.unlink()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, seconds: int = 30) -> None:
    for _ in range(seconds * 5):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer.")


def tour(browser, address, who, person, pages) -> None:
    state = signed_in(browser, address, person) if person else None
    for width, height in WIDTHS.items():
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,
                reduced_motion="reduce",
                storage_state=state,
            )
            tab = context.new_page()
            tab.on("console", lambda said: said.type == "error" and print(f"{who} {tab.url}: {said.text}"))  # noqa: B023
            sheet(who, width, theme, [picture(tab, address, who, page, width, theme) for page in pages])
            context.close()


def signed_in(browser, address, person):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{address}/accounts/login/")
    tab.fill("[name=login]", person[0])
    tab.fill("[name=password]", person[1])
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/today/")
    state = context.storage_state()
    context.close()
    return state


def picture(tab, address, who, page, width, theme) -> Path:
    name = page.strip("/").replace("/", "-").replace("?", "-").replace("&", "-").replace("=", "-") or "front"
    file = OUT / who / f"{name}-{width}-{theme}.png"
    tab.goto(address + page)
    tab.wait_for_timeout(250)  # pictures that load late
    tab.screenshot(path=file, full_page=True)
    return file


def sheet(who, width, theme, files) -> None:
    """One picture with the top of every page, its name above."""
    across, column, height = (6, 260, 1100) if width < 600 else (4, 480, 640)
    down = -(-len(files) // across)
    paper = Image.new("RGB", (across * (column + 12), down * (height + 30)), "#888")
    pen = ImageDraw.Draw(paper)
    for n, file in enumerate(files):
        x, y = (n % across) * (column + 12), (n // across) * (height + 30)
        with Image.open(file) as shot:
            small = shot.convert("RGB").resize((column, round(shot.height * column / shot.width)))
        paper.paste(small.crop((0, 0, column, min(height, small.height))), (x, y + 24))
        pen.text((x + 4, y + 6), file.stem, fill="white")
    paper.save(OUT / f"sheet-{who}-{width}-{theme}.png")


if __name__ == "__main__":
    sys.exit(main())
