"""The people of the unit and its keys: who is here, and each change of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import AccessError, PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.passwords import PasswordRefusedError
from plexlog.domain.roles import Act
from plexlog.domain.unit import Role, StaffMember
from plexlog.services import staff
from plexlog.services.desk import Desk

Given = Mapping[str, str]


class StaffPresenter(QObject):
    """Presenter of staff and keys; each change is told or refused with its box."""

    listed = Signal(object)  # StaffMembers as a tuple
    refused = Signal(str, str)  # code of the box, sentence
    changed = Signal(str)  # what is now, in words
    key_made = Signal(str, str)  # the recovery key, and what else is to be done

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._made: tuple[str, ...] = ()  # the recovery key, until it is shown
        self._verbs: dict[str, Callable[[str, Given], str]] = {
            "add": self._add,
            "role": self._change_role,
            "suspend": self._suspend,
            "bring_back": self._bring_back,
            "reset": self._reset,
            "password": self._change_password,
            "recovery": self._renew_recovery_key,
            "rekey": self._rekey,
        }

    @property
    def unit(self) -> str:
        """The name of the unit."""
        return self._desk.store.unit().name

    @property
    def me(self) -> StaffMember:
        """Who is signed in."""
        return self._desk.store.me

    def why_not(self, act: Act) -> str:
        """Why whoever is signed in may not do something; empty where they may."""
        return staff.why_not(self._desk, act)

    def others(self, member: StaffMember) -> dict[str, str]:
        """Who could vouch for somebody beside whoever is signed in: name by login."""
        return {one.login: one.name for one in staff.who_may_vouch(self._desk, member)}

    def why_alone(self, member: StaffMember) -> str:
        """Why nobody could vouch for somebody with whoever is signed in, and what to do."""
        return staff.why_none_vouches(self._desk, member)

    def left_out(self) -> tuple[str, ...]:
        """Names of whom a new page key cannot be given."""
        return self._desk.store.without_new_key()

    @Slot()
    def refresh(self) -> None:
        """List them as they are now."""
        self.listed.emit(staff.staff_lines(self._desk))

    @Slot(str, str, object)
    def take(self, kind: str, staff_key: str, given: Given) -> None:
        """Do what a dialog was given for; a refusal names its box."""
        if given.get("again", "") != given.get("password", ""):
            self.refused.emit("again", _("The two passwords are not the same."))
            return
        try:
            said = self._verbs[kind](staff_key, given)
        except PlexlogError as error:
            self.refused.emit(_place(error), str(error))
            return
        self.refresh()
        self.changed.emit(said)
        if self._made:
            self.key_made.emit(*self._made)
            self._made = ()

    def _add(self, _key: str, given: Given) -> str:
        new = staff.NewMember(
            name=given["name"],
            login=given["login"],
            password=given["password"],
            role=Role(given["role"]),
            administers=given["administers"] == "yes",
        )
        made = staff.add_member(self._desk, new)
        return _("{name} signs in as {login} from now on").format(name=made.name, login=made.login)

    def _change_role(self, key: str, given: Given) -> str:
        administers = given["administers"] == "yes"
        role = Role(given["role"])
        staff.change_role(self._desk, key, role, given["why"], administers=administers)
        return _("The role is changed")

    def _suspend(self, key: str, given: Given) -> str:
        staff.suspend(self._desk, key, given["why"])
        return _("Suspended; the password opens nothing any more")

    def _bring_back(self, key: str, given: Given) -> str:
        staff.bring_back(self._desk, key, self._vouchers(given), given["password"], given["why"])
        return _("Back on the staff")

    def _reset(self, key: str, given: Given) -> str:
        staff.reset_password(self._desk, key, self._vouchers(given), given["password"])
        return _("The new password is in force")

    def _vouchers(self, given: Given) -> tuple[tuple[str, str], tuple[str, str]]:
        return (self.me.login, given["own"]), (given["second"], given["second_password"])

    def _change_password(self, _key: str, given: Given) -> str:
        staff.change_password(self._desk, given["own"], given["password"])
        return _("Your new password is in force")

    def _renew_recovery_key(self, _key: str, given: Given) -> str:
        self._made = (staff.renew_recovery_key(self._desk, given["why"]), "")
        return _("The recovery key before opens nothing any more")

    def _rekey(self, _key: str, given: Given) -> str:
        made = staff.rekey(self._desk, given["why"])
        also = _("{names}: a new password is needed, two colleagues vouch.")
        words = also.format(names=", ".join(made.left_out)) if made.left_out else ""
        self._made = (made.recovery_key, words)
        return _("The record has a new key")


def _place(error: PlexlogError) -> str:
    """The box that a refusal is about; empty where it is about none."""
    if isinstance(error, PasswordRefusedError):
        return "password"
    if isinstance(error, AccessError):
        return "own"
    return error.place if isinstance(error, staff.StaffRefusedError) else ""
