"""Files to bring in, and which column of a table holds what; what is in the files is judged after."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.forms.layout import Actions, Group, Link, Optional, Submit
from balletfusion.uploads import TooLarge
from library.actions.told import told
from plans.actions.imports_arrive import too_large_sentence

GIB, MIB = 1024**3, 1024**2


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several. Where all are too large each is named; else each has its verdict."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        files = data if isinstance(data, list) else []
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > settings.IMPORT_FILES_MAX:
            raise forms.ValidationError(too_many(), code="too_many")
        if all(isinstance(file, TooLarge) for file in files):
            raise forms.ValidationError(
                [told(too_large_sentence(file.name or "", file.size)) for file in files]
            )
        return files


def too_many():
    most = settings.IMPORT_FILES_MAX
    said = ngettext_lazy(
        "Bring one file at a time.", "Bring at most %(most)d files at a time, or a zip of them.", most
    )
    return said % {"most": most}


def too_much_waits():
    return _(
        "With this, more than %(most)s GB would wait outside your log. Put what you brought in before into"
        " it, or forget it; then bring this again."
    ) % {"most": f"{settings.IMPORT_WAITING_MAX_BYTES / GIB:.3g}"}


def stopped_sentence(why: str) -> str:
    """Why the server listened no further; nothing of what came is kept."""
    if why == "many":
        return too_many()
    if why == "full":
        return _(
            "The site has no room for this at the moment. Nothing was kept: tell whoever runs it, and come"
            " back later."
        )
    return _("That is too much at once: at most %(most)s GB. Nothing was kept.") % {
        "most": f"{settings.IMPORT_ARCHIVE_MAX_BYTES / GIB:.3g}"
    }


class ImportForm(forms.Form):
    files = FilesField(label=_("Files or archives"), error_messages={"required": _("Choose a file first.")})
    use_required_attribute = False

    def __init__(self, *args, stopped="", waiting_bytes=0, **kwargs):
        """`stopped`: why the server stopped listening, if it did; no file is left to judge.

        `waiting_bytes`: what the runner has brought in before and neither put into the log nor forgotten.
        """
        super().__init__(*args, **kwargs)
        self.waiting_bytes = waiting_bytes
        self.fields["files"].help_text = _(
            "GPX, TCX, FIT or CSV, zips of them, the whole Strava or Garmin archive. Up to %(archive)s GB an"
            " archive, %(file)d MB a file."
        ) % {
            "archive": f"{settings.IMPORT_ARCHIVE_MAX_BYTES / GIB:.3g}",
            "file": settings.ACTIVITY_FILE_MAX_BYTES // MIB,
        }
        if stopped:
            self.fields["files"].error_messages["required"] = stopped_sentence(stopped)
        # No `accept`: phones hide .fit files behind it, as they know no type for them.
        self.helper = FormHelper()
        self.helper.form_tag = False  # the page's own form: the script sends it in parts
        self.helper.layout = Layout("files", Actions(Submit(_("Bring in")), Link(_("Cancel"), "/log/")))

    def clean_files(self):
        files = self.cleaned_data["files"]
        coming = sum(file.size for file in files if not isinstance(file, TooLarge))
        if self.waiting_bytes + coming > settings.IMPORT_WAITING_MAX_BYTES:
            raise forms.ValidationError(too_much_waits(), code="too_much_waits")
        return files


# --- a table --------------------------------------------------------------------------------------

NEEDED = ("date", "distance", "duration")
COLUMNS = {
    "date": _("Date"),
    "distance": _("Distance"),
    "duration": _("Time it took"),
    "title": _("Title"),
    "kind": _("Kind of run"),
    "effort": _("Effort, 0–10"),
    "note": _("Note"),
    "heart_rate": _("Mean heart rate"),
    "zone": _("Time zone"),
}
HOW = {
    "date_order": (
        _("How dates are written"),
        {
            "dmy": _("Day first: 31/12/2025"),
            "mdy": _("Month first: 12/31/2025"),
            "ymd": _("Year first: 2025-12-31"),
        },
    ),
    "distance_unit": (_("Distances are in"), {"km": _("kilometres"), "mi": _("miles"), "m": _("metres")}),
    "decimal_sign": (_("Part of a kilometre after"), {".": _("a point: 8.5"), ",": _("a comma: 8,5")}),
    "duration_unit": (
        _("A plain number of time means"),
        {"min": _("minutes"), "h": _("hours"), "s": _("seconds")},
    ),
    "duration_pair": (
        _("Two numbers, as in 1:30, mean"),
        {"m:s": _("minutes and seconds"), "h:m": _("hours and minutes")},
    ),
}


class TableForm(forms.Form):
    """Which column holds what; `look` is what the table was taken for."""

    use_required_attribute = False

    def __init__(self, data=None, *, look, cancel):
        initial = {name: getattr(look.mapping, name) for name in (*COLUMNS, *HOW)}
        super().__init__(data, initial=initial)
        self.initial_mapping = {**initial, "first_row": look.mapping.first_row}
        names = [
            (place, name or _("Column %(n)d") % {"n": place + 1}) for place, name in enumerate(look.columns)
        ]
        self.first_row = look.mapping.first_row
        for name, label in COLUMNS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("no column")), *names],
                coerce=int,
                empty_value=None,
                required=name == "date",
                error_messages={"required": _("Say which column holds the date.")},
            )
        for name, (label, choices) in HOW.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=list(choices.items()))
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Group(_("Which column holds what"), *NEEDED),
            Group(_("How it is written"), *HOW),
            Optional(_("More columns"), *(name for name in COLUMNS if name not in NEEDED)),
            Actions(
                Submit(_("Show what is read"), name="preview", value="yes", kind="secondary"),
                Submit(_("Read the table")),
                Link(_("Back"), cancel),
            ),
        )

    def clean(self):
        data = super().clean()
        if not self.errors and data["distance"] is None and data["duration"] is None:
            self.add_error("distance", _("Say which column holds the distance, the time, or both."))
        return {**data, "first_row": self.first_row}
