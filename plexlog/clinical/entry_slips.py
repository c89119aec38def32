"""The likely slip behind one typed value: another unit, a lost decimal point, a digit too few.

It only names what a value looks like; none is corrected. Conversions: 1 °C is 1.8 °F from 32 °F;
1 mmol of calcium is 4.008 mg per dL and litre (40.08 g/mol); 1 kg is 2.2046 lb.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from plexlog.clinical.domain_errors import number
from plexlog.clinical.slips import Typed, likely_slips
from plexlog.domain.catalogue import HEIGHT, HEMATOCRIT, IONISED_CALCIUM, TEMPERATURE
from plexlog.domain.fields import NumberField

FAHRENHEIT_FROM = Decimal(32)
FAHRENHEIT_PER_CELSIUS = Decimal("1.8")
CALCIUM_MG_DL_PER_MMOL_L = Decimal("4.008")
TEN_FOLD = (Decimal(10), Decimal(100))


def slip_of(declared: NumberField, value: Decimal) -> str:
    """What a value that is not plausible looks like; empty where it looks like nothing.

    Raises ImpossibleValueError.
    """
    number(declared.label, float(value))
    unit = _other_unit(declared, value)
    return unit or _ten_fold(declared, value) or _tenth(declared, value)


def _other_unit(declared: NumberField, value: Decimal) -> str:
    if declared.code == TEMPERATURE.code:
        return _converted(
            declared, value, "°F", (value - FAHRENHEIT_FROM) / FAHRENHEIT_PER_CELSIUS
        )
    if declared.code == IONISED_CALCIUM.code:
        return _converted(declared, value, "mg/dL", value / CALCIUM_MG_DL_PER_MMOL_L)
    if declared.code == HEIGHT.code and value >= 0:
        return _sentence(Typed(height_cm=float(value)))
    if declared.code == HEMATOCRIT.code and value >= 0:
        return _sentence(Typed(hematocrit_percent=float(value)))
    return ""


def _sentence(typed: Typed) -> str:
    return next((slip.sentence for slip in likely_slips(typed)), "")


def _converted(declared: NumberField, value: Decimal, unit: str, meant: Decimal) -> str:
    if not declared.plausible.hold(meant):
        return ""
    rounded = meant.quantize(Decimal(1).scaleb(-declared.decimals), ROUND_HALF_UP)
    shown = f"{declared.format(rounded)} {declared.shown_unit}"
    return f"{value} {unit} would be {shown}"


def _tenth(declared: NumberField, value: Decimal) -> str:
    """A digit too few, or a point too far left; only where ten times it can well be."""
    meant = 10 * value
    low = declared.plausible.low
    if low is None or value >= low or not declared.plausible.hold(meant):
        return ""
    shown = f"{declared.format(meant)} {declared.shown_unit}".rstrip()
    return f"ten times too low, {shown}?" if declared.decimals else f"a digit is missing, {shown}?"


def _ten_fold(declared: NumberField, value: Decimal) -> str:
    """A lost decimal point; only where a tenth of it is what one usually sees."""
    if declared.usual.high is None or declared.plausible.hold(value):
        return ""
    for factor in TEN_FOLD:
        meant = value / factor
        exponent = meant.normalize().as_tuple().exponent
        fits = isinstance(exponent, int) and -exponent <= declared.decimals
        if declared.usual.hold(meant) and fits:
            shown = f"{declared.format(meant)} {declared.shown_unit}".rstrip()
            return f"a decimal point is missing, {shown}?" if declared.decimals else f"{shown}?"
    return ""
