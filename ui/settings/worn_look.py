"""The look of this workstation, and what else its user has chosen: worn, and remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from ui.settings.workstation import Settings, read_settings, write_settings
from ui.widgets.save_dialog import save_folder, set_save_folder
from ui.widgets.theme import Look


class WornLook(QObject):
    """The look of this workstation: what the user fixed is kept in the settings."""

    def __init__(self, app: QApplication, path: Path) -> None:
        super().__init__(app)
        self._path = path
        self.settings, self.notices = read_settings(path)
        self._look = Look(app, self.settings.theme)
        self._look.setParent(self)  # it goes when this goes, and follows the system no longer
        set_save_folder(self.settings.save_folder)

    @Slot()
    def toggle(self) -> None:
        """Fix the other of light and dark, and remember it."""
        self._look.toggle()
        self._keep(replace(self.settings, theme=self._look.fixed))

    def keep_folder(self) -> None:
        """Remember where the last file was saved."""
        self._keep(replace(self.settings, save_folder=save_folder()))

    def _keep(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            write_settings(self._path, settings)

    @Slot(int)
    def keep_lock_after(self, minutes: int) -> None:
        """Remember after how many minutes the window locks."""
        self.settings = replace(self.settings, lock_after_min=minutes)
        write_settings(self._path, self.settings)
