"""Make the films here and now, without the worker."""

from django.core.management.base import BaseCommand, CommandError

from library.actions.film import film_for, make_film
from library.models import VideoClass


class Command(BaseCommand):
    help = "Make the films of all classes, or of those named, in this process."

    def add_arguments(self, parser):
        parser.add_argument(
            "classes", nargs="*", metavar="class", help="slugs; all published classes unless given"
        )

    def handle(self, *, classes, **options):
        found = VideoClass.objects.filter(slug__in=classes) if classes else VideoClass.objects.published()
        unknown = set(classes) - {video_class.slug for video_class in found}
        if unknown:
            raise CommandError(f"There is no class {', '.join(sorted(unknown))}.")
        results = [self.made(video_class) for video_class in found.order_by("duration_s", "slug")]
        if "failed" in results:
            raise CommandError(f"{results.count('failed')} films could not be made.")

    def made(self, video_class: VideoClass) -> str:
        result = make_film(video_class)
        self.stdout.write(f"{video_class.slug}: {result}.")
        if result == "failed":
            self.stderr.write(film_for(video_class).error)
        return result
