"""Waste and serial number of bags, entry times, co-signatures, the machine's end screens."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import json_value, moment, number, text
from plexlog.storage.migrations.registry import MIGRATIONS

_ADDED = (
    ("bag", number("wasted_ml")),
    ("bag", text("serial")),
    ("bag", moment("entered_at")),
    ("saline_bolus", moment("entered_at")),
    ("drug_given", text("cosigned_by")),
    ("drug_given", moment("cosigned_at")),
    ("lock", moment("entered_at")),
    ("session", json_value("device_totals")),
)


@MIGRATIONS()
def m004_bags_and_drugs(tables: Any) -> None:
    """Each amount of a bag is accounted for, and what the machine shows at the end is kept."""
    for name, column in _ADDED:
        tables.conn.execute(f'ALTER TABLE "{name}" ADD COLUMN {column}')
