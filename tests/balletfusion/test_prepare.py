"""What must be there before the first page, step by step; one that matters stops the rest."""

from balletfusion.prepare import prepare

FINE = ("Checking.", "check", {"verbosity": 0, "tags": ["caches"]}, False)


def failing(*, dispensable):
    return ("Failing.", "worker", {"queue": "flims"}, dispensable)


def test_each_step_says_what_it_does(capsys):
    assert prepare([FINE, FINE]) == 0
    assert capsys.readouterr().out.count("Checking.\n") == 2


def test_a_step_that_matters_stops_the_start_with_its_sentence(capsys):
    assert prepare([failing(dispensable=False), FINE]) == 1
    said = capsys.readouterr()
    assert said.out == "Failing.\n"
    assert said.err == "There is no queue flims; there are letters, quick, films, *.\n"


def test_without_a_step_that_can_be_missed_the_site_starts(capsys):
    assert prepare([failing(dispensable=True), FINE]) == 0
    assert "Checking.\n" in capsys.readouterr().out
