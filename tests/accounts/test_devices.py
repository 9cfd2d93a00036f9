# ruff: noqa: E501 - browsers are long-winded
"""What browsers say of themselves, and what people call them."""

import pytest

from accounts.devices import device_name

GECKO, KIT = (
    "Mozilla/5.0 ({}; rv:140.0) Gecko/20100101 Firefox/140.0",
    "AppleWebKit/537.36 (KHTML, like Gecko)",
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (GECKO.format("Android 15; Mobile"), "Firefox on Android"),
        (GECKO.format("X11; Linux x86_64"), "Firefox on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {KIT} Chrome/142.0 Safari/537.36", "Chrome on Mac"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile Safari/604.1", "Chrome on iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1", "Safari on iPad"),
        (f"Mozilla/5.0 (Linux; Android 15; SM-S921B) {KIT} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/142.0 Safari/537.36", "Chrome on ChromeOS"),
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/142.0 Safari/537.36 OPR/120.0", "Opera on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Windows"),
        ("curl/8.5.0", "A browser that does not say its name"),
        ("", "A browser that does not say its name"),
        ("<script>alert(1)</script>", "A browser that does not say its name"),
    ],
)  # fmt: skip
def test_a_device_has_a_name_of_two_words(said, name):
    assert device_name(said) == name
