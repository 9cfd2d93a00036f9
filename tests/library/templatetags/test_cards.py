import datetime

import pytest

from library.actions.cards import Own
from library.templatetags.cards import done_words

TODAY = datetime.date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "last Monday"),
        (7, "last Wednesday"),
        (8, "17 November"),
        (299, "30 January"),
        (300, "29 January 2026"),
        (800, "16 September 2024"),
    ],
)
def test_the_last_time_is_said_as_people_say_it(ago, said):
    own = Own(False, 4, TODAY - datetime.timedelta(days=ago), TODAY)
    assert done_words(own).replace("\N{NO-BREAK SPACE}", " ") == f"Done 4 ×, {said}"


def test_once_is_not_counted_and_never_not_said():
    assert done_words(Own(False, 1, TODAY, TODAY)) == "Done, today"
    assert done_words(Own(True, 0, None, TODAY)) == ""
    assert done_words("") == ""
