"""The self-test: all examples pass, and a wrong formula would be seen."""

from __future__ import annotations

import math
import sys
from types import CodeType, FrameType

import pytest

from plexlog.clinical.examples import EXAMPLES
from plexlog.clinical.examples.example import REFUSED, Example
from plexlog.clinical.examples.kinetics import body_after, every, fibrinogen_at, plasma_at
from plexlog.clinical.selftest import Check, check_line, run_selftest, summary_line
from plexlog.clinical.volumes import nadler_ml
from plexlog.domain.words import Sex
from tests.clinical.nonsense import FORMULAS

NADLER = Example(
    formula="Nadler",
    inputs="male, 1.80 m, 80 kg",
    expected=5319.1,
    compute=lambda: nadler_ml(Sex.MALE, 1.8, 80),
    unit="mL",
    tolerance=1.0,
    source="Nadler 1962",
)


@pytest.mark.parametrize("check", run_selftest(), ids=lambda check: f"{check.formula}")
def test_every_published_example_comes_out(check: Check) -> None:
    assert check.passed, check_line(check)
    assert check.formula
    assert check.inputs
    assert check.source


def test_there_is_one_check_for_each_example() -> None:
    checks = run_selftest()

    assert len(checks) == len(EXAMPLES) >= 240
    assert {(one.formula, one.inputs) for one in checks} >= {
        ("Nadler", "male, 1.80 m, 80 kg"),
        ("Linderkamp", "male, 5 y, 110 cm, 18 kg"),
        ("Check character", "G123417654321"),
    }


def test_every_formula_has_an_example() -> None:
    worked: set[CodeType] = set()

    def note(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call":
            worked.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run_selftest()
    finally:
        sys.setprofile(before)

    assert {name for name, one in FORMULAS.items() if one.__code__ not in worked} == set()


def test_no_example_stands_twice() -> None:
    told = [(one.formula, one.inputs, one.unit, one.source) for one in EXAMPLES]

    assert len(set(told)) == len(told)


def changed(expected: float | str, tolerance: float = 1.0) -> Check:
    (check,) = run_selftest(
        [
            Example(
                formula=NADLER.formula,
                inputs=NADLER.inputs,
                expected=expected,
                compute=NADLER.compute,
                unit=NADLER.unit,
                tolerance=tolerance,
                source=NADLER.source,
            )
        ]
    )
    return check


@pytest.mark.parametrize("expected", [5320.2, 5317.9, REFUSED, math.nan])
def test_a_result_beyond_the_tolerance_fails(expected: float | str) -> None:
    check = changed(expected)

    assert not check.passed
    assert check.tolerance == 1.0


def test_a_result_at_the_tolerance_passes() -> None:
    got = nadler_ml(Sex.MALE, 1.8, 80)

    assert changed(got + 0.5, 0.5).passed
    assert changed(got, 0.0).passed


def test_a_refusal_where_a_number_was_expected_fails() -> None:
    example = Example(
        formula="Nadler",
        inputs="180 m",
        expected=5319.1,
        compute=lambda: nadler_ml(Sex.MALE, 180, 80),
        source="wrong unit",
    )

    (check,) = run_selftest([example])

    assert check.got == REFUSED
    assert not check.passed
    assert check_line(check) == "FAILED Nadler: 180 m: expected 5319.1, got refused"


def test_a_check_is_told_in_one_line() -> None:
    (check,) = run_selftest([NADLER])

    assert check_line(check) == (
        "ok     Nadler: male, 1.80 m, 80 kg: expected 5319.1, got 5319.06 mL"
    )


def test_the_last_line_counts() -> None:
    good, bad = changed(5319.1), changed(1.0)

    assert summary_line([good, good]) == "All 2 examples passed."
    assert summary_line([good, bad]) == (
        "1 of 2 examples failed. Do not use this program; tell its makers."
    )


def test_places_count_before_and_after_each_session() -> None:
    assert plasma_at(48, 2, 0) == 100
    assert plasma_at(48, 2, 1) == pytest.approx(36.8, abs=0.05)
    assert plasma_at(48, 2, 2) == pytest.approx(69.4, abs=0.05)
    assert body_after(48, 2, 1) == pytest.approx(71.6, abs=0.05)
    assert fibrinogen_at(24, 1, 0.5) == pytest.approx(60.7, abs=0.05)
    assert [one.day for one in every(36, 1.0, 3)] == [0, 1.5, 3]
    assert [one.session_id for one in every(36, 1.0, 2)] == ["1", "2"]
