"""Rules on single measured values before the start: each a limit of its own."""

from __future__ import annotations

from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase, said
from plexlog.clinical.rules.thresholds import above, below
from plexlog.domain.catalogue import CATALOGUE


def hematocrit_low(case: SessionCase) -> Answer:
    """Ask below 21 %."""
    return _low(
        case,
        "hematocrit_percent",
        case.limits.hematocrit_low_percent,
        "The circuit takes red cells that are missed; oxygen may fall.",
        "Ask the physician about red cells; confirm.",
    )


def hemoglobin_low(case: SessionCase) -> Answer:
    """Ask below 70 g/L; judged where it is recorded, for the haematocrit is always asked for."""
    if case.before("hemoglobin_g_l") is None:
        return None
    return _low(
        case,
        "hemoglobin_g_l",
        case.limits.hemoglobin_low_g_l,
        "Below it red cells are usually given; the circuit takes more.",
        "Ask the physician about red cells; confirm with the reason.",
    )


def potassium_outside(case: SessionCase) -> Answer:
    """Ask outside 3.0 to 6.0 mmol/L; judged where it is recorded."""
    value = case.before("potassium_mmol_l")
    low, high = case.limits.potassium_low_mmol_l, case.limits.potassium_high_mmol_l
    if value is None or not (below(value, low) or above(value, high)):
        return None
    return Raised(
        what=f"Potassium {said('potassium_mmol_l', value)}; usual here are {low:g} to {high:g}",
        why="The heart is at risk, and citrate and albumin shift potassium and calcium further.",
        do="Ask the physician; confirm with the reason.",
    )


def fibrinogen_low(case: SessionCase) -> Answer:
    """Ask below 1.0 g/L."""
    return _low(
        case,
        "fibrinogen_g_l",
        case.limits.fibrinogen_low_g_l,
        "An exchange with albumin lowers it by two thirds; it may bleed.",
        "Ask the physician about plasma at the end; confirm with the reason.",
    )


def platelets_low(case: SessionCase) -> Answer:
    """Ask below 30 × 10⁹/L."""
    return _low(
        case,
        "platelets_10e9_l",
        case.limits.platelets_low_10e9_l,
        "Puncture and lines may bleed.",
        "Confirm, or ask the physician.",
    )


def ionised_calcium_low(case: SessionCase) -> Answer:
    """Ask below 0.9 mmol/L."""
    return _low(
        case,
        "ionised_calcium_mmol_l",
        case.limits.ionised_calcium_low_mmol_l,
        "Citrate lowers it further: cramps, long QT.",
        "Ask the physician about calcium before the start.",
    )


def systolic_low(case: SessionCase) -> Answer:
    """Ask below 90 mmHg."""
    return _low(
        case,
        "systolic_mmhg",
        case.limits.systolic_low_mmhg,
        "The exchange lowers it further.",
        "Measure again; ask the physician before the start.",
    )


def oxygen_low(case: SessionCase) -> Answer:
    """Ask below 92 %."""
    return _low(
        case,
        "spo2_percent",
        case.limits.oxygen_low_percent,
        "There is little to spare if something happens.",
        "Measure again; ask the physician before the start.",
    )


def fever(case: SessionCase) -> Answer:
    """Ask from 38.0 °C."""
    value = case.before("temperature_c")
    if value is None:
        return Missing(("temperature_c",))
    if below(value, case.limits.fever_from_c):
        return None
    return Raised(
        what=f"Temperature {said('temperature_c', value)} before the start",
        why="It may be an infection, and later fever could not be told from a reaction.",
        do="Look for the cause; confirm, or ask the physician.",
    )


def _low(case: SessionCase, code: str, limit: float, why: str, do: str) -> Answer:
    value = case.before(code)
    if value is None:
        return Missing((code,))
    if not below(value, limit):
        return None
    declared = CATALOGUE[code]
    return Raised(
        what=f"{declared.label} {said(code, value, limit)}, below {limit:g} {declared.shown_unit}",
        why=why,
        do=do,
    )
