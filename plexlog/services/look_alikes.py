"""Other patients whose name looks like this one's: named, so that nobody takes one for another."""

from __future__ import annotations

from plexlog.domain.unit import PatientLine
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView


def look_alikes(desk: Desk, view: SessionView) -> tuple[PatientLine, ...]:
    """Patients of the unit whose family name looks alike and who share initial or birth date."""
    return tuple(
        line
        for line in desk.store.look_alikes(view.course.patient)
        if line.patient_key != view.line.patient_key
    )
