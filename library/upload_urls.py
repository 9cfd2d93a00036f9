"""The addresses a teacher's film is sent to, below /library/studio/."""

from django.urls import path

from library.views.upload import begin, cancel, pieces, upload

urlpatterns = [
    path("<slug:slug>/upload/", upload, name="upload"),
    path("<slug:slug>/uploads/", begin, name="upload_begin"),
    path("<slug:slug>/uploads/<uuid:pk>/", pieces, name="upload_pieces"),
    path("<slug:slug>/uploads/<uuid:pk>/cancel/", cancel, name="upload_cancel"),
]
