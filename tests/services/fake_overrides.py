"""The overridden findings of a record in memory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plexlog.domain import wording
from plexlog.domain.overridden import Overridden

if TYPE_CHECKING:
    from tests.services.fakes import FakeStore


def overridden_in(store: FakeStore, since: date | None) -> list[Overridden]:
    """All of them since a day, the newest first."""
    found = []
    for line in store.courses():
        course = store.course(line.course_key)
        sessions = {one.session_id: one for one in store.sessions_of(line.course_key)}
        for one in course.overrides or ():
            session = sessions.get(one.session_id or "")
            found.append(
                Overridden(
                    finding=one.finding,
                    reason=one.reason,
                    by=one.by,
                    at=one.at,
                    patient=wording.patient_name(course.patient),
                    record_number=course.patient.record_number,
                    course_id=course.course_id,
                    session_number=None if session is None else session.number,
                    patient_key=line.patient_key,
                    course_key=line.course_key,
                    session_key="" if session is None else session.session_key,
                )
            )
    kept = [one for one in found if since is None or one.at.day >= since]
    return sorted(kept, key=lambda one: one.at.utc, reverse=True)
