"""A way to what is left open: icon, a bold head, what it is about, wrapped, and an arrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.session.sign_view import SignLine
from ui.widgets.icons import paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, Run, paint_box, paint_line, paint_runs
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

_LEFT = 26
_RIGHT = 26
_HEAD = 20
_EDGE = 7  # above and below the words
_TOUCH = 44


class SignLink(QPushButton):
    """`SignLink(line)`; `followed(step)` when it is pressed. As high as its words need."""

    followed = Signal(str)

    def __init__(self, line: SignLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setObjectName(f"sign_line_{line.step}_{line.severity}")
        self.setAccessibleName(line.words)
        self.setAccessibleDescription(_("Go to {step}").format(step=line.step))
        self.clicked.connect(self._on_clicked)

    @property
    def line(self) -> SignLine:
        """What is shown."""
        return self._line

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = QRect(0, 0, max(width - _LEFT - _RIGHT, 1), 10_000)
        tall = 0
        if self._line.detail:
            metrics = QFontMetrics(worn_theme().font("label"))
            tall = metrics.boundingRect(inside, _WRAP, self._line.detail).height()
        return max(_TOUCH, _HEAD + tall + 2 * _EDGE)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _TOUCH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lit = "primaryTint" if self.underMouse() else ""
        line = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        paint_box(painter, self.rect(), Box(lit, *line))
        look = LOOKS[self._line.severity]
        paint_icon(painter, QRect(4, _EDGE + 1, 18, 18), look.icon, look.ink)
        head = Run(self._line.head, "strong")
        paint_runs(painter, _LEFT + 2, _EDGE + 15, (head,))
        self._paint_detail(painter)
        arrow = QRect(self.width() - 20, (self.height() - 18) // 2, 18, 18)
        paint_icon(painter, arrow, "chevron-right", "ink2")
        paint_line(painter, 0, self.width(), self.height() - 1)
        painter.end()

    def _paint_detail(self, painter: QPainter) -> None:
        painter.setFont(worn_theme().font("label"))
        painter.setPen(worn_theme().colour("ink2"))
        width = self.width() - _LEFT - _RIGHT
        within = QRect(_LEFT + 2, _EDGE + _HEAD, width, self.height())
        painter.drawText(within, _WRAP, self._line.detail)

    @Slot()
    def _on_clicked(self) -> None:
        self.followed.emit(self._line.step)


_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
