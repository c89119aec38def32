"""The history in Setup: looked through a page at a time; nothing of it can be changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.changes import Sought
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.language import gettext as _
from plexlog.services.desk import Desk
from plexlog.services.history_search import (
    KINDS,
    HistoryLine,
    HistoryPage,
    read_sought,
    search_history,
)
from plexlog.services.staff import staff_lines
from ui.settings.tools import SetupTools


class HistoryPresenter(QObject):
    """Presenter of the history."""

    found = Signal(object, bool)  # the HistoryPage, whether it goes on one that is shown
    refused = Signal(str, str)  # code of the box, sentence

    def __init__(self, desk: Desk, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._sought = Sought()
        self._more = 0

    def people(self) -> dict[str, str]:
        """Everybody who works or worked here, by key."""
        return {"": _("anybody")} | {one.key: one.name for one in staff_lines(self._desk)}

    def kinds(self) -> dict[str, str]:
        """Kinds of change by key."""
        return {"": _("any change")} | {key: words for key, (words, _of) in KINDS.items()}

    @Slot(object)
    def search(self, texts: Mapping[str, str]) -> None:
        """Look for what was typed, from the newest on."""
        try:
            self._sought = read_sought(self._desk, texts)
            page = search_history(self._desk, self._sought)
        except RefusedError as refused:
            for one in refused.refusals:
                self.refused.emit(one.place, one.reason)
        except PlexlogError as error:
            self.refused.emit("", str(error))
        else:
            self._tell(page, is_more=False)

    @Slot()
    def more(self) -> None:
        """Go on where the last page ended."""
        try:
            page = search_history(self._desk, self._sought, self._more)
        except PlexlogError as error:
            self.refused.emit("", str(error))
        else:
            self._tell(page, is_more=True)

    def open(self, line: HistoryLine) -> None:
        """Go to where the change was made: the session, the course, or the patient."""
        for kind, key in (
            ("session", line.session_key),
            ("course", line.course_key),
            ("patient", line.patient_key),
        ):
            if key:
                self._tools.go_to(kind, key)
                return

    def _tell(self, page: HistoryPage, *, is_more: bool) -> None:
        self._more = page.more
        self.found.emit(page, is_more)
