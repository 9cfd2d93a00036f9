"""A runner's settings as staff may change them: no answer is kept that a week cannot be planned by."""

from django import forms

from plans.actions.answers import READERS, fault_of
from plans.models import PlanSettings


class PlanSettingsForm(forms.ModelForm):
    class Meta:
        model = PlanSettings
        fields = [
            "runner",
            "experience",
            "sessions",
            "level",
            "days",
            "rest_days",
            "kit",
            "quiet",
            "small_space",
            "impact",
            "primers",
            "trail",
            "targets",
            "rules_off",
            "after_what",
            "before_what",
        ]

    def clean(self):
        cleaned = super().clean()
        for name in READERS:
            self._check(name, cleaned)
        return cleaned

    def _check(self, name, cleaned):
        """An emptied box is read as null, which is none of these."""
        if name not in cleaned:
            return
        if cleaned[name] is None:
            cleaned[name] = PlanSettings._meta.get_field(name).get_default()
        if fault := fault_of(name, cleaned[name]):
            self.add_error(name, fault)
