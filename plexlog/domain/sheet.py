"""What a sheet of paper is known by, so that it finds back to its session."""

from __future__ import annotations

from plexlog.domain.records import Course, Session


def sheet_id(course: Course, session: Session) -> str:
    """The identifier printed on the sheet of a session, as the command line names sessions."""
    return f"{course.course_id}/{session.id}"
