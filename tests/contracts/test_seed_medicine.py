"""What holds for the medicine in the seeds: compositions add up, every word has its fact."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from plexlog.clinical.citrate import MG_PER_ML_ACD_A
from plexlog.clinical.rules.refusing import PLASMA_FITS
from plexlog.clinical.rules.thresholds import Thresholds
from plexlog.clinical.stop_rule import SCALE
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import (
    AnticoagulantFact,
    CalciumFact,
    DrugFact,
    LockFact,
    PlasmaGroupFact,
    ScaleFact,
    StopRuleFact,
)
from plexlog.domain.fields import Place
from plexlog.domain.words import (
    Abo,
    AnticoagulantProduct,
    CalciumRoute,
    CalciumSalt,
    DrugClass,
    LockAgent,
)
from tests.contracts.seeded import of

CITRATE_G_MOL = Decimal("189.1")
TRISODIUM_CITRATE_G_MOL = Decimal("294.1")  # dihydrate
CITRIC_ACID_G_MOL = Decimal("210.1")  # monohydrate
CALCIUM_G_MOL = Decimal("40.08")
HIGH_IS_BETTER = {
    "mrc-sum", "i-rods", "visual-acuity-decimal", "ttp-platelets", "adamts13-activity",
    "vital-capacity",
}  # fmt: skip
RANGES = {
    "mg-adl": (0, 24), "qmg": (0, 39), "mg-composite": (0, 50), "mg-qol15r": (0, 30),
    "gbs-disability": (0, 6), "mrc-sum": (0, 60), "mrs": (0, 6), "incat": (0, 10), "odss": (0, 12),
    "onls": (0, 12),
    "i-rods": (0, 100), "edss": (0, 10), "m-egos-admission": (0, 9), "m-egos-day-7": (0, 12),
    "egris": (0, 7), "case": (0, 27),
}  # fmt: skip


def number(text: str) -> Decimal:
    """A number of a seed; nothing is zero."""
    return Decimal(text or "0")


def test_every_group_has_its_plasma_and_the_rules_agree() -> None:
    table = {row.patient_abo: row.plasma_abo for row in of(PlasmaGroupFact)}

    assert {group: set(table[group]) for group in Abo} == {
        group: set(fits) for group, fits in PLASMA_FITS.items()
    }
    assert all(table[group][0] == group for group in Abo)
    assert table[""] == (Abo.AB,)
    assert len(table) == len(Abo) + 1


def test_every_anticoagulant_is_there() -> None:
    products = {row.product for row in of(AnticoagulantFact)}

    assert products == set(AnticoagulantProduct) - {AnticoagulantProduct.NONE}


@pytest.mark.parametrize(
    "row",
    [row for row in of(AnticoagulantFact) if row.product != AnticoagulantProduct.HEPARIN],
    ids=lambda row: row.code,
)
def test_citrate_and_sodium_follow_from_the_salts(row: AnticoagulantFact) -> None:
    salt_mmol = number(row.trisodium_citrate_g_l) / TRISODIUM_CITRATE_G_MOL * 1000
    citrate_mmol = salt_mmol + number(row.citric_acid_g_l) / CITRIC_ACID_G_MOL * 1000

    assert abs(number(row.citrate_mmol_l) - citrate_mmol) < Decimal("0.1")
    assert abs(number(row.citrate_mg_ml) - citrate_mmol * CITRATE_G_MOL / 1000) < Decimal("0.02")
    assert abs(number(row.sodium_mmol_l) - 3 * salt_mmol) < 1
    assert all(250 <= volume <= 1000 for volume in row.volumes_ml)
    assert row.volumes_ml
    assert row.use


def test_heparin_brings_no_citrate() -> None:
    heparin = next(row for row in of(AnticoagulantFact) if row.code == "heparin")

    assert heparin.citrate_mg_ml == heparin.sodium_mmol_l == ""
    assert "Never after HIT" in heparin.use


def test_the_formulas_and_the_seed_agree_on_acd_a() -> None:
    acd_a = next(row for row in of(AnticoagulantFact) if row.code == "acd-a")

    assert float(acd_a.citrate_mg_ml) == MG_PER_ML_ACD_A


def test_every_calcium_salt_is_there_with_a_possible_route() -> None:
    assert {row.salt for row in of(CalciumFact)} == set(CalciumSalt) - {CalciumSalt.NONE}
    assert all(row.routes for row in of(CalciumFact))
    assert all(set(row.routes) <= set(CalciumRoute) for row in of(CalciumFact))


def test_chloride_holds_three_times_the_calcium_and_goes_into_central_lines_only() -> None:
    by_salt = {row.salt: row for row in of(CalciumFact)}
    gluconate, chloride = by_salt[CalciumSalt.GLUCONATE_10], by_salt[CalciumSalt.CHLORIDE_10]

    assert Decimal("2.9") < number(chloride.calcium_mmol_ml) / number(gluconate.calcium_mmol_ml)
    assert chloride.routes == (CalciumRoute.CENTRAL_IV,)
    for row in (gluconate, chloride):
        mg = number(row.calcium_mmol_ml) * CALCIUM_G_MOL
        assert abs(number(row.calcium_mg_ml) - mg) < Decimal("0.1")


def test_every_lock_is_there_and_citrate_is_weak() -> None:
    locks = {row.agent: row for row in of(LockFact)}

    assert set(locks) == set(LockAgent)
    assert all(row.use.endswith(".") for row in locks.values())
    assert locks[LockAgent.TRISODIUM_CITRATE].strengths == ("4 %",)


def test_every_class_of_drugs_is_there_and_no_drug_stands_twice() -> None:
    members = Counter(name for row in of(DrugFact) for name in row.members)

    assert {row.drug_class for row in of(DrugFact)} == set(DrugClass)
    assert members.most_common(1)[0][1] == 1
    assert all(name == name.lower().strip() for name in members)


@pytest.mark.parametrize("row", of(DrugFact), ids=lambda row: row.code)
def test_a_drug_says_when_and_why(row: DrugFact) -> None:
    assert row.members == tuple(sorted(row.members))
    assert row.when.endswith(".")
    assert row.why.endswith(".")
    assert len(row.when) <= 150
    assert row.hold_hours == "" or 24 <= int(row.hold_hours) <= 72


def test_the_hours_to_hold_are_those_of_the_rules() -> None:
    limits = Thresholds()
    hours = {row.code: number(row.hold_hours) for row in of(DrugFact)}
    antibodies = {
        number(row.hold_hours)
        for row in of(DrugFact)
        if row.drug_class == DrugClass.MONOCLONAL_ANTIBODY
    }

    assert hours["ace-inhibitors-short-acting"] == Decimal(limits.ace_inhibitor_recent_hours)
    assert hours["ace-inhibitors-long-acting"] == Decimal(limits.ace_inhibitor_long_acting_hours)
    assert hours["ivig"] == Decimal(limits.ivig_hours)
    assert antibodies == {Decimal(limits.antibody_hours)}


@pytest.mark.parametrize("row", of(StopRuleFact), ids=lambda row: row.code)
def test_a_stop_rule_names_a_laboratory_value_one_limit_and_its_days(row: StopRuleFact) -> None:
    limits = [number(one) for one in (row.at_least, row.below) if one]

    assert CATALOGUE.takes(row.quantity, Place.LABORATORY) or (row.quantity == SCALE and row.asks)
    assert len(limits) == (0 if row.asks else 1)
    assert row.asks in ("", "at_least", "below")
    assert all(CATALOGUE[row.quantity].possible.hold(limit) for limit in limits)
    assert 1 <= int(row.days) <= 7


@pytest.mark.parametrize("row", of(ScaleFact), ids=lambda row: row.code)
def test_a_scale_has_a_range_that_its_steps_fill(row: ScaleFact) -> None:
    low, high, step = number(row.lowest), number(row.highest), number(row.step)
    change, later = number(row.change), number(row.change_later)

    assert low < high
    assert step > 0
    assert (high - low) % step == 0
    assert 0 <= change <= high - low
    assert later <= change
    assert bool(row.change_later) == bool(row.later_from)
    assert low <= number(row.later_from or row.lowest) <= high
    assert low <= number(row.target or row.lowest) <= high
    assert all(low < number(left) < high for left in row.left_out)
    assert row.measures.endswith(".")
    assert row.licence.endswith(".")


def test_scales_have_their_published_range() -> None:
    ranges = {
        row.code: (int(number(row.lowest)), int(number(row.highest))) for row in of(ScaleFact)
    }

    assert {code: ranges[code] for code in RANGES} == RANGES


def test_high_is_good_on_some_scales_only() -> None:
    assert {row.code for row in of(ScaleFact) if row.high_is_better} == HIGH_IS_BETTER


def test_edss_has_halves_but_no_half_and_its_change_depends_on_the_start() -> None:
    edss = next(row for row in of(ScaleFact) if row.code == "edss")

    assert (edss.step, edss.left_out) == ("0.5", ("0.5",))
    assert (edss.change, edss.change_later, edss.later_from) == ("1", "0.5", "6")
