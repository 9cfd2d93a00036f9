from library.models.collection import Collection, CollectionClass
from library.models.media import Film, Rendition, Upload
from library.models.movement import Movement
from library.models.video_class import Chapter, ClassBenefit, Cue, VideoClass
from library.models.viewing import Viewing
from library.models.vocabulary import Benefit, BodySite, ClassKind, Family, Kit, LegLoad, Level, Origin

__all__ = [
    "Benefit",
    "BodySite",
    "Chapter",
    "ClassBenefit",
    "ClassKind",
    "Collection",
    "CollectionClass",
    "Cue",
    "Family",
    "Film",
    "Kit",
    "LegLoad",
    "Level",
    "Movement",
    "Origin",
    "Rendition",
    "Upload",
    "VideoClass",
    "Viewing",
]
