"""A draft that nobody but its teacher ever met may go for good, with its films."""

from django.db import transaction

from library.actions.filmed import remove_film
from library.actions.upload import cancel_upload
from library.models import VideoClass

OWN = {"tags", "chapters", "cues", "films", "uploads", "search_words"}  # rows that belong to the class alone


def may_go(video_class: VideoClass) -> bool:
    """Whether it is a draft to which nothing of a runner is tied: no viewing, place, session, collection."""
    others = [relation for relation in VideoClass._meta.related_objects if relation.name not in OWN]
    tied = (getattr(video_class, relation.get_accessor_name()).exists() for relation in others)
    return video_class.published_at is None and not any(tied)


def remove_draft(video_class: VideoClass) -> bool:
    """Removes the class with all that was made for it. False: it stays, for runners have met it."""
    with transaction.atomic():
        if not may_go(video_class):
            return False
        for film in video_class.films.all():
            remove_film(film)
        for upload in video_class.uploads.filter(film=None):
            cancel_upload(upload=upload)
        video_class.delete()
    return True
