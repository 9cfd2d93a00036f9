"""One at a time."""

import multiprocessing
import queue
import time

import pytest

from library.film.locks import alone


def hold(folder, name, told, seconds):
    told.put("here")
    with alone(folder, name):
        told.put("in")
        time.sleep(seconds)


def begun(*arguments):
    process = multiprocessing.get_context("spawn").Process(target=hold, args=arguments)
    process.start()
    return process


def test_the_second_waits_for_the_first(tmp_path):
    told = multiprocessing.get_context("spawn").Queue()
    with alone(tmp_path, "a"):
        second = begun(tmp_path, "a", told, 0)
        assert told.get() == "here"
        with pytest.raises(queue.Empty):
            told.get(timeout=0.5)
    assert told.get() == "in"
    second.join()


def test_a_lock_dies_with_its_holder(tmp_path):
    told = multiprocessing.get_context("spawn").Queue()
    holder = begun(tmp_path, "a", told, 60)
    assert [told.get(), told.get()] == ["here", "in"]
    holder.kill()
    holder.join()
    with alone(tmp_path, "a"):
        pass


def test_nobody_holds_two_in_a_folder_since_they_may_be_one_file(tmp_path):
    second = alone(tmp_path / "clips", "b")
    with alone(tmp_path / "films", "a"), alone(tmp_path / "clips", "a"), pytest.raises(RuntimeError), second:
        pass
    with alone(tmp_path / "clips", "b"):
        pass
