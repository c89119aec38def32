"""The paper of a course: laid out for the preview, written as a file, with a physician's words."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.roles import Act, may
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.access_log import note_export, note_print
from plexlog.services.desk import Desk
from plexlog.services.physician_words import write_words
from ui.course.going_out import GoingOut

REPORT, SUMMARIES = "course-report", "session-summaries"
_WHAT = {REPORT: "course report, PDF", SUMMARIES: "session summaries, PDF"}
_NO_NAME = re.compile(r"[^\w-]+")


class ReportPresenter(QObject):
    """Presenter of the report of a course, and of the summaries of its sessions."""

    printed = Signal(object)  # the PDF as bytes
    saved = Signal(str)  # name of the file
    failed = Signal(str)  # why it could not be laid out, kept or saved

    def __init__(
        self, desk: Desk, course_key: str, out: GoingOut, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = course_key
        self._out = out
        self._pdf = b""
        self._kind = REPORT

    @property
    def may_write(self) -> bool:
        """Whether whoever is signed in writes a physician's words."""
        return may(self._desk.store.me, Act.REPORT)

    def words_of(self, kind: str) -> str:
        """What a physician wrote last."""
        written = self._desk.store.course(self._key).physician_text(PhysicianTextKind(kind))
        return "" if written is None else written.text

    def file_name(self, *, with_name: bool) -> str:
        """A name for the file; it names the patient only when that is asked for."""
        course = self._desk.store.course(self._key)
        patient = course.patient
        names = f"{patient.family_name}-{patient.given_name}-" if with_name else ""
        day = self._desk.now().day.isoformat()
        number = course.course_number or 1
        return f"{_NO_NAME.sub('-', names)}{self._kind}-{number}-{day}.pdf"

    @Slot(str, str)
    def choose(self, _code: str, kind: str) -> None:
        """Lay out the report, or the summaries."""
        self._kind = kind
        self._pdf = b""
        make = {REPORT: self._out.course_report, SUMMARIES: self._out.summaries_report}[kind]
        try:
            report = make(self._desk, self._key)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return
        render = partial(self._out.print_report, report)
        self._out.tasks.run(render, self._show, self._not_drawn)

    @Slot(str, str)
    def write(self, kind: str, text: str) -> None:
        """Keep a physician's words, and lay the report out with them."""
        try:
            is_new = write_words(self._desk, self._key, PhysicianTextKind(kind), text)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return
        if is_new:
            self.choose("kind", self._kind)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the PDF as a file; an earlier one stays whole where that fails."""
        if not path or not self._pdf:
            return
        try:
            note_export(self._desk, _WHAT[self._kind], course_key=self._key)
            self._out.write_bytes(Path(path), self._pdf)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    @Slot()
    def note_print(self) -> None:
        """The report went to a printer."""
        try:
            note_print(self._desk, _WHAT[self._kind], course_key=self._key)
        except PlexlogError as error:
            self.failed.emit(str(error))

    def _show(self, pdf: bytes) -> None:
        if isValid(self):  # the preview may have been left meanwhile
            self._pdf = pdf
            self.printed.emit(pdf)

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self.failed.emit(str(error))
