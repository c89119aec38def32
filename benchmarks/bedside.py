"""A unit in a temporary folder with one course on file, its last session still running."""

from __future__ import annotations

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
def bedside() -> Iterator[tuple[OpenSession, Path]]:
    """The running session, and the folder in which all of it lies."""
    with TemporaryDirectory() as folder:
        path = found_unit(Path(folder))
        desk = house.open_desk(path, LOGIN, PASSWORD, doorstep.SystemClock())
        yield _running_session(desk), Path(folder)
        desk.store.close()


def _running_session(desk: Desk) -> OpenSession:
    course_key = house.import_document(desk, COURSE).course_key
    last = desk.store.sessions_of(course_key)[-1]
    desk.store.set_session(last.session_key, {"ended_at": None})
    return OpenSession(desk, last.session_key)
