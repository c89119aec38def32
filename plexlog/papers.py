"""Papers beside the reports: the text for the hospital's record, and the letter to a patient.

As `house`, it puts parts together and decides nothing.
"""

from __future__ import annotations

from plexlog import house
from plexlog.domain.facts import LetterFact
from plexlog.domain.unit_settings import COURSE_TEXT, SESSION_TEXT
from plexlog.reports.model import Report
from plexlog.reports.patient_letter import LetterInput, patient_letter
from plexlog.reports.record_text import record_text
from plexlog.services.desk import Desk
from plexlog.services.unit_settings import rows_now, telephones


def session_text(desk: Desk, session_key: str) -> str:
    """A session as plain text, in the rows of the unit. Raises StoreError."""
    return record_text(house.session_report(desk, session_key), rows_now(desk, SESSION_TEXT))


def course_text(desk: Desk, course_key: str) -> str:
    """A course as plain text, in the rows of the unit. Raises PlexlogError, StoreError."""
    return record_text(house.course_report(desk, course_key), rows_now(desk, COURSE_TEXT))


def letter_report(desk: Desk, session_key: str) -> Report:
    """The letter to the patient of a session, as a plain model. Raises StoreError."""
    letter = patient_letter(
        LetterInput(
            summary=house.summary_input(desk, session_key),
            sentences=tuple(desk.store.facts(LetterFact)),
            telephones=telephones(desk),
        )
    )
    return house.headed(desk, letter)


def letter_pdf(desk: Desk, session_key: str, paper: str = "a4") -> bytes:
    """The letter as PDF."""
    return house.print_report(letter_report(desk, session_key), paper)
