"""The backups as a table, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from plexlog.domain import wording
from plexlog.domain.backups import Backup
from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from plexlog.domain.moments import Moment
from ui.forms.line_model import LineModel

_HOUR = 60
_DAY = 24 * _HOUR


class BackupTable(LineModel[Backup]):
    """A row for each backup: when it was made, how long ago, and its file."""

    HEADINGS = (_("Made"), _("Ago"), _("File"))

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now: Moment | None = None

    def show_backups(self, backups: Sequence[Backup], now: Moment) -> None:
        """Hold these, as seen at a time."""
        self._now = now
        self.show_lines(backups)

    def words(self, line: Backup) -> tuple[str, ...]:
        now = self._now or Moment.of(line.at)
        made = made_at(line, now)
        return (wording.moment(made), _ago(now.minutes_since(made)), line.path.name)


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
