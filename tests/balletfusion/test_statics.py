"""collectstatic joins the stylesheet, and names everything by its hash."""

import json
import re

import pytest
from django.apps import apps
from django.core.management import call_command

from balletfusion.statics import joined_css, with_urls_seen_from

FUSION = """
/* the order of the layers */
@layer reset, tokens, components;
@import url("reset.css") layer(reset);
@import url("components/button.css") layer(components);
"""


@pytest.fixture
def tree(tmp_path):
    def write(**files):
        for name, text in files.items():
            path = tmp_path / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    write(
        **{
            "css/fusion.css": FUSION,
            "css/reset.css": "* { margin: 0 }",
            "css/components/button.css": '@font-face { src: url("../../fonts/heading.woff2") }',
            "fonts/heading.woff2": "font",
            "js/main.js": 'import { dance } from "./dance.js";\ndance();',
            "js/dance.js": "export const dance = () => 1;",
        }
    )
    return write


@pytest.fixture
def collected(settings, tmp_path, tree):
    settings.STATICFILES_DIRS = [tmp_path / "src"]
    settings.STATIC_ROOT = tmp_path / "out"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "balletfusion.statics.Storage"}}

    def collect():
        call_command("collectstatic", interactive=False, verbosity=0)
        names = json.loads((tmp_path / "out/staticfiles.json").read_text())["paths"]
        return lambda name: (names[name], (tmp_path / "out" / names[name]).read_text())

    return collect


def test_the_stylesheet_is_one_file_with_its_layers(collected):
    font = collected()("fonts/heading.woff2")[0].removeprefix("fonts/")
    name, css = collected()("css/fusion.css")
    assert re.fullmatch(r"css/fusion\.[0-9a-f]{12}\.css", name)
    assert css == (
        "@layer reset, tokens, components;\n"
        "@layer reset {\n* { margin: 0 }\n}\n"
        f'@layer components {{\n@font-face {{ src: url("../fonts/{font}") }}\n}}'
    )


def test_a_change_in_an_imported_file_changes_the_name_of_the_stylesheet(collected, tree):
    before = collected()("css/fusion.css")[0]
    tree(**{"css/reset.css": "* { margin: 1px }"})
    assert collected()("css/fusion.css")[0] != before


def test_a_javascript_module_imports_by_hash(collected):
    find = collected()
    dance = find("js/dance.js")[0].removeprefix("js/")
    assert find("js/main.js")[1] == f'import {{ dance }} from "./{dance}";\ndance();'


def test_files_are_compressed_too(collected, tmp_path, tree):
    tree(**{"css/reset.css": "* { margin: 0 }\n" * 200})
    name, _ = collected()("css/fusion.css")
    assert (tmp_path / "out" / f"{name}.gz").exists()
    assert (tmp_path / "out" / f"{name}.br").exists()


def test_an_import_of_what_is_not_there_is_named(collected, tree):
    tree(**{"css/fusion.css": '@import url("lost.css") layer(reset);'})
    with pytest.raises(ValueError, match=r"^css/fusion.css imports css/lost.css, which is not there\.$"):
        collected()


def test_an_import_written_otherwise_is_refused():
    with pytest.raises(ValueError, match=r"write '@import \"a.css\";' as @import url"):
        joined_css("css/fusion.css", lambda name: '@import "a.css";')


def test_an_import_in_a_comment_is_no_import():
    assert (
        joined_css("css/fusion.css", lambda name: '/*\n@import url("a.css");\n*/\na { b: c }') == "a { b: c }"
    )


def test_what_looks_like_a_comment_in_a_string_stays():
    css = 'a { content: "/* b */" }'
    assert joined_css("css/fusion.css", lambda name: css) == css


def test_imports_within_imports_are_joined():
    files = {
        "css/fusion.css": '@import url("a/b.css") layer(x);',
        "css/a/b.css": '@import url("c.css");',
        "css/a/c.css": "p {}",
    }
    assert joined_css("css/fusion.css", files.__getitem__) == "@layer x {\np {}\n}"


@pytest.mark.parametrize(
    "address",
    ['url("/static/a.png")', "url(data:image/png;base64,AA)", 'url("https://x.org/a.png")', 'url("#wave")'],
)
def test_addresses_that_do_not_depend_on_the_file_stay(address):
    assert with_urls_seen_from("css/fusion.css", "css/components/a.css", address) == address


def test_the_extensions_of_django_htmx_are_left_out():
    assert "ext" in apps.get_app_config("staticfiles").ignore_patterns
