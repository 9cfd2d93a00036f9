"""When an address was last read, and by what: a day, a kind, once an hour."""

import datetime

import pytest

from plans.actions.feed import make_address
from plans.actions.feed_readers import kind_of, note_reading
from plans.models import CalendarAddress

NOW = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("user_agent", "kind"),
    [
        ("Google-Calendar-Importer", "google"),
        ("Mozilla/5.0 (compatible; Google-Calendar-Importer)", "google"),
        ("iOS/18.5 (22F76) dataaccessd/1.0", "apple"),
        ("macOS/15.5 (24F74) dataaccessd/1.0", "apple"),
        ("macOS/13.2.1 (22D68) CalendarAgent/990.3", "apple"),
        ("Microsoft Office/16.0 (Microsoft Outlook 16.0.17126; Pro)", "outlook"),
        ("Mozilla/5.0 (Windows NT 10.0) Microsoft Exchange/15.20", "outlook"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", "thunderbird"),
        ("ICSx5/2.2.3 (ical4j/3.2.14) Android/14", "android"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "browser"),
        ("curl/8.5.0", "other"),
        ("", "other"),
    ],
)
def test_an_app_is_known_by_what_it_says_of_itself(user_agent, kind):
    assert kind_of(user_agent) == kind


@pytest.fixture
def address(runner):
    return make_address(address=CalendarAddress(runner=runner, name="Phone"), now=NOW)


def read(address, now, user_agent="Google-Calendar-Importer"):
    return note_reading(address=address, user_agent=user_agent, now=now)


def test_it_is_written_down_once_an_hour(address):
    told = []
    for minutes in (0, 1, 59, 60, 61):
        told.append(read(CalendarAddress.objects.get(), NOW + minutes * MINUTE))
    assert told == [True, False, False, True, False]
    assert CalendarAddress.objects.get().read_at == NOW + 60 * MINUTE


def test_of_two_who_come_at_once_one_writes(address):
    both = [CalendarAddress.objects.get(), CalendarAddress.objects.get()]
    assert [read(one, NOW) for one in both] == [True, False]


def test_what_an_app_says_of_itself_is_not_kept(address):
    read(address, NOW, "Spy/1.0 (serial 4711)")
    kept = CalendarAddress.objects.values().get()
    assert (kept["read_by"], "4711" in str(kept)) == ("other", False)


def test_one_that_was_ended_meanwhile_stays_ended(address):
    CalendarAddress.objects.all().delete()
    assert not read(address, NOW)
    assert not CalendarAddress.objects.exists()
