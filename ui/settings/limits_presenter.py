"""The unit's limits: what they are, and changing one with a reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from plexlog.services.limits import (
    LimitLine,
    change_limit,
    limit_lines,
    reset_limit,
    why_not_changeable,
)


class LimitsPresenter(QObject):
    """Presenter of the limits."""

    listed = Signal(object)  # LimitLines as a tuple
    refused = Signal(str)  # why a limit stays as it is
    changed = Signal(str)  # what a limit is now, in words

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def why_fixed(self) -> str:
        """Why whoever is signed in changes none; empty where they may."""
        return why_not_changeable(self._desk)

    @Slot()
    def refresh(self) -> None:
        """List them as they are now."""
        self.listed.emit(limit_lines(self._desk))

    @Slot(str, str, str)
    def change(self, name: str, text: str, why: str) -> None:
        """Change a limit; an empty text brings the default back."""
        try:
            if text:
                change_limit(self._desk, name, text, why)
            else:
                reset_limit(self._desk, name, why)
        except PlexlogError as error:
            self.refused.emit(str(error))
            return
        self.refresh()
        self.changed.emit(_now(next(one for one in limit_lines(self._desk) if one.name == name)))


def _now(line: LimitLine) -> str:
    value = f"{line.value} {line.unit}".rstrip()
    return _("{limit} is {value} now").format(limit=line.label, value=value)
