"""A backup of another unit takes the place of nothing; whose it is is said where none can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Role
from plexlog.storage import restore, unit_file
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import copy_path, key_path
from tests.storage.test_restore import MANAGES, look, names
from tests.storage.ward import (
    FAST,
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    behind_the_back,
    found,
    open_up,
)


@pytest.fixture
def other(tmp_path: Path, clock: WardClock) -> Path:
    """A backup of another unit, in which somebody has the same login and password."""
    place = tmp_path / "other" / "unit.plexlog"
    place.parent.mkdir()
    unit_file.found_unit(
        place,
        unit="Dialysis North",
        name="Anna Birke",
        login=LOGIN,
        password=PASSWORD,
        role=Role.NURSE,
        clock=clock,
        cost=FAST,
        seeds=NO_SEEDS,
    )
    return backed_up(place, clock)


def backed_up(path: Path, clock: WardClock) -> Path:
    record = open_up(path, clock)
    made = record.backup_job().work()
    record.close()
    return made.path


def test_a_backup_of_another_unit_is_refused_by_the_names_of_both(
    path: Path, other: Path, clock: WardClock
) -> None:
    before = path.read_bytes()

    words = "of the unit Dialysis North, and the record here is of the unit Apheresis Musterstadt"
    with pytest.raises(StoreError, match=words):
        look(path, other, clock)

    assert path.read_bytes() == before
    assert ".restore" not in names(path)


def test_so_is_one_that_begins_otherwise_under_the_key_of_this_unit(
    tmp_path: Path, path: Path, clock: WardClock
) -> None:
    here = open_up(path, clock)
    key = here.database.rows('SELECT "key" FROM "unit"')[0][0]
    here.close()
    made = tmp_path / "made.plexlog"
    clock.pass_by(days=1)
    found(made, clock)
    forged = open_up(made, clock)
    behind_the_back(forged, f'UPDATE "unit" SET "key" = \'{key}\'')  # noqa: S608 - of the test
    forged.close()

    with pytest.raises(StoreError, match="with another beginning than the record here has"):
        look(path, made, clock)


@pytest.mark.parametrize("lost", ["record", "keys"])
def test_where_there_is_no_record_to_ask_it_is_said_whose_backup_it_is(
    path: Path, other: Path, clock: WardClock, lost: str
) -> None:
    """After the loss of a disk nothing else tells that one took up the wrong stick."""
    own = backed_up(path, clock)
    for place in (path,) if lost == "record" else (key_path(path), copy_path(path)):
        place.unlink()

    for backup, unit in ((other, "Dialysis North"), (own, "Apheresis Musterstadt")):
        examined = look(path, backup, clock)
        assert f"It is a backup of the unit {unit}." in examined.sentences[1]
        restore.give_up(examined)


def test_the_same_where_the_record_cannot_be_read(
    path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = backed_up(path, clock)

    def damaged(*_given: object) -> None:
        raise EngineError("malformed")

    monkeypatch.setattr(restore, "_member_today", lambda *_given: MANAGES)
    monkeypatch.setattr(restore, "connect_with", damaged)

    examined = look(path, own, clock)

    assert examined.unknown_unit == "Apheresis Musterstadt"
    restore.give_up(examined)


def test_the_backup_of_the_record_itself_says_nothing_of_units(
    path: Path, clock: WardClock
) -> None:
    examined = look(path, backed_up(path, clock), clock)

    assert not any("unit" in one for one in examined.sentences)
    restore.give_up(examined)
