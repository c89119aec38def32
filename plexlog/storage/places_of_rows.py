"""Whom a row of the record is about: record number, course and session, as far as it can be told.

The row itself may be what is wrong, so the history is asked first.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from plexlog.domain.unit import Problem
from plexlog.storage.database import Database

MIGRATE = "migrate"  # the operation of a history row that a migration wrote
_FIRST = (
    'SELECT "session_key", "course_key", "new" FROM "history"'
    ' WHERE "table_name" = ? AND "row_key" = ? ORDER BY "number" LIMIT 1'
)
_WHOSE = (
    'SELECT p."record_number", c."course_id", s."number" FROM (SELECT ? AS "session",'
    ' ? AS "course", ? AS "patient") k'
    ' LEFT JOIN "session" s ON s."key" = k."session"'
    ' LEFT JOIN "course" c ON c."key" = ifnull(k."course", s."course_key")'
    ' LEFT JOIN "patient" p ON p."key" = ifnull(k."patient", c."patient_key")'
)


def placed(database: Database, problem: Problem, table: str, key: str) -> Problem:
    """The problem with whom it is about."""
    columns = _columns(database, table, key)
    keys = (columns.get("session_key"), columns.get("course_key"), columns.get("patient_key"))
    found = database.row(_WHOSE, keys)
    assert found is not None  # noqa: S101 - the row of the three keys is always there
    return replace(
        problem,
        about=str(columns.get("code") or "") if table == "observation" else "",
        record_number=found["record_number"] or "",
        course_id=found["course_id"] or "",
        session_number=found["number"],
    )


def _columns(database: Database, table: str, key: str) -> dict[str, Any]:
    """The columns of a row as it was first written; as it stands where nothing was told of it."""
    told = database.row(_FIRST, (table, key))
    if told is not None:
        return image_of(told["new"]) | _given(told) | _own(table, key)
    row = database.row(f'SELECT * FROM "{table}" WHERE "key" = ?', (key,))  # noqa: S608
    return ({} if row is None else dict(row)) | _own(table, key)


def _given(told: Any) -> dict[str, Any]:
    return {name: told[name] for name in ("session_key", "course_key") if told[name] is not None}


def _own(table: str, key: str) -> dict[str, str]:
    return {f"{table}_key": key} if table in ("session", "course", "patient") else {}


def image_of(text: str | None) -> dict[str, Any]:
    """The columns of a row as the history tells of them; none where that is no row any more."""
    try:
        read = json.loads(text or "{}")
    except ValueError:
        return {}  # the history itself was changed
    return read if isinstance(read, dict) else {}


def filled(text: str | None) -> dict[str, Any]:
    """The columns that hold something, as any version of the program keeps them in the history."""
    return {name: value for name, value in image_of(text).items() if value is not None}
