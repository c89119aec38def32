"""The self-test as pages show it: each formula with published inputs, expected and got."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.clinical.selftest import Check, run_selftest, said


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleLine:
    """One worked example; numbers are written as people read them."""

    formula: str
    inputs: str
    expected: str
    got: str
    tolerance: str  # empty where the result must be the very same
    unit: str
    source: str
    passed: bool


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came out of every example."""

    checks: tuple[Check, ...]

    @property
    def lines(self) -> tuple[ExampleLine, ...]:
        """The examples; those that differ come first."""
        lines = [_line(check) for check in self.checks]
        return tuple(sorted(lines, key=lambda line: line.passed))

    @property
    def failed(self) -> int:
        """How many examples differ from what was published."""
        return sum(not check.passed for check in self.checks)


def selftest() -> SelfTest:
    """Work every example; plain values only, so that it may run on a worker."""
    return SelfTest(run_selftest())


def _line(check: Check) -> ExampleLine:
    return ExampleLine(
        formula=check.formula,
        inputs=check.inputs,
        expected=said(check.expected),
        got=said(check.got),
        tolerance=said(check.tolerance) if check.tolerance else "",
        unit=check.unit,
        source=check.source,
        passed=check.passed,
    )
