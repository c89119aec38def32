"""How a value of the run stands to the patient's own before the start.

A change is shown from a step on that is more than a repeated measurement gives by itself. The
steps are the program's own, for showing only; what is to be answered, the rules say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plexlog.clinical.domain_errors import number
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.shapes import Values

STEPS: Mapping[str, float] = {
    "systolic_mmhg": 10,
    "diastolic_mmhg": 10,
    "pulse_per_min": 10,
    "spo2_percent": 2,
    "temperature_c": 0.5,
    "ionised_calcium_mmol_l": 0.1,
    "respiratory_rate_per_min": 4,
}


@dataclass(frozen=True, slots=True)
class Trend:
    """The difference to the value before the start; above 0 it rose."""

    difference: float
    is_change: bool  # not, while it is within the step

    @property
    def word(self) -> str:
        """In a word, for whoever does not see the arrow."""
        if not self.is_change:
            return "as before the start"
        way = "higher" if self.difference > 0 else "lower"
        return f"{way} than before the start"


def trend(code: str, value: float, before: Values | None) -> Trend | None:
    """The trend of a value; None where nothing was measured before, or none is shown.

    Raises ImpossibleValueError.
    """
    measured = (before or {}).get(code)
    if code not in STEPS or measured is None:
        return None
    difference = number(CATALOGUE[code].label, value) - float(measured.value)
    return Trend(difference, abs(difference) > STEPS[code] - 1e-9)
