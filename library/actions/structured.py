"""Classes and places as search engines read them: JSON-LD in the words of schema.org.

`site` is the beginning of every address: scheme and host, without a slash.
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from library.actions.translated import ENGLISH, FRENCH, language, translated
from library.models import Chapter, VideoClass

CONTEXT = "https://schema.org"
AS_WRITTEN = {ENGLISH: "en-GB", FRENCH: "fr"}


def video_object(
    video_class: VideoClass, chapters: Iterable[Chapter], *, site: str, poster: str, film: str = ""
) -> dict:
    """A published class. `poster`, `film`: addresses; a film is told of only where anybody may have it."""
    address = site + video_class.get_absolute_url()
    told = {
        "@context": CONTEXT,
        "@type": "VideoObject",
        "name": translated(video_class.title),
        "description": f"{translated(video_class.summary)} {translated(video_class.description)}",
        "url": address,
        "thumbnailUrl": urljoin(site, poster),
        "uploadDate": video_class.published_at.isoformat(),
        "duration": iso_duration(video_class.duration_s),
        "inLanguage": AS_WRITTEN[language()],
        "isAccessibleForFree": video_class.free,
        "hasPart": [_clip(chapter, address) for chapter in chapters],
    }
    return {**told, "contentUrl": urljoin(site, film)} if film else told


def _clip(chapter: Chapter, address: str) -> dict:
    return {
        "@type": "Clip",
        "name": translated(chapter.title),
        "startOffset": int(chapter.start_s),
        "endOffset": int(chapter.end_s),
        "url": f"{address}?at={int(chapter.start_s)}",
    }


def breadcrumbs(*steps: tuple[str, str], site: str) -> dict:
    """Names and addresses from the outside in."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": str(name), "item": site + address}
            for n, (name, address) in enumerate(steps, 1)
        ],
    }


def item_list(name: str, classes: Iterable[VideoClass], *, site: str) -> dict:
    """Classes in their order."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": name,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": n,
                "name": translated(found.title),
                "url": site + found.get_absolute_url(),
            }
            for n, found in enumerate(classes, 1)
        ],
    }


def iso_duration(seconds: float) -> str:
    """612.4 -> "PT10M12S"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "H"), (minutes, "M"), (rest, "S")]
    return "PT" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0S")
