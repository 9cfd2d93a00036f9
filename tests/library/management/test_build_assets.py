import json

import pytest
from django.core.management import call_command

from library.actions.assets import build_assets
from library.content import load

pytestmark = pytest.mark.usefixtures("tiny_library")


def drawn(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_fonts_tables_stills_and_posters_are_drawn(tmp_path, settings, tiny_library):
    assert build_assets(tiny_library, tmp_path / "assets") == 3
    assert drawn(tmp_path / "assets") == [
        ".stamps.json",
        "figure/movements.json",
        "figure/stills/first-position.webp",
        "fonts/.source",
        "fonts/heading-400.woff2",
        "fonts/heading-600.woff2",
        "posters/stand-tall.webp",
    ]
    assert list(json.loads((tmp_path / "assets/figure/movements.json").read_text())["movements"]) == [
        "first-position"
    ]


def test_only_what_changed_is_drawn_again(tmp_path, tiny_library, content_folder, change):
    told = []
    build_assets(tiny_library, tmp_path / "assets")
    assert build_assets(tiny_library, tmp_path / "assets", told.append) == 0
    change("classes/stand-tall", dancer="sea")
    assert build_assets(load(content_folder), tmp_path / "assets", told.append) == 1
    assert told == ["posters/stand-tall.webp"]


def test_a_picture_that_was_lost_or_is_no_longer_wanted(tmp_path, tiny_library, content_folder):
    build_assets(tiny_library, tmp_path / "assets")
    (tmp_path / "assets/posters/stand-tall.webp").rename(tmp_path / "assets/posters/old.webp")
    stamps = tmp_path / "assets/.stamps.json"
    stamps.write_text(json.dumps({**json.loads(stamps.read_text()), "posters/old.webp": "x"}))
    assert build_assets(tiny_library, tmp_path / "assets") == 1
    assert [p.name for p in (tmp_path / "assets/posters").iterdir()] == ["stand-tall.webp"]


def test_stamps_that_cannot_be_read_draw_everything(tmp_path, tiny_library):
    build_assets(tiny_library, tmp_path / "assets")
    (tmp_path / "assets/.stamps.json").write_text("{")
    assert build_assets(tiny_library, tmp_path / "assets") == 3


def test_the_command_writes_into_the_folder_of_the_settings(tmp_path, settings, capsys):
    settings.ASSETS_DIR = tmp_path / "assets"
    call_command("build_assets")
    assert capsys.readouterr().out.strip().endswith("pictures and tables drawn.")
    call_command("build_assets")
    assert capsys.readouterr().out == "All pictures are up to date.\n"
