"""The checklist of a step: one item open at a time, answered with one key or one tap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from plexlog.domain.language import gettext as _
from ui.session.reading_order import focus_on
from ui.session.step_columns import ScrollCard
from ui.widgets.checklist import ChecklistItemView, ItemView, Mark


class ChecklistPanel(ScrollCard):
    """The left column of a step. `show_items(views, "5 of 8 answered")`.

    The first item that still waits is open; a person may open any other. After an answer the next
    waiting item opens and has the focus, so that D, D, D walks down the list; where none waits
    any more, the item that was answered has it.
    """

    answered = Signal(str, str, str)  # item, answer, reason
    finding_answered = Signal(str, str)  # key of the finding, key of the act

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Checklist"), 0, parent)
        self._items: dict[str, ChecklistItemView] = {}
        self._picked = ""  # what a person opened
        self._walked_from = ""  # answered from here: the next open item takes the focus
        self.add_rule_below_heading()

    @property
    def items(self) -> tuple[ChecklistItemView, ...]:
        """The items in their order."""
        return tuple(self._items.values())

    def item(self, code: str) -> ChecklistItemView:
        """One item. Raises KeyError."""
        return self._items[code]

    def show_items(self, views: Sequence[ItemView], note: str) -> None:
        """Show these items; rows that are there already keep focus and what is being typed."""
        if [view.code for view in views] != list(self._items):
            self._make_rows(views)
        self.heading.show_note(note)
        for view in views:
            row = self._items[view.code]
            if row.view != view:
                self._show_row(row, view)
        self._open_one()

    def show_item(self, code: str) -> None:
        """Scroll to an item and put the focus on it."""
        if code in self._items:
            self.reveal(self._items[code])
            focus_on(self._items[code])

    def _show_row(self, row: ChecklistItemView, view: ItemView) -> None:
        if self._picked == view.code and view.mark is not row.view.mark:
            self._picked = ""  # it has got its answer
        row.show_view(view)

    def _make_rows(self, views: Sequence[ItemView]) -> None:
        for row in self._items.values():
            self.remove(row)
        self._items = {}
        for place, view in enumerate(views):
            row = ChecklistItemView(view, self.inside)
            row.opened.connect(self._on_opened)
            row.answered.connect(self._on_answered)
            row.finding_answered.connect(self.finding_answered)
            self._items[view.code] = row
            self.insert(place, row)

    def _open_one(self) -> None:
        wanted = self._picked or next(
            (code for code, row in self._items.items() if _waits(row.view)), ""
        )
        is_walking = self._walked_from in self._items
        for code, row in self._items.items():
            if row.is_open != (code == wanted):
                row.set_open(code == wanted)
        goes_to, self._walked_from = wanted or self._walked_from, ""
        if is_walking:
            focus_on(self._items[goes_to])
            self.reveal(self._items[goes_to])

    @Slot(str)
    def _on_opened(self, code: str) -> None:
        self._picked = "" if self._picked == code else code
        self._open_one()

    @Slot(str, str, str)
    def _on_answered(self, code: str, answer: str, reason: str) -> None:
        focused = QApplication.focusWidget()
        is_inside = focused is not None and self._items[code].isAncestorOf(focused)
        self._walked_from = code if is_inside else ""
        self._picked = ""
        self.answered.emit(code, answer, reason)


def _waits(view: ItemView) -> bool:
    return view.mark is Mark.OPEN
