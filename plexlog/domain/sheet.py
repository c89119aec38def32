"""What a sheet of paper is known by, so that it finds back to its session."""

from __future__ import annotations

import hashlib

from plexlog.domain.records import Course, Session

HALF = 4


def sheet_id(course: Course, session: Session) -> str:
    """The number printed on the sheet of a session: short enough to type, `7F3A-90C2`."""
    known = f"{course.course_id}/{session.id}"
    digest = hashlib.sha256(known.encode()).hexdigest().upper()
    return f"{digest[:HALF]}-{digest[HALF : 2 * HALF]}"


def is_sheet(text: str, number: str) -> bool:
    """Whether what was typed or scanned is that number."""
    return _bare(text) == _bare(number)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())
