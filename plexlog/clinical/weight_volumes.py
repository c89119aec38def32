"""Blood and plasma volume by weight alone: Gilcher, flat and Kaplan.

They are shown beside the formula in use; none of them is used unless a person types its result.
"""

from __future__ import annotations

import enum

from plexlog.clinical.domain_errors import hematocrit, possible, weight
from plexlog.clinical.volumes import ADULT_YEARS, age
from plexlog.domain.words import Sex

KAPLAN_L_PER_KG = 0.065
SCHOOL_AGE_YEARS = 6
THIN_BELOW_BMI = 18.5  # WHO classes
OBESE_FROM_BMI = 30


class Build(enum.StrEnum):
    """How a body is built, as Gilcher's rule asks."""

    OBESE = "obese"
    THIN = "thin"
    NORMAL = "normal"
    MUSCULAR = "muscular"


_GILCHER_ML_PER_KG = {
    Sex.MALE: {Build.OBESE: 60, Build.THIN: 65, Build.NORMAL: 70, Build.MUSCULAR: 75},
    Sex.FEMALE: {Build.OBESE: 55, Build.THIN: 60, Build.NORMAL: 65, Build.MUSCULAR: 70},
}


def build_by_bmi(bmi: float) -> Build:
    """The build that a body mass index suggests; only a person can see that it is muscle."""
    possible("a body mass index of", bmi, 1, 500, "kg/m²")
    if bmi >= OBESE_FROM_BMI:
        return Build.OBESE
    return Build.THIN if bmi < THIN_BELOW_BMI else Build.NORMAL


def gilcher_ml_per_kg(sex: Sex, age_years: int, build: Build) -> int:
    """Blood volume in mL per kg by the rule of fives; a child's by age alone.

    Gilcher, as in the AABB Technical Manual. The table gives 80 for infants and 70 for older
    children without an age of change; the beginning of school is taken here.
    """
    if age(age_years) < ADULT_YEARS:
        return 80 if age_years < SCHOOL_AGE_YEARS else 70
    return _GILCHER_ML_PER_KG[sex][build]


def flat_ml_per_kg(age_years: int) -> int:
    """Blood volume in mL per kg by age alone, as used at the bedside.

    Adults 70 (Reverberi R, Reverberi L. Blood Transfus 2007;5:164-174); children after
    Linderkamp O et al. Eur J Pediatr 1977;125:227-234, rounded: infants 80, to 6 years 75.
    """
    if age(age_years) < 1:
        return 80
    return 75 if age_years <= SCHOOL_AGE_YEARS else 70


def flat_ml(weight_kg: float, ml_per_kg: float) -> float:
    """Total blood volume in mL by so many mL per kg."""
    possible("a blood volume of", ml_per_kg, 40, 110, "mL per kg")
    return ml_per_kg * weight(weight_kg)


def kaplan_plasma_ml(weight_kg: float, hematocrit_fraction: float) -> float:
    """Plasma volume in mL of an adult: 0.065 × weight × (1 − haematocrit) litres.

    Kaplan AA. ASAIO Trans 1990;36:M597-M599. Weight, not total body water, as one review has it.
    """
    return 1000 * KAPLAN_L_PER_KG * weight(weight_kg) * (1 - hematocrit(hematocrit_fraction))
