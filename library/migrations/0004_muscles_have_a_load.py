from django.db import migrations


def give_loads(apps, schema_editor):
    """A list of muscles becomes a load for each: 1, until the content files are loaded again."""
    movements = apps.get_model("library", "Movement").objects
    for movement in movements.all():
        if isinstance(movement.muscles, list):
            movements.filter(pk=movement.pk).update(muscles=dict.fromkeys(movement.muscles, 1))


def take_loads(apps, schema_editor):
    movements = apps.get_model("library", "Movement").objects
    for movement in movements.all():
        if isinstance(movement.muscles, dict):
            movements.filter(pk=movement.pk).update(muscles=list(movement.muscles))


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_films_have_versions_and_teachers_upload"),
    ]

    operations = [migrations.RunPython(give_loads, take_loads)]
