from django.db import migrations

from plans.models.folded import fold

AT_ONCE = 500


def fold_words(apps, schema_editor):
    for name in ("Run", "Session"):
        rows = apps.get_model("plans", name).objects.order_by("pk").only("pk", "title", "note")
        last = 0
        while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            for row in batch:
                row.folded = fold(f"{row.title}\n{row.note}")
            rows.bulk_update(batch, ["folded"])
            last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_imports_are_read_first_and_stored_when_chosen")]
    operations = [migrations.RunPython(fold_words, migrations.RunPython.noop)]
