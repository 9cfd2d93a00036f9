"""What was watched lately: forgotten one by one or at once. Where one stopped in a class is kept."""

from django.db import transaction

from library.actions.choices import choose
from library.models import VideoClass, Viewing


def forget_watched(*, runner, video_class: VideoClass | None = None) -> None:
    """Takes a class off the list of what was watched lately, or all of them."""
    rows = Viewing.objects.of(runner)
    if video_class:
        rows = rows.filter(video_class=video_class)
    rows.update(watched_at=None)


@transaction.atomic
def remember_watched(*, runner, remember: bool) -> None:
    """Whether what is watched is listed from now on; where it is not, the list is emptied too."""
    choose(runner=runner, history=remember)
    if not remember:
        forget_watched(runner=runner)
