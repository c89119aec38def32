"""The column "at a glance": numbers in rows, ways to findings, and what last session offers."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.painting import (
    FOCUS_WIDTH,
    Box,
    Run,
    middle_baseline,
    paint_box,
    paint_line,
    paint_runs,
)
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme
from ui.widgets.tile import EN_DASH

_ROW = 37
_CLOSE_ROW = 30
_UNIT_COLUMN = 34
_LINK = 36
_OFFER = 48
_OFFER_TOP = 5
_OFFER_DETAIL = 25
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class GlanceRow(QWidget):
    """Label at the left, number 18 bold and unit at the right; an en dash where there is none."""

    def __init__(
        self, label: str, value: str = "", unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._unit = unit
        self._value = ""
        self._last = False
        self._height = _ROW
        self.setFixedHeight(_ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(value)

    @property
    def value(self) -> str:
        """What is shown, "" where there is none."""
        return self._value

    def show_value(self, value: str, unit: str | None = None) -> None:
        """Show another number; "" for none."""
        self._value = value
        self._unit = self._unit if unit is None else unit
        self.setAccessibleName(f"{self._label}: {value or EN_DASH} {self._unit}".strip())
        self.update()

    def set_close(self) -> GlanceRow:
        """The same row, lower: where many stand under each other."""
        self._height = _CLOSE_ROW
        self.setFixedHeight(_CLOSE_ROW)
        return self

    def set_last(self) -> None:
        """Leave out the hairline below."""
        self._last = True
        self.update()

    def sizeHint(self) -> QSize:
        label, value = Run(self._label, "label").width, Run(self._value, "glance").width
        return QSize(label + 12 + value + self._unit_column(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)

    def _unit_column(self) -> int:
        """Units stand under each other; a long one takes the room it needs."""
        return max(_UNIT_COLUMN, Run(self._unit, "label").width + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        baseline = middle_baseline(self.rect(), "label")
        number = Run(self._value or EN_DASH, "glance", "ink" if self._value else "ink2")
        edge = self.width() - self._unit_column()
        label = _fitting(self._label, edge - number.width - 8, ("label", "hint"))
        self.setToolTip("" if label.text == self._label else self._label)
        paint_runs(painter, 0, baseline, (label,))
        middle = middle_baseline(self.rect(), "glance")
        paint_runs(painter, edge - number.width, middle, (number,))
        paint_runs(painter, edge + 6, baseline, (Run(self._unit, "label", "ink2"),))
        if not self._last:
            paint_line(painter, 0, self.width(), self._height - 1)
        painter.end()


def _fitting(text: str, room: int, roles: tuple[str, ...]) -> Run:
    """The text in the first type role in which it fits, else cut at the end with an ellipsis."""
    for role in roles:
        if Run(text, role, "ink2").width <= room:
            return Run(text, role, "ink2")
    metrics = QFontMetrics(worn_theme().font(roles[-1]))
    return Run(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), roles[-1], "ink2")


class GlanceLink(QPushButton):
    """A way to findings: icon of the severity, words, arrow. `followed(key)` when pressed."""

    followed = Signal(str)  # the key given

    def __init__(self, key: str, words: str, severity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._words = words
        self._severity = severity
        self.setFixedHeight(_LINK)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = "primaryTint" if self.underMouse() else ""
        line = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        paint_box(painter, self.rect().adjusted(-6, 0, 6, 0), Box(lit, *line))
        look = LOOKS[self._severity]
        paint_icon(painter, QRect(0, 9, 18, 18), look.icon, look.ink)
        words = Run(self._words, "label")
        paint_runs(painter, 26, middle_baseline(self.rect(), "label"), (words,))
        paint_icon(painter, QRect(self.width() - 18, 9, 18, 18), "chevron-right", "ink2")
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.followed.emit(self._key)


class OfferRow(QPushButton):
    """Something last session recorded, offered and never copied by itself. `used(key)`."""

    used = Signal(str)  # the key given

    def __init__(
        self, key: str, what: str, detail: str, act: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._what = what
        self._detail = detail
        self._act = act
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{act}: {what}, {detail}")
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = "primaryTint" if self.underMouse() or self.isDown() else "surface"
        line = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("strong", 1)
        paint_box(painter, self.rect(), Box(lit, *line))
        act = Run(self._act, "labelBold", "primary")
        room = self._room(self.width())
        painter.setPen(worn_theme().colour("ink2"))
        top = _OFFER_DETAIL + self._more("labelBold", self._what, room)
        for at, role, words in (
            (_OFFER_TOP, "labelBold", self._what),
            (top, "hint", self._detail),
        ):
            painter.setFont(worn_theme().font(role))
            painter.drawText(QRect(14, at, room, self.height()), _WRAP, words)
        left = self.width() - 14 - act.width
        paint_runs(painter, left, middle_baseline(self.rect(), "labelBold"), (act,))
        painter.end()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        more = self._more("labelBold", self._what, room) + self._more("hint", self._detail, room)
        return _OFFER + more

    @staticmethod
    def _more(role: str, words: str, room: int) -> int:
        """How much higher than one line the words are where they wrap; nothing of them is cut."""
        metrics = QFontMetrics(worn_theme().font(role))
        tall = metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAP, words).height()
        return max(tall - metrics.height(), 0)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _OFFER)

    def _room(self, width: int) -> int:
        """What the words may take beside the act."""
        return max(width - 40 - Run(self._act, "labelBold").width, 1)

    @Slot()
    def _on_clicked(self) -> None:
        self.used.emit(self._key)
