from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_log_plan_sessions_settings")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last changed by hand"),
        ),
        migrations.AddField(
            model_name="import",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="undone"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="part",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="activity within the file"),
        ),
    ]
