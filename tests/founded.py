"""A founded unit for a test: founded once in a process, then put down as a copy.

To found one loads all seeds and takes longer than most tests; to keep a course takes a third of
one. What a unit is founded with, and what is on file, say which copy it gets; its clock does not.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict, Unpack

from plexlog import house
from plexlog.domain.moments import Clock
from plexlog.domain.records import Course
from plexlog.domain.unit import Role
from plexlog.doorstep import SystemClock
from plexlog.services.desk import Desk
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost, copy_path, key_path

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


class Founding(TypedDict):
    """What a unit is founded with."""

    unit: str
    name: str
    login: str
    password: str
    role: Role


def put_down(
    path: Path, clock: Clock, courses: Sequence[Course] = (), **founding: Unpack[Founding]
) -> None:
    """Put the file of a unit with one member of staff at a place, and its keys beside it."""
    kept = _folder() / f"{abs(hash((*founding.values(), repr(courses))))}.plexlog"
    if not kept.exists():
        _make(kept, clock, courses, founding)
    _copy(kept, path)


def put_down_invented(path: Path) -> None:
    """Put down a unit of one nurse, Ada N., who signs in as ada with the password of here."""
    put_down(
        path,
        SystemClock(),
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.NURSE,
    )


def opened_invented(path: Path) -> Desk:
    """The same, open for her."""
    put_down_invented(path)
    return house.open_desk(path, "ada", PASSWORD, SystemClock())


def _make(kept: Path, clock: Clock, courses: Sequence[Course], founding: Founding) -> None:
    if not courses:
        unit_file.found_unit(kept, **founding, clock=clock, cost=CHEAP)
        return
    path = kept.with_name("being filled.plexlog")
    put_down(path, clock, **founding)
    record = unit_file.open_unit(path, founding["login"], founding["password"], clock)
    for course in courses:
        record.add_course(course)
    record.close()
    _copy(path, kept)


def _copy(place: Path, to: Path) -> None:
    for file in (Path, key_path, copy_path):
        shutil.copyfile(file(place), file(to))


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="founded-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
