"""The addresses of plans: what is on today, the plan, the log, what was done."""

from django.urls import path

from plans.views import evidence, front, imports, log, plan, progress, run, session, settings, today, welcome

urlpatterns = [
    path("", front.front, name="front"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/<slug:step>/", welcome.welcome, name="welcome"),
    path("welcome/<slug:step>/skip/", welcome.skip, name="skip_question"),
    path("today/", today.today, name="today"),
    path("plan/", plan.week, name="this_week"),
    path("plan/settings/", settings.plan_settings, name="plan_settings"),
    path("plan/settings/forget-health-notes/", settings.forget_health, name="forget_health_notes"),
    path("plan/settings/<slug:step>/", settings.section, name="plan_settings_section"),
    path("plan/<str:date>/", plan.week, name="week"),
    path("plan/<str:date>/again/", plan.again, name="plan_again"),
    path("plan/<str:date>/<slug:slug>/move/", plan.move, name="move"),
    path("plan/<str:date>/<slug:slug>/skip/", plan.skip, name="skip"),
    path("plan/<str:date>/<slug:slug>/back/", plan.back, name="put_back"),
    path("log/", log.log, name="log"),
    path("log/runs/new/", log.new, name="new_run"),
    path("log/runs/<int:pk>/", run.run, name="run"),
    path("log/runs/<int:pk>/as-recorded/", run.as_recorded, name="run_as_recorded"),
    path("log/runs/<int:pk>/edit/", log.edit, name="edit_run"),
    path("log/runs/<int:pk>/kind/", log.kind, name="run_kind"),
    path("log/runs/<int:pk>/delete/", log.delete, name="delete_run"),
    path("log/runs/<int:pk>/original/", log.original, name="run_original"),
    path("log/import/", imports.new, name="new_import"),
    path("log/files/<int:pk>/keep/", imports.keep, name="keep_as_run"),
    path("log/imports/<int:pk>/", imports.page, name="import"),
    path("log/imports/<int:pk>/undo/", imports.undo, name="undo_import"),
    path("progress/", progress.progress, name="progress"),
    path("sessions/new/", session.new, name="new_session"),
    path("sessions/<int:pk>/", session.session, name="session"),
    path("sessions/<int:pk>/effort/", session.effort, name="session_effort"),
    path("sessions/<int:pk>/release/", session.release, name="release_session"),
    path("sessions/<int:pk>/delete/", session.delete, name="delete_session"),
]
