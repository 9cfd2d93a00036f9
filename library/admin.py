"""The library as staff see it. What is saved here is marked as edited: no content file overwrites it then."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.actions.entries import keep_entries
from library.actions.felt import felt_of, in_words
from library.actions.film import enqueue_film
from library.actions.indexing import forget_classes, index_classes, keys_dancing
from library.actions.script import retime, script_of
from library.actions.studio_steps import missing, with_steps
from library.models import (
    Chapter,
    ClassBenefit,
    Collection,
    CollectionClass,
    Cue,
    Film,
    Movement,
    Origin,
    Rendition,
    VideoClass,
    Viewing,
)

AS_WRITTEN = _("What you change here is read as you write it, in every language.")


class Marked(admin.ModelAdmin):
    """Says when a row was last changed here. What a content file told keeps the address it is known by."""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and obj.content_hash else fields

    def save_model(self, request, obj, form, change):
        obj.edited_at = timezone.now()
        super().save_model(request, obj, form, change)


class EditedFilter(admin.SimpleListFilter):
    title = _("changed in the site")
    parameter_name = "edited"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        wanted = {"yes": False, "no": True}.get(self.value())
        return queryset if wanted is None else queryset.filter(edited_at__isnull=wanted)


@admin.register(Movement)
class MovementAdmin(Marked):
    list_display = ["name", "plain", "level", "leg_load", "posture", "turned_out", "edited_at"]
    list_filter = ["family", "level", "leg_load", "posture", "turned_out", "one_leg", EditedFilter]
    search_fields = ["name", "slug", "plain", "purpose"]
    readonly_fields = ["edited_at"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "say", "family", "plain", "purpose", "benefits"],
                "description": AS_WRITTEN,
            },
        ),
        (_("How it is done"), {"fields": ["turned_out", "parallel", "faults"]}),
        (_("Easier and harder"), {"fields": ["easier", "easier_form", "harder", "harder_form"]}),
        (_("On the counts"), {"fields": ["counts", "bpm", "cues", "two_sided", "kit"]}),
        (
            _("What it asks of the body"),
            {"fields": ["level", "leg_load", "one_leg", "posture", "support", "muscles", "sites"]},
        ),
        (_("History"), {"fields": ["edited_at"]}),
    ]

    def save_model(self, request, obj, form, change):
        """Classes are found by the names of what they dance."""
        super().save_model(request, obj, form, change)
        index_classes(keys_dancing(obj))


class TagInline(admin.TabularInline):
    model = ClassBenefit
    extra = 0


class ChapterForm(forms.ModelForm):
    start_s = forms.FloatField(label=_("starts (s)"), initial=0, min_value=0)
    end_s = forms.FloatField(label=_("ends (s)"), initial=1, min_value=0)


class ChapterInline(admin.TabularInline):
    """The times of a drawn class follow from its movements, and are worked out when it is saved."""

    model = Chapter
    form = ChapterForm
    extra = 0
    fields = ["position", "movement", "title", "repetitions", "sides", "start_s", "end_s"]
    autocomplete_fields = ["movement"]


class CueInline(admin.TabularInline):
    model = Cue
    extra = 0


@admin.register(VideoClass)
class VideoClassAdmin(Marked):
    list_display = [
        "title",
        "teacher",
        "main_benefit",
        "level",
        "leg_load",
        "length",
        "film_state",
        "published_at",
        "edited_at",
    ]
    list_filter = [
        "origin",
        "tags__benefit",
        "level",
        "leg_load",
        "kind",
        "films__state",
        "quiet",
        "free",
        EditedFilter,
    ]
    search_fields = ["title", "slug", "summary", "description"]
    date_hierarchy = "published_at"
    readonly_fields = ["edited_at", "felt"]
    inlines = [TagInline, ChapterInline, CueInline]
    actions = ["publish", "withdraw", "make_films_again"]
    autocomplete_fields = ["teacher"]
    list_select_related = ["teacher"]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "slug", "summary", "description", "only_five"],
                "description": AS_WRITTEN,
            },
        ),
        (
            _("At a glance"),
            {"fields": ["kind", "level", "leg_load", "duration_s", "dancer", "mood", "free", "teacher"]},
        ),
        (
            _("What it asks for"),
            {"fields": ["kit", "quiet", "small_space", "longest_hold_s", "sites", "against"]},
        ),
        (_("History"), {"fields": ["published_at", "edited_at", "felt"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_tags().prefetch_related("films")

    @admin.display(description=_("main benefit"))
    def main_benefit(self, obj):
        return next((tag.get_benefit_display() for tag in obj.tags.all()), "")

    @admin.display(description=_("how hard it felt"))
    def felt(self, obj):
        """Never of fewer than five runners; a drawn class has no teacher to be told."""
        return in_words(felt_of(obj)) if obj.pk else "–"

    @admin.display(description=_("minutes"), ordering="duration_s")
    def length(self, obj):
        return obj.minutes

    @admin.display(description=_("film"))
    def film_state(self, obj):
        current = next((film for film in obj.films.all() if film.current), None)
        return current.get_state_display() if current else _("Not asked for")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if retime(form.instance):
            enqueue_film(form.instance, again=True)
        index_classes([form.instance.pk])

    def delete_model(self, request, obj):
        self.delete_queryset(request, VideoClass.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        forget_classes(queryset.values_list("pk", flat=True))
        super().delete_queryset(request, queryset)

    @admin.action(description=_("Publish"))
    @transaction.atomic
    def publish(self, request, queryset):
        """A teacher's class has the way of the studio to go, whoever publishes it."""
        now = timezone.now()
        drafts = VideoClass.objects.filter(pk__in=queryset, published_at__isnull=True)
        lacking = {draft: missing(draft) for draft in with_steps(drafts.filter(origin=Origin.FILMED))}
        held = [draft.pk for draft, steps in lacking.items() if steps]
        ready = list(drafts.filter(duration_s__gt=0).exclude(pk__in=held).values_list("pk", flat=True))
        classes = VideoClass.objects.filter(pk__in=ready)
        classes.update(published_at=now, edited_at=now)
        index_classes(ready)
        keep_entries(by=request.user, rows=classes, saying="Published.")
        for draft, steps in lacking.items():
            if steps:
                told = {"title": draft, "steps": ", ".join(str(step.label) for step in steps)}
                messages.warning(request, _("%(title)s stays a draft. It lacks: %(steps)s.") % told)

    @admin.action(description=_("Withdraw from the library"))
    @transaction.atomic
    def withdraw(self, request, queryset):
        keys = list(queryset.values_list("pk", flat=True))
        classes = VideoClass.objects.filter(pk__in=keys)
        classes.update(published_at=None, edited_at=timezone.now())
        index_classes(keys)
        keep_entries(by=request.user, rows=classes, saying="Withdrawn from the library.")

    @admin.action(description=_("Make the film again"))
    def make_films_again(self, request, queryset):
        ask_for_films(request, queryset)


class PlaceInline(admin.TabularInline):
    model = CollectionClass
    extra = 0
    autocomplete_fields = ["video_class"]


@admin.register(Collection)
class CollectionAdmin(Marked):
    list_display = ["title", "series", "length", "position", "shown", "edited_at"]
    list_filter = ["series", "shown", EditedFilter]
    search_fields = ["title", "slug", "summary"]
    readonly_fields = ["edited_at"]
    inlines = [PlaceInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "slug", "summary", "description", "series", "position", "shown"],
                "description": AS_WRITTEN,
            },
        ),
        (_("For who follows it"), {"fields": ["a_week", "then_a_week"]}),
        (_("History"), {"fields": ["edited_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(places_count=Count("places"))

    @admin.display(description=_("classes"), ordering="places_count")
    def length(self, obj):
        return obj.places_count


def ask_for_films(request, classes):
    drawn = [video_class for video_class in classes if script_of(video_class)]
    for video_class in drawn:
        enqueue_film(video_class, again=True)
    keep_entries(by=request.user, rows=drawn, saying="Its film is made again.")
    sentence = ngettext("%d film is asked for.", "%d films are asked for.", len(drawn)) % len(drawn)
    messages.success(request, sentence)


class ReadOnly:
    """Rows that come from the site's own work, not from a form."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class RenditionInline(ReadOnly, admin.TabularInline):
    model = Rendition
    extra = 0
    can_delete = False


@admin.register(Film)
class FilmAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "video_class",
        "version",
        "current",
        "state",
        "progress",
        "duration_s",
        "changed_at",
        "error",
    ]
    list_filter = ["state"]
    list_select_related = ["video_class"]
    search_fields = ["video_class__title", "video_class__slug"]
    inlines = [RenditionInline]
    actions = ["make_again"]

    @admin.action(description=_("Make again"), permissions=["make"])
    def make_again(self, request, queryset):
        """The same words and movements give the same film, so what is there is forgotten first."""
        queryset.filter(original="").update(fingerprint="")
        ask_for_films(request, VideoClass.objects.filter(films__in=queryset))

    def has_make_permission(self, request):
        return request.user.has_perm("library.change_film")


@admin.register(Viewing)
class ViewingAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["runner", "video_class", "position_s", "watched_s", "watched_at", "done_at"]
    list_filter = ["watched_at"]
    list_select_related = ["runner", "video_class"]
    search_fields = ["runner__email", "video_class__title"]
    # Without why a class is not for somebody: they were told that only they read it.
    fields = [
        "runner",
        "video_class",
        "position_s",
        "position_at",
        "kept",
        "watched_s",
        "watched_at",
        "done_at",
        "done_next",
        "saved_at",
    ]
