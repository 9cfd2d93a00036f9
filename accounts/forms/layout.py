"""How our forms are laid out: words for crispy-forms, whose looks are in templates/fusion/.

helper.layout = Layout(
    "date",
    Inline("How long", "minutes", "seconds"),
    Optional("More details", "effort", "note"),
    Actions(Submit("Save run"), Link("Cancel", "/log/")),
)
"""

from crispy_forms.layout import LayoutObject, TemplateNameMixin
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string


class Actions(LayoutObject):
    """The row of buttons that ends a form."""

    template = "%s/layout/actions.html"

    def __init__(self, *buttons):
        self.fields = list(buttons)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(self.get_template_name(template_pack), {"inner": inner})


class Group(LayoutObject):
    """Fields under one legend, one below the other."""

    template = "%s/layout/group.html"
    inline = False

    def __init__(self, legend, *fields, help_text=""):
        self.legend, self.help_text, self.fields = legend, help_text, list(fields)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        said = {"legend": self.legend, "help_text": self.help_text, "inline": self.inline, "inner": inner}
        return render_to_string(self.get_template_name(template_pack), said)


class Inline(Group):
    """Short fields side by side under one legend: minutes and seconds."""

    inline = True


class Optional(LayoutObject):
    """What most people leave out, folded away; open when a field in it holds something or is wrong."""

    template = "%s/layout/optional.html"

    def __init__(self, summary, *fields):
        self.summary, self.fields = summary, list(fields)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        said = {"summary": self.summary, "open": self.is_open(form), "inner": inner}
        return render_to_string(self.get_template_name(template_pack), said)

    def is_open(self, form) -> bool:
        fields = [form[pointer.name] for pointer in self.get_field_names()]
        return any(field.errors or field.value() not in (None, "", [], False) for field in fields)


class Submit(TemplateNameMixin):
    """A button that sends the form, to `action` if given. `kind` is primary, secondary, quiet or danger."""

    template = "%s/layout/submit.html"

    def __init__(self, label, *, name="", value="", kind="primary", action=""):
        self.said = {"label": label, "name": name, "value": value, "kind": kind, "action": action}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(self.get_template_name(template_pack), self.said)


class Link(TemplateNameMixin):
    """A way out beside the button: cancel, skip."""

    template = "%s/layout/link.html"

    def __init__(self, label, href):
        self.said = {"label": label, "href": href}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(self.get_template_name(template_pack), self.said)
