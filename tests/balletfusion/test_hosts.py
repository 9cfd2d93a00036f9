"""Whatever name a request gives the site, or asks to be led to, it stays where it is."""

from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client

ELSEWHERE = "elsewhere.example"
LIES = {
    "x-forwarded-host": ELSEWHERE,
    "x-host": ELSEWHERE,
    "x-forwarded-server": ELSEWHERE,
    "x-original-host": ELSEWHERE,
    "forwarded": f"host={ELSEWHERE}",
    "x-original-url": "/admin/",
    "x-rewrite-url": "/admin/",
    "x-http-method-override": "DELETE",
    "x-forwarded-prefix": f"//{ELSEWHERE}",
    "x-forwarded-port": "1",
}


@pytest.mark.parametrize("host", [ELSEWHERE, f"testserver@{ELSEWHERE}", f"{ELSEWHERE}#testserver", "a b", ""])
@pytest.mark.parametrize("address", ["/", "/library/", "/accounts/login/", "/robots.txt", "/healthz"])
def test_a_host_that_is_not_ours_is_refused(client, db, address, host):
    answer = client.get(address, headers={"host": host})
    assert (answer.status_code, ELSEWHERE in answer.content.decode()) == (400, False)


@pytest.mark.parametrize("address", ["/", "/library/", "/accounts/login/", "/robots.txt", "/sitemap.xml"])
def test_no_other_header_changes_what_is_answered(db, address, make_class):
    """Else a cache before the site could be made to keep a page that leads elsewhere."""
    make_class("steady-ankles")
    first = Client().get(address)
    told = Client().get(address, headers=LIES)
    assert (told.status_code, ELSEWHERE in told.content.decode()) == (first.status_code, False)
    assert ELSEWHERE not in str(told.headers)
    assert told.headers.get("Location") == first.headers.get("Location")
    assert len(told.content.splitlines()) == len(first.content.splitlines())


@pytest.mark.parametrize("headers", [{"host": ELSEWHERE}, LIES], ids=["host", "others"])
@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/accounts/password/reset/", {"email": "runner@example.com"}),
        ("/accounts/login/code/", {"email": "runner@example.com"}),
        ("/accounts/signup/", {"email": "new@example.com", "password1": "slow-pliés-at-noon"}),
    ],
)
def test_no_mail_leads_to_another_host(client, runner, address, sent, headers):
    client.post(address, sent, headers=headers)
    assert [letter for letter in mail.outbox if ELSEWHERE in str(letter.message())] == []


OURS_WITH_NEXT = [
    ("/library/steady-ankles/save/", {}),
    ("/library/steady-ankles/unsave/", {}),
    ("/library/steady-ankles/hide/", {}),
    ("/library/steady-ankles/unhide/", {}),
    ("/log/removed/put-back/", {}),
    ("/log/runs/take-out/", {}),
    ("/body/nothing-sore/", {"from": f"https://{ELSEWHERE}"}),
]
AWAY = [
    f"https://{ELSEWHERE}/",
    f"//{ELSEWHERE}/",
    f"/\\{ELSEWHERE}/",
    f"\\\\{ELSEWHERE}",
    f"https:{ELSEWHERE}",
    f"///{ELSEWHERE}",
    "javascript:alert(1)",
    f"http://testserver@{ELSEWHERE}/",
    f"/today/\r\nLocation: https://{ELSEWHERE}",
    f"\thttps://{ELSEWHERE}",
]


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize(("address", "sent"), OURS_WITH_NEXT)
def test_no_act_leads_to_another_site(runners_client, make_class, address, sent, away):
    make_class("steady-ankles")
    for where in ("form", "address"):
        if where == "form":
            answer = runners_client.post(address, {**sent, "next": away})
        else:
            answer = runners_client.post(f"{address}?{urlencode({'next': away})}", sent)
        leads = answer.headers.get("Location", "/")
        assert leads.startswith("/") and not leads.startswith(("//", "/\\")), leads
        assert "\n" not in leads


def test_an_act_leads_back_within_the_site(runners_client, make_class):
    make_class("steady-ankles")
    answer = runners_client.post("/library/steady-ankles/save/", {"next": "/library/?q=ankle"})
    assert answer["Location"] == "/library/?q=ankle"
