"""The style guide shows every part, in debug only."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from balletfusion.styleguide import styleguide

ROOT = Path(__file__).resolve().parents[2]
# Drawn by other parts.
WITHIN = {
    "_class_card_face.html",
    "_collection_facts.html",
    "_day.html",
    "_state.html",
    "_chart_legend.html",
    "_run_chip.html",
    "_class_chip.html",
    "_race_chip.html",
    "_check_chip.html",
    "_table.html",
    "_figure.html",
}


@pytest.fixture
def request_(rf):
    request = rf.get("/styleguide/")
    request.user = AnonymousUser()
    return request


def test_it_is_there_in_debug(request_, settings):
    settings.DEBUG = True
    assert styleguide(request_).status_code == 200


def test_it_is_not_there_otherwise(request_, settings):
    settings.DEBUG = False
    with pytest.raises(Http404):
        styleguide(request_)


def test_it_shows_every_part():
    page = "".join(file.read_text() for file in (ROOT / "templates/styleguide").glob("*.html"))
    parts = {file.name for file in (ROOT / "templates/components").glob("_*.html")} - WITHIN
    assert {part for part in parts if f"components/{part}" not in page} == set()
