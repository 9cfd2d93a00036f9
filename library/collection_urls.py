"""The addresses at which staff make and order collections, below /library/studio/collections/."""

from django.urls import path

from library.views.studio_collections import (
    add_class,
    move_class,
    move_collection,
    new_collection,
    remove_collection,
    studio_collection,
    studio_collections,
    take_class,
)

urlpatterns = [
    path("", studio_collections, name="studio_collections"),
    path("new/", new_collection, name="studio_collection_new"),
    path("<slug:slug>/", studio_collection, name="studio_collection"),
    path("<slug:slug>/move/", move_collection, name="studio_collection_move"),
    path("<slug:slug>/remove/", remove_collection, name="studio_collection_remove"),
    path("<slug:slug>/places/add/", add_class, name="studio_place_add"),
    path("<slug:slug>/places/<int:pk>/move/", move_class, name="studio_place_move"),
    path("<slug:slug>/places/<int:pk>/take-out/", take_class, name="studio_place_take_out"),
]
