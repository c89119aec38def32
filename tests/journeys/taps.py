"""Hands that tap what they mean: where Tab would walk past fifty parts, a tap goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from ui.demo.hands import Hands, LostError
from ui.session.reaction_panels import InfectionPanel
from ui.widgets.dialog import DialogFrame


class Taps(Hands):
    """Hands that tap: the cursor goes to a part at once, as long as it can be seen."""

    def _tab_to(self, is_it: Callable[[QWidget], bool], name: str) -> QWidget:
        dialogs = [one for one in self._window.findChildren(DialogFrame) if one.isVisible()]
        where = dialogs[-1] if dialogs else self._window
        for part in where.findChildren(QWidget):
            takes_focus = part.focusPolicy() is not Qt.FocusPolicy.NoFocus
            if takes_focus and is_it(part) and part.isEnabled() and part.isVisible():
                part.setFocus(Qt.FocusReason.MouseFocusReason)
                return part
        raise LostError(f"{name!r} cannot be tapped")

    def pick(self, code: str, key: str) -> None:
        """Tap a choice of a row."""

        def is_it(part: QWidget) -> bool:
            parent = part.parent()
            in_row = isinstance(parent, QWidget) and parent.objectName() == f"choice_{code}"
            return in_row and part.objectName() == key

        part = self._tab_to(is_it, f"{code} {key}")
        if not (isinstance(part, QAbstractButton) and part.isChecked()):
            self.press(Qt.Key.Key_Space)

    def pick_saying(self, code: str, words: str) -> None:
        """Tap the choice of a row that says these words."""

        def is_it(part: QWidget) -> bool:
            parent = part.parent()
            in_row = isinstance(parent, QWidget) and parent.objectName() == f"choice_{code}"
            return in_row and words in part.accessibleName()

        self._tab_to(is_it, f"{code} {words}")
        self.press(Qt.Key.Key_Space)

    def settle(self) -> None:
        """Let what was asked for be done; a tap on what is seen already needs no second look."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def select(self, name: str, key: str) -> None:
        """Pick an option of a drop-down by its key."""
        part = self.reach(name)
        assert isinstance(part, QComboBox)
        place = part.findData(key)
        assert place >= 0, [part.itemData(one) for one in range(part.count())]
        part.showPopup()  # what lies between is not passed through
        part.view().setCurrentIndex(part.model().index(place, part.modelColumn()))
        QTest.keyClick(part.view(), Qt.Key.Key_Return)
        part.window().activateWindow()
        part.setFocus(Qt.FocusReason.PopupFocusReason)
        self.settle()
        assert part.currentIndex() == place, part.currentText()

    def tick_sign(self, sign: str) -> None:
        """Tap a sign of infection; a symptom beside it may be called the same."""

        def is_it(part: QWidget) -> bool:
            return part.objectName() == sign and part.parent() is not None and _is_sign(part)

        self._tab_to(is_it, sign)
        self.press(Qt.Key.Key_Space)

    def open_row(self, words: str, time: str) -> None:
        """Tap the row whose accessible name begins with some words and has a time."""

        def is_it(part: QWidget) -> bool:
            name = part.accessibleName()
            return name.startswith(words) and time in name

        self._tab_to(is_it, f"{words}{time}")
        self.press(Qt.Key.Key_Space)

    def can_see(self, name: str) -> bool:
        """Whether a part of that object name can be seen."""
        parts = self._window.findChildren(QWidget, name)
        return any(part.isVisible() for part in parts)


def _is_sign(part: QWidget) -> bool:
    above = part.parent()
    while above is not None and not isinstance(above, InfectionPanel):
        above = above.parent()
    return above is not None
