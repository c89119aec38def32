"""What a physician asks of a patient before reading numbers: histories, group, drugs, prime."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain import words
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, BloodGroup, DrugOfNote, History
from plexlog.domain.shapes import Measured
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import told, with_patient, with_session

PLASMA = Bag(id="p1", fluid=words.Fluid.PLASMA_FRESH_FROZEN, volume_ml=Decimal(250))
ALBUMIN = Bag(id="a1", fluid=words.Fluid.ALBUMIN, volume_ml=Decimal(250))


@pytest.mark.parametrize(
    ("histories", "said"),
    [
        (None, "not asked"),
        ((), "none known"),
        (
            (
                History(kind="hit", since=date(2021, 4, 1), note="PF4 positive"),
                History(kind="iga-deficiency"),
                History(kind="heart-failure"),
            ),
            "HIT (since 2021-04-01, PF4 positive); IgA deficiency; heart failure",
        ),
    ],
)
def test_histories_stand_beside_the_allergies(
    facts: SummaryInput, histories: tuple[History, ...] | None, said: str
) -> None:
    assert f"\nHistories: {said}\n" in told(with_patient(facts, histories=histories), "Session")


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (BloodGroup(abo=words.Abo.AB, rhd=words.RhD.NEGATIVE), "AB negative"),
        (BloodGroup(abo=words.Abo.O), "O"),
        (None, "not recorded"),
    ],
)
def test_the_blood_group_is_said_where_plasma_was_given(
    facts: SummaryInput, group: BloodGroup | None, said: str
) -> None:
    given = with_patient(with_session(facts, bags=(PLASMA,)), blood_group=group)

    assert f"\nBlood group: {said}\n" in told(given, "Session")


def test_an_unknown_group_is_not_asked_for_without_plasma(facts: SummaryInput) -> None:
    given = with_patient(with_session(facts, bags=(ALBUMIN,)), blood_group=None)

    assert "Blood group" not in told(given, "Session")


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        (None, "not asked"),
        ((), "none"),
        (
            (
                DrugOfNote(
                    drug_class=words.DrugClass.ACE_INHIBITOR,
                    drug="enalapril",
                    dose="10 mg",
                    last_dose_at=Moment.parse("2026-09-08T07:00+02:00"),
                ),
                DrugOfNote(drug_class=words.DrugClass.IVIG, drug="immunoglobulin"),
            ),
            (
                "enalapril (ACE inhibitor, 10 mg, last dose 2026-09-08 07:00); "
                "immunoglobulin (IVIG, last dose not recorded)"
            ),
        ),
    ],
)
def test_drugs_that_matter_have_class_dose_and_last_dose(
    facts: SummaryInput, noted: tuple[DrugOfNote, ...] | None, said: str
) -> None:
    text = told(with_session(facts, drugs_of_note=noted), "Session")

    assert f"\nDrugs that matter: {said}\n" in text


def test_the_prime_given_is_told_with_its_fluid(facts: SummaryInput) -> None:
    primed = with_session(
        facts,
        values={"prime_given_ml": Measured(value=Decimal("182.5"))},
        prime_fluid=words.PrimeFluid.RED_CELLS,
    )

    plan = told(primed, "Plan and delivery")

    assert "Prime given to the patient | – | 182.5\u00a0mL | primed with red cells" in plan


def test_a_prime_that_nobody_recorded_is_a_dash(facts: SummaryInput) -> None:
    plan = told(with_session(facts, values={}, prime_fluid=None), "Plan and delivery")

    assert "Prime given to the patient | – | – | –" in plan
