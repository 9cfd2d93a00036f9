"""python -m balletfusion.prepare: what must be there before the first page; what is there is skipped."""

import os
import sys
from typing import Any

import django
from django.core.management import CommandError, call_command

GO_ON = "Stopped. What is finished is kept; the next start goes on from here."

# What is said, the command, its options, and whether the site can start without it.
STEPS: list[tuple[str, str, dict[str, Any], bool]] = [
    ("Compiling what is said in French.", "compile_catalogues", {"verbosity": 0}, False),
    ("Preparing the database.", "migrate", {"verbosity": 0}, False),
    ("Loading movements and classes.", "load_content", {}, False),
    ("Drawing pictures and cutting fonts.", "build_assets", {}, True),
    # The rest is rendered by the worker, film by film, while the first ones are watched.
    ("Rendering clips for the first films; the next start finds them.", "render_clips", {"first": 3}, True),
]
IN_DEBUG = ("Making the demonstration runner.", "make_demo", {}, True)
IN_PRODUCTION = ("Collecting static files.", "collectstatic", {"interactive": False, "verbosity": 0}, False)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balletfusion.settings")
    django.setup()
    from django.conf import settings

    try:
        return prepare([*STEPS, IN_DEBUG if settings.DEBUG else IN_PRODUCTION])
    except KeyboardInterrupt:
        print(f"\n{GO_ON}")
        return 130


def prepare(steps) -> int:
    """The exit code: 0, or that of the step that stopped the start."""
    for sentence, command, options, dispensable in steps:
        print(sentence, flush=True)
        try:
            call_command(command, **options)
        except CommandError as error:
            print(error, file=sys.stderr)
            if error.returncode == 130:
                print(GO_ON)
            if error.returncode == 130 or not dispensable:
                return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
