"""Gather what movements, classes, benefits and collections say into library/locale/, for translators."""

from django.core.management.base import BaseCommand

from library.actions.gathering import make_content_catalogue
from library.content import load


class Command(BaseCommand):
    help = "Gather the texts of the content files into library/locale/fr; what is translated stays."

    def handle(self, **options):
        po, waiting = make_content_catalogue(load())
        self.stdout.write(f"{po}: {waiting or 'none'} of its texts to translate.")
