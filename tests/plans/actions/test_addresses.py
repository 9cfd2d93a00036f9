"""Addresses as somebody pastes them, and which of them lie in the public internet."""

import pytest

from plans.actions.addresses import NotFetched, host_of, is_public, read_address

NOWHERE = "0.0.0.0"  # noqa: S104 - nobody listens there


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://coach.example/a.ics?key=1#x", "https://coach.example/a.ics?key=1"),
        (" webcal://coach.example/a.ics ", "https://coach.example/a.ics"),
        ("WEBCAL://coach.example/a b".replace(" ", ""), "https://coach.example/ab"),
        ("http://coach.example", "http://coach.example/"),
        ("https://coach.example:8443/", "https://coach.example:8443/"),
        ("https://löpare.example/é", "https://xn--lpare-jua.example/%C3%A9"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("https://COACH.example./", "https://coach.example/"),
    ],
)
def test_an_address_is_read(text, url):
    assert read_address(text).url == url


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "address"),
        ("coach.example/a.ics", "scheme"),
        ("ftp://coach.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://coach.example/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https://name:word@coach.example/", "password"),
        ("https://name@coach.example/", "password"),
        ("https://coach.example:22/", "port"),
        ("https://coach.example:99999/", "address"),
        ("https://coach.example:x/", "address"),
        ("https:///a", "address"),
        ("https://coach.example/\r\nHost: other", "address"),
        ("https://coach.example\\@10.0.0.1/", "address"),
        ("https://coach .example/", "address"),
        ("https://[::1", "address"),
        ("https://[fe80::1%25eth0]/", "address"),
        ("https://" + "a" * 64 + ".example/", "address"),
        ("https://coach.example/" + "a" * 2000, "address"),
        # spellings of 127.0.0.1 that a system's resolver would take
        ("http://2130706433/", "private"),
        ("http://0x7f000001/", "private"),
        ("http://0x7f.0.0.1/", "private"),
        ("http://0177.0.0.1/", "private"),
        ("http://127.1/", "private"),
        ("http://0/", "private"),
    ],
)
def test_what_is_no_address_is_refused(text, code):
    with pytest.raises(NotFetched) as caught:
        read_address(text)
    assert caught.value.code == code


def test_only_the_host_of_an_address_is_ever_shown():
    assert host_of("webcal://coach.example/private/secret.ics") == "coach.example"
    assert host_of("nonsense") == ""


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", NOWHERE, "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "169.254.169.254", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1", "fc00::1", "fd00::1",
        "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "fe80::1%eth0", "localhost", "",
        # a machine's own host at Azure, and what belongs to protocols
        "168.63.129.16", "192.0.0.9", "192.0.0.10", "192.31.196.1", "192.52.193.1", "192.88.99.1",
        "192.175.48.1", "2001:1::1", "2001:4:112::1", "2620:4f:8000::1", "3fff::1", "3fff:fff::1", "5f00::1",
        # IPv4 within IPv6: mapped, translated, compatible, by NAT64, 6to4, Teredo and ISATAP
        "::ffff:0:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2001:0:808:808::1",
        "2606:4700::5efe:10.0.0.1", "2606:4700::5efe:8.8.8.8", "2606:4700::200:5efe:127.0.0.1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [
        "8.8.8.8", "1.1.1.1", "168.63.129.17", "192.0.1.1", "192.88.98.1", "2606:4700:4700::1111",
        "2a00:1450::1", "2606:4700::5efd:10.0.0.1", "2001:200::1", "2620:4f:7fff::1",
    ],
)  # fmt: skip
def test_an_address_of_the_public_internet(address):
    assert is_public(address)
