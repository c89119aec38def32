"""A unit is founded once, opened by those who belong to it, and never without a way in."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.facts import Fact
from plexlog.domain.unit import Role
from plexlog.storage import unit_file, vault
from plexlog.storage.database import Database
from plexlog.storage.key_file import (
    Cost,
    Keys,
    copy_path,
    key_path,
    next_path,
    read_keys,
    write_keys,
)
from plexlog.storage.seeds import Seeds
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import FAST, LOGIN, NO_SEEDS, PASSWORD, WardClock, found, open_up


def add_ben(record: UnitRecord) -> str:
    member = record.add_staff(
        name="Ben Kiefer", login=" ben ", password=PASSWORD, role=Role.PHYSICIAN, cost=FAST
    )
    return member.key


def test_a_unit_is_founded_and_opened(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"
    assert not unit_file.is_founded(place)

    found(place, clock)

    assert unit_file.is_founded(place)
    assert unit_file.logins(place) == ("anna",)
    record = open_up(place, clock)
    assert (record.me.name, record.me.role) == ("Anna Birke", Role.NURSE)
    assert record.unit().name == "Apheresis Musterstadt"
    assert record.unit().founded_at == clock.now()
    assert record.verify() == []
    record.close()
    left = {file.name.removeprefix("unit.plexlog") for file in tmp_path.iterdir()}
    assert left == {"", ".keys", ".keys.copy", ".lock"}


def test_a_unit_is_not_founded_in_the_place_of_a_folder_or_an_empty_file(
    tmp_path: Path, clock: WardClock
) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        found(tmp_path, clock)

    empty = tmp_path / "empty.plexlog"
    empty.touch()
    with pytest.raises(StoreError, match="is an empty file and no record"):
        found(empty, clock)
    assert list(tmp_path.iterdir()) == [empty]


NFC, NFD = "sch\u00f6ne Schw\u00e4ne", "scho\u0308ne Schwa\u0308ne"


@pytest.mark.parametrize(("is_set", "is_typed"), [(NFC, NFD), (NFD, NFC), (NFD, NFD), (NFC, NFC)])
def test_a_password_opens_however_the_keyboard_gives_its_signs(
    record: UnitRecord, path: Path, clock: WardClock, is_set: str, is_typed: str
) -> None:
    record.change_password(PASSWORD, is_set, FAST)
    record.close()

    unit_file.open_unit(path, LOGIN, is_typed, clock, NO_SEEDS).close()


def test_a_password_of_before_opens_as_it_was_typed_then(
    record: UnitRecord, path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "normalised", lambda password: password)
    record.change_password(PASSWORD, NFD, FAST)
    monkeypatch.undo()
    record.close()

    unit_file.open_unit(path, LOGIN, NFD, clock, NO_SEEDS).close()


def test_a_unit_is_not_founded_over_another(path: Path, clock: WardClock) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"There is a record unit\.plexlog"):
        found(path, clock)
    assert path.read_bytes() == before

    path.unlink()
    with pytest.raises(StoreError, match=r"There is a record unit\.plexlog"):
        found(path, clock)


def test_a_founding_that_failed_can_be_done_again(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"

    def broken(_folder: Path) -> list[Fact]:
        raise StoreError("the seed files are broken")

    with pytest.raises(StoreError, match="seed files are broken"):
        unit_file.found_unit(
            place,
            unit="U",
            name="A",
            login="a",
            password=PASSWORD,
            role=Role.NURSE,
            clock=clock,
            cost=FAST,
            seeds=Seeds(tmp_path / "none", broken),
        )

    assert not unit_file.is_founded(place)
    found(place, clock)
    open_up(place, clock).close()


def test_the_unit_starts_with_its_seeds(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"

    unit_file.found_unit(
        place,
        unit="U",
        name="A",
        login="a",
        password=PASSWORD,
        role=Role.NURSE,
        clock=clock,
        cost=FAST,
    )

    record = unit_file.open_unit(place, "A", PASSWORD, clock)
    row = record.database.row('SELECT count(*) FROM "fact"')
    assert row is not None
    assert row[0] > 0
    record.close()


def test_naming_the_staff_loads_nothing_heavy(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from plexlog.storage import unit_file;"
        f"place = Path({str(path)!r}); assert unit_file.is_founded(place);"
        "assert unit_file.logins(place) == ('anna',);"
        "print([n for n in ('sqlcipher3', 'sqlite_utils', 'cryptography') if n in sys.modules])"
    )

    told = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert told.stdout.strip() == "[]"


def test_a_wrong_password_opens_nothing(path: Path, clock: WardClock) -> None:
    with pytest.raises(AccessError, match="The password is not right"):
        unit_file.open_unit(path, LOGIN, "seven geese", clock, NO_SEEDS)


def test_a_stranger_opens_nothing(path: Path, clock: WardClock) -> None:
    with pytest.raises(AccessError, match="Nobody here signs in as eve"):
        unit_file.open_unit(path, " eve ", PASSWORD, clock, NO_SEEDS)


def test_each_member_of_staff_signs_in_for_themselves(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    add_ben(record)
    assert unit_file.logins(path) == ("anna", "ben")
    assert [one.name for one in record.staff()] == ["Anna Birke", "Ben Kiefer"]
    record.close()
    with pytest.raises(AccessError, match="Say who you are"):
        open_up(path, clock)

    ben = open_up(path, clock, "BEN")

    assert (ben.me.login, ben.me.role) == ("ben", Role.PHYSICIAN)
    assert ben.signer.public_key == ben.me.public_key
    ben.close()


def test_a_login_belongs_to_one_person(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="Somebody else signs in as Anna"):
        record.add_staff(name="Anna B", login="Anna", password=PASSWORD, role=Role.NURSE)


def test_who_leaves_opens_nothing_any_more(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    ben = add_ben(record)

    record.suspend_staff(ben, "moved away")

    assert unit_file.logins(path) == ("anna",)
    assert "Ben Kiefer" in [one.name for one in record.staff()]
    with pytest.raises(StoreError, match="You cannot suspend yourself"):
        record.suspend_staff(record.me.key, "tired")
    record.close()
    with pytest.raises(AccessError):
        open_up(path, clock, "ben")


def test_a_changed_password_keeps_the_signing_key(
    record: UnitRecord, path: Path, clock: WardClock
) -> None:
    before = record.signer.public_key

    record.change_password(PASSWORD, "nine herons", FAST)

    record.close()
    again = unit_file.open_unit(path, None, "nine herons", clock, NO_SEEDS)
    assert again.signer.public_key == before
    again.close()


def test_the_recovery_key_sets_a_new_password(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"
    recovery_key = found(place, clock)
    assert len(recovery_key.split("-")) == 9
    misread = recovery_key.lower().replace("0", "o").replace("1", "l").replace("-", " ")

    unit_file.open_with_recovery_key(place, misread, clock).set_password(
        "Anna", "nine herons", FAST
    )

    with pytest.raises(AccessError):
        open_up(place, clock)
    record = unit_file.open_unit(place, None, "nine herons", clock, NO_SEEDS)
    assert record.me.public_key == record.signer.public_key
    entry = record.database.row('SELECT "name", "why" FROM "history" ORDER BY "number" DESC')
    assert entry is not None
    assert tuple(entry) == ("recovery key", "new password set with the recovery key")
    assert record.verify() == []
    record.close()


def test_a_recovery_that_the_disk_did_not_take_leaves_the_keys(
    tmp_path: Path, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "unit.plexlog"
    recovery_key = found(place, clock)
    keys = read_keys(place)
    recovered = unit_file.open_with_recovery_key(place, recovery_key, clock)
    execute = Database.execute

    def full(self: Database, sql: str, parameters: Sequence[Any] = ()) -> None:
        if sql == "COMMIT" and next_path(place).exists():
            raise StoreError("The disk is full")
        execute(self, sql, parameters)

    monkeypatch.setattr(Database, "execute", full)
    with pytest.raises(StoreError, match="The disk is full"):
        recovered.set_password("anna", "nine herons", FAST)
    monkeypatch.undo()

    assert read_keys(place) == keys
    open_up(place, clock).close()
    recovered.set_password("anna", "nine herons", FAST)
    unit_file.open_unit(place, None, "nine herons", clock, NO_SEEDS).close()


def test_signatures_hold_after_a_recovery(
    record: UnitRecord, session_key: str, path: Path, clock: WardClock
) -> None:
    record.add_signature(signature(record, session_key))
    recovery_key = record.renew_recovery_key()
    record.close()

    unit_file.open_with_recovery_key(path, recovery_key, clock).set_password(LOGIN, PASSWORD, FAST)

    again = open_up(path, clock)
    assert again.verify() == []
    again.close()


def test_a_recovery_cut_short_is_done_once_more(tmp_path: Path, clock: WardClock) -> None:
    """The key file alone gives nobody a key to sign with: whoever can sign in can write it."""
    path = tmp_path / "unit.plexlog"
    printed = found(path, clock)
    keys = read_keys(path)
    page_key = vault.open_with_password(keys, LOGIN, PASSWORD).page_key
    write_keys(path, vault.with_member(keys, page_key, LOGIN, PASSWORD, FAST))

    with pytest.raises(AccessError, match="set one with the recovery key"):
        open_up(path, clock)
    unit_file.open_with_recovery_key(path, printed, clock).set_password(LOGIN, PASSWORD)

    record = open_up(path, clock)
    assert record.me.public_key == record.signer.public_key
    assert record.verify() == []
    record.close()


def test_a_renewed_recovery_key_replaces_the_one_before(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"
    first = found(place, clock)
    record = open_up(place, clock)
    second = record.renew_recovery_key()
    record.close()

    with pytest.raises(AccessError, match="a newer one was printed since"):
        unit_file.open_with_recovery_key(place, first, clock)
    recovered = unit_file.open_with_recovery_key(place, second, clock)
    with pytest.raises(AccessError, match="Nobody here signs in as eve"):
        recovered.set_password("eve", "x")


def test_a_misread_recovery_key_is_told(tmp_path: Path, clock: WardClock) -> None:
    place = tmp_path / "unit.plexlog"
    key = found(place, clock)
    wrong = ("2" if key[0] != "2" else "3") + key[1:]

    with pytest.raises(AccessError, match="One of the signs"):
        unit_file.open_with_recovery_key(place, wrong, clock)
    for text in ("", key[:-1], "U" + key[1:]):
        with pytest.raises(AccessError, match="nine groups of four"):
            unit_file.open_with_recovery_key(place, text, clock)


def test_a_lost_key_file_is_made_up_for_by_its_copy(path: Path, clock: WardClock) -> None:
    key_path(path).unlink()
    open_up(path, clock).close()

    key_path(path).write_text("{}")
    open_up(path, clock).close()
    key_path(path).write_text(json.dumps({"format": "plexlog-keys", "version": 2}))
    open_up(path, clock).close()


def test_without_any_key_file_the_way_in_is_told(path: Path) -> None:
    key_path(path).unlink()
    copy_path(path).unlink()

    with pytest.raises(StoreError, match=r"unit\.plexlog\.keys is missing"):
        unit_file.logins(path)


def test_a_damaged_key_file_is_told(path: Path) -> None:
    key_path(path).write_text("torn")
    copy_path(path).write_bytes(b"\xff")

    with pytest.raises(StoreError, match="is damaged, and without it"):
        unit_file.logins(path)


def test_keys_that_cannot_be_written_stay_as_they_were(record: UnitRecord, path: Path) -> None:
    next_path(path).with_name(next_path(path).name + ".new").mkdir()

    with pytest.raises(StoreError, match="could not be written; the earlier one is still"):
        add_ben(record)

    assert [one.login for one in record.staff()] == ["anna"]
    assert unit_file.logins(path) == ("anna",)


def test_a_key_without_a_member_of_staff_is_told(path: Path, clock: WardClock) -> None:
    keys = read_keys(path)
    page_key = vault.open_with_password(keys, LOGIN, PASSWORD).page_key
    write_keys(path, vault.with_member(keys, page_key, "ghost", PASSWORD, FAST))

    with pytest.raises(StoreError, match="ghost has a key but is not on the staff"):
        open_up(path, clock, "ghost")

    open_up(path, clock, LOGIN).close()


def test_passwords_are_stretched_as_they_should_be() -> None:
    assert Cost() == Cost(memory_kib=65536, iterations=3, lanes=4)
    assert Keys().member("nobody") is None
