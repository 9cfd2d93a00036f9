"""How many files, and how large: said at the field, before anything is read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from balletfusion.uploads import TooLarge
from plans.actions.imports_table import look_at
from plans.forms.imports import ImportForm, TableForm
from plans.models import Arrival


def form(*files, stopped=""):
    return ImportForm({}, MultiValueDict({"files": list(files)}), stopped=stopped)


def of_size(size, name="run.gpx"):
    return UploadedFile(name=name, size=size)


def errors(*files, stopped=""):
    return {name: list(said) for name, said in form(*files, stopped=stopped).errors.items()}


def test_several_files_come_through_in_their_order():
    files = [SimpleUploadedFile("a.gpx", b"a"), SimpleUploadedFile("b.fit", b"b")]
    sent = form(*files)
    assert (sent.is_valid(), sent.cleaned_data["files"]) == (True, files)


def test_an_empty_file_is_left_to_the_reader_to_name():
    assert form(of_size(0)).is_valid()


def test_no_file_is_asked_for():
    assert errors() == {"files": ["Choose a file first."]}


def test_a_file_past_the_limit_is_named_beside_the_limit():
    assert errors(TooLarge("../../<b>huge.gpx", "", 300 * 1024**2)) == {
        "files": ["<b>huge.gpx has 300 MB. A file of one activity has at most 25 MB; it was not kept."]
    }


def test_one_byte_too_many_does_not_read_as_the_limit_itself():
    assert errors(TooLarge("run.gpx", "", 25 * 1024**2 + 1)) == {
        "files": ["run.gpx has 26 MB. A file of one activity has at most 25 MB; it was not kept."]
    }


def test_a_large_file_among_others_has_its_verdict_later():
    assert errors(TooLarge("run.gpx", "", 25 * 1024**2 + 1), of_size(5)) == {}


@pytest.mark.parametrize(
    ("most", "said"),
    [(20, "Bring at most 20 files at a time, or a zip of them."), (1, "Bring one file at a time.")],
)
def test_too_many_files_are_refused_together(settings, most, said):
    settings.IMPORT_FILES_MAX = most
    assert errors(*[of_size(5)] * (most + 1)) == {"files": [said]}


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("large", "That is too much at once: at most 2 GB. Nothing was kept."),
        ("many", "Bring at most 1000 files at a time, or a zip of them."),
        (
            "full",
            (
                "The site has no room for this at the moment. Nothing was kept: tell whoever runs it, and"
                " come back later."
            ),
        ),
    ],
)
def test_where_the_server_stopped_listening_the_form_says_why(why, said):
    assert errors(stopped=why) == {"files": [said]}


# --- a table --------------------------------------------------------------------------------------


@pytest.fixture
def look(settings, tmp_path):
    (tmp_path / "media").mkdir(exist_ok=True)
    (tmp_path / "media" / "t").write_bytes(b"Datum;km\n31.01.2026;8,5\n01.02.2026;10,0\n")
    return look_at(Arrival(path="t"))


WRITTEN = {
    "date": "0", "distance": "1", "date_order": "dmy", "distance_unit": "km", "decimal_sign": ",",
    "duration_unit": "min", "duration_pair": "m:s",
}  # fmt: skip


def test_a_guessed_mapping_is_set_already(look):
    form = TableForm(look=look, cancel="/")
    assert [form[name].value() for name in ("date", "distance", "duration", "decimal_sign")] == [
        0,
        1,
        None,
        ",",
    ]


def test_columns_come_through_as_their_places(look):
    form = TableForm(WRITTEN, look=look, cancel="/")
    assert form.is_valid()
    names = ("date", "distance", "duration", "title", "first_row")
    assert {name: form.cleaned_data[name] for name in names} == {
        "date": 0, "distance": 1, "duration": None, "title": None, "first_row": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("date", {"date": ["Say which column holds the date."]}),
        ("distance", {"distance": ["Say which column holds the distance, the time, or both."]}),
    ],
)
def test_a_run_has_a_day_and_time_or_distance(look, left_out, said):
    form = TableForm({**WRITTEN, left_out: ""}, look=look, cancel="/")
    assert {name: list(errors) for name, errors in form.errors.items()} == said
