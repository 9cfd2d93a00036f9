"""Who may play a class: everybody with an account, and without one whoever plays a class that is free."""

from library.models import VideoClass


def may_play(person, video_class: VideoClass) -> bool:
    """Of a class this person may look at."""
    return person.is_authenticated or (video_class.free and video_class.published_at is not None)


def free_class() -> VideoClass | None:
    """The one to begin with for somebody without an account: of several the easiest, then the shortest."""
    free = VideoClass.objects.published().filter(free=True)
    return free.order_by("level", "duration_s", "slug").first()
