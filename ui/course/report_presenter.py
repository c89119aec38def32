"""The paper of a course: laid out for the preview, written as a file, with a physician's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.domain.roles import Act, may
from plexlog.domain.unit import SessionLine
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.access_log import note_copy, note_export, note_print
from plexlog.services.desk import Desk
from plexlog.services.physician_words import write_words
from plexlog.services.unit_settings import telephones
from ui.course.going_out import GoingOut

REPORT, SUMMARIES, LETTER = "course-report", "session-summaries", "patient-letter"
_WHAT = {
    REPORT: "course report, PDF",
    SUMMARIES: "session summaries, PDF",
    LETTER: "patient's letter, PDF",
}
_TEXT = "course, text for the hospital's record"
_NO_NAME = re.compile(r"[^\w-]+")


class ReportPresenter(QObject):
    """Presenter of the report of a course, and of the summaries of its sessions."""

    drawing = Signal()  # what was laid out before is no longer what is asked for
    printed = Signal(object)  # the PDF as bytes
    saved = Signal(str)  # name of the file
    copied = Signal()  # the text is on the clipboard
    failed = Signal(str)  # why it could not be laid out, kept or saved

    def __init__(
        self,
        desk: Desk,
        course_key: str,
        out: GoingOut,
        session_key: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._letter_of = _begun(desk, course_key, session_key)
        self._key = course_key
        self._out = out
        self._pdf = b""
        self._kind = REPORT  # what is asked for
        self._shown = REPORT  # what was laid out last
        self._turn = 0  # counts what was asked for: only the answer to the last is taken
        self._answered = 0
        self._trouble = ""

    @property
    def is_drawing(self) -> bool:
        """Whether the pages are still being laid out."""
        return self._answered < self._turn

    @property
    def may_write(self) -> bool:
        """Whether whoever is signed in writes a physician's words."""
        return may(self._desk.store.me, Act.REPORT)

    def words_of(self, kind: str) -> str:
        """What a physician wrote last."""
        written = self._desk.store.course(self._key).physician_text(PhysicianTextKind(kind))
        return "" if written is None else written.text

    def file_name(self, *, with_name: bool, ending: str = "pdf") -> str:
        """A name for the file; it names the patient only when that is asked for."""
        course = self._desk.store.course(self._key)
        patient = course.patient
        names = f"{patient.family_name}-{patient.given_name}-" if with_name else ""
        day = self._desk.now().day.isoformat()
        number = str(course.course_number or 1)
        if self._kind == LETTER:
            number += f"-session-{self.letter_number}"
        return f"{_NO_NAME.sub('-', names)}{self._kind}-{number}-{day}.{ending}"

    @Slot(str, str)
    def choose(self, _code: str, kind: str) -> None:
        """Lay out the report, or the summaries."""
        self._kind = kind
        self._pdf = b""
        self._turn += 1
        self.drawing.emit()
        turn = self._turn
        done, failed = partial(self._show, turn), partial(self._not_drawn, turn)
        try:
            work = self._out.paper_work(self._desk, self._maker(kind))
        except PlexlogError as error:
            failed(error)
        else:
            self._out.tasks.run(work, done, failed)

    def _maker(self, kind: str) -> Callable[[Desk], Any]:
        """What makes the report as a model; on the worker, since a long course takes long."""
        out, key = self._out, self._key
        makers = {REPORT: out.course_report, SUMMARIES: out.summaries_report}
        make = makers.get(kind, out.letter_report)
        if kind == LETTER:
            if self._letter_of is None:
                raise PlexlogError(_("No session of this course was begun yet: no letter."))
            key = self._letter_of.session_key

        def made(desk: Desk) -> Any:
            return make(desk, key)

        return made

    @property
    def letter_number(self) -> int | None:
        """The number of the session that the letter is about; None: of none."""
        return None if self._letter_of is None else self._letter_of.number

    @property
    def lacks_telephone(self) -> bool:
        """Whether somebody has to write into the letter whom to call."""
        return not telephones(self._desk)

    @Slot()
    def copy(self) -> None:
        """Put the course on the clipboard, as text for the hospital's record."""
        try:
            text = self._out.course_text(self._desk, self._key)
            note_copy(self._desk, _TEXT, course_key=self._key)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return
        self._out.copy(text)
        self.copied.emit()

    @Slot(str)
    def save_text(self, path: str) -> None:
        """Write the same text as a file."""
        if not path:
            return
        try:
            text = self._out.course_text(self._desk, self._key)
            note = partial(note_export, self._desk, _TEXT, course_key=self._key)
            self._out.write_text(Path(path), text, note)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    @Slot(str, str)
    def write(self, kind: str, text: str) -> bool:
        """Keep a physician's words, and lay the report out with them; whether they are kept."""
        try:
            is_new = write_words(self._desk, self._key, PhysicianTextKind(kind), text)
        except PlexlogError as error:
            self.failed.emit(str(error))
            return False
        if is_new:
            self.choose("kind", self._kind)
        return True

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the PDF as a file; an earlier one stays whole where that fails."""
        if not path:
            return
        if not self._pdf:
            self.failed.emit(self._trouble or _("Not saved: the pages are not laid out yet."))
            return
        try:
            note = partial(note_export, self._desk, _WHAT[self._shown], **self._of())
            self._out.write_bytes(Path(path), self._pdf, note)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    @Slot()
    def note_print(self) -> None:
        """The report went to a printer."""
        try:
            note_print(self._desk, _WHAT[self._shown], **self._of())
        except PlexlogError as error:
            self.failed.emit(str(error))

    def _of(self) -> dict[str, str]:
        """What is printed, as the history names it."""
        if self._shown == LETTER and self._letter_of is not None:
            return {"session_key": self._letter_of.session_key}
        return {"course_key": self._key}

    def _show(self, turn: int, pdf: bytes) -> None:
        if self._is_awaited(turn):
            self._answered, self._trouble = turn, ""
            self._pdf, self._shown = pdf, self._kind
            self.printed.emit(pdf)

    def _not_drawn(self, turn: int, error: Exception) -> None:
        is_told = isinstance(error, PlexlogError)
        if self._is_awaited(turn):
            self._answered, self._trouble = turn, str(error) if is_told else ""
        if not is_told:
            raise error
        if self._is_awaited(turn):
            self.failed.emit(str(error))

    def _is_awaited(self, turn: int) -> bool:
        """Whether this answers what was asked for last; the dialog may be gone meanwhile."""
        return isValid(self) and turn == self._turn


def _begun(desk: Desk, course_key: str, session_key: str) -> SessionLine | None:
    """The session that is meant, where it was begun; else the last one that was."""
    begun = [one for one in desk.store.sessions_of(course_key) if one.started_at is not None]
    meant = [one for one in begun if one.session_key == session_key]
    return next(iter(meant or begun[-1:]), None)
