"""When everything was verified, up to where, and by whom."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import KEY, link, moment, required, table, text, whole
from plexlog.storage.migrations.registry import MIGRATIONS


@MIGRATIONS()
def m015_verifications(tables: Any) -> None:
    """A mark for each time that everything was verified; signed, and no part of the history."""
    statement = table(
        "verification",
        KEY,
        required(moment("at")),
        required(link("staff_key", "staff")),
        required(text("name")),
        required(whole("number")),
        required(text("head")),
        required(whole("problems")),
        required(text("version")),
        required(text("public_key")),
        required(text("signature")),
    )
    tables.conn.execute(statement)
