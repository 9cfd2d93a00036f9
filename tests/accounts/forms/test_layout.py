"""The form pack: one field after the other, errors and help above the field, the optional marked."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms

from accounts.forms.layout import Actions, Group, Inline, Link, Optional, Submit


class RunForm(forms.Form):
    minutes = forms.IntegerField(label="Minutes", help_text="Whole ones.")
    seconds = forms.IntegerField(label="Seconds", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("easy", "Easy"), ("long", "Long")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)
    quiet = forms.BooleanField(label="Quiet", required=False)


def shown(*layout, data=None, form_class=RunForm) -> str:
    form = form_class(data)
    form.helper = FormHelper()
    form.helper.layout = Layout(*layout)
    return " ".join(render_crispy_form(form, context={"csrf_token": "t"}).split())


def order(html: str, *parts: str) -> list[str]:
    """The parts as they stand in the page."""
    assert all(part in html for part in parts)
    return sorted(parts, key=html.index)


def test_help_and_error_stand_above_the_field_and_are_tied_to_it():
    html = shown("minutes", data={"minutes": "x"})
    parts = ['for="id_minutes"', 'id="id_minutes_helptext"', 'id="id_minutes_error"', "<input"]
    html_after_summary = html[html.index('id="field-minutes"') :]
    assert order(html_after_summary, *parts) == parts
    assert 'aria-describedby="id_minutes_helptext id_minutes_error"' in html


def test_the_optional_is_marked_and_the_required_is_not():
    assert shown("minutes", "seconds").count("(optional)") == 1


def test_a_tick_is_not_marked_optional():
    assert "(optional)" not in shown("quiet")


def test_the_summary_links_to_each_wrong_field():
    html = shown("minutes", "kind", data={"minutes": "x", "kind": ""})
    assert re.findall(r'<li><a href="(#\w+)">', html) == ["#id_minutes", "#id_kind"]


def test_choices_are_a_group_with_a_legend():
    html = shown("kind")
    assert '<fieldset class="field" id="field-kind"> <legend class="field__label">Kind </legend>' in html


def test_inline_fields_share_one_legend():
    html = shown(Inline("How long", "minutes", "seconds"))
    assert (
        order(html, "group--inline", "<legend>How long</legend>", "id_minutes", "id_seconds")[-1]
        == "id_seconds"
    )


def test_a_group_says_its_help_once():
    html = shown(Group("About", "note", help_text="As you like."))
    assert html.count("As you like.") == 1


@pytest.mark.parametrize(
    ("data", "is_open"), [(None, False), ({"note": "calm"}, True), ({"note": ""}, False)]
)
def test_the_folded_part_is_open_only_where_something_stands_in_it(data, is_open):
    html = shown(Optional("More details", "note"), data=data)
    assert ('<details class="more" open>' in html) is is_open


def test_the_folded_part_is_open_where_a_field_is_wrong():
    assert '<details class="more" open>' in shown(Optional("More", "kind"), data={"kind": "none"})


def test_buttons_say_what_they_do():
    html = shown(Actions(Submit("Save run", name="save", value="1"), Link("Cancel", "/log/")))
    assert (
        '<button class="button button--primary" type="submit" name="save" value="1">Save run</button>' in html
    )
    assert '<a class="button button--quiet" href="/log/">Cancel</a>' in html


def test_a_hostile_label_is_escaped():
    html = shown(Actions(Submit("<script>alert(1)</script>")))
    assert "<script>" not in html


class FileForm(forms.Form):
    file = forms.FileField()


def test_a_form_with_a_file_is_sent_in_parts_and_takes_a_drop():
    html = shown("file", form_class=FileForm)
    assert 'enctype="multipart/form-data" data-upload="Sending" hx-boost="true"' in html
    assert '<div class="drop" data-drop>' in html


def test_a_form_carries_its_csrf_token():
    assert 'name="csrfmiddlewaretoken" value="t"' in shown("note")
