"""The text tracks of a film: captions, chapters, and a metadata track that says what is being danced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from json import dumps

from library.film.schedule import FPS, Part, Schedule, beat_s
from library.film.script import Dance

LEAD = 1.4  # counts by which a cue comes before the moment it speaks of
AGAIN_S = 45.0  # the same cue comes back after this long at the earliest …
AGAIN_REPS = 3  # … and at every third repetition at the most
GAP_S = 9.0  # a line of encouragement keeps this far from the next words
LETTERS_A_SECOND = 16.0  # an easy reading speed
LINGER_S = 5.0  # a caption leaves the screen after this long, or when it has been read

HALF_WAY = ("Half way.", "That is half of them.", "Half done. Same care again.")
LAST = ("Last one.", "One more, and it is done.", "The last one: make it the slowest.", "And once more.")
ENCOURAGEMENT = (
    "Breathe out on the effort.",
    "Jaw soft, shoulders wide.",
    "Slower is harder, and better.",
    "Grow a little taller on this one.",
    "Feel the whole foot on the floor.",
    "Smaller and cleaner is welcome.",
    "Eyes on something that does not move.",
    "Let the music do the counting.",
    "Long through the back of the neck.",
    "Same care, same tempo.",
    "If it wobbles, it is working.",
    "Unclench the toes.",
    "Ribs over hips, hips over heels.",
    "Stop where it stops being easy to breathe.",
    "Quiet feet, quiet face.",
    "Nothing to prove here; just repeat it well.",
    "Think of the run this is for.",
    "Rest when you need to and join again.",
)


@dataclass(frozen=True)
class Caption:
    start_s: float
    end_s: float
    text: str


def captions(schedule: Schedule) -> list[Caption]:
    """Every sentence of the film in order, none over another, each long enough to be read."""
    lines, asides = cycle(ENCOURAGEMENT), dict[str, Iterator[str]]()
    spoken: list[Caption] = []
    for run in _runs(schedule):
        dance = run[-1].clip.dance
        aside = asides.setdefault(dance.slug, _asides(dance, lines))
        rows = [*_announced(run), *_cues(run)]
        spoken += _readable([*rows, *_between(run, rows, aside)], run[-1].end / FPS)
    return spoken


def _asides(dance: Dance, lines: Iterator[str]) -> Iterator[str]:
    """The movement's own reminders, each once, and a line for everybody after each of them."""
    for reminder in dance.reminders:
        yield reminder
        yield next(lines)
    yield from lines


def _runs(schedule: Schedule) -> Iterator[list[Part]]:
    """The parts from one card to the next: a movement on one side."""
    run: list[Part] = []
    for part in schedule.parts:
        if run and not part.rep and run[-1].rep:
            yield run
            run = []
        run.append(part)
    yield run


def _announced(run: list[Part]) -> Iterator[Caption]:
    """What a card says, spoken: a card is read by nobody who looks at the floor."""
    for part in run:
        if part.kind == "opening":
            yield _at(part, _that_fits(part, part.words[0] + ".", part.words[1]))
        if part.kind in ("card", "turn"):
            yield _at(part, _named(part))


def _named(card: Part) -> str:
    dance = card.clip.dance
    if card.kind == "card":
        return _that_fits(card, f"{dance.name}.", dance.plain)
    return f"Now the {dance.side(mirrored=True)} leg." if dance.works == "leg" else "Now the other side."


def _that_fits(part: Part, first: str, more: str) -> str:
    """Both sentences where the card stands long enough for them, else the first."""
    both = f"{first} {more}".strip()
    return both if _reading_s(both) <= part.frames / FPS else first


def _at(part: Part, text: str) -> Caption:
    return Caption(part.start / FPS, part.end / FPS, text.strip())


def _cues(run: list[Part]) -> Iterator[Caption]:
    """The movement's own cues, each where it can be read; what has no room waits for the next repetition."""
    said: dict[str, tuple[int, float]] = {}
    free_s = 0.0
    for part in run:
        for start_s, text in _cues_of(part):
            rep, at_s = said.get(text, (-AGAIN_REPS, -AGAIN_S))
            soon = part.rep - rep < AGAIN_REPS or start_s - at_s < AGAIN_S
            ending = text in said and part.rep == part.of  # the last time has a word of its own
            if soon or ending or start_s < free_s:
                continue
            said[text], free_s = (part.rep, start_s), start_s + _reading_s(text)
            yield Caption(start_s, part.end / FPS, text)


def _cues_of(part: Part) -> Iterator[tuple[float, str]]:
    dance = part.clip.dance
    for at, text in sentences(dance.movement.cues) if part.rep else ():
        yield part.start / FPS + max(0.0, at - LEAD) * beat_s(dance), text


def sentences(cues: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Cues that only together make a sentence, as one, at the count of the first."""
    out: list[tuple[float, str]] = []
    for at, text in cues:
        if out and out[-1][1][-1:] not in ".?:;…":
            out[-1] = (out[-1][0], f"{out[-1][1]} {text}")
        else:
            out.append((at, text))
    return out


def _between(run: list[Part], rows: list[Caption], asides: Iterator[str]) -> Iterator[Caption]:
    """A line in the quiet between two rounds of cues, and a word at half way and at the last repetition."""
    starts = [row.start_s for row in rows]
    for part in run:
        at = part.start / FPS
        if part.rep > 1 and not _near(at, starts):
            starts.append(at)
            yield Caption(at, part.end / FPS, _milestone(part) or next(asides))


def _near(at: float, starts: Iterable[float]) -> bool:
    return any(abs(start - at) < GAP_S for start in starts)


def _milestone(part: Part) -> str:
    if part.rep == part.of:
        return LAST[part.chapter % len(LAST)]
    if part.of >= 6 and part.rep == part.of // 2 + 1:
        return HALF_WAY[part.chapter % len(HALF_WAY)]
    return ""


def _readable(rows: list[Caption], end_s: float) -> list[Caption]:
    """Leaves out what would push a sentence off the screen unread; no caption lies over another."""
    out: list[Caption] = []
    for row in sorted(rows, key=lambda row: row.start_s):
        if not out or row.start_s - out[-1].start_s >= _reading_s(out[-1].text):
            out.append(row)
    ends = [row.start_s for row in out[1:]] + [end_s]
    return [
        replace(row, end_s=min(end, row.start_s + max(LINGER_S, _reading_s(row.text))))
        for row, end in zip(out, ends, strict=True)
    ]


def _reading_s(text: str) -> float:
    return max(1.2, len(text) / LETTERS_A_SECOND)


def captions_vtt(schedule: Schedule) -> str:
    """WebVTT subtitles."""
    return vtt((c.start_s, c.end_s, escaped(c.text)) for c in captions(schedule))


def chapters_vtt(schedule: Schedule) -> str:
    """WebVTT chapters, one for each movement."""
    return vtt((span.start_s, span.end_s, escaped(span.dance.name)) for span in schedule.chapters)


def track_vtt(schedule: Schedule) -> str:
    """WebVTT metadata, JSON for each part: all the words the player writes beside the picture, and the beat.

    kind opening: title, summary, ready. Others: name, how to say it, side ("left", "right", or null) and what
    works there ("leg", "side"); card: plain; loop: rep n of m, counts and the length of a beat in seconds.
    """
    # ">" is written as an escape: an arrow inside the payload would end the cue
    rows = ((part, dumps(_meta(part)).replace(">", "\\u003e")) for part in schedule.parts)
    return vtt((part.start / FPS, part.end / FPS, text) for part, text in rows)


def _meta(part: Part) -> dict[str, object]:
    dance = part.clip.dance
    meta: dict[str, object] = {
        "kind": part.kind,
        "chapter": part.chapter,
        "movement": dance.slug,
        "name": dance.name,
        "say": dance.say,
        "side": part.side,
        "works": dance.works if part.side else None,
    }
    if part.kind == "opening":
        meta |= dict(zip(("title", "summary", "ready"), part.words, strict=True))
    if part.kind == "card":
        meta |= {"plain": dance.plain}
    if part.rep:
        meta |= {"rep": part.rep, "of": part.of, "counts": dance.counts, "beat_s": round(beat_s(dance), 4)}
    return meta


def vtt(rows: Iterable[tuple[float, float, str]]) -> str:
    """WebVTT of (start s, end s, payload) rows."""
    blocks = [f"{i}\n{stamp(a)} --> {stamp(b)}\n{text}\n" for i, (a, b, text) in enumerate(rows, 1)]
    return "\n".join(["WEBVTT\n", *blocks])


def stamp(seconds: float) -> str:
    """Seconds as WebVTT writes them, to the millisecond."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


def escaped(text: str) -> str:
    """Text safe as a WebVTT payload: no tags, and no line that would end the cue."""
    flat = " ".join(text.split())
    return flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
