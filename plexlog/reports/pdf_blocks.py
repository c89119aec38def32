"""The blocks of a report as flowables: tables, facts, findings, charts, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    PageBreak,
    Spacer,
    Table,
    TableStyle,
)

from plexlog.domain.fields import Severity
from plexlog.reports import fonts, model
from plexlog.reports.charts import run_drawing
from plexlog.reports.palette import PAPER, PRINT
from plexlog.reports.panel_drawing import panel_drawing
from plexlog.reports.pdf_flow import (
    Led,
    PanelRows,
    SteadyTable,
    Whole,
    carried_on,
    height_of,
    least_height,
    tailed,
)
from plexlog.reports.pdf_text import (
    HEADING,
    INK,
    LEADING,
    RULE,
    SOFT,
    TINT,
    fits,
    joined,
    paragraph,
    sentence,
    style,
)
from plexlog.reports.pdf_writing import tick_boxes, tick_list, write_boxes, write_table
from plexlog.reports.qr import qr_drawing

BODY = 8.2
HEADING_SIZE = 9.2
LARGE = 14.0  # of text for a patient, where there is room
LARGE_HEADING = 1.15  # of that: its headings
SMALL = 7.2
CELL = 7.4
HEAD_LEADING = 9.2
UNITS_OF_A_ROW = 3  # fewer stand beside their headings
PAD = 3.0  # at both sides of a cell
ROW_PAD = 0.7  # above and below the text of a row
PANELS_OF_A_ROW = 2
PANEL_GAP = 14.0  # between two charts of a row
FACT_GAP = 8.0  # between a value and the label right of it
SMALL_TABLE = 6  # rows of a table that is not cut
PEN = 19.0  # height of a line to write on
SIGNING = 20.0  # the same to sign on
CHART_SIZE = (760.0, 170.0)  # before it is scaled to the page
BARS = {Severity.NOTICE: 1.0, Severity.ASK: 2.0, Severity.STOP: 3.5, Severity.REFUSE: 3.5}
LINE_OF = {
    Severity.NOTICE: HexColor(PAPER.notice),
    Severity.ASK: HexColor(PAPER.ask),
    Severity.STOP: HexColor(PAPER.stop),
    Severity.REFUSE: HexColor(PAPER.stop),
}


def flowables(report: model.Report, width: float, large: float = LARGE) -> list[Flowable]:
    """Everything of a report, in order; its large texts in their size."""
    story: list[Flowable] = [_bottom_line(report, width)] if report.bottom_line else []
    part = ""
    carried: list[Led] = []
    for section, after in zip_longest(report.sections, report.sections[1:]):
        if any(isinstance(block, model.LargeText) for block in section.blocks):
            story += _large_section(section, width, large)
            continue
        new_part = section.part if section.part != part else ""
        heading = Heading(section.title, section.part, new_part)
        drawn = [*carried, Led(heading), *_section_blocks(section, width)]
        carried = carried_on(drawn, width) if _is_signed(after) else []
        apart = [PageBreak()] if section.starts_page else []
        story += [*apart, *_held_together(drawn[: len(drawn) - len(carried)], width)]
        part = section.part
    while isinstance(story[-1], Spacer):
        story.pop()  # where the last line fills its page, room below it would be a page of nothing
    return story


def _is_signed(section: model.Section | None) -> bool:
    """Whether a section holds signatures: they never stand on a page by themselves."""
    return (
        section is not None
        and not section.starts_page
        and any(isinstance(block, model.SignatureLine) for block in section.blocks)
    )


def _held_together(drawn: Sequence[Led], width: float) -> Iterator[Flowable]:
    """The parts, each run of leading ones with room asked for what it leads to."""
    is_run = False
    for place, one in enumerate(drawn):
        if one.leads and not is_run:
            yield CondPageBreak(_needed(drawn[place:], width))
        is_run = one.leads
        yield one.part
        if not one.leads:
            yield Spacer(1, 1)


def _needed(drawn: Sequence[Led], width: float) -> float:
    """The room of leading parts and of the least of what follows them."""
    high = 0.0
    for one in drawn:
        if not one.leads:
            return high + least_height(one.part, width)
        high += height_of([one.part], width)
    return high


def _large_section(section: model.Section, width: float, large: float) -> Iterator[Flowable]:
    """A section for a patient: heading and text of a size, dots before what is listed."""
    yield Spacer(1, large / 2)
    yield Heading(section.title, size=large * LARGE_HEADING)
    for block in section.blocks:
        if not isinstance(block, model.LargeText):
            yield DRAWN[type(block)](block, width)
            continue
        words = sentence(block.text, style(large, is_bold=block.is_strong))
        if block.has_dot:
            words = Table([["\u2022", words]], colWidths=[large, width - large], splitInRow=1)
            words.setStyle(TableStyle([*_paddings(0, 1), *_dot(large)]))
        yield words


def _dot(large: float) -> list[tuple[Any, ...]]:
    return [("FONT", (0, 0), (0, -1), fonts.REGULAR, large, round(large * LEADING, 1))]


class Heading(Flowable):
    """A section's heading; also an entry of the document's outline, under that of its part."""

    def __init__(
        self, title: str, part: str = "", new_part: str = "", *, size: float = HEADING_SIZE
    ) -> None:
        super().__init__()
        self._title, self._part, self._new_part = title, part, new_part
        self._words = paragraph(title, style(size, is_bold=True, colour=HEADING))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab names them so
        _, height = self._words.wrap(aW, aH)
        return aW, height + 5

    def draw(self) -> None:
        """Put the outline entry and the words."""
        canvas = self.canv
        place = f"s{canvas.getPageNumber()}-{self._title}"
        canvas.bookmarkPage(place)
        if self._new_part:
            canvas.bookmarkPage(f"{place}-part")  # a place of its own: one has one title
            canvas.addOutlineEntry(self._new_part, f"{place}-part", level=0, closed=1)
        canvas.addOutlineEntry(self._title, place, level=1 if self._part else 0)
        self._words.drawOn(canvas, 0, 2)


def _section_blocks(section: model.Section, width: float) -> Iterator[Led]:
    signatures = [block for block in section.blocks if isinstance(block, model.SignatureLine)]
    has_code = any(isinstance(block, model.PrintedCode) for block in section.blocks)
    if signatures:
        yield Led(_signatures(signatures, width), leads=has_code)
    drawn = [block for block in section.blocks if type(block) in DRAWN]
    parts = [Led(DRAWN[type(block)](block, width), leads=_leads(block)) for block in drawn]
    if len(parts) > 1 and not parts[-2].leads and _is_line(drawn[-1], parts[-1].part, width):
        last = parts.pop()
        parts[-1] = Led(tailed(parts[-1].part, last.part), leads=last.leads)
    yield from parts


def _is_line(block: model.Block, made: Flowable, width: float) -> bool:
    """Whether a block is a text of one line, which alone on a page would be lost."""
    one_line = 1.5 * BODY * LEADING
    return isinstance(block, model.Paragraph) and made.wrap(width, 0)[1] < one_line


def _paragraph(block: model.Paragraph, width: float) -> Flowable:
    del width  # it takes what there is
    wanted = style(SMALL, colour=SOFT) if block.is_small else style(BODY, is_bold=block.is_strong)
    made: Flowable = (paragraph if block.is_typed else sentence)(block.text, wanted)
    return made


def _leads(block: model.Block) -> bool:
    """Whether a block heads the next one: no page may end between them."""
    return isinstance(block, model.Paragraph) and (block.leads or block.is_strong)


def _bottom_line(report: model.Report, width: float) -> Flowable:
    """The statements a physician reads first, in a tinted box with a bar."""
    rows = [
        [sentence(line.text, style(11 if first else 9, is_bold=line.is_strong))]
        for first, line in ((index == 0, line) for index, line in enumerate(report.bottom_line))
    ]
    made = Table(rows, colWidths=[width], splitInRow=1)
    made.setStyle(
        TableStyle(
            [
                *_paddings(8, 0.6),
                ("BACKGROUND", (0, 0), (-1, -1), TINT),
                ("LINEBEFORE", (0, 0), (0, -1), 3, INK),
                ("TOPPADDING", (0, 0), (-1, 0), 5),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 5),
            ]
        )
    )
    return made


def _paddings(side: float, upright: float) -> list[tuple[Any, ...]]:
    whole = ((0, 0), (-1, -1))
    return [
        ("LEFTPADDING", *whole, side),
        ("RIGHTPADDING", *whole, side),
        ("TOPPADDING", *whole, upright),
        ("BOTTOMPADDING", *whole, upright),
        ("VALIGN", *whole, "TOP"),
        ("FONT", *whole, fonts.REGULAR, CELL, round(CELL * LEADING, 1)),
        ("TEXTCOLOR", *whole, INK),
    ]


def _facts(block: model.Facts, width: float) -> Flowable:
    """Labels and values; short ones side by side."""
    label, value = style(SMALL, colour=SOFT), style(BODY)
    labels = max(fonts.width(fact.label, label.fontName, SMALL) for fact in block.facts)
    room = min(labels + 8, width * 0.3)
    columns = block.columns
    each = width / columns
    cells: list[list[Any]] = [
        [_cell(fact.label, label, room), _value(fact, value, each - room - FACT_GAP)]
        for fact in block.facts
    ]
    cells += [["", ""]] * (-len(cells) % columns)
    deep = len(cells) // columns
    rows = [
        [part for column in range(columns) for part in cells[column * deep + row]]
        for row in range(deep)
    ]
    commands = _paddings(0, ROW_PAD)
    for column in range(0, 2 * columns, 2):
        values = ((column + 1, 0), (column + 1, -1))
        commands.append(("RIGHTPADDING", *values, FACT_GAP))
        labelled = ((column, 0), (column, -1))
        commands += [("FONTSIZE", *labelled, SMALL), ("TEXTCOLOR", *labelled, SOFT)]
        commands.append(("FONTSIZE", (column + 1, 0), (column + 1, -1), BODY))
    made = SteadyTable(rows, colWidths=[room, each - room] * columns, splitInRow=1)
    made.setStyle(TableStyle(commands))
    return made


def _table(block: model.Table, width: float) -> Flowable:
    """A table with hairlines; a value that is too long for its cell wraps."""
    widths = column_widths(block, width)
    rows, commands = _head_rows(block, widths)
    first = len(rows)
    commands.append(("LINEBELOW", (0, first), (-1, -1), 0.3, RULE))
    for index, column in enumerate(block.columns):
        if column.is_number:
            commands.append(("ALIGN", (index, 0), (index, -1), "RIGHT"))
    for number, row in enumerate(block.rows, start=first):
        cells = []
        for index, (cell, column) in enumerate(zip(row, block.columns, strict=True)):
            wanted = style(CELL, is_bold=cell.is_marked, is_right=column.is_number)
            cells.append(_value(cell, wanted, widths[index] - 2 * PAD))
            if cell.is_marked:
                commands.append(("FONTNAME", (index, number), (index, number), fonts.BOLD))
        rows.append(cells)
    made = SteadyTable(rows, colWidths=widths, repeatRows=first, splitInRow=1)
    made.setStyle(TableStyle(commands))
    return Whole(made) if len(block.rows) <= SMALL_TABLE else made


def _head_rows(
    block: model.Table, widths: Sequence[float]
) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """The headings, and the units under them where a column has one."""
    heads = zip(block.columns, widths, strict=True)
    rows: list[list[Any]] = [[_head_cell(block, *head) for head in heads]]
    if _has_unit_row(block):
        rows.append([fonts.prepared(column.unit) for column in block.columns])
    last = len(rows) - 1
    commands = [
        *_paddings(PAD, ROW_PAD),
        ("FONT", (0, 0), (-1, 0), fonts.BOLD, SMALL, HEAD_LEADING),
        ("LINEBELOW", (0, last), (-1, last), 0.7, INK),
    ]
    if last:
        units = ((0, last), (-1, last))
        commands += [
            ("FONT", *units, fonts.REGULAR, SMALL, HEAD_LEADING),
            ("TEXTCOLOR", *units, SOFT),
            ("TOPPADDING", *units, 0),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ]
    return rows, commands


def _head_cell(block: model.Table, column: model.Column, room: float) -> Any:
    """A heading; one that is wider than its column wraps."""
    wanted = style(SMALL, is_bold=True, is_right=column.is_number)
    return _cell(_heading(block, column), wanted, room - 2 * PAD)


def _has_unit_row(block: model.Table) -> bool:
    return sum(bool(column.unit) for column in block.columns) >= UNITS_OF_A_ROW


def _heading(block: model.Table, column: model.Column) -> str:
    """The heading, with its unit where units have no row of their own."""
    if not column.unit or _has_unit_row(block):
        return column.heading
    return f"{column.heading}, {column.unit}"


def _value(told: model.Fact | model.Cell, wanted: Any, room: float) -> Any:
    """What stands behind a label or in a table; somebody's own words run as they begin."""
    return paragraph(told.text, wanted) if told.is_typed else _cell(told.text, wanted, room)


def _cell(text: str, wanted: Any, room: float) -> Any:
    ready = fonts.prepared(text)
    return ready if fits(ready, wanted, room) else sentence(text, wanted)


def column_widths(block: model.Table, width: float) -> list[float]:
    """Each column as wide as its longest text; what is left is shared, what lacks is taken."""
    wanted = [
        max(
            _wanted(_heading(block, column), SMALL, is_bold=True),
            _wanted(column.unit, SMALL),
            *(_wanted(row[index].text, CELL, is_bold=row[index].is_marked) for row in block.rows),
        )
        + 2 * PAD
        + 0.5
        for index, column in enumerate(block.columns)
    ]
    left = width - sum(wanted)
    if left >= 0:
        return [room + left / len(wanted) for room in wanted]
    return _narrowed(wanted, width)


def _wanted(text: str, size: float, *, is_bold: bool = False) -> float:
    base = fonts.BOLD if is_bold else fonts.REGULAR
    ready = fonts.prepared(text)
    if "\n" in ready:
        return max(_wanted(line, size, is_bold=is_bold) for line in ready.split("\n"))
    if fonts.is_plain(ready, base):
        return fonts.width(ready, base, size)
    return sum(
        fonts.width(part.text, part.font, size) for part in fonts.runs(ready, is_bold=is_bold)
    )


def _narrowed(wanted: Sequence[float], width: float) -> list[float]:
    """The widest columns cut to one width, so that all fit; the others keep theirs."""
    left, cap = width, 0.0
    for count, room in zip(range(len(wanted), 0, -1), sorted(wanted), strict=True):
        cap = max(cap, left / count)
        left -= room
    return [min(room, cap) for room in wanted]


def chart_drawing(block: model.Chart, width: float) -> Drawing:
    """The chart at the width of the page. Its description waits for PDF that can hold one."""
    drawing = run_drawing(block.chart, PRINT, *CHART_SIZE)
    share = width / CHART_SIZE[0]
    drawing.renderScale = share
    return drawing


def _panels(block: model.Panels, width: float) -> Flowable:
    """Small charts, two in a row; a row is never cut."""
    each = (width - PANEL_GAP) / PANELS_OF_A_ROW
    drawings: list[Any] = []
    for panel in block.panels:
        drawing = panel_drawing(panel, PRINT)
        drawing.renderScale = each / drawing.width
        drawings.append(drawing)
    drawings += [""] * (-len(drawings) % PANELS_OF_A_ROW)
    rows = [
        drawings[first : first + PANELS_OF_A_ROW]
        for first in range(0, len(drawings), PANELS_OF_A_ROW)
    ]
    made = PanelRows(rows, colWidths=[width / PANELS_OF_A_ROW] * PANELS_OF_A_ROW)
    made.setStyle(TableStyle(_paddings(0, 3)))
    return made


def _writing_lines(block: model.WritingLines, width: float) -> Flowable:
    """A label, and lines with room for a pen."""
    rows: list[list[Any]] = [[paragraph(block.label, style(SMALL, colour=SOFT))]]
    rows += [[""]] * block.count
    made = Table(rows, colWidths=[width], rowHeights=[None] + [PEN] * block.count)
    rule = ("LINEBELOW", (0, 1), (0, -1), 0.5, RULE)
    made.setStyle(TableStyle([*_paddings(0, ROW_PAD), rule]))
    return Whole(made)


def _printed_code(block: model.PrintedCode, width: float) -> Flowable:
    """The square code, and beside it in words what it holds."""
    small = style(SMALL, colour=SOFT)
    words = paragraph("\n".join(block.lines), small)
    code = qr_drawing(block.code)
    made = Table([[code, words]], colWidths=[code.width + 8, width - code.width - 8])
    made.setStyle(TableStyle([*_paddings(0, 2), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return Whole(made)


def _finding(block: model.FindingNote, width: float) -> Flowable:
    """A finding with its bar; thicker is harder."""
    word = style(SMALL, is_bold=True, colour=LINE_OF[block.severity])
    rows = [
        [joined([(f"{block.heading}: ", word), (block.what, style(BODY, is_bold=True))], 0)],
        [sentence(" ".join(block.details), style(SMALL, colour=SOFT))] if block.details else [],
        [sentence(block.answer, style(BODY))] if block.answer else [],
    ]
    made = Table([row for row in rows if row], colWidths=[width], splitInRow=1)
    bar = ("LINEBEFORE", (0, 0), (0, -1), BARS[block.severity], LINE_OF[block.severity])
    made.setStyle(TableStyle([*_paddings(7, 0.6), bar]))
    return Whole(made)


def _signatures(lines: Sequence[model.SignatureLine], width: float) -> Flowable:
    """Signatures with name, meaning, time and key; open lines have room for a pen."""
    rows = [[_signature_cell(text) for text in _signature_texts(line)] for line in lines]
    shares = (0.16, 0.3, 0.2, 0.17, 0.17)
    made = Table(
        rows,
        colWidths=[width * share for share in shares],
        rowHeights=[None if line.name else SIGNING for line in lines],
    )
    made.setStyle(
        TableStyle(
            [
                *_paddings(2, 2),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LINEBELOW", (1, 0), (-1, -1), 0.5, INK),
            ]
        )
    )
    return Whole(made)


def _signature_texts(line: model.SignatureLine) -> tuple[str, ...]:
    if not line.name:
        return line.role, "name", "signature", "date and time", ""
    return line.role, line.name, line.meaning, line.at, f"key {line.key}"


def _signature_cell(text: str) -> Any:
    return paragraph(text, style(SMALL, colour=SOFT))


DRAWN: dict[type[model.Block], Callable[[Any, float], Flowable]] = {
    model.Facts: _facts,
    model.Table: _table,
    model.Paragraph: _paragraph,
    model.Chart: chart_drawing,
    model.Panels: _panels,
    model.WritingLines: _writing_lines,
    model.PrintedCode: _printed_code,
    model.FindingNote: _finding,
    model.WriteBoxes: write_boxes,
    model.WriteTable: write_table,
    model.TickList: tick_list,
    model.TickBoxes: tick_boxes,
}
"""How each kind of block is drawn; signatures stand together and are drawn once."""
