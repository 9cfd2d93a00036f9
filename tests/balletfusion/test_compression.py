"""Pages are compressed for whoever can read them so; what is no page goes out as it is."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_who_can_read_it(client):
    plain = client.get("/accounts/login/")
    assert (plain.headers.get("Content-Encoding"), plain.headers["Vary"].count("Accept-Encoding")) == (
        None,
        1,
    )
    small = client.get("/accounts/login/", headers={"accept-encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert b"<h1>" in gzip.decompress(small.content)
    assert len(small.content) < len(plain.content) / 2


def test_what_is_no_page_goes_out_as_it_is(client):
    found = client.get("/sitemap.xml", headers={"accept-encoding": "gzip"})
    assert found.headers.get("Content-Encoding") is None
