"""A printed code is looked for in the record: the same, changed since, or not of this unit."""

from __future__ import annotations

import pytest

from plexlog.services.printed import Fit, Printed


@pytest.mark.parametrize(
    ("fit", "knows", "told"),
    [
        (Fit.SAME, True, "Course c1: the record is as it was printed."),
        (Fit.SAME, False, "Rows were taken out: run `plexlog verify`."),
        (Fit.CHANGED, True, "which has changed since"),
        (Fit.UNKNOWN, False, "it is of another unit"),
    ],
)
def test_each_outcome_has_its_sentence(fit: Fit, told: str, *, knows: bool) -> None:
    found = Printed(fit=fit, what="Course c1" if fit is Fit.SAME else "", knows_history=knows)

    assert told in found.sentence
