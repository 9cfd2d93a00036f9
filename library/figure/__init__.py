"""The dancer: keyframe tables in, joints and flat shapes out; painting.py and stills.py make pixels of them.

Units everywhere: body height is 1. Axes: x to the right of the screen when the dancer faces us (her left side
is +x), y up, z towards the viewer. The floor is y = 0. Angles are degrees in tables and poses.
"""

from library.figure.camera import Camera, camera_for
from library.figure.drawing import figure
from library.figure.joints import Joints
from library.figure.limits import faults
from library.figure.movement import Movement
from library.figure.painting import paint
from library.figure.palettes import PALETTES, Palette, dancer_of
from library.figure.pose import Arm, Leg, Pose
from library.figure.props import prop_shapes
from library.figure.rig import solve
from library.figure.shapes import Shape
from library.figure.stills import paint_scene, still, still_bytes
from library.figure.tables import as_json, browser_table

__all__ = [
    "PALETTES",
    "Arm",
    "Camera",
    "Joints",
    "Leg",
    "Movement",
    "Palette",
    "Pose",
    "Shape",
    "as_json",
    "browser_table",
    "camera_for",
    "dancer_of",
    "faults",
    "figure",
    "paint",
    "paint_scene",
    "prop_shapes",
    "solve",
    "still",
    "still_bytes",
]
