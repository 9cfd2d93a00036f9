"""The stylesheet: everything is imported into its layer, and colours are named, not written."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
CSS = STATIC / "css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')


def test_every_file_is_imported_once_into_the_layer_of_its_folder():
    imported = IMPORT.findall((CSS / "fusion.css").read_text())
    files = {str(f.relative_to(CSS)) for f in CSS.rglob("*.css")} - {"fusion.css"}
    expected = {(f, f.split("/")[0] if "/" in f else f.removesuffix(".css")) for f in files}
    assert (set(imported), len(imported)) == (expected, len(expected))


def test_only_the_tokens_write_a_colour():
    written = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsl\(|\boklch\(")
    wrong = [
        f"{file.relative_to(CSS)}: {line.strip()}"
        for file in sorted(CSS.rglob("*.css"))
        if file.name != "tokens.css"
        for line in file.read_text().splitlines()
        if written.search(line)
    ]
    assert wrong == []


def test_every_role_that_is_used_is_declared():
    texts = [file.read_text() for file in CSS.rglob("*.css")]
    used = {name for text in texts for name in re.findall(r"var\(--([\w-]+)\)", text)}
    known = {name for text in texts for name in re.findall(r"--([\w-]+):", text)}
    scripts = [file.read_text() for file in (STATIC / "js").rglob("*.js")]
    known |= {name for text in scripts for name in re.findall(r'setProperty\("--([\w-]+)"', text)}
    assert used - known == set()


def test_nothing_is_fetched_from_elsewhere():
    wrong = [
        str(file)
        for file in [*CSS.rglob("*.css"), *(STATIC / "js").rglob("*.js"), *(STATIC / "img").glob("*.svg")]
        if re.search(r"(?<!xmlns=\")https?://(?!www\.w3\.org/)", file.read_text())
    ]
    assert wrong == []


def test_the_page_does_not_move_when_the_heading_font_arrives():
    base = (CSS / "base.css").read_text()
    assert (base.count("font-display: swap"), "size-adjust" in base) == (2, True)
