"""A patient as a form gives them, new and corrected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.records import Allergy, BloodGroup, History, Identifier, Patient
from plexlog.domain.words import Abo, RhD, Sex
from plexlog.services.form_texts import known_word, read_whole, sentence_of
from plexlog.services.patient_form import read_patient, texts_of
from tests.services.ward import PATIENT

TYPED: dict[str, Any] = {
    "family_name": " Okafor ",
    "given_name": "Ngozi",
    "birth_date": "19840309",
    "record_number": "0048213",
}


def refused(texts: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(RefusedError) as error:
        read_patient(texts)
    return {one.place: one.reason for one in error.value.refusals}


def test_four_texts_make_a_patient() -> None:
    patient = read_patient(TYPED)

    assert patient.family_name == "Okafor"
    assert patient.birth_date.isoformat() == "1984-03-09"
    assert patient.height_cm is None
    assert patient.allergies is None


def test_everything_can_be_told() -> None:
    patient = read_patient(
        TYPED
        | {
            "sex_for_formulas": "female",
            "height_cm": "165,5",
            "abo": "B",
            "rhd": "negative",
            "allergies": [{"substance": "Latex gloves (blue)", "reaction": "rash"}],
            "histories": [{"kind": "asthma"}, {"note": "rare clotting disorder"}],
            "other_identifiers": [{"kind": "Insurance number", "value": "X1"}, {"kind": ""}],
        }
    )

    assert patient.sex_for_formulas is Sex.FEMALE
    assert patient.height_cm == Decimal("165.5")
    assert patient.blood_group == BloodGroup(abo=Abo.B, rhd=RhD.NEGATIVE)
    assert patient.allergies == (Allergy(substance="Latex gloves (blue)", reaction="rash"),)
    assert [one.kind for one in patient.histories or ()] == ["asthma", "other"]
    assert patient.other_identifiers == (Identifier(kind="insurance-number", value="X1"),)


def test_what_is_needed_is_told_once_for_each_box() -> None:
    assert refused({}) == dict.fromkeys(TYPED, "is needed")


def test_a_blood_group_without_its_letter_is_not_taken() -> None:
    assert "abo" in refused(TYPED | {"rhd": "negative"})


def test_a_group_alone_is_taken() -> None:
    assert read_patient(TYPED | {"abo": "A"}).blood_group == BloodGroup(abo=Abo.A)


def test_what_cannot_be_is_told_with_what_is_possible() -> None:
    told = refused(TYPED | {"height_cm": "500", "birth_date": "1984-02-31"})

    assert "30 to 250" in told["height_cm"]
    assert "not a day" in told["birth_date"]


def test_a_substance_is_also_a_word_for_rules_where_it_can_be() -> None:
    patient = read_patient(TYPED | {"allergies": [{"substance": "Heparin"}]})

    assert patient.allergies is not None
    assert patient.allergies[0].agent == "heparin"


def test_what_was_on_record_comes_back_as_it_was() -> None:
    former = replace(
        PATIENT,
        key="p1",
        blood_group=BloodGroup(abo=Abo.O, rhd=None),
        allergies=(Allergy(key="a1", substance="penicillin", agent="penicillin"),),
        histories=(History(key="h1", kind="asthma", since=PATIENT.birth_date),),
        extra={"x_ward": "3B"},
    )

    again = read_patient(texts_of(former), former)

    assert again == former
    assert again.key == "p1"
    assert again.histories is not None
    assert again.histories[0].since == PATIENT.birth_date


def test_another_substance_gets_another_word_for_rules() -> None:
    former = replace(
        PATIENT, allergies=(Allergy(key="a1", substance="unfractionated", agent="heparin"),)
    )
    texts = texts_of(former)
    texts["allergies"] = [{"key": "a1", "substance": "latex", "reaction": ""}]

    changed = read_patient(texts, former)

    assert changed.allergies is not None
    assert changed.allergies[0].agent == "latex"
    assert changed.allergies[0].key == "a1"


def test_the_word_for_rules_stays_while_the_substance_is_the_same() -> None:
    former = replace(
        PATIENT, allergies=(Allergy(key="a1", substance="unfractionated", agent="heparin"),)
    )
    texts = texts_of(former)
    texts["allergies"] = [*texts["allergies"], {"key": "", "substance": "latex", "reaction": ""}]

    changed = read_patient(texts, former)

    assert [one.agent for one in changed.allergies or ()] == ["heparin", "latex"]


def test_a_patient_of_whom_little_is_known_shows_blank_boxes() -> None:
    little = Patient(
        family_name="A", given_name="B", birth_date=PATIENT.birth_date, record_number="1"
    )

    texts = texts_of(little)

    assert texts["height_cm"] == texts["abo"] == texts["rhd"] == ""
    assert texts["allergies"] is None
    assert read_patient(texts, little) == little


def test_words_and_whole_numbers_are_read() -> None:
    assert known_word("Insurance  number") == "insurance-number"
    assert known_word("Ärztin") == ""
    assert read_whole("5") == 5
    with pytest.raises(UnreadableError):
        read_whole("5.5")


@pytest.mark.parametrize(("code", "word"), [("allergies", "substance"), ("histories", "illness")])
@pytest.mark.parametrize("rows", [[{}], [{"substance": " ", "kind": ""}]])
def test_something_that_is_not_named_is_not_none(
    code: str, word: str, rows: list[dict[str, str]]
) -> None:
    told = refused(TYPED | {code: rows})

    assert told == {code: f"name the {word}, or choose “Not asked” or “Asked: none”"}


def test_a_sentence_about_a_row_names_its_box() -> None:
    missing = Refusal("allergies[0].substance", "is required and missing")
    whole = Refusal("replacement[1]", "must be an object")

    assert sentence_of(missing) == "Row 1, substance: is needed."
    assert sentence_of(Refusal("lumens[2].volume_ml", "must be a number")) == (
        "Row 3, volume: must be a number."
    )
    assert sentence_of(whole) == "Row 2: must be an object."
    assert sentence_of(Refusal("birth_date", "is needed")) == "Is needed."
