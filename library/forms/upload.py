"""A film to upload: what the browser tells about it beforehand, and the plain form that brings it whole."""

import shutil
import tempfile
from pathlib import Path

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from library.actions.upload import SPARE_BYTES, folder

GIB = 1024**3
STOPPED = {
    "large": _("This file is larger than the %(most)s GB that are taken. Export it at 1080p."),
    "full": _("The site has no room for this film at the moment. Tell whoever runs it, and come back later."),
}


class BeginUploadForm(forms.Form):
    """What the browser knows of a file before it sends it."""

    name = forms.CharField(max_length=1000)
    size = forms.IntegerField(min_value=0, max_value=2**50)
    fingerprint = forms.CharField(max_length=100, required=False)

    @property
    def sentence(self) -> str:
        """The first fault, in one line."""
        name, faults = next(iter(self.errors.items()))
        return f"{name}: {faults[0]}"


class FilmForm(forms.Form):
    film = forms.FileField(
        label=_("Film"),
        widget=forms.ClearableFileInput(attrs={"accept": "video/*,.mov,.mp4,.m4v,.mkv,.webm,.mts,.m2ts,.ts"}),
        error_messages={
            "required": _("Choose the film first."),
            "empty": _("This file is empty. If it lies in a cloud folder, download it to this device first."),
        },
    )
    use_required_attribute = False

    def __init__(self, *args, back: str, stopped: str = "", **kwargs):
        """`stopped`: why the server stopped listening, if it did."""
        super().__init__(*args, **kwargs)
        most = f"{settings.FILM_UPLOAD_BYTES / GIB:.3g}"
        self.fields["film"].help_text = _(
            "MP4 or MOV, as phones and cameras save it: 1 to 90 minutes, up to %(most)s\N{NO-BREAK SPACE}GB."
        ) % {"most": most}
        if stopped:
            self.fields["film"].error_messages["required"] = STOPPED[stopped] % {"most": most}
        self.helper = FormHelper()
        self.helper.form_tag = False  # the page's own form: htmx must not send it a second time
        self.helper.layout = Layout("film", Actions(Submit(_("Upload the film")), Link(_("Back"), back)))


class OnFilmDisk(TemporaryUploadedFile):
    """Written where films lie, not to the system's own folder, which may be small or in memory."""

    def __init__(self, name, content_type, charset):
        file = tempfile.NamedTemporaryFile(suffix=".whole", dir=folder())  # noqa: SIM115 — closed with the request
        UploadedFile.__init__(self, file, name, content_type, 0, charset)

    @property
    def path(self) -> Path:
        return Path(self.temporary_file_path())


class WholeFilm(TemporaryFileUploadHandler):
    """The one handler of the plain form: straight to disk, and no further than what is taken.

    `request.stopped` says why it listened no further: "large", "full", or "" where it did.
    """

    def __init__(self, request):
        super().__init__(request)
        self.room, self.beyond = settings.FILM_UPLOAD_BYTES, "large"
        request.stopped = ""

    def handle_raw_input(self, *args, **kwargs):
        free = shutil.disk_usage(folder()).free - SPARE_BYTES
        if free < self.room:
            self.room, self.beyond = free, "full"

    def new_file(self, field_name, file_name, content_type, content_length, charset=None, extra=None):
        super(TemporaryFileUploadHandler, self).new_file(
            field_name, file_name, content_type, content_length, charset, extra
        )
        self.file = OnFilmDisk(self.file_name, self.content_type, self.charset)

    def receive_data_chunk(self, raw_data, start):
        self.room -= len(raw_data)
        if self.room < 0:
            self.request.stopped = self.beyond
            self.file.close()
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)
