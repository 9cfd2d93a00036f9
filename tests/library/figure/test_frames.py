from library.figure.frames import danced


def test_a_loop_is_danced_at_25_frames_a_second(movements):
    frames = danced(movements["demi-plie"])
    assert len(frames) == round(movements["demi-plie"].seconds * 25)
    assert frames[0].count == 0
    assert not any(frame.airborne for frame in frames)


def test_a_jump_is_in_the_air_between_two_plies(movements):
    jump = movements["petit-saute-first"]
    counts = [frame.count for frame in danced(jump) if frame.airborne]
    first = next(key for key in jump.keys if key.jump)
    flying = [count for count in counts if count < first.at]
    assert len(flying) == round(first.jump.flight * 25)
    assert first.at - 1.6 < min(flying) < max(flying) < first.at
