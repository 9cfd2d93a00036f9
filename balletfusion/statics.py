"""How static files are kept in production: compressed, named by hash, and the stylesheet in one piece."""

import posixpath
import re

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/fusion.css"

# Strings are matched so that what looks like a comment within one is left alone.
COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/""", re.DOTALL)
IMPORT = re.compile(r"^[ \t]*@import[^;]*;[ \t]*$", re.MULTILINE)
OUR_IMPORT = re.compile(
    r"""\s*@import\s+url\((["']?)(?P<url>[^"')]+)\1\)\s*(?:layer\((?P<layer>[\w.-]+)\))?\s*;\s*"""
)
RELATIVE_URL = re.compile(r"""url\((["']?)(?![a-z]+:|//|/|\#)(?P<url>[^"')]+)\1\)""", re.IGNORECASE)


class StaticFiles(StaticFilesConfig):
    """django-htmx brings extensions that import modules it does not bring; they would stop collectstatic."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext"]


class Storage(CompressedManifestStaticFilesStorage):
    """Hashes and compresses; JavaScript modules import each other by hash; the stylesheet is joined."""

    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            paths = {**paths, STYLESHEET: (self._joined_stylesheet(paths), STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _joined_stylesheet(self, paths) -> InMemoryStorage:
        def read(name: str) -> str:
            if name not in paths:
                raise ValueError(f"{STYLESHEET} imports {name}, which is not there.")
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        joined = InMemoryStorage()
        joined.save(STYLESHEET, ContentFile(joined_css(STYLESHEET, read).encode()))
        return joined


def joined_css(name: str, read) -> str:
    """The stylesheet with each `@import url("x.css") layer(name);` replaced by what it imports, in its layer.

    `read` takes a name such as "css/tokens.css" and returns the text. Comments are left out.
    """

    def imported(match: re.Match) -> str:
        ours = OUR_IMPORT.fullmatch(match[0])
        if not ours:
            raise ValueError(f'{name}: write {match[0].strip()!r} as @import url("file.css") layer(name);')
        other = posixpath.normpath(posixpath.join(posixpath.dirname(name), ours["url"]))
        body = with_urls_seen_from(name, other, joined_css(other, read))
        return f"@layer {ours['layer']} {{\n{body}\n}}" if ours["layer"] else body

    return IMPORT.sub(imported, without_comments(read(name))).strip()


def without_comments(css: str) -> str:
    return COMMENT.sub(lambda match: match[1] or "", css)


def with_urls_seen_from(reader: str, other: str, css: str) -> str:
    """The relative addresses of `other`, rewritten for a stylesheet that lives where `reader` does."""

    def moved(match: re.Match) -> str:
        target = posixpath.join(posixpath.dirname(other), match["url"])
        return f'url("{posixpath.relpath(target, posixpath.dirname(reader))}")'

    return RELATIVE_URL.sub(moved, css)
