import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0006_shoes_races_laps_calendars_and_runs_taken_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("path", models.CharField(blank=True, max_length=100, verbose_name="place below MEDIA_ROOT")),
                (
                    "what",
                    models.CharField(
                        choices=[("file", "Activity file"), ("archive", "Archive"), ("table", "Table")],
                        default="file",
                        max_length=7,
                        verbose_name="what it is",
                    ),
                ),
                ("listed", models.BooleanField(default=False, verbose_name="all that is in it is listed")),
                (
                    "left_alone",
                    models.PositiveIntegerField(default=0, verbose_name="photos and other files left alone"),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="listings begun since the last that got on"
                    ),
                ),
                ("sentence", models.TextField(blank=True, verbose_name="why it was not opened")),
                ("mapping", models.JSONField(blank=True, null=True, verbose_name="which column holds what")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FileTrack",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="track",
                        serialize=False,
                        to="plans.importedfile",
                    ),
                ),
                ("packed", models.BinaryField()),
            ],
        ),
        migrations.AlterModelOptions(
            name="importedfile",
            options={"ordering": ["position", "part"]},
        ),
        migrations.RemoveConstraint(
            model_name="importedfile",
            name="one_file_a_place",
        ),
        migrations.AddField(
            model_name="import",
            name="began_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="began to read or to store"),
        ),
        # What was brought in before this went into the log at once.
        migrations.AddField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("arriving", "Files are arriving"),
                    ("reading", "Being read"),
                    ("read", "Read: nothing is in the log yet"),
                    ("storing", "Going into the log"),
                    ("stored", "In the log"),
                ],
                default="stored",
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("arriving", "Files are arriving"),
                    ("reading", "Being read"),
                    ("read", "Read: nothing is in the log yet"),
                    ("storing", "Going into the log"),
                    ("stored", "In the log"),
                ],
                default="arriving",
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="task",
            field=models.UUIDField(blank=True, null=True, verbose_name="task that goes on with it"),
        ),
        migrations.AddField(
            model_name="import",
            name="token",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="import",
            name="trouble",
            field=models.TextField(blank=True, verbose_name="what holds it up"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="how often its reading was begun"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="before",
            field=models.JSONField(
                blank=True, null=True, verbose_name="what the run was before this took its place"
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="chosen",
            field=models.BooleanField(default=False, verbose_name="goes into the log"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="date",
            field=models.DateField(blank=True, null=True, verbose_name="date"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="distance_m",
            field=models.FloatField(blank=True, null=True, verbose_name="distance (m)"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="duration_s",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="duration (s)"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="elapsed_s",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="elapsed (s)"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="entry",
            field=models.CharField(blank=True, max_length=400, verbose_name="place in an archive or table"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="facts",
            field=models.JSONField(blank=True, default=dict, verbose_name="everything else"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="keep_this",
            field=models.BooleanField(default=False, verbose_name="takes the place of the run it looks like"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="like_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="look_alikes",
                to="plans.importedfile",
                verbose_name="file of this import it looks like",
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="files",
                to="plans.session",
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="started_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="started"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="stored",
            field=models.BooleanField(default=False, verbose_name="is in the log"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="time_zone",
            field=models.CharField(blank=True, max_length=64, verbose_name="time zone"),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="title",
            field=models.CharField(blank=True, max_length=120, verbose_name="title"),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="position",
            field=models.PositiveIntegerField(verbose_name="place"),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="sha256",
            field=models.CharField(
                blank=True, db_index=True, max_length=64, verbose_name="SHA-256 of the content"
            ),
        ),
        migrations.AlterField(
            model_name="importedfile",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("waiting", "Not read yet"),
                    ("new_run", "New run"),
                    ("same_file", "Same file as before"),
                    ("same_run", "Looks like a run you have"),
                    ("other_training", "Strength or yoga"),
                    ("not_a_run", "Not a run"),
                    ("nothing", "Nothing to read"),
                    ("unreadable", "Not understood"),
                ],
                default="waiting",
                max_length=14,
                verbose_name="verdict",
            ),
        ),
        migrations.AlterField(
            model_name="session",
            name="how",
            field=models.CharField(
                choices=[
                    ("film", "Danced with the film"),
                    ("timer", "Danced with the timer"),
                    ("button", "Marked as done"),
                    ("hand", "Written down"),
                    ("file", "From a file"),
                ],
                max_length=6,
                verbose_name="how it was recorded",
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["state"], name="imports_by_state"),
        ),
        migrations.AddField(
            model_name="arrival",
            name="of_import",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="arrivals", to="plans.import"
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="arrival",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="plans.arrival",
            ),
        ),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(
                fields=["of_import", "verdict", "attempts", "position"], name="imported_files_by_verdict"
            ),
        ),
        migrations.AddIndex(
            model_name="importedfile",
            index=models.Index(fields=["of_import", "started_at"], name="imported_files_by_instant"),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.UniqueConstraint(
                fields=("of_import", "position", "part"), name="one_activity_a_place"
            ),
        ),
    ]
