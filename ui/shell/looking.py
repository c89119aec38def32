"""Which opened pages are a look at a patient: each is kept in the history."""

from __future__ import annotations

from plexlog.services.access_log import note_view
from plexlog.services.desk import Desk

_LOOKS = {
    "patient": ("patient", "patient_key"),
    "patient-form": ("patient", "patient_key"),
    "order": ("patient", "patient_key"),
    "order-change": ("course", "course_key"),
    "course": ("course", "course_key"),
    "session": ("session", "session_key"),
}  # by kind of page: what is looked at, and whose key the page is opened with


def note_look(desk: Desk, kind: str, key: str) -> None:
    """Keep that a page was opened, if it is one of a patient. Raises StoreError."""
    if kind in _LOOKS and key:
        what, name = _LOOKS[kind]
        note_view(desk, what, **{name: key})
