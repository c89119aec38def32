"""Patients are found by an index of parts of words: little is read however many there are."""

from __future__ import annotations

from typing import Any

from plexlog.storage.migrations.columns import index
from plexlog.storage.migrations.registry import MIGRATIONS
from plexlog.storage.patient_parts import TABLE, parts_of

_PARTS = f"""CREATE TABLE "{TABLE}" (
  "part" TEXT NOT NULL,
  "of_patient" TEXT NOT NULL,
  PRIMARY KEY ("part", "of_patient")
) WITHOUT ROWID, STRICT"""
_STATEMENTS = (
    _PARTS,
    'DROP INDEX "patient_searched"',
    index("patient_by_name", '"patient" ("family_name", "given_name")'),
    index("patient_born", '"patient" ("birth_date")'),
)


@MIGRATIONS()
def m021_parts_of_words(tables: Any) -> None:
    """The index is filled from the patients that are there, in its own order: each page once."""
    for statement in _STATEMENTS:
        tables.conn.execute(statement)
    patients = tables.conn.execute(
        'SELECT "key", "family_name", "given_name", "folded" FROM "patient"'
    )
    rows = sorted(
        (part, key)
        for key, family_name, given_name, kept in map(tuple, patients)
        for part in parts_of(family_name, given_name, kept)
    )
    tables.conn.executemany(f'INSERT INTO "{TABLE}" VALUES (?, ?)', rows)  # noqa: S608
