"""The shipped movements, and a site that serves their tables and pages made for a test."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from library.figure import Movement, as_json

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "library" / "content"
SLUGS = sorted(path.stem for path in (CONTENT / "movements").glob("*.yaml"))


def pytest_generate_tests(metafunc):
    if "slug" in metafunc.fixturenames:
        metafunc.parametrize("slug", SLUGS)


@pytest.fixture(scope="session")
def presets():
    return yaml.safe_load((CONTENT / "presets.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def files():
    """Every movement's file, by slug."""
    folder = CONTENT / "movements"
    return {slug: yaml.safe_load((folder / f"{slug}.yaml").read_text(encoding="utf-8")) for slug in SLUGS}


@pytest.fixture(scope="session")
def movements(files, presets):
    return {slug: Movement.from_table(slug, files[slug]["figure"], presets) for slug in SLUGS}


class _Quiet(SimpleHTTPRequestHandler):
    """The static files, the movement tables, and whatever page a test writes."""

    pages: dict[str, tuple[str, bytes]] = {}

    def do_GET(self):
        if self.path not in self.pages:
            super().do_GET()
            return
        kind, body = self.pages[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def site(files, presets):
    """An address that serves static/, /movements.json and pages put into `pages`."""
    _Quiet.pages["/movements.json"] = ("application/json", as_json(files, presets))
    _Quiet.pages["/blank.html"] = ("text/html", b"<!doctype html><title>Blank</title>")
    _Quiet.pages["/favicon.ico"] = ("image/x-icon", b"")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(ROOT / "static")))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.pages = _Quiet.pages
    server.address = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
