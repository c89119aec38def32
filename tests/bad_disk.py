"""A disk that takes nothing more, as the engine of the record tells it, and what is on record.

A full one fails at the very end, when everything of an entry has been written and is to be kept:
what is half done then has to be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from plexlog.services.desk import Desk
from plexlog.storage import sentences
from plexlog.storage.database import Database
from plexlog.storage.engine import EngineError
from plexlog.storage.schema import columns_of
from plexlog.storage.unit_record import UnitRecord
from tests.soak import IS_SOAK

SENTENCES = {
    "full": "The disk is full, so this entry was not kept",
    "read only": "can be read but not written, so nothing was kept",
}  # what has to be said, by what is wrong with the disk


def walked(places: Iterable[str]) -> list[tuple[str, str]]:
    """Places with what is wrong with the disk: all that is full, one that is read only.

    In the long run each place with each trouble.
    """
    names = list(places)
    read_only = names if IS_SOAK else names[:1]
    return [(name, "full") for name in names] + [(name, "read only") for name in read_only]


def database_of(desk: Desk) -> Database:
    record = desk.store
    assert isinstance(record, UnitRecord)
    return record.database


@contextmanager
def bad_disk(desk: Desk, trouble: str) -> Iterator[None]:
    """Nothing reaches the disk meanwhile."""
    with pytest.MonkeyPatch.context() as patched:
        if trouble == "full":
            patched.setattr(Database, "execute", _never_kept(Database.execute))
        else:
            database_of(desk).execute("PRAGMA query_only = ON")
        yield
    database_of(desk).execute("PRAGMA query_only = OFF")


def _never_kept(execute: Any) -> Any:
    def refuse(database: Database, sql: str, given: Sequence[Any] = ()) -> None:
        is_alone = not database.connection.in_transaction and sql.startswith(_WRITES)
        if sql == "COMMIT" or is_alone:
            full = EngineError("database or disk is full")
            full.sqlite_errorname = "SQLITE_FULL"
            raise sentences.in_words(full, database.path)
        execute(database, sql, given)

    return refuse


_WRITES = ("INSERT", "UPDATE", "DELETE")


def all_on_record(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, what is typed and not given among them."""
    database = database_of(desk)
    return {
        table: sorted(map(tuple, database.rows(f'SELECT * FROM "{table}"')), key=repr)  # noqa: S608 - of the schema
        for table in columns_of(database.connection)
    }
