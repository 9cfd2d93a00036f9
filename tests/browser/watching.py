"""A page that watches the class of tests/browser/watched.py, and what a test does with it."""

import datetime

from library.models import PlayerChoices

SLUG = "danced-on-film"
SECONDS = 40
CHAPTERS = ["Pliés", "Relevés", "Dégagés", "Rest"]  # ten seconds each
CUES = {
    1: "Heels together, weight on your left foot.",
    11: "Rise onto demi-pointe.",
    21: "Brush it out: dégagé.",
    31: "Breathe.",
    35: "Rise, and let go.",
}
PHONE = {"width": 390, "height": 844}
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Watching:
    """A player on a page, and what a test does with it."""

    def __init__(self, tab):
        self.tab = tab
        self.video = tab.locator("video")
        self.player = tab.locator("#player")
        self.video.evaluate("v => new Promise(r => v.readyState ? r() : v.onloadedmetadata = () => r())")

    def part(self, name):
        return self.tab.locator(f"[data-part={name}]")

    @property
    def at(self):
        return self.video.evaluate("v => v.currentTime")

    def seek(self, seconds):
        self.video.evaluate(
            """(v, at) => new Promise((done) => {
              v.addEventListener("seeked", () => setTimeout(done, 350), { once: true });
              v.currentTime = at;
            })""",
            seconds,
        )

    def play(self, speed=1):
        self.video.evaluate("(v, s) => { v.muted = true; v.playbackRate = s; return v.play() }", speed)

    def pause(self):
        self.video.evaluate("v => v.pause()")

    def press(self, *keys):
        for key in keys:
            self.tab.keyboard.press(key)

    def places(self, enough):
        """Where the film stood, some fifty times a second, until it is enough, 15 s at most."""
        return self.video.evaluate(
            f"""(v) => new Promise((done) => {{
              const all = [], enough = {enough}, end = Date.now() + 15_000;
              const look = setInterval(() => {{
                all.push(v.currentTime);
                if (!enough(all) && Date.now() < end) return;
                clearInterval(look);
                done(all);
              }}, 20);
            }})"""
        )

    def until(self, condition, **arguments):
        self.tab.wait_for_function(condition, arg=self.video.element_handle(), timeout=15_000, **arguments)


def chosen(runner):
    return PlayerChoices.objects.filter(runner=runner).values().first() or {}


def told(tab):
    """Waits until the player has told the server what was chosen."""
    return tab.expect_response(
        lambda answer: answer.url.endswith("/library/player/choices/") and answer.status == 204
    )
