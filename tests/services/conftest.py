"""A desk on a record in lists, and the same on a real file: each story is told at both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.storage import unit_file
from tests.founded import put_down
from tests.services.fakes import NURSE, FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=["in lists", "on disk"])
def desk(request: pytest.FixtureRequest, clock: FakeClock, tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty record, or with the course that `ward_course` asks for."""
    if request.param == "in lists":
        yield Desk(FakeStore(), clock, FakeSigner())
        return
    place = tmp_path / "unit.plexlog"
    put_down(
        place,
        clock,
        (COURSE,) if "ward_course" in request.fixturenames else (),
        unit="Apheresis Unit, Musterstadt",
        name=NURSE.name,
        login=NURSE.login,
        password=PASSWORD,
        role=Role.NURSE,
    )
    record = unit_file.open_unit(place, None, PASSWORD, clock)
    yield Desk(record, clock, record.signer)
    record.close()


@pytest.fixture
def ward_course(desk: Desk) -> str:
    """The key of a course of two sessions, the first planned for now."""
    on_file = desk.store.courses()
    return on_file[0].course_key if on_file else desk.store.add_course(COURSE)


@pytest.fixture
def session(desk: Desk, ward_course: str) -> OpenSession:
    """The first session of the course."""
    return OpenSession(desk, desk.store.sessions_of(ward_course)[0].session_key)
