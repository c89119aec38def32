"""Patients in memory: found, and looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plexlog.domain.errors import StoreError
from plexlog.domain.records import Patient
from plexlog.domain.records.patient import compared_number
from plexlog.domain.searching import MOST_FOUND, letters, resembling
from plexlog.domain.unit import CourseLine, PatientLine


class FakePatients:
    """Patients by key; who adds and changes them keeps the record."""

    _patients: dict[str, Patient]

    def courses(self, patient_key: str | None = None) -> Sequence[CourseLine]:
        raise NotImplementedError(patient_key)

    def patients(self, text: str = "", most: int = MOST_FOUND) -> Sequence[PatientLine]:
        words = text.casefold().replace(",", " ").split()
        return [
            self._line(key, one)
            for key, one in self._patients.items()
            if all(word in _searched(one) for word in words)
        ][:most]

    def patients_born(self, day: date) -> Sequence[PatientLine]:
        return [
            line
            for line in self.patients(most=len(self._patients))
            if line.birth_date == day.isoformat()
        ]

    def look_alikes(self, patient: Patient) -> Sequence[PatientLine]:
        own = letters(patient.family_name)
        return [
            line
            for line in self.patients(most=len(self._patients))
            if resembling(own, [letters(line.family_name)])
            and (
                letters(line.given_name)[:1] == letters(patient.given_name)[:1]
                or line.birth_date == patient.birth_date.isoformat()
            )
        ]

    def patient_keys(self) -> Sequence[str]:
        return list(self._patients)

    def patient(self, patient_key: str) -> Patient:
        if patient_key not in self._patients:
            raise StoreError("This patient is not on file.")
        return self._patients[patient_key]

    def patient_of_number(self, record_number: str) -> Patient | None:
        wanted = compared_number(record_number)
        known = self._patients.values()
        return next((one for one in known if compared_number(one.record_number) == wanted), None)

    def _line(self, key: str, one: Patient) -> PatientLine:
        return PatientLine(
            patient_key=key,
            family_name=one.family_name,
            given_name=one.given_name,
            birth_date=one.birth_date.isoformat(),
            sex=one.sex_for_formulas,
            record_number=one.record_number,
            courses=len(self.courses(key)),
        )


def _searched(one: Patient) -> str:
    words = (one.family_name, one.given_name, one.record_number, str(one.birth_date))
    return " ".join(words).casefold()
