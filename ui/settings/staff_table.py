"""The staff as a table: name, login, role, since when suspended, when the password was changed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import StaffMember
from ui.forms.line_model import LineModel
from ui.settings.staff_forms import role_words
from ui.widgets.theme import worn_theme


class StaffTable(LineModel[StaffMember]):
    """A row for each member of staff, those who are suspended in a paler ink."""

    HEADINGS = (
        _("Name"),
        _("Login"),
        _("Role"),
        _("Looks after the unit"),
        _("Can sign in"),
        _("Password changed"),
    )

    def row_of(self, staff_key: str) -> int:
        """The row of a person; the first where they are not listed."""
        found = (row for row, one in enumerate(self.lines) if one.key == staff_key)
        return next(found, 0)

    def words(self, line: StaffMember) -> tuple[str, ...]:
        changed, suspended = line.password_changed_at, line.left_at
        return (
            line.name,
            line.login,
            role_words(line.role),
            _("Yes") if may(line, Act.STAFF) else wording.MISSING,
            _("Yes")
            if suspended is None
            else _("No, suspended {day}").format(day=wording.day(suspended.day)),
            wording.MISSING if changed is None else wording.day(changed.day),
        )

    def look(self, line: StaffMember, column: int, role: int) -> object:
        del column
        is_pale = role == Qt.ItemDataRole.ForegroundRole and not line.is_active
        return worn_theme().colour("ink2") if is_pale else None
