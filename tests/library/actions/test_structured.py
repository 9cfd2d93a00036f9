import datetime

import pytest

from library.actions.structured import breadcrumbs, iso_duration, video_object

SITE = "https://dance.example"


@pytest.fixture
def ankles(make_class):
    ankles = make_class("steady-ankles", duration_s=612.4)
    ankles.chapters.create(position=0, title="Demi-plié", start_s=6.5, end_s=65.9)
    return ankles


def test_a_class_is_told_as_a_film_with_its_chapters(ankles):
    told = video_object(ankles, ankles.chapters.all(), site=SITE, poster="/static/posters/a.webp")
    assert told == {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": "Steady ankles",
        "description": "Fifteen quiet minutes. For the small muscles of the ankle.",
        "url": "https://dance.example/library/steady-ankles/",
        "thumbnailUrl": "https://dance.example/static/posters/a.webp",
        "uploadDate": "2026-01-01T00:00:00+00:00",
        "duration": "PT10M12S",
        "inLanguage": "en-GB",
        "isAccessibleForFree": False,
        "hasPart": [
            {
                "@type": "Clip",
                "name": "Demi-plié",
                "startOffset": 6,
                "endOffset": 65,
                "url": "https://dance.example/library/steady-ankles/?at=6",
            }
        ],
    }


def test_a_film_is_told_of_by_its_whole_address(ankles):
    ankles.free = True
    given = {"poster": "https://cdn.example/a.webp", "film": "/library/a/film.mp4"}
    told = video_object(ankles, [], site=SITE, **given)
    assert told["contentUrl"] == "https://dance.example/library/a/film.mp4"
    assert told["thumbnailUrl"] == "https://cdn.example/a.webp"
    assert told["isAccessibleForFree"] is True


def test_the_moment_of_publishing_keeps_its_zone(ankles):
    paris = datetime.timezone(datetime.timedelta(hours=1))
    ankles.published_at = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=paris)
    told = video_object(ankles, [], site=SITE, poster="/a.webp")
    assert told["uploadDate"] == "2026-11-23T09:30:00+01:00"


def test_breadcrumbs_lead_from_the_outside_in():
    told = breadcrumbs(("Library", "/library/"), ("Tendu", "/library/movements/tendu/"), site=SITE)
    assert told["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Library", "item": f"{SITE}/library/"},
        {"@type": "ListItem", "position": 2, "name": "Tendu", "item": f"{SITE}/library/movements/tendu/"},
    ]


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "PT0S"), (59.6, "PT1M"), (612.4, "PT10M12S"), (3600, "PT1H"), (3725, "PT1H2M5S")],
)
def test_durations_as_iso_8601_writes_them(seconds, written):
    assert iso_duration(seconds) == written
