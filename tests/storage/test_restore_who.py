"""Going back to a backup: who may, by the record of today and the backup, and who has to wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.errors import AccessError, StoreError, TodayPasswordError
from plexlog.domain.unit import Role
from plexlog.storage import restore, unlocking
from plexlog.storage.key_file import copy_path, key_path
from plexlog.storage.sign_in_delays import TooSoonError
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_restore import MANAGES, WHY, asking, backup, look
from tests.storage.ward import FAST, LOGIN, PASSWORD, WardClock, open_up

__all__ = ["backup"]  # a fixture

LATER = "a later password"


def test_who_may_not_in_the_backup_is_refused_and_the_record_stays(
    record: UnitRecord,
    path: Path,
    clock: WardClock,
    session_key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.NURSE, cost=FAST)
    made = record.backup_job().work()
    record.set_session(session_key, {"note": "later"})
    record.close()
    examined = look(path, made.path, clock, login="ben")
    monkeypatch.setattr(restore, "_member_today", lambda *_given: MANAGES)

    with pytest.raises(StoreError, match="Only a manager or who looks after the unit may"):
        restore.put_in_place(asking(path, clock, login="ben"), examined, WHY)

    again = open_up(path, clock, "anna")
    assert again.session(session_key).note == "later"
    again.close()


@pytest.fixture
def of_ben(record: UnitRecord) -> Path:
    """A backup of when Ben was a manager."""
    record.add_staff(name="Ben", login="ben", password=PASSWORD, role=Role.MANAGER, cost=FAST)
    return record.backup_job().work().path


def test_who_may_not_any_more_today_is_refused_however_the_backup_has_it(
    record: UnitRecord, path: Path, clock: WardClock, of_ben: Path
) -> None:
    ben = record.member("ben")
    record.change_role(ben.key, Role.NURSE, "another post", administers=False)
    record.close()
    examined = look(path, of_ben, clock, login="ben")

    with pytest.raises(StoreError, match="Only a manager or who looks after the unit may"):
        restore.put_in_place(asking(path, clock, login="ben"), examined, WHY)

    restore.give_up(examined)
    again = open_up(path, clock, "anna")
    assert again.member("ben").role is Role.NURSE
    again.close()


@pytest.mark.parametrize("has_old_keys", [False, True])
def test_who_was_suspended_since_does_not_even_look_by_the_password_of_then(
    record: UnitRecord, path: Path, clock: WardClock, of_ben: Path, has_old_keys: bool
) -> None:
    old = key_path(path).read_bytes()
    record.suspend_staff(record.member("ben").key, "left")
    record.close()
    if has_old_keys:
        key_path(path).write_bytes(old)
        copy_path(path).write_bytes(old)

    with pytest.raises(AccessError, match=r"Nobody here signs in as ben|not on the staff"):
        look(path, of_ben, clock, login="ben")

    assert not restore.new_path(path).exists()


def test_where_the_password_was_changed_since_both_are_needed(
    record: UnitRecord, path: Path, clock: WardClock, session_key: str
) -> None:
    made = record.backup_job().work().path
    record.change_password(PASSWORD, LATER, FAST)
    record.set_session(session_key, {"note": "later"})
    record.close()

    with pytest.raises(TodayPasswordError, match="takes the one of the backup first"):
        look(path, made, clock)
    with pytest.raises(AccessError, match="not right for the backup"):
        look(path, made, clock, password=LATER)

    examined = look(path, made, clock, today=LATER)
    assert examined.loss is not None
    assert examined.loss.changes
    restore.put_in_place(asking(path, clock, today=LATER), examined, WHY)
    open_up(path, clock).close()


def test_where_the_keys_open_another_record_the_backup_alone_says_who_may(
    path: Path, backup: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = unlocking.by_password

    def other(place: Path, *given: Any) -> Any:
        if place == path:
            raise unlocking.OtherPageKeyError("another page key")
        return whole(place, *given)

    monkeypatch.setattr(unlocking, "by_password", other)

    examined = look(path, backup, clock)

    assert examined.by_backup_alone
    assert "the backup alone says who may go back" in examined.sentences[2]
    restore.give_up(examined)


def test_wrong_passwords_are_counted_at_the_record_and_have_to_wait_as_at_sign_in(
    path: Path, backup: Path, clock: WardClock
) -> None:
    for _ in range(3):
        with pytest.raises(AccessError, match="The password is not right for the record"):
            look(path, backup, clock, password=PASSWORD.upper())

    with pytest.raises(TooSoonError):
        look(path, backup, clock)
    with pytest.raises(TooSoonError):
        open_up(path, clock, LOGIN)
    clock.pass_by(minutes=6)
    restore.give_up(look(path, backup, clock))


def test_without_a_record_they_are_counted_beside_the_backup(
    path: Path, backup: Path, clock: WardClock
) -> None:
    path.unlink()
    for _ in range(3):
        with pytest.raises(AccessError, match="The password is not right for the backup"):
            look(path, backup, clock, password=PASSWORD.upper())

    with pytest.raises(TooSoonError):
        look(path, backup, clock)
    clock.pass_by(minutes=6)
    restore.give_up(look(path, backup, clock))
    with pytest.raises(AccessError, match="The password is not right for the backup"):
        look(path, backup, clock, password=PASSWORD.upper())
