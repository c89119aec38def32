"""Choices: exclusive buttons, rows to tick, grades with their definition, and a drop-down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    Words,
    middle_baseline,
    paint_box,
    paint_runs,
)
from ui.widgets.theme import worn_theme

_GAP = 4
_KIND_HEIGHT = 60
_GRADE_HEIGHT = 48
_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `icon` stands above the word, `numeral` and `meaning` in a grade."""

    key: str
    word: str
    icon: str = ""
    numeral: str = ""
    meaning: str = ""
    tip: str = ""


class _Pick(QPushButton):
    """A checkable button that paints its choice: tint, 2 px and bold."""

    def __init__(self, option: Option, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setObjectName(option.key)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" ".join(part for part in (option.numeral, option.word) if part))
        self.setAccessibleDescription(", ".join(p for p in (option.meaning, option.tip) if p))
        self.setToolTip(option.tip)

    def sizeHint(self) -> QSize:
        return QSize(Run(self.option.word, "strong").width + 24, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), _pick_box(self))
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        role = "labelBold" if self.isChecked() else "label"
        word = Run(self.option.word, role, "ink" if self.isEnabled() else "ink3")
        left = (self.width() - word.width) // 2
        if not self.option.icon:
            paint_runs(painter, left, middle_baseline(self.rect(), role), (word,))
            return
        tint = "primary" if self.isChecked() else "ink"
        at = QRect((self.width() - 22) // 2, 8, 22, 22)
        paint_icon(painter, at, self.option.icon, tint)
        paint_runs(painter, left, 48, (word,))


class _Grade(_Pick):
    """A row of 48: a mark to fill, the numeral, the word and its definition."""

    def sizeHint(self) -> QSize:
        words = (Run(self.option.word, "labelBold").width, Run(self.option.meaning, "label").width)
        return QSize(78 + max(words) + 12, _GRADE_HEIGHT)

    def _paint_words(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        mark, tint = ("circle-dot", "primary") if chosen else ("circle", "ink2")
        paint_icon(painter, QRect(13, 13, 20, 20), mark, tint)
        numeral = Run(self.option.numeral, "value")
        left = 56 - numeral.width // 2
        paint_runs(painter, left, middle_baseline(self.rect(), "value"), (numeral,))
        paint_runs(painter, 78, 18, (Run(self.option.word, "labelBold"),))
        paint_runs(painter, 78, 40, (Run(self.option.meaning, "label", "ink2"),))


class ChoiceRow(QWidget):
    """Exclusive choices side by side, 44 high (60 with icons), under an optional label.

    `ChoiceRow(code, label, options, columns)`: `columns=0` puts all in one row. `entered(code,
    key)` comes when a person chooses; `set_chosen(key)` shows what is on record, "" for nothing.
    Arrow keys move within the row, Space chooses.
    """

    entered = Signal(str, str)  # code of the field, key of the option

    def __init__(
        self,
        code: str,
        label: str,
        options: Sequence[Option],
        columns: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._code = code
        self._group = QButtonGroup(self)
        self._picks = [self._make(option) for option in options]
        self.setObjectName(f"choice_{code}")
        self.setAccessibleName(label)
        self._lay_out(label, columns or len(options))
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def chosen(self) -> str:
        """The key that is chosen, "" for none."""
        return next((pick.option.key for pick in self._picks if pick.isChecked()), "")

    def set_chosen(self, key: str) -> None:
        """Show what the record holds without telling it."""
        self._group.setExclusive(False)
        for pick in self._picks:
            pick.setChecked(pick.option.key == key)
        self._group.setExclusive(True)

    def button(self, key: str) -> QAbstractButton:
        """The button of a choice. Raises StopIteration for a key that is not offered."""
        return next(pick for pick in self._picks if pick.option.key == key)

    def _make(self, option: Option) -> _Pick:
        height = _KIND_HEIGHT if option.icon else worn_theme().size("touch")
        pick = _Pick(option, height, self)
        self._group.addButton(pick)
        return pick

    def _lay_out(self, label: str, columns: int) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        if label:
            rows.addWidget(Words(label, "labelBold", "ink2", self))
        grid = QGridLayout()
        gap = 8 if any(pick.option.icon for pick in self._picks) else _GAP
        grid.setSpacing(gap)
        for place, pick in enumerate(self._picks):
            grid.addWidget(pick, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        rows.addLayout(grid)

    @Slot(QAbstractButton)
    def _on_clicked(self, pick: QAbstractButton) -> None:
        self.entered.emit(self._code, pick.objectName())


class GradeRows(ChoiceRow):
    """Exclusive choices in rows of 48, each with numeral, word and definition."""

    def __init__(
        self, code: str, label: str, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(code, label, options, 1, parent)

    def _make(self, option: Option) -> _Pick:
        grade = _Grade(option, _GRADE_HEIGHT, self)
        self._group.addButton(grade)
        return grade


class CheckRow(QPushButton):
    """A row of 44 to tick: square, word, and a note at the right. `ticked(code, on)`."""

    ticked = Signal(str, bool)  # code, whether it is ticked now

    def __init__(
        self, code: str, word: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._code = code
        self._word = word
        self._note = note
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setObjectName(code)
        self.setFixedHeight(worn_theme().size("touch"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)
        self.setAccessibleDescription(note)
        self.clicked.connect(self._on_clicked)

    def show_note(self, note: str) -> None:
        """Show other words at the right."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        wide = Run(self._word, "strong").width + Run(self._note, "labelBold").width
        return QSize(44 + wide + 28, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        paint_box(painter, self.rect(), _pick_box(self))
        mark, tint = ("square-check", "primary") if on else ("square", "ink2")
        paint_icon(painter, QRect(14, 12, 20, 20), mark, tint)
        role, note_role = ("strong", "labelBold") if on else ("body", "label")
        note = Run(self._note, note_role, "ink2")
        left = self.width() - 14 - note.width
        paint_runs(painter, left, middle_baseline(self.rect(), note_role), (note,))
        self._paint_word(painter, Run(self._word, role), left - 8 if self._note else left)
        painter.end()

    def _paint_word(self, painter: QPainter, word: Run, end: int) -> None:
        """The word on one line, or on two where the note leaves too little room."""
        if 44 + word.width <= end:
            paint_runs(painter, 44, middle_baseline(self.rect(), word.role), (word,))
            return
        painter.setFont(worn_theme().font(word.role))
        painter.setPen(worn_theme().colour(word.ink))
        where = QRect(44, 0, end - 44, self.height())
        how = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(where, how, word.text)

    @Slot(bool)
    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - as Qt's clicked
        self.ticked.emit(self._code, on)


class ChoiceBox(QComboBox):
    """A drop-down of options; `entered(code, key)` when a person picks, `set_chosen(key)`.

    It starts empty: nothing is chosen until somebody chooses. The wheel never chooses: who turns
    it wants to scroll the page. In an empty one the first Down takes the first option.
    """

    entered = Signal(str, str)  # code of the field, key of the option

    def __init__(
        self, code: str, label: str, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._code = code
        self.setObjectName(code)
        self.setAccessibleName(label)
        for option in options:
            self.addItem(option.word, option.key)
        self.setCurrentIndex(-1)
        self.view().installEventFilter(self)
        self.activated.connect(self._on_activated)

    @property
    def chosen(self) -> str:
        """The key that is chosen, "" for none."""
        key = self.currentData()
        return key if isinstance(key, str) else ""

    def set_chosen(self, key: str) -> None:
        """Show what the record holds without telling it."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around it scrolls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_first = isinstance(event, QKeyEvent) and self._walks_in(event)
        return is_first or super().eventFilter(watched, event)

    def _walks_in(self, event: QKeyEvent) -> bool:
        """Whether a key in the open list was the first one: it enters the list, or does nothing.

        Qt puts the cursor on the first option without showing it, so that Down would skip that
        option and Enter would take it unseen (already when asked whether it is a shortcut).
        """
        if self.view().selectionModel().hasSelection():
            return False
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and event.key() == Qt.Key.Key_Down:
            self.view().setCurrentIndex(self.model().index(0, self.modelColumn()))
            return True
        return event.key() in _TAKING

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        at = QRect(self.width() - 30, (self.height() - 18) // 2, 18, 18)
        paint_icon(painter, at, "chevron-down", "ink2")
        painter.end()

    @Slot(int)
    def _on_activated(self, _place: int) -> None:
        self.entered.emit(self._code, self.chosen)


def _pick_box(button: QAbstractButton) -> Box:
    """The box of something chosen or not."""
    chosen = button.isChecked()
    fill = "primaryTint" if chosen or button.underMouse() else "surface"
    if not button.isEnabled():
        return Box("sunken", "line")
    if button.hasFocus():
        return Box(fill, "focus", FOCUS_WIDTH)
    return Box(fill, *(("primary", 2) if chosen else ("strong", 1)))
