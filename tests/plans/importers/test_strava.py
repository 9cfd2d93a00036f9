"""Strava's list of activities, in the languages runners have it in."""

import io
import tracemalloc
from datetime import UTC, datetime

import pytest
from babel.dates import format_datetime
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importers import DEFAULT_LIMITS, Limits, NotUnderstood, read
from plans.importers.archive import Archive
from plans.importers.strava import ByHand, NotesOfFile, read_notes, told

FILE = (
    '1,"Nov 14, 2023, 10:13:20 PM",Hills,Run,8x,60,0.18,151,,false,secret,Pegasus,activities/1.fit.gz,,,'
    "60.0,59.0,180.0"
)
BY_HAND = (
    '2,"Nov 15, 2023, 6:00:00 AM",Treadmill,Run,,1800,5.00,160,,false,,Pegasus,,70.0,,1800.0,1750.5,5012.5,'
    ",,12,161,142"
)
GERMAN = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,"
    "Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Private Notiz,Ausrüstung,Dateiname,Gewicht,Rad,"
    "Verstrichene Zeit,Bewegungszeit,Distanz,Max. Tempo,Durchschnittstempo,Höhenmeter,Max. Herzfrequenz,"
    "Durchschnittliche Herzfrequenz"
)


def notes_of(data, limits=DEFAULT_LIMITS):
    return read_notes(io.BytesIO(data), limits)


def only_run(data):
    (one,) = notes_of(data).by_hand
    assert one.error is None
    return one.run


def test_a_file_gets_title_notes_gear_and_sport_and_never_the_private_note(make):
    notes = notes_of(make.activities_csv(FILE))
    expected = NotesOfFile("Hills", "8x", "Pegasus", "running")
    assert notes.by_file == {"1.fit.gz": expected}
    assert notes.of("export_1/activities/1.fit.gz") == notes.of("activities/1.FIT.gz") == expected
    assert notes.of("activities/2.fit.gz") is None
    assert notes.by_hand == ()


def test_an_activity_without_a_file_is_a_run_by_the_numbers_of_the_second_columns(make):
    run = only_run(make.activities_csv(FILE, BY_HAND))
    assert (run.format, run.sport, run.started_at) == (
        "strava",
        "running",
        datetime(2023, 11, 15, 6, tzinfo=UTC),
    )
    assert (run.elapsed_s, run.moving_s, run.distance_m, run.climb_m) == (1800, 1750.5, 5012.5, 12)
    assert (run.heart_rate_max, run.heart_rate_mean, run.title, run.gear) == (
        161,
        142,
        "Treadmill",
        "Pegasus",
    )
    assert len(run.track) == 0 and len(run.sha256) == 64


def test_an_old_archive_without_second_columns_is_read_in_kilometres(make):
    header = "ID,Date,Name,Type,Description,Elapsed Time,Distance,Commute,Gear,Filename"
    run = only_run(
        make.activities_csv(
            '1,"Nov 15, 2019, 6:00:00 AM",A,Run,,1800,"5,02",false,Old,', FILE_OLD, header=header
        )
    )
    assert (run.distance_m, run.elapsed_s, run.gear) == (5020, 1800, "Old")


FILE_OLD = '2,"Nov 16, 2019, 6:00:00 AM",B,Run,,1800,5.02,false,Old,activities/2.gpx'


def test_second_columns_are_found_by_their_place_where_their_words_differ(make):
    usual = make.activities_csv().decode().split(",")
    other = [name + "?" if place > 12 else name for place, name in enumerate(usual)]
    run = only_run(make.activities_csv(BY_HAND, header=",".join(other)))
    assert (run.elapsed_s, run.moving_s, run.distance_m) == (1800, 1750.5, 5012.5)


def test_a_relative_effort_is_no_heart_rate(make):
    header = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        "Relative Effort,Commute,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,"
        "Distance," + "?," * 21 + "Relative Effort,Total Work"
    )
    row = '2,"Nov 15, 2019, 6:00:00 AM",A,Run,,1800,5,99,,Old,,,,1800.0,1750.5,5012.5,' + "," * 21 + "99,150"
    other = FILE_OLD.replace(",false", ",9,false")
    run = only_run(make.activities_csv(row, other, header=header))
    assert (run.distance_m, run.heart_rate_max, run.heart_rate_mean) == (5012.5, None, None)


def test_the_same_activity_is_the_same_in_every_archive(make):
    one, later = BY_HAND, BY_HAND.replace("Treadmill", "Renamed")
    assert only_run(make.activities_csv(one)).sha256 == only_run(make.activities_csv(FILE, later)).sha256
    assert only_run(make.activities_csv(one)).sha256 != only_run(make.activities_csv("3" + one[1:])).sha256


def test_all_by_hand_is_known_by_its_header(make):
    row = '7,"14.11.2023, 22:13:20",Laufband,Lauf,,"1800","5,00",,,false,,,,,,"1800.0","1800.0","5000.0"'
    assert only_run(make.activities_csv(row, header=GERMAN)).started_at.hour == 22


LANGUAGES = "en de fr es it pt nl pl sv da nb fi cs ru hu tr uk ca ja zh zh_Hant ko en_GB pt_PT"


@pytest.mark.parametrize("language", LANGUAGES.split())
@given(whens=st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_dates_are_read_as_a_language_writes_them(make, language, whens):
    rows = [
        f'{at},"{format_datetime(when, locale=language)}",x,Run,,60,1,,,,,,,,,60.0,60.0,1000.0'
        for at, when in enumerate(whens)
    ]
    found = notes_of(make.activities_csv(*rows)).by_hand
    assert [one.run.started_at for one in found] == [
        when.replace(microsecond=0, tzinfo=UTC) for when in whens
    ]


@pytest.mark.parametrize(
    ("words", "sport"),
    [
        ("Run, Lauf, Course à pied, Carrera, Corsa, Corrida, Hardlopen, Bieg, Löpning, Løb, Løp", "running"),
        ("Trail Run, Virtual Run, Traillauf, ランニング, トレイルラン, 跑步, 越野跑, 트레일 러닝", "running"),
        (
            "Ride, Radfahrt, Sortie vélo, Ciclismo, Giro, Pedalada, Fietsrit, Jazda, Cykling, ライド",
            "cycling",
        ),
        ("Swim, Schwimmen, Natation, Natación, Nuoto, Natação, Zwemmen, Pływanie, スイム", "swimming"),
        ("Walk, Spaziergang, Marche, Caminata, Camminata, Caminhada, Wandeling, Spacer, Gåtur", "walking"),
        ("Hike, Wanderung, Randonnée, Senderismo, Escursione, Trilha, Wędrówka, Vandring, 徒步", "hiking"),
        ("Weight Training, Krafttraining, Entraînement aux poids, Styrketräning", "strength"),
        ("Yoga, Joga, Jooga, ヨガ, 瑜伽", "yoga"),
    ],
)
def test_sports_are_known_in_many_languages(make, words, sport):
    rows = [
        f"{at},,x,{word.strip()},,1,1,,,,,,activities/{at}.gpx" for at, word in enumerate(words.split(","))
    ]
    found = notes_of(make.activities_csv(*rows)).by_file.values()
    assert {notes.sport for notes in found} == {sport}


def test_a_word_that_is_not_known_is_no_run_and_leaves_the_file_its_own(make):
    row = BY_HAND.replace(",Run,", ",Quidditch,")
    assert only_run(make.activities_csv(row)).sport == "other"
    assert (
        notes_of(make.activities_csv(FILE.replace(",Run,", ",Quidditch,"))).by_file["1.fit.gz"].sport is None
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            BY_HAND.replace("Nov 15, 2023", "Brumaire"),
            "Line 2: “Brumaire, 6:00:00 AM” is no date we understand.",
        ),
        (BY_HAND.replace("1800.0", "soon").replace("1800", "later"), "Line 2: “later” is no duration."),
        ("2,x", "Line 2 is damaged."),
    ],
)
def test_what_is_not_understood_costs_that_activity(make, row, sentence):
    bad, good = notes_of(make.activities_csv(row, BY_HAND)).by_hand
    assert (str(bad.error).replace(" of activities.csv", ""), bad.run) == (sentence, None)
    assert good.run is not None and good.error is None


def test_line_breaks_inside_quotes_and_a_mark_before_all_do_no_harm(make):
    row = FILE.replace(",8x,", ',"8x\n400 ""fast""",')
    notes = notes_of(b"\xef\xbb\xbf" + make.activities_csv(row, BY_HAND).replace(b"\n", b"\r\n"))
    assert notes.by_file["1.fit.gz"].notes == '8x\n400 "fast"'.replace("\n", "\n")
    assert [one.line for one in notes.by_hand] == [4]


def test_a_quote_that_never_closes_costs_what_is_behind_it_and_no_memory(make):
    data = make.activities_csv(FILE) + b'\n3,"' + b"x" * 10_000_000
    tracemalloc.start()
    notes = notes_of(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(notes.by_file) == ["1.fit.gz"]
    assert {one.error.code for one in notes.by_hand} == {"strava_row"}
    assert peak < 12_000_000 + 5_000_000


def test_rows_beyond_the_limit_are_not_read(make):
    with pytest.raises(NotUnderstood) as caught:
        notes_of(make.activities_csv(*[FILE] * 12), Limits(rows=10))
    assert caught.value.code == "too_many_rows"


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\0", b"Date;km\n1;2\n", b"\0" * 1000])
def test_another_table_is_not_taken_for_it(data):
    with pytest.raises(NotUnderstood) as caught:
        notes_of(data)
    assert caught.value.code == "not_stravas"


@given(st.lists(st.text(max_size=30), max_size=30), st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_cells_give_notes_or_a_sentence(make, cells, tail):
    row = ",".join(cells).encode("utf-8", "replace")
    for data in (make.activities_csv(FILE) + b"\n" + row + tail, row + b"\n" + tail):
        try:
            found = notes_of(data).by_hand
        except NotUnderstood as error:
            assert str(error)
        else:
            assert all(isinstance(one, ByHand) and (one.run is None) != (one.error is None) for one in found)


def test_a_run_is_told_what_the_list_says(make):
    run = read(make.gpx_file("".join(make.gpx_point(at) for at in range(31)), head="<name>x</name>"))[0]
    assert [notice.code for notice in run.warnings] == ["sport_guessed"]
    better = told(run, NotesOfFile("Stroll", "slow", "Sandals", "walking"))
    assert (better.title, better.notes, better.gear, better.sport) == ("Stroll", "slow", "Sandals", "walking")
    assert better.warnings == ()
    sure = read(make.gpx_run())[0]
    assert told(sure, NotesOfFile(sport="cycling")) == told(sure, None) == sure


def test_an_archive_of_strava_gives_files_and_list(make):
    files = (
        ("export_1/profile.csv", b"a,b\n1,2\n"),
        ("export_1/activities.csv", make.activities_csv(FILE, BY_HAND)),
        ("export_1/activities/1.fit.gz", make.fit_run().file()),
        ("export_1/media/1.jpg", b"x"),
    )
    with Archive(io.BytesIO(make.zip_of(*files))) as archive:
        (entry,) = archive.entries()
        assert archive.notes.of(entry.path).title == "Hills"
        assert [one.line for one in archive.notes.by_hand] == [3]
        assert archive.left_alone == 2


def test_a_list_that_is_not_stravas_is_a_table_like_any_other(make):
    with Archive(io.BytesIO(make.zip_of(("activities.csv", b"date,km\n2024-01-03,10\n")))) as archive:
        assert ([entry.path for entry in archive.entries()], archive.notes) == (["activities.csv"], None)


def test_a_czech_archive_is_read(make):
    header = (
        "ID aktivity,Datum aktivity,Název aktivity,Typ aktivity,Popis aktivity,Uplynulý čas,Vzdálenost,"
        "Maximální tepová frekvence,Relativní úsilí,Dojíždění,Soukromá poznámka k aktivitě,Vybavení,"
        "Název souboru,Hmotnost sportovce,Hmotnost kola,Uplynulý čas,Aktivní čas,Vzdálenost"
    )
    row = '20,"6. 9. 2026 11:18:40",Odpolední běh,Běh,,3052,"10,22",140.0,,,,,,,,3052.0,3000.0,10227.2'
    run = only_run(make.activities_csv(row, header=header))
    assert (run.sport, run.started_at) == ("running", datetime(2026, 9, 6, 11, 18, 40, tzinfo=UTC))
    assert (run.distance_m, run.moving_s) == (10227.2, 3000)
