"""No public formula returns a number for nonsense: each number of each is tried, one at a time."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.entry_checks import RunAt, doubt
from plexlog.clinical.entry_slips import slip_of
from plexlog.clinical.exchange import Balance
from plexlog.clinical.figures.run import within_used
from plexlog.clinical.figures.trend import trend
from plexlog.clinical.kinetics import Delivered, Pools
from plexlog.clinical.rules import Thresholds
from plexlog.clinical.rules.limits import moved
from plexlog.clinical.volumes import BodySize
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Sex
from tests.clinical.nonsense import COURSE, FORMULAS, NONSENSE, SIGNED, TRIED, arguments


def test_there_are_formulas_to_try() -> None:
    assert len(FORMULAS) > 40
    assert len(TRIED) > 80


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_takes_what_is_possible(name: str) -> None:
    FORMULAS[name](**arguments(FORMULAS[name]))


@pytest.mark.parametrize(("name", "number"), TRIED)
def test_a_formula_refuses_nonsense_and_says_what_is_possible(name: str, number: str) -> None:
    function = FORMULAS[name]
    is_signed = (name.rpartition(".")[2], number) in SIGNED

    for nonsense in NONSENSE[:3] if is_signed else NONSENSE:
        with pytest.raises(ImpossibleValueError) as refused:
            function(**{**arguments(function), number: nonsense})

        sentence = str(refused.value)
        assert re.search(r"\bis not possible.*\bpossible\b", sentence)
        assert f"{nonsense:g}".lstrip("-")[0] in sentence


@pytest.mark.parametrize("name", [name for name, number in TRIED if "hematocrit" in number])
@pytest.mark.parametrize("nonsense", [0.0, 0.0799, 0.7001, 1.0, 41.5])
def test_a_formula_refuses_a_haematocrit_that_nobody_has(name: str, nonsense: float) -> None:
    function = FORMULAS[name]

    with pytest.raises(ImpossibleValueError, match=r"a haematocrit fraction of .*0\.08 to 0\.7"):
        function(**{**arguments(function), "hematocrit_fraction": nonsense})


@pytest.mark.parametrize("nonsense", [math.nan, math.inf, -math.inf])
def test_what_formulas_are_given_whole_is_refused_too(nonsense: float) -> None:
    typed, before = Decimal(nonsense), {"pulse_per_min": Measured(value=Decimal(80))}
    course = [Delivered(session_id="s1", day=0.0, removing_volumes=nonsense)]
    late = [*COURSE, Delivered(session_id="s2", day=nonsense, removing_volumes=1.0)]
    kinetics = importlib.import_module("plexlog.clinical.kinetics")
    tried: list[Callable[[], object]] = [
        lambda: Balance(in_ml=nonsense, out_ml=1.0),
        lambda: Balance(in_ml=1.0, out_ml=nonsense),
        lambda: Pools(inside=nonsense, outside=0.5),
        lambda: RunAt(minutes=nonsense),
        lambda: doubt("inlet_ml", typed, RunAt(minutes=10)),
        lambda: slip_of(CATALOGUE["temperature_c"], typed),
        lambda: trend("pulse_per_min", nonsense, before),
        lambda: within_used(nonsense, 100.0),
        lambda: moved(Thresholds(), "fever_from_c", typed),
        lambda: Pools(inside=0.5, outside=nonsense),
        lambda: BodySize(sex=Sex.MALE, age_years=40, height_cm=nonsense, weight_kg=80).bmi,
        lambda: BodySize(sex=Sex.MALE, age_years=40, height_cm=180, weight_kg=nonsense).bmi,
        *(
            lambda run=run, given=given: run(given)
            for run in (kinetics.predict, kinetics.predict_solute, kinetics.fibrinogen_course)
            for given in (course, late)
        ),
    ]
    for compute in tried:
        with pytest.raises(ImpossibleValueError, match=r"is not possible; possible"):
            compute()


def test_less_than_nothing_is_refused_whole_too() -> None:
    tried: list[tuple[Callable[[], object], str]] = [
        (lambda: Balance(in_ml=-1, out_ml=1), "fluid in -1 mL is not possible"),
        (lambda: Balance(in_ml=1, out_ml=-1), "fluid out -1 mL is not possible"),
        (lambda: Pools(inside=-0.1, outside=0.5), "a pool of -0.1"),
        (lambda: Pools(inside=0.5, outside=-0.1), "a pool of -0.1"),
        (lambda: within_used(-1, 100.0), "anticoagulant in the waste -1 mL is not possible"),
    ]
    for compute, words in tried:
        with pytest.raises(ImpossibleValueError, match=words):
            compute()
