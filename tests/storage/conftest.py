"""A founded unit for every test of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock, course_of, open_up, put_down, small_course


@pytest.fixture
def clock() -> WardClock:
    return WardClock()


@pytest.fixture
def path(tmp_path: Path, clock: WardClock) -> Path:
    """A founded unit, closed."""
    place = tmp_path / "unit.plexlog"
    put_down(place, clock)
    return place


@pytest.fixture
def record(path: Path, clock: WardClock) -> Iterator[UnitRecord]:
    """The same, open."""
    opened = open_up(path, clock)
    yield opened
    opened.close()


@pytest.fixture
def session_key(record: UnitRecord) -> str:
    """The one session of a small course."""
    course_key = record.add_course(course_of(small_course()))
    return record.sessions_of(course_key)[0].session_key
