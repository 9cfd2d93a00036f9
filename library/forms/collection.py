"""What staff say of a collection."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from library.content import RESERVED
from library.models import Collection
from library.models.collection import MOST_A_WEEK

TOO_LONG = {"max_length": _("At most %(limit_value)d letters; this has %(show_value)d.")}
ADDRESS = _("Its address, in small letters, digits and hyphens: /library/collections/first-month/.")


TAKEN = _("Another collection has this address.")


class CollectionForm(forms.ModelForm):
    """The address stays as it is until somebody writes another. One that is shipped with the site keeps its
    own: the content file is known by it."""

    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        error_messages={"required": _("Give it a title; you can change it later."), **TOO_LONG},
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        required=False,
        error_messages={"invalid": _("Only letters, digits and hyphens."), **TOO_LONG},
    )
    summary = forms.CharField(
        label=_("One sentence"),
        help_text=_("What a runner reads on the card."),
        max_length=200,
        error_messages={"required": _("Say in one sentence what it is."), **TOO_LONG},
    )
    description = forms.CharField(
        label=_("Description"),
        help_text=_("Two or three sentences: for whom, how often, what comes of it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=TOO_LONG,
    )
    a_week = forms.IntegerField(
        label=_("Classes a week, for who follows it"),
        help_text=_("Left empty, it is as many as the runner has."),
        min_value=1,
        max_value=MOST_A_WEEK,
        required=False,
    )
    then_a_week = forms.IntegerField(
        label=_("And then, to keep it up"),
        help_text=_("Classes a week once all of it was danced. Left empty, it ends with its last class."),
        min_value=1,
        max_value=MOST_A_WEEK,
        required=False,
    )
    use_required_attribute = False

    class Meta:
        model = Collection
        fields = ("title", "slug", "summary", "description", "series", "a_week", "then_a_week", "shown")
        labels = {
            "series": _("A series: each class builds on those before it"),
            "shown": _("Shown to runners"),
        }

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        new = self.instance.pk is None
        empty = _("Left empty, it is made of the title.") if new else _("Links to the old one stop working.")
        self.fields["slug"].help_text = f"{ADDRESS} {empty}"
        if self.instance.content_hash:
            del self.fields["slug"]
        self.helper = FormHelper(self)
        said = _("Begin the collection") if new else _("Save")
        self.helper.layout = Layout(*self.fields, Actions(Submit(said), Link(_("Back"), back)))

    def clean_title(self):
        title = self.cleaned_data["title"]
        if Collection.objects.filter(title__iexact=title).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another collection is called that already."))
        return title

    def clean_slug(self):
        slug = self.cleaned_data["slug"].lower() or self.instance.slug
        if slug in RESERVED:
            raise forms.ValidationError(_("“%(slug)s” is a word of our addresses.") % {"slug": slug})
        if slug and Collection.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(TAKEN)
        return slug
