"""The plan and the log in the admin: enough to help a runner. Notes on bodies are not shown here."""

from django.contrib import admin
from django.utils import timezone

from plans.actions.log import change_run, remove_run, write_down
from plans.forms.plan_settings import PlanSettingsForm
from plans.models import (
    Import,
    ImportedFile,
    PlannedRun,
    PlannedSession,
    PlanSettings,
    Run,
    Session,
    Shoe,
    Week,
    WeeklyMail,
)


class OfRunner(admin.ModelAdmin):
    """Rows of runners: found by address, never with a list of all addresses to choose from."""

    list_select_related = ("runner",)
    search_fields = ("runner__email",)
    autocomplete_fields = ("runner",)
    show_full_result_count = False


@admin.register(Run)
class RunAdmin(OfRunner):
    list_display = ("runner", "date", "kind", "title", "distance_m", "duration_s")
    list_filter = ("kind",)
    date_hierarchy = "date"
    raw_id_fields = ("shoe",)
    exclude = ("note", "laps", "recorded", "removed_at", "merged_into", "merge")

    def save_model(self, request, obj, form, change):
        change_run(run=obj, now=timezone.now()) if change else write_down(run=obj, now=timezone.now())

    def delete_model(self, request, obj):
        remove_run(run=obj, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for run in queryset:
            remove_run(run=run, now=timezone.now())


@admin.register(Shoe)
class ShoeAdmin(OfRunner):
    list_display = ("runner", "name", "retired_on")


@admin.register(PlannedRun)
class PlannedRunAdmin(OfRunner):
    list_display = ("runner", "date", "kind", "status")
    list_filter = ("status", "kind")
    date_hierarchy = "date"
    raw_id_fields = ("run", "calendar")
    exclude = ("note", "event")


class PlaceInline(admin.TabularInline):
    """To be looked at: classes are moved by the plan's own acts, which keep its rules."""

    model = PlannedSession
    fields = ("date", "video_class", "slot", "state")  # its sentence may say that something hurts
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Week)
class WeekAdmin(OfRunner):
    list_display = ("runner", "starts_on", "planned_at")
    date_hierarchy = "starts_on"
    exclude = ("unplaced",)  # it may name R11, and what hurts is nobody's business
    inlines = (PlaceInline,)


@admin.register(Session)
class SessionAdmin(OfRunner):
    list_display = ("runner", "date", "title", "minutes", "benefit", "effort", "how")
    list_filter = ("how", "benefit")
    date_hierarchy = "date"
    autocomplete_fields = ("runner", "video_class")
    raw_id_fields = ("planned_session",)
    exclude = ("note", "soreness")


@admin.register(PlanSettings)
class PlanSettingsAdmin(OfRunner):
    form = PlanSettingsForm
    list_display = ("runner", "sessions", "level", "experience", "quiet", "impact")
    list_filter = ("experience", "level")


@admin.register(WeeklyMail)
class WeeklyMailAdmin(OfRunner):
    """To be looked at: a row that goes would let its mail be sent a second time."""

    list_display = ("runner", "monday", "claimed_at", "again_at", "sent_at", "unsure_at", "refused_at")
    date_hierarchy = "monday"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ImportedFileInline(admin.TabularInline):
    model = ImportedFile
    fields = ("name", "verdict", "sentence", "size_bytes")
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Import)
class ImportAdmin(OfRunner):
    """Taken back by its runner ("Undo this import"): deleting its rows here would leave its files behind."""

    list_display = ("runner", "created_at")
    date_hierarchy = "created_at"
    inlines = (ImportedFileInline,)

    def has_delete_permission(self, request, obj=None):
        return False
