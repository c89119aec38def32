"""People come, go and change; each change is a row with a name and a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.storage import unit_file
from plexlog.storage.key_file import copy_path, key_path, read_keys, write_keys
from plexlog.storage.unit_record import UnitRecord
from tests.bad_disk import bad_disk
from tests.storage.ward import FAST, LOGIN, NO_SEEDS, PASSWORD, WardClock, open_up

SECOND = ("cara", PASSWORD)


@pytest.fixture
def ben(record: UnitRecord) -> str:
    member = record.add_staff(
        name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.PHYSICIAN
    )
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    return member.key


def last_entry(record: UnitRecord, table: str) -> tuple[str, str, dict[str, object]]:
    row = record.database.row(
        'SELECT "name", "why", "new" FROM "history" WHERE "table_name" = ? ORDER BY "number" DESC',
        (table,),
    )
    assert row is not None
    return row["name"], row["why"], json.loads(row["new"])


def test_who_is_suspended_keeps_the_name_and_can_be_brought_back(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    record.suspend_staff(ben, "on leave")
    assert last_entry(record, "staff")[:2] == ("Anna Birke", "on leave")
    assert record.member("ben").left_at == clock.now()
    with pytest.raises(StoreError, match="gets a new password when brought back"):
        record.reset_password(ben, "nine herons", "lost", SECOND)

    record.bring_back(ben, "nine herons", "back from leave", SECOND)

    assert last_entry(record, "staff")[:2] == ("Anna Birke", "back from leave")
    assert record.member("ben").is_active
    assert record.verify() == []
    record.close()
    unit_file.open_unit(path, "ben", "nine herons", clock, NO_SEEDS).close()


LATER = "nine grey herons"


@pytest.mark.parametrize(
    "change",
    [
        lambda record, _ben: record.change_password(PASSWORD, LATER, FAST),
        lambda record, _ben: record.renew_recovery_key(),
        lambda record, ben: record.suspend_staff(ben, "left"),
        lambda record, ben: record.reset_password(ben, LATER, "lost", SECOND, FAST),
        lambda record, _ben: record.add_staff(
            name="Dora Linde", login="dora", password=LATER, role=Role.NURSE, cost=FAST
        ),
    ],
    ids=["password", "recovery key", "suspension", "reset", "new member"],
)
def test_where_the_record_is_not_kept_the_keys_stay_as_they_were(
    record: UnitRecord,
    ben: str,
    path: Path,
    clock: WardClock,
    change: Callable[[UnitRecord, str], object],
) -> None:
    """Else a password that was told as not kept would be in force."""
    keys = read_keys(path)

    with bad_disk(Desk(record, clock, record.signer), "full"), pytest.raises(StoreError):
        change(record, ben)

    assert read_keys(path) == keys
    assert key_path(path).read_bytes() == copy_path(path).read_bytes()
    assert record.verify() == []
    change(record, ben)
    assert read_keys(path) != keys


def test_a_key_file_of_former_days_does_not_bring_anybody_back(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    former = key_path(path).read_bytes()
    record.suspend_staff(ben, "left")
    record.close()
    key_path(path).write_bytes(former)

    with pytest.raises(AccessError, match="Ben Kiefer is suspended"):
        open_up(path, clock, "ben")

    open_up(path, clock, LOGIN).close()


def test_a_change_of_role_is_a_row_with_its_reason(record: UnitRecord, ben: str) -> None:
    record.change_role(ben, Role.MANAGER, "heads the unit now", administers=True)

    name, why, new = last_entry(record, "staff")
    assert (name, why) == ("Anna Birke", "heads the unit now")
    assert (new["role"], new["administers"]) == ("manager", 1)


def test_there_is_always_somebody_who_looks_after_the_staff(record: UnitRecord, ben: str) -> None:
    with pytest.raises(StoreError, match="Nobody would be left to look after the staff"):
        record.change_role(record.me.key, Role.NURSE, "enough", administers=False)

    record.change_role(ben, Role.MANAGER, "heads the unit now", administers=False)
    record.change_role(record.me.key, Role.NURSE, "enough", administers=False)

    assert not record.me.administers
    with pytest.raises(StoreError, match="Nobody would be left"):
        record.suspend_staff(ben, "left")
    assert unit_file.logins(record.database.path) == (LOGIN, "ben", "cara")


def test_a_change_of_password_is_a_row_that_says_nothing_of_it(
    record: UnitRecord, clock: WardClock
) -> None:
    record.change_password(PASSWORD, "nine herons", FAST)

    name, why, new = last_entry(record, "staff")
    assert (name, why) == ("Anna Birke", "password changed")
    assert new["password_changed_at"] == clock.now().text
    assert "herons" not in json.dumps(new)
    with pytest.raises(AccessError, match="The password is not right"):
        record.change_password(PASSWORD, "ten herons")


def test_a_password_that_was_reset_comes_with_a_new_signing_key(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    before = record.member("ben").public_key

    record.reset_password(ben, "nine herons", "lost; two vouched", SECOND)

    assert record.member("ben").public_key != before
    assert last_entry(record, "staff")[1] == "lost; two vouched"
    assert record.prove("ben", "nine herons").name == "Ben Kiefer"
    record.close()
    again = unit_file.open_unit(path, "ben", "nine herons", clock, NO_SEEDS)
    assert again.verify() == []
    again.close()


def test_a_new_recovery_key_is_a_row(record: UnitRecord) -> None:
    record.renew_recovery_key("the print was lost")

    name, why, new = last_entry(record, "unit")
    assert (name, why) == ("Anna Birke", "the print was lost")
    assert new["recovery_key_changed_at"]


def test_who_is_taken_out_of_the_key_file_alone_can_be_given_a_password(
    record: UnitRecord, ben: str, path: Path
) -> None:
    write_keys(path, read_keys(path).without("ben"))

    record.reset_password(ben, "nine herons", "the key was gone", SECOND)

    assert record.prove("ben", "nine herons").login == "ben"
