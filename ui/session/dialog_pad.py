"""The number pad in a dialog: it floats, types where the cursor is, and never covers that box."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.dialog import DialogFrame
from ui.widgets.number_pad import NumberPad, PadKey

_WIDTH = 720
_GAP = 8
_KEYS = {
    "erase": Qt.Key.Key_Backspace,
    "back": Qt.Key.Key_Backtab,
    "next": Qt.Key.Key_Tab,
    "keep": Qt.Key.Key_Return,
}


class DialogPad(QObject):
    """`DialogPad(dialog)` puts its key into the foot; F2 or a tap shows and hides the pad."""

    def __init__(self, dialog: DialogFrame) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._pad = NumberPad(dialog, keep=_("Enter"))
        self._pad.hide()
        self.key = PadKey("F2", dialog.panel)
        dialog.foot.insertWidget(0, self.key)
        self.key.clicked.connect(self.switch)
        self._pad.typed.connect(self._type)
        self._pad.acted.connect(self._act)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def is_shown(self) -> bool:
        """Whether the pad is seen."""
        return self._pad.isVisible()

    @Slot()
    def switch(self) -> None:
        """Show the pad, or hide it."""
        if self._pad.isVisible():
            self._pad.hide()
            return
        box = self._box()
        if box is None:
            return
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pad.show()
        self._pad.raise_()
        self._place(box)

    def _box(self) -> QLineEdit | None:
        """The line with the cursor, or else the first one of the dialog."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and self._dialog.isAncestorOf(focused):
            return focused
        lines = self._dialog.panel.findChildren(QLineEdit)
        return next((one for one in lines if one.isVisible() and one.isEnabled()), None)

    @Slot(str)
    def _type(self, text: str) -> None:
        self._send(0, text)

    @Slot(str)
    def _act(self, name: str) -> None:
        if name == "hide":
            self._pad.hide()
        else:
            self._send(_KEYS[name], "")

    def _send(self, key: int, text: str) -> None:
        box = self._box()
        if box is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(box, event)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit) and self.is_shown and self._dialog.isAncestorOf(now):
            self._place(now)

    def _place(self, box: QLineEdit) -> None:
        """Under the box, or over it where there is no room below."""
        self._pad.show_field(box.accessibleName(), box.accessibleDescription(), "")
        self._pad.resize(min(_WIDTH, self._dialog.width() - 2 * _GAP), 0)
        self._pad.resize(self._pad.width(), self._pad.sizeHint().height())
        at = box.mapTo(self._dialog, QPoint(0, 0))
        below = at.y() + box.height() + 3 * _GAP
        top = below
        if below + self._pad.height() > self._dialog.height():
            top = max(at.y() - self._pad.height() - 4 * _GAP, 0)
        self._pad.move((self._dialog.width() - self._pad.width()) // 2, top)
