"""Inviting a buddy or a coach, accepting it, and a line on a day."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.layout import Actions, Link, Submit
from plans.models import DayComment, Sharing

NAME_LONG = _("A name holds 60 characters; this one has %(show_value)d.")
ROLES = [
    (Sharing.Role.BUDDY, _("A buddy: the week, planned and done")),
    (Sharing.Role.COACH, _("A coach: besides, why each class stands on its day")),
]


class InvitationForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Sharing
        fields = ["role", "name", "runner_name", "health"]
        labels = {
            "role": _("Who is it?"),
            "name": _("What do you call them?"),
            "runner_name": _("Your name, as they see it"),
            "health": _("Health notes too"),
        }
        help_texts = {
            "name": _("They may give another name when they accept; you see that one."),
            "runner_name": _("Your e-mail address is not shown to them."),
            "health": _(
                "What hurt and how much on which day, self-checks, how sore you were after a class, and "
                "whether days laid aside were for illness, injury, holiday or travel. You can take this "
                "back at any time."
            ),
        }
        widgets = {"role": forms.RadioSelect}
        error_messages = {
            "role": dict.fromkeys(("required", "invalid_choice"), _("Choose one.")),
            "name": {"required": _("Say whom you invite."), "max_length": NAME_LONG},
            "runner_name": {"required": _("Say who invites them."), "max_length": NAME_LONG},
        }

    def __init__(self, data=None, *, instance, keeps_health):
        """`keeps_health`: the runner agreed to health notes; without that there are none to show."""
        super().__init__(data, instance=instance)
        self.fields["role"].choices = ROLES
        if not keeps_health:
            del self.fields["health"]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *self.fields, Actions(Submit(_("Make the link")), Link(_("Cancel"), "/sharing/"))
        )


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Your name, as they see it"),
        max_length=60,
        error_messages={"required": _("Say who you are."), "max_length": NAME_LONG},
    )
    use_required_attribute = False

    def __init__(self, data=None, *, name=""):
        super().__init__(data, initial={"name": name})
        self.helper = FormHelper()
        self.helper.layout = Layout("name", Actions(Submit(_("Accept")), Link(_("Not now"), "/shared/")))


class CommentForm(forms.Form):
    text = forms.CharField(
        max_length=DayComment.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("A comment holds 1,000 characters; this one has %(show_value)d."),
        },
    )
    use_required_attribute = False

    def __init__(self, data=None, *, date, label, action):
        """One stands on a page for each day, so its fields are named by the day."""
        super().__init__(data, auto_id=f"id_%s_{date:%Y-%m-%d}")
        self.fields["text"].label = label
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.layout = Layout("text", Actions(Submit(_("Send"), kind="secondary")))
