"""The people of the unit: who is on the staff, and every change of people and keys.

Who may, the table of roles says; what a password must be, `plexlog.domain.passwords`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from plexlog.domain.errors import PlexlogError
from plexlog.domain.passwords import see_that_it_is_safe
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import Rekeyed, Role, StaffMember, is_login
from plexlog.services.desk import Desk
from plexlog.services.permission import needs, see_that_may
from plexlog.services.two_people import why_not_two

LONGEST_REASON = 200
TWO = 2


class StaffRefusedError(PlexlogError):
    """The staff stays as it was; the message says why. `place` names the box it is about."""

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """What is asked of a new member of staff."""

    name: str
    login: str
    password: str
    role: Role
    administers: bool = False


def staff_lines(desk: Desk) -> tuple[StaffMember, ...]:
    """All members of staff by name, those who are suspended at the end."""
    return tuple(sorted(desk.store.staff(), key=lambda one: (not one.is_active, one.name)))


def why_not(desk: Desk, act: Act) -> str:
    """Why whoever is signed in may not do something, empty where they may."""
    try:
        see_that_may(desk, act)
    except PlexlogError as error:
        return str(error).removesuffix(" Nothing was changed.")
    return ""


@needs(Act.STAFF)
def add_member(desk: Desk, new: NewMember) -> StaffMember:
    """Take somebody on. Raises StaffRefusedError, PasswordRefusedError, StoreError."""
    name, login = " ".join(new.name.split()), new.login.strip()
    if not name:
        raise StaffRefusedError("Enter the name as it is to stand under entries.", "name")
    if not is_login(login):
        what = "1 to 64 of letters, digits, . _ - and @, without a space."
        raise StaffRefusedError(what, "login")
    _see_that_names_differ(desk, name)
    see_that_it_is_safe(new.password, login, name)
    return desk.store.add_staff(
        name=name,
        login=login,
        password=new.password,
        role=new.role,
        administers=new.administers,
    )


def _see_that_names_differ(desk: Desk, name: str) -> None:
    """Entries and signatures show the name alone. Raises StaffRefusedError."""
    same = [one for one in desk.store.staff() if _plain(one.name) == _plain(name)]
    if any(one.is_active for one in same):
        raise StaffRefusedError(
            f"{name} is on the staff already, and entries and signatures show the name alone. "
            "Add what tells the two apart, such as a middle name.",
            "name",
        )
    if any(not why_none_vouches(desk, one) for one in same):  # else there is no other way back
        raise StaffRefusedError(
            f"{name} was on the staff before. Bring them back if it is the same person; if not, "
            "add what tells the two apart, such as a middle name.",
            "name",
        )


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@needs(Act.STAFF)
def suspend(desk: Desk, staff_key: str, why: str) -> None:
    """Their password opens nothing any more; the name stays in the record."""
    if not _of_key(desk, staff_key).is_active:
        raise StaffRefusedError("They are suspended already.")
    desk.store.suspend_staff(staff_key, _reason(why))


@needs(Act.STAFF)
def bring_back(
    desk: Desk, staff_key: str, vouchers: Sequence[tuple[str, str]], password: str, why: str
) -> None:
    """Somebody who was suspended works here again, with a new password that two vouch for.

    `vouchers` as for a password that is lost: one alone could else bring back a colleague and
    work in that name.
    """
    member = _of_key(desk, staff_key)
    if member.is_active:
        raise StaffRefusedError("They are not suspended.")
    reason = _reason(why)
    see_that_it_is_safe(password, member.login, member.name)
    names = _vouching(desk, member, vouchers)
    vouched = f"{reason}; {' and '.join(names)} vouched for {member.name}"
    desk.store.bring_back(staff_key, password, vouched, _second(desk, vouchers))


@needs(Act.STAFF)
def change_role(desk: Desk, staff_key: str, role: Role, why: str, *, administers: bool) -> None:
    """Another role from now on; what was signed keeps the role of its time."""
    member = _of_key(desk, staff_key)
    if (member.role, member.administers) == (role, administers):
        raise StaffRefusedError("Nothing is different.", "role")
    desk.store.change_role(staff_key, role, _reason(why), administers=administers)


def change_password(desk: Desk, old: str, new: str) -> None:
    """Another password for whoever is signed in; everybody may. Raises AccessError."""
    me = desk.store.me
    see_that_it_is_safe(new, me.login, me.name)
    if old == new:
        raise StaffRefusedError("It is the password you have.", "password")
    desk.store.change_password(old, new)


@needs(Act.VOUCH)
def reset_password(
    desk: Desk, staff_key: str, vouchers: Sequence[tuple[str, str]], password: str
) -> None:
    """A new password for somebody who lost theirs, vouched for by two with their own passwords.

    `vouchers` are login and password of whoever is signed in and of one other who may.
    Raises StaffRefusedError, AccessError, PasswordRefusedError, StoreError.
    """
    member = _of_key(desk, staff_key)
    see_that_it_is_safe(password, member.login, member.name)
    names = _vouching(desk, member, vouchers)
    why = f"password lost; {' and '.join(names)} vouched for {member.name}"
    desk.store.reset_password(staff_key, password, why, _second(desk, vouchers))


def _second(desk: Desk, vouchers: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Login and password of who vouches beside whoever is signed in."""
    me = desk.store.me.login.casefold()
    (second,) = (one for one in vouchers if one[0].strip().casefold() != me)
    return second


def who_may_vouch(desk: Desk, member: StaffMember) -> tuple[StaffMember, ...]:
    """Who could vouch for somebody beside whoever is signed in, by name."""
    apart = (member.key, desk.store.me.key)
    found = [one for one in staff_lines(desk) if one.is_active and may(one, Act.VOUCH)]
    return tuple(one for one in found if one.key not in apart)


def why_none_vouches(desk: Desk, member: StaffMember) -> str:
    """Why nobody could vouch with whoever is signed in, and what to do; empty where one could."""
    if who_may_vouch(desk, member):
        return ""
    if member.is_active:
        return "Nobody else here may vouch. Set the new password with the recovery key."
    return "Nobody else here may vouch. Take them on under another login."


def _vouching(
    desk: Desk, member: StaffMember, vouchers: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    if alone := why_none_vouches(desk, member):
        raise StaffRefusedError(alone, "second")
    logins = {login.strip().casefold() for login, _ in vouchers}
    if len(logins) != TWO or desk.store.me.login.casefold() not in logins:
        raise StaffRefusedError("You and one other have to vouch, each by name.", "second")
    if member.login.casefold() in logins:
        raise StaffRefusedError("Nobody vouches for themselves; two others have to.", "second")
    proven = [desk.store.prove(login, secret) for login, secret in vouchers]
    for one in proven:
        if not (one.is_active and may(one, Act.VOUCH)):
            raise StaffRefusedError(f"{one.name} may not vouch for others.", "second")
    if may_be_one := why_not_two(desk, proven):
        raise StaffRefusedError(f"{may_be_one} Nothing was changed.", "second")
    return tuple(one.name for one in proven)


@needs(Act.KEYS)
def renew_recovery_key(desk: Desk, why: str) -> str:
    """A new recovery key to print; the one before opens nothing any more."""
    return desk.store.renew_recovery_key(_reason(why))


@needs(Act.KEYS)
def rekey(desk: Desk, why: str) -> Rekeyed:
    """A new page key and a new recovery key: what comes is closed to whoever knew the old one."""
    return desk.store.rekey(_reason(why))


def _of_key(desk: Desk, staff_key: str) -> StaffMember:
    for one in desk.store.staff():
        if one.key == staff_key:
            return one
    raise StaffRefusedError("Nobody of that name is on the staff.")


def member_of(desk: Desk, login: str) -> StaffMember:
    """The member of staff of a login. Raises StaffRefusedError."""
    for one in desk.store.staff():
        if one.login.casefold() == login.strip().casefold():
            return one
    raise StaffRefusedError(f"Nobody here signs in as {login.strip()}. Check the name.", "login")


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if not reason:
        raise StaffRefusedError(
            "A reason is needed: it stands in the history with your name.", "why"
        )
    if len(reason) > LONGEST_REASON:
        raise StaffRefusedError(f"A reason takes at most {LONGEST_REASON} characters.", "why")
    return reason
