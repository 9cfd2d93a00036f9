"""The plan and the log in the admin: enough to help a runner. Notes on bodies are not shown here."""

from django.contrib import admin

from plans.models import Import, ImportedFile, PlannedRun, PlannedSession, PlanSettings, Run, Session, Week


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
    exclude = ("note",)


@admin.register(PlannedRun)
class PlannedRunAdmin(OfRunner):
    list_display = ("runner", "date", "kind", "status")
    list_filter = ("status", "kind")
    date_hierarchy = "date"
    raw_id_fields = ("run",)


class PlaceInline(admin.TabularInline):
    model = PlannedSession
    fields = ("date", "video_class", "slot", "state", "reasons", "why")
    autocomplete_fields = ("video_class",)
    extra = 0


@admin.register(Week)
class WeekAdmin(OfRunner):
    list_display = ("runner", "starts_on", "planned_at")
    date_hierarchy = "starts_on"
    inlines = (PlaceInline,)


@admin.register(Session)
class SessionAdmin(OfRunner):
    list_display = ("runner", "date", "title", "minutes", "benefit", "effort", "how")
    list_filter = ("how", "benefit")
    date_hierarchy = "date"
    autocomplete_fields = ("runner", "video_class")
    raw_id_fields = ("planned_session",)
    exclude = ("note",)


@admin.register(PlanSettings)
class PlanSettingsAdmin(OfRunner):
    list_display = ("runner", "sessions", "level", "experience", "quiet", "impact")
    list_filter = ("experience", "level")


class ImportedFileInline(admin.TabularInline):
    model = ImportedFile
    fields = ("name", "verdict", "sentence", "size_bytes")
    readonly_fields = fields
    extra = 0
    can_delete = False


@admin.register(Import)
class ImportAdmin(OfRunner):
    list_display = ("runner", "created_at")
    date_hierarchy = "created_at"
    inlines = (ImportedFileInline,)
