"""A unit in a temporary folder with one course on file, its last session still running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from plexlog import house
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession

COURSE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "gbs-albumin-five.json"
LOGIN, PASSWORD = "bench", "a long password for benchmarks"


@contextmanager
def bedside() -> Iterator[tuple[Desk, OpenSession, Path]]:
    """The desk, the running session, and the folder in which all of it lies."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "unit.plexlog"
        clock = house.SystemClock()
        founding = house.Founding(unit="Bench", name="Bench", login=LOGIN, password=PASSWORD)
        house.found(path, founding, clock)
        desk = house.open_desk(path, LOGIN, PASSWORD, clock)
        course_key = house.import_document(desk, COURSE).course_key
        session_key = desk.store.sessions_of(course_key)[-1].session_key
        desk.store.set_session(session_key, {"ended_at": None})
        yield desk, OpenSession(desk, session_key), Path(folder)
        desk.store.close()
