"""The addresses of the teachers' studio, below /library/studio/. Uploading has its own beside these."""

from django.urls import path

from library.views.studio import new, remove, studio, studio_class
from library.views.studio_captions import captions, captions_download, captions_file
from library.views.studio_chapters import chapters
from library.views.studio_film import (
    film_again,
    film_cancel,
    film_remove,
    film_restore,
    film_version,
    films,
    poster,
)
from library.views.studio_publish import publish_date, publish_no_date, publish_now, publishing, withdraw
from library.views.studio_words import about, safety, tags

urlpatterns = [
    path("", studio, name="studio"),
    path("new/", new, name="studio_new"),
    path("<slug:slug>/", studio_class, name="studio_class"),
    path("<slug:slug>/film/", films, name="studio_films"),
    path("<slug:slug>/film/<int:version>/film.mp4", film_version, name="studio_film_version"),
    path("<slug:slug>/film/<int:version>/again/", film_again, name="studio_film_again"),
    path("<slug:slug>/film/<int:version>/cancel/", film_cancel, name="studio_film_cancel"),
    path("<slug:slug>/film/<int:version>/restore/", film_restore, name="studio_film_restore"),
    path("<slug:slug>/film/<int:version>/remove/", film_remove, name="studio_film_remove"),
    path("<slug:slug>/chapters/", chapters, name="studio_chapters"),
    path("<slug:slug>/captions/", captions, name="studio_captions"),
    path("<slug:slug>/captions/file/", captions_file, name="studio_captions_file"),
    path("<slug:slug>/captions/captions.vtt", captions_download, name="studio_captions_download"),
    path("<slug:slug>/about/", about, name="studio_about"),
    path("<slug:slug>/tags/", tags, name="studio_tags"),
    path("<slug:slug>/poster/", poster, name="studio_poster"),
    path("<slug:slug>/safety/", safety, name="studio_safety"),
    path("<slug:slug>/publish/", publishing, name="studio_publish"),
    path("<slug:slug>/publish/now/", publish_now, name="studio_publish_now"),
    path("<slug:slug>/publish/date/", publish_date, name="studio_publish_date"),
    path("<slug:slug>/publish/no-date/", publish_no_date, name="studio_publish_no_date"),
    path("<slug:slug>/remove/", remove, name="studio_remove"),
    path("<slug:slug>/withdraw/", withdraw, name="studio_withdraw"),
]
