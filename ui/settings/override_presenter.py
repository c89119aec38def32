"""The overridden findings: looked through, and written to a file."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.overridden import Overridden
from plexlog.services.access_log import note_export
from plexlog.services.desk import Desk
from plexlog.services.overrides import OverridePage, overrides, overrides_csv
from ui.settings.tools import SetupTools


class OverridePresenter(QObject):
    """Presenter of the overridden findings."""

    found = Signal(object)  # OverridePage
    refused = Signal(str, str)  # code of the box, sentence
    saved = Signal(str)  # in words

    def __init__(self, desk: Desk, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._page = OverridePage(lines=(), often=())

    @property
    def file_name(self) -> str:
        """A name for the file that tells of nobody."""
        return f"plexlog-overrides-{self._desk.now().day.isoformat()}.csv"

    @Slot(str, str)
    def search(self, text: str, since: str) -> None:
        """Those that hold every word of a text, since a day."""
        try:
            day = date.fromisoformat(since.strip()) if since.strip() else None
        except ValueError:
            self.refused.emit("since", _("needs a day such as 2026-11-20"))
            return
        self._page = overrides(self._desk, text, day)
        self.found.emit(self._page)

    def save(self, place: Path) -> None:
        """Write those that are shown to a file; the history says so once it is on disk."""
        content = overrides_csv(self._page.lines).encode()
        try:
            note = partial(note_export, self._desk, "overridden findings, CSV")
            self._tools.save_file(place, content, note)
        except PlexlogError as error:
            self.refused.emit("", str(error))
        else:
            self.saved.emit(_("{file} is written").format(file=place.name))

    def open(self, line: Overridden) -> None:
        """Go to where it was overridden: the session, or the course of the order."""
        if line.session_key:
            self._tools.go_to("session", line.session_key)
        else:
            self._tools.go_to("course", line.course_key)
