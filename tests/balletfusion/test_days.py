"""Days in the words and the order of each language."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from balletfusion.days import date_format

FIRST = datetime.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("language", "form", "said"),
    [
        ("en-gb", "l j F Y", "Monday 1 February 2027"),
        ("fr", "l j F Y", "lundi 1er février 2027"),
        ("fr", "j M", "1er févr."),
        ("fr", "D j", "lun 1"),
        ("fr", "j", "1"),
        ("fr", "Y-m-d", "2027-02-01"),
        ("fr", "F Y", "février 2027"),
    ],
)
def test_the_first_of_a_month(language, form, said):
    with translation.override(language):
        assert date_format(FIRST, form) == said


def test_other_days_are_numbers():
    with translation.override("fr"):
        assert date_format(FIRST.replace(day=21), "j F") == "21 février"


def test_templates_write_days_so_too():
    page = Template('{{ day|date:"j F" }}|{{ clock|date:"H:i" }}|{{ nothing|date:"j F" }}')
    with translation.override("fr"):
        assert page.render(Context({"day": FIRST, "clock": datetime.time(7, 5)})) == "1er février|07:05|"
