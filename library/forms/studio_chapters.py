"""The chapters of a filmed class: one row each, all sent at once."""

import math
import unicodedata
from hashlib import sha256

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.actions.translated import translated
from library.forms.studio_moment import MomentField
from library.forms.studio_spans import SpanForm, Spans

MOST_CHAPTERS = 60
EMPTY_ROWS = 3  # for those who work without scripts


class MovementField(forms.CharField):
    """The name of a movement, accents or not; its row, or None."""

    movements: dict = {}  # folded name -> Movement; the form sets its own

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        found = self.movements.get(folded(name))
        if found is None:
            said = _("No movement is called “%(name)s”. Choose one of the list, or leave it empty.")
            raise forms.ValidationError(said, code="unknown", params={"name": name})
        return found


def folded(name: str) -> str:
    """ "Demi-plié" -> "demi-plie", for one who types without accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


class ChapterForm(SpanForm):
    end = MomentField(label=gettext_lazy("Ends"), required=False)
    field_order = ("start", "end", "movement", "title", "repetitions", "sides")
    movement = MovementField(label=gettext_lazy("Movement"), required=False, max_length=80)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=80,
        error_messages={"max_length": gettext_lazy("A title has at most 80 letters.")},
    )
    repetitions = forms.IntegerField(
        label=gettext_lazy("Times"),
        min_value=1,
        max_value=200,
        initial=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            gettext_lazy("A whole number from 1 to 200."),
        ),
    )
    sides = forms.TypedChoiceField(
        label=gettext_lazy("Sides"),
        coerce=int,
        initial=1,
        choices=[(1, gettext_lazy("once")), (2, gettext_lazy("each side"))],
    )

    def clean(self):
        cleaned = super().clean()
        movement = cleaned.get("movement")
        if movement and cleaned.get("title", "") in ("", translated(movement.name)):
            cleaned["title"] = movement.name  # in English, to be read in any language
        if self.has_changed() and not cleaned.get("title") and not {"movement", "title"} & self.errors.keys():
            self.add_error("title", _("Give it a title, or a movement to be called after."))
        return cleaned


class BaseChapters(Spans):
    """`known` stands for the chapters as they are stored; a form that was opened on others says so once."""

    def __init__(self, *args, movements, known="", **kwargs):
        super().__init__(*args, **kwargs)
        self.movements = {folded(movement.name): movement for movement in movements}
        self.movements |= {folded(translated(movement.name)): movement for movement in movements}
        self.known = known

    def clean(self):
        super().clean()
        if self.data.get("known", self.known) != self.known:
            raise forms.ValidationError(
                _("The chapters were changed in another window meanwhile. Save again to keep these instead.")
            )

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["movement"].movements = self.movements
        form.fields["movement"].widget.attrs |= {"list": "movement-names", "data-first": ""}

    def fill_ends(self, kept):
        """An empty end is the next one's start, or the end of the film."""
        starts = [*(form.cleaned_data["start"] for form in kept[1:]), self.film_s][: len(kept)]
        for form, after in zip(kept, starts, strict=True):
            if form.cleaned_data["end"] is None and after == math.inf:
                form.add_error("end", _("Say when it ends: there is no film yet to tell."))
            elif form.cleaned_data["end"] is None:
                form.cleaned_data["end"] = after


Chapters = forms.formset_factory(
    ChapterForm,
    formset=BaseChapters,
    extra=EMPTY_ROWS,
    can_delete=True,
    max_num=MOST_CHAPTERS + EMPTY_ROWS,
    absolute_max=MOST_CHAPTERS + EMPTY_ROWS,
    validate_max=True,
)


def known(chapters) -> str:
    """Changes whenever a stored chapter does."""
    rows = [(c.start_s, c.end_s, c.title, c.movement_id, c.repetitions, c.sides) for c in chapters]
    return sha256(repr(rows).encode()).hexdigest()[:16]


def shown(chapters) -> list[dict]:
    """Rows as the form first shows them. An end where the next one starts is left empty: it follows along."""
    rows = list(chapters)
    afters = [*(row.start_s for row in rows[1:]), None][: len(rows)]
    return [
        {
            "start": row.start_s,
            "end": None if row.end_s == after else row.end_s,
            "movement": translated(row.movement.name) if row.movement else "",
            "title": translated(row.title) if row.movement and row.title == row.movement.name else row.title,
            "repetitions": row.repetitions,
            "sides": row.sides,
        }
        for row, after in zip(rows, afters, strict=True)
    ]
