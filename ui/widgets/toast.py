"""A toast: something that needs no answer, said once and gone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.icons import paint_icon
from ui.widgets.painting import Box, Run, middle_baseline, paint_box, paint_runs
from ui.widgets.theme import worn_theme

_WIDTH = 320
_MARGIN = 16
_MILLISECONDS = 4000


class Toast(QWidget):
    """320 x 44 at the bottom right of `host` (`Frame.page_area`), for four seconds.

    `say(words, icon)`; it takes neither the focus nor clicks, and is read out. `lift` keeps
    it above bedside buttons at the foot of the page. On the run page, where every part is read,
    the status line says it instead.
    """

    def __init__(self, host: QWidget, lift: int = 0) -> None:
        super().__init__(host)
        self._host = host
        self._lift = lift
        self._words = ""
        self._icon = "circle-check"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(self._on_over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(worn_theme().size("touch"))
        host.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words

    def set_lift(self, lift: int) -> None:
        """Stand this much above the foot of the page."""
        self._lift = lift
        self._place()

    def say(self, words: str, icon: str = "circle-check") -> None:
        """Show the words; what was said before gives way."""
        self._words, self._icon = words, icon
        self.setAccessibleName(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("surface", "strong", 1, 6))
        paint_icon(painter, QRect(14, 13, 18, 18), self._icon, "okInk")
        baseline = middle_baseline(self.rect(), "label")
        paint_runs(painter, 42, baseline, (Run(self._words, "label"),))
        painter.end()

    def _place(self) -> None:
        wide = max(_WIDTH, 42 + Run(self._words, "label").width + 14)
        left = self._host.width() - wide - _MARGIN
        top = self._host.height() - self.height() - 12 - self._lift
        self.setGeometry(left, top, wide, self.height())

    @Slot()
    def _on_over(self) -> None:
        self.hide()
