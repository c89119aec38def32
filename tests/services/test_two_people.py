"""One person does not sign twice: whose password another has just set is none of two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plexlog.domain import wording
from plexlog.domain.unit import Role
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.services.erasing import ErasureGiven, ErasureRefusedError, erase_patient
from plexlog.services.two_people import NEW_FOR, why_not_two
from plexlog.storage import unit_file
from plexlog.storage.unit_record import UnitRecord
from tests.services import test_erasing, test_staff
from tests.services.conftest import PASSWORD
from tests.services.fakes import FakeClock
from tests.services.test_staff import CHEAP, NEW, TWO, a_day_later, desk_for, key_of

chief = test_staff.chief
erasing_desk = test_erasing.desk
FED = "federkiel"


def added(desk: Desk) -> Desk:
    """A name that somebody has made up, with a password of their own choice."""
    staff.add_member(
        desk, staff.NewMember(name="G. Host", login="ghost", password=NEW, role=Role.MANAGER)
    )
    return desk


def brought_back(desk: Desk) -> Desk:
    staff.suspend(desk, key_of(desk, FED), "to work in that name")
    staff.bring_back(desk, key_of(desk, FED), (("ada", PASSWORD), ("max", PASSWORD)), NEW, "back")
    return desk


def reset(desk: Desk) -> Desk:
    staff.reset_password(desk, key_of(desk, FED), (("ada", PASSWORD), ("max", PASSWORD)), NEW)
    return desk


def recovered(desk: Desk) -> Desk:
    assert isinstance(desk.store, UnitRecord)
    path = desk.store.database.path
    key = desk.store.renew_recovery_key("printed again")
    desk.store.close()
    unit_file.open_with_recovery_key(path, key, desk.clock).set_password(FED, NEW, CHEAP)
    record = unit_file.open_unit(path, "ada", PASSWORD, desk.clock)
    return Desk(record, desk.clock, record.signer)


@pytest.mark.parametrize(
    ("way", "login", "name", "by"),
    [
        (added, "ghost", "G. Host", "Ada N."),
        (brought_back, FED, "Dr. Federkiel", "Ada N."),
        (reset, FED, "Dr. Federkiel", "Ada N."),
        (recovered, FED, "Dr. Federkiel", "recovery key"),
    ],
)
def test_whose_password_was_set_today_vouches_for_nobody(
    chief: Desk, clock: FakeClock, way: Callable[[Desk], Desk], login: str, name: str, by: str
) -> None:
    new = staff.NewMember(name="Max Ohm", login="max", password=PASSWORD, role=Role.MANAGER)
    staff.add_member(chief, new)
    a_day_later(clock)
    desk, at = way(chief), clock.now()
    ben = key_of(desk, "ben")
    vouchers = (("ada", PASSWORD), (login, NEW))
    clock.pass_by(hours=23)

    with pytest.raises(staff.StaffRefusedError) as refused:
        staff.reset_password(desk, ben, vouchers, "twelve white swans")

    assert refused.value.place == "second"
    assert str(refused.value) == (
        f"The password of {name} was set on {wording.moment(at)} by {by}, who may know it: "
        f"before {wording.moment(at + NEW_FOR)} {name} cannot be one of the two. "
        "Ask somebody else. Nothing was changed."
    )
    desk = desk_for(desk, login, NEW)  # nor when that one sits at the desk
    with pytest.raises(staff.StaffRefusedError, match="cannot be one of the two"):
        staff.reset_password(desk, ben, vouchers, "twelve white swans")
    clock.pass_by(hours=1)
    staff.reset_password(desk, ben, vouchers, "twelve white swans")
    desk.store.close()


def test_nor_a_clock_that_was_set_back_since_makes_two_of_one(
    chief: Desk, clock: FakeClock
) -> None:
    added(chief)
    ghost = staff.member_of(chief, "ghost")
    clock.set_by(hours=-2)

    assert "cannot be one of the two" in why_not_two(chief, [ghost])


def test_the_founder_and_ones_own_new_password_are_nobody_elses(chief: Desk) -> None:
    staff.change_password(chief, PASSWORD, NEW)

    assert why_not_two(chief, [chief.store.me]) == ""


def test_a_suspended_colleague_is_not_brought_back_by_one(chief: Desk) -> None:
    ben = key_of(chief, "ben")
    staff.suspend(chief, ben, "to work in that name")
    added(chief)

    for vouchers in (TWO[:1], (TWO[0], ("ghost", NEW)), (TWO[0], ("ben", NEW))):
        with pytest.raises(staff.StaffRefusedError):
            staff.bring_back(chief, ben, vouchers, NEW, "back")

    assert not staff.member_of(chief, "ben").is_active


def test_a_patient_is_not_erased_by_one_under_two_names(erasing_desk: Desk) -> None:
    added(erasing_desk)
    given = ErasureGiven(
        number=test_erasing.NUMBER,
        why="asked for in writing",
        password=PASSWORD,
        second="ghost",
        second_password=NEW,
    )

    with pytest.raises(ErasureRefusedError, match=r"G\. Host cannot be one of the two") as refused:
        erase_patient(erasing_desk, test_erasing.key_of(erasing_desk), given)

    assert refused.value.place == "second"
    assert len(erasing_desk.store.patients()) == 1
