"""Many values held against a limit at once are judged as each alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plexlog.clinical.rules.thresholds import (
    above,
    below,
    those_above,
    those_below,
    those_from,
    those_outside,
)

near = st.sampled_from((90.0, 90.0 - 1e-12, 90.0 + 1e-12, 89.6, 90.4)) | st.floats(0, 300)


@given(st.lists(near))
def test_many_values_are_judged_as_each_alone(values: list[float]) -> None:
    told = list(enumerate(values))

    assert those_above(told, 90) == [one for one in told if above(one[1], 90)]
    assert those_below(told, 90) == [one for one in told if below(one[1], 90)]
    assert those_from(told, 90) == [one for one in told if not below(one[1], 90)]
    assert those_outside(told, 90, 110) == [
        one for one in told if below(one[1], 90) or above(one[1], 110)
    ]
