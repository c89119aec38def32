"""How a value of the run stands to the one before the start."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog.clinical.figures.trend import STEPS, trend
from plexlog.domain.shapes import Measured

BEFORE = {code: Measured(value=Decimal(40)) for code in STEPS}


@pytest.mark.parametrize("code", STEPS)
def test_a_change_is_told_from_its_step_on(code: str) -> None:
    step = STEPS[code]

    for way, word in ((1, "higher"), (-1, "lower")):
        whole = trend(code, 40 + way * step, BEFORE)
        less = trend(code, 40 + way * 0.99 * step, BEFORE)
        assert whole is not None
        assert less is not None
        assert whole.difference == pytest.approx(way * step)
        assert (whole.is_change, whole.word) == (True, f"{word} than before the start")
        assert (less.is_change, less.word) == (False, "as before the start")


def test_without_a_value_before_there_is_no_trend() -> None:
    assert trend("pulse_per_min", 80, None) is None
    assert trend("pulse_per_min", 80, {}) is None
    assert trend("weight_kg", 80, {"weight_kg": Measured(value=Decimal(70))}) is None
