"""Every public formula with good values for all it takes, to try it with nonsense."""

from __future__ import annotations

import importlib
import inspect
import math
import pkgutil
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from plexlog import clinical
from plexlog.clinical.citrate import BagShare
from plexlog.clinical.course_curve import CurvePoint
from plexlog.clinical.kinetics import IGG, Delivered, Pools
from plexlog.clinical.replacement import Portion
from plexlog.clinical.volumes import BodySize, blood_volume
from plexlog.clinical.weight_volumes import Build
from plexlog.domain.records import FluidShare
from plexlog.domain.words import CalciumSalt, Fluid, Sex

# Records, rules and texts: their numbers were checked when they were recorded.
OF_RECORDS = (
    "barcodes",
    "figures",
    "plans",
    "rulebook",
    "rules",
    "selftest",
    "timing",
    "totals",
    "validation",
    "validation_gaps",
    "validation_page",
    "examples",
)
# The bounds themselves take anything: refusing is their work, tested elsewhere.
BOUNDS = "domain_errors"
# A signed number by its nature: nothing is refused but what is no number.
SIGNED = {("citrate_rate_mg_kg_min", "minutes"), ("citrate_anticoagulant_rate", "minutes")}
# Zero is possible: nothing removed, no time passed, newborn.
NONSENSE = (math.nan, math.inf, -math.inf, -1.0)
ADULT = BodySize(sex=Sex.FEMALE, age_years=40, height_cm=165, weight_kg=60)
GOOD: dict[str, Any] = {
    "acd_a_to_patient_ml": 88.0,
    "age_years": 40,
    "albumin_percent": 5.0,
    "anticoagulant_in_waste_ml": 500.0,
    "anticoagulant_ml": 600.0,
    "bags": [BagShare(is_plasma=True, given_ml=3000.0)],
    "balance_percent": 100.0,
    "birth": date(1980, 1, 1),
    "blood_ac_ratio": 9.0,
    "bmi": 24.0,
    "body": ADULT,
    "build": Build.NORMAL,
    "chosen": None,
    "circuit_ml": 185.0,
    "concentrate_percent": 20.0,
    "concentration_percent": 10.0,
    "curve": [CurvePoint(day=0.0, percent=40.0, low=38.0, high=42.0)],
    "cycles": 10,
    "day": date(2026, 1, 1),
    "days": 2.0,
    "diluted_to_percent": 5.0,
    "donor_level": 0.5,
    "donor_plasma_share": 0.25,
    "dose_mg": 1000.0,
    "efficiency": 0.87,
    "exchange_percent_per_hour": 2.0,
    "height_cm": 165.0,
    "height_m": 1.65,
    "hematocrit_fraction": 0.4,
    "inlet_ac_ratio": 10.0,
    "inlet_ml": 6000.0,
    "inlet_ml_per_min": 60.0,
    "minutes": 90.0,
    "ml_per_kg": 70.0,
    "ml_per_l": 10.0,
    "ml_per_min_per_l": 1.0,
    "mmol_per_l": 20.0,
    "needed_ml": 2800.0,
    "other_in_ml": 0.0,
    "other_out_ml": 0.0,
    "part": 0.5,
    "patient_plasma_ml": 3000.0,
    "percent": 40.0,
    "planned": [1.0],
    "plasma_given_ml": 2800.0,
    "plasma_ml": 3000.0,
    "plasma_volume_ml": 2800.0,
    "plasma_volumes": 1.0,
    "pools": Pools(0.2, 0.5),
    "portions": [Portion(volume_ml=1000.0, is_colloid=True)],
    "ratio": 2.2,
    "reason": "measured",
    "removed_ml": 3500.0,
    "removing_volumes": 1.0,
    "replaced_ml": 2800.0,
    "replacement_ml": 2800.0,
    "facts": (),
    "saline_in_waste_ml": 0.0,
    "shares": (FluidShare(fluid=Fluid.ALBUMIN, share=Decimal(1)),),
    "salt": CalciumSalt.GLUCONATE_10,
    "sessions": 5,
    "sex": Sex.FEMALE,
    "sizes_ml": (250, 500),
    "solute": IGG,
    "tbv_ml": 4000.0,
    "until_day": 3.0,
    "used": blood_volume(ADULT),
    "value_ml": 4000.0,
    "volume_ml": 100.0,
    "volumes": 1.0,
    "waste_ml": 3500.0,
    "weight_kg": 60.0,
    "years": 40,
}
COURSE = [Delivered(session_id="s1", day=0.0, removing_volumes=1.0)]


def formulas() -> dict[str, Callable[..., Any]]:
    """Every public function of the formulas that takes a number."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.iter_modules(clinical.__path__):
        if module.name in OF_RECORDS or module.name == BOUNDS:
            continue
        imported = importlib.import_module(f"plexlog.clinical.{module.name}")
        for name, function in inspect.getmembers(imported, inspect.isfunction):
            is_ours = function.__module__ == imported.__name__ and not name.startswith("_")
            if is_ours and numbers_of(function):
                found[f"{module.name}.{name}"] = function
    return found


def numbers_of(function: Callable[..., Any]) -> list[str]:
    """The parameters of a function that are numbers."""
    hints = typing.get_type_hints(function)
    return [name for name in inspect.signature(function).parameters if hints[name] in (int, float)]


def arguments(function: Callable[..., Any]) -> dict[str, Any]:
    """Good values for all parameters; a course stands for sessions in order."""
    hints = typing.get_type_hints(function)
    names = inspect.signature(function).parameters
    chosen = {name: GOOD[name] for name in names if name in GOOD}
    if "sessions" in names and hints["sessions"] is not int:
        chosen["sessions"] = COURSE
    return chosen


FORMULAS = formulas()
TRIED = [(name, number) for name, function in FORMULAS.items() for number in numbers_of(function)]
