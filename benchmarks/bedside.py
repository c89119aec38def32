"""A unit in a temporary folder with one course on file, its last session still running."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from plexlog import doorstep, house
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession

COURSE = Path(__file__).resolve().parents[1] / "tests" / "cases" / "gbs-albumin-five.json"
LOGIN, PASSWORD = "bench", "a long password for benchmarks"


def found_unit(folder: Path) -> Path:
    """Make a unit in a folder; its file."""
    path = folder / "unit.plexlog"
    founding = house.Founding(unit="Bench", name="Bench", login=LOGIN, password=PASSWORD)
    house.found(path, founding, doorstep.SystemClock())
    return path


@contextmanager
def bedside(*, has_rows: bool = True) -> Iterator[tuple[OpenSession, Path]]:
    """The running session, with its rows or before the first; and the folder of all of it."""
    with TemporaryDirectory() as folder:
        path = found_unit(Path(folder))
        desk = house.open_desk(path, LOGIN, PASSWORD, doorstep.SystemClock())
        document = COURSE if has_rows else _without_rows(Path(folder))
        yield _running_session(desk, document), Path(folder)
        desk.store.close()


def _without_rows(folder: Path) -> Path:
    """The course, its last session before the first row: further rows go on from nothing."""
    course = json.loads(COURSE.read_text(encoding="utf-8"))
    course["sessions"][-1]["readings"] = []
    document = folder / COURSE.name
    document.write_text(json.dumps(course), encoding="utf-8")
    return document


def _running_session(desk: Desk, document: Path) -> OpenSession:
    course_key = house.import_document(desk, document).course_key
    last = desk.store.sessions_of(course_key)[-1]
    desk.store.set_session(last.session_key, {"ended_at": None})
    return OpenSession(desk, last.session_key)
