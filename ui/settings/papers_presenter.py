"""What the unit sets of its papers: as it is now, and changing it with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from plexlog.services.unit_settings import (
    SettingRefusedError,
    change_setting,
    setting_lines,
    why_fixed,
)


class PapersPresenter(QObject):
    """Presenter of the settings."""

    listed = Signal(object)  # SettingLines as a tuple
    refused = Signal(str, str)  # code of the box, sentence
    changed = Signal(str)  # that it is kept

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def why_fixed(self) -> str:
        """Why whoever is signed in changes none; empty where they may."""
        return why_fixed(self._desk)

    @Slot()
    def refresh(self) -> None:
        """List them as they are now."""
        self.listed.emit(setting_lines(self._desk))

    @Slot(str, str, object)
    def change(self, _kind: str, name: str, given: Mapping[str, str]) -> None:
        """Keep another text; an empty one brings the default back."""
        try:
            change_setting(self._desk, name, given["value"], given["why"])
        except PlexlogError as error:
            place = error.place if isinstance(error, SettingRefusedError) else ""
            self.refused.emit(place, str(error))
            return
        self.refresh()
        self.changed.emit(_("It holds from now on"))
