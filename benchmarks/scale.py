"""The same work in a unit with many sessions and in one with a hundred.

Both are made by `plexlog demo`. A large one takes long to make: `--sessions N` says how many, and
`--unit FILE` takes one that is there (password: as of `benchmarks.bedside`).
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.bedside import PASSWORD
from benchmarks.pairs import Pair, in_turn
from plexlog import doorstep, house
from plexlog.demo_unit import make_demo
from plexlog.domain.fields import Place
from plexlog.domain.searching import MOST_FOUND, MOST_SUGGESTED
from plexlog.services.board import todays_board
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.patient_overview import patient_overview
from plexlog.services.patients import find_patients
from plexlog.services.recording import enter_value

LOGIN = "demo"
FEW = 100
TIMES = 15
SHOWN = (MOST_SUGGESTED, MOST_FOUND)  # under the line of the board, and in the list
TYPED = ("t", "ta", "tal", "tannental", "1961", "d-0000003", "nobody of that name")


@dataclass
class Chosen:
    """How large the large unit is, or where it lies."""

    sessions: int = 1000
    unit: Path | None = None


CHOSEN = Chosen()


def measure_start() -> Pair:
    """Open the record after the password, up to who may do what, and close it."""
    return _beside(_opening)


def measure_today() -> Pair:
    """Everything the board shows."""
    return _beside(lambda path: partial(todays_board, _desk(path)))


def measure_search() -> Pair:
    """A patient searched as it is typed, on the board and in the list; found or not."""
    return _beside(_searching)


def measure_course() -> Pair:
    """The page of a course and that of its patient."""
    return _beside(_course_page)


def measure_entry() -> Pair:
    """A value accepted to on disk."""
    return _beside(_entering)


def _beside(work: Callable[[Path], Callable[[], object]]) -> Pair:
    return in_turn(work(_large()), work(_small()), TIMES)


def _opening(path: Path) -> Callable[[], object]:
    _desk(path).store.close()
    _desk.cache_clear()
    unlocked = house.unlock(path, LOGIN, PASSWORD, doorstep.SystemClock())

    def open_and_close() -> None:
        house.desk_of(path, unlocked, doorstep.SystemClock()).store.close()

    return open_and_close


def _searching(path: Path) -> Callable[[], object]:
    desk = _desk(path)
    return lambda: [find_patients(desk, text, most) for text in TYPED for most in SHOWN]


def _course_page(path: Path) -> Callable[[], object]:
    desk = _desk(path)
    (line, *_others) = desk.store.courses()

    def show() -> None:
        course_overview(desk, line.course_key)
        patient_overview(desk, line.patient_key)

    return show


def _entering(path: Path) -> Callable[[], object]:
    desk = _desk(path)
    line = next(one for one in desk.store.session_lines() if one.started_at is None)
    session = OpenSession(desk, line.session_key)
    weights = cycle(("61", "62", "63"))
    return lambda: enter_value(session, Place.BEFORE, "weight_kg", next(weights), is_sure=True)


@cache
def _desk(path: Path) -> Desk:
    return house.open_desk(path, LOGIN, PASSWORD, doorstep.SystemClock())


@cache
def _small() -> Path:
    return _made(FEW)


@cache
def _large() -> Path:
    return CHOSEN.unit or _made(CHOSEN.sessions)


def _made(sessions: int) -> Path:
    folder = Path(mkdtemp(prefix="plexlog-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "unit.plexlog"
    founding = house.Founding(unit="Bench", name="Demo", login=LOGIN, password=PASSWORD)
    for _done in make_demo(path, founding, sessions, doorstep.SystemClock()):
        pass
    return path
