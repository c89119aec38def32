"""A report as plain text for the hospital's record: the rows that the unit wants, in its order.

Every value comes from the report as it is printed. An empty row says "none" where the record says
that there was nothing, and "nothing recorded" where it is critical; otherwise it drops out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plexlog.domain import wording
from plexlog.domain.record_rows import FIRST, HEAD, RecordRow
from plexlog.reports import model

NONE = "none"
NOTHING = "nothing recorded"
UNSIGNED = "not signed"
UNIT = "Unit"  # the column of a table whose rows have units of their own
SAID = ("Planned", "Delivered")  # said to be missing though they are no numbers
_SAID_OF = re.compile(r" (?:high|low|flagged|short|\()")  # what follows a number
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})  # hospital systems show them as boxes


def record_text(report: model.Report, rows: Sequence[RecordRow]) -> str:
    """The rows of a report; the first line says what it is, and whether it is finished."""
    title = f"{report.title}: {report.occasion}"
    lines = [f"{report.draft_mark}. {title}" if report.draft_mark else title]
    for row in rows:
        told = list(_told(report, row))
        if not told:
            continue
        if len(told) == 1:
            lines.append(f"{row.label}: {told[0]}")
        else:
            lines += [f"{row.label}:", *(f"  {line}" for line in told)]
    lines.append(" · ".join(report.footer))
    return "\n".join(lines).translate(_SPACES) + "\n"


def _told(report: model.Report, row: RecordRow) -> Iterator[str]:
    if row.section == HEAD:
        yield f"{report.patient}, {report.identity}"
        return
    if row.section == FIRST:
        yield from (_one(line.text) for line in report.bottom_line)
        return
    blocks = [
        block
        for section in report.sections
        if section.title == row.section
        for block in section.blocks
    ]
    if row.line:
        lines = [told for block in blocks for told in _of_line(block, row.line)][:1]
    else:
        lines = [line for block in blocks for line in _lines(block)]
    yield from lines
    if not lines and not row.line and row.section in report.empty:
        yield NONE
    elif not lines and row.is_critical:
        yield NOTHING


def _of_line(block: model.Block, label: str) -> Iterator[str]:
    """The one line of a block that a label begins, without its label."""
    if isinstance(block, model.Facts):
        yield from (_one(fact.text) for fact in block.facts if fact.label == label)
    if isinstance(block, model.Table):
        for row in block.rows:
            if row[0].text == label:
                yield "; ".join(_cells(block, row))


def _lines(block: model.Block) -> Iterator[str]:
    match block:
        case model.Facts():
            yield from (f"{fact.label}: {_one(fact.text)}" for fact in block.facts)
        case model.Table():
            for row in block.rows:
                yield "; ".join((row[0].text, *_cells(block, row)))
        case model.Paragraph():
            yield _one(block.text)
        case model.FindingNote():
            parts = (f"{block.heading}: {block.what}", *block.details, block.answer)
            yield ". ".join(part.rstrip(".") for part in parts if part)
        case model.SignatureLine():
            signed = (block.name, block.meaning, block.at)
            yield f"{block.role}: {', '.join(part for part in signed if part) or UNSIGNED}"
        case _:
            return  # charts, codes and lines for a pen are of paper


def _cells(block: model.Table, row: Sequence[model.Cell]) -> Iterator[str]:
    """What stands in a row behind its first cell, each value with its heading and unit."""
    pairs = list(zip(block.columns, row, strict=True))
    of_row = next((cell.text for column, cell in pairs if column.heading == UNIT), "")
    for column, cell in pairs[1:]:
        unit = column.unit or (of_row if column.is_number else "")
        if cell.text != wording.MISSING and column.heading != UNIT:
            told = _with_unit(_one(cell.text), unit)
            yield " ".join(part for part in (column.heading, told) if part)
        elif column.is_number or column.heading in SAID:
            yield f"{column.heading} {wording.NOT_RECORDED}"


def _with_unit(text: str, unit: str) -> str:
    """The unit behind the number, before what is said of it: `↓ 2.9 g/L low`."""
    said_of = _SAID_OF.search(text)
    end = said_of.start() if said_of else len(text)
    return f"{text[:end]} {unit}{text[end:]}" if unit else text


def _one(text: str) -> str:
    return "; ".join(text.splitlines())
