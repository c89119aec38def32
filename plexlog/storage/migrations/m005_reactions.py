"""What is attached to a reaction, and what is followed after a session."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations import columns
from plexlog.storage.migrations.registry import MIGRATIONS

_FOLLOW_UP = columns.part_of_course(
    "follow_up",
    columns.required(columns.text("session_id")),
    columns.required(columns.text("kind")),
    columns.text("reaction_id"),
    columns.required(columns.moment("due_at")),
    columns.json_value("contacts"),
    columns.json_value("event"),
    columns.text("outcome"),
    columns.moment("closed_at"),
    columns.text("by"),
)
_ADDED = (
    ("reaction", columns.json_value("vitals")),
    ("reaction", columns.json_value("steps")),
    ("session", columns.moment_utc("ended_at")),
)
_INDEXES = (
    columns.index("session_ended", '"session" ("ended_at_utc")', '"ended_at" IS NOT NULL'),
    columns.index(
        "reaction_followed",
        '"reaction" ("session_key")',
        "\"kind\" IN ('infection', 'clotting') AND \"withdrawn_at\" IS NULL"
        " AND ifnull(\"outcome\", 'ongoing-handed-over') = 'ongoing-handed-over'",
    ),
    columns.index(
        "follow_up_open",
        '"follow_up" ("course_key")',
        '"closed_at" IS NULL AND "withdrawn_at" IS NULL',
    ),
)


@MIGRATIONS()
def m005_reactions(tables: Any) -> None:
    """A reaction keeps the vitals and steps of its time; a session is followed after its end.

    Follow-ups hang on the course and not on the session, so that a signed session stays as it is.
    """
    for table, column in _ADDED:
        tables.conn.execute(f'ALTER TABLE "{table}" ADD COLUMN {column}')
    for statement in (*_FOLLOW_UP, *_INDEXES):
        tables.conn.execute(statement)
