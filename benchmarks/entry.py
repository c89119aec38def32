"""From an accepted text to a value on disk, judged and in the history, beside one raw commit."""

from __future__ import annotations

import itertools
import secrets
from pathlib import Path
from typing import Any

from benchmarks.bedside import bedside
from benchmarks.pairs import Pair, in_turn
from plexlog.domain.catalogue import SYSTOLIC, WEIGHT
from plexlog.domain.fields import Place
from plexlog.services import recording
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import begin_row, enter_cell

TIMES = 200
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -64000",
)


def measure() -> Pair:
    """Record one value of a running session, and commit one bare row, in turn."""
    with bedside() as (session, folder):
        raw = RawFile(folder / "raw.db")
        pair = in_turn(Entries(session).enter_one, raw.commit_one, TIMES, warm=10)
        raw.close()
        return pair


def measure_judged() -> Pair:
    """Record one value that counts at once, such as the weight, and commit one bare row."""
    with bedside() as (session, folder):
        raw = RawFile(folder / "raw.db")
        weights = itertools.cycle(str(value) for value in range(60, 90))

        def enter_one() -> None:
            recording.enter_value(session, Place.BEFORE, WEIGHT.code, next(weights), is_sure=True)
            session.view()

        pair = in_turn(enter_one, raw.commit_one, TIMES, warm=10)
        raw.close()
        return pair


class Entries:
    """Types one systolic pressure after the other into the open row of a session."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._row = begin_row(session, session.desk.now())
        self._texts = itertools.cycle(str(value) for value in range(100, 140))

    def enter_one(self) -> None:
        """One value: checked, on disk, in the history, and the session judged anew."""
        entry = enter_cell(self._session, self._row, SYSTOLIC.code, next(self._texts))
        if entry.value is None:
            raise RuntimeError(f"the value was not taken: {entry}")
        self._session.view()


class RawFile:
    """One table in a file of the same engine with the same settings, and nothing else."""

    def __init__(self, path: Path) -> None:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - the engine, past everything of ours

        self._connection: Any = dbapi2.connect(str(path), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        for pragma in PRAGMAS:
            self._connection.execute(pragma)
        self._connection.execute("CREATE TABLE value (id INTEGER PRIMARY KEY, code, number)")

    def commit_one(self) -> None:
        """One row in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO value (code, number) VALUES ('systolic', 118)")
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
