"""What a worked example is: a formula, its inputs, and the result that was published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plexlog.clinical.domain_errors import ImpossibleValueError

Result = float | str
REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One worked example; the tolerance is that of the published figure."""

    formula: str
    inputs: str
    expected: Result
    compute: Callable[[], Result]
    unit: str = ""
    tolerance: float = 0.0
    source: str

    def work(self) -> Result:
        """What the program makes of it; `refused` where it refuses the inputs."""
        try:
            return self.compute()
        except ImpossibleValueError:
            return REFUSED

    def fits(self, got: Result) -> bool:
        """Whether a result is the published one, within its tolerance."""
        if isinstance(got, str) or isinstance(self.expected, str):
            return got == self.expected
        return abs(got - self.expected) <= self.tolerance
