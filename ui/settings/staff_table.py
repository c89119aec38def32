"""The staff as a table: name, login, role, since when suspended, when the password was changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import StaffMember
from ui.settings.staff_forms import role_words
from ui.widgets.theme import worn_theme

_Index = QModelIndex | QPersistentModelIndex


class StaffTable(QAbstractTableModel):
    """A row for each member of staff, those who are suspended in a paler ink."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[StaffMember, ...] = ()
        self._headings = (
            _("Name"),
            _("Login"),
            _("Role"),
            _("Looks after the unit"),
            _("Can sign in"),
            _("Password changed"),
        )

    def show_people(self, people: Sequence[StaffMember]) -> None:
        """Hold these."""
        self.beginResetModel()
        self._people = tuple(people)
        self.endResetModel()

    def person(self, row: int) -> StaffMember | None:
        """Who stands in a row; None beyond the last."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def row_of(self, staff_key: str) -> int:
        """The row of a person; the first where they are not listed."""
        found = (row for row, one in enumerate(self._people) if one.key == staff_key)
        return next(found, 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(one)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and not one.is_active:
            return worn_theme().colour("ink2")
        return None


def _words(one: StaffMember) -> tuple[str, ...]:
    changed = one.password_changed_at
    suspended = one.left_at
    return (
        one.name,
        one.login,
        role_words(one.role),
        _("Yes") if may(one, Act.STAFF) else wording.MISSING,
        _("Yes")
        if suspended is None
        else _("No, suspended {day}").format(day=wording.day(suspended.day)),
        wording.MISSING if changed is None else wording.day(changed.day),
    )
