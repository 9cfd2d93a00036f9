"""A library small enough to film in a test: one movement, one class of two repetitions."""

import datetime
import shutil
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from library.content import BENEFITS, Library, load
from library.content.loading import HERE

MOVEMENT = {
    "name": "First position",
    "say": "preh-MYEHR",
    "plain": "Stand with heels together and grow tall.",
    "purpose": "The upright carriage you lose when you tire.",
    "muscles": {"deep abdominals": 1, "spinal extensors": 1},
    "sites": {"back": 1},
    "benefits": list(BENEFITS),
    "leg_load": 0,
    "level": 1,
    "turned_out": True,
    "parallel": "The same with the feet under the hips.",
    "faults": ["Ribs flaring", "Gripping toes"],
    "easier": "Sit to do it.",
    "harder": "Close your eyes in a corner.",
    "figure": {
        "counts": 4,
        "bpm": 120,
        "start": {"feet": "first", "arms": "bras_bas"},
        "keys": [{"at": 2, "arms": "first", "cue": "Breathe in."}, {"at": 4, "arms": "bras_bas"}],
    },
}
CLASS = {
    "title": "Stand tall",
    "summary": "Quiet minutes upright.",
    "description": "For the carriage.",
    "kind": "class",
    "level": 1,
    "benefits": list(BENEFITS),
    "dancer": "plum",
    "only_five": "Stand tall ten times.",
    "chapters": [{"movement": "first-position", "repetitions": 2}],
}
BENEFIT = {
    "name": "Benefit",
    "one_line": "What it does.",
    "why": "Why a runner wants it.",
    "evidence_for": [{"text": "What speaks for it.", "source": "Somebody 2020"}],
    "evidence_against": [{"text": "What nobody has shown."}],
    "colour": "act",
    "shape": "circle",
    "try_this": {
        "title": "Stand tall",
        "movement": "first-position",
        "steps": ["Heels together.", "Toes a little out.", "Grow."],
        "class": "stand-tall",
    },
}


def write_yaml(path: Path, row) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(row, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def content_folder(tmp_path) -> Path:
    """Content files that a test may change before they are read."""
    folder = tmp_path / "content"
    write_yaml(folder / "movements/first-position.yaml", MOVEMENT)
    write_yaml(folder / "classes/stand-tall.yaml", CLASS)
    write_yaml(folder / "benefits.yaml", dict.fromkeys(BENEFITS, BENEFIT))
    shutil.copy(HERE / "presets.yaml", folder)
    return folder


@pytest.fixture
def change(content_folder):
    """`change("classes/stand-tall", title="Taller")` rewrites a content file."""

    def change(name: str, **fields) -> None:
        path = content_folder / f"{name}.yaml"
        write_yaml(path, {**yaml.safe_load(path.read_text(encoding="utf-8")), **fields})

    return change


@pytest.fixture
def write(content_folder):
    """`write("collections/weeks", row)` adds a content file."""
    return lambda name, row: write_yaml(content_folder / f"{name}.yaml", row)


@pytest.fixture
def tiny_library(content_folder, monkeypatch) -> Library:
    """The small library, in place of what is shipped."""
    library = load(content_folder)
    import_module(settings.ROOT_URLCONF)  # what is first imported below would keep the small one for good
    for module in ("proposed_tags", "script", "shipped"):
        monkeypatch.setattr(f"library.actions.{module}.shipped", lambda: library)
    return library


@pytest.fixture(scope="session")
def drawn_before(tmp_path_factory) -> Path:
    """The files of the small library's film, once a test has made it."""
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture
def drawn(tiny_library, drawn_before, settings, db):
    """The one class of the small library with its film, made from files that another test has drawn."""
    from library.actions.content import load_content
    from library.actions.film import make_film
    from library.models import VideoClass

    load_content(tiny_library, now=datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC))
    video_class = VideoClass.objects.get()
    folders = {drawn_before / "media": settings.MEDIA_ROOT, drawn_before / "clips": settings.CLIP_CACHE_DIR}
    before = (drawn_before / "clips").exists()
    if before:
        for kept, own in folders.items():
            shutil.copytree(kept, own, dirs_exist_ok=True)
    assert make_film(video_class) == "made"
    if not before:
        for kept, own in folders.items():
            shutil.copytree(own, kept)
    return video_class
