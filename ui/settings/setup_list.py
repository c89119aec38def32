"""The list of the pages of Setup, at their left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.settings.setup_pages import SetupPage
from ui.widgets.buttons import clicked_by_key
from ui.widgets.icons import paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, Run, middle_baseline, paint_box, paint_runs
from ui.widgets.theme import worn_theme

_ICON = 18
_LEFT = 12
WIDTH = 184


class SetupItem(QPushButton):
    """One page in the list; `chosen(key)` when it is picked."""

    chosen = Signal(str)  # key of the page

    def __init__(self, page: SetupPage, parent: QWidget | None = None) -> None:
        super().__init__(page.word, parent)
        self.key = page.key
        self._icon = page.icon
        self.setObjectName(f"setup_{page.key}")
        self.setCheckable(True)
        self.setAutoExclusive(True)  # heard as one of several; which is chosen, its group tells
        self.setAutoDefault(False)
        self.setAccessibleName(page.word)
        self.setFixedHeight(worn_theme().size("admin"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)

    def event(self, event: QEvent) -> bool:
        return clicked_by_key(self, event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.isChecked()
        line, width = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("", 0)
        lit = here or self.underMouse()
        paint_box(painter, self.rect(), Box("primaryTint" if lit else "", line, width))
        top = (self.height() - _ICON) // 2
        ink = "primary" if here else "ink2"
        paint_icon(painter, QRect(_LEFT, top, _ICON, _ICON), self._icon, ink)
        words = Run(self.text(), "strong" if here else "body", "ink")
        baseline = middle_baseline(self.rect(), "body")
        paint_runs(painter, _LEFT + _ICON + 10, baseline, (words,))
        painter.end()

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.chosen.emit(self.key)


class SetupList(QWidget):
    """The pages one under the other; arrows walk them. `page_chosen(key)` when one is picked."""

    page_chosen = Signal(str)

    def __init__(self, pages: Sequence[SetupPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of Setup"))
        self._group = QButtonGroup(self)
        self._items = [SetupItem(page, self) for page in pages]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for item in self._items:
            self._group.addButton(item)
            rows.addWidget(item)
            item.chosen.connect(self.page_chosen)
        rows.addStretch(1)
        self.setFixedWidth(WIDTH)

    def choose(self, key: str) -> None:
        """Pick a page; the first where there is none of that key."""
        found = [item for item in self._items if item.key == key]
        (found or self._items)[0].setChecked(True)

    def focus_first(self) -> None:
        """Put the cursor on the page that is picked."""
        for item in self._items:
            if item.isChecked():
                item.setFocus()
