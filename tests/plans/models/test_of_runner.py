"""What runs are called."""

import pytest

from plans.models import PlannedRun, Run, RunKind
from plans.models.of_runner import RUN_NAMES


@pytest.mark.parametrize("model", [Run, PlannedRun])
def test_a_run_without_a_name_is_called_by_its_kind(model):
    assert [str(model(kind=kind)) for kind in RunKind] == [
        "Easy run",
        "Long run",
        "Intervals",
        "Tempo run",
        "Race",
    ]
    assert RUN_NAMES.keys() == set(RunKind)
    assert str(model(kind=RunKind.LONG, title="Round the lake")) == "Round the lake"
