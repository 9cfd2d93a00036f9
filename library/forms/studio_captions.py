"""Captions of a filmed class: a file brought in whole, or a page of rows."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Submit
from library.forms.studio_spans import SpanForm, Spans

PAGE = 50  # rows at a time: a form of thousands of fields is refused by the server
EMPTY_ROWS = 3
MOST_LETTERS = 300
MOST_BYTES = 1024**2


class CaptionForm(SpanForm):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Caption"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2, "data-first": ""}),
        error_messages={
            "required": _("Write what is said, or delete the caption."),
            "max_length": _("A caption has at most %(limit_value)d letters; this one has %(show_value)d."),
        },
    )

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())


Captions = forms.formset_factory(
    CaptionForm,
    formset=Spans,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=PAGE * 3,
    absolute_max=PAGE * 3,
    validate_max=True,
)


class CaptionsFileForm(forms.Form):
    file = forms.FileField(
        label=_("A subtitle file"),
        help_text=_("WebVTT or SRT. What stands here now is replaced; a file with a fault changes nothing."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
    )
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = (
            False  # the page writes its own: a boosted one would leave the desk's scripts behind
        )
        self.helper.layout = Layout("file", Actions(Submit(_("Bring in the captions"))))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is too big for subtitles: at most 1 MiB. Nothing changed.")
            )
        return file


def shown(cues) -> list[dict]:
    return [{"pk": cue.pk, "start": cue.start_s, "end": cue.end_s, "text": cue.text} for cue in cues]
