"""Verification in Setup: what is under way, what it came to, and the same on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.language import gettext as _
from ui.settings.checking import Checking
from ui.settings.tools import SetupTools


class VerifyPresenter(QObject):
    """Presenter of the verification; the work itself goes on when the page is left."""

    begun = Signal(str, str)  # what is being done, when everything was last checked
    stepped = Signal(object)  # the Step
    ended = Signal(object, str, str)  # the Verified or None, the verdict, when it was last whole
    printed = Signal(object)  # PDF as bytes
    failed = Signal(str)

    def __init__(self, tools: SetupTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._checking: Checking = tools.checking
        self._checking.told.connect(self.refresh)
        self._checking.stepped.connect(self._on_stepped)

    @Slot()
    def refresh(self) -> None:
        """Show what there is."""
        checking = self._checking
        last = checking.state().sentence
        if checking.is_working:
            whole, new = _("Everything is being checked…"), _("What is new is being checked…")
            self.begun.emit(whole if checking.is_whole else new, last)
            return
        verified = checking.verified
        nothing = _("Nothing was checked since you signed in.")
        words = nothing if verified is None else verified.sentence
        if checking.was_stopped:
            words = _("Stopped before it was done; nothing is said of what was not looked at.")
        self.ended.emit(verified, checking.failure or words, last)

    @Slot()
    def check_all(self) -> None:
        """Check everything."""
        self._checking.check_all()

    @Slot()
    def check_new(self) -> None:
        """Check what came since everything was last found right."""
        self._checking.check_new()

    @Slot()
    def stop(self) -> None:
        """Stop what is under way."""
        self._checking.stop()

    @property
    def text(self) -> str:
        """What was found, for the clipboard: one line each."""
        verified = self._checking.verified
        if verified is None:
            return ""
        return "\n".join([verified.sentence, *(one.sentence for one in verified.lines)])

    @Slot()
    def print(self) -> None:
        """Lay it out for paper."""
        verified = self._checking.verified
        if verified is not None:
            work = partial(self._tools.render_report, self._tools.verification_report(verified))
            self._tools.tasks.run(work, self._on_printed, self._on_failed)

    @Slot()
    def _on_stepped(self) -> None:
        progress = self._checking.progress
        if progress is not None:
            self.stepped.emit(progress.step)

    def _on_printed(self, pdf: bytes) -> None:
        if isValid(self):
            self.printed.emit(pdf)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self.failed.emit(str(error))
