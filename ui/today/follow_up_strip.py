"""The strip of follow-ups under the board: each a button, the longest due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.language import ngettext
from ui.widgets.icons import IconMark, paint_icon
from ui.widgets.painting import FOCUS_WIDTH, Box, Run, Words, paint_box, paint_runs
from ui.widgets.tab_anchor import TabAnchor
from ui.widgets.theme import worn_theme

_ITEM = QSize(272, 68)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One follow-up, worded already."""

    key: str
    name: str
    about: str
    when: str
    is_late: bool = False
    tries: int = 0  # calls that nobody answered


class FollowUpItem(QPushButton):
    """One follow-up. `wanted(key)` to tell what the call told."""

    wanted = Signal(str)

    def __init__(self, view: ItemView, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self.setObjectName(f"follow_up_{view.key}")
        self.setFixedSize(max(_ITEM.width(), self._width()), _ITEM.height())
        self.setAutoDefault(False)
        self.setAccessibleName(f"{view.name}, {view.about}")
        self.setAccessibleDescription(
            ", ".join(part for part in (view.when, _tries(view)) if part)
        )
        self.clicked.connect(self._on_clicked)

    def _width(self) -> int:
        name = Run(self.view.name, "strong").width
        return max(name, sum(run.width + run.gap for run in self._runs()) + 22) + 28

    def _runs(self) -> tuple[Run, ...]:
        ink = "askInk" if self.view.is_late else "ink2"
        runs = [Run(self.view.when, "labelBold" if self.view.is_late else "label", ink)]
        if self.view.tries:
            runs.append(Run(_tries(self.view), "label", "ink2", 10))
        return tuple(runs)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        late = self.view.is_late
        fill = "askTint" if late else "primaryTint" if self.underMouse() else "surface"
        edge = ("focus", FOCUS_WIDTH) if self.hasFocus() else ("askLine" if late else "line", 1)
        paint_box(painter, self.rect(), Box(fill, *edge, worn_theme().size("cardRadius")))
        paint_runs(painter, 14, 21, (Run(self.view.name, "strong"),))
        paint_runs(painter, 14, 40, (Run(self.view.about, "label", "ink2"),))
        icon, ink = ("clock-alert", "askInk") if late else ("clock", "ink2")
        paint_icon(painter, QRect(14, 46, 16, 16), icon, ink)
        paint_runs(painter, 36, 59, self._runs())
        painter.end()

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.view.key)


def _tries(view: ItemView) -> str:
    if not view.tries:
        return ""
    return ngettext("{count} not reached", "{count} not reached", view.tries).format(
        count=view.tries
    )


class FollowUpStrip(QFrame):
    """Follow-ups that are due, side by side; hidden while there is none. `wanted(key)`."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._anchor = TabAnchor(self)
        self._items: list[FollowUpItem] = []
        self._count = Words("", "labelBold", "ink2", self)
        self._ahead = Words("", "label", "ink2", self)
        self._scroll = QScrollArea(self)
        self._inside = QWidget(self._scroll)
        self._inside.setProperty("fill", "none")
        self._row = QHBoxLayout(self._inside)
        self._lay_out()
        self.hide()

    @property
    def items(self) -> tuple[FollowUpItem, ...]:
        """The items from left to right."""
        return tuple(self._items)

    def show_items(self, views: Sequence[ItemView], ahead: int) -> None:
        """Show these; the focus stays on the item of the same key."""
        words = _("{count} more to come").format(count=ahead) if ahead else ""
        self._ahead.set_words(words)
        self.setVisible(bool(views))
        if [item.view for item in self._items] == list(views):
            return
        focused = next((item.view.key for item in self._items if item.hasFocus()), "")
        for item in self._items:
            self._row.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [self._make(view, place) for place, view in enumerate(views)]
        self._anchor.lead(self._items)
        self._count.set_words(str(len(views)))
        for item in self._items:
            if item.view.key == focused:
                item.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), Box("sunken", "", 0, worn_theme().size("cardRadius")))
        painter.end()

    def _make(self, view: ItemView, place: int) -> FollowUpItem:
        item = FollowUpItem(view, self._inside)
        item.wanted.connect(self.wanted)
        self._row.insertWidget(place, item)
        item.show()
        return item

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(12, 8, 8, 0)
        page.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("bell-ring", "ink2", 18, self))
        head.addWidget(Words(_("Follow-up"), "section", parent=self))
        head.addWidget(self._count)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._ahead)
        column.addStretch(1)
        page.addLayout(column)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFixedHeight(_ITEM.height() + 12)
        self._scroll.setAccessibleName(_("Follow-up"))
        page.addWidget(self._scroll, 1)
        self.setAccessibleName(_("Follow-up"))
