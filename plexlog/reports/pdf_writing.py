"""Blocks to write on by hand: boxes, tables with empty rows, items to tick. Black on white."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import black, white
from reportlab.platypus import Flowable, Table, TableStyle

from plexlog.reports import fonts, model
from plexlog.reports.pdf_flow import SteadyTable, Whole
from plexlog.reports.pdf_text import INK, SOFT, joined, paragraph, style

LABEL = 7.0
HINT = 6.2
BODY = 8.2
BOX = 23.0  # room for a hand, under the label
TICK = 10.0
THIN = 0.6
APART = 2.5  # above and below boxes
BELOW = 4.0  # rows and ticks, before the words of what comes next
YES_NO = ("yes", "no")
TICKS_OF_A_ROW = 4


def _plain(*more: tuple[Any, ...]) -> TableStyle:
    whole = ((0, 0), (-1, -1))
    return TableStyle(
        [
            ("LEFTPADDING", *whole, 3),
            ("RIGHTPADDING", *whole, 3),
            ("TOPPADDING", *whole, 1),
            ("BOTTOMPADDING", *whole, 1),
            ("VALIGN", *whole, "TOP"),
            ("FONT", *whole, fonts.REGULAR, BODY),
            *more,
        ]
    )


def write_boxes(block: model.WriteBoxes, width: float) -> Flowable:
    """Boxes side by side: label and unit above, range and last value small below the label."""
    cells: list[Any] = [_box(one) for one in block.boxes]
    cells += [""] * (-len(cells) % block.columns)
    rows = [cells[at : at + block.columns] for at in range(0, len(cells), block.columns)]
    made = SteadyTable(
        rows,
        colWidths=[width / block.columns] * block.columns,
        rowHeights=[_deep(block, at) + BOX for at in range(0, len(cells), block.columns)],
    )
    count = len(block.boxes)
    drawn = [
        ("BOX", (n % block.columns, n // block.columns), (n % block.columns, n // block.columns))
        for n in range(count)
    ]
    made.setStyle(_plain(*((*one, THIN, black) for one in drawn)))
    made.spaceBefore = made.spaceAfter = APART
    return made


def _deep(block: model.WriteBoxes, at: int) -> float:
    """The height of the labels of a row."""
    row = block.boxes[at : at + block.columns]
    return 11.0 + 7.6 * max(len(one.hint.splitlines()) for one in row)


def _box(box: model.WriteBox) -> Any:
    label = style(LABEL, is_bold=True)
    unit = f" {box.unit}" if box.unit else ""
    words = [joined([(box.label, label), (unit, style(LABEL))])]
    if box.hint:
        words.append(paragraph(box.hint, style(HINT, colour=SOFT)))
    return words


def write_table(block: model.WriteTable, width: float) -> Flowable:
    """Headings over empty rows; a table that is cut repeats them."""
    whole = sum(block.weights)
    heads: list[Any] = [_head(column) for column in block.columns]
    has_heads = any(column.heading for column in block.columns)
    rows = [heads] if has_heads else []
    rows += [[""] * len(block.columns) for _ in range(block.rows)]
    made = SteadyTable(
        rows,
        colWidths=[width * weight / whole for weight in block.weights],
        rowHeights=[None] * has_heads + [block.height] * block.rows,
        repeatRows=int(has_heads),
    )
    made.setStyle(
        _plain(("GRID", (0, 0), (-1, -1), THIN, black), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
    )
    made.spaceAfter = BELOW
    return made


def _head(column: model.Column) -> Any:
    unit = f" {column.unit}" if column.unit else ""
    return joined([(column.heading, style(LABEL, is_bold=True)), (unit, style(HINT))])


def tick_list(block: model.TickList, width: float) -> Flowable:
    """Items with a square for each answer, and a line for the reason."""
    answers = len(block.options)
    small, body = style(LABEL, is_bold=True), style(BODY)
    head = ["", *(paragraph(one, small) for one in (*block.options, "Reason, initials"))]
    rows: list[list[Any]] = [head]
    rows += [
        [paragraph(item, body), *(square() for _ in range(answers)), ""] for item in block.items
    ]
    room = 48.0
    rest = width - answers * room
    made = SteadyTable(rows, colWidths=[rest * 0.6, *([room] * answers), rest * 0.4], repeatRows=1)
    made.setStyle(
        _plain(
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, INK),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 1), (-1, -1), 1.4),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 1.4),
        )
    )
    made.spaceAfter = BELOW
    return made


def tick_boxes(block: model.TickBoxes, width: float) -> Flowable:
    """A label, and squares with a word each; of a question one for yes and one for no."""
    cells = [_tick(option, is_yes_no=block.is_yes_no) for option in block.options]
    cells += [""] * (-len(cells) % TICKS_OF_A_ROW)
    each = width / TICKS_OF_A_ROW
    rows = [cells[at : at + TICKS_OF_A_ROW] for at in range(0, len(cells), TICKS_OF_A_ROW)]
    made = Table(rows, colWidths=[each] * TICKS_OF_A_ROW)
    made.setStyle(_plain())
    made.spaceAfter = BELOW
    return Whole(paragraph(block.label, style(BODY, is_bold=True)), made)


def _tick(option: str, *, is_yes_no: bool) -> Any:
    words = paragraph(option, style(BODY))
    if not is_yes_no:
        return _row([square(), words], [TICK + 4, 110])
    small = style(LABEL)
    parts: list[Any] = [words]
    for answer in YES_NO:
        parts += [square(), paragraph(answer, small)]
    return _row(parts, [64, TICK + 2, 16, TICK + 2, 16])


def _row(parts: Sequence[Any], widths: Sequence[float]) -> Table:
    made = Table([list(parts)], colWidths=list(widths))
    made.setStyle(
        _plain(
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        )
    )
    return made


def square() -> Drawing:
    """A square to tick."""
    drawing = Drawing(TICK, TICK, initialFontName=fonts.REGULAR)
    box = Rect(0.5, 0.5, TICK - 1, TICK - 1)
    box.fillColor, box.strokeColor = white, black
    drawing.add(box)
    return drawing
