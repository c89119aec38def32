"""Patients: kept once, shared by their courses, found by name, number or birth date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from plexlog.domain import codec, json_text
from plexlog.domain.errors import Refusal, RefusedError, StoreError
from plexlog.domain.records import Patient
from plexlog.domain.records.patient import compared_number
from plexlog.domain.searching import (
    APOSTROPHES,
    MOST_FOUND,
    PLAIN_LETTERS,
    letters,
    resembling,
    unaccented,
    words_sought,
)
from plexlog.domain.unit import PatientLine
from plexlog.storage.desk import Desk, new_key
from plexlog.storage.mapping import RecordTable, to_json
from plexlog.storage.patient_parts import LONGEST, TABLE, alike_part, beginning, spans

PATIENT = RecordTable(Patient, "patient")


def _comparable(column: str) -> str:
    """SQL for a column that holds unaccented text, as `folded` would give it.

    Said here and not in the column, so that what was kept by an earlier version is found too.
    """
    for letter, plain in (PLAIN_LETTERS | dict.fromkeys(APOSTROPHES, "")).items():
        column = f"replace({column}, {_quoted(letter)}, '{plain}')"
    return column


def _quoted(letter: str) -> str:
    return "'" + letter.replace("'", "''") + "'"


_SEARCHED = _comparable('p."folded"')
_LINE = ", ".join(
    f'p."{column}"'
    for column in (
        "key",
        "family_name",
        "given_name",
        "birth_date",
        "sex_for_formulas",
        "record_number",
    )
)
_BY_NAME = 'ORDER BY p."family_name", p."given_name"'
_FIRST = f'SELECT p."key" AS "of_patient" FROM "patient" p {_BY_NAME} LIMIT ?'  # noqa: S608
_HELD = f'SELECT "of_patient" FROM "{TABLE}" WHERE "part" >= ? AND "part" < ?'  # noqa: S608
_MANY = 200  # rows of the index; a word that more have is not counted further


class PatientRecords(Desk):
    """Patients on file."""

    def patients(self, text: str = "", most: int = MOST_FOUND) -> Sequence[PatientLine]:
        """Patients whose name, record number or birth date holds every word of the text.

        By name. Where there are more than `most`, those come first whose family name begins with
        the word that the fewest have, then those of whom another word does.
        """
        words = words_sought(text)
        if not words:
            return self._lines(_FIRST, most)
        rarest = self._rarest(words)
        if rarest is None:
            return []
        found, limits = _held(rarest)
        others = [word for word in words if word != rarest or len(word) > LONGEST]
        if not others:
            return self._lines(f"SELECT DISTINCT * FROM ({found}) LIMIT ?", *limits, most)  # noqa: S608
        holds = " AND ".join([f"instr({_SEARCHED}, ?) > 0"] * len(others))
        return self._lines(
            f'SELECT DISTINCT "of_patient" FROM ({found}) f CROSS JOIN "patient" p'  # noqa: S608
            f' ON p."key" = f."of_patient" WHERE {holds} LIMIT ?',
            *limits,
            *others,
            most,
        )

    def _rarest(self, words: Sequence[str]) -> str | None:
        """The word that the fewest have, as far as is counted; None where nobody has one."""
        if len(words) == 1:
            return words[0]
        counts: dict[str, int] = {}
        for word in sorted(set(words), key=len, reverse=True):
            counts[word] = self._how_often(word)
            if not counts[word]:
                return None
        return min(counts, key=counts.__getitem__)  # of several, the longest

    def _how_often(self, word: str) -> int:
        found, limits = _held(word)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({found}) LIMIT ?)"  # noqa: S608
        ((count,),) = map(tuple, self.database.rows(sql, (*limits, _MANY)))
        return int(count)

    def _lines(self, found: str, *given: Any) -> list[PatientLine]:
        """Patients by name, whose key a query gives as `of_patient`."""
        rows = self.database.rows(
            f"SELECT {_LINE},"  # noqa: S608
            ' (SELECT count(*) FROM "course" c WHERE c."patient_key" = p."key") AS courses'
            f' FROM ({found}) k CROSS JOIN "patient" p ON p."key" = k."of_patient" {_BY_NAME}',
            given,
        )
        return [
            PatientLine(
                patient_key=row["key"],
                family_name=row["family_name"],
                given_name=row["given_name"],
                birth_date=row["birth_date"],
                sex=row["sex_for_formulas"],
                record_number=row["record_number"],
                courses=row["courses"],
            )
            for row in rows
        ]

    def patients_born(self, day: date) -> Sequence[PatientLine]:
        """All who were born on a day, by name."""
        born = 'SELECT "key" AS "of_patient" FROM "patient" WHERE "birth_date" = ?'
        return self._lines(born, day.isoformat())

    def look_alikes(self, patient: Patient) -> Sequence[PatientLine]:
        """All whose family name could be taken for this one's, with its initial or birth date.

        Those with the same birth date come first; whoever it is themselves is among them.
        """
        initial, _blank, name = alike_part(patient.family_name, patient.given_name).partition(" ")
        listed = self.database.rows(
            f'SELECT DISTINCT "part" FROM "{TABLE}" WHERE "part" >= ? AND "part" < ?',  # noqa: S608
            beginning(f"{initial} "),
        )
        alike = resembling(name, (row[0].partition(" ")[2] for row in listed))
        held = self._lines(
            'SELECT f."of_patient" FROM json_each(?) j'  # noqa: S608
            f' CROSS JOIN "{TABLE}" f ON f."part" = j."value"',
            to_json([f"{initial} {one}" for one in alike]),
        )
        born = [
            line
            for line in self.patients_born(patient.birth_date)
            if resembling(name, (letters(line.family_name),))
        ]
        return list({line.patient_key: line for line in (*born, *held)}.values())

    def patient_keys(self) -> Sequence[str]:
        """The keys of all patients, as they were admitted."""
        return [row[0] for row in self.database.rows('SELECT "key" FROM "patient" ORDER BY rowid')]

    def patient(self, patient_key: str) -> Patient:
        """One patient. Raises StoreError."""
        found: Patient = PATIENT.record(self.existing("patient", patient_key))
        return found

    def patient_of_number(self, record_number: str) -> Patient | None:
        """The patient of a record number, with key."""
        row = self.database.row(
            'SELECT * FROM "patient" WHERE "compared_number" = ?',
            (compared_number(record_number),),
        )
        return None if row is None else PATIENT.record(row)

    def add_patient(self, patient: Patient) -> str:
        """Keep a new patient; returns the key. Raises StoreError when the number is taken."""
        key = new_key()
        with self.writing():
            self._check_number(patient.record_number, key)
            self.database.insert("patient", {"key": key, **_row(patient)})
        return key

    def change_patient(self, patient: Patient, why: str) -> None:
        """Replace what is on record of a patient; the old values stay in the history."""
        with self.writing(why):
            self.existing("patient", patient.key)
            self._check_number(patient.record_number, patient.key)
            self.database.update("patient", patient.key, _row(patient))

    def _check_number(self, record_number: str, key: str) -> None:
        other = self.patient_of_number(record_number)
        if other is not None and other.key != key:
            raise StoreError(
                f"The record number {record_number} belongs to another patient on file. "
                "Nothing was kept; check the number, or search for the patient."
            )

    def same_patient(self, patient: Patient, patient_key: str | None) -> str:
        """The key of the patient that a document states; a new one if not on file.

        Raises RefusedError when the document states otherwise than what is on file.
        """
        if patient_key is None:
            found = self.patient_of_number(patient.record_number)
            if found is None:
                return self.add_patient(patient)
        else:
            found = self.patient(patient_key)
        if differing := _differing(found, patient):
            raise RefusedError(differing)
        return found.key


def _held(word: str) -> tuple[str, list[str]]:
    """The query for rows of the index that begin with a word, and what it is given."""
    found = spans(word)
    return " UNION ALL ".join([_HELD] * len(found)), [limit for span in found for limit in span]


def _row(patient: Patient) -> dict[str, Any]:
    born = patient.birth_date
    searched = (
        patient.family_name,
        patient.given_name,
        patient.record_number,
        born.isoformat(),
        f"{born:%d.%m.%Y}",
    )
    return PATIENT.row(replace(patient, key="")) | {
        "compared_number": compared_number(patient.record_number),
        "folded": unaccented(" ".join(searched)),
    }


def _differing(on_file: Patient, stated: Patient) -> list[Refusal]:
    """What a document states of a patient otherwise than it is on file."""
    there = codec.write(on_file)
    if compared_number(on_file.record_number) == compared_number(stated.record_number):
        stated = replace(stated, record_number=on_file.record_number)
    return [
        Refusal(
            f"patient.{key}",
            f"{_shown(there[key])} on file, {_shown(value)} in the document"
            if key in there
            else f"not on file, {_shown(value)} in the document",
        )
        for key, value in codec.write(stated).items()
        if key not in there or there[key] != value
    ]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json_text.dump(value)
