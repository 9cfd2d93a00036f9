from library.models.media import Film, Rendition
from library.models.movement import Movement
from library.models.video_class import Chapter, ClassBenefit, Cue, VideoClass
from library.models.viewing import Viewing
from library.models.vocabulary import Benefit, BodySite, ClassKind, Kit, LegLoad, Level

__all__ = [
    "Benefit",
    "BodySite",
    "Chapter",
    "ClassBenefit",
    "ClassKind",
    "Cue",
    "Film",
    "Kit",
    "LegLoad",
    "Level",
    "Movement",
    "Rendition",
    "VideoClass",
    "Viewing",
]
