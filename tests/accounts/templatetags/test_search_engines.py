import json

import pytest
from django.template import Context, Template

HOSTILE = "</script><!--<script>alert(1)</script> & “é”"


def shown(text, **context):
    return Template("{% load search_engines %}" + text).render(Context(context))


@pytest.mark.parametrize("data", [{"name": HOSTILE}, [{"a": 1}, {"b": [True, None]}], {HOSTILE: 1}])
def test_facts_come_back_as_they_were_and_end_no_script(data):
    html = shown("{% structured data %}", data=data)
    begin, end = '<script type="application/ld+json">', "</script>"
    assert html.startswith(begin) and html.endswith(end)
    inside = html.removeprefix(begin).removesuffix(end)
    assert json.loads(inside) == data
    assert not set("<>&") & set(inside)


@pytest.mark.parametrize("data", [None, "", [], {}])
def test_where_there_is_nothing_to_tell_nothing_is_written(data):
    assert shown("{% structured data %}", data=data) == ""


def test_a_page_has_one_address_whatever_was_chosen_on_it(rf):
    request = rf.get("/library/movements/?benefit=balance")
    html = shown('{% shared "Tendu" told "/x.webp" %}', request=request, told="A & B")
    address = "http://testserver/library/movements/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert '<meta property="og:description" content="A &amp; B">' in html
    assert '<meta property="og:image" content="http://testserver/x.webp">' in html


def test_a_page_without_a_picture_names_none(rf):
    assert "og:image" not in shown('{% shared "Tendu" "It slides." %}', request=rf.get("/"))
