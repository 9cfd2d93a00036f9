"""What the words of a planned event say: which sport, how long, how far.

Titles and descriptions as TrainingPeaks, Runna, intervals.icu, Garmin Connect and people write them. Every
pattern is bounded, so that no text takes long.
"""

import re

from .kind_words import kind_titled
from .sports import CYCLING, HIKING, OTHER, RUNNING, STRENGTH, SWIMMING, WALKING, YOGA

REST = "rest"
SHORTEST_S, LONGEST_S = 60, 24 * 3600
SHORTEST_M, LONGEST_M = 400, 500_000
READ_LETTERS = 2000  # more of a description says nothing new
_MILE_M, _KM_M = 1609.344, 1000.0

# Whole words, or beginnings of words marked by a star. The sport named first in a title is the one meant.
_SPORTS = {
    RUNNING: "run runs running runner's jog jogging jogg* lauf laufen läufe dauerlauf longrun waldlauf "
    "course_à_pied footing trail corsa correre carrera correr corrida hardlopen hardloop* "
    "duurloop löp* løb* løp* juoksu* lenk bieg* běh* treadmill laufband tapis_roulant parkrun "
    "marathon halbmarathon semi-marathon maratona fartlek fahrtspiel strides",
    CYCLING: "bike biking ride riding cycling cycle spin spinning turbo zwift rad radfahren rad* vélo velo "
    "ciclismo bici* fietsen fiets* cykl* sykkel* pyör* rower* mtb gravel peloton",
    SWIMMING: "swim* schwimm* natation nager nuoto nadar natación natacion zwem* sim simning svøm* uinti "
    "pływ* plav*",
    STRENGTH: "strength kraft* gym weights lifting core conditioning s&c mobility renforcement musculation "
    "ppg forza fuerza krachttraining styrke* styrka* plyo* plyometrics crossfit hiit circuit",
    YOGA: "yoga pilates stretch* dehnen étirements stretching barre ballet",
    HIKING: "hik* wander* randonnée trek* escursion* senderis*",
    WALKING: "walk* spazier* marche camminata caminata caminar wandelen gå promenad*",
    OTHER: "row rowing erg ski skiing skierg nordic kayak paddle tennis football soccer fußball "
    "basketball climb* boulder* golf dance massage physio elliptical crosstrainer cross-training "
    "cross_training xt triathlon duathlon brick",
    REST: "rest restday off ruhe ruhetag trainingsfrei pause repos riposo descanso rustdag rust "
    "hviledag vilodag vila lepopäivä folga odpoczynek volno",
}


def _pattern(words: str) -> str:
    parts = []
    for word in words.split():
        stem = re.escape(word.rstrip("*")).replace("_", r"\s")
        parts.append(stem + (r"\w*" if word.endswith("*") else ""))
    return rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"


_SPORT_WORDS = {sport: re.compile(_pattern(words), re.IGNORECASE) for sport, words in _SPORTS.items()}
_LABELLED_SPORT = re.compile(
    r"^\s*(?:sport|activity|activity type|type|workout type|sportart|activité)\s*[:=]\s*(.{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
_CANCELLED = re.compile(
    r"^\W{0,3}(?:cancell?ed|abgesagt|annulée?|annullat[oa]|cancelad[oa])\b", re.IGNORECASE
)


def sport_of_event(title: str, description: str = "", categories: str = "") -> str:
    """One of the sports of `sports`, or `rest`; `other` for what has nothing to do with running."""
    for text in (title, categories, *_LABELLED_SPORT.findall(description[:READ_LETTERS])[:3]):
        if sport := _named_first(text):
            return sport
    return RUNNING if _speaks_of_running(title, description) else OTHER


def _named_first(text: str) -> str | None:
    """Rest counts only where nothing else is named: "Rest or easy 30 min run" is a run."""
    found = []
    for sport, words in _SPORT_WORDS.items():
        if match := words.search(text):
            found.append((sport == REST, match.start(), sport))
    return min(found)[2] if found else None


def _speaks_of_running(title: str, description: str) -> bool:
    """Intervals, tempo and races are words of runners; "long" and "easy" need a measure beside them."""
    kind = kind_titled(title)
    measured = distance_of(title) is not None or (
        kind is not None and (duration_of(title, description) or distance_of(title, description)) is not None
    )
    return kind in ("intervals", "tempo", "race") or measured


def is_cancelled(title: str) -> bool:
    """Whether the title begins by saying so, as some calendars do in place of a status."""
    return _CANCELLED.search(title) is not None


# --- how long, how far ------------------------------------------------------------------------------

_PACE = re.compile(
    r"\d{1,2}[:.'’]\d\d\"?\s{0,2}(?:min)?\s{0,2}(?:/|per|pro|p)\s{0,2}(?:km|mi|mile|k)\b"
    r"|\d{1,2}(?:[.,]\d)?\s{0,2}(?:min|minutes)?\s{0,2}(?:/|per)\s{0,2}(?:km|mi|mile)\b"
    r"|\d{1,3}(?:[.,]\d)?\s{0,2}(?:km/h|kmh|mph|m/s)\b",
    re.IGNORECASE,
)
# 6 x 800 m, 3×(2 km + 1 km), 5x3min: a part of the run, not the run.
_REPEATS = re.compile(
    r"\d{1,3}\s{0,2}[x×*]\s{0,2}(?:\([^)]{0,80}\)|\d{1,5}(?:[.,:]\d{1,2})?\s{0,2}(?:h|min\w{0,4}|sec\w{0,4}|s|km|k|mi\w{0,3}|m|'|\")?(?!\w))",
    re.IGNORECASE,
)
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,3})?)"
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])")
_HOURS_MINUTES = re.compile(
    r"(?<![\w:.,])(\d{1,2})\s{0,2}(?:h|hr|hrs|hours?|std|stunden?|heures?|ore|ora|horas?|uur|t)\.?\s{0,2}(?:and\s|und\s|et\s)?"
    r"(\d{1,2})\s{0,2}(?:m|min|mins|minutes?|minuten|minuti|minutos|')?(?![\w:])",
    re.IGNORECASE,
)
_HOURS = re.compile(
    rf"(?<![\w:.,]){_NUMBER}\s{{0,2}}-?(?:h|hr|hrs|hours?|std|stunden?|heures?|ore|ora|horas?|uur)(?!\w)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?<![\w:.,]){_NUMBER}\s{{0,2}}-?(?:min|mins|minutes?|minuten|minuti|minutos|minut|minuutt?i?a?|mn|['′’])(?!\w)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"(?<![\w:.,])\d{1,3}m\s{0,2}[-–]\s{0,2}(\d{1,3})m(?!\w)", re.IGNORECASE
)  # Runna: 30m-35m
_KILOMETRES = re.compile(
    rf"(?<![\w:.,]){_NUMBER}\s{{0,2}}-?(?:km|kms|kilomet(?:re|er)s?|kilómetros|chilometri|k)(?![\w/])",
    re.IGNORECASE,
)
_MILES = re.compile(rf"(?<![\w:.,]){_NUMBER}\s{{0,2}}-?(?:mi|miles?|miler)(?![\w/])", re.IGNORECASE)
_TIME_LABEL = re.compile(
    r"(?:planned |total |est(?:imated)?\.? |moving |target )?"
    r"(?:time|duration|dauer|zeit|durée|temps|durata|tempo previsto|duración|tiempo|duur)"
    r"\s{0,2}[:=]\s{0,2}(.{1,40})",
    re.IGNORECASE,
)
_DISTANCE_LABEL = re.compile(
    r"(?:planned |total |est(?:imated)?\.? |target )?"
    r"(?:distance|distanz|strecke|distanza|distancia|afstand)\s{0,2}[:=]\s{0,2}(.{1,40})",
    re.IGNORECASE,
)
_SHORT_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?![\d:])")
_METRES = re.compile(r"(\d{3,6})\s{0,2}(?:m|meters?|metres?)(?!\w)", re.IGNORECASE)
_PART_OF_A_WORKOUT = re.compile(r"^\s*(?:[-•*·>–]|\d+[.)]\s|warm|cool|ein|aus|échauff)", re.IGNORECASE)


def duration_of(title: str, description: str = "") -> int | None:
    """Seconds, from the title, else from a label of the description, else from its first words."""
    if (seconds := _seconds_in(_whole(title))) is not None:
        return seconds
    for said in _TIME_LABEL.findall(description[:READ_LETTERS])[:5]:
        if (seconds := _labelled_seconds(said)) is not None:
            return seconds
    return _seconds_in(_whole(_first_words(description)))


def distance_of(title: str, description: str = "") -> int | None:
    """Metres, looked for in the same places."""
    if (metres := _metres_in(_whole(title))) is not None:
        return metres
    for said in _DISTANCE_LABEL.findall(description[:READ_LETTERS])[:5]:
        if (metres := _labelled_metres(said)) is not None:
            return metres
    return _metres_in(_whole(_first_words(description)))


def _whole(text: str) -> str:
    """Without paces and without the parts that are repeated."""
    return _REPEATS.sub(" ", _PACE.sub(" ", text[:200]))


def _first_words(description: str) -> str:
    """The first line that is not itself a step of the workout."""
    lines = [line for line in description[:READ_LETTERS].splitlines() if line.strip()]
    return "" if not lines or _PART_OF_A_WORKOUT.match(lines[0]) else lines[0]


def _labelled_seconds(said: str) -> int | None:
    """Behind a label "0:50" is fifty minutes: plans count in hours and minutes."""
    if (seconds := _seconds_in(said)) is not None:
        return seconds
    match = _SHORT_CLOCK.match(said)
    return _if_believable_s(int(match[1]) * 3600 + int(match[2]) * 60) if match else None


def _seconds_in(text: str) -> int | None:
    if match := _CLOCK.search(text):
        return _if_believable_s(int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3]))
    if match := _HOURS_MINUTES.search(text):
        return _if_believable_s(int(match[1]) * 3600 + int(match[2]) * 60)
    for words, unit_s in ((_HOURS, 3600), (_MINUTES, 60), (_FROM_TO, 60)):
        if match := words.search(text):
            return _if_believable_s(round(_number(match[1]) * unit_s))
    return None


def _labelled_metres(said: str) -> int | None:
    if (metres := _metres_in(said)) is not None:
        return metres
    match = _METRES.match(said)
    return _if_believable_m(float(match[1])) if match else None


def _metres_in(text: str) -> int | None:
    for words, unit_m in ((_KILOMETRES, _KM_M), (_MILES, _MILE_M)):
        if match := words.search(text):
            return _if_believable_m(_number(match[1]) * unit_m)
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _if_believable_s(seconds: int) -> int | None:
    return seconds if SHORTEST_S <= seconds <= LONGEST_S else None


def _if_believable_m(metres: float) -> int | None:
    return round(metres) if SHORTEST_M <= metres <= LONGEST_M else None
