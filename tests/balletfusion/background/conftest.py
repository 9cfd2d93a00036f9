"""Tasks to do."""

import importlib
from pathlib import Path

import pytest

CHORES = Path(__file__).parent / "chores"


@pytest.fixture
def chores(monkeypatch):
    monkeypatch.syspath_prepend(CHORES)
    return importlib.import_module("chores")
