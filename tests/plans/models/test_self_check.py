"""The bounds of each self-check, held by the database."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.models import SelfCheck

NOW = datetime.datetime(2026, 11, 24, 18, tzinfo=datetime.UTC)


def made(runner, kind, left, right):
    return SelfCheck(
        runner=runner, kind=kind, date=datetime.date(2026, 11, 24), left=left, right=right, noted_at=NOW
    )


BOUNDS = [
    ("knee-to-wall", 25, "Knee to wall is 0 to 25 centimetres."),
    ("stance-open", 45, "Standing on one leg is 0 to 45 seconds."),
    ("stance-closed", 45, "Standing on one leg is 0 to 45 seconds."),
    ("heel-raises", 100, "Heel raises are 0 to 100."),
]


@pytest.mark.parametrize(("kind", "most", "message"), BOUNDS)
def test_what_cannot_be_measured_is_not_kept(runner, kind, most, message):
    made(runner, kind, 0, most).save()
    for left, right in ((most + 1, 0), (0, most + 1), (-1, 0)):
        with pytest.raises(ValidationError) as error:
            made(runner, kind, left, right).validate_constraints(exclude={"date"})
        assert error.value.messages == [message]
        with pytest.raises(IntegrityError), transaction.atomic():
            SelfCheck.objects.all().delete()
            made(runner, kind, left, right).save()
    assert [(c.left, c.right) for c in SelfCheck.objects.all()] == [(0, most)]


@pytest.mark.parametrize(("left", "right"), [(None, 7), (7, None)])
def test_one_side_is_kept_alone_and_no_side_is_not(runner, left, right):
    made(runner, "knee-to-wall", left, right).save()
    made(runner, "knee-to-wall", left, right).full_clean(exclude={"date"})
    with pytest.raises(ValidationError) as error:
        made(runner, "stance-open", None, None).validate_constraints()
    assert error.value.messages == ["Give the left, the right, or both."]
    with pytest.raises(IntegrityError), transaction.atomic():
        made(runner, "stance-open", None, None).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        made(runner, "stance-open", left and 46, right and 46).save()


def test_it_says_nothing_of_a_body(runner):
    assert str(made(runner, "stance-open", 3, 4)) == "a self-check"


def test_of_each_kind_the_newest_and_the_very_first_are_found(runner, stranger):
    def kept(kind, days, of=runner):
        for day in days:
            SelfCheck.objects.create(
                runner=of, kind=kind, date=datetime.date(2026, 11, day), left=1, right=2, noted_at=NOW
            )

    kept("stance-open", range(1, 8))
    kept("heel-raises", [3])
    kept("stance-open", [20], of=stranger)
    found = SelfCheck.objects.of(runner).newest_and_first(2)
    assert [(check.kind, check.date.day) for check in found] == [
        ("stance-open", 7),
        ("stance-open", 6),
        ("heel-raises", 3),
        ("stance-open", 1),
    ]
