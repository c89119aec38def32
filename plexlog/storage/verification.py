"""Whether the record is as the program wrote it: pages, schema, history, rows, signatures."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.history import START, content_hash, hash_of
from plexlog.storage.schema import (
    REMADE,
    changed_rows_sql,
    columns_of,
    differences,
    expected,
    faults,
)
from plexlog.storage.signatures import PERFORMED
from plexlog.storage.vault import is_signed


def verify(database: Database) -> Sequence[Problem]:
    """Everything found wrong, and where. Raises StoreError when the file cannot be read."""
    return [
        *_pages(database),
        *_schema(database),
        *_chain(database),
        *_rows(database),
        *_signatures(database),
    ]


def _pages(database: Database) -> Iterator[Problem]:
    with database.told():
        for fault in faults(database.connection):
            yield Problem("pages of the file", fault)


def _schema(database: Database) -> Iterator[Problem]:
    for kind, name in differences(database.connection, expected(database.catalogue)):
        yield Problem(f"{kind} {name}", "is missing, or is not as the program made it")


def _chain(database: Database) -> Iterator[Problem]:
    previous = START
    number = 0
    for row in database.rows('SELECT * FROM "history" ORDER BY "number"'):
        number += 1
        where = f"history row {row['number']}"
        if row["number"] != number:
            yield Problem(where, f"rows {number} to {row['number'] - 1} are missing before it")
            number = row["number"]
        content = content_hash(row["salt"], row["why"], row["old"], row["new"])
        if content != row["content"]:
            yield Problem(where, "its content was changed")
        if row["previous"] != previous or row["hash"] != hash_of(row, row["content"], previous):
            yield Problem(where, "is not bound to the row before it")
        if row["operation"] == REMADE:
            yield Problem(
                f"trigger {row['row_key']}",
                f"was missing or changed when the file was opened at {row['at']}; "
                "changes made without it have no history",
            )
        previous = row["hash"]


def _rows(database: Database) -> Iterator[Problem]:
    for table, columns in columns_of(database.connection).items():
        if table == "history":
            continue
        for row in database.rows(changed_rows_sql(table, columns)):
            what = "was added" if row["last"] is None else "was changed"
            yield Problem(f"{table} {row['key']}", f"{what} without a history row")
        for row in database.rows(
            'SELECT DISTINCT "row_key" FROM "history" WHERE "table_name" = ?'  # noqa: S608
            f' AND "row_key" NOT IN (SELECT "key" FROM "{table}")',
            (table,),
        ):
            yield Problem(f"{table} {row['row_key']}", "was removed")


def _signatures(database: Database) -> Iterator[Problem]:
    keys: dict[str, set[str]] = defaultdict(set)
    for row in database.rows(
        'SELECT "row_key", "new" FROM "history" WHERE "table_name" = \'staff\''
    ):
        keys[row["row_key"]].add(json.loads(row["new"])["public_key"])
    heads = {row["hash"] for row in database.rows('SELECT "hash" FROM "history"')}
    performed = set()
    for row in database.rows('SELECT * FROM "signature"'):
        where = f"signature {row['key']}"
        if row["meaning"] == PERFORMED:
            performed.add(row["session_key"])
        if row["history_head"] not in heads:
            yield Problem(where, "was given over another history")
        if row["public_key"] not in keys[row["staff_key"]]:
            yield Problem(where, "was not given with a key of that member of staff")
        message = (row["fingerprint"] + row["history_head"]).encode()
        if not is_signed(row["public_key"], row["signature"], message):
            yield Problem(where, "does not hold")
    for row in database.rows('SELECT "key", "signed_at" FROM "session"'):
        if (row["signed_at"] is not None) != (row["key"] in performed):
            yield Problem(f"session {row['key']}", "is marked signed otherwise than it is")
