"""The browser's dancer: its joints are Python's joints, and the element behaves."""

from math import dist

import pytest

from library.figure import PALETTES, camera_for, figure, prop_shapes, solve
from library.figure.shadows import floor_shadows

pytestmark = pytest.mark.browser

COUNTS = (0, 0.55, 1.3, 2.2, 3.1, 4, 5.4, 6.6, 7.3, 7.95)

JOINTS = """async (counts) => {
  const { Movement, solve } = await import('/js/figure/rig.js');
  const tables = await (await fetch('/movements.json')).json();
  const points = (J) => {
    const out = { pelvis: J.pelvis.at, chest: J.chest.at, head: J.head.at };
    for (const n of ['L', 'R']) {
      for (const k of ['hip', 'knee', 'ankle', 'ball', 'tip']) out[`${n}.${k}`] = J.leg[n][k];
      for (const k of ['shoulder', 'elbow', 'wrist', 'knuckle']) out[`${n}.${k}`] = J.arm[n][k];
      out[`${n}.finger`] = J.arm[n].tip;
    }
    return out;
  };
  return Object.fromEntries(Object.entries(tables.movements).map(([slug, table]) => {
    const dance = new Movement(table, tables);
    return [slug, counts.map((c, i) => points(solve(dance.pose(c, i % 2 === 1))))];
  }));
}"""

DANCER = "ballet-figure svg > g > path"
FIGURE = (
    '<ballet-figure movement="{slug}" tables="/movements.json" palette="oak" {more}>'
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A dancer" width="300" height="300">'
    "</ballet-figure>"
)


def test_the_browser_puts_every_joint_where_python_does(tab, site, movements):
    tab.goto(f"{site.address}/blank.html")
    answer = tab.evaluate(JOINTS, COUNTS)
    assert sorted(answer) == sorted(movements)
    for slug, movement in movements.items():
        for i, count in enumerate(COUNTS):
            ours = solve(movement.pose(count, mirrored=i % 2 == 1)).points()
            theirs = answer[slug][i]
            assert sorted(theirs) == sorted(ours)
            apart = {name: dist(ours[name], theirs[name]) for name in ours}
            assert max(apart.values()) < 1e-9, (slug, count, max(apart, key=apart.__getitem__))


def _show(tab, site, *figures, script="/js/ballet-figure.js"):
    body = (
        "<!doctype html><title>Dancers</title>"
        + "".join(figures)
        + f'<script type="module" src="{script}"></script>'
    )
    site.pages["/dancers.html"] = ("text/html; charset=utf-8", body.encode())
    tab.goto(f"{site.address}/dancers.html")


def _path(tab, at=0):
    return tab.locator("ballet-figure").nth(at).locator("svg > g > path").last.get_attribute("d")


def _wait_until_moved(tab, at):
    was = _path(tab, at)
    tab.wait_for_function(
        """([at, was]) => [...document.querySelectorAll('ballet-figure')[at]
            .querySelectorAll('svg > g > path')].at(-1).getAttribute('d') !== was""",
        arg=[at, was],
        timeout=10_000,
    )


def test_the_image_gives_place_to_a_named_dancer(tab, site, files):
    _show(tab, site, FIGURE.format(slug="tendu-second", more=""))
    tab.wait_for_selector(DANCER)
    figure = tab.locator("ballet-figure")
    assert figure.get_attribute("role") == "img"
    assert figure.get_attribute("aria-label") == files["tendu-second"]["name"]
    assert tab.locator("ballet-figure img").count() == 0


def test_only_one_dancer_moves_and_pointing_at_another_hands_over(tab, site):
    _show(tab, site, *(FIGURE.format(slug=slug, more="") for slug in ("demi-plie", "rond-de-jambe")))
    # Not a string of script: where it must wait, that is evaluated, and the page's policy refuses.
    tab.locator("ballet-figure svg").nth(1).wait_for(state="attached")
    tab.evaluate("document.querySelectorAll('ballet-figure').forEach(e => { e.style.width = '250px' })")
    for chosen, other in ((1, 0), (0, 1)):
        tab.locator("ballet-figure").nth(chosen).hover()
        _wait_until_moved(tab, chosen)
        before = _path(tab, other)
        _wait_until_moved(tab, chosen)
        assert _path(tab, other) == before


def test_a_paused_dancer_stands_and_still_turns_by_key(tab, site):
    _show(tab, site, FIGURE.format(slug="arabesque", more="paused"))
    tab.wait_for_selector(DANCER)
    before = _path(tab)
    tab.wait_for_timeout(300)
    assert _path(tab) == before
    tab.locator("ballet-figure").focus()
    tab.keyboard.press("ArrowRight")
    turned = _path(tab)
    assert turned != before
    tab.keyboard.press("ArrowLeft")
    assert _path(tab) == before


def test_where_motion_is_unwelcome_the_image_stays(tab, site):
    tab.emulate_media(reduced_motion="reduce")
    _show(tab, site, FIGURE.format(slug="passe", more=""))
    tab.wait_for_timeout(400)
    assert tab.locator("ballet-figure img").count() == 1
    assert tab.locator("ballet-figure svg").count() == 0


def test_an_unknown_movement_leaves_the_image(tab, site):
    _show(tab, site, FIGURE.format(slug="grand-jete", more=""))
    tab.wait_for_timeout(400)
    assert tab.locator("ballet-figure img").count() == 1


SHAPES = """async ([names, yaws, size]) => {
  const { Movement, solve } = await import('/js/figure/rig.js');
  const { figure, floorShadows } = await import('/js/figure/drawing.js');
  const { camera } = await import('/js/figure/outlines.js');
  const { props } = await import('/js/figure/props.js');
  const tables = await (await fetch('/movements.json')).json();
  const palettes = Object.keys(tables.palettes);
  return names.map((slug, i) => yaws.map((yaw, j) => {
    const dance = new Movement(tables.movements[slug], tables), { pitch, zoom, look, floor } = dance.view;
    const cam = camera({ yaw, pitch, zoom, look, floor, width: size, height: size });
    const joints = solve(dance.pose(dance.poster));
    const palette = tables.palettes[palettes[(i + j) % palettes.length]];
    const { shapes } = figure(joints, cam, palette, tables), [behind, before] = props(dance.prop, cam, false);
    return [shapes, floorShadows(joints, cam), [...behind, ...before]];
  }));
}"""
YAWS = (0, 40, 90, 180, 280)


def _numbers(path):
    return [float(v) for v in path.replace("M", " ").replace("L", " ").replace("z", " ").split()]


def _drawn(shapes):
    return [([v for p in shape.polygons for v in p], shape.fill or None) for shape in shapes]


@pytest.mark.parametrize("size", [480, 960])  # small feet show no toes
def test_the_browser_draws_every_dancer_as_python_does(tab, site, movements, size):
    tab.goto(f"{site.address}/blank.html")
    names, palettes = sorted(movements), list(PALETTES.values())
    answer = tab.evaluate(SHAPES, [names, YAWS, size])
    for i, slug in enumerate(names):
        movement = movements[slug]
        joints = solve(movement.pose(movement.poster))
        for j, yaw in enumerate(YAWS):
            camera = camera_for(movement, size, size, yaw=yaw)
            shapes, shadows, props = answer[i][j]
            ours = _drawn(figure(joints, camera, palettes[(i + j) % len(palettes)]))
            theirs = [(_numbers(path), fill) for path, fill in shapes]
            assert [fill for _, fill in theirs] == [fill for _, fill in ours], (slug, yaw)
            for (points, _), (expected, _) in zip(theirs, ours, strict=True):
                assert points == pytest.approx(expected, abs=0.0501), (slug, yaw)  # paths are rounded to 0.1
            assert shadows == [pytest.approx(shadow, abs=1e-6) for shadow in floor_shadows(joints, camera)]
            behind, before = prop_shapes(movement.prop, camera)
            assert [_numbers(path) for path, _ in props] == [
                pytest.approx(points, abs=0.0501) for points, _ in _drawn(behind + before)
            ]
