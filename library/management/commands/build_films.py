"""Make the films here and now, without the worker."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from library.actions.clips import FilmFailed, counted, missing_clips, render_clips
from library.actions.film import film_for, make_film, workshop
from library.actions.script import script_of
from library.management.bar import Bar
from library.management.crew import made_by
from library.models import VideoClass


class Command(BaseCommand):
    help = "Make the films of all classes, or of those named. What is there already is not made again."

    def add_arguments(self, parser):
        parser.add_argument(
            "classes", nargs="*", metavar="class", help="slugs; all published classes unless given"
        )
        parser.add_argument(
            "--only", action="append", default=[], metavar="class", help="the same, one at a time"
        )
        parser.add_argument("--jobs", type=int, default=1, help="processes at once; 1 unless given")

    def handle(self, *, classes, only, jobs, **options):
        asked = {*classes, *only}
        found = VideoClass.objects.filter(slug__in=asked) if asked else VideoClass.objects.published()
        unknown = asked - {video_class.slug for video_class in found}
        if unknown:
            raise CommandError(f"There is no class {', '.join(sorted(unknown))}.")
        found = list(found.order_by("duration_s", "slug").prefetch_related("chapters__movement"))
        try:
            self.draw(found, jobs)
        except FilmFailed as error:
            raise CommandError(str(error)) from None
        results = [self.told(*result) for result in self.made(found, jobs)]
        if "failed" in results:
            raise CommandError(f"{results.count('failed')} films could not be made.")

    def draw(self, classes, jobs: int):
        """All clips first, on every core there may be: they are what takes time, and classes share them."""
        scripts = [script for script in map(script_of, classes) if script]
        missing = missing_clips(scripts, workshop())
        self.stdout.write(f"{counted(scripts)}: {len(missing)} to draw.")
        bar = Bar(self.stdout, "Drawing clips", len(missing))
        for sentence in render_clips(missing, workshop(), cores=jobs) if missing else ():
            bar.step()
            if sentence:
                self.stderr.write(sentence)

    def made(self, classes, jobs: int) -> Iterator[tuple[str, str]]:
        if jobs == 1:
            yield from ((video_class.slug, make_film(video_class)) for video_class in classes)
            return
        connections.close_all()
        yield from made_by(jobs, [video_class.pk for video_class in classes])

    def told(self, slug: str, result: str) -> str:
        self.stdout.write(f"{slug}: {result}.")
        if result == "failed":
            self.stderr.write(film_for(VideoClass.objects.get(slug=slug)).error)
        return result
