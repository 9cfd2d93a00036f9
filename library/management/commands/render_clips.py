"""Render the clips that the classes' films are joined from, then have the films made in the background."""

from django.core.management.base import BaseCommand, CommandError

from library.actions.clips import FilmFailed, missing_clips, render_clips
from library.actions.film import enqueue_all, workshop
from library.actions.script import script_of
from library.management.bar import Bar
from library.models import VideoClass


def early(classes, first: int | None) -> list[VideoClass]:
    """The shortest, and those that play without an account: visitors come before anybody asked for a film."""
    free = 0 if first is None else classes.filter(free=True).count()
    return list(classes.order_by("-free", "duration_s", "slug")[: None if first is None else first + free])


class Command(BaseCommand):
    help = "Render the clips the classes need on every core, then ask the worker for the films."

    def add_arguments(self, parser):
        parser.add_argument("--cores", type=int, help="processes at once; all cores unless given")
        parser.add_argument(
            "--first",
            type=int,
            help="render for this many of the shortest classes and the free ones; the worker does the rest",
        )
        parser.add_argument("--no-films", action="store_true", help="render only, ask for no film")

    def handle(self, **options):
        try:
            self.render(**options)
        except FilmFailed as error:
            raise CommandError(str(error)) from None

    def render(self, *, cores, no_films, first, **options):
        classes = VideoClass.objects.published().prefetch_related("chapters__movement")
        scripts = [script for script in map(script_of, early(classes, first)) if script]
        missing = missing_clips(scripts, workshop())
        results = render_clips(missing, workshop(), cores=cores) if missing else ()
        failed = self.rendered(results, len(missing))
        for sentence in failed:
            self.stderr.write(sentence)
        if not no_films:
            self.stdout.write(
                f"{enqueue_all(classes)} films asked for; the worker makes the free and the shortest first."
            )
        if failed:
            raise CommandError(f"{len(failed)} clips could not be rendered.")

    def rendered(self, results, total: int) -> list[str]:
        """Follow the rendering to its end; Ctrl-C ends it and keeps what is done."""
        failed, bar = [], Bar(self.stdout, "Rendering clips", total)
        try:
            for sentence in results:
                failed += [sentence] if sentence else []
                bar.step()
        except KeyboardInterrupt:
            self.stdout.write("")
            raise CommandError("Stopped. The clips rendered so far are kept.", returncode=130) from None
        return failed
