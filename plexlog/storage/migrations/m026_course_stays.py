"""A course stays with its patient, and what is sealed of it stays as it was signed."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m026_course_stays(_tables: Any) -> None:
    """No table changes: the triggers, made anew after a migration, refuse such a change."""
