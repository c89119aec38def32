"""Exports of the whole unit or a whole patient: told to the history before anything leaves."""

from __future__ import annotations

from plexlog.domain.changes import Access, Deed
from plexlog.domain.exports import ExportWanted
from plexlog.services.desk import Desk


def note_whole_export(desk: Desk, wanted: ExportWanted) -> None:
    """Keep that somebody exports it. Raises StoreError where that cannot be kept."""
    access = Access(deed=Deed.EXPORTED, what=wanted.what, patient_key=wanted.patient_key)
    desk.store.note_access(access)
