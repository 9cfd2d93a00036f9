"""What every answer says to browsers."""

import pytest

from tests.balletfusion.test_settings import NEEDED, start


@pytest.mark.parametrize("address", ["/", "/today/", "/nowhere/", "/robots.txt", "/static/img/icon.svg"])
def test_every_answer_says_what_browsers_may_do(client, db, address):
    answer = client.get(address)
    answer.close()  # a static file stays open otherwise
    headers = answer.headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_says_the_rest(client, db):
    headers = client.get("/library/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "media-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_what_is_written_for_one_person_is_kept_by_no_cache_between(runners_client):
    for address in ("/today/", "/log/", "/accounts/preferences/", "/"):
        answer = runners_client.get(address)
        assert "private" in answer["Cache-Control"], address
        assert "Cookie" in answer["Vary"]


def test_a_calendar_or_film_keeps_its_own_word(client, db):
    assert client.get("/robots.txt")["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("SESSION_COOKIE_SECURE", "True"),
        ("CSRF_COOKIE_SECURE", "True"),
        ("CSRF_COOKIE_HTTPONLY", "True"),
        ("SECURE_HSTS_SECONDS", "31536000"),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "True"),
        ("SECURE_SSL_REDIRECT", "True"),
    ],
)
def test_in_production_cookies_and_connections_are_safe(tmp_path, name, value):
    assert start(tmp_path, shown=name, DEBUG="0", **NEEDED).stdout == f"{value}\n"


def test_cookies_are_for_the_server_and_this_site_alone(client, runner):
    client.post("/accounts/login/", {"login": "runner@example.com", "password": "first-position"})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Lax",
        "/",
        "",
    )


def test_who_signs_out_leaves_no_page_in_the_browser(runners_client):
    assert "Clear-Site-Data" not in runners_client.get("/accounts/preferences/").headers
    assert runners_client.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in runners_client.post("/accounts/logout/").headers
