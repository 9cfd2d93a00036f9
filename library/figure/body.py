"""How long the parts of a body are, as fractions of its height.

Source: Drillis & Contini (1966), as printed in Winter, Biomechanics and Motor Control of Human Movement.
"""

from math import atan2, hypot

THIGH = 0.245  # hip joint to knee
SHANK = 0.246  # knee to ankle
LEG = THIGH + SHANK
ANKLE_HEIGHT = 0.039
HEEL_BACK = 0.034  # ankle to the back of the heel, along the floor
BALL_AHEAD = 0.080  # ankle to the ball of the foot, along the floor
TOE = 0.040  # ball to the tip of the toes
BALL_RADIUS = 0.011
HIP_HALF = 0.052  # half the distance between the hip joints
SHOULDER_HALF = 0.104
SPINE = 0.288  # hip line to shoulder line
LINKS = 8  # the spine bends in this many places
NECK = 0.052
HEAD = 0.064  # half a head
UPPER_ARM = 0.176
FOREARM = 0.146
ARM = UPPER_ARM + FOREARM
HAND = 0.092

INSTEP = hypot(BALL_AHEAD, ANKLE_HEIGHT - BALL_RADIUS)  # ankle to ball, straight
INSTEP_PITCH = atan2(ANKLE_HEIGHT - BALL_RADIUS, BALL_AHEAD)  # its slope when the foot is flat, radians
