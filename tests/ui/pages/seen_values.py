"""The values of a page that have too little room, as a person would find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from ui.forms.table_view import LineTable

W = TypeVar("W", bound=QWidget)
SHORT = 16  # letters of a date, a number, a word: a longer text is read by walking in it


def cut_values(page: QWidget) -> list[str]:
    """Short texts, chosen words and numbers that are cut, and areas that scroll sideways."""
    return [
        *(f"text {words!r}" for words in _cut_texts(page)),
        *(f"choice {words!r}" for words in _cut_choices(page)),
        *(f"cell {words!r}" for words in _cut_cells(page)),
        *(f"sideways {name!r}" for name in _sideways(page)),
    ]


def _cut_texts(page: QWidget) -> Iterator[str]:
    for edit in _seen(page, QLineEdit):
        words = edit.text() or edit.placeholderText()
        option = QStyleOptionFrame()
        edit.initStyleOption(option)
        inside = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit)
        margins = edit.textMargins()
        room = inside.width() - margins.left() - margins.right()
        if 0 < len(words) <= SHORT and _wide(edit, words) > room:
            yield f"{edit.accessibleName()}: {words} ({_wide(edit, words)} in {room})"


def _cut_choices(page: QWidget) -> Iterator[str]:
    for box in _seen(page, QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            box,
        )
        words = box.currentText()
        if len(words) <= SHORT and _wide(box, words) > room.width():
            yield f"{box.accessibleName()}: {words} ({_wide(box, words)} in {room.width()})"


def _cut_cells(page: QWidget) -> Iterator[str]:
    for table in _seen(page, LineTable):
        model, room = table.model(), table.viewport().width()
        is_wider = table.horizontalHeader().length() > room + 1
        if is_wider and not table.horizontalScrollBar().isVisible():
            yield f"{table.accessibleName()}: columns out of sight"
        for column in range(model.columnCount()):
            index = model.index(max(table.rowAt(0), 0), column)
            sides = index.data(Qt.ItemDataRole.TextAlignmentRole)
            is_number = sides is not None and bool(
                Qt.AlignmentFlag(sides) & Qt.AlignmentFlag.AlignRight
            )
            is_narrow = table.columnWidth(column) < table.sizeHintForColumn(column)
            is_told = index.data(Qt.ItemDataRole.ToolTipRole) is not None
            if is_narrow and (is_number or not is_told):
                yield f"{table.accessibleName()}: {index.data()}"


def _sideways(page: QWidget) -> Iterator[str]:
    for area in _seen(page, QScrollArea):
        inside = area.widget()
        is_band = area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if inside is not None and not is_band and inside.width() > area.viewport().width():
            yield area.accessibleName()


def _seen(page: QWidget, kind: type[W]) -> Iterator[W]:
    return (one for one in page.findChildren(kind) if one.isVisible())


def _wide(part: QWidget, words: str) -> int:
    return QFontMetrics(part.font()).horizontalAdvance(words)
