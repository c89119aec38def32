"""Signing: the preview of what will be filed, the password once more, and the PDF afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from plexlog.services.access_log import note_copy, note_export, note_print
from plexlog.services.signing import sign_session
from ui.session.session_presenter import SessionPresenter
from ui.session.tools import SessionTools

_SUMMARY = "session summary, PDF"
_TEXT = "session, text for the hospital's record"


class SignPresenter(QObject):
    """Presenter of the last step."""

    printed = Signal(object)  # the PDF as bytes
    busy_changed = Signal(bool)  # the password is being checked
    refused = Signal(str)  # why it was not signed
    signed = Signal()
    saved = Signal(str)  # name of the file
    copied = Signal()  # the text is on the clipboard

    def __init__(
        self, presenter: SessionPresenter, tools: SessionTools, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._tools = tools
        self._pdf = b""
        self._turn = 0  # counts what was asked for: only the answer to the last is taken
        self._is_busy = False
        self._why_gaps = ""
        self._proven_by: Callable[[], None] = self._sign
        self._refused_by: Callable[[str], None] = self.refused.emit

    @property
    def file_name(self) -> str:
        """A name for the file that says nothing of the patient."""
        view = self._presenter.view()
        day = view.session.started_at or view.now
        return f"plasma-exchange-{day.day.isoformat()}-session-{view.session.number}.pdf"

    @Slot()
    def draw(self) -> None:
        """Lay out the summary as it would be filed now."""
        self._pdf = b""  # what was laid out before is not what would be filed
        self._turn += 1
        try:
            report = self._tools.make_report(self._presenter.session.key)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
            return
        work = partial(self._tools.render_report, report)
        self._tools.tasks.run(work, partial(self._show, self._turn), self._not_drawn)

    def sign(self, password: str, why_gaps: str = "") -> None:
        """Make sure of the person, then sign; a second press changes nothing."""
        if self._is_busy or self._presenter.view().is_signed:
            return
        self._why_gaps = why_gaps
        self.prove(password, self._sign, self.refused.emit)

    def prove(
        self, password: str, proven: Callable[[], None], refused: Callable[[str], None]
    ) -> None:
        """Make sure of the person, and go on; a second press changes nothing."""
        if self._is_busy:
            return
        if not password:
            refused(_("Type your password to sign."))
            return
        self._proven_by, self._refused_by = proven, refused
        self._set_busy(is_busy=True)
        self._tools.tasks.run(partial(self._tools.prove, password), self._proven, self._not_proven)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the PDF as a file; without one an earlier file is left as it is."""
        if not path:
            return
        if not self._pdf:
            self._presenter.failed.emit(_("Not saved: the summary is not laid out yet."))
            return
        session = self._presenter.session
        try:
            note = partial(note_export, session.desk, _SUMMARY, session_key=session.key)
            self._tools.save_file(Path(path), self._pdf, note)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    @Slot()
    def note_print(self) -> None:
        """The summary went to a printer."""
        session = self._presenter.session
        try:
            note_print(session.desk, _SUMMARY, session_key=session.key)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))

    @Slot()
    def copy(self) -> None:
        """Put the session on the clipboard, as text for the hospital's record."""
        session = self._presenter.session
        try:
            text = self._tools.session_text(session.key)
            note_copy(session.desk, _TEXT, session_key=session.key)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
            return
        self._tools.copy(text)
        self.copied.emit()

    def _proven(self, _nothing: None) -> None:
        if not isValid(self):
            return  # the page was left meanwhile: nobody waits for a signature
        self._set_busy(is_busy=False)
        self._proven_by()

    def _sign(self) -> None:
        try:
            sign_session(self._presenter.session, self._why_gaps)
        except PlexlogError as error:
            self.refused.emit(str(error))
            return
        self._presenter.tell_kept()
        self.signed.emit()
        self.draw()

    def _not_proven(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._set_busy(is_busy=False)
        if not isinstance(error, PlexlogError):
            raise error
        self._refused_by(str(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)

    def _show(self, turn: int, pdf: bytes) -> None:
        if not isValid(self) or turn != self._turn:
            return
        self._pdf = pdf
        self.printed.emit(pdf)

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self._presenter.failed.emit(str(error))
