"""The plan follows the order: a session is taken off it, and an order says its own stop value."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import WITHDRAWN, number, text
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m024_plan_by_order(tables: Any) -> None:
    """Sessions that have not begun are withdrawn by a change of the order, as parts are.

    Who gave a session its time by hand is known from now on; of those before nobody is named.
    """
    for column in (text("planned_by"), *WITHDRAWN):
        tables.conn.execute(f'ALTER TABLE "session" ADD COLUMN {column}')
    tables.conn.execute(f'ALTER TABLE "course_order" ADD COLUMN {number("stop_value")}')
