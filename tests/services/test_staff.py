"""Who may change people and keys, and what must hold for each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.domain.passwords import PasswordRefusedError
from plexlog.domain.roles import Act
from plexlog.domain.unit import Role
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.services.permission import NotAllowedError
from plexlog.services.two_people import NEW_FOR
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost
from plexlog.storage.unit_record import UnitRecord
from tests.founded import put_down
from tests.services.conftest import PASSWORD
from tests.services.fakes import FakeClock

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
NEW = "nine grey herons"
TWO = (("ada", PASSWORD), ("federkiel", PASSWORD))


@pytest.fixture
def chief(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """The founder's desk: a nurse who looks after the unit, with a physician and a nurse."""
    place = tmp_path / "unit.plexlog"
    put_down(
        place,
        clock,
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.NURSE,
    )
    record = unit_file.open_unit(place, "ada", PASSWORD, clock)
    desk = Desk(record, clock, record.signer)
    for name, login, role in (
        ("Dr. Federkiel", "federkiel", Role.PHYSICIAN),
        ("Ben Kiefer", "ben", Role.NURSE),
    ):
        staff.add_member(
            desk, staff.NewMember(name=name, login=login, password=PASSWORD, role=role)
        )
    a_day_later(clock)
    yield desk
    desk.store.close()


def a_day_later(clock: FakeClock) -> None:
    """Whose password was set before can be one of two."""
    clock.time = clock.time + NEW_FOR


def desk_for(chief: Desk, login: str, password: str = PASSWORD) -> Desk:
    """Somebody else takes the seat."""
    assert isinstance(chief.store, UnitRecord)
    path = chief.store.database.path
    chief.store.close()
    record = unit_file.open_unit(path, login, password, chief.clock)
    return Desk(record, chief.clock, record.signer)


def key_of(desk: Desk, login: str) -> str:
    return staff.member_of(desk, login).key


def test_the_staff_is_listed_by_name_and_the_suspended_at_the_end(chief: Desk) -> None:
    staff.suspend(chief, key_of(chief, "ben"), "on leave")

    assert [one.name for one in staff.staff_lines(chief)] == [
        "Ada N.",
        "Dr. Federkiel",
        "Ben Kiefer",
    ]


def test_a_nurse_who_does_not_look_after_the_unit_changes_nobody(chief: Desk) -> None:
    assert staff.why_not(chief, Act.STAFF) == ""
    desk = desk_for(chief, "ben")
    key = key_of(desk, "federkiel")

    with pytest.raises(NotAllowedError, match="Only a manager or who looks after the unit may"):
        staff.suspend(desk, key, "because")
    with pytest.raises(NotAllowedError, match="a manager or who looks after the unit"):
        staff.reset_password(desk, key, (), NEW)
    with pytest.raises(NotAllowedError):
        staff.rekey(desk, "because")
    assert "look after the staff" in staff.why_not(desk, Act.STAFF)

    staff.change_password(desk, PASSWORD, NEW)
    desk.store.close()


@pytest.mark.parametrize(
    ("name", "login", "place"),
    [(" ", "cara", "name"), ("Cara", "ca ra", "login")],
)
def test_a_new_member_needs_name_and_login(chief: Desk, name: str, login: str, place: str) -> None:
    new = staff.NewMember(name=name, login=login, password=PASSWORD, role=Role.NURSE)

    with pytest.raises(staff.StaffRefusedError) as refused:
        staff.add_member(chief, new)

    assert refused.value.place == place


@pytest.mark.parametrize("name", ["Ben Kiefer", " ben  KIEFER "])
def test_two_who_sign_bear_names_that_tell_them_apart(chief: Desk, name: str) -> None:
    new = staff.NewMember(name=name, login="ben2", password=PASSWORD, role=Role.NURSE)

    with pytest.raises(staff.StaffRefusedError, match="is on the staff already") as refused:
        staff.add_member(chief, new)
    assert refused.value.place == "name"
    staff.add_member(
        chief, staff.NewMember(name="Dora", login="dora", password=PASSWORD, role=Role.PHYSICIAN)
    )
    staff.suspend(chief, key_of(chief, "ben"), "left")
    with pytest.raises(staff.StaffRefusedError, match="Bring them back if it is the same person"):
        staff.add_member(chief, new)
    assert staff.add_member(chief, replace(new, name="Ben A. Kiefer")).is_active


def test_a_common_password_is_refused_everywhere(chief: Desk) -> None:
    bad = "Password2026"
    ben = key_of(chief, "ben")
    new = staff.NewMember(name="Cara", login="cara", password=bad, role=Role.NURSE)

    with pytest.raises(PasswordRefusedError):
        staff.add_member(chief, new)
    with pytest.raises(PasswordRefusedError):
        staff.change_password(chief, PASSWORD, bad)
    with pytest.raises(PasswordRefusedError):
        staff.reset_password(chief, ben, (), bad)
    staff.suspend(chief, ben, "on leave")
    with pytest.raises(PasswordRefusedError):
        staff.bring_back(chief, ben, (), bad, "back")


def test_the_password_one_has_is_no_new_one(chief: Desk) -> None:
    with pytest.raises(staff.StaffRefusedError, match="the password you have"):
        staff.change_password(chief, PASSWORD, PASSWORD)


def test_who_is_suspended_is_brought_back_with_a_reason(chief: Desk) -> None:
    ben = key_of(chief, "ben")
    with pytest.raises(staff.StaffRefusedError, match="not suspended"):
        staff.bring_back(chief, ben, TWO, NEW, "back")
    with pytest.raises(staff.StaffRefusedError, match="A reason is needed"):
        staff.suspend(chief, ben, "  ")
    with pytest.raises(staff.StaffRefusedError, match="at most 200"):
        staff.suspend(chief, ben, "x" * 201)

    staff.suspend(chief, ben, "on leave")

    with pytest.raises(staff.StaffRefusedError, match="suspended already"):
        staff.suspend(chief, ben, "again")
    with pytest.raises(staff.StaffRefusedError, match="You and one other have to vouch"):
        staff.bring_back(chief, ben, TWO[:1], NEW, "back")
    staff.bring_back(chief, ben, TWO, NEW, "back from leave")
    assert isinstance(chief.store, UnitRecord)
    entry = chief.store.database.row('SELECT "why" FROM "history" ORDER BY "number" DESC')
    assert entry is not None
    assert entry["why"] == "back from leave; Ada N. and Dr. Federkiel vouched for Ben Kiefer"
    desk_for(chief, "ben", NEW).store.close()


def test_a_change_of_role_changes_something(chief: Desk) -> None:
    ben = key_of(chief, "ben")
    with pytest.raises(staff.StaffRefusedError, match="Nothing is different"):
        staff.change_role(chief, ben, Role.NURSE, "why", administers=False)

    staff.change_role(chief, ben, Role.MANAGER, "heads the unit", administers=False)

    assert staff.member_of(chief, "ben").role is Role.MANAGER
    staff.change_role(chief, ben, Role.NURSE, "no more", administers=False)
    with pytest.raises(StoreError, match="Nobody would be left"):
        staff.change_role(chief, chief.store.me.key, Role.NURSE, "no more", administers=False)


def test_two_vouch_for_a_colleague_whose_password_is_lost(chief: Desk) -> None:
    staff.reset_password(chief, key_of(chief, "ben"), TWO, NEW)

    assert isinstance(chief.store, UnitRecord)
    entry = chief.store.database.row('SELECT "why" FROM "history" ORDER BY "number" DESC')
    assert entry is not None
    assert entry["why"] == "password lost; Ada N. and Dr. Federkiel vouched for Ben Kiefer"
    desk_for(chief, "ben", NEW).store.close()


@pytest.mark.parametrize(
    ("vouchers", "why"),
    [
        ((("ada", PASSWORD),), "You and one other have to vouch"),
        ((("ada", PASSWORD), ("ADA", PASSWORD)), "You and one other have to vouch"),
        ((("federkiel", PASSWORD), ("ben", PASSWORD)), "You and one other have to vouch"),
        ((("ada", PASSWORD), ("cara", PASSWORD)), "Cara may not vouch"),
        ((("ada", PASSWORD), ("ben", PASSWORD)), "Nobody vouches for themselves"),
    ],
)
def test_one_alone_or_who_may_not_vouches_for_nobody(
    chief: Desk, vouchers: tuple[tuple[str, str], ...], why: str
) -> None:
    cara = staff.NewMember(name="Cara", login="cara", password=PASSWORD, role=Role.NURSE)
    staff.add_member(chief, cara)

    with pytest.raises(staff.StaffRefusedError, match=why):
        staff.reset_password(chief, key_of(chief, "ben"), vouchers, NEW)


def test_each_voucher_is_proven_by_the_password(chief: Desk) -> None:
    vouchers = (("ada", PASSWORD), ("federkiel", "not his own one"))

    with pytest.raises(AccessError, match="The password is not right"):
        staff.reset_password(chief, key_of(chief, "ben"), vouchers, NEW)


def test_keys_are_renewed_with_a_reason(chief: Desk) -> None:
    with pytest.raises(staff.StaffRefusedError, match="A reason is needed"):
        staff.renew_recovery_key(chief, "")

    first = staff.renew_recovery_key(chief, "the print was lost")
    made = staff.rekey(chief, "Ben has left")

    assert first != made.recovery_key
    assert made.left_out == ()


def test_who_is_not_on_the_staff_is_told(chief: Desk) -> None:
    with pytest.raises(staff.StaffRefusedError, match="Nobody here signs in as eve"):
        staff.member_of(chief, " eve ")
    with pytest.raises(staff.StaffRefusedError, match="Nobody of that name"):
        staff.suspend(chief, "no key", "why")


def test_the_one_who_may_vouch_is_told_what_to_do_where_there_is_no_other(chief: Desk) -> None:
    """A unit of one manager and nurses: asking for a second would lead nowhere."""
    staff.suspend(chief, key_of(chief, "federkiel"), "left")
    ben = key_of(chief, "ben")
    lost, two = staff.member_of(chief, "ben"), (("ada", PASSWORD), ("ben", PASSWORD))

    assert staff.why_none_vouches(chief, lost) == (
        "Nobody else here may vouch. Set the new password with the recovery key."
    )
    with pytest.raises(staff.StaffRefusedError, match="with the recovery key"):
        staff.reset_password(chief, ben, two, NEW)
    staff.suspend(chief, ben, "on leave")
    with pytest.raises(staff.StaffRefusedError) as refused:
        staff.bring_back(chief, ben, two, NEW, "back")

    assert str(refused.value) == "Nobody else here may vouch. Take them on under another login."
    again = staff.NewMember(name="Ben Kiefer", login="ben2", password=NEW, role=Role.NURSE)
    assert staff.add_member(chief, again).is_active
