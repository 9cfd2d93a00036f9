"""The rules of the house (docs/architecture.md): who may know whom, and how things are named."""

import ast
import importlib
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "library", "plans"]  # each knows only those to its left
LAYERS = ["models", "actions", "forms", "views"]  # inside an app, each knows only those to its left
PURE = ["library/figure", "library/film", "plans/planner", "plans/importers", "plans/charts", "plans/feed"]
MAY_USE = {"library/film": ["library.figure"]}
# What a pure package may bring besides the standard library.
FIELD = {
    "library/figure": {"PIL", "aggdraw"},
    "library/film": {
        "PIL", "aggdraw", "numpy", "resvg", "imageio_ffmpeg", "font_source_serif_pro", "font_source_sans_pro"
    },
    "plans/planner": set(),
    "plans/importers": {"babel", "icalendar", "recurring_ical_events"},
    "plans/charts": {"numpy"},
    "plans/feed": {"icalendar"},
}  # fmt: skip
SEAMS = {
    "LIBRARY_ON_DONE": "plans.actions.session.record_class_done",
    "LIBRARY_FACETS": "plans.actions.fitting.day_of",
    "LIBRARY_FIT": "plans.actions.fitting.fit_of",
    "LIBRARY_DANCED": "plans.actions.danced.danced_by",
    "LIBRARY_FOLLOWING": "plans.actions.following_shown.following_of",
    "LIBRARY_FELT": "plans.actions.felt.felt_of",
    "ACCOUNTS_ON_TEACHES_AS": "library.actions.indexing.index_classes_of",
}
STARTS = ("LIBRARY_", "ACCOUNTS_ON_")
NAMELESS = {"utils", "util", "common", "core", "helpers", "services", "misc"}


def python_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


@cache
def imported(file: Path) -> frozenset[str]:
    """Every module a file names, late and relative imports too, as dotted names."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) - node.level + 1], node.module or ""]).rstrip(".")
            base = base if node.level else node.module
            found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return frozenset(found)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_an_import_is_found_wherever_it_stands(tmp_path, monkeypatch):
    file = tmp_path / "plans" / "views" / "late.py"
    file.parent.mkdir(parents=True)
    file.write_text(
        "from ..models import log\n\ndef view():\n    from library import models as m\n    import os.path\n"
    )
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert imported(file) == {
        "plans.models", "plans.models.log", "library", "library.models", "os.path"
    }  # fmt: skip


@pytest.mark.parametrize("app", APPS)
def test_apps_know_only_those_to_their_left(app):
    strangers = APPS[APPS.index(app) + 1 :]
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in python_files(app)
        for name in imported(file)
        if any(within(name, other) for other in strangers)
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_layers_know_only_those_to_their_left(app):
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for place, layer in enumerate(LAYERS)
        for file in python_files(f"{app}/{layer}")
        for name in imported(file)
        if any(within(name, f"{other}.{later}") for other in APPS for later in LAYERS[place + 1 :])
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_know_the_standard_library_and_their_field(package):
    own, friends = package.replace("/", "."), MAY_USE.get(package, [])
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in python_files(package)
        for name in imported(file)
        if name.split(".")[0] not in sys.stdlib_module_names | FIELD[package]
        and not any(within(name, allowed) for allowed in [own, *friends])
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_foreign_keys_point_only_to_the_left(app):
    known = {*APPS[: APPS.index(app) + 1], "auth", "contenttypes", "sessions"}
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label not in known
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_migrations_depend_only_on_the_left(app):
    known = {*APPS[: APPS.index(app) + 1], "auth", "contenttypes", "sessions", "__setting__"}
    for file in (ROOT / app / "migrations").glob("0*.py"):
        migration = importlib.import_module(f"{app}.migrations.{file.stem}").Migration
        assert {dependency[0] for dependency in migration.dependencies} <= known, file.name


def test_only_actions_call_the_pure_packages():
    packages = [package.replace("/", ".") for package in PURE]
    callers = {"actions", "content", *[package.split("/")[1] for package in PURE]}
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for app in APPS
        for file in python_files(app)
        if file.relative_to(ROOT).parts[1] not in callers
        for name in imported(file)
        if any(within(name, package) for package in packages)
    ]
    assert wrong == []


def test_no_drawer_is_without_a_name_of_its_own():
    parts = {part for file in python_files("balletfusion", *APPS) for part in file.with_suffix("").parts}
    assert parts & NAMELESS == set()


def test_migrations_say_what_they_do():
    wrong = [
        file.name
        for file in python_files("balletfusion", *APPS)
        if file.parent.name == "migrations" and file.stem != "__init__"
        if re.fullmatch(r"\d{4}_(auto_.*|initial|alter_.*|.*_and_more)", file.stem)
    ]
    assert wrong == []


def test_every_runpython_can_be_taken_back():
    for app in [*APPS, "background"]:
        package = apps.get_app_config(app).name
        for file in (ROOT / package.replace(".", "/") / "migrations").glob("0*.py"):
            operations = importlib.import_module(f"{package}.migrations.{file.stem}").Migration.operations
            runs = [step for step in operations if type(step).__name__ == "RunPython"]
            assert all(step.reversible for step in runs), file.name


def test_the_seams_are_these_and_lead_somewhere():
    named = {name: getattr(settings, name) for name in dir(settings) if name.startswith(STARTS)}
    assert named == SEAMS
    assert all(callable(import_string(path)) for path in named.values())


def test_nothing_below_views_and_commands_reads_the_clock():
    clock = re.compile(
        r"timezone\.(now|localdate)\(|datetime\.(now|utcnow|today)\(|date\.today\(|\btime\.time\(\)"
    )
    # The admin's pages are views, Django's way; what allauth asks an adapter and its forms, its views ask.
    above = {"views", "commands", "admin.py", "adapter.py", "doors.py"}
    below = [file for app in APPS for file in python_files(app) if not above & {*file.parts}]
    assert [str(file.relative_to(ROOT)) for file in below if clock.search(file.read_text())] == []


def test_no_signals_and_no_save_overrides():
    for file in python_files(*APPS):
        names = {
            node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)
        }
        assert "save" not in names, file
        assert not any(name.startswith("django.db.models.signals") for name in imported(file)), file


def templates() -> list[str]:
    folder = ROOT / "templates"
    return sorted(
        str(file.relative_to(folder)) for file in folder.rglob("*") if file.suffix in {".html", ".txt"}
    )


@pytest.mark.parametrize("name", templates())
def test_every_template_compiles(name):
    engines["django"].get_template(name)


@pytest.mark.parametrize("name", [name for name in templates() if "email" not in name])
def test_no_template_holds_style_or_script_of_its_own(name):
    text = (ROOT / "templates" / name).read_text()
    assert (
        re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|hx-on|javascript:", text)
        == []
    )


def test_the_root_shows_what_people_look_for():
    expected = {"manage.py", "balletfusion", "accounts", "library", "plans", "templates", "static", "tests"}
    expected |= {
        "requirements.txt",
        "requirements-dev.txt",
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
    }
    expected |= {"pyproject.toml", "docs", "deploy", "locale"}
    made = {"var", "__pycache__", "node_modules"}
    there = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")} - made
    assert there == expected
