"""How many files, and how large: said at the field, before anything is read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from plans.forms.imports import ImportForm


def form(*files):
    return ImportForm({}, MultiValueDict({"files": list(files)}))


def of_size(size, name="run.gpx"):
    return UploadedFile(name=name, size=size)


def errors(*files):
    return {name: list(said) for name, said in form(*files).errors.items()}


def test_several_files_come_through_in_their_order():
    files = [SimpleUploadedFile("a.gpx", b"a"), SimpleUploadedFile("b.fit", b"b")]
    sent = form(*files)
    assert (sent.is_valid(), sent.cleaned_data["files"]) == (True, files)


def test_an_empty_file_is_left_to_the_reader_to_name():
    assert form(of_size(0)).is_valid()


def test_no_file_is_asked_for():
    assert errors() == {"files": ["Choose a file first."]}


def test_a_file_past_the_limit_is_named_beside_the_limit():
    assert errors(of_size(5), of_size(300 * 1024**2, "../../<b>huge.gpx")) == {
        "files": ["<b>huge.gpx has 300 MB. A file of one activity has at most 25 MB; nothing was read."]
    }


def test_one_byte_too_many_does_not_read_as_the_limit_itself():
    assert errors(of_size(25 * 1024**2 + 1)) == {
        "files": ["run.gpx has 26 MB. A file of one activity has at most 25 MB; nothing was read."]
    }


@pytest.mark.parametrize(
    ("most", "said"), [(20, "Bring at most 20 files at a time."), (1, "Bring one file at a time.")]
)
def test_too_many_files_are_refused_together(settings, most, said):
    settings.UPLOAD_FILES_MAX = most
    assert errors(*[of_size(5)] * (most + 1)) == {"files": [said]}
