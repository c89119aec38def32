"""The sheets for downtime: blank, or of a session that is still to come, laid out for printing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.unit import SessionLine
from plexlog.services.access_log import note_export, note_print
from plexlog.services.desk import Desk
from plexlog.services.unit_settings import paper_size
from ui.settings.tools import SetupTools

BLANK = ""
SIZES = {"a4": "A4", "letter": "Letter"}
WHAT = "flow sheet for paper, PDF"


class DowntimePresenter(QObject):
    """Presenter of the sheets."""

    printed = Signal(object)  # the sheet as PDF, bytes
    saved = Signal(str)  # name of the file
    failed = Signal(str)  # why it could not be laid out or saved

    def __init__(self, desk: Desk, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._session = BLANK
        self._pdf = b""

    @property
    def paper(self) -> str:
        """The paper of the unit."""
        return paper_size(self._desk)

    def choices(self) -> dict[str, str]:
        """The blank sheet, then the sessions that were not begun, the nearest first."""
        waiting = [one for one in self._desk.store.session_lines() if one.started_at is None]
        return {BLANK: _("Blank sheet")} | {one.session_key: _words(one) for one in waiting}

    @property
    def file_name(self) -> str:
        """A name for the file; it names no patient."""
        kind = "session" if self._session else "blank"
        return f"plexlog-flow-sheet-{kind}-{self._desk.now().day.isoformat()}.pdf"

    @Slot(str, str)
    def choose(self, session_key: str, paper: str) -> None:
        """Lay out a sheet."""
        self._session, self._pdf = session_key, b""
        try:
            report = self._tools.make_sheet(session_key)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return
        work = partial(self._tools.render_sheet, report, paper)
        self._tools.tasks.run(work, self._show, self._tell)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the sheet as a file."""
        if not path or not self._pdf:
            return
        note = partial(note_export, self._desk, WHAT, session_key=self._session)
        try:
            self._tools.save_file(Path(path), self._pdf, note if self._session else None)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    @Slot()
    def note_print(self) -> None:
        """The sheet went to a printer."""
        if not self._session:
            return
        try:
            note_print(self._desk, WHAT, session_key=self._session)
        except PlexlogError as error:
            self.failed.emit(str(error))

    def _show(self, pdf: bytes) -> None:
        if isValid(self):  # the page may have been left meanwhile
            self._pdf = pdf
            self.printed.emit(pdf)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self.failed.emit(str(error))


def _words(line: SessionLine) -> str:
    name = f"{wording.in_capitals(line.family_name)}, {line.given_name}"
    at = wording.moment(line.planned_at) if line.planned_at else _("no time planned")
    return _("{name}, session {number}, {at}").format(name=name, number=line.number, at=at)
