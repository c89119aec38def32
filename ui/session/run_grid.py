"""The grid of a run: headings, kept rows and the open row, with the columns of its machine."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.session.run_columns import COLUMNS, Column
from ui.session.run_row import OpenRow
from ui.session.run_table import GridHeading, ReadingsTable
from ui.widgets.cards import Card


class RunGrid(Card):
    """`table` and `row` under one heading; `set_columns(columns)` and `show_rows(count)`."""

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

    def show_rows(self, count: int) -> None:
        """Show so many of the kept rows, the newest."""
        self.table.show_rows(count)
