"""The time of a run: vitals left out, changes of plan, symptoms; when a pause was entered."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, moment
from plexlog.storage.migrations.registry import MIGRATIONS

_COLUMNS = (
    ("session", json_value("vitals_skips")),
    ("session", json_value("plan_changes")),
    ("session", json_value("symptoms_noted")),
    ("pause", moment("entered_at")),
)


@MIGRATIONS()
def m003_run_time(tables: Any) -> None:
    """What is said of a run besides its rows was nowhere to be kept; older sessions have none."""
    for table, column in _COLUMNS:
        tables.conn.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
