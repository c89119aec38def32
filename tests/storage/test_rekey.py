"""A new page key shuts out who knew the old one, and a stop at any step loses nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.unit import Role
from plexlog.storage import rekey, unit_file, vault
from plexlog.storage.database import connect_with
from plexlog.storage.engine import EngineError
from plexlog.storage.key_file import (
    copy_path,
    key_path,
    next_path,
    read_keys,
    write_keys,
)
from plexlog.storage.unit_record import UnitRecord
from tests.storage.old_files import put_down
from tests.storage.ward import FAST, LOGIN, NO_SEEDS, PASSWORD, WardClock, found, open_up

WHY = "Ben has left"


class KilledError(Exception):
    """The program stops here."""


def page_key_of(path: Path, login: str = LOGIN) -> bytes:
    return vault.open_with_password(read_keys(path), login, PASSWORD).page_key


def opens(path: Path, key: bytes) -> bool:
    try:
        with closing(connect_with(path, key, "ro")):
            return True
    except EngineError:
        return False


def test_the_old_page_key_opens_nothing_any_more(
    record: UnitRecord, path: Path, clock: WardClock, session_key: str
) -> None:
    before = page_key_of(path)
    record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)

    made = record.rekey(WHY)

    assert made.left_out == ()
    assert not opens(path, before)
    assert page_key_of(path) == page_key_of(path, "ben") != before
    record.set_session(session_key, {"note": "goes on"})
    assert record.verify() == []
    entry = record.database.row(
        'SELECT "name", "why", "new" FROM "history" WHERE "table_name" = \'unit\''
        ' ORDER BY "number" DESC'
    )
    assert entry is not None
    assert tuple(entry)[:2] == ("Anna Birke", WHY)
    assert '"page_key_changed_at":"2026' in entry["new"]
    record.close()
    assert unit_file.open_with_recovery_key(path, made.recovery_key, clock).page_key != before
    assert {one.name.removeprefix("unit.plexlog") for one in path.parent.iterdir()} == {
        "",
        ".keys",
        ".keys.copy",
        ".lock",
    }
    again = open_up(path, clock, "ben")
    assert again.session(session_key).note == "goes on"
    again.close()


def test_the_old_recovery_key_opens_nothing_any_more(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"
    first = found(place, clock)
    record = open_up(place, clock)
    record.rekey(WHY)
    record.close()

    with pytest.raises(AccessError, match="a newer one was printed since"):
        unit_file.open_with_recovery_key(place, first, clock)


def test_a_password_given_after_it_is_wrapped_as_before(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    record.rekey(WHY)
    assert read_keys(path).members[0].sealed_page_key

    record.change_password(PASSWORD, "nine herons", FAST)

    assert not read_keys(path).members[0].sealed_page_key
    record.close()
    unit_file.open_unit(path, None, "nine herons", clock, NO_SEEDS).close()


def test_who_has_not_signed_in_since_an_earlier_version_is_left_out_and_named(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    ben = record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    record.add_staff(name="Cara", login="cara", password=PASSWORD, role=Role.PHYSICIAN, cost=FAST)
    keys = read_keys(path)
    member = keys.member("ben")
    assert member is not None
    forged = vault.with_member(keys, b"k" * 32, "ben", "forged by eve", FAST)
    write_keys(path, forged)  # a key that the record does not know for Ben's

    assert record.without_new_key() == ("Ben",)
    made = record.rekey(WHY)

    assert made.left_out == ("Ben",)
    assert unit_file.logins(path) == (LOGIN, "cara")
    record.reset_password(ben.key, "nine herons", "vouched for", ("cara", PASSWORD), FAST)
    record.close()
    unit_file.open_unit(path, "ben", "nine herons", clock, NO_SEEDS).close()


def test_a_unit_of_an_earlier_version_can_be_given_a_new_key(
    tmp_path: Path, clock: WardClock
) -> None:
    path = tmp_path / "unit.plexlog"
    put_down(1, path)
    record = open_up(path, clock)

    made = record.rekey(WHY)

    assert made.left_out == ()
    assert record.verify() == []
    record.close()
    open_up(path, clock).close()


STEPS = (
    "_copy",
    "_encrypt",
    "_note",
    "_check",
    "write_keys_to_come",
    "_in_place",
    "put_in_force",
)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_record_opens_with_all_in_it(
    record: UnitRecord,
    session_key: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    when: str,
) -> None:
    path, clock = record.database.path, WardClock()
    record.set_session(session_key, {"note": "kept"})
    killed = tmp_path / "killed"
    killed.mkdir()
    done: Callable[..., object] = getattr(rekey, step)

    def stop(*given: object) -> object:
        """What lies on the disk at this moment is all that is left."""
        if when == "after":
            done(*given)
        for one in path.parent.glob("unit.plexlog*"):
            if not one.name.endswith(".lock"):
                shutil.copy(one, killed / one.name)
        raise KilledError

    monkeypatch.setattr(rekey, step, stop)
    with pytest.raises(KilledError):
        record.rekey(WHY)
    monkeypatch.undo()

    place = killed / "unit.plexlog"
    again = open_up(place, clock)
    assert again.session(session_key).note == "kept"
    assert again.verify() == []
    again.rekey("once more")
    again.close()
    assert not next_path(place).exists()
    assert key_path(place).read_bytes() == copy_path(place).read_bytes()
    open_up(place, clock).close()


def test_a_record_that_cannot_be_replaced_stays_as_it_was(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page_key_of(path)
    monkeypatch.setattr(rekey, "sync_folder", _fail)
    monkeypatch.setattr(Path, "replace", _refuse_record(Path.replace))

    with pytest.raises(StoreError, match="could not be replaced"):
        record.rekey(WHY)

    monkeypatch.undo()
    assert page_key_of(path) == before
    assert not next_path(path).exists()
    record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    assert record.verify() == []
    record.close()
    open_up(path, clock, "ben").close()


def test_a_record_that_somebody_reads_is_not_replaced_and_its_keys_change_on(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    with closing(connect_with(path, page_key_of(path), "ro")) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM unit")
        with pytest.raises(StoreError, match="in use by another copy"):
            record.rekey(WHY)

    assert not next_path(path).exists()
    record.change_password(PASSWORD, "nine grey herons", FAST)
    record.close()
    unit_file.open_unit(path, LOGIN, "nine grey herons", clock, NO_SEEDS).close()


def test_where_there_is_no_room_to_encrypt_anew_that_is_told(
    record: UnitRecord, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine names no reason for it."""
    before = page_key_of(path)
    opening = connect_with

    def without_room(place: Path, key: bytes, mode: str) -> Any:
        connection = opening(place, key, mode)
        place.with_name(place.name + "-journal").mkdir(exist_ok=True)  # it cannot be written
        return connection

    monkeypatch.setattr(rekey, "connect_with", without_room)
    with pytest.raises(StoreError, match=r"could not be encrypted anew, .* the disk is full"):
        record.rekey(WHY)
    monkeypatch.undo()
    path.with_name("unit.plexlog.rekey-journal").rmdir()

    assert page_key_of(path) == before
    assert record.verify() == []
    record.rekey(WHY)


def _fail(*_given: object) -> None:
    raise OSError


def _refuse_record(replace: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def refusing(new: Path, place: Path) -> Path:
        if new.name.endswith(".rekey"):
            raise OSError("read-only")
        return replace(new, place)

    return refusing


def test_a_copy_that_is_not_sound_never_takes_the_place_of_the_record(
    record: UnitRecord, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page_key_of(path)
    monkeypatch.setattr(rekey, "faults", lambda _copy: ["page 3"])

    with pytest.raises(StoreError, match="is damaged"):
        record.rekey(WHY)

    assert page_key_of(path) == before
    assert not path.with_name("unit.plexlog.rekey").exists()


def test_who_has_the_key_of_neither_is_told_to_have_a_colleague_sign_in(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    write_keys(path, vault.with_member(read_keys(path), b"k" * 32, "ben", "his own", FAST))
    monkeypatch.setattr(rekey, "put_in_force", _fail)
    with pytest.raises(OSError):  # noqa: PT011 - stopped with the record replaced
        record.rekey(WHY)
    monkeypatch.undo()
    record.close()

    with pytest.raises(AccessError, match="another page key than this opens"):
        unit_file.open_unit(path, "ben", "his own", clock, NO_SEEDS)

    open_up(path, clock, LOGIN).close()
