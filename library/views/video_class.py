"""The page of one class: its film or its timer, what it is for, and how to do it safely.

Anybody may read it. Who may not play it finds an invitation in place of the player.
"""

import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.templatetags.fusion import poster
from library.actions.bitmaps import bitmap
from library.actions.captions_file import language_of_captions
from library.actions.cards import NOBODYS, Mine, for_runner
from library.actions.choices import SPEEDS, as_told, choices_of
from library.actions.collection import places_of
from library.actions.edition import edition_beside
from library.actions.film import file_of, film_and_sources
from library.actions.playing import free_class, may_play
from library.actions.shelf import shelf
from library.actions.similar import five_minutes_of, similar_to
from library.actions.structured import breadcrumbs, video_object
from library.actions.teaching import classes_shown_to
from library.actions.timer import timer_of
from library.actions.translated import language, translated
from library.models import LegLoad, Origin, Rendition, Viewing
from library.views.shorter import shortened


@login_not_required
@require_safe
def video_class(request, slug):
    shown = classes_shown_to(request.user).with_tags().select_related("teacher")
    found = get_object_or_404(shown.annotate(edition_now=edition_beside()), slug=slug)
    here = shelf(found.edition_now or 0)
    chapters = list(found.chapters.begun_by(found.duration_s).select_related("movement"))
    plays = may_play(request.user, found)
    viewing, mine = standing(request.user, found)
    context = {
        "video_class": found,
        "chapters": chapters,
        "may_play": plays,
        "preview": found.published_at is None,
        "viewing": viewing,
        "done_today": done_today(viewing),
        "similar": for_runner(
            similar_to(found, here, but=mine.hidden), runner=request.user, now=timezone.now(), mine=mine
        ),
        "five": None if found.only_five else five_minutes_of(found, here, but=mine.hidden),
        "places": places_of(found, first=request.GET.get("in", "")),
        **asks(found, chapters),
        **(playing(request, found, chapters, viewing) if plays else {"free": free_class()}),
    }
    if request.user.is_anonymous:
        context["facts"] = facts(request, found, chapters, context)
    return render(request, "library/video_class/page.html", context)


def facts(request, video_class, chapters, shown: dict) -> list[dict]:
    """What search engines read; they have no account."""
    site = request.build_absolute_uri("/").rstrip("/")
    trail = breadcrumbs((_("Library"), "/library/"), (translated(video_class.title), request.path), site=site)
    image = poster_address(video_class)
    if not image:
        return [trail]
    film = film_address(video_class, shown)
    return [video_object(video_class, chapters, site=site, poster=image, film=film), trail]


def poster_address(video_class) -> str:
    """A teacher's class may have no picture yet."""
    if video_class.origin == Origin.FILMED and not file_of(video_class, Rendition.Kind.POSTER):
        return ""
    return poster(video_class.slug, video_class.origin)


def film_address(video_class, shown: dict) -> str:
    """Of a class that plays without an account."""
    if not shown.get("playable"):
        return ""
    if shown["whole"]:
        return reverse("film", args=[video_class.slug])
    return reverse("film_part", args=[video_class.slug, shown["playlist"].name])


def standing(runner, video_class) -> tuple[Viewing | None, Mine]:
    """The runner's own row of this class, and what they saved and put aside. One query."""
    if runner.is_anonymous:
        return None, NOBODYS
    told = Q(video_class=video_class) | Q(saved_at__isnull=False) | Q(hidden_at__isnull=False)
    rows = list(Viewing.objects.of(runner).filter(told))
    mine = Mine(
        saved=bitmap(row.video_class_id for row in rows if row.saved_at),
        hidden=bitmap(row.video_class_id for row in rows if row.hidden_at),
    )
    return next((row for row in rows if row.video_class_id == video_class.pk), None), mine


def done_today(viewing) -> datetime.datetime | None:
    """When it was last done, on the runner's own day."""
    done_at = viewing and viewing.done_at and timezone.localtime(viewing.done_at)
    return done_at if done_at and done_at.date() == timezone.localdate() else None


def playing(request, video_class, chapters, viewing) -> dict:
    """The player or the timer, and how far this runner has come."""
    film, played = film_and_sources(video_class)
    cut = shortened(request, video_class, chapters, viewing)
    can_time = timeable(video_class, chapters)
    watching = bool(played) and not (can_time and request.GET.get("with") == "timer")
    return {
        "film": film,
        "playable": bool(played),
        "playlist": played.get(Rendition.Kind.HLS),
        "whole": played.get(Rendition.Kind.MP4),
        "watching": watching,
        "timer": timer_of(video_class, chapters) if can_time and not watching else None,
        "can_time": can_time,
        "language": language(),
        "captions_in": language_of_captions(video_class),
        "speeds": speeds(video_class),
        "choices": as_told(choices_of(request.user)) if watching or can_time else {},
        "timer_address": address_of(request, video_class, cut["cut"], **{"with": "timer"}),
        "watch_address": address_of(request, video_class, cut["cut"]),
        **cut,
    }


def address_of(request, video_class, cut, **more) -> str:
    """Of what is danced here: the same cut, and of the same collection."""
    told = {**more, "keep": cut.address if cut else "", "in": request.GET.get("in", "")}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{video_class.get_absolute_url()}?{query}" if query else video_class.get_absolute_url()


def timeable(video_class, chapters) -> bool:
    """Whether the timer's dancer knows every chapter: of a teacher's class she may not."""
    known = all(chapter.movement for chapter in chapters)
    return video_class.origin == Origin.DRAWN or bool(chapters and known)


def speeds(video_class):
    """Films of leg load 2 and more do not play faster than they were made."""
    top = 1.0 if video_class.leg_load >= LegLoad.STRENGTH else 1.5
    return [(speed, words) for speed, words in SPEEDS.items() if float(speed) <= top]


def asks(video_class, chapters):
    """What the class asks the body to be careful with."""
    danced = [chapter.movement for chapter in chapters if chapter.movement]
    return {
        "turned_out": any(movement.turned_out for movement in danced),
        "one_leg": any(movement.one_leg for movement in danced),
        "jumps": video_class.leg_load >= LegLoad.IMPACT,
    }
