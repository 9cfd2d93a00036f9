from django.db import migrations


def lay(apps, schema_editor):
    """Only how many seconds were seen was known: of a whole class they are taken for those before its place."""
    Viewing = apps.get_model("library", "Viewing")
    for viewing in Viewing.objects.filter(watched_s__gt=0).iterator():
        end = int(viewing.position_s)
        start = max(0, end - int(viewing.watched_s))
        viewing.seen = [[start, end]] if start < end and not viewing.kept else []
        viewing.watched_s = sum(stop - begin for begin, stop in viewing.seen)
        viewing.save(update_fields=["seen", "watched_s"])


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0007_viewing_keeps_the_seconds_seen"),
    ]

    operations = [
        migrations.RunPython(lay, migrations.RunPython.noop),
    ]
