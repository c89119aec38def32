"""The backups as a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plexlog.domain import wording
from plexlog.domain.backups import Backup
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.moments import Moment

_Index = QModelIndex | QPersistentModelIndex
_HOUR = 60
_DAY = 24 * _HOUR


class BackupTable(QAbstractTableModel):
    """A row for each backup: when it was made, how long ago, and its file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backups: tuple[Backup, ...] = ()
        self._now: Moment | None = None
        self._headings = (_("Made"), _("Ago"), _("File"))

    def show_backups(self, backups: Sequence[Backup], now: Moment) -> None:
        """Hold these, as seen at a time."""
        self.beginResetModel()
        self._backups, self._now = tuple(backups), now
        self.endResetModel()

    def backup(self, row: int) -> Backup | None:
        """What stands in a row; None beyond the last."""
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole or self._now is None:
            return None
        one = self._backups[index.row()]
        made = made_at(one, self._now)
        return (wording.moment(made), _ago(self._now.minutes_since(made)), one.path.name)[
            index.column()
        ]


def made_at(backup: Backup, now: Moment) -> Moment:
    """When a backup was made, on the clock of here."""
    return Moment.of(backup.at.astimezone(now.instant.tzinfo))


def _ago(minutes: float) -> str:
    if minutes < 0:
        return _("by a clock that ran ahead")
    if minutes < _HOUR:
        count = int(minutes)
        return ngettext("{count} minute", "{count} minutes", count).format(count=count)
    if minutes < _DAY:
        count = int(minutes // _HOUR)
        return ngettext("{count} hour", "{count} hours", count).format(count=count)
    count = int(minutes // _DAY)
    return ngettext("{count} day", "{count} days", count).format(count=count)
