"""A group of fields that opens and closes under its heading."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.widgets.icons import paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, Run, middle_baseline, paint_box, paint_runs
from ui.widgets.theme import worn_theme


class _FoldHead(QPushButton):
    """The heading: an arrow, the words, and a note at the right."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._note = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(worn_theme().size("touch"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe()

    def show_note(self, note: str) -> None:
        self._note = note
        self.describe()
        self.update()

    def describe(self) -> None:
        """Tell a screen reader whether the group is open."""
        state = _("open") if self.isChecked() else _("closed")
        parts = (self._words, self._note, state)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        return QSize(60 + Run(self._words, "section").width, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = "primaryTint" if self.underMouse() else ""
        line = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        paint_box(painter, self.rect(), Box(lit, *line))
        arrow = "chevron-down" if self.isChecked() else "chevron-right"
        paint_icon(painter, QRect(4, 13, 18, 18), arrow, "ink2")
        words = Run(self._words, "section")
        paint_runs(painter, 30, middle_baseline(self.rect(), "section"), (words,))
        note = Run(self._note, "hintBold", "ink2")
        left = self.width() - 8 - note.width
        paint_runs(painter, left, middle_baseline(self.rect(), "hintBold"), (note,))
        painter.end()


class Fold(QWidget):
    """`Fold(words)`: add parts to `content`; `set_open(bool)`; closed until somebody opens it."""

    toggled = Signal(bool)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = _FoldHead(words, self)
        self._inside = QWidget(self)
        self.content = QVBoxLayout(self._inside)
        self.content.setContentsMargins(0, 4, 0, 8)
        self.content.setSpacing(worn_theme().size("gap"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self._inside)
        self._inside.hide()
        self.head.toggled.connect(self._on_toggled)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self.head.isChecked()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - as setVisible
        """Show or put away the fields."""
        self.head.setChecked(is_open)

    def show_note(self, note: str) -> None:
        """Show words at the right of the heading, such as `2 of 14`."""
        self.head.show_note(note)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - as Qt's toggled
        self._inside.setVisible(is_open)
        self.head.describe()
        self.toggled.emit(is_open)
