"""Films made by several processes at once. Each sets Django up before it imports anything of the site."""

import multiprocessing
import os
import signal
from collections.abc import Iterator


def made_by(jobs: int, class_pks: list[int]) -> Iterator[tuple[str, str]]:
    """Slug and result of each class, as they come."""
    with multiprocessing.get_context("spawn").Pool(jobs, initializer=begin) as pool:
        yield from pool.imap_unordered(make, class_pks)


def begin() -> None:
    """In each process, before anything else."""
    import django

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the first process, which ends the others
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balletfusion.settings")
    django.setup()


def make(class_pk: int) -> tuple[str, str]:
    from library.actions.film import make_film
    from library.models import VideoClass

    video_class = VideoClass.objects.get(pk=class_pk)
    return video_class.slug, make_film(video_class)
