"""Worked examples of what was delivered by a machine's totals, and of what to fetch for an order.

The delivered ones close the worked run of `exchange`: by its totals at the end, not by its flows.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from plexlog.clinical.citrate import BagShare, plasma_along_bags_ml
from plexlog.clinical.examples.example import REFUSED, Example, Result
from plexlog.clinical.exchange import (
    Balance,
    estimated_anticoagulant_in_waste_ml,
    patient_plasma_removed_ml,
    plasma_volumes_exchanged,
)
from plexlog.clinical.kinetics import removing_volumes
from plexlog.clinical.pick_list import containers_for, pick_list
from plexlog.clinical.replacement import albumin_g, diluted_parts_ml, extracorporeal_share
from plexlog.domain.facts import FluidFact
from plexlog.domain.records import FluidShare
from plexlog.domain.words import Diluent, Fluid

LEE = "Lee and Arepally, J Clin Apher 2012;27:117-125"
BALANCE = "mass balance"
SEPARATOR = "circuit of a centrifugal separator as its maker publishes it, 141 mL, at most 185 mL"
ROUNDED_UP = "albumin in vials of 12.5 g, plasma in units of 250 mL, rounded up"
WORKED_TOTALS = {"removed_ml": 3516.5, "inlet_ml": 6793.2, "anticoagulant_ml": 679.3}
BAG_OF_3000 = {"removed_ml": 3000.0, "inlet_ml": 6000.0, "anticoagulant_ml": 600.0}
BAGS = (BagShare(False, 1500), BagShare(True, 250), BagShare(False, 500))
STRONG_ALBUMIN = FluidFact(
    code="albumin-20",
    label="Albumin 20 %",
    source=ROUNDED_UP,
    fluid=Fluid.ALBUMIN.value,
    concentration_percent="20",
    volumes_ml=(50, 100),
)
DILUTED = FluidShare(
    fluid=Fluid.ALBUMIN,
    share=Decimal(1),
    concentration_percent=Decimal(20),
    diluent=Diluent.SALINE,
    diluted_to_percent=Decimal(5),
)


def in_waste_ml(totals: dict[str, float], hematocrit: float, saline_ml: float = 0) -> float:
    """Anticoagulant in the waste by a machine's totals."""
    return estimated_anticoagulant_in_waste_ml(
        **totals, saline_in_waste_ml=saline_ml, hematocrit_fraction=hematocrit
    )


def plasma_ml(totals: dict[str, float], hematocrit: float, saline_ml: float = 0) -> float:
    """The patient's own plasma by a machine's totals."""
    in_waste = in_waste_ml(totals, hematocrit, saline_ml)
    return patient_plasma_removed_ml(totals["removed_ml"], in_waste, saline_ml)


def _totals() -> Iterator[Example]:
    worked, bag = "totals of the worked run", "3000 mL in the bag, 10:1, Hct 0.4"
    with_saline = {**BAG_OF_3000, "removed_ml": 3500.0}
    for inputs, saline, totals, hct, in_waste, plasma in (
        (worked, 0.0, WORKED_TOTALS, 0.45, 591.0, 2925.5),
        (bag, 0.0, BAG_OF_3000, 0.4, 469.0, 2531.0),
        (f"{bag}, and 500 mL of saline", 500.0, with_saline, 0.4, 469.0, 2531.0),
    ):
        given = (totals, hct, saline)
        yield _ml(
            "Anticoagulant in the waste, by totals",
            inputs,
            in_waste,
            partial(in_waste_ml, *given),
            LEE,
        )
        yield _ml("Patient plasma removed", inputs, plasma, partial(plasma_ml, *given), LEE)
    yield Example(
        formula="Plasma volumes exchanged",
        inputs="2925.5 mL of 2925.5 mL",
        expected=1.0,
        compute=partial(plasma_volumes_exchanged, 2925.5, 2925.5),
        tolerance=0.005,
        source=BALANCE,
    )
    for inputs, refused in (
        ("waste of 500 mL with 600 mL in it", (500, 600, 0)),
        ("waste of -1 mL", (-1, 0, 0)),
    ):
        compute = partial(patient_plasma_removed_ml, *refused)
        yield _refused("Patient plasma removed", inputs, compute, BALANCE)
    yield _refused("Plasma volumes exchanged", "of 0 mL", partial(_exchanged, 0), BALANCE)
    yield _refused("Balance", "-1 mL in", partial(_percent_in, -1), BALANCE)


def _exchanged(plasma_volume_ml: float) -> float:
    return plasma_volumes_exchanged(3000, plasma_volume_ml)


def _percent_in(in_ml: float) -> float:
    return Balance(in_ml, 1000).percent or 0.0


def _fluids() -> Iterator[Example]:
    along = "1500 mL albumin, 250 mL plasma, 500 mL albumin"
    for replaced, expected in ((1500, 0.0), (1700, 200.0), (2000, 250.0)):
        yield _ml(
            "Donor plasma given so far",
            f"{replaced} mL along {along}",
            expected,
            partial(plasma_along_bags_ml, replaced, BAGS),
            BALANCE,
        )
    yield Example(
        formula="Plasma volumes that remove",
        inputs="1.2, a quarter of it donor plasma",
        expected=0.9,
        compute=partial(removing_volumes, 1.2, 0.25),
        tolerance=0.005,
        source=BALANCE,
    )
    for circuit, blood, percent in ((185, 5319.1, 3.5), (141, 814.1, 17.3), (185, 814.1, 22.7)):
        yield Example(
            formula="Blood in the circuit",
            inputs=f"{circuit} mL of {blood} mL",
            expected=percent,
            compute=partial(_circuit_percent, circuit, blood),
            unit="%",
            tolerance=0.05,
            source=SEPARATOR,
        )


def _circuit_percent(circuit_ml: float, blood_ml: float) -> float:
    return 100 * extracorporeal_share(circuit_ml, blood_ml)


def _fetched() -> Iterator[Example]:
    grams = Example(
        formula="Albumin",
        inputs="2837 mL of 5 %",
        expected=141.85,
        compute=partial(albumin_g, 2837, 5),
        unit="g",
        tolerance=0.005,
        source=BALANCE,
    )
    yield grams
    for inputs, sizes, held in (
        ("2837 mL of albumin 5 %, bottles of 250 mL", (250,), "12 × 250 mL"),
        ("2837 mL of albumin 5 %, bottles of 250 and 500 mL", (250, 500), "6 × 500 mL"),
        ("2600 mL of plasma, units of 250 mL", (250,), "11 × 250 mL"),
    ):
        yield Example(
            formula="Whole containers",
            inputs=inputs,
            expected=held,
            compute=partial(_containers, float(inputs.split()[0]), sizes),
            source=ROUNDED_UP,
        )
    for strong, expected_ml in ((25, 400), (20, 500)):
        yield _ml(
            "Concentrated albumin",
            f"for 2000 mL of 5 % from {strong} %",
            expected_ml,
            partial(_concentrate_ml, 2000, strong),
            BALANCE,
        )
    yield Example(
        formula="Pick list",
        inputs="2000 mL of albumin 5 % from 20 %, vials of 50 and 100 mL, in saline",
        expected="5 × 100 mL of albumin 20 %, 1500 mL of sodium chloride 0.9 %",
        compute=_picked,
        source=ROUNDED_UP,
    )


def _containers(needed_ml: float, sizes_ml: tuple[int, ...]) -> Result:
    return " and ".join(
        f"{one.count} × {one.size_ml} mL" for one in containers_for(needed_ml, sizes_ml)
    )


def _concentrate_ml(volume_ml: float, percent: float) -> float:
    return diluted_parts_ml(volume_ml, percent, 5)[0]


def _picked() -> Result:
    concentrate, saline = pick_list((DILUTED,), 2000, (STRONG_ALBUMIN,))
    held = _containers(concentrate.needed_ml, STRONG_ALBUMIN.volumes_ml)
    return f"{held} of {concentrate.label}, {saline.needed_ml:.0f} mL of {saline.label}"


def _ml(
    formula: str, inputs: str, expected: float, compute: partial[float], source: str
) -> Example:
    return Example(
        formula=formula,
        inputs=inputs,
        expected=expected,
        compute=compute,
        unit="mL",
        tolerance=1.0,
        source=source,
    )


def _refused(formula: str, inputs: str, compute: partial[float], source: str) -> Example:
    return Example(
        formula=formula, inputs=inputs, expected=REFUSED, compute=compute, source=source
    )


DELIVERED_EXAMPLES = (*_totals(), *_fluids(), *_fetched())
