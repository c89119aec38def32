"""Drafts: what is typed into a form and not given survives leaving it, a lock and a crash."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import KEY, json_object, moment, required, table, text
from plexlog.storage.migrations.registry import MIGRATIONS

_DRAFT = table("draft", KEY, json_object("texts"), required(text("by")), required(moment("at")))


@MIGRATIONS()
def m007_drafts(tables: Any) -> None:
    """A table beside the record: a form that was left half filled in must not be lost."""
    tables.conn.execute(_DRAFT)
