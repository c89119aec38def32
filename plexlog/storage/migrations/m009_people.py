"""Who looks after the unit, and when passwords and keys were changed."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import flag, moment
from plexlog.storage.migrations.registry import MIGRATIONS

_PEOPLE = (
    f'ALTER TABLE "staff" ADD COLUMN {flag("administers")}',
    f'ALTER TABLE "staff" ADD COLUMN {moment("password_changed_at")}',
    f'ALTER TABLE "unit" ADD COLUMN {moment("page_key_changed_at")}',
    f'ALTER TABLE "unit" ADD COLUMN {moment("recovery_key_changed_at")}',
)


@MIGRATIONS()
def m009_people(tables: Any) -> None:
    """People are looked after by who may, and a change of keys is a row like any other.

    The founder, the first of the staff, looks after the unit from now on.
    """
    for statement in _PEOPLE:
        tables.conn.execute(statement)
    tables.conn.execute(
        'UPDATE "staff" SET "administers" = 1 WHERE rowid = (SELECT min(rowid) FROM "staff")'
    )
