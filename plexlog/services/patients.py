"""Patients: admit one, correct one, find one."""

from __future__ import annotations

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import Patient
from plexlog.services.desk import Desk


def admit_patient(desk: Desk, patient: Patient) -> str:
    """Keep a new patient; returns the key. Raises RefusedError when the number is taken."""
    _refuse_later_birth(desk, patient)
    taken = desk.store.patient_of_number(patient.record_number)
    if taken is not None:
        raise RefusedError(
            [
                Refusal(
                    "record_number",
                    f"{patient.record_number} is already on file for "
                    f"{taken.family_name}, {taken.given_name}, born {taken.birth_date}",
                )
            ]
        )
    return desk.store.add_patient(patient)


def correct_patient(desk: Desk, patient: Patient, why: str) -> None:
    """Change what is on record of a patient; the old values stay in the history."""
    _refuse_later_birth(desk, patient)
    desk.store.change_patient(patient, why)


def _refuse_later_birth(desk: Desk, patient: Patient) -> None:
    if patient.birth_date > desk.now().day:
        raise RefusedError([Refusal("birth_date", f"{patient.birth_date} lies in the future")])
