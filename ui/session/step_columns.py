"""What the steps before the run share: three columns, and cards that scroll by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from plexlog.services.open_session import SessionView
from ui.widgets.cards import Card, Hairline
from ui.widgets.folding import READABLE, FoldingPage, place_again
from ui.widgets.scroll import ScrollColumn
from ui.widgets.theme import worn_theme

CHECKLIST_WIDTH = 488
VALUES_WIDTH = 458
GLANCE_WIDTH = 300
_WIDTHS = (CHECKLIST_WIDTH, VALUES_WIDTH, GLANCE_WIDTH)
_ROOMY = 1240  # below this the others need some of the width of the glance
_CLOSE_WIDTHS = (480, 466, 274)
_HEAD = 42


class StepPage(Protocol):
    """What the session screen asks of a page of a step, besides being a widget.

    A page may also have `clock_moved(view)`, called when time has passed, and `bar_buttons()`,
    whose buttons stand right in the stepper's bar.
    """

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        ...


class WithClock(Protocol):
    """A page whose timers move."""

    def clock_moved(self, view: SessionView) -> None:
        """Time has passed; the record is the same."""
        ...


class WithBarButtons(Protocol):
    """A page with buttons of its own in the stepper's bar."""

    def bar_buttons(self) -> Sequence[QPushButton]:
        """Buttons in their order; they stay the page's own."""
        ...


class ScrollCard(Card):
    """A card with a fixed heading whose content scrolls: `add(part)`, parents are `inside`."""

    def __init__(self, title: str, sides: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent)
        self._column = ScrollColumn(title, self)
        self.set_padding(0, 1, 6)
        self.heading.setFixedHeight(_HEAD)
        self.heading.setContentsMargins(max(sides, 12), 4, max(sides, 12), 0)
        self.heading.set_bold_note()
        self._column.column.setContentsMargins(sides, 0, sides, 6)
        self.body.addWidget(self._column, 1)

    @property
    def inside(self) -> QWidget:
        """The parent of what scrolls."""
        return self._column.inside

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self._column.add(part)

    def insert(self, place: int, part: QWidget) -> None:
        """Put a part at a place."""
        self._column.column.insertWidget(place, part)

    def remove(self, part: QWidget) -> None:
        """Take a part out and let go of it."""
        self._column.column.removeWidget(part)
        part.hide()
        part.deleteLater()

    def reveal(self, part: QWidget) -> None:
        """Scroll until a part is seen."""
        self._column.ensureWidgetVisible(part, 0, 8)

    def add_rule_below_heading(self) -> None:
        """Draw a hairline between heading and content."""
        self.body.insertWidget(1, Hairline(self))


class StepColumns(FoldingPage):
    """Checklist, what the step needs, and at a glance, side by side.

    In a narrow window what the step needs stands below the others, and the page scrolls down.
    """

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left, self._middle, self._right = left, middle, right
        margin = worn_theme().size("margin")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(margin, 12, margin, 12)
        self._grid.setSpacing(worn_theme().size("gap"))
        self.lay_narrow(is_narrow=False)

    def lay_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - as setVisible
        """Three columns, or two rows."""
        left, middle, right = self._left, self._middle, self._right
        if is_narrow:
            below = {left: (0, 0, 1, 1), right: (0, 1, 1, 1), middle: (1, 0, 1, 2)}
            place_again(self._grid, below, READABLE)
            if not isinstance(left, ScrollCard):  # two cards under each other
                self._grid.setRowMinimumHeight(0, READABLE + READABLE // 2)
        else:
            side_by_side = {left: (0, 0, 1, 1), middle: (0, 1, 1, 1), right: (0, 2, 1, 1)}
            place_again(self._grid, side_by_side)
            self._grid.setRowStretch(1, 0)
        self._grid.setColumnStretch(0, CHECKLIST_WIDTH)
        self._grid.setColumnStretch(1, 0 if is_narrow else VALUES_WIDTH)
        right.setFixedWidth(GLANCE_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_narrow:
            close = event.size().width() < _ROOMY
            left, middle, right = _CLOSE_WIDTHS if close else _WIDTHS
            self._grid.setColumnStretch(0, left)
            self._grid.setColumnStretch(1, middle)
            self._right.setFixedWidth(right)
