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
    """A desk with an empty record."""
    if request.param == "in lists":
        yield Desk(FakeStore(), clock, FakeSigner())
        return
    place = tmp_path / "unit.plexlog"
    put_down(
        place,
        clock,
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
def session(desk: Desk) -> OpenSession:
    """The first session of a course of two, planned for now."""
    key = desk.store.add_course(COURSE)
    return OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
