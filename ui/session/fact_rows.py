"""Rows of what is on record, to read and to read aloud: a label, words, and sometimes a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets.cards import Heading
from ui.widgets.chip import Chip
from ui.widgets.painting import Words

_LABEL_WIDTH = 116


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row; `second` stands beside the words, `mark` names a difference."""

    label: str
    words: str
    second: str = ""
    mark: str = ""


class FactRows(QWidget):
    """`show_rows(rows)` under a heading; redrawn only when they have changed."""

    def __init__(
        self, title: str, heads: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[FactRow, ...] | None = None
        self._heads = tuple(heads)
        self.heading = Heading(title, "", self)
        self.heading.setVisible(bool(title))
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10 if title else 0, 0, 2)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)
        self.setAccessibleName(title or next(iter(self._heads), ""))

    @property
    def rows(self) -> tuple[FactRow, ...]:
        """What is shown."""
        return self._rows or ()

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Show these rows."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = self._make_rows()
        self._column.addWidget(self._inside)
        self._inside.show()

    def _make_rows(self) -> QWidget:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH if not self._heads else 0)
        grid.setColumnStretch(1, 1)
        if self._heads:
            grid.setColumnStretch(2, 1)
            for column, head in enumerate(self._heads):
                grid.addWidget(Words(head, "hintBold", "ink2", inside), 0, column)
        for place, row in enumerate(self.rows, start=1):
            self._add(grid, place, row, inside)
        return inside

    def _add(self, grid: QGridLayout, place: int, row: FactRow, inside: QWidget) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Words(row.label, "label", "ink2", inside).wrapped(), place, 0, top)
        second_role = "strong" if row.mark else "body"
        first_role = "body" if self._heads else "strong"
        grid.addWidget(Words(row.words, first_role, "ink", inside).wrapped(), place, 1, top)
        if not self._heads:
            return
        second = QVBoxLayout()
        second.setSpacing(2)
        second.addWidget(Words(row.second, second_role, "ink", inside).wrapped())
        if row.mark:
            second.addWidget(Chip(row.mark, "ask", parent=inside))
        second.addStretch(1)
        grid.addLayout(second, place, 2)
