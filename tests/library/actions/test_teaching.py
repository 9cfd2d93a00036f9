"""Whose classes are whose."""

import pytest

from library.actions.teaching import classes_of, classes_shown_to, teaches


@pytest.fixture
def classes(make_class, teacher, stranger):
    stranger.is_teacher = True
    stranger.save()
    make_class("drawn")
    make_class("drawn-draft", published=False)
    make_class("mine", origin="filmed", teacher=teacher)
    make_class("my-draft", origin="filmed", teacher=teacher, published=False)
    make_class("another-draft", origin="filmed", teacher=stranger, published=False)


def slugs(found):
    return sorted(found.values_list("slug", flat=True))


def test_a_teacher_has_their_own_filmed_classes(classes, teacher):
    assert slugs(classes_of(teacher)) == ["mine", "my-draft"]
    assert slugs(classes_shown_to(teacher)) == ["drawn", "mine", "my-draft"]


def test_staff_stand_in_for_every_teacher(classes, staff):
    assert slugs(classes_of(staff)) == ["another-draft", "mine", "my-draft"]
    assert slugs(classes_shown_to(staff)) == ["another-draft", "drawn", "mine", "my-draft"]


def test_a_runner_has_none_and_sees_what_is_published(classes, runner):
    assert slugs(classes_of(runner)) == []
    assert slugs(classes_shown_to(runner)) == ["drawn", "mine"]


def test_one_who_was_a_teacher_sees_no_drafts_any_more(classes, teacher):
    teacher.is_teacher = False
    assert not teaches(teacher)
    assert slugs(classes_of(teacher)) == []
    assert slugs(classes_shown_to(teacher)) == ["drawn", "mine"]
