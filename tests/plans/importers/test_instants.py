import pytest

from plans.importers.instants import read_instant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023-11-14T22:13:20Z", (1700000000.0, None)),
        (" 2023-11-14T22:13:20.5Z\n", (1700000000.5, None)),
        ("2023-11-14T22:13:20", (1700000000.0, None)),
        ("2023-11-14T23:13:20+01:00", (1700000000.0, 3600)),
        ("2023-11-14T14:13:20.000-0800", (1700000000.0, -28800)),
        ("2023-03-26T02:30:00+01:00", (1679794200.0, 3600)),  # an hour no clock in Paris showed
        ("2023-02-30T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_an_instant_is_seconds_since_1970_and_the_runners_offset(text, found):
    assert read_instant(text) == found
