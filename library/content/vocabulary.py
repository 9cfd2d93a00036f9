"""The fixed words a content file may use."""

BENEFITS = ("flexibility", "stabilisers", "posture", "balance", "injury-prevention")
KINDS = ("class", "primer", "cooldown")
MOODS = ("calm", "bright", "waltz", "march", "wistful")  # of the music
LEVELS = (1, 2, 3)
SITES = (
    "foot",
    "ankle",
    "achilles",
    "calf",
    "shin",
    "knee",
    "quads",
    "hamstring",
    "hip-flexor",
    "groin",
    "hip",
    "back",
    "shoulders",
)
MUSCLES = (
    "abdominals",
    "abductor hallucis",
    "adductors",
    "ankle stabilisers",
    "chest",
    "deep abdominals",
    "deep hip rotators",
    "diaphragm",
    "foot muscles",
    "gastrocnemius",
    "gluteals",
    "hamstrings",
    "hip abductors",
    "hip flexors",
    "latissimus",
    "muscles between the ribs",
    "quadriceps",
    "shoulder girdle",
    "side of the waist",
    "soleus",
    "spinal extensors",
    "tibialis anterior",
    "tibialis posterior",
    "toe extensors",
    "toe flexors",
    "upper spinal extensors",
)
KIT = ("chair", "mat", "wall")
COUNTS_AS = ("plie", "releve", "jump", "none")
POSTURES = ("standing", "seated", "floor", "prone")
FAMILIES = (
    "carriage",
    "plies",
    "working-leg",
    "rises",
    "feet",
    "balances",
    "strength",
    "travelling",
    "arms",
    "floor",
    "stretches",
    "jumps",
)
LIMITS = ("no_impact", "support", "no_prone", "no_flat_back", "no_head_low")
SHAPES = ("circle", "triangle", "square", "ring", "bars")

# Words of the barre without an accent to know them by; a name that holds one needs how to say it.
FRENCH = frozenset(
    [
        "allegro",
        "arabesque",
        "battement",
        "bras",
        "cloche",
        "cou",
        "demi",
        "devant",
        "fondu",
        "jambe",
        "pas",
        "pointe",
        "rond",
        "temps",
        "tendu",
    ]
)

# A class lives at /library/<slug>/, so no slug may be a word of the addresses beside it.
RESERVED = frozenset(
    [
        "admin",
        "all",
        "api",
        "benefits",
        "classes",
        "collections",
        "done",
        "films",
        "glossary",
        "hidden",
        "history",
        "media",
        "movements",
        "new",
        "player",
        "posters",
        "recent",
        "saved",
        "search",
        "studio",
        "suggestions",
        "teachers",
        "today",
        "try",
        "upload",
    ]
)
