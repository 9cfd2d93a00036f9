from library.models.collection import Collection, CollectionClass
from library.models.media import Film, Rendition, Upload
from library.models.movement import Movement
from library.models.search import ClassWords, Edition, Misspelling, SearchWord
from library.models.video_class import Chapter, ClassBenefit, Cue, VideoClass
from library.models.viewing import PlayerChoices, Viewing
from library.models.vocabulary import Benefit, BodySite, ClassKind, Family, Kit, LegLoad, Level, Origin

__all__ = [
    "Benefit",
    "BodySite",
    "Chapter",
    "ClassBenefit",
    "ClassKind",
    "ClassWords",
    "Collection",
    "CollectionClass",
    "Cue",
    "Edition",
    "Family",
    "Film",
    "Kit",
    "LegLoad",
    "Level",
    "Misspelling",
    "Movement",
    "Origin",
    "PlayerChoices",
    "Rendition",
    "SearchWord",
    "Upload",
    "VideoClass",
    "Viewing",
]
