from django.db import migrations


def forget(apps, schema_editor):
    """Before, why a class is not for somebody was asked of all: that it hurts, or own words, are health notes."""
    agreed = apps.get_model("accounts", "Consent").objects.filter(kind="health", withdrawn_at=None)
    told = apps.get_model("library", "Viewing").objects.exclude(runner__in=agreed.values("user"))
    told.filter(hidden_why="hurts").update(hidden_why="")
    told.exclude(hidden_note="").update(hidden_note="")


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0011_what_begins_at_once_has_an_order"),
        ("accounts", "0006_a_person_agrees_to_a_version_and_may_leave_later"),
    ]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
