"""Gather what templates and Python say into locale/, for translators."""

from django.core.management.base import BaseCommand, CommandError

from balletfusion.catalogues import TwiceOtherwise, make_catalogues


class Command(BaseCommand):
    help = "Gather the marked texts of templates and Python into locale/fr; what is translated stays."

    def handle(self, **options):
        try:
            made = make_catalogues()
        except TwiceOtherwise as error:
            raise CommandError(str(error)) from None
        for po, waiting in made:
            self.stdout.write(f"{po}: {waiting or 'none'} of its texts to translate.")
