"""Where everything ends up that nobody expected: told once, with its details, the window alive.

The details name places in the program, never values: no name, no number of a patient.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from plexlog import __version__
from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.painting import Words

log = logging.getLogger(__name__)
_LOUD = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_FOLLOWED_CAUSES = 5


class BugNet(QObject):
    """Catches what is raised and nobody handles, on any thread."""

    _caught = Signal(str)  # details; crosses from whatever thread it happened on

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: BugDialog | None = None
        self._caught.connect(self._on_caught)

    @property
    def dialog(self) -> BugDialog | None:
        """The dialog that is open, if one is."""
        return self._dialog

    def hang_up(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.catch
        threading.excepthook = self._catch_of_thread
        qInstallMessageHandler(self._catch_of_qt)

    def take_down(self) -> None:
        """Catch no more."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def catch(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Tell of an error; Ctrl+C on the terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            QGuiApplication.quit()
            return
        details = details_of(error)
        log.error("unexpected\n%s", details)
        self._caught.emit(details)

    def _catch_of_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.catch(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _catch_of_qt(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind in _LOUD:
            log.error("qt=%s", message)
            self._caught.emit(f"{_about()}\nQt: {message}")
        else:
            log.info("qt=%s", message)

    @Slot(str)
    def _on_caught(self, details: str) -> None:
        if self._dialog is not None:  # one after the other is told in the same dialog
            self._dialog.add(details)
            return
        self._dialog = BugDialog(details, self._window)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.show()

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class BugDialog(QDialog):
    """Says that the program made a mistake, that what was recorded is safe, and gives details."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug_dialog")
        self.setWindowTitle(_("PlexLog made a mistake"))
        self._details = QPlainTextEdit(details, self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details, without anything about a patient"))
        self._copy = ActionButton(_("Copy details"), "copy", parent=self)
        self._copy.setObjectName("copy_details")
        self._close = ActionButton(_("Go on"), key="Esc", kind=Kind.PRIMARY, parent=self)
        self._lay_out()
        self._copy.clicked.connect(self._on_copy)
        self._close.clicked.connect(self.accept)

    @property
    def details(self) -> str:
        """What can be copied."""
        return self._details.toPlainText()

    def add(self, details: str) -> None:
        """Tell of one more."""
        self._details.appendPlainText("\n" + details)

    def _lay_out(self) -> None:
        self.resize(680, 420)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(Words(_("The program made a mistake"), "title", parent=self))
        sentence = _(
            "What has been recorded is on disk and safe. Look at the last entry, then go on. "
            "Send the details to whoever looks after the program; they hold nothing of a patient."
        )
        rows.addWidget(Words(sentence, "body", parent=self).wrapped())
        rows.addWidget(self._details, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        rows.addLayout(buttons)
        self._close.setFocus()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)


def details_of(error: BaseException) -> str:
    """Kinds of error and places in the program; the messages stay out, they may hold values."""
    lines = [_about()]
    current: BaseException | None = error
    for _turn in range(_FOLLOWED_CAUSES):
        if current is None:
            break
        lines.append(type(current).__name__)
        lines += [
            f"  {frame.filename.rpartition('/')[2]}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _about() -> str:
    import platform  # noqa: PLC0415 - seldom needed, and not before the first window

    return (
        f"PlexLog {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )
