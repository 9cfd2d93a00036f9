"""Store the library's movements and classes from their files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from library.actions.content import Loaded, load_content
from library.content import ContentFaults, gaps, load, unfit_dances


class Command(BaseCommand):
    help = "Store the library's movements and classes from their files. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", type=Path, help="another folder of content files than the shipped one"
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="let the files win over what was changed in the site"
        )

    def handle(self, *, folder, overwrite, **options):
        try:
            library = load(folder) if folder else load()
        except ContentFaults as faults:
            for fault in faults.faults:
                self.stderr.write(fault)
            raise CommandError(f"Nothing was stored: {len(faults.faults)} to put right first.") from None
        # dancing every enchaînement takes seconds; the shipped ones are held by a test
        for sentence in [*gaps(library), *(unfit_dances(library) if folder else [])]:
            self.stderr.write(sentence)
        self.tell(load_content(library, now=timezone.now(), overwrite=overwrite))

    def tell(self, loaded: Loaded):
        for name in loaded.left:
            self.stdout.write(f"{name}: changed in the site, so it was left; --overwrite takes the file's.")
        if loaded:
            self.stdout.write(f"{len(loaded.added)} added, {len(loaded.changed)} changed.")
        else:
            self.stdout.write("Nothing to change: the library holds what its files say.")
