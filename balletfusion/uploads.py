"""How much of an upload is kept: a file past the limit is read and forgotten, so that its form can answer.

The limit of one file is ACTIVITY_FILE_MAX_BYTES, of one request UPLOAD_FILES_MAX times that. A file past the
first arrives in `request.FILES` without content but with its true size (`TooLarge`), and a form that compares
`size` with the limit says its sentence at the field. Past the second the server stops listening.
"""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class TooLarge(UploadedFile):
    """A file whose content was not kept: a name and the size it really had."""

    def __init__(self, name: str, content_type: str, size: int):
        super().__init__(BytesIO(), name, content_type, size)


class StopAtLimit(FileUploadHandler):
    """Stands first among the upload handlers and passes on what may be kept.

    `request.too_large` lists the names of what was not.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.file_limit = settings.ACTIVITY_FILE_MAX_BYTES
        self.room = settings.ACTIVITY_FILE_MAX_BYTES * settings.UPLOAD_FILES_MAX
        self.files = 0
        if request is not None:
            request.too_large = []

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.files += 1
        self.kept = True

    def receive_data_chunk(self, raw_data, start):
        self.room -= len(raw_data)
        if self.kept and self._is_too_much(start + len(raw_data)):
            self._forget()
        if self.room < 0:
            raise StopUpload(connection_reset=True)
        return raw_data if self.kept else None

    def _is_too_much(self, size: int) -> bool:
        return size > self.file_limit or self.files > settings.UPLOAD_FILES_MAX or self.room < 0

    def _forget(self):
        """Drop what the other handlers have written of this file, on disk too."""
        self.kept = False
        self.request.too_large.append(self.file_name)
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()

    def file_complete(self, file_size):
        return None if self.kept else TooLarge(self.file_name, self.content_type, file_size)
