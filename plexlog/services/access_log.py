"""Who looked at a patient, and what was printed, exported or copied: each a row of history."""

from __future__ import annotations

from datetime import timedelta

from plexlog.domain.changes import Access, Deed
from plexlog.services.desk import Desk

VIEWED_ONCE_IN = timedelta(minutes=15)  # to go to and fro between pages is one look


def note_view(
    desk: Desk, what: str, *, patient_key: str = "", course_key: str = "", session_key: str = ""
) -> None:
    """Keep that somebody opens a patient, a course or a session; once a person and a while.

    Raises StoreError where it cannot be written.
    """
    access = Access(
        deed=Deed.VIEWED,
        what=what,
        patient_key=patient_key,
        course_key=course_key,
        session_key=session_key,
    )
    desk.store.note_access(access, VIEWED_ONCE_IN)


def note_print(desk: Desk, what: str, *, course_key: str = "", session_key: str = "") -> None:
    """Keep that something of a course or a session went to a printer. Raises StoreError."""
    access = Access(deed=Deed.PRINTED, what=what, course_key=course_key, session_key=session_key)
    desk.store.note_access(access)


def note_export(desk: Desk, what: str, *, course_key: str = "", session_key: str = "") -> None:
    """Keep that a file is made of something, of the whole unit where no key is given.

    Told before the file takes its place, so that none leaves unnoticed. Raises StoreError.
    """
    access = Access(deed=Deed.EXPORTED, what=what, course_key=course_key, session_key=session_key)
    desk.store.note_access(access)


def note_copy(desk: Desk, what: str, *, course_key: str = "", session_key: str = "") -> None:
    """Keep that something of a course or a session goes to the clipboard. Raises StoreError.

    Told before it does, as with a file.
    """
    access = Access(deed=Deed.COPIED, what=what, course_key=course_key, session_key=session_key)
    desk.store.note_access(access)
