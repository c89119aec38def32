"""Other patients whose name looks like this one's: named, so that nobody takes one for another."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

from plexlog.domain.unit import PatientLine
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView

ALIKE = 0.85  # of the letters of both names, in their order


def look_alikes(desk: Desk, view: SessionView) -> tuple[PatientLine, ...]:
    """Patients of the unit whose family name looks alike and who share initial or birth date."""
    own = view.course.patient
    return tuple(
        line
        for line in desk.store.patients()
        if line.patient_key != view.line.patient_key
        and (
            line.given_name[:1].casefold() == own.given_name[:1].casefold()
            or line.birth_date == own.birth_date.isoformat()
        )
        and _alike(line.family_name, own.family_name)  # last, for it takes longest
    )


def _alike(one: str, other: str) -> bool:
    first, second = _letters(one), _letters(other)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _letters(name: str) -> str:
    """Small letters without accents and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
