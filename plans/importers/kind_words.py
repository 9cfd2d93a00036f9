"""What kind of run a title speaks of, in several languages."""

import re

# In this order: "race-pace intervals" are intervals, "long run with 3 x 10 min" too.
_WORDS = (
    (
        "intervals",
        r"\d\s*[x×]\s*[\d(]|interval|fartlek|fahrtspiel|repeat|\breps\b|vo2|récup|fractionn|ripetute|\bseries\b",
    ),
    ("tempo", r"tempo|threshold|schwelle|\bseuil\b|soglia|umbral|marathon pace|\bmp\b|cruise"),
    (
        "race",
        r"\brace\b|parkrun|wettkampf|\b\d+ ?km d[eu]\b|marathon\b|maratona|\bcompetition|\bgara\b|volkslauf",
    ),
    ("long", r"\blong|langer? |\blsd\b|sortie longue|\blungo\b|tirada larga|rodaje largo"),
    ("easy", r"\beasy\b|recovery|regenerat|footing|\bleicht|\blocker|\bjog\b|\blento\b|rodaje suave"),
)
_READ_AS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS)


def kind_titled(title: str) -> str | None:
    """`easy`, `long`, `intervals`, `tempo` or `race`; None where the title says nothing."""
    for kind, words in _READ_AS:
        if words.search(title):
            return kind
    return None
