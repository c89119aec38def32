"""The clipboard while it holds something of a patient: emptied after a time, and at the lock.

What somebody else put there meanwhile is left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_FOR_MS = 5 * 60 * 1000
_NOT_TO_KEEP = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0",
    "application/x-nspasteboard-concealed-type": b"",
}  # asks the clipboard histories of the systems to keep nothing of it


class PatientClipboard(QObject):
    """`hold(text)`, then `let_go()`; after five minutes it lets go by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_FOR_MS)
        self._timer.timeout.connect(self.let_go)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.let_go)

    def hold(self, text: str) -> None:
        """Put a text on the clipboard."""
        content = QMimeData()
        content.setText(text)
        for kind, value in _NOT_TO_KEEP.items():
            content.setData(kind, value)
        _clipboard().setMimeData(content)
        self._held = text
        self._timer.start()

    @Slot()
    def let_go(self) -> None:
        """Empty the clipboard, if it still holds what was put there."""
        self._timer.stop()
        if self._held and _clipboard().text() == self._held:
            _clipboard().clear()
        self._held = ""


def patient_clipboard() -> PatientClipboard:
    """The one of this run: whoever locks a window lets go of what another has put there."""
    app = QCoreApplication.instance()
    found = None if app is None else app.findChild(PatientClipboard)
    return found if found is not None else PatientClipboard(app)


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()
