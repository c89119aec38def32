"""Worked examples of what a clot cost, and of what the separator was doing when it came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from plexlog.clinical.blood_loss import (
    filtration_fraction_percent,
    inlet_to_anticoagulant,
    red_cells_lost_ml,
)
from plexlog.clinical.examples.example import REFUSED, Example, Result

STALEY = "Staley et al., J Clin Apher 2019;34:607-612"
OPTIA = "Spectra Optia operator manual, inlet:AC ratio, anticoagulant included"
GASHTI = "Gashti, Semin Dial 2016;29:382-390"
CIRCUIT = "Red cells in a set not given back"


def _known(value: float | None) -> Result:
    return "none" if value is None else value


def _ratio(inlet_ml: float, anticoagulant_ml: float) -> Result:
    return _known(inlet_to_anticoagulant(inlet_ml, anticoagulant_ml))


def _fraction(*totals: float) -> Result:
    return _known(filtration_fraction_percent(*totals))


def _example(
    formula: str, inputs: str, expected: Result, compute: Callable[[], Result], unit: str = "mL"
) -> Example:
    source = {CIRCUIT: STALEY, "Inlet to anticoagulant": OPTIA}.get(formula, GASHTI)
    return Example(
        formula=formula,
        inputs=inputs,
        expected=expected,
        compute=compute,
        unit=unit,
        tolerance=0.05 if isinstance(expected, float) else 0.0,
        source=source,
    )


CLOTTING_EXAMPLES: tuple[Example, ...] = (
    _example(CIRCUIT, "185 mL, Hct 0.4", 74.0, partial(red_cells_lost_ml, 185, 0.4)),
    _example(CIRCUIT, "141 mL, Hct 0.25", 35.3, partial(red_cells_lost_ml, 141, 0.25)),
    _example(CIRCUIT, "185 mL, Hct 0", REFUSED, partial(red_cells_lost_ml, 185, 0)),
    _example("Inlet to anticoagulant", "6000 and 600 mL", 10.0, partial(_ratio, 6000, 600), ": 1"),
    _example("Inlet to anticoagulant", "6000 and 0 mL", "none", partial(_ratio, 6000, 0), ": 1"),
    _example(
        "Filtration fraction",
        "3000 mL off, 6000 mL with 600 mL of anticoagulant in, Hct 0.4",
        78.1,
        partial(_fraction, 3000, 6000, 600, 0.4),
        "%",
    ),
)
