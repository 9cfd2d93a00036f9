"""The addresses of the library. A class may not be called like the words that stand before it here."""

from django.urls import include, path

from library.views.benefit import benefit, benefits
from library.views.catalogue import best_today, catalogue
from library.views.choices import player_choice, player_choices
from library.views.collection import collection, collections
from library.views.films import film_file, film_part, film_segment, film_sound, film_status, film_whole
from library.views.history import (
    clear,
    forget,
    hidden,
    remember,
    saved,
    watched,
)
from library.views.movement import movement, movements
from library.views.player import class_done, class_place, class_watched
from library.views.saving import class_hide, class_save, class_unhide, class_unsave
from library.views.search import suggest
from library.views.today import class_today
from library.views.video_class import video_class

urlpatterns = [
    path("", catalogue, name="library"),
    path("today/", best_today, name="library_today"),
    path("player/", player_choices, name="player_choices"),
    path("player/choices/", player_choice, name="player_choice"),
    path("suggestions/", suggest, name="suggestions"),
    path("collections/", collections, name="collections"),
    path("collections/<slug:slug>/", collection, name="collection"),
    path("history/", watched, name="history"),
    path("history/saved/", saved, name="history_saved"),
    path("history/not-for-me/", hidden, name="history_hidden"),
    path("history/clear/", clear, name="history_clear"),
    path("history/remember/", remember, name="history_remember"),
    path("history/<slug:slug>/forget/", forget, name="history_forget"),
    path("movements/", movements, name="movements"),
    path("movements/<slug:slug>/", movement, name="movement"),
    path("benefits/", benefits, name="benefits"),
    path("benefits/<slug:benefit>/", benefit, name="benefit"),
    path("studio/collections/", include("library.collection_urls")),
    path("studio/", include("library.studio_urls")),
    path("studio/", include("library.upload_urls")),
    path("<slug:slug>/", video_class, name="class"),
    path("<slug:slug>/film/", film_status, name="film_status"),
    path("<slug:slug>/film/whole/", film_whole, name="film_whole"),
    path("<slug:slug>/film/<int:height>-<int:number>.m4s", film_segment, name="film_segment"),
    path("<slug:slug>/film/sound-<int:number>.m4s", film_sound, name="film_sound"),
    path("<slug:slug>/film/<str:name>", film_part, name="film_part"),
    path("<slug:slug>/film.mp4", film_file, {"kind": "mp4"}, name="film"),
    path("<slug:slug>/captions.vtt", film_file, {"kind": "captions"}, name="film_captions"),
    path("<slug:slug>/chapters.vtt", film_file, {"kind": "chapters"}, name="film_chapters"),
    path("<slug:slug>/track.vtt", film_file, {"kind": "metadata"}, name="film_track"),
    path("<slug:slug>/poster.webp", film_file, {"kind": "poster"}, name="film_poster"),
    path("<slug:slug>/watched/", class_watched, name="class_watched"),
    path("<slug:slug>/place/", class_place, name="class_place"),
    path("<slug:slug>/today/", class_today, name="class_today"),
    path("<slug:slug>/done/", class_done, name="class_done"),
    path("<slug:slug>/save/", class_save, name="class_save"),
    path("<slug:slug>/unsave/", class_unsave, name="class_unsave"),
    path("<slug:slug>/hide/", class_hide, name="class_hide"),
    path("<slug:slug>/unhide/", class_unhide, name="class_unhide"),
]
