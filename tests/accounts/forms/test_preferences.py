"""The zones a person may choose."""

import zoneinfo

from accounts.forms.preferences import time_zones


def test_utc_stands_first_and_the_rest_by_the_alphabet():
    names = [name for name, _label in time_zones()]
    assert names[0] == "UTC" and names[1:] == sorted(names[1:])
    assert {"Europe/London", "America/Argentina/Buenos_Aires", "Asia/Kolkata"} <= set(names)


def test_every_zone_offered_can_be_used():
    for name, _label in time_zones():
        zoneinfo.ZoneInfo(name)


def test_labels_are_for_people():
    assert dict(time_zones())["America/New_York"] == "America/New York"
    assert not [name for name, _label in time_zones() if name.startswith(("Etc/", "posix/", "right/"))]
