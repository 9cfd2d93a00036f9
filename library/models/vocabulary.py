"""The fixed words of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Benefit(models.TextChoices):
    FLEXIBILITY = "flexibility", _("Flexibility")
    STABILISERS = "stabilisers", _("Stabilisers")
    POSTURE = "posture", _("Posture")
    BALANCE = "balance", _("Balance")
    INJURY_PREVENTION = "injury-prevention", _("Even strength")


class BodySite(models.TextChoices):
    FOOT = "foot", _("Foot")
    ANKLE = "ankle", _("Ankle")
    ACHILLES = "achilles", _("Achilles")
    CALF = "calf", _("Calf")
    SHIN = "shin", _("Shin")
    KNEE = "knee", _("Knee")
    QUADS = "quads", _("Front of the thigh")
    HAMSTRING = "hamstring", _("Hamstring")
    HIP_FLEXOR = "hip-flexor", _("Hip flexor")
    GROIN = "groin", _("Groin")
    HIP = "hip", _("Hip and glutes")
    BACK = "back", pgettext_lazy("body", "Back")
    SHOULDERS = "shoulders", _("Shoulders and neck")


class Kit(models.TextChoices):
    CHAIR = "chair", _("A heavy chair")
    MAT = "mat", _("A mat")
    WALL = "wall", _("A wall")


class Family(models.TextChoices):
    """Where a movement stands in the glossary, in the order of a class."""

    CARRIAGE = "carriage", _("Positions and carriage")
    PLIES = "plies", _("Pliés")
    WORKING_LEG = "working-leg", _("The working leg")
    RISES = "rises", _("Rises and calves")
    FEET = "feet", _("Feet")
    BALANCES = "balances", _("Balances")
    STRENGTH = "strength", _("Standing strength")
    ARMS = "arms", _("Port de bras")
    TRAVELLING = "travelling", _("Travelling")
    JUMPS = "jumps", _("Jumps")
    FLOOR = "floor", _("On the floor")
    STRETCHES = "stretches", _("Stretches")


class ClassKind(models.TextChoices):
    CLASS = "class", _("Class")
    PRIMER = "primer", _("Primer before a run")
    COOLDOWN = "cooldown", _("Cooldown")


class Level(models.IntegerChoices):
    ONE = 1, _("Level 1")
    TWO = 2, _("Level 2")
    THREE = 3, _("Level 3")


class LegLoad(models.IntegerChoices):
    NONE = 0, _("No leg load: breath, posture, floor")
    LIGHT = 1, _("Light: foot-core, balance, light barre")
    STRENGTH = 2, _("Strength: long pliés, relevés, single-leg")
    IMPACT = 3, _("Impact: small jumps")


class Origin(models.TextChoices):
    DRAWN = "drawn", _("Drawn from our own tables")
    FILMED = "filmed", _("Filmed by a teacher")


# What a runner calls the muscles whose names come from the anatomy book.
PLAIN_MUSCLES = {
    "abductor hallucis": _("inner edge of the foot"),
    "adductors": _("inner thigh"),
    "deep abdominals": _("low and deep in the belly"),
    "deep hip rotators": _("they turn the leg out"),
    "gastrocnemius": _("the calf you see"),
    "gluteals": _("seat"),
    "hamstrings": _("back of the thigh"),
    "hip abductors": _("outer hip"),
    "hip flexors": _("front of the hip"),
    "latissimus": _("side of the back"),
    "quadriceps": _("front of the thigh"),
    "shoulder girdle": _("around the shoulder blades"),
    "soleus": _("the calf beneath"),
    "spinal extensors": _("along the spine"),
    "tibialis anterior": _("shin"),
    "tibialis posterior": _("inside of the shin, holds the arch"),
    "toe extensors": _("top of the foot"),
    "toe flexors": _("sole of the foot"),
    "upper spinal extensors": _("between the shoulder blades"),
}
