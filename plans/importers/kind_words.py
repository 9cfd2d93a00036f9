"""What kind of run a title speaks of, in several languages."""

import re

# In this order: "race-pace intervals" are intervals, "long run with 3 x 10 min" too. "Marathon plan: easy
# run" is easy, though "Marathon" alone is a race.
_WORDS = (
    ("intervals", r"\d\s*[x×]\s*[\d(]|interval|fartlek|fahrtspiel|repeat|\breps\b|vo2|récup|fractionn"),
    ("intervals", r"ripetute|\bseries\b"),
    ("tempo", r"tempo|threshold|schwelle|\bseuil\b|soglia|umbral|marathon pace|\bmp\b|cruise"),
    ("tempo", r"tröskel|terskel|drempel|limiar|kynnys"),
    ("race", r"\brace\b|parkrun|wettkampf|\b\d+ ?km d[eu]\b|\bcompetition|\bgara\b|volkslauf"),
    ("race", r"wedstrijd|tävling|compétition|carrera popular|\bprova\b"),
    ("long", r"\blong|langer? |\blsd\b|sortie longue|\blungo\b|tirada larga|rodaje largo"),
    ("long", r"långpass|langtur|lange duurloop|longão"),
    ("easy", r"\beasy\b|recovery|regenerat|footing|\bleicht|\blocker|\bjog\b|\blento\b|rodaje suave"),
    ("easy", r"rustig|\blugn|\brolig|regenerativ|rodagem leve"),
    ("race", r"marathon\b|maratona"),
)
_READ_AS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS)


def kind_titled(title: str) -> str | None:
    """`easy`, `long`, `intervals`, `tempo` or `race`; None where the title says nothing."""
    for kind, words in _READ_AS:
        if words.search(title):
            return kind
    return None
