"""The overridden findings of all courses, as they are on file."""

from __future__ import annotations

from datetime import date

from plexlog.domain.records import Override
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import NOON


def test_they_are_read_with_their_session_and_patient(
    record: UnitRecord, session_key: str
) -> None:
    line = record.session_line(session_key)
    for session_id in ("s1", None):
        record.add_override(
            line.course_key,
            Override(finding="late", reason="told", by="Anna", at=NOON, session_id=session_id),
        )
    record.set_session(session_key, {"started_at": NOON})

    of_order, of_session = record.overridden(None)

    assert (of_session.session_number, of_session.session_key) == (1, session_key)
    assert (of_order.session_number, of_order.session_key) == (None, "")
    assert of_session.patient == "ÄHRENFELD, Bo"
    assert (of_session.record_number, of_session.course_id) == ("R-1", "c1")
    assert (of_session.finding, of_session.reason, of_session.by) == ("late", "told", "Anna")
    assert len(record.overridden(NOON.day)) == 2
    assert record.overridden(date(2027, 1, 1)) == []
    assert (record.sessions_begun(None), record.sessions_begun(date(2027, 1, 1))) == (1, 0)
