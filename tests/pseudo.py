"""A language made for tests: each text of the site stands in ⟦brackets⟧, so what has none was not marked."""

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from django.utils.translation import trans_real

from balletfusion.catalogues import said_in_code

# Django and allauth say some things too, the names of days among them.
THEIRS = [
    Path(django.__file__).parent / "conf/locale/fr/LC_MESSAGES/django.mo",
    *(Path(django.__file__).parent / "contrib").glob("*/locale/fr/LC_MESSAGES/django.mo"),
    Path(allauth.__file__).parent / "locale/fr/LC_MESSAGES/django.mo",
]
SPACES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_][^\W\d_’'-]+")
SHOWN = {"alt", "aria-label", "aria-valuetext", "aria-description", "title", "placeholder", "label"}
# What is a name or is written the same in every language: ours, other firms', formats, units, keys.
NAMES = """Ballet Fusion for Runners English Français Strava Garmin Connect Coros Polar Suunto Apple Google
Outlook Thunderbird intervals.icu TrainingPeaks Runna Android GPX TCX FIT CSV ICS MP4 MOV ZIP JSON API SHA
km mi min bpm ft kg cm UTC PIN QR TOTP WebAuthn Esc Tab Shift Ctrl http https www com org Bearer curl"""
ALLOWED = {name.lower() for name in re.findall(r"[\w.]+", NAMES)}
ALLOWED |= {name.strip(".") for name in get_month_names("abbreviated", locale="fr").values()}
# Not read by people, or not ours: code, what a field holds already, zones by their official names.
PASSED_OVER = {"script", "style", "code", "kbd", "pre", "textarea"}


def in_brackets(text: str) -> str:
    before, words, after = SPACES.match(text).groups()
    return f"{before}⟦{words}⟧{after}"


def speak_in_brackets(folder: Path, settings) -> None:
    """French is this language from now on; the caller calls `forget` in the end."""
    catalog = Catalog(locale="fr")
    for context, text, plural in {*said_in_code(), *their_texts()}:
        texts = (text, plural) if plural else text
        said = tuple(map(in_brackets, texts)) if plural else in_brackets(text)
        catalog.add(texts, string=said, context=context)
    mo = folder / "fr" / "LC_MESSAGES" / "django.mo"
    mo.parent.mkdir(parents=True)
    body = io.BytesIO()
    write_mo(body, catalog)
    mo.write_bytes(body.getvalue())
    settings.LOCALE_PATHS = [folder]
    forget()


def their_texts():
    for mo in THEIRS:
        with mo.open("rb") as file:
            for message in read_mo(file):
                if message.id:
                    one, *more = message.id if isinstance(message.id, tuple | list) else (message.id,)
                    context = message.context
                    yield context.decode() if context else None, one, more[0] if more else None


def forget() -> None:
    """What is loaded of every catalogue, and what was said with it."""
    from library.actions import told

    trans_real._translations = {}
    trans_real._default = None
    told._told.cache_clear()


class Texts(HTMLParser):
    """What a page shows and reads out."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        another = tag in PASSED_OVER or told.get("lang") in ("en-GB", "fr")
        if another or (self.inside and self.inside[-1] == tag):
            self.inside.append(tag)
        if tag == "meta" and told.get("name") == "description":
            self.found.append(told.get("content") or "")
        self.found += [value for name, value in attrs if value and self.is_read(name, value)]

    def is_read(self, name, value):
        """Words for scripts stand in data- attributes: those that hold a space are sentences."""
        return name in SHOWN or (name.startswith("data-") and " " in value.strip() and "{" not in value[:1])

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and data.strip():
            self.found.append(data.strip())


def unmarked(page: str, content: set[str]) -> list[str]:
    """Texts with a word outside of brackets that is no name. `content`: what rows of the test hold."""
    scripts = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    texts = Texts()
    texts.feed(without_brackets(page))
    told = [*texts.found, *(without_brackets(text) for script in scripts for text in sentences(script))]
    return sorted({text for text in told if words_left(text, content)})


def without_brackets(text: str) -> str:
    while (less := BRACKETED.sub(" ", text)) != text:
        text = less
    return text


def sentences(script: str):
    """The texts in JSON that hold more than one word."""
    waiting = [json.loads(script)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and " " in value:
            yield value


def words_left(text: str, content: set[str]) -> list[str]:
    for held in sorted(content, key=len, reverse=True):
        text = text.replace(held, " ")
    text = re.sub(r"\S+@\S+|https?:\S+|\S*/\S+", " ", text)  # addresses, zones
    return [word for word in WORD.findall(text) if word.lower().strip(".") not in ALLOWED]
