"""Files to bring in: how many, how large; what is in them is judged after."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.forms.layout import Actions, Link, Submit
from plans.actions.imports import shown_name

MIB = 1024**2


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each wrong one is named."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, list) else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        faults = [fault for fault in (_too_many(files), *map(_too_large, files)) if fault]
        if faults:
            raise forms.ValidationError(faults)
        return files


def _too_many(files):
    most = settings.UPLOAD_FILES_MAX
    if len(files) <= most:
        return None
    said = ngettext_lazy("Bring one file at a time.", "Bring at most %(most)d files at a time.", most)
    return forms.ValidationError(said, code="too_many", params={"most": most})


def _too_large(file):
    if file.size <= settings.ACTIVITY_FILE_MAX_BYTES:
        return None
    return forms.ValidationError(
        _("%(name)s has %(size)d MB. A file of one activity has at most %(most)d MB; nothing was read."),
        code="too_large",
        params={
            "name": shown_name(file.name),
            "size": -(-file.size // MIB),
            "most": settings.ACTIVITY_FILE_MAX_BYTES // MIB,
        },
    )


class ImportForm(forms.Form):
    files = FilesField(
        label=_("Files"),
        help_text=_("GPX, TCX or FIT, also as .gz; several at once if you like."),
        error_messages={"required": _("Choose a file first.")},
    )
    use_required_attribute = False

    def __init__(self, *args, stopped=False, **kwargs):
        """`stopped`: so much came in that the server stopped listening, and no file is left to judge."""
        super().__init__(*args, **kwargs)
        if stopped:
            self.fields["files"].error_messages["required"] = _(
                "That is too much at once. Bring fewer files."
            )
        # No `accept`: phones hide .fit files behind it, as they know no type for them.
        self.helper = FormHelper()
        self.helper.layout = Layout("files", Actions(Submit(_("Bring in")), Link(_("Cancel"), "/log/")))
