"""The grid of a run: headings, kept rows and the open row, with the columns of its machine."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session.run_columns import COLUMNS, Column
from ui.session.run_row import OpenRow
from ui.session.run_table import ROW, SHOWN_ROWS, GridHeading, ReadingsTable
from ui.widgets.cards import Card

PAGE_HEIGHT = 632  # of the run at 1366 x 768, where three rows fit beside the chart
FOLDED_HEIGHT = 420  # of the run at 960 x 540, where the newest row alone has room
SHARE = 0.6  # of the height a larger screen has besides, for rows; the chart takes the rest


class RunGrid(Card):
    """`table` and `row` under one heading; `set_columns(columns)` and `fit_rows(height)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_padding(1, 1, 1)
        self._heading = GridHeading(self)
        self.table = ReadingsTable(self)
        self.row = OpenRow(self)
        self._columns = COLUMNS
        for part in (self._heading, self.table, self.row):
            self.body.addWidget(part)

    def set_columns(self, columns: tuple[Column, ...]) -> bool:
        """Show the columns of a machine; False where they are shown already."""
        if columns == self._columns:
            return False
        self._columns = columns
        for part in (self._heading, self.table, self.row):
            part.set_columns(columns)
        return True

    def fit_rows(self, page_height: int, *, is_folded: bool, has_pad: bool) -> None:
        """Show as many kept rows as a page of that height has room for."""
        besides = max(0, page_height - (FOLDED_HEIGHT if is_folded else PAGE_HEIGHT))
        least = 1 if is_folded else SHOWN_ROWS
        if has_pad and not besides:
            least = 0  # the pad takes their room
        self.table.show_rows(least + int(besides * SHARE) // ROW)
