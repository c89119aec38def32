"""The self-test: each formula with published inputs, what was expected and what came out.

A unit runs and prints it, so that it can see for itself that this computer calculates right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.clinical.examples import EXAMPLES
from plexlog.clinical.examples.example import Example, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One worked example with its verdict."""

    formula: str
    inputs: str
    unit: str
    expected: Result
    got: Result  # the sentence of the error, where it could not be worked out
    tolerance: float
    source: str
    passed: bool


def run_selftest(examples: Sequence[Example] = EXAMPLES) -> tuple[Check, ...]:
    """Work every example."""
    return tuple(_check(example) for example in examples)


def _check(example: Example) -> Check:
    got = example.work()
    return Check(
        formula=example.formula,
        inputs=example.inputs,
        unit=example.unit,
        expected=example.expected,
        got=got,
        tolerance=example.tolerance,
        source=example.source,
        passed=example.fits(got),
    )


def check_line(check: Check) -> str:
    """One line for print and screen."""
    verdict = "ok    " if check.passed else "FAILED"
    expected, got = (said(one) for one in (check.expected, check.got))
    return (
        f"{verdict} {check.formula}: {check.inputs}: expected {expected}, got {got} {check.unit}"
    ).rstrip()


def summary_line(checks: Sequence[Check]) -> str:
    """How many examples passed."""
    failed = sum(not check.passed for check in checks)
    if failed:
        return (
            f"{failed} of {len(checks)} examples failed. Do not use this program; tell its makers."
        )
    return f"All {len(checks)} examples passed."


def said(value: Result) -> str:
    """A result as it is printed."""
    return value if isinstance(value, str) else f"{value:.6g}"
