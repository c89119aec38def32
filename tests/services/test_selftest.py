"""The self-test as pages show it."""

from __future__ import annotations

from dataclasses import replace

from plexlog.services.selftest import SelfTest, selftest


def test_every_example_agrees_and_names_its_source() -> None:
    test = selftest()

    assert test.failed == 0
    assert len(test.lines) == len(test.checks)
    assert all(line.passed and line.source for line in test.lines)
    first = test.lines[0]
    assert (first.formula, first.expected, first.got) == ("Nadler", "5319.1", "5319.06")
    assert (first.tolerance, first.unit) == ("1", "mL")


def test_what_must_be_the_same_has_no_tolerance() -> None:
    assert {line.tolerance for line in selftest().lines if line.expected == "refused"} <= {""}


def test_what_differs_comes_first() -> None:
    first, *others = selftest().checks

    test = SelfTest((*others, replace(first, passed=False)))

    assert test.failed == 1
    assert test.lines[0].formula == first.formula
    assert not test.lines[0].passed
