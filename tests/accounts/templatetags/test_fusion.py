"""The small marks: drawn for the eye, said to readers, escaped."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from accounts.templatetags.fusion import BENEFITS, poster
from library.models import Benefit

IMG = Path(__file__).resolve().parents[3] / "static/img"
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def shown(text: str, **context) -> str:
    return Template("{% load fusion %}" + text).render(Context(context)).strip()


def test_the_benefits_are_those_of_the_library():
    assert {slug: str(name) for slug, name in BENEFITS.items()} == {b.value: str(b.label) for b in Benefit}


@pytest.mark.parametrize("slug", BENEFITS)
def test_each_benefit_has_a_shape_in_the_sprite(slug):
    assert f'id="{slug}"' in (IMG / "marks.svg").read_text()


def test_every_icon_a_template_asks_for_is_in_the_sprite():
    drawn = set(re.findall(r'id="([\w-]+)"', (IMG / "icons.svg").read_text()))
    texts = [file.read_text() for file in TEMPLATES.rglob("*.html")]
    asked = {name for text in texts for name in re.findall(r'{% icon "([\w-]+)"', text)}
    asked |= {name for text in texts for name in re.findall(r'icon="([\w-]+)"', text)}
    assert asked - drawn == set()


def test_an_icon_is_silent_unless_it_is_labelled():
    assert 'aria-hidden="true"' in shown('{% icon "run" %}')
    assert 'role="img" aria-label="Done"' in shown('{% icon "done" "Done" %}')


def test_a_label_is_escaped():
    assert '"&quot;&gt;&lt;b&gt;"' in shown('{% icon "run" label %}', label='"><b>')


def test_a_mark_says_its_name_once():
    assert shown('{% benefit_mark "balance" %}').count("Balance") == 1
    assert shown('{% benefit_mark "balance" named=False %}').count("Balance") == 1


def test_leg_load_is_said_in_words():
    assert 'aria-label="Leg load 2 of 3, leg strength"' in shown("{% leg_load 2 %}")


@pytest.mark.parametrize(("load", "drawn"), [(-1, 0), (0, 0), (3, 3), (9, 3)])
def test_leg_load_stays_within_its_bars(load, drawn):
    assert f"#load-{drawn}" in shown("{% leg_load load %}", load=load)


def test_a_figure_brings_its_still_for_those_without_scripts():
    html = shown('{% figure "passe" "Passé balance" %}')
    assert '<ballet-figure movement="passe" tables="/static/figure/movements.json"><img' in html
    assert 'src="/static/figure/stills/passe.webp" width="480" height="480" alt="Passé balance"' in html


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("Change Password", "Change password"), (" Sign In\n", "Sign in"), ("Use GPX files", "Use GPX files")],
)
def test_headings_are_in_sentence_case(theirs, ours):
    assert shown("{{ words|sentence_case }}", words=theirs) == ours


def test_sentence_case_keeps_words_escaped():
    assert shown("{{ words|sentence_case }}", words="<B>") == "&lt;B&gt;"


def test_a_filmed_class_has_a_frame_of_its_film_as_poster():
    assert poster("ankles", "filmed") == "/library/ankles/poster.webp"
    assert poster("ankles", "drawn") == "/static/posters/ankles.webp"
