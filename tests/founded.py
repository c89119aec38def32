"""A founded unit for a test: founded once in a process, then put down as a copy.

To found one loads all seeds and takes longer than most tests. What a unit is founded with says
which copy it gets; its clock does not.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TypedDict, Unpack

from plexlog.domain.moments import Clock
from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost, copy_path, key_path

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


class Founding(TypedDict):
    """What a unit is founded with."""

    unit: str
    name: str
    login: str
    password: str
    role: Role


def put_down(path: Path, clock: Clock, **founding: Unpack[Founding]) -> None:
    """Put the file of a unit with one member of staff at a place, and its keys beside it."""
    kept = _folder() / f"{abs(hash(tuple(founding.values())))}.plexlog"
    if not kept.exists():
        unit_file.found_unit(kept, **founding, clock=clock, cost=CHEAP)
    for place in (Path, key_path, copy_path):
        shutil.copyfile(place(kept), place(path))


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="founded-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
