"""The thresholds as a unit sees them in Setup: label, unit, what is possible, who goes by them.

One declaration for each of `Thresholds`. What is possible is a guard against slips of the hand
(38 for 3.8), wide enough for any practice; it says nothing of what is wise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import lru_cache

from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.rules.rule import UNIT
from plexlog.clinical.rules.thresholds import IN_ORDER, Thresholds
from plexlog.domain.fields import Limits, NumberField
from plexlog.domain.findings import Phase

_UCUM = {"PV": "1", "": "1", "×10⁹/L": "10*9/L", "°C": "Cel", "mmHg": "mm[Hg]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit of the unit: how it is read and written, and which rules go by it."""

    field: NumberField
    rules: tuple[str, ...]  # codes; `order-...` are questions of the form of an order

    @property
    def name(self) -> str:
        """Its name among the thresholds."""
        return self.field.code

    @property
    def default(self) -> Decimal:
        """What the program was shipped with."""
        return number_of(getattr(Thresholds(), self.name))

    def said(self, value: Decimal) -> str:
        """A value with its unit."""
        return f"{self.field.format(value)} {self.field.shown_unit}".rstrip()


def _limit(name: str, label: str, possible: str, decimals: int, rules: str) -> Limit:
    """A limit from what is possible, `1 to 365 d`, and the codes of its rules."""
    low, _to, high, *unit = possible.split()
    shown = "".join(unit)
    field = NumberField(
        code=name,
        label=label,
        unit=_UCUM.get(shown, shown),
        shown_unit=shown,
        decimals=decimals,
        places=(),
        possible=Limits.of(low, high),
        source=UNIT,
        without_loinc="a limit, not a measurement",
    )
    return Limit(field=field, rules=tuple(rules.split()))


# By the phase under which a limit is looked for; its rules may be judged in others too.
GROUPS: Mapping[Phase, tuple[Limit, ...]] = {
    Phase.ORDER: (
        _limit("course_days", "Course longer than", "1 to 365 d", 0, "course-long"),
        _limit(
            "ordered_sessions_high", "Sessions ordered over", "1 to 1000", 0, "order-sessions-many"
        ),
        _limit(
            "ordered_interval_low_hours",
            "Interval ordered under",
            "1 to 168 h",
            0,
            "order-interval-unusual",
        ),
        _limit(
            "ordered_interval_high_hours",
            "Interval ordered over",
            "24 to 8760 h",
            0,
            "order-interval-unusual",
        ),
        _limit("plasma_volumes_low", "Plasma volumes under", "0 to 5 PV", 2, "volume-unusual"),
        _limit("plasma_volumes_high", "Plasma volumes over", "0.1 to 5 PV", 2, "volume-unusual"),
        _limit("colloid_low", "Colloid share under", "0 to 1", 2, "colloid-low"),
        _limit(
            "colloid_very_low",
            "Colloid share stops under",
            "0 to 1",
            2,
            "colloid-low colloid-very-low",
        ),
    ),
    Phase.BEFORE: (
        _limit(
            "weight_jump_percent", "Weight off the last by over", "1 to 50 %", 1, "weight-jump"
        ),
        _limit(
            "weight_jump_days",
            "Last value not older than",
            "1 to 365 d",
            0,
            "weight-jump hematocrit-jump",
        ),
        _limit(
            "hematocrit_stale_hours", "Haematocrit older than", "1 to 336 h", 0, "hematocrit-stale"
        ),
        _limit("height_jump_cm", "Height off the record by over", "1 to 50 cm", 0, "height-jump"),
        _limit(
            "hematocrit_jump_points",
            "Haematocrit off the last by over",
            "1 to 40 %",
            0,
            "hematocrit-jump",
        ),
        _limit("hematocrit_low_percent", "Haematocrit under", "8 to 45 %", 1, "hematocrit-low"),
        _limit(
            "formulas_disagree_percent",
            "Formulas apart by over",
            "1 to 100 %",
            1,
            "formulas-disagree",
        ),
        _limit(
            "formulas_disagree_from_bmi",
            "Formulas compared from BMI",
            "15 to 60 kg/m²",
            1,
            "formulas-disagree",
        ),
        _limit(
            "ace_inhibitor_recent_hours",
            "ACE inhibitor stops within",
            "0 to 336 h",
            0,
            "ace-inhibitor-recent ace-inhibitor-long-acting",
        ),
        _limit(
            "ace_inhibitor_long_acting_hours",
            "ACE inhibitor asks within",
            "0 to 336 h",
            0,
            "ace-inhibitor-long-acting",
        ),
        _limit("antibody_hours", "Antibody drug within", "0 to 2016 h", 0, "antibody-drug-recent"),
        _limit("ivig_hours", "IVIG within", "0 to 2016 h", 0, "antibody-drug-recent"),
        _limit("hemoglobin_low_g_l", "Haemoglobin under", "30 to 150 g/L", 0, "hemoglobin-low"),
        _limit(
            "potassium_low_mmol_l", "Potassium under", "1.5 to 5 mmol/L", 1, "potassium-outside"
        ),
        _limit("potassium_high_mmol_l", "Potassium over", "4 to 9 mmol/L", 1, "potassium-outside"),
        _limit("fibrinogen_low_g_l", "Fibrinogen under", "0.1 to 4 g/L", 2, "fibrinogen-low"),
        _limit("platelets_low_10e9_l", "Platelets under", "1 to 200 ×10⁹/L", 0, "platelets-low"),
        _limit(
            "ionised_calcium_low_mmol_l",
            "Ionised calcium under",
            "0.5 to 1.3 mmol/L",
            2,
            "ionised-calcium-low",
        ),
        _limit(
            "interval_short_hours",
            "Since the last session under",
            "0 to 168 h",
            0,
            "interval-short",
        ),
        _limit(
            "fever_from_c",
            "Temperature from",
            "36.5 to 41 °C",
            1,
            "access-infected fever temperature-rose",
        ),
        _limit(
            "systolic_low_mmhg", "Systolic pressure under", "40 to 140 mmHg", 0, "systolic-low"
        ),
        _limit("oxygen_low_percent", "Oxygen saturation under", "60 to 100 %", 0, "oxygen-low"),
        _limit(
            "circuit_volume_percent",
            "Circuit volume asks over",
            "1 to 50 %",
            1,
            "circuit-volume-high",
        ),
        _limit(
            "circuit_volume_stop_percent",
            "Circuit volume stops over",
            "1 to 50 %",
            1,
            "circuit-volume-high",
        ),
    ),
    Phase.RUN: (
        _limit("balance_low_percent", "Fluid balance under", "50 to 100 %", 1, "balance-off"),
        _limit("balance_high_percent", "Fluid balance over", "100 to 200 %", 1, "balance-off"),
        _limit("balance_from_ml", "Balance judged from", "0 to 5000 mL", 0, "balance-off"),
        _limit(
            "citrate_high_mg_kg_min",
            "Citrate rate over",
            "0.1 to 5 mg/kg/min",
            2,
            "citrate-rate-high",
        ),
        _limit(
            "systolic_fall_mmhg", "Systolic pressure fell by", "5 to 100 mmHg", 0, "systolic-fell"
        ),
        _limit("temperature_rise_c", "Temperature rose by", "0.1 to 4 °C", 1, "temperature-rose"),
        _limit("vitals_grace_minutes", "Vitals late by over", "0 to 120 min", 0, "vitals-overdue"),
        _limit(
            "over_target_percent",
            "Removed of the target over",
            "100 to 300 %",
            1,
            "volume-over-target",
        ),
    ),
    Phase.CLOSE: (
        _limit(
            "target_missed_percent",
            "Removed of the target under",
            "1 to 100 %",
            1,
            "target-missed",
        ),
        _limit(
            "bags_disagree_ml", "Bags off the machine by over", "0 to 5000 mL", 0, "bags-disagree"
        ),
        _limit(
            "bags_disagree_percent",
            "Bags off the machine, share over",
            "0 to 100 %",
            1,
            "bags-disagree",
        ),
        _limit("late_entry_minutes", "Entry later than", "1 to 1440 min", 0, "late-entry"),
        _limit(
            "checkers_of_plasma",
            "People who check a bag of plasma",
            "1 to 2",
            0,
            "second-check-missing",
        ),
        _limit(
            "checkers_of_albumin",
            "People who check a bottle of albumin",
            "1 to 2",
            0,
            "second-check-missing",
        ),
        _limit(
            "checkers_of_drugs",
            "People who check a drug by vein",
            "1 to 2",
            0,
            "second-check-missing",
        ),
    ),
}
LIMITS: Mapping[str, Limit] = {limit.name: limit for group in GROUPS.values() for limit in group}


def thresholds_with(changes: Mapping[str, float]) -> Thresholds:
    """The defaults with what a unit has changed. A limit that no rule has any more is left out."""
    return _thresholds(tuple((name, value) for name, value in changes.items() if name in LIMITS))


@lru_cache(maxsize=8)  # each session keeps the limits of its start, and is judged all the time
def _thresholds(changes: tuple[tuple[str, float], ...]) -> Thresholds:
    return Thresholds(**dict(changes))


def number_of(value: float) -> Decimal:
    """A threshold as the decimal that people write."""
    return Decimal(f"{value:g}")


def moved(thresholds: Thresholds, name: str, value: Decimal) -> Thresholds:
    """The thresholds with one of them changed. Raises ImpossibleValueError, in words of the ward.

    A graded pair (the colloid share that asks, and the one that stops) stays in its order.
    """
    limit = LIMITS[name]
    if not (value.is_finite() and limit.field.possible.hold(value)):
        raise ImpossibleValueError(
            f"{limit.field.label}: {limit.said(value)} is not possible; {limit.field.refusal()}"
        )
    try:
        return replace(thresholds, **{name: float(value)})
    except ImpossibleValueError:
        raise ImpossibleValueError(_crossed(thresholds, limit, value)) from None


def _crossed(thresholds: Thresholds, limit: Limit, value: Decimal) -> str:
    """Which other limit a value would cross."""
    (pair,) = (pair for pair in IN_ORDER if limit.name in pair)
    is_lower = limit.name == pair[0]
    other = LIMITS[pair[1] if is_lower else pair[0]]
    against = number_of(getattr(thresholds, other.name))
    return (
        f"{limit.field.label}: {limit.said(value)} is not possible; "
        f"no {'more' if is_lower else 'less'} than {other.said(against)}, "
        f"the limit “{other.field.label}”. Change that one first."
    )


def changed(thresholds: Thresholds) -> tuple[Limit, ...]:
    """The limits that are not as the program was shipped, in their order."""
    usual = Thresholds()
    return tuple(
        LIMITS[one.name]
        for one in fields(Thresholds)
        if getattr(thresholds, one.name) != getattr(usual, one.name)
    )
