"""Where a session counts: the place of the week it filled, in a sentence."""

from django.contrib import messages
from django.utils.translation import gettext as _

from balletfusion.days import date_format
from library.actions.translated import translated
from plans.calendar import monday_of


def day_of(place, today):
    """ "Thursday"; of another week with its date."""
    return date_format(place.date, "l" if monday_of(place.date) == monday_of(today) else "l j F")


def filled(session, today):
    """What it filled; empty where it filled nothing."""
    place = session.planned_session
    if place is None:
        return ""
    words = {"day": day_of(place, today), "title": translated(place.video_class.title)}
    if place.video_class_id != session.video_class_id:
        return _("Counted for %(day)s’s “%(title)s”.") % words
    return _("Counted for its place on %(day)s.") % words


def counted(session, today):
    """What is said when it has been counted."""
    place, words = session.planned_session, {"title": translated(session.title)}
    if place is None:
        return _("“%(title)s” counts. It stands beside what was planned.") % words
    words |= {"day": day_of(place, today), "planned": translated(place.video_class.title)}
    if place.video_class_id != session.video_class_id:
        return _("“%(title)s” is done: counted for %(day)s’s “%(planned)s”.") % words
    return _("“%(title)s” is done: counted for its place on %(day)s.") % words


def tell_counted(request, session, today):
    """With what takes it back."""
    messages.success(request, counted(session, today), extra_tags=f"/sessions/{session.pk}/delete/")


def tell_done(request, did, today):
    """What “I did it” came to; its undo takes back no more than this press did."""
    if did.is_new:
        tell_counted(request, did.session, today)
    elif did.filled:
        said = counted(did.session, today)
        messages.success(request, said, extra_tags=f"/sessions/{did.session.pk}/release/")
    else:
        tell_known(request, did.session, today)


def tell_known(request, session, today):
    """A second press, maybe in another tab."""
    words = {"title": translated(session.title), "filled": filled(session, today)}
    messages.info(
        request,
        _("“%(title)s” was written down a moment ago, so it is not counted twice. %(filled)s") % words,
    )


def taken_back(session, place, today):
    """What is said when it has been taken out; `place` waits again."""
    words = {"title": translated(session.title)}
    if place is None:
        return _("“%(title)s” is taken out of your log.") % words
    words |= {"day": day_of(place, today), "planned": translated(place.video_class.title)}
    return _("“%(title)s” is taken out of your log. %(day)s’s “%(planned)s” is open again.") % words


def there_again(session, today):
    """What is said when it has been put back."""
    words = {"title": translated(session.title), "filled": filled(session, today)}
    return (_("“%(title)s” is in your log again. %(filled)s") % words).rstrip()
