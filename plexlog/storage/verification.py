"""Whether the record is as the program wrote it: pages, schema, history, rows, signatures."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from plexlog.domain.sealing import sealed_message
from plexlog.domain.unit import Problem
from plexlog.storage.database import Database
from plexlog.storage.history import LEFT_OUT, START, UNWATCHED, content_hash, hash_of
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
    if damage := list(_pages(database)):
        return damage  # what stands on damaged pages cannot be read
    return [
        *_schema(database),
        *_chain(database),
        *_rows(database),
        *_signatures(database),
        *_marks(database),
    ]


def _pages(database: Database) -> Iterator[Problem]:
    with database.told():
        for fault in faults(database.connection):
            yield Problem(where="pages of the file", what=fault)


def _schema(database: Database) -> Iterator[Problem]:
    for kind, name in differences(database.connection, expected(database.catalogue)):
        yield Problem(where=f"{kind} {name}", what="is missing, or is not as the program made it")


def _chain(database: Database) -> Iterator[Problem]:
    previous = START
    number = 0
    for row in database.rows('SELECT * FROM "history" ORDER BY "number"'):
        number += 1
        where = f"history row {row['number']}"
        if row["number"] != number:
            yield Problem(
                where=where, what=f"rows {number} to {row['number'] - 1} are missing before it"
            )
            number = row["number"]
        content = content_hash(row["salt"], row["why"], row["old"], row["new"])
        if content != row["content"]:
            yield Problem(where=where, what="its content was changed")
        if row["previous"] != previous or row["hash"] != hash_of(row, row["content"], previous):
            yield Problem(where=where, what="is not bound to the row before it")
        if row["operation"] == REMADE:
            yield Problem(
                where=f"trigger {row['row_key']}",
                what=f"was missing or changed when the file was opened at {row['at']}; "
                "changes made without it have no history",
            )
        previous = row["hash"]


def _rows(database: Database) -> Iterator[Problem]:
    for table, columns in columns_of(database.connection).items():
        if table in UNWATCHED:
            continue
        for row in database.rows(changed_rows_sql(table, columns)):
            what = "was added" if row["last"] is None else "was changed"
            yield Problem(where=f"{table} {row['key']}", what=f"{what} without a history row")
        for row in database.rows(
            'SELECT DISTINCT "row_key" FROM "history" WHERE "table_name" = ?'  # noqa: S608
            f' AND "row_key" NOT IN (SELECT "key" FROM "{table}")',
            (table,),
        ):
            yield Problem(where=f"{table} {row['row_key']}", what="was removed")


def _signatures(database: Database) -> Iterator[Problem]:
    keys: dict[str, set[str]] = defaultdict(set)
    for row in database.rows('SELECT * FROM "history" WHERE "table_name" = \'staff\''):
        keys[row["row_key"]].add(json.loads(row["new"])["public_key"])
    heads = {
        row["hash"]
        for row in database.rows(
            'SELECT "hash" FROM "history" WHERE "hash" IN (SELECT "history_head" FROM "signature")'
        )
    }
    changed = _changed_signatures(database)
    for row in database.rows('SELECT * FROM "signature"'):
        where = f"signature {row['key']}"
        if row["history_head"] not in heads:
            yield Problem(where=where, what="was given over another history")
        if row["public_key"] not in keys[row["staff_key"]]:
            yield Problem(where=where, what="was not given with a key of that member of staff")
        if row["key"] in changed:
            yield Problem(where=where, what="was changed after it was given")
        if hashlib.sha256(row["sealed"].encode()).hexdigest() != row["fingerprint"]:
            yield Problem(where=where, what="holds another record than it was given over")
        if not is_signed(row["public_key"], row["signature"], sealed_message(row)):
            yield Problem(where=where, what="does not hold")


def _changed_signatures(database: Database) -> set[str]:
    """Keys of signatures of which a column is not as it was given; a newer file may have more."""
    given: dict[str, dict[str, str]] = {}
    changed = set()
    for row in database.rows(
        'SELECT "row_key", "new" FROM "history" WHERE "table_name" = \'signature\''
        ' ORDER BY "number"'
    ):
        columns = _said(row["new"])
        first = given.setdefault(row["row_key"], columns)
        if first.items() - columns.items():
            changed.add(row["row_key"])
    return changed


def _said(image: str) -> dict[str, str]:
    """The columns of a signature, as any version of the program keeps them in the history."""
    columns = json.loads(image)
    left_out = LEFT_OUT["signature"]  # it is held against the fingerprint
    return {name: value for name, value in columns.items() if value and name != left_out}


def _marks(database: Database) -> Iterator[Problem]:
    """Lists go by a mark in the session; it must say what the signatures say."""
    signed = {
        row["session_key"]
        for row in database.rows('SELECT * FROM "signature" WHERE "meaning" = ?', (PERFORMED,))
    }
    for row in database.rows('SELECT "key", "signed_at" FROM "session"'):
        if (row["signed_at"] is not None) != (row["key"] in signed):
            where = f"session {row['key']}"
            yield Problem(where=where, what="is marked signed otherwise than it is")
