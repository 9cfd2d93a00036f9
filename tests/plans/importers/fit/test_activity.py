from datetime import UTC, datetime

import pytest

from plans.importers import Lap, Limits, NotUnderstood, read

SESSION = (18, (253, 0x86), (2, 0x86), (7, 0x86), (9, 0x86), (5, 0x00), (6, 0x00), (193, 0x02), (192, 0x02))
LAP = (19, (253, 0x86), (2, 0x86), (7, 0x86), (8, 0x86), (9, 0x86), (23, 0x00))
RECORD = (20, (253, 0x86), (3, 0x02))


def refusal(data):
    with pytest.raises(NotUnderstood) as caught:
        read(data)
    return str(caught.value)


def codes(run):
    return [notice.code for notice in run.warnings]


def test_a_session_gives_the_totals(make):
    run = read(make.fit_run(60).file())[0]
    assert run.started_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert (run.sport, run.elapsed_s, run.moving_s, run.distance_m) == ("running", 60, 60, 180)
    assert (run.heart_rate_mean, run.heart_rate_max, run.device) == (150, 151, "garmin fr945")
    assert run.track.latitude[0] == pytest.approx(48, abs=1e-7)
    assert run.track.altitude_m[0] == 100


def test_without_a_session_the_points_give_the_totals(make):
    run = read(make.fit_run(60, session=False).file())[0]
    assert (run.sport, run.elapsed_s, run.moving_s, run.distance_m) == ("running", 60, 60, 180)
    assert codes(run) == ["no_summary", "sport_guessed"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (2, "settings"),
        (5, "a planned workout"),
        (9, "weights"),
        (15, "daily monitoring"),
        (77, "something else"),
    ],
)
def test_files_that_are_no_activities_say_what_they_are(make, kind, said):
    data = make.Fit().define(0, 0, (0, 0x00)).data(0, kind).file()
    assert refusal(data) == f"This FIT file holds {said}, not an activity."


def test_a_file_of_another_kind_with_a_session_and_records_is_an_activity_all_the_same(make):
    assert read(make.fit_run(60, kind=32).file())[0].distance_m == 180
    assert refusal(make.fit_run(60, kind=32, session=False).file()).endswith(
        "daily monitoring, not an activity."
    )
    chained = make.fit_run(5, kind=2, session=False).file() + make.fit_run(60, session=False).file()
    assert read(chained)[0].distance_m == 180


def test_of_a_file_of_another_kind_no_more_than_its_beginning_is_decoded(make):
    few = Limits(fit_messages=50)
    for kind, code in ((32, "fit_kind"), (4, "too_many_parts")):
        with pytest.raises(NotUnderstood) as caught:
            read(make.fit_run(300, kind=kind, session=False).file(), limits=few)
        assert caught.value.code == code


def test_effort_feeling_and_strength_need_no_points(make):
    fit = make.Fit().define(0, 0, (0, 0x00)).data(0, 4).define(1, *SESSION)
    fit.data(1, make.now + 1800, make.now, 1_800_000, 0xFFFFFFFF, 10, 20, 45, 75)
    run = read(fit.file())[0]
    assert (run.sport, run.is_run, run.elapsed_s, run.distance_m) == ("strength", False, 1800, None)
    assert (run.rpe, run.feel, len(run.track)) == (4.5, 75, 0)


def test_several_sessions_are_several_activities_with_their_own_points_and_laps(make):
    fit = make.Fit().define(0, 0, (0, 0x00)).data(0, 4).define(1, *RECORD).define(2, *SESSION).define(3, *LAP)
    for at in range(0, 100, 10):
        fit.data(1, make.now + at, 120 + at)
    for start, sport in ((0, 5), (50, 1)):
        begin = make.now + start
        fit.data(3, begin + 49, begin, 49_000, 48_000, 15_000, 0)
        fit.data(2, begin + 49, begin, 49_000, 15_000, sport, 0, 255, 255)
    swim, run = read(fit.file())
    assert (swim.part, swim.sport, run.part, run.sport) == (0, "swimming", 1, "running")
    assert swim.track.heart_rate == (120, 130, 140, 150, 160)
    assert run.track.heart_rate == (170, 180, 190, 200, 210)
    assert swim.laps == run.laps == (Lap(0, 49, 48, 150, kind="active"),)


def test_the_offset_of_the_runners_clock_is_read(make):
    fit = make.fit_run(60).define(5, 34, (253, 0x86), (5, 0x86)).data(5, make.now + 60, make.now + 60 - 18000)
    assert read(fit.file())[0].utc_offset_s == -18000


def clock_of(make, *local):
    fit = make.Fit().define(0, 0, (0, 0x00)).data(0, 4).define(1, *RECORD)
    for at in range(5):
        fit.data(1, 17_000_000 + at, 120)
    if local:
        fit.define(2, 34, (253, 0x86), (5, 0x86)).data(2, 17_000_004, *local)
    return fit.file()


def test_a_watch_without_a_date_is_read_by_its_local_time_or_refused(make):
    run = read(clock_of(make, make.now + 4))[0]
    assert run.started_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert "local_clock" in codes(run)
    assert refusal(clock_of(make)) == (
        "The watch did not know the date when it made this FIT file, so it has no day."
    )


def test_two_records_of_one_second_are_one_point(make):
    fit = make.Fit().define(0, *RECORD).define(1, 20, (253, 0x86), (5, 0x86))
    for at in range(4):
        fit.data(0, make.now + at, 140).data(1, make.now + at, at * 300)
    run = read(fit.file())[0]
    assert run.track.heart_rate == (140, 140, 140, 140)
    assert run.track.distance_m == (0, 3, 6, 9)
    assert "repeated" not in codes(run)


def test_a_year_out_of_nowhere_is_left_out(make):
    fit = make.fit_run(20)
    fit.data(1, make.now + 2_000_000_000, 0, 0, 0, 0, 150, 85)
    run = read(fit.file())[0]
    assert (len(run.track), codes(run)) == (21, ["untimed"])


def test_power_of_a_foot_pod_fills_the_missing(make):
    fit = (
        make.Fit()
        .define(0, 206, (0, 0x02), (1, 0x02), (2, 0x02), (3, 0x07, 8))
        .data(0, 0, 9, 0x84, b"Power\0")
    )
    fit.define(1, 20, (253, 0x86), developer=((9, 2, 0),))
    fit.data(1, make.now, b"\xfa\0").data(1, make.now + 5, b"\xff\xff")
    assert read(fit.file())[0].track.power_w == (250, None)


def test_old_foot_pods_distances_roll_over(make):
    fit = make.Fit().define(0, 20, (253, 0x86), (8, 0x0D, 3))
    for at, sixteenths in enumerate((4080, 4090, 10, 42)):
        fit.data(0, make.now + at, bytes([0, (sixteenths & 15) << 4, sixteenths >> 4]))
    assert read(fit.file())[0].track.distance_m == (0, 0.625, 1.625, 3.625)
