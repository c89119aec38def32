"""A signing key counts by who vouched for it: neither the key file nor a row makes one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.progress import Progress
from plexlog.domain.sealing import message_of
from plexlog.domain.unit import Role
from plexlog.domain.vouching import Way, read_vouched
from plexlog.storage import staff, unit_file, unlocking, vault
from plexlog.storage.history import entry_sql
from plexlog.storage.key_file import Keys, copy_path, key_path, read_keys, write_keys
from plexlog.storage.staff_keys import vouched_by
from plexlog.storage.unit_record import UnitRecord
from tests.storage.old_files import put_down
from tests.storage.test_history import signature
from tests.storage.test_verified_records import mark_of
from tests.storage.ward import (
    FAST,
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    behind_the_back,
    found,
    open_up,
    past_the_guards,
)

NEW = "nine herons"
SECOND = ("cara", PASSWORD)
NOBODY = "nobody vouched for"


@pytest.fixture
def ben(record: UnitRecord) -> str:
    """A nurse; Cara is a physician, so that Anna and Cara can vouch for him."""
    return take_on(record)


def take_on(record: UnitRecord) -> str:
    """Take on Cara, a physician, and Ben, a nurse; returns his key."""
    record.add_staff(name="Cara Lind", login="cara", password=PASSWORD, role=Role.PHYSICIAN)
    made = record.add_staff(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    return made.key


def put_into_key_file(path: Path, clock: WardClock, login: str, password: str) -> None:
    """What somebody does who can sign in and write in the folder."""
    opened = unlocking.by_password(path, LOGIN, PASSWORD, clock)
    write_keys(path, vault.with_member(read_keys(path), opened.page_key, login, password, FAST))


def wrong(record: UnitRecord) -> list[str]:
    return [f"{one.where} {one.what}" for one in record.verify()]


def sign_as(record: UnitRecord, session_key: str, login: str, signer: vault.StaffSigner) -> None:
    """A signature in the name of somebody, as a tool of one's own gives it."""
    member = record.member(login)
    unsigned = replace(
        signature(record, session_key),
        staff_key=member.key,
        name=member.name,
        public_key=signer.public_key,
    )
    record.add_signature(replace(unsigned, signature=signer.sign(message_of(unsigned))))


def test_a_unit_and_its_staff_are_as_recorded(record: UnitRecord, ben: str) -> None:
    record.reset_password(ben, NEW, "lost", SECOND)
    record.suspend_staff(ben, "on leave")
    record.bring_back(ben, "ten herons", "back", SECOND)
    checking = record.verification(None)

    assert record.verify() == []
    assert checking.notes == []


def test_a_key_put_into_the_key_file_lets_nobody_be_somebody_else(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    before = record.member("ben").public_key
    put_into_key_file(path, clock, "ben", "i am anna not ben")

    with pytest.raises(AccessError, match=NOBODY):
        record.prove("ben", "i am anna not ben")
    record.close()
    with pytest.raises(AccessError, match="a key for ben that nobody vouched for"):
        unit_file.open_unit(path, "ben", "i am anna not ben", clock, NO_SEEDS)

    again = open_up(path, clock, LOGIN)
    assert again.member("ben").public_key == before
    assert again.existing("staff", ben)["public_key"] == before
    assert again.verify() == []
    again.close()


def test_a_record_that_could_not_be_asked_before_refuses_such_a_key_too(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    assert ben
    put_into_key_file(path, clock, "ben", NEW)
    opened = vault.open_with_password(read_keys(path), "ben", NEW)

    with pytest.raises(AccessError, match=NOBODY):
        UnitRecord(record.database, clock, opened)


def test_a_key_written_into_the_record_and_taken_back_is_found_with_what_it_signed(
    record: UnitRecord, ben: str, session_key: str, path: Path
) -> None:
    other = vault.with_member(read_keys(path), b"k" * 32, "x", NEW, FAST)
    signer = vault.open_with_password(other, "x", NEW).signer
    theirs = record.member("ben").public_key
    record.database.update("staff", ben, {"public_key": signer.public_key})
    record.database.update("staff", ben, {"role": "nurse"})
    sign_as(record, session_key, "ben", signer)
    record.database.update("staff", ben, {"public_key": theirs})

    told, of_signature = wrong(record)  # the role is the one that he has

    assert told.startswith("signing key of Ben Kiefer was changed at 2026-11-22T08:30:00.000Z by")
    assert "nobody vouched for it who had to" in told
    assert of_signature.endswith("was not given with a key of that member of staff")


def test_a_role_that_somebody_gave_themselves_counts_for_nothing(
    record: UnitRecord, ben: str, path: Path
) -> None:
    """Else whoever can write a row could look after the staff and vouch for any key."""
    signer = vault.open_with_password(read_keys(path), "ben", PASSWORD).signer
    anna = record.me
    record.database.update("staff", ben, {"administers": 1})
    record.database.update("staff", anna.key, {"left_at": "2026-11-22T10:00+01:00"})
    after = replace(anna, public_key="ab" * 32)
    people = [(ben, "Ben Kiefer", signer)]
    vouched = vouched_by(Way.BROUGHT_BACK, after, anna.public_key, "now", people)
    new = {"public_key": "ab" * 32, "vouched": vouched.text, "left_at": None}
    record.database.update("staff", anna.key, new)

    assert [one.where for one in record.verify()] == [
        "role of Ben Kiefer",
        "signing key of Anna Birke",
        "place on the staff of Anna Birke",
        "history row 8",  # it bears her name, and nobody had brought her back
    ]


def test_a_role_that_was_given_once_is_not_given_again_by_the_same_words(
    record: UnitRecord, ben: str
) -> None:
    record.change_role(ben, Role.PHYSICIAN, "for a while", administers=False)
    given = dict(record.existing("staff", ben))
    record.change_role(ben, Role.NURSE, "no more", administers=False)
    assert record.verify() == []

    record.database.update("staff", ben, {name: given[name] for name in ("role", "vouched")})

    assert [one.where for one in record.verify()] == ["role of Ben Kiefer"]


def test_whoever_looks_after_the_staff_can_give_that_up(record: UnitRecord, ben: str) -> None:
    record.change_role(ben, Role.NURSE, "looks after it now", administers=True)
    record.change_role(record.me.key, Role.NURSE, "no more", administers=False)

    assert record.verify() == []
    record.change_role(ben, Role.PHYSICIAN, "by who may not", administers=True)
    assert [one.where for one in record.verify()] == ["role of Ben Kiefer"]


def test_who_was_suspended_is_not_brought_back_by_a_row(record: UnitRecord, ben: str) -> None:
    record.suspend_staff(ben, "left")
    record.database.update("staff", ben, {"left_at": None})
    record.database.update("staff", ben, {"password_changed_at": "2026-11-22T10:00+01:00"})

    assert [one.where for one in record.verify()] == ["place on the staff of Ben Kiefer"]


def test_what_was_signed_with_the_key_that_one_has_holds_beside_a_forged_one(
    record: UnitRecord, ben: str, session_key: str
) -> None:
    assert ben
    mine = record.me.public_key
    record.database.update("staff", record.me.key, {"public_key": "ab" * 32})
    record.database.update("staff", record.me.key, {"public_key": mine})
    record.add_signature(signature(record, session_key))

    assert len(wrong(record)) == 1


def test_an_older_key_file_does_not_undo_what_two_have_set(
    record: UnitRecord, ben: str, path: Path, clock: WardClock
) -> None:
    former = key_path(path).read_bytes()
    record.reset_password(ben, NEW, "lost", SECOND)
    record.close()
    for place in (key_path(path), copy_path(path)):
        place.write_bytes(former)

    with pytest.raises(AccessError, match="of an earlier key of ben, which was replaced since"):
        open_up(path, clock, "ben")

    again = open_up(path, clock, LOGIN)
    with pytest.raises(AccessError, match="an earlier key"):
        again.prove("ben", PASSWORD)
    assert again.verify() == []
    again.close()


def test_what_is_signed_with_a_key_after_it_was_replaced_is_found(
    record: UnitRecord, ben: str, session_key: str, path: Path
) -> None:
    former = vault.open_with_password(read_keys(path), "ben", PASSWORD).signer
    record.reset_password(ben, NEW, "lost", SECOND)
    sign_as(record, session_key, "ben", former)

    (found,) = wrong(record)

    assert found.endswith("with a key that this member of staff did not have at that time")


def test_what_was_signed_before_a_key_was_replaced_holds(
    record: UnitRecord, ben: str, session_key: str, path: Path
) -> None:
    sign_as(
        record,
        session_key,
        "ben",
        vault.open_with_password(read_keys(path), "ben", PASSWORD).signer,
    )
    record.reset_password(ben, NEW, "lost", SECOND)

    assert record.verify() == []


def test_what_is_signed_by_who_was_suspended_is_found(
    record: UnitRecord, ben: str, session_key: str, path: Path
) -> None:
    signer = vault.open_with_password(read_keys(path), "ben", PASSWORD).signer
    record.suspend_staff(ben, "left")
    sign_as(record, session_key, "ben", signer)

    assert "did not have at that time" in wrong(record)[0]


class CutShortError(Exception):
    """The program died."""


@pytest.fixture
def cut_short(record: UnitRecord, ben: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reset by two of which the key file alone came to be, as with earlier programs."""

    written: list[Keys] = []

    def die(_place: Path, keys: Keys, _row: str) -> None:
        written.append(keys)
        raise CutShortError

    monkeypatch.setattr(staff, "write_keys_to_come", die)
    with pytest.raises(CutShortError):
        record.reset_password(ben, NEW, "lost", SECOND)
    monkeypatch.undo()
    record.close()
    write_keys(path, written[0])  # the last that came to the disk


@pytest.mark.usefixtures("cut_short")
def test_a_reset_that_was_cut_short_is_put_on_record_with_who_vouched(
    path: Path, clock: WardClock
) -> None:
    again = unit_file.open_unit(path, "ben", NEW, clock, NO_SEEDS)

    row = again.existing("staff", again.me.key)
    (told,) = again.database.rows(
        'SELECT "why" FROM "history" WHERE "table_name" = \'staff\' ORDER BY "number" DESC LIMIT 1'
    )

    given = again.password_given(again.me.key)

    assert row["public_key"] == again.signer.public_key
    assert given is not None  # though the row bears the name of its owner
    assert given.by == "Anna Birke and Cara Lind"
    assert told["why"] == "new signing key, vouched for by Anna Birke and Cara Lind"
    assert again.verify() == []
    again.close()


@pytest.mark.usefixtures("cut_short")
def test_what_is_not_on_record_yet_vouches_and_erases_for_nobody(
    path: Path, clock: WardClock, ben: str
) -> None:
    """It would never count: the key is theirs from the row on that puts it on record."""
    again = open_up(path, clock, LOGIN)
    cara = again.member("cara").key

    with pytest.raises(StoreError, match="of Ben Kiefer is not on record yet"):
        again.reset_password(cara, "ten herons", "lost", ("ben", NEW))
    with pytest.raises(StoreError, match="of Ben Kiefer is not on record yet"):
        again.erase_patient("p", "asked for", "ben", NEW)

    assert again.existing("staff", ben)
    assert again.verify() == []
    again.close()


@pytest.mark.usefixtures("cut_short")
@pytest.mark.parametrize(
    "change",
    [
        {"login": "cara"},
        {"before": "00"},
        {"at": "2026-01-01"},
        {"way": "brought back"},
        {"public_key": "ab" * 32},
        {"way": "recovery"},
        {"way": "founded"},
        {"way": "role"},
        {"role": "physician"},
    ],
)
def test_who_vouched_for_something_else_did_not_vouch_for_this(
    path: Path, clock: WardClock, change: dict[str, str]
) -> None:
    keys = read_keys(path)
    entry = keys.member("ben")
    assert entry is not None
    vouched = read_vouched(entry.vouched)
    assert vouched is not None
    forged = replace(vouched, **change)  # type: ignore[arg-type] # one column of text
    write_keys(path, keys.with_member(replace(entry, vouched=forged.text)))

    with pytest.raises(AccessError, match=NOBODY):
        unit_file.open_unit(path, "ben", NEW, clock, NO_SEEDS)


@pytest.mark.usefixtures("cut_short")
@pytest.mark.parametrize("count", [0, 1])
def test_one_of_two_is_not_enough(path: Path, clock: WardClock, count: int) -> None:
    keys = read_keys(path)
    entry = keys.member("ben")
    assert entry is not None
    vouched = read_vouched(entry.vouched)
    assert vouched is not None
    forged = replace(vouched, by=vouched.by[:1] * count)
    write_keys(path, keys.with_member(replace(entry, vouched=forged.text)))

    with pytest.raises(AccessError, match=NOBODY):
        unit_file.open_unit(path, "ben", NEW, clock, NO_SEEDS)


@pytest.mark.parametrize("role", [Role.NURSE, Role.PHYSICIAN])
def test_who_may_not_vouch_vouches_for_nobody(record: UnitRecord, ben: str, role: Role) -> None:
    record.add_staff(name="Dora", login="dora", password=PASSWORD, role=role)

    record.reset_password(ben, NEW, "lost", ("dora", PASSWORD))

    assert len(record.verify()) == (1 if role is Role.NURSE else 0)


def test_a_key_set_with_the_recovery_key_is_told_and_no_problem(
    tmp_path: Path, clock: WardClock
) -> None:
    path = tmp_path / "other.plexlog"
    printed = found(path, clock)
    unit_file.open_with_recovery_key(path, printed, clock).set_password(LOGIN, NEW)
    again = unit_file.open_unit(path, LOGIN, NEW, clock, NO_SEEDS)
    checking = again.verification(None)

    assert again.verify() == []
    checking.work(Progress())
    (note,) = checking.notes
    assert note.where == "signing key of Anna Birke"
    assert note.what.startswith("was set with the recovery key at 2026-11-22T08:30:00.000Z")
    again.close()


@pytest.fixture
def of_version_1(tmp_path: Path, clock: WardClock) -> Iterator[UnitRecord]:
    """A record of before keys were vouched for, brought up to date."""
    path = tmp_path / "old.plexlog"
    put_down(1, path)
    record = open_up(path, clock)
    yield record
    record.close()


def test_keys_of_before_they_were_vouched_for_are_taken_as_they_stand_and_told(
    of_version_1: UnitRecord,
) -> None:
    checking = of_version_1.verification(None)

    assert checking.work(Progress()) == []
    (note,) = checking.notes
    assert note.where == "signing keys"
    assert "are taken as they stood then; nobody had vouched for them" in note.what
    of_version_1.add_mark(mark_of(of_version_1))
    assert of_version_1.last_mark() is not None


def test_from_then_on_they_are_vouched_for(of_version_1: UnitRecord) -> None:
    record = of_version_1
    mine = record.me.key
    known = {"vouched": '{"way":"known","by":[]}'}
    record.database.update("staff", mine, {"public_key": "ab" * 32} | known)

    (found,) = [one for one in wrong(record) if one.startswith("signing key")]

    assert NOBODY in found


def test_a_row_right_behind_those_of_the_migration_makes_no_key(of_version_1: UnitRecord) -> None:
    record = of_version_1
    rows = 'FROM "history" WHERE "table_name" = \'staff\' AND "operation" = \'migrate\''
    (kept,) = record.database.rows(f'SELECT * {rows} ORDER BY "number"')
    behind_the_back(record, f'DELETE FROM "history" WHERE "number" > {kept["number"]}')  # noqa: S608 - a number of this test
    new = json.dumps(json.loads(kept["new"]) | {"public_key": "ab" * 32})
    with record.writing("migration"):
        given = ("staff", kept["row_key"], None, None, "migrate", None, new)
        record.database.execute(entry_sql(), given)

    assert any(one.startswith("signing key") for one in wrong(record))


def test_a_row_of_the_migration_by_hand_makes_no_key(record: UnitRecord, ben: str) -> None:
    past_the_guards(record, 'DROP TRIGGER "staff_after_update"')
    record.database.update("staff", ben, {"public_key": "ab" * 32})
    row = dict(record.existing("staff", ben)) | {"vouched": '{"way":"known","by":[]}'}
    with record.writing("migration"):
        given = ("staff", ben, None, None, "migrate", None, json.dumps(row))
        record.database.execute(entry_sql(), given)

    assert any(NOBODY in one for one in wrong(record))


def test_a_row_of_the_staff_that_is_none_any_more_makes_no_key(
    record: UnitRecord, ben: str
) -> None:
    with record.writing():
        record.database.execute(entry_sql(), ("staff", ben, None, None, "update", None, "[]"))

    assert record.verify() != []
    assert all(NOBODY not in one for one in wrong(record))


def test_somebody_who_was_never_on_the_staff_vouches_for_nobody(
    record: UnitRecord, ben: str, path: Path
) -> None:
    before = record.member("ben")
    other = vault.with_member(read_keys(path), b"k" * 32, "x", NEW, FAST)
    signer = vault.open_with_password(other, "x", NEW).signer
    after = replace(before, public_key=signer.public_key)
    people = [("nobody", "No Body", signer), (record.me.key, "Anna Birke", record.signer)]
    vouched = vouched_by(Way.RESET, after, before.public_key, "now", people)
    new = {"public_key": signer.public_key, "vouched": vouched.text}

    record.database.update("staff", ben, new)

    assert len(wrong(record)) == 1


@pytest.mark.parametrize("text", ["", None, "[]", '{"way":"reset"}', '{"way":"x","by":[]}'])
def test_what_is_kept_of_vouching_and_is_none_counts_for_nothing(text: str | None) -> None:
    assert read_vouched(text) is None
