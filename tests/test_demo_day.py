"""The unit to look around in: whole, of its day at any hour, made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog import house
from plexlog.demo_day import FOUNDING, make_demo_day
from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.unit import Role
from plexlog.doorstep import demo_path
from plexlog.services.board import Board, Column, todays_board
from plexlog.services.desk import Desk
from tests.founded import put_down
from tests.storage.ward import WardClock

TODAYS = (Column.RUNNING, Column.DUE, Column.TO_SIGN)


def opened(path: Path, clock: WardClock) -> Desk:
    return house.open_desk(path, FOUNDING.login, FOUNDING.password, clock)


def names_of(board: Board) -> list[str]:
    return [card.line.family_name for column in TODAYS for card in board.columns[column]]


@pytest.mark.parametrize(
    "hour", ["2026-11-22T09:30:12+01:00", "2026-03-01T00:04:00+13:00", "2026-07-31T23:59:30-10:00"]
)
def test_at_any_hour_one_runs_one_is_due_and_one_is_to_sign(tmp_path: Path, hour: str) -> None:
    clock = WardClock(Moment.parse(hour))
    path = demo_path(tmp_path)

    make_demo_day(path, clock)

    desk = opened(path, clock)
    board = todays_board(desk)
    places = {column: len(cards) for column, cards in board.columns.items()}
    assert places == {
        Column.RUNNING: 1, Column.DUE: 1, Column.TO_SIGN: 1, Column.OVERDUE: 0, Column.FINISHED: 0
    }  # fmt: skip
    assert len(set(names_of(board))) == 3
    assert len(desk.store.patients()) == 4
    assert len(board.follow_ups) == 3
    assert "nothing here is real" in board.unit
    assert not desk.store.backup_state().is_overdue
    assert house.verify(desk) == []
    desk.store.close()


def test_it_is_thrown_away_and_made_anew_and_nothing_beside_it(tmp_path: Path) -> None:
    clock, path = WardClock(), demo_path(tmp_path)
    unit = tmp_path / "unit.plexlog"
    unit.write_bytes(b"the record of the unit")
    make_demo_day(path, clock)
    (path.parent / "left over").touch()

    make_demo_day(path, clock)

    assert unit.read_bytes() == b"the record of the unit"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["demonstration", "unit.plexlog"]
    assert not (path.parent / "left over").exists()
    opened(path, clock).store.close()


def test_what_it_gives_out_is_refused_by_a_real_unit_and_taken_back_by_itself(
    tmp_path: Path,
) -> None:
    clock, path = WardClock(), demo_path(tmp_path)
    make_demo_day(path, clock)
    demo = opened(path, clock)
    document = tmp_path / "course.json"
    document.write_text(house.course_document(demo, demo.store.courses()[0].course_key), "utf-8")
    put_down(
        tmp_path / "unit.plexlog",
        clock,
        unit="Unit",
        name="Anna Birke",
        login="anna",
        password=FOUNDING.password,
        role=Role.NURSE,
    )
    unit = house.open_desk(tmp_path / "unit.plexlog", "anna", FOUNDING.password, clock)

    refused = house.import_document(unit, document)
    again = house.import_document(demo, document)

    assert "demonstration" in str(refused.refusals[0])
    assert not unit.store.patients()
    assert "demonstration" not in str(again.refusals)  # only that it is there already
    for desk in (demo, unit):
        desk.store.close()


def test_nothing_is_thrown_away_where_no_demonstration_lies(tmp_path: Path) -> None:
    unit = tmp_path / "unit.plexlog"
    unit.touch()

    with pytest.raises(StoreError, match="no place for a demonstration"):
        make_demo_day(unit, WardClock())

    assert unit.exists()


def test_a_folder_that_cannot_be_emptied_is_told(tmp_path: Path) -> None:
    path = demo_path(tmp_path)
    path.parents[1].mkdir()
    path.parent.touch()  # a file, where the folder should be

    with pytest.raises(StoreError, match="cannot be made empty"):
        make_demo_day(path, WardClock())


def test_the_demonstration_lies_beside_the_data_in_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEXLOG_HOME", str(tmp_path))

    assert demo_path() == demo_path(tmp_path / "plexlog")
