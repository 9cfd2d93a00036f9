"""What films cost: to make, where clips are there and where nothing is, and to send, beside nginx."""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

TWELVE_MINUTES = "stand-tall"
MIB = 1024**2
PIECES = 64  # of a MiB, asked for one after the other
NGINX = """
daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{}}
http {{
  access_log off; sendfile on; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; location / {{ alias {media}/; }} }}
}}
"""


# --- sending --------------------------------------------------------------------------------------


def sent(cookie: dict[str, str]) -> list[list[str]]:
    """Lines of the table: wall time of a MiB asked for by range, through the view and from nginx."""
    from library.models import Film, Rendition, VideoClass

    path = Path(settings.MEDIA_ROOT) / "films" / "benchmark.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(os.urandom(PIECES * MIB))
    video_class = VideoClass.objects.published().first()
    film, _made = Film.objects.get_or_create(video_class=video_class, state=Film.State.READY)
    row = {"path": "films/benchmark.mp4", "size_bytes": path.stat().st_size}
    Rendition.objects.create(film=film, kind=Rendition.Kind.MP4, height=720, **row)
    view = through(granian, f"/library/{video_class.slug}/film.mp4", cookie)
    nginx = through(by_nginx, "/films/benchmark.mp4", {}) if shutil.which("nginx") else None
    lines = [line("Send a MiB of film", view, f"{view / nginx:.1f} × nginx" if nginx else "")]
    return lines + ([line("The same by nginx", nginx, "")] if nginx else [])


def line(what: str, ms: float, beside: str) -> list[str]:
    return [what, f"{PIECES} ranges, wall time", "", str(MIB), f"{ms:.2f}", beside]


def through(server, address: str, headers: dict[str, str]) -> float:
    """Milliseconds a MiB, the median."""
    with server() as port:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        times = [piece(asked, address, headers, number) for number in range(PIECES)]
        asked.close()
    return statistics.median(times)


def piece(asked, address, headers, number) -> float:
    began = time.perf_counter()
    wanted = {"Range": f"bytes={number * MIB}-{(number + 1) * MIB - 1}", "Host": "localhost", **headers}
    asked.request("GET", address, headers=wanted)
    answer = asked.getresponse()
    if (answer.status, len(answer.read())) != (206, MIB):
        raise SystemExit(f"{address} answered {answer.status}.")
    return (time.perf_counter() - began) * 1000


@contextmanager
def granian():
    port = free_port()
    command = f"-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 1 --no-ws"
    command += " --log-level error balletfusion.wsgi:application"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "balletfusion.settings"}
    with running([sys.executable, *command.split()], port, env=environment):
        yield port


@contextmanager
def by_nginx():
    port, folder = free_port(), Path(settings.DATA_DIR)
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker may not read our folder
    written = NGINX.format(folder=folder, port=port, media=settings.MEDIA_ROOT, user=user)
    (folder / "nginx.conf").write_text(written)
    with running(["nginx", "-c", str(folder / "nginx.conf")], port):
        yield port


@contextmanager
def running(command: list[str], port: int, **more):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        for _ in range(300):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# --- making ---------------------------------------------------------------------------------------


def made(*, library: bool) -> list[list[str]]:
    """Lines of the table, in seconds of the processor: long, so only where asked for."""
    from library.actions.film import workshop
    from library.actions.shipped import shipped

    scripts = {slug: content.script for slug, content in shipped().classes.items()}
    out = Path(settings.MEDIA_ROOT) / "benchmark"
    script = scripts[TWELVE_MINUTES]
    clips, drawn_s = drawn([script], workshop())
    lines = [seconds("Draw the clips of 12 min", f"{clips} clips, 720 and 360", weight(workshop()), drawn_s)]
    lines += of_class(script, out, workshop())
    if library:
        clips, drawn_s = drawn(scripts.values(), workshop())
        built_s = timed(
            lambda: [build(script, out / script.slug, workshop()) for script in scripts.values()]
        )[1]
        size = weight(workshop()) + sum(path.stat().st_size for path in out.rglob("*.*"))
        rows = f"{len(scripts)} classes, {clips} clips more"
        lines.append(seconds("The whole library", rows, size, drawn_s + built_s))
    return lines


def of_class(script, out: Path, shop) -> list[list[str]]:
    from library.film import write_whole

    files, built_s = timed(lambda: build(script, out, shop))
    whole = out / "film.mp4"
    _none, joined_s = timed(lambda: write_whole(script, files.sound, whole, workshop=shop))
    size = sum(path.stat().st_size for path in out.iterdir()) - whole.stat().st_size
    return [
        seconds("A class from warm clips", f"{files.duration_s:.0f} s, HLS", size, built_s),
        seconds("Its MP4", f"{files.duration_s:.0f} s", whole.stat().st_size, joined_s),
    ]


def build(script, out: Path, shop):
    from library.film import build_film

    return build_film(script, workshop=shop, out=out)


def drawn(scripts, shop) -> tuple[int, float]:
    """How many clips were missing, and what drawing them cost."""
    from library.actions.clips import missing_clips

    missing = missing_clips(scripts, shop)
    return len(missing), timed(lambda: [shop.render(clip) for clip in missing])[1]


def weight(shop) -> int:
    return sum(path.stat().st_size for path in shop.cache.glob("*.mp4"))


def timed(act):
    """What the act returns, and its seconds of the processor, those of ffmpeg with them."""
    before = sum(os.times()[:4])
    found = act()
    return found, sum(os.times()[:4]) - before


def seconds(what: str, rows: str, size: int, spent_s: float) -> list[str]:
    return [what, rows, "", str(size), f"{spent_s * 1000:.0f}", f"{spent_s:.1f} CPU-s"]
