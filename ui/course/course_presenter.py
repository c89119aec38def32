"""A course's page: its sessions and order, when sessions are to be, and what goes out of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.services.access_log import note_export
from plexlog.services.course_outlook import course_outlook
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from plexlog.services.schedule import plan_another_session, plan_session_at
from ui.course.access_presenter import AccessPresenter
from ui.course.going_out import GoingOut
from ui.course.report_presenter import ReportPresenter
from ui.course.results_presenter import ResultsPresenter


class CoursePresenter(QObject):
    """Presenter of one course."""

    view_changed = Signal(object)  # the CourseOverview
    outlook_changed = Signal(object)  # the CourseOutlook
    time_refused = Signal(str)  # a sentence about the time that was typed
    planned = Signal()  # the session has its time
    failed = Signal(str)  # a sentence: it has not been done
    written = Signal(str)  # name of the file that was written

    def __init__(
        self, desk: Desk, course_key: str, out: GoingOut, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = course_key
        self._out = out

    @property
    def out(self) -> GoingOut:
        """What draws and writes."""
        return self._out

    @property
    def course_key(self) -> str:
        """Whose page it is."""
        return self._key

    @Slot()
    def refresh(self) -> None:
        """Show the course as it is now."""
        self.view_changed.emit(course_overview(self._desk, self._key))
        self.outlook_changed.emit(course_outlook(self._desk, self._key))

    def results(self, session_key: str) -> ResultsPresenter:
        """Where the values of a session are entered; the page shows each that is kept."""
        line = self._desk.store.session_line(session_key)
        presenter = ResultsPresenter(self._desk, self._key, line.session_id)
        presenter.kept.connect(self.refresh)
        return presenter

    def accesses(self) -> AccessPresenter:
        """Where the accesses are looked after; the page shows what is told of them."""
        presenter = AccessPresenter(self._desk, self._key)
        presenter.kept.connect(self.refresh)
        return presenter

    @Slot(str, str)
    def plan(self, session_key: str, text: str) -> None:
        """Give a session its time; without a key one more session is planned."""
        try:
            if session_key:
                plan_session_at(self._desk, session_key, text)
            else:
                plan_another_session(self._desk, self._key, text)
        except RefusedError as refused:
            self.time_refused.emit("; ".join(one.reason for one in refused.refusals))
        except PlexlogError as error:
            self.time_refused.emit(str(error))
        else:
            self.planned.emit()
            self.refresh()

    @Slot(str)
    def export(self, path: str) -> None:
        """Write the course as its document."""

        def write() -> None:
            document = self._out.course_document(self._desk, self._key)
            note = partial(note_export, self._desk, "course document", course_key=self._key)
            self._out.write_text(Path(path), document, note)

        self._write(write, path)

    def report(self, session_key: str = "") -> ReportPresenter:
        """The paper of the course; a letter is about the session that is named, or the last."""
        return ReportPresenter(self._desk, self._key, self._out, session_key)

    def _write(self, write: Callable[[], None], path: str) -> None:
        try:
            write()
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.written.emit(Path(path).name)
