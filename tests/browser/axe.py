"""What axe finds wrong with a page, quickly."""

from axe_playwright_python.sync_playwright import Axe

# The style sheets are there, axe need not fetch each again; and what is right is not written out.
QUICK = {"preload": False, "resultTypes": ["violations"]}


def violations(page, context=None):
    return Axe().run(page, context=context, options=QUICK).response["violations"]
