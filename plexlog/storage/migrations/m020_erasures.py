"""Patients who were erased, as two have signed it; the triggers let nothing else go."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import (
    KEY,
    json_value,
    moment,
    required,
    table,
    text,
    whole,
)
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m020_erasures(tables: Any) -> None:
    """What was erased stays on record: how much, which rows of the history, by whom and why.

    The triggers, made anew after a migration, refuse what would replace a row as well.
    """
    tables.conn.execute(
        table(
            "erasure",
            KEY,
            required(moment("at")),
            required(text("of_patient")),  # the key that the patient had; it tells of nobody
            required(text("why")),
            required(whole("courses")),
            required(whole("sessions")),
            required(whole("rows")),  # of all tables of the record
            required(text("head")),  # of the history before
            required(json_value("numbers")),  # rows of the history that were emptied, in spans
            *(
                required(text(f"{whose}_{what}"))
                for whose in ("first", "second")
                for what in ("key", "name", "public_key", "signature")
            ),
        )
    )
