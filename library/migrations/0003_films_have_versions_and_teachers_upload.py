import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_viewing_remembers_when_it_was_done"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="slug")),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("summary", models.CharField(max_length=200, verbose_name="one sentence")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "series",
                    models.BooleanField(
                        default=False, verbose_name="a series: each class builds on those before"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="place among the collections"),
                ),
                ("content_hash", models.CharField(default="", editable=False, max_length=64)),
                (
                    "edited_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="changed in the site"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="CollectionClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="place, from 1")),
            ],
            options={
                "verbose_name": "class of a collection",
                "verbose_name_plural": "classes of a collection",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name of the file")),
                ("size_bytes", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                (
                    "received_bytes",
                    models.PositiveBigIntegerField(default=0, verbose_name="received (bytes)"),
                ),
                (
                    "fingerprint",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="what the browser knows the file by"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last piece")),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
        migrations.AlterModelOptions(
            name="film",
            options={"ordering": ["video_class", "-version"]},
        ),
        migrations.RemoveConstraint(
            model_name="videoclass",
            name="a_class_lasts",
        ),
        migrations.AddField(
            model_name="chapter",
            name="phrase",
            field=models.JSONField(blank=True, default=list, verbose_name="the movements of an enchaînement"),
        ),
        migrations.AddField(
            model_name="film",
            name="created_at",
            field=models.DateTimeField(
                auto_now_add=True, default=django.utils.timezone.now, verbose_name="made"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="film",
            name="current",
            field=models.BooleanField(default=True, verbose_name="the one that is played"),
        ),
        migrations.AddField(
            model_name="film",
            name="facts",
            field=models.JSONField(blank=True, default=dict, verbose_name="what was found in the file"),
        ),
        migrations.AddField(
            model_name="film",
            name="original",
            field=models.CharField(
                blank=True, max_length=250, verbose_name="the uploaded file, below the media root"
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="original_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="name the file came with"),
        ),
        migrations.AddField(
            model_name="film",
            name="version",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="version"),
        ),
        migrations.AddField(
            model_name="movement",
            name="easier_form",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="library.movement",
                verbose_name="easier movement",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="harder_form",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="library.movement",
                verbose_name="harder movement",
            ),
        ),
        migrations.AddField(
            model_name="videoclass",
            name="mood",
            field=models.CharField(blank=True, max_length=20, verbose_name="mood of its music"),
        ),
        migrations.AddField(
            model_name="videoclass",
            name="origin",
            field=models.CharField(
                choices=[("drawn", "Drawn from our own tables"), ("filmed", "Filmed by a teacher")],
                default="drawn",
                max_length=6,
                verbose_name="drawn or filmed",
            ),
        ),
        migrations.AddField(
            model_name="videoclass",
            name="poster_s",
            field=models.FloatField(blank=True, null=True, verbose_name="the moment of its poster (s)"),
        ),
        migrations.AddField(
            model_name="videoclass",
            name="publish_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="to be published"),
        ),
        migrations.AddField(
            model_name="videoclass",
            name="safety",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="the teacher's answers about safety"
            ),
        ),
        migrations.AlterField(
            model_name="film",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("building", "Being made"),
                    ("watchable", "Can be watched, more on its way"),
                    ("ready", "Ready"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ],
                default="waiting",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="film",
            name="video_class",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="films", to="library.videoclass"
            ),
        ),
        migrations.AlterField(
            model_name="movement",
            name="muscles",
            field=models.JSONField(blank=True, default=dict, verbose_name="load by muscle, 0–3"),
        ),
        migrations.AlterField(
            model_name="rendition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mp4", "Film (MP4)"),
                    ("hls", "Playlist (HLS)"),
                    ("sound", "Sound"),
                    ("captions", "Captions"),
                    ("chapters", "Chapters"),
                    ("metadata", "Movement and repetition"),
                    ("poster", "Poster"),
                    ("storyboard", "Storyboard"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="videoclass",
            name="duration_s",
            field=models.FloatField(default=0, verbose_name="duration (s)"),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.UniqueConstraint(fields=("video_class", "version"), name="one_film_a_version"),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("video_class",),
                name="one_current_film_a_class",
            ),
        ),
        migrations.AddConstraint(
            model_name="videoclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_s__gt", 0), ("published_at__isnull", True), _connector="OR"),
                name="a_published_class_lasts",
                violation_error_message="A class lasts longer than nothing.",
            ),
        ),
        migrations.AddField(
            model_name="collectionclass",
            name="collection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="places", to="library.collection"
            ),
        ),
        migrations.AddField(
            model_name="collectionclass",
            name="video_class",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="places", to="library.videoclass"
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="film",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="upload",
                to="library.film",
                verbose_name="what it became",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="teacher",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="video_class",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="library.videoclass"
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionclass",
            constraint=models.UniqueConstraint(
                fields=("collection", "position"),
                name="one_class_a_place",
                violation_error_message="That place of the collection is taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_bytes__lte", models.F("size_bytes"))),
                name="no_more_received_than_there_is",
            ),
        ),
    ]
