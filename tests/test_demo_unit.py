"""A generated unit is a whole one: its chain and seals hold, and it is the same again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog import house
from plexlog.demo_unit import make_demo
from plexlog.domain.errors import StoreError
from plexlog.services.board import Column, todays_board
from plexlog.services.desk import Desk
from tests.storage.ward import WardClock

FOUNDING = house.Founding(
    unit="Demonstration",
    name="Demo Nurse",
    login="demo",
    password="invented and long enough",  # noqa: S106 - opens invented records only
)


def opened(path: Path, clock: WardClock) -> Desk:
    return house.open_desk(path, FOUNDING.login, FOUNDING.password, clock)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A unit with one course of the past and six that go on."""
    path, clock = tmp_path_factory.mktemp("demo") / "unit.plexlog", WardClock()
    assert list(make_demo(path, FOUNDING, 35, clock)) == [5, 35]
    made = opened(path, clock)
    yield made
    made.store.close()


def test_chain_rows_signatures_and_seals_hold(desk: Desk) -> None:
    assert house.verify(desk) == []


def test_every_session_is_signed_but_those_of_today(desk: Desk) -> None:
    lines = [
        line for one in desk.store.courses() for line in desk.store.sessions_of(one.course_key)
    ]

    assert len(lines) == 35
    assert sum(line.signed_at is None for line in lines) == 6
    assert len(todays_board(desk).columns[Column.DUE]) == 6
    (oldest, *_) = sorted(line.started_at for line in lines if line.started_at is not None)
    assert oldest.day.year == desk.now().day.year - 10


def test_the_same_seed_gives_the_same_patients(desk: Desk, tmp_path: Path) -> None:
    clock = WardClock()
    assert list(make_demo(tmp_path / "again.plexlog", FOUNDING, 35, clock))[-1] == 35
    again = opened(tmp_path / "again.plexlog", clock)

    assert [
        (one.family_name, one.given_name, one.birth_date) for one in again.store.patients()
    ] == [(one.family_name, one.given_name, one.birth_date) for one in desk.store.patients()]
    again.store.close()


def test_a_unit_that_is_there_is_not_touched(tmp_path: Path) -> None:
    path, clock = tmp_path / "unit.plexlog", WardClock()
    house.found(path, FOUNDING, clock)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"There is a record unit\.plexlog"):
        list(make_demo(path, FOUNDING, 5, clock))

    assert path.read_bytes() == before
