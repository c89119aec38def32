"""Hands that work the window by keyboard alone: Tab to a part, type, press Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

MOST_TABS = 400
MOST_CHOICES = 40
PATIENCE_MS = 90_000  # a busy machine draws slowly


class LostError(RuntimeError):
    """A part could not be reached by keyboard, or did not come in time."""


class Hands:
    """Works whatever has the focus in one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def settle(self) -> None:
        """Let what was asked for be done and drawn."""
        for _round in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so. Raises LostError when it does not come."""
        if condition():
            return
        loop = QEventLoop()
        asking = QTimer()
        asking.setInterval(10)
        came: list[bool] = []

        def ask() -> None:
            if condition():
                came.append(True)
                loop.quit()

        asking.timeout.connect(ask)
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        asking.start()
        loop.exec()
        asking.stop()
        if not came:
            raise LostError(f"{what} did not come")

    def focused(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        if found is None:
            raise LostError("nothing has the focus")
        return found

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _time in range(times):
            QTest.keyClick(self.focused(), key)
            self.settle()

    def shortcut(self, keys: str) -> None:
        """Press a shortcut, such as "F9" or "Ctrl+N"."""
        QTest.keySequence(self._window, QKeySequence(keys))
        self.settle()

    def reach(self, name: str) -> QWidget:
        """Tab until the part of that object name, or accessible name, has the focus."""

        def is_it(part: QWidget) -> bool:
            return name in (part.objectName(), part.accessibleName())

        return self._tab_to(is_it, name)

    def pick(self, code: str, key: str) -> None:
        """Tab to a row of choices, walk to one by arrow keys, choose it by Space."""

        def is_in_row(part: QWidget) -> bool:
            return _row_of(part) == f"choice_{code}"

        part = self._tab_to(is_in_row, code)
        for _step in range(MOST_CHOICES):
            if part.objectName() == key:
                break
            part = self._next_choice(part)
            if not is_in_row(part):  # the row ends here: round again
                part = self._tab_to(is_in_row, code)
        if part.objectName() != key:
            raise LostError(f"{code!r} does not offer {key!r}")
        if not (isinstance(part, QAbstractButton) and part.isChecked()):
            self.press(Qt.Key.Key_Space)
        self.settle()

    def open_card(self, words: str) -> None:
        """Tab to the card whose accessible name begins with some words and press Enter."""

        def is_it(part: QWidget) -> bool:
            return part.accessibleName().startswith(words)

        self._tab_to(is_it, words)
        self.press(Qt.Key.Key_Return)

    def _next_choice(self, part: QWidget) -> QWidget:
        """Walk on by an arrow key; by Tab where no arrow leads on."""
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Tab):
            QTest.keyClick(part, key)
            if self.focused() is not part:
                break
        return self.focused()

    def _seen(self) -> str:
        """The names of everything Tab reaches, for the message of a lost hand."""
        names: list[str] = []
        for _tab in range(MOST_TABS // 4):
            part = self.focused()
            name = part.accessibleName() or part.objectName() or type(part).__name__
            if name in names:
                break
            names.append(name)
            QTest.keyClick(part, Qt.Key.Key_Tab)
        return ", ".join(names)

    def _tab_to(self, is_it: Callable[[QWidget], bool], name: str) -> QWidget:
        self.settle()
        for _tab in range(MOST_TABS):
            part = QApplication.focusWidget()
            if part is not None and is_it(part):
                return part
            QTest.keyClick(part or self._window, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise LostError(f"{name!r} cannot be reached by Tab; there are: {self._seen()}")

    def type(self, name: str, text: str) -> None:
        """Tab to a field, type over what stands there, and leave it by Tab."""
        self.write_over(name, text)
        self.press(Qt.Key.Key_Tab)

    def write_over(self, name: str, text: str) -> None:
        """Tab to a field and type over what stands there; the cursor stays."""
        part = self.reach(name)
        if isinstance(part, QLineEdit):
            part.selectAll()
        QTest.keyClicks(part, text)
        self.settle()

    def find(self, name: str, text: str) -> None:
        """Tab to a search line, type, and take the first that is found."""
        QTest.keyClicks(self.reach(name), text)
        self.settle()
        self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def choose(self, name: str, word: str) -> None:
        """Tab to a drop-down and pick an option by its word."""
        part = self.reach(name)
        if not isinstance(part, QComboBox):
            raise LostError(f"{name!r} is not a drop-down")
        place = part.findText(word)
        if place < 0:
            raise LostError(f"{name!r} does not offer {word!r}, but {_offered(part)}")
        if part.currentIndex() == place:
            return
        while part.currentIndex() != place:
            down = part.currentIndex() < place
            self.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        self.press(Qt.Key.Key_Return)

    def push(self, name: str) -> None:
        """Tab to a button and press Space."""
        part = self.reach(name)
        if isinstance(part, QAbstractButton) and not part.isEnabled():
            raise LostError(f"{name!r} cannot be pressed: {part.toolTip()}")
        self.press(Qt.Key.Key_Space)


def _row_of(part: QWidget) -> str:
    """The name of the row of choices a part stands in."""
    parent = part.parent()
    return parent.objectName() if isinstance(parent, QWidget) else ""


def _offered(part: QComboBox) -> str:
    return ", ".join(part.itemText(place) for place in range(part.count()))
