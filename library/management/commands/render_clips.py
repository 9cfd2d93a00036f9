"""Render the clips that the classes' films are joined from, then have the films made in the background."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from library.actions.clips import FilmFailed, missing_clips, render_clips
from library.actions.film import enqueue_all
from library.actions.script import script_of
from library.models import VideoClass

BAR = 30  # letters
LINE_EVERY_S = 10  # where nobody watches, a line now and then


class Command(BaseCommand):
    help = "Render the clips the classes need on every core, then ask the worker for the films."

    def add_arguments(self, parser):
        parser.add_argument("--cores", type=int, help="processes at once; all cores unless given")
        parser.add_argument(
            "--first", type=int, help="render for this many of the shortest classes; the worker does the rest"
        )
        parser.add_argument("--no-films", action="store_true", help="render only, ask for no film")

    def handle(self, **options):
        try:
            self.render(**options)
        except FilmFailed as error:
            raise CommandError(str(error)) from None

    def render(self, *, cores, no_films, first, **options):
        classes = VideoClass.objects.published().prefetch_related("chapters__movement")
        shortest = classes.order_by("duration_s", "slug")[:first]
        scripts = [script for script in map(script_of, shortest) if script]
        where = {"cache": Path(settings.CLIP_CACHE_DIR), "ffmpeg": settings.FFMPEG}
        missing = missing_clips(scripts, **where)
        failed = self.rendered(render_clips(missing, cores=cores, **where), len(missing)) if missing else []
        for sentence in failed:
            self.stderr.write(sentence)
        if not no_films:
            self.stdout.write(f"{enqueue_all(classes)} films asked for; the worker makes the shortest first.")
        if failed:
            raise CommandError(f"{len(failed)} clips could not be rendered.")

    def rendered(self, results, total: int) -> list[str]:
        """Follow the rendering to its end; Ctrl-C ends it and keeps what is done."""
        failed, self.told_at = [], 0.0
        try:
            for done, sentence in enumerate(results, 1):
                failed += [sentence] if sentence else []
                self.show(done, total)
        except KeyboardInterrupt:
            self.stdout.write("")
            raise CommandError("Stopped. The clips rendered so far are kept.", returncode=130) from None
        return failed

    def show(self, done: int, total: int):
        """A bar that fills on a terminal, else a plain line every few seconds and at the end."""
        if self.stdout.isatty():
            full = BAR * done // total
            bar = "█" * full + "·" * (BAR - full)
            self.stdout.write(f"\rRendering clips {bar} {done}/{total}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total or time.monotonic() - self.told_at >= LINE_EVERY_S:
            self.told_at = time.monotonic()
            self.stdout.write(f"Rendering clips: {done} of {total}.")
