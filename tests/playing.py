"""python -m tests.playing: how a half-hour class plays as HLS in a real browser. Asserts nothing.

The class is made for measuring by the library's own code: one loop of two seconds whose pictures carry the
number of their frame as stripes, and a click in the sound at the beginning of each loop. So it can be seen,
not believed, that a seek shows the right picture, that no frame is missing where clips meet, and that picture
and sound are together: as far as in the same film as one MP4, which is measured beside it. `--minutes 30`
plays all of it; without it three minutes are played.
"""

import argparse
import contextlib
import http.server
import mmap
import os
import random
import re
import shutil
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from library.film import playlists, soundtrack, stage
from library.film.clips import Workshop
from library.film.instruments import RATE
from library.film.joining import build_film
from library.film.schedule import FPS, schedule
from library.film.script import ClassScript, Dance, ScriptChapter
from library.film.whole import write_whole

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
COUNTS, BPM, REPS = 2, 60, 896  # loops of two seconds; with opening and card 1803 s
HEIGHTS = (720, 360)
STRIPES = 6  # bits of the frame's number within its loop, 0–49
TABLE = {
    "counts": COUNTS,
    "bpm": BPM,
    "start": {"feet": "first", "arms": "low"},
    "keys": [{"at": 2, "plie": 0}],
}
PRESETS = {"arms": {"low": {"az": -12}, "bras_bas": {"az": -12}}, "feet": {"first": {"out": 30}}}


class Striped(stage.Stage):
    """Pictures that say which they are."""

    def frame(self, count):
        image = self.backdrop.copy()
        number, wide = round(count * self.clip.frames / COUNTS), self.width // STRIPES
        for bit in range(STRIPES):
            colour = "white" if number >> bit & 1 else "black"
            ImageDraw.Draw(image).rectangle((bit * wide, 0, (bit + 1) * wide - 1, self.height), fill=colour)
        noise = np.random.default_rng(number).integers(0, 255, (self.height // 24, self.width), np.uint8)
        image.paste(Image.fromarray(noise), (0, self.height * 3 // 4))
        return image  # noise weighs: a light picture would play well over any line


def clicking(plan):
    """A click where a loop begins, else silence."""
    for part in plan.parts:
        sound = np.zeros(part.frames * RATE // FPS, np.float32)
        if part.rep:
            sound[:160] = 0.8 * np.sin(np.arange(160) * 2 * np.pi * 2000 / RATE)
        yield sound


def made(folder: Path):
    """The film, in `folder`; clips in `folder/clips`."""
    from library.film import clips

    clips.Stage, soundtrack.pieces = Striped, clicking
    dance = Dance.of("stripes", "Stripes", "", TABLE, PRESETS)
    script = ClassScript("stripes", "Stripes", "plum", (ScriptChapter(dance, REPS),))
    workshop = Workshop(folder / "clips", HEIGHTS)
    files = build_film(script, workshop=workshop, out=folder / "film")
    write_whole(script, files.sound, folder / "film" / "film.mp4", workshop=workshop)
    return schedule(script)


class Serve(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = Path()

    def log_message(self, *words):
        pass

    def handle(self):
        with contextlib.suppress(OSError):  # a player goes away when it has enough
            super().handle()

    def do_GET(self):
        name = self.path.partition("?")[0].strip("/")
        data, kind = self.found(name)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first, last = (int(wanted[1]), int(wanted[2] or len(data) - 1)) if wanted else (0, len(data) - 1)
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Accept-Ranges", "bytes")
        if wanted:
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        self.wfile.write(data[first : last + 1])

    def found(self, name):
        film = self.folder / "film"
        if piece := re.fullmatch(r"(\w+)-(\d+)\.m4s", name):
            which, number = piece[1], int(piece[2])
            if which == "sound":
                return playlists.sound_bytes(film / "sound.json", number), "audio/mp4"
            cut = playlists.read_plan(film / "plan.json")
            return playlists.segment_bytes(cut, number, int(which), self.folder / "clips"), "video/mp4"
        if name.endswith(".m3u8"):
            return (film / name).read_bytes(), "application/vnd.apple.mpegurl"
        if name == "film.mp4":
            with (film / name).open("rb") as whole:
                return mmap.mmap(whole.fileno(), 0, access=mmap.ACCESS_READ), "video/mp4"
        return (EAR, "text/javascript") if name == "ear.js" else (PAGE, "text/html")


# --- in the page ------------------------------------------------------------------------------------

PAGE = b"<!doctype html><video width=640 height=360></video><canvas width=60 height=8></canvas>"

# Beside the page's own thread, which may be late: the times of clicks on the clock of the sound.
EAR = b"""registerProcessor("ear", class extends AudioWorkletProcessor {
  process([[sound]]) {
    const first = sound?.findIndex((v) => Math.abs(v) > 0.1) ?? -1;
    if (first >= 0 && currentTime - (this.last ?? -1) > 0.5) {
      this.last = currentTime;
      this.port.postMessage(currentTime + first / sampleRate);
    }
    return true;
  }
});"""

OPEN = """async (address) => {
  const video = document.querySelector("video"), canvas = document.querySelector("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  window.number = () => {
    pen.drawImage(video, 0, 0, 60, 8);
    const { data } = pen.getImageData(0, 2, 60, 1);
    return [0, 1, 2, 3, 4, 5].reduce((sum, bit) => sum + (data[(bit * 10 + 5) * 4] > 128 ? 1 << bit : 0), 0);
  };
  window.ear = new AudioContext();
  await ear.audioWorklet.addModule("/ear.js");
  window.heard = new AudioWorkletNode(ear, "ear");
  const source = ear.createMediaElementSource(video);
  source.connect(heard);
  source.connect(ear.destination);
  video.src = address;
  await new Promise((done, failed) => {
    video.onloadedmetadata = done;
    video.onerror = () => failed(video.error.message);
  });
  return [video.canPlayType("application/vnd.apple.mpegurl"), video.duration];
}"""

SEEK = """async (at) => {
  const video = document.querySelector("video"), began = performance.now();
  await new Promise((done) => { video.onseeked = done; video.currentTime = at; });
  const took = performance.now() - began;
  await new Promise((done) => setTimeout(done, 120));
  return [took, number()];
}"""

PLAY = """async ([from, seconds]) => {
  const video = document.querySelector("video"), heights = new Set();
  const gaps = [], clicks = [], firsts = [], waits = [];
  heard.port.onmessage = ({ data }) => clicks.push(data);
  await ear.resume();
  video.currentTime = from;
  await new Promise((done) => { video.onseeked = done; });
  const before = video.getVideoPlaybackQuality();
  const loop = (at) => Math.floor((at - 11 + 0.01) / 2);
  let last = null;
  const look = (now, { mediaTime, expectedDisplayTime }) => {
    heights.add(video.videoHeight);
    if (last !== null && mediaTime - last > 0.06) gaps.push(last);
    if (last !== null && loop(mediaTime) > loop(last)) {
      firsts.push([expectedDisplayTime, (mediaTime - 11 + 0.001) % 2]);
    }
    last = mediaTime;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  video.onwaiting = () => waits.push(video.currentTime);
  await video.play();
  const began = performance.now(), at = video.currentTime;
  await new Promise((done) => { video.onended = done; setTimeout(done, seconds * 1000); });
  const { performanceTime, contextTime } = ear.getOutputTimestamp();
  const real = (performance.now() - began) / 1000, moved = video.currentTime - at, ended = video.ended;
  video.pause();
  const after = video.getVideoPlaybackQuality();
  return {
    gaps, waits, real, moved, ended, firsts, clicks, heights: [...heights],
    offset: performanceTime - contextTime * 1000,
    dropped: after.droppedVideoFrames - before.droppedVideoFrames,
    frames: after.totalVideoFrames - before.totalVideoFrames,
  };
}"""


def together(run) -> str:
    """Sound after picture (+) or before it (−), at each click that stands near a loop's first frame."""
    out = []
    for display_ms, late_s in run["firsts"]:
        seen = display_ms - late_s * 1000  # when the loop's first frame was due, had it been missed
        nearest = min((1000 * c + run["offset"] - seen for c in run["clicks"]), key=abs, default=1e9)
        if abs(nearest) < 500:
            out.append(nearest)
    if not out:
        return "no click was heard"
    return f"sound after picture {np.median(out):+.0f} ms (median of {len(out)} clicks)"


def main(minutes: float) -> None:
    with tempfile.TemporaryDirectory(prefix="playing-") as name:
        Serve.folder = Path(name)
        plan = made(Serve.folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Serve)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            say("browser", f"Chromium {browser.version}")
            for film in ("film.mp4", "film.m3u8"):
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/")
                measured(page, plan, film, minutes)
                page.close()
            browser.close()
        server.shutdown()


def measured(page, plan, film, minutes) -> None:
    can, duration = page.evaluate(OPEN, f"/{film}")
    say(film, f"canPlayType of HLS {can!r}, {duration:.3f} s, by the schedule {plan.duration_s:.3f} s")
    seeks(page, plan)
    for name, start in (("beginning", 11), ("middle", 901), ("end", plan.duration_s - 24)):
        run = page.evaluate(PLAY, [start, 26])
        say(f"  {name}", together(run))
        told(run)
    if film == "film.m3u8":
        rungs(page)
        run = page.evaluate(PLAY, [11, minutes * 60])
        say(f"  {minutes:g} minutes in one go", together(run))
        told(run)


def seeks(page, plan) -> None:
    """Anywhere, backwards, and at and around joins; each must show the very frame."""
    rng = random.Random(8)
    places = [rng.uniform(12, plan.duration_s - 1) for _ in range(30)]
    places += [11 + 2 * n + d for n in (5, 400, 880, 100) for d in (-0.02, 0.02, 0.06)]
    took, wrong = [], []
    for at in places:
        ms, number = page.evaluate(SEEK, at)
        took.append(ms)
        if number != int((at - 11) % 2 * FPS + 1e-6):
            wrong.append((round(at, 3), number))
    say("  seeks", f"{len(places)}, of these to a wrong picture {len(wrong)} {wrong[:3] or ''}")
    say("  a seek takes", f"median {np.median(took):.0f} ms, longest {max(took):.0f} ms")


def rungs(page) -> None:
    """A slow line takes 360 lines, a quick one 720 again."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    for kbps, start in ((1000, 300), (20_000, 700)):
        rate = {"downloadThroughput": kbps * 125, "uploadThroughput": kbps * 125}
        line.send("Network.emulateNetworkConditions", {"offline": False, "latency": 20, **rate})
        run = page.evaluate(PLAY, [start, 40])
        say(f"  at {kbps} kb/s", f"lines {run['heights']}, waited {len(run['waits'])} times")
        told(run)


def told(run) -> None:
    joins = [at for at in run["gaps"] if (at - 11 + 0.06) % 2 < 0.1]
    say("", f"{run['moved']:.1f} s in {run['real']:.1f} s, waits {len(run['waits'])}, ended {run['ended']}")
    jumps = f"jumps {len(run['gaps'])}, of these at joins {len(joins)}"
    say("", f"frames {run['frames']}, dropped {run['dropped']}, {jumps}")


def say(what: str, found: str) -> None:
    print(f"| {what:<32} | {found} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=3)
    sys.exit(main(parser.parse_args().minutes))
