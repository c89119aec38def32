"""Tells a bar code scanner from a hand: both type, but no hand types eight keys within a blink.

The keys of a scan go to nobody but `scanned`, wherever the cursor stands; what the first of them
put into a field is taken out again. Typing by hand passes untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from plexlog.services.scanning import SEPARATOR, begins_a_scan

BY_HAND_S = 0.05  # no hand is faster from key to key, for four keys and more
PAUSE_MS = 150  # after which a scan is over, where no Enter or Tab ends it
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


@dataclass(frozen=True)
class _Before:
    """A field as it stood before the scan began."""

    edit: QLineEdit
    text: str
    cursor: int

    def restore(self) -> None:
        if isValid(self.edit) and self.edit.text() != self.text:
            self.edit.setText(self.text)
            self.edit.setCursorPosition(self.cursor)


class ScanCatcher(QObject):
    """`watch(page)` while the page is shown; `scanned(text)` for each scan into its window."""

    scanned = Signal(str)

    def __init__(self, clock: Callable[[], float], page: QWidget) -> None:
        super().__init__(page)
        self._clock = clock
        self._page = page
        self._window: QWindow | None = None
        self._keys = ""
        self._last = -1.0
        self._before: _Before | None = None
        self._is_catching = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._finish)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if "_page" not in vars(self):
            return False  # it is just being let go of, and Qt still sends
        if watched is self._page:
            self._follow(event)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event)
        return False

    def _follow(self, event: QEvent) -> None:
        """Listen to the window while the page is shown in it."""
        if event.type() == QEvent.Type.Show:
            self._listen(self._page.window().windowHandle())
        elif event.type() == QEvent.Type.Hide:
            self._listen(None)

    def _listen(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        self._forget()
        if window is not None:
            window.installEventFilter(self)

    def _takes(self, event: QKeyEvent) -> bool:
        text = event.text()
        if not text or event.isAutoRepeat():
            return False  # Shift and its like belong to the key that follows
        if self._is_catching:
            self._catch(event)
            return True
        now = self._clock()
        if now - self._last > BY_HAND_S or not self._keys:
            self._keys, self._before = "", _stand()
        self._last = now
        if not (text.isprintable() or text == SEPARATOR):
            self._keys = ""
            return False
        self._keys += text
        if not begins_a_scan(self._keys):
            return False
        if self._before is not None:
            self._before.restore()
        self._is_catching = True
        self._pause.start()
        return True

    def _catch(self, event: QKeyEvent) -> None:
        if event.key() in _ENDS:
            self._finish()
            return
        self._keys += event.text()
        self._pause.start()

    @Slot()
    def _finish(self) -> None:
        keys = self._keys
        self._forget()
        if keys:
            self.scanned.emit(keys)

    def _forget(self) -> None:
        self._pause.stop()
        self._keys, self._before, self._is_catching = "", None, False


def _stand() -> _Before | None:
    focused = QApplication.focusWidget()
    if not isinstance(focused, QLineEdit):
        return None
    return _Before(focused, focused.text(), focused.cursorPosition())
