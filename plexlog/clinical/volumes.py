"""Total blood volume and plasma volume, by the formula that fits the patient.

Nothing is rounded here. Every formula says in its docstring where it comes from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from plexlog.clinical import domain_errors as bounds
from plexlog.clinical.domain_errors import height, hematocrit, possible, weight
from plexlog.domain import wording
from plexlog.domain.words import Sex, VolumeFormula

ADULT_YEARS = 18
NADLER_ABOVE_KG = 35
LEMMENS_SUGGESTED_FROM_BMI = 35
INFANT_BELOW_YEARS = 2
GIRL_FROM_YEARS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySize:
    """What the formulas look at."""

    sex: Sex
    age_years: int  # completed, on the day
    height_cm: float
    weight_kg: float

    @property
    def bmi(self) -> float:
        """Body mass index, kg/m²."""
        return body_mass_index(self.height_cm / 100, self.weight_kg)


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodVolume:
    """A total blood volume with how it came about, so that a screen can show its working."""

    formula: str  # nadler, linderkamp, lemmens or typed
    tbv_ml: float
    working: str  # the formula with the numbers put in
    source: str
    reason: str = ""  # why a person typed it


def completed_years(birth: date, day: date) -> int:
    """Age in completed years on a day. Raises ImpossibleValueError before birth."""
    return age(day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)))


def age(years: int) -> int:
    """Completed years from 0 to 130. Raises ImpossibleValueError."""
    possible("an age of", years, 0, 130, "years")
    return years


def body_mass_index(height_m: float, weight_kg: float) -> float:
    """Body mass index in kg/m² (Quetelet)."""
    return weight(weight_kg) / height(height_m) ** 2


def nadler_ml(sex: Sex, height_m: float, weight_kg: float) -> float:
    """Total blood volume of an adult in mL; height in metres.

    Nadler SB, Hidalgo JU, Bloch T. Surgery 1962;51:224-232.
    """
    cubed = height(height_m) ** 3
    kilograms = weight(weight_kg)
    if sex is Sex.MALE:
        return 1000 * (0.3669 * cubed + 0.03219 * kilograms + 0.6041)
    return 1000 * (0.3561 * cubed + 0.03308 * kilograms + 0.1833)


def lemmens_ml(height_m: float, weight_kg: float) -> float:
    """Total blood volume in mL by 70 / √(BMI / 22) mL per kg; made for obesity.

    Lemmens HJ, Bernstein DP, Brodsky JB. Obes Surg 2006;16:773-776.
    """
    return lemmens_ml_per_kg(height_m, weight_kg) * weight_kg


def lemmens_ml_per_kg(height_m: float, weight_kg: float) -> float:
    """Blood volume in mL per kg by Lemmens."""
    return 70 / math.sqrt(body_mass_index(height_m, weight_kg) / 22)


def linderkamp_ml(sex: Sex, age_years: int, height_cm: float, weight_kg: float) -> float:
    """Total blood volume of a child, or of a small adult, in mL.

    Linderkamp O, Versmold HT, Riegel KP, Betke K. Eur J Pediatr 1977;125:227-234: below 2 years;
    boys from 2 and girls of 2 to 6; girls from 7.
    """
    by_weight, by_height, constant = linderkamp_terms(sex, age_years)
    centimetres = 100 * height(height_cm / 100)
    log_weight: float = math.log10(weight(weight_kg))
    exponent = by_weight * log_weight + by_height * centimetres + constant
    return math.pow(10, exponent)


def linderkamp_terms(sex: Sex, age_years: int) -> tuple[float, float, float]:
    """Factors of log weight and of height, and the constant, for who the child is."""
    if age(age_years) < INFANT_BELOW_YEARS:
        return 0.7891, 0.004132, 1.8117
    if sex is Sex.MALE or age_years < GIRL_FROM_YEARS:
        return 0.6459, 0.002743, 2.0324
    return 0.6412, 0.001270, 2.2169


def usual_formula(age_years: int, weight_kg: float) -> VolumeFormula:
    """The formula until a person picks another: Nadler from 18 years and above 35 kg."""
    if age(age_years) >= ADULT_YEARS and weight(weight_kg) > NADLER_ABOVE_KG:
        return VolumeFormula.NADLER
    return VolumeFormula.LINDERKAMP


def suggests_lemmens(body: BodySize) -> bool:
    """Whether to suggest Lemmens: BMI from 35."""
    return body.bmi >= LEMMENS_SUGGESTED_FROM_BMI


def blood_volume(body: BodySize, chosen: VolumeFormula | None = None) -> BloodVolume:
    """Total blood volume by the chosen formula, or else by the usual one."""
    match chosen or usual_formula(body.age_years, body.weight_kg):
        case VolumeFormula.NADLER:
            return _by_nadler(body)
        case VolumeFormula.LEMMENS:
            return _by_lemmens(body)
        case _:
            return _by_linderkamp(body)


def typed_volume(value_ml: float, reason: str) -> BloodVolume:
    """A total blood volume that a person typed, with the reason."""
    possible("a total blood volume of", value_ml, 50, 20_000, "mL")
    return BloodVolume(
        formula="typed",
        tbv_ml=value_ml,
        working=f"typed {wording.millilitres(value_ml)}",
        source="entered by a person",
        reason=reason,
    )


def plasma_volume_ml(tbv_ml: float, hematocrit_fraction: float) -> float:
    """Plasma volume in mL: total blood volume × (1 − haematocrit).

    Kaplan AA. Am J Kidney Dis 2008;52:1180-1196.
    """
    return bounds.blood_volume(tbv_ml) * (1 - hematocrit(hematocrit_fraction))


def _by_nadler(body: BodySize) -> BloodVolume:
    male = body.sex is Sex.MALE
    a, b, c = ("0.3669", "0.03219", "0.6041") if male else ("0.3561", "0.03308", "0.1833")
    return _result(
        VolumeFormula.NADLER,
        nadler_ml(body.sex, body.height_cm / 100, body.weight_kg),
        f"1000 × ({a} × {body.height_cm / 100:g}³ + {b} × {body.weight_kg:g} + {c})",
        "Nadler 1962, Surgery 51:224",
    )


def _by_lemmens(body: BodySize) -> BloodVolume:
    return _result(
        VolumeFormula.LEMMENS,
        lemmens_ml(body.height_cm / 100, body.weight_kg),
        f"70 / √({body.bmi:.1f} / 22) × {body.weight_kg:g}",
        "Lemmens 2006, Obes Surg 16:773",
    )


def _by_linderkamp(body: BodySize) -> BloodVolume:
    by_weight, by_height, constant = linderkamp_terms(body.sex, body.age_years)
    return _result(
        VolumeFormula.LINDERKAMP,
        linderkamp_ml(body.sex, body.age_years, body.height_cm, body.weight_kg),
        f"10^({by_weight} × log {body.weight_kg:g} + {by_height:f} × {body.height_cm:g} "
        f"+ {constant})",
        "Linderkamp 1977, Eur J Pediatr 125:227",
    )


def _result(formula: VolumeFormula, tbv_ml: float, working: str, source: str) -> BloodVolume:
    return BloodVolume(
        formula=formula.value,
        tbv_ml=tbv_ml,
        working=f"{working} = {wording.millilitres(tbv_ml)}",
        source=source,
    )
