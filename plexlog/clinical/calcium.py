"""Calcium in what is given, by salt and concentration: gluconate and chloride differ threefold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plexlog.clinical.domain_errors import ImpossibleValueError, possible, volume
from plexlog.domain.records import CalciumPlan, DrugGiven, Session
from plexlog.domain.words import CalciumSalt
from plexlog.domain.words_followed import RecordedAs

CALCIUM_G_PER_MOL = 40.078
USUAL_PERCENT = 10.0
# One calcium in each: gluconate without water, as labelled (9.3 mg/mL), chloride as dihydrate.
SALT_G_PER_MOL: Mapping[CalciumSalt, float] = {
    CalciumSalt.GLUCONATE_10: 430.37,
    CalciumSalt.CHLORIDE_10: 147.01,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalciumContent:
    """Elemental calcium in a volume of a solution."""

    mmol: float
    mg: float

    @property
    def meq(self) -> float:
        """In mEq: twice the mmol."""
        return 2 * self.mmol


def calcium_content(
    salt: CalciumSalt, volume_ml: float, concentration_percent: float = USUAL_PERCENT
) -> CalciumContent:
    """Elemental calcium in so many mL of a solution; the concentration is of the salt, g/100 mL.

    USP monographs of calcium gluconate and calcium chloride injection. Raises ImpossibleValueError
    for tablets and for no salt.
    """
    molar = SALT_G_PER_MOL.get(salt)
    if molar is None:
        fitting = " and ".join(one.label for one in SALT_G_PER_MOL)
        raise ImpossibleValueError(
            f"calcium salt {salt.value} is not possible; possible are {fitting}"
        )
    possible("a concentration of", concentration_percent, 0.1, 50, "%")
    salt_mg = volume("a calcium solution of", volume_ml) * concentration_percent * 10
    mmol = salt_mg / molar
    return CalciumContent(mmol=mmol, mg=mmol * CALCIUM_G_PER_MOL)


def calcium_with_replacement(
    salt: CalciumSalt, ml_per_l: float, replaced_ml: float
) -> tuple[float, CalciumContent]:
    """Volume in mL, and calcium, of so many mL of a 10 % solution per litre of replacement.

    10 mL of calcium gluconate per litre: Weinstein R. J Clin Apher 1996;11:204-210.
    """
    possible("a calcium dose of", ml_per_l, 0, 1000, "mL per L")
    needed = ml_per_l * volume("replaced", replaced_ml) / 1000
    return needed, calcium_content(salt, needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalciumGiven:
    """The calcium on record as given in a session; `ml` is None where an amount is not known."""

    drugs: tuple[DrugGiven, ...]
    ml: float | None

    def less(self, planned_ml: float) -> float | None:
        """How much more than planned was given, in mL; negative where it was less."""
        return None if self.ml is None else self.ml - planned_ml


def calcium_given(drugs: Iterable[DrugGiven], salt: CalciumSalt) -> CalciumGiven:
    """What of all drugs is calcium; the amount counts where all of it is of that salt."""
    found = tuple(one for one in drugs if "calcium" in one.drug.casefold())
    volumes = [float(one.volume_ml) for one in found if one.volume_ml is not None]
    is_known = len(volumes) == len(found) and all(is_salt(one, salt) for one in found)
    return CalciumGiven(drugs=found, ml=sum(volumes) if is_known else None)


def is_salt(drug: DrugGiven, salt: CalciumSalt) -> bool:
    """Whether a drug is a solution of this salt, by its name."""
    return drug.drug.casefold().startswith(salt.label.casefold())


def is_asked_for(plan: CalciumPlan) -> bool:
    """Whether a plan asks for calcium: by litre, by mouth, or in words; of nought it does not."""
    return plan.salt is not CalciumSalt.NONE and plan.ml_per_l_replaced != 0


def calcium_plan_words(plan: CalciumPlan) -> str:
    """A plan without its amount by litre: `by mouth, 1 g before the start`."""
    is_oral = plan.salt is CalciumSalt.ORAL
    salt = "by mouth" if is_oral else plan.salt.label
    route = plan.route.label if plan.route and not is_oral else ""
    return ", ".join(part for part in (salt, route, plan.note or "") if part)


def is_calcium_given(session: Session, plan: CalciumPlan) -> bool:
    """Whether calcium is on record that was not given for a reaction."""
    taken = [one for reaction in session.reactions or () for one in reaction.actions or ()]
    for_reactions = {one.at for one in taken if one.at and one.recorded_as is RecordedAs.DRUG}
    given = calcium_given(session.drugs_given or (), plan.salt).drugs
    return any(one.at not in for_reactions for one in given)


def planned_calcium_ml(plan: CalciumPlan | None, replaced_ml: float | None) -> float | None:
    """What a plan by litre asks for so much replacement; None where either is not known."""
    if plan is None or plan.ml_per_l_replaced is None or replaced_ml is None:
        return None
    return float(plan.ml_per_l_replaced) * replaced_ml / 1000
