"""The self-test: worked on the worker, then laid out as what is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from plexlog.domain.errors import PlexlogError
from plexlog.domain.moments import Moment
from plexlog.services.selftest import SelfTest
from ui.settings.tools import SetupTools


class SelfTestPresenter(QObject):
    """Presenter of the self-test."""

    started = Signal()  # the formulas are being worked
    worked = Signal(object)  # the SelfTest
    printed = Signal(object)  # the report on it, PDF as bytes
    saved = Signal(str)  # name of the file
    failed = Signal(str)  # why it could not be worked, laid out or saved

    def __init__(
        self, tools: SetupTools, now: Callable[[], Moment], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._now = now
        self._pdf = b""

    @property
    def file_name(self) -> str:
        """A name for the file."""
        return f"plexlog-self-test-{self._now().day.isoformat()}.pdf"

    @Slot()
    def run(self) -> None:
        """Work every formula; what was laid out before no longer counts."""
        self._pdf = b""
        self.started.emit()
        self._tools.tasks.run(self._tools.run_selftest, self._show, self._tell)

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the report as a file."""
        if not path or not self._pdf:
            return
        try:
            self._tools.save_file(Path(path), self._pdf, None)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(Path(path).name)

    def _show(self, test: SelfTest) -> None:
        if not isValid(self):
            return  # the page was left meanwhile
        self.worked.emit(test)
        report = self._tools.make_report(test)
        work = partial(self._tools.render_report, report)
        self._tools.tasks.run(work, self._print, self._tell)

    def _print(self, pdf: bytes) -> None:
        if isValid(self):
            self._pdf = pdf
            self.printed.emit(pdf)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, PlexlogError):
            raise error
        if isValid(self):
            self.failed.emit(str(error))
