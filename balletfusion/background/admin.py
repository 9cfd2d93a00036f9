"""The queue, as staff see it: what waits, what runs, what failed and why; and "try again"."""

import django_tasks_db.admin  # noqa: F401  registers its own page first, so that ours can take its place
from django.contrib import admin, messages
from django.utils.html import format_html
from django_tasks_db.models import DBTaskResult, get_date_max

from accounts.actions.entries import keep_entries
from balletfusion.background import leases
from balletfusion.background.models import Task

admin.site.unregister(DBTaskResult)


@admin.register(Task)
class TaskAdmin(admin.ModelAdmin):
    list_display = [
        "what",
        "queue_name",
        "status",
        "attempts",
        "enqueued_at",
        "took",
        "next_attempt",
        "error",
    ]
    list_display_links = ["what"]
    list_filter = ["status", "queue_name"]
    list_select_related = ["lease"]
    list_per_page = 50
    search_fields = ["task_path", "exception_class_path"]
    ordering = ["-enqueued_at"]
    actions = ["try_again"]
    fieldsets = [
        (None, {"fields": ["what", "task_path", "args_kwargs", "queue_name", "priority"]}),
        ("How it goes", {"fields": ["status", "attempts", "worker", "last_sign_of_life", "full_error"]}),
        ("When", {"fields": ["enqueued_at", "next_attempt", "started_at", "finished_at", "took"]}),
    ]

    @admin.display(description="task", ordering="task_path")
    def what(self, task):
        return task.task_path.rpartition(".")[2].replace("_", " ")

    @admin.display(description="attempts", ordering="lease__attempts")
    def attempts(self, task):
        return f"{task.lease.attempts} of {leases.ATTEMPTS}" if hasattr(task, "lease") else None

    @admin.display(description="took")
    def took(self, task):
        if task.started_at and task.finished_at:
            return f"{(task.finished_at - task.started_at).total_seconds():.1f} s"
        return None

    @admin.display(description="not before", ordering="run_after")
    def next_attempt(self, task):
        return None if task.run_after == get_date_max() else task.run_after

    @admin.display(description="error")
    def error(self, task):
        return task.traceback.strip().rpartition("\n")[2][:120] or None

    @admin.display(description="error")
    def full_error(self, task):
        return format_html("<pre>{}</pre>", task.traceback) if task.traceback else None

    @admin.display(description="worker")
    def worker(self, task):
        return task.lease.worker or None if hasattr(task, "lease") else None

    @admin.display(description="last sign of life")
    def last_sign_of_life(self, task):
        return task.lease.beat_at if hasattr(task, "lease") else None

    @admin.action(description="Try again", permissions=["retry"])
    def try_again(self, request, tasks):
        tasks = list(tasks)
        done = [leases.try_again(task) for task in tasks]
        again = [task for task, put_back in zip(tasks, done, strict=True) if put_back]
        keep_entries(by=request.user, rows=again, saying="Put back in the queue.")
        self.message_user(request, f"{sum(done)} put back in the queue.", messages.SUCCESS)
        if not all(done):
            self.message_user(request, f"{done.count(False)} left alone: running now.", messages.WARNING)

    def has_retry_permission(self, request):
        return request.user.has_perm("background.change_task")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False  # a task is looked at and tried again, never written by hand
