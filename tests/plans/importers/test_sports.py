import pytest

from plans.importers.sports import sport_named, sport_titled


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("running", "running"),
        ("trail_running", "running"),
        ("9", "running"),
        ("Course à pied", "running"),
        ("Laufen", "running"),
        ("Biking", "cycling"),
        ("Walking", "walking"),
        ("Wandern", "hiking"),
        ("lap_swimming", "swimming"),
        ("strength_training", "strength"),
        ("Yoga", "yoga"),
        ("Other", "other"),
        ("cross_country_skiing", "other"),
        ("t", None),
        ("", None),
    ],
)
def test_names_of_sports_are_understood(name, sport):
    assert sport_named(name) == sport


@pytest.mark.parametrize(
    ("title", "sport"),
    [
        ("Morning Run", "running"),
        ("Dauerlauf im Wald", "running"),
        ("Brunch with Ann", None),
        ("8 strides", None),
    ],
)
def test_titles_tell_only_by_whole_words(title, sport):
    assert sport_titled(title) == sport
