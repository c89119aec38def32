"""Patients: admit one, correct one, find one."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import Patient
from plexlog.domain.records.patient import NOT_TOLD_APART, compared_number, not_told_apart
from plexlog.domain.roles import Act
from plexlog.domain.searching import MOST_FOUND, are_alike
from plexlog.domain.unit import PatientLine
from plexlog.services.desk import Desk
from plexlog.services.permission import needs


@needs(Act.PATIENTS)
def admit_patient(desk: Desk, patient: Patient) -> str:
    """Keep a new patient; returns the key. Raises RefusedError when the number is taken."""
    _refuse_what_cannot_be(desk, patient)
    return desk.store.add_patient(patient)


def near_twins(desk: Desk, patient: Patient) -> tuple[PatientLine, ...]:
    """Who is on file with the same birth date and much the same name: perhaps the same person.

    Whoever has the same record number is not asked about: that number is refused.
    """
    number = compared_number(patient.record_number)
    name = f"{patient.family_name} {patient.given_name}"
    return tuple(
        line
        for line in desk.store.patients_born(patient.birth_date)
        if compared_number(line.record_number) != number
        and are_alike(name, f"{line.family_name} {line.given_name}")
    )


def new_twins(desk: Desk, patient: Patient) -> tuple[PatientLine, ...]:
    """The same for a patient whose record number is not on file; nobody else is new."""
    if desk.store.patient_of_number(patient.record_number) is not None:
        return ()
    return near_twins(desk, patient)


def perhaps(line: PatientLine) -> str:
    """Who is perhaps the same person, in words."""
    return (
        f"{line.family_name}, {line.given_name}, born {line.birth_date}, is on file as "
        f"{line.record_number}: perhaps the same person"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPatients:
    """Patients who answer a search, by name; the first of them where there are more."""

    lines: tuple[PatientLine, ...]
    has_more: bool = False


def find_patients(desk: Desk, text: str, most: int = MOST_FOUND) -> FoundPatients:
    """Patients by any part of name, record number or birth date, as many as a list can show."""
    lines = desk.store.patients(text, most + 1)
    return FoundPatients(lines=tuple(lines[:most]), has_more=len(lines) > most)


@needs(Act.PATIENTS)
def correct_patient(desk: Desk, patient: Patient, why: str) -> None:
    """Change what is on record of a patient; the old values stay in the history.

    Raises RefusedError when the number is another patient's.
    """
    _refuse_what_cannot_be(desk, patient)
    desk.store.change_patient(patient, why)


def _refuse_what_cannot_be(desk: Desk, patient: Patient) -> None:
    wrong = [Refusal(place, NOT_TOLD_APART) for place in not_told_apart(patient)]
    if patient.birth_date > desk.now().day:
        wrong.append(Refusal("birth_date", f"{patient.birth_date} lies in the future"))
    taken = desk.store.patient_of_number(patient.record_number)
    if taken is not None and taken.key != patient.key:
        whose = f"{taken.family_name}, {taken.given_name}, born {taken.birth_date}"
        wrong.append(
            Refusal("record_number", f"{patient.record_number} is already on file for {whose}")
        )
    if wrong:
        raise RefusedError(wrong)
