"""A table of lines in a narrow window: nothing is lost at its edge, no number becomes another."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tests.ui.widgets.conftest import Stage
from ui.forms.line_model import LineModel
from ui.forms.table_view import LineTable

LINE = ("Nadler", "5319.06", "male, 1.80 m, 80 kg, haematocrit 0.45, as was published")


class Examples(LineModel[tuple[str, ...]]):
    """A formula, its result and its inputs."""

    HEADINGS = ("Formula", "Result", "Inputs")
    NUMBERS = (1,)

    def words(self, line: tuple[str, ...]) -> tuple[str, ...]:
        return line


def table_of(stage: Stage, width: int) -> LineTable:
    table = LineTable("Examples")
    model = Examples(table)
    table.setModel(model)
    table.set_widths((200, 30, 260))
    stage(table).resize(width, 200)
    model.show_lines([LINE])
    for _turn in range(4):
        QApplication.processEvents()
    return table


def words_in(table: LineTable, column: int, wide: int) -> str:
    """What a cell says of which so many pixels can be seen."""
    delegate = table.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, wide, 44)
    delegate.initStyleOption(option, table.model().index(0, column))
    return option.text


def test_where_there_is_room_the_first_column_takes_it(stage: Stage) -> None:
    table = table_of(stage, 900)

    widths = [table.columnWidth(column) for column in range(3)]

    assert sum(widths) == table.viewport().width()
    assert widths[2] == 260
    assert table.horizontalScrollBar().maximum() == 0


def test_where_there_is_none_it_scrolls_and_a_number_has_its_room(stage: Stage) -> None:
    table = table_of(stage, 260)

    assert table.horizontalScrollBar().isVisible()
    assert table.columnWidth(0) < 200
    assert table.columnWidth(1) >= table.sizeHintForColumn(1) > 30


def test_what_is_too_long_for_its_column_is_told_whole(stage: Stage) -> None:
    table = table_of(stage, 900)

    assert table.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == LINE[2]


def test_a_number_that_is_cut_is_dots(stage: Stage) -> None:
    table = table_of(stage, 260)
    wide = table.columnWidth(1)
    table.grab()

    assert words_in(table, 1, wide) == "5319.06"
    assert words_in(table, 1, wide // 2) == "…"
    assert words_in(table, 0, 20) == "Nadler", "words end with dots of their own"


def test_a_table_without_a_model_waits(stage: Stage) -> None:
    table = LineTable("Examples")
    table.setModel(None)

    stage(table)

    assert isinstance(table, QTableView)
