"""What is asked for each change of people and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.unit import Role, StaffMember
from ui.forms.fields import FormField, LineField, PickField
from ui.forms.new_password import NewPasswordField
from ui.settings.staff_dialog import StaffDialog

Rows = tuple[tuple[FormField, ...], ...]


def role_words(role: Role) -> str:
    """A role as people say it."""
    return {
        Role.NURSE: _("Nurse"),
        Role.PHYSICIAN: _("Physician"),
        Role.MANAGER: _("Manager"),
    }[role]


def add_form(host: QWidget) -> StaffDialog:
    """Take somebody on."""
    words = _("They sign in with this password first, and change it to one of their own.")
    dialog = StaffDialog("add", "", _("Add to the staff"), words, host)
    dialog.ask(
        (line("name", _("Name"), dialog), line("login", _("Login"), dialog)),
        _role_row(dialog, Role.NURSE, administers=False),
        _new_password(dialog),
    )
    return dialog


def role_form(member: StaffMember, host: QWidget) -> StaffDialog:
    """Give somebody another role."""
    words = _("{name} is a {role} now. What was signed keeps the role of its time.").format(
        name=member.name, role=role_words(member.role).lower()
    )
    dialog = StaffDialog("role", member.key, _("Change role"), words, host)
    dialog.ask(
        _role_row(dialog, member.role, administers=member.administers),
        (line("why", _("Reason"), dialog),),
    )
    return dialog


def suspend_form(member: StaffMember, host: QWidget) -> StaffDialog:
    """Take somebody's key away."""
    words = _(
        "The password of {name} opens nothing any more; the name stays in the record. "
        "When somebody has left for good, give the record a new key too."
    ).format(name=member.name)
    dialog = StaffDialog("suspend", member.key, _("Suspend"), words, host)
    dialog.ask((line("why", _("Reason"), dialog),))
    return dialog


def bring_back_form(member: StaffMember, others: Mapping[str, str], host: QWidget) -> StaffDialog:
    """Let somebody sign in again; two vouch."""
    words = _(
        "{name} signs in again, with a new password. You and one other vouch, each with your own "
        "password; both names stand in the history."
    ).format(name=member.name)
    dialog = StaffDialog("bring_back", member.key, _("Bring back"), words, host)
    why = line("why", _("Reason"), dialog)
    dialog.ask(*_vouching(dialog, others), _new_password(dialog), (why,))
    return dialog


def reset_form(member: StaffMember, others: Mapping[str, str], host: QWidget) -> StaffDialog:
    """Two vouch for somebody whose password is lost."""
    words = _(
        "{name} has lost the password. You and one other vouch, each with your own password; "
        "both names stand in the history."
    ).format(name=member.name)
    dialog = StaffDialog("reset", member.key, _("Set a new password"), words, host)
    dialog.ask(*_vouching(dialog, others), _new_password(dialog))
    return dialog


def password_form(host: QWidget) -> StaffDialog:
    """Whoever is signed in takes another password."""
    words = _("A short sentence is easy to type and hard to guess.")
    dialog = StaffDialog("password", "", _("Change my password"), words, host)
    dialog.ask((secret("own", _("Password now"), dialog),), _new_password(dialog))
    return dialog


def recovery_form(host: QWidget) -> StaffDialog:
    """Print another recovery key."""
    words = _("The recovery key printed before opens nothing any more.")
    dialog = StaffDialog("recovery", "", _("New recovery key"), words, host)
    dialog.ask((line("why", _("Reason"), dialog),))
    return dialog


def rekey_form(left_out: tuple[str, ...], host: QWidget) -> StaffDialog:
    """Give the record another key."""
    words = _(
        "The record is written anew with another key; whoever knew the one before reads nothing "
        "that comes. Backups of earlier days keep the key of their day. A new recovery key "
        "is printed."
    )
    if left_out:
        also = _("Not signed in since the program was updated, and in need of a new password")
        words += f"\n{also}: {', '.join(left_out)}."
    dialog = StaffDialog("rekey", "", _("New key for the record"), words, host)
    dialog.ask((line("why", _("Reason"), dialog),))
    return dialog


def line(code: str, label: str, dialog: StaffDialog) -> LineField:
    """A box of one line."""
    return LineField(code, label, parent=dialog.panel, height="touch")


def secret(code: str, label: str, dialog: StaffDialog) -> LineField:
    """The same for a password."""
    field = line(code, label, dialog)
    field.hide_text()
    return field


def _vouching(
    dialog: StaffDialog, others: Mapping[str, str]
) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """Rows for the two who vouch."""
    own = secret("own", _("Your password"), dialog)
    second = PickField("second", _("Who vouches too"), others, parent=dialog.panel, height="touch")
    return (own, second), (secret("second_password", _("Password of the other"), dialog),)


def _new_password(dialog: StaffDialog) -> tuple[FormField, ...]:
    password = NewPasswordField("password", _("New password"), dialog.panel)
    return (password, secret("again", _("New password again"), dialog))


def _role_row(dialog: StaffDialog, role: Role, *, administers: bool) -> tuple[FormField, ...]:
    roles = {one.value: role_words(one) for one in Role}
    picked = PickField("role", _("Role"), roles, parent=dialog.panel, height="touch")
    picked.set_text(role.value)
    answers = {"no": _("No"), "yes": _("Yes")}
    label = _("Looks after the unit")
    hint = _("staff and keys")
    also = PickField("administers", label, answers, hint, dialog.panel, height="touch")
    also.set_text("yes" if administers else "no")
    return (picked, also)


PersonForm = Callable[[StaffMember, QWidget], StaffDialog]
TwoForm = Callable[[StaffMember, Mapping[str, str], QWidget], StaffDialog]
