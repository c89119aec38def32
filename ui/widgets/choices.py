"""Choices: exclusive buttons, rows to tick, grades with their definition, and a drop-down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
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
_TEXT_LEFT = 40
_TEXT_RIGHT = 12
_LINE = 18
_WIDEST = 480
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
        self.setAutoExclusive(True)  # heard as one of several; which is chosen, its group tells
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
        return QSize(78 + max(words) + 12, self.height())

    def _paint_words(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        mark, tint = ("circle-dot", "primary") if chosen else ("circle", "ink2")
        paint_icon(painter, QRect(13, (self.height() - 20) // 2, 20, 20), mark, tint)
        numeral = Run(self.option.numeral, "value")
        left = 56 - numeral.width // 2
        paint_runs(painter, left, middle_baseline(self.rect(), "value"), (numeral,))
        top = (self.height() - 2 * _LINE) // 2
        for place, run in enumerate(
            (Run(self.option.word, "labelBold"), Run(self.option.meaning, "label", "ink2"))
        ):
            at = QRect(0, top + place * _LINE, self.width(), _LINE)
            paint_runs(painter, 78, middle_baseline(at, run.role), (run,))


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
            if pick.isChecked():  # Qt lets Tab stop only where the cursor was last
                pick.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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

    def set_compact(self, *, is_compact: bool) -> None:
        """Rows of 44 instead of 48, where room is short."""
        height = worn_theme().size("touch") if is_compact else _GRADE_HEIGHT
        for pick in self._picks:
            pick.setFixedHeight(height)
        self.updateGeometry()


class CheckRow(QPushButton):
    """A row to tick: square, words, and a note at the right. `ticked(code, on)`.

    The words wrap where they are long and the note never runs into them: it stands beside them
    where there is room, and under them where there is none.
    """

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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(word)
        self.setAccessibleDescription(note)
        self.clicked.connect(self._on_clicked)

    def show_note(self, note: str) -> None:
        """Show other words at the right."""
        if note != self._note:
            self._note = note
            self.setAccessibleDescription(note)
            self._fit()
            self.updateGeometry()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """As high as the words are in this width; a grid gives a row no more than its hint."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines, is_under = self._lines(width)
        text = (len(lines) + is_under) * _LINE
        return max(worn_theme().size("touch"), text + 12)

    def sizeHint(self) -> QSize:
        wide = Run(self._word, "labelBold").width + Run(self._note, "labelBold").width
        width = min(_TEXT_LEFT + wide + 28, _WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max((Run(part, "labelBold").width for part in self._word.split()), default=0)
        least = max(longest, Run(self._note, "labelBold").width)
        return QSize(_TEXT_LEFT + least + _TEXT_RIGHT, worn_theme().size("touch"))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a second press in haste takes no tick back

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        paint_box(painter, self.rect(), _pick_box(self))
        mark, tint = ("square-check", "primary") if on else ("square", "ink2")
        paint_icon(painter, QRect(12, (self.height() - 20) // 2, 20, 20), mark, tint)
        lines, is_under = self._lines(self.width())
        role = "labelBold" if on else "label"
        ink = "ink" if self.isEnabled() else "ink3"
        top = (self.height() - (len(lines) + is_under) * _LINE) // 2
        for place, line in enumerate(lines):
            at = QRect(0, top + place * _LINE, self.width(), _LINE)
            paint_runs(painter, _TEXT_LEFT, middle_baseline(at, role), (Run(line, role, ink),))
        note = Run(self._note, "labelBold" if on else "label", "ink2")
        at = QRect(0, top + len(lines) * _LINE, self.width(), _LINE) if is_under else self.rect()
        left = _TEXT_LEFT if is_under else self.width() - _TEXT_RIGHT - note.width
        paint_runs(painter, left, middle_baseline(at, "label"), (note,))
        painter.end()

    def _lines(self, width: int) -> tuple[list[str], bool]:
        """The words in lines, and whether the note stands under them; as wide as when ticked."""
        room = width - _TEXT_LEFT - _TEXT_RIGHT
        note = Run(self._note, "labelBold").width
        beside = room - note - 12 if self._note else room
        if Run(self._word, "labelBold").width <= beside:
            return [self._word], False
        return _wrapped(self._word, room), bool(self._note)

    @Slot(bool)
    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - as Qt's clicked
        self.ticked.emit(self._code, on)


def _wrapped(words: str, room: int) -> list[str]:
    """The words in lines of at most so many pixels; a longer word has a line of its own."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and Run(longer, "labelBold").width > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class ChoiceBox(QComboBox):
    """A drop-down of options; `entered(code, key)` when a person picks, `set_chosen(key)`.

    It starts empty: nothing is chosen until somebody chooses. Keys walk through the options of a
    closed one without telling each: Enter, or leaving it, takes the one that is shown, and Esc
    goes back to the one before. The wheel never chooses: who turns it wants to scroll the page.
    In an empty one the first Down takes the first option.
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
        self._kept = ""  # what the record holds
        self._is_walking = False  # a key is being taken by the closed box
        self.view().installEventFilter(self)
        self.activated.connect(self._on_activated)

    @property
    def chosen(self) -> str:
        """The key that is shown, "" for none."""
        key = self.currentData()
        return key if isinstance(key, str) else ""

    def set_chosen(self, key: str) -> None:
        """Show what the record holds without telling it; unchanged, a walk goes on."""
        is_walk = self.chosen != self._kept and self.hasFocus()
        if key != self._kept or not is_walk:
            self.setCurrentIndex(self.findData(key))
        self._kept = key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_walk = self.chosen != self._kept
        if is_walk and event.key() == Qt.Key.Key_Escape:
            self.setCurrentIndex(self.findData(self._kept))
            return
        if is_walk and event.key() in _TAKING:
            self._take()  # a second Enter goes to the page
            return
        self._is_walking = True
        super().keyPressEvent(event)
        self._is_walking = False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 - Qt's
        self._take()  # what it opens is the next stop
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._take()

    def _take(self) -> None:
        """Tell what the keys walked to, once."""
        if self.chosen != self._kept:
            self._kept = self.chosen
            self.entered.emit(self._code, self.chosen)

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
        if not self._is_walking:
            self._kept = self.chosen
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
