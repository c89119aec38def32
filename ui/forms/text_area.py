"""Several lines of a person's own words; leaving the box tells them once they have changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.forms.fields import FormField


class _Area(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TextArea(FormField):
    """`TextArea(code, label, hint)`; Tab goes on to the next box."""

    def __init__(
        self, code: str, label: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(code, label, hint, parent)
        self._area = _Area(self)
        self._area.setTabChangesFocus(True)
        self._area.setMinimumHeight(64)
        self._lay_out(self._area, "text")
        self._area.left.connect(self._tell)
        self._area.textChanged.connect(self._on_edited)

    @property
    def box(self) -> QPlainTextEdit:
        return self._area

    def text(self) -> str:
        return self._area.toPlainText().strip()

    def set_text(self, text: str) -> None:
        self._told = text
        if self.text() != text:
            self._area.setPlainText(text)
