"""What the steps before the run share: three columns, and cards that scroll by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plexlog.services.open_session import SessionView
from ui.widgets.cards import Card, Hairline
from ui.widgets.scroll import ScrollColumn
from ui.widgets.theme import worn_theme

CHECKLIST_WIDTH = 488
VALUES_WIDTH = 458
GLANCE_WIDTH = 300
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


class StepColumns(QWidget):
    """Checklist, what the step needs, and at a glance, side by side; a strip may stand below."""

    def __init__(
        self, left: QWidget, middle: QWidget, right: QWidget, strip: QWidget | None = None
    ) -> None:
        super().__init__()
        gap, margin = worn_theme().size("gap"), worn_theme().size("margin")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(margin, 12, margin, 12)
        rows.setSpacing(gap)
        columns = QHBoxLayout()
        columns.setSpacing(gap)
        columns.addWidget(left, CHECKLIST_WIDTH)
        columns.addWidget(middle, VALUES_WIDTH)
        columns.addWidget(right)
        right.setFixedWidth(GLANCE_WIDTH)
        rows.addLayout(columns, 1)
        if strip is not None:
            rows.addWidget(strip)
