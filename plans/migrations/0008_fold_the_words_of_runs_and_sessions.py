import unicodedata

from django.db import migrations

AT_ONCE = 500
# As `plans.models.folded` had it on the day of this migration: what it does later is no matter here.
SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text):
    parts = unicodedata.normalize("NFKD", text.casefold().translate(SPELT))
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
    return " ".join(plain.replace("\0", " ").split())


def fold_words(apps, schema_editor):
    for name in ("Run", "Session"):
        rows = apps.get_model("plans", name).objects.order_by("pk").only("pk", "title", "note")
        last = 0
        while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            for row in batch:
                row.folded = fold(f"{row.title}\n{row.note}")
            rows.bulk_update(batch, ["folded"])
            last = batch[-1].pk


# The verdicts there were before, none of them longer than ten letters: PostgreSQL takes no longer ones back.
BEFORE = {"other_training": "not_a_run", "waiting": "unreadable", "nothing": "unreadable"}


def verdicts_as_before(apps, schema_editor):
    files = apps.get_model("plans", "ImportedFile").objects
    for now, before in BEFORE.items():
        files.filter(verdict=now).update(verdict=before)


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_imports_are_read_first_and_stored_when_chosen")]
    operations = [
        migrations.RunPython(fold_words, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, verdicts_as_before),
    ]
