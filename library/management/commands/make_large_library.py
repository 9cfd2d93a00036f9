"""`make_large_library`: thousands of made-up classes, to see that the library stays quick when it grows."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from library.actions.large_library import AT_ONCE, make_large_library, others_classes
from library.management.bar import Bar
from library.models import Movement

MOST = 100_000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--classes", type=int, default=10_000, help="10,000 unless given")
        parser.add_argument("--cues", type=int, default=200_000, help="in all; 200,000 unless given")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same classes")
        parser.add_argument(
            "--among-others", action="store_true", help="even where there are classes of other people"
        )

    def handle(self, *, classes, cues, seed, among_others, **options):
        if not 1 <= classes <= MOST or not 0 <= cues <= 100 * MOST:
            raise CommandError(f"Between 1 and {MOST} classes can be made, with 0 to {100 * MOST} cues.")
        if not Movement.objects.exists():
            raise CommandError("There are no movements to make classes of. Run load_content first.")
        if others_classes() and not among_others:
            raise CommandError(
                "There are classes of other people here, and these would stand between them for everybody to"
                " see. Nothing was made; --among-others makes them all the same."
            )
        bar = Bar(self.stdout, "Making classes", -(-classes // AT_ONCE) + 1)
        make_large_library(classes=classes, cues=cues, seed=seed, now=timezone.now(), step=bar.step)
        self.stdout.write(f"{classes} classes with {cues} cues are in the library.")
