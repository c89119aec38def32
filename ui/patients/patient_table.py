"""The patients of the unit as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import PatientLine
from ui.forms.line_model import LineModel
from ui.forms.person import age_words


class PatientTable(LineModel[PatientLine]):
    """One row a patient: name, sex and age, birth date, record number, courses."""

    HEADINGS = (_("Name"), _("Sex"), _("Age"), _("Born"), _("Record number"), _("Courses"))
    NUMBERS = (5,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = date.min

    def show_patients(self, lines: Sequence[PatientLine], today: date) -> None:
        """Hold these patients, as old as they are today."""
        self._today = today
        self.show_lines(lines)

    def key_at(self, row: int) -> str:
        """The key of the patient of a row; empty where there is none."""
        found = self.line(row)
        return "" if found is None else found.patient_key

    def row_of(self, patient_key: str) -> int:
        """The row of a patient; -1 where they are not listed."""
        keys = [line.patient_key for line in self.lines]
        return keys.index(patient_key) if patient_key in keys else -1

    def words(self, line: PatientLine) -> tuple[str, ...]:
        return (
            f"{wording.in_capitals(line.family_name)}, {line.given_name}",
            line.sex or wording.MISSING,
            age_words(line.birth_date, self._today) or wording.MISSING,
            line.birth_date,
            line.record_number,
            wording.number(line.courses),
        )
