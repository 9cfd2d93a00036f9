from math import isclose, pi

from hypothesis import assume, given
from hypothesis import strategies as st

from library.figure.vectors import X, Y, Z, along, clamp, dot, norm, smooth, spin, square_to, unit

numbers = st.floats(-10, 10, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)


@given(vectors, vectors, st.floats(-7, 7))
def test_a_turn_keeps_the_length(v, axis, angle):
    assume(norm(axis) > 1e-3)
    assert isclose(norm(spin(v, unit(axis), angle)), norm(v), abs_tol=1e-9)


def test_a_quarter_turn_about_the_upright_brings_the_front_to_her_left():
    assert [round(x, 12) for x in spin(Z, Y, pi / 2)] == [1, 0, 0]


@given(vectors, vectors)
def test_what_is_square_to_an_axis_has_no_part_along_it(v, axis):
    assume(norm(axis) > 1e-3)
    u = unit(axis)
    rest = along(v, (u, -dot(v, u)))
    assume(norm(rest) > 1e-3)
    assert abs(dot(square_to(v, u), u)) < 1e-9


def test_the_zero_vector_still_has_a_direction():
    assert unit((0.0, 0.0, 0.0)) == Z


def test_steps_are_added_up():
    assert along((1.0, 2.0, 3.0), (X, 2.0), (Y, -1.0)) == (3.0, 1.0, 3.0)


def test_smooth_starts_and_ends_level():
    assert [smooth(x) for x in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert clamp(5, 0, 2) == 2
