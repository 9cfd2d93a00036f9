"""A class short enough to be played to its end in a test, its film made by the very task the worker runs."""

PLAY = "v => { v.muted = true; v.playbackRate = 1.5; return v.play() }"
METADATA = "v => new Promise(r => v.readyState ? r(v.duration) : v.onloadedmetadata = () => r(v.duration))"


def short_class(*chapters, slug="five-tall-minutes"):
    """A shipped class of other chapters: (movement, repetitions)."""
    from library.actions.film import make_film
    from library.actions.script import retime
    from library.models import Movement, VideoClass

    made = VideoClass.objects.get(slug=slug)
    made.chapters.all().delete()
    for position, (slug_, repetitions) in enumerate(chapters):
        movement = Movement.objects.get(slug=slug_)
        made.chapters.create(
            movement=movement, position=position, title=movement.name, start_s=0, end_s=20 + position,
            repetitions=repetitions, sides=2 if movement.two_sided else 1,
        )  # fmt: skip
    assert retime(made)
    assert make_film(made) == "made"
    return made


def until(tab, true, *, seconds=20):
    """Waits for something that no page shows."""
    for _ in range(seconds * 10):
        if found := true():
            return found
        tab.wait_for_timeout(100)
    raise AssertionError("it never became true")
