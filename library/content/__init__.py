"""What the library ships: movements, classes and benefits as YAML files, read and checked. No Django.

library = load()            # ContentFaults carries one sentence for each fault of any file
library.classes["first-position"].script
"""

from library.content.benefit import BenefitContent, TryThis
from library.content.collection import CollectionContent
from library.content.enchainement import Enchainement, enchainement_of
from library.content.loading import Library, gaps, load, unfit_dances
from library.content.movement import MovementContent
from library.content.reading import ContentFaults
from library.content.safety import gentle, releves
from library.content.video_class import ChapterContent, ClassContent
from library.content.vocabulary import BENEFITS, RESERVED

__all__ = [
    "BENEFITS",
    "RESERVED",
    "BenefitContent",
    "ChapterContent",
    "ClassContent",
    "CollectionContent",
    "ContentFaults",
    "Enchainement",
    "Library",
    "MovementContent",
    "TryThis",
    "enchainement_of",
    "gaps",
    "gentle",
    "load",
    "releves",
    "unfit_dances",
]
