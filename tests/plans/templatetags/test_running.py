"""What a run measured, in the units of whoever reads it; what is missing shows as nothing."""

import datetime
from types import SimpleNamespace

from django.template import Context, Template


def shown(source, **context):
    return Template("{% load running %}" + source).render(Context(context))


def test_a_run_is_shown_in_kilometres_or_miles():
    run = SimpleNamespace(distance_m=10012.4, duration_s=3120, climb_m=41.4)
    source = (
        "{{ run.distance_m|distance:u }} {{ run.distance_m|distance_exact:u }} {{ run.duration_s|duration }} "
        "{{ run.duration_s|hours }} {{ run|pace:u }} {{ run.climb_m|climb:u }}"
    )
    in_km, in_mi = (shown(source, run=run, u=units).replace("\u00a0", "_") for units in ("km", "mi"))
    assert in_km == "10.0_km 10.01_km 52:00 52 min 5:12_/km 41_m"
    assert in_mi == "6.2_mi 6.22_mi 52:00 52 min 8:21_/mi 136_ft"


def test_what_is_missing_shows_as_nothing():
    run = SimpleNamespace(distance_m=None, duration_s=None, climb_m=None)
    source = "{{ run.distance_m|distance:'km' }}{{ run.distance_m|distance_exact:'km' }}{{ run|pace:'km' }}"
    source += "{{ run.duration_s|duration }}{{ run.duration_s|hours }}{{ run.climb_m|climb:'km' }}"
    assert shown(source, run=run) == ""


def test_a_flat_run_climbs_nothing_rather_than_unknown():
    assert shown("{{ climb|climb:'km' }}", climb=0.0) == "0\u00a0m"


def test_laps_and_kinds_have_words():
    assert shown("{{ 'warmup'|lap_kind }}{{ 'active'|lap_kind }}{{ 'x'|lap_kind }}") == "Warm-up"
    assert shown("{{ 'tempo'|run_kind }}{{ 'x'|run_kind }}") == "Tempo"


def test_short_laps_are_in_metres_where_kilometres_are_counted():
    source = "{{ 400.4|lap_distance:u }} {{ 1012|lap_distance:u }} {{ None|lap_distance:u }}"
    assert shown(source, u="km").replace("\u00a0", "_") == "400_m 1.01_km "
    assert shown(source, u="mi").replace("\u00a0", "_") == "0.25_mi 0.63_mi "


def test_a_column_of_distances_says_its_unit_once():
    assert (
        shown(
            "{{ 3000|distance_bare:'km' }} {{ 10012|distance_bare:'km' }} {{ 1609.344|distance_bare:'mi' }}"
        )
        == "3 10.01 1"
    )


def test_totals_lose_their_tenths_once_they_are_long():
    source = "{{ m|far:u }} {{ up|far_up:u }}"
    said = [
        shown(source, m=metres, up=climb, u=units).replace("\u00a0", "_")
        for metres, climb, units in [
            (163_460.0, 940.4, "km"),
            (20_580_720.0, 306_252.4, "km"),
            (20_580_720.0, 306_252.4, "mi"),
            (999_949.0, 0.0, "km"),
        ]
    ]
    assert said == ["163.5_km 940_m", "20,581_km 306,252_m", "12,788_mi 1,004,765_ft", "999.9_km 0_m"]
    assert shown("{{ m|far:'km' }}", m=0) == ""


def test_an_instant_is_told_by_the_clock_of_where_it_was_and_no_name_of_a_zone_ends_the_page():
    noon = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
    names = ["Europe/London", "America", "../../etc", "Nowhere/Else"]
    told = [shown("{{ at|in_zone:name|time:'H:i' }}", at=noon, name=name) for name in names]
    assert told == ["13:00", "12:00", "12:00", "12:00"]
