"""What a cell and a row of the run say in words."""

from __future__ import annotations

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.fields import NumberField
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from plexlog.domain.shapes import Measured
from plexlog.services.row_findings import RowMarks, Trend
from ui.session.run_columns import COLUMNS, Column, more_mark, shown_in_columns


def is_corrected(reading: Reading, column: Column) -> bool:
    """Whether a value of a column was changed after the row was kept."""
    return any(
        _was_corrected(reading, reading.values.get(declared.code)) for declared in column.fields
    )


def _was_corrected(reading: Reading, measured: Measured | None) -> bool:
    if measured is None or measured.entered_at is None or reading.entered_at is None:
        return False
    return bool(measured.typed) and measured.entered_at > reading.entered_at


def cell_text(reading: Reading, column: Column, columns: tuple[Column, ...]) -> str:
    """What stands in a cell."""
    values = [reading.values.get(declared.code) for declared in column.fields]
    match column.key:
        case "at":
            return wording.clock(reading.at)
        case "by":
            who = wording.initials(reading.by or "") or wording.MISSING
            return f"{more_mark(reading, columns)} {who}".strip()
        case "pressure":
            return wording.pressure(values[0], values[1])
        case _:
            return wording.quantity(column.fields[0], values[0])


def details(reading: Reading, marks: RowMarks, columns: tuple[Column, ...] = COLUMNS) -> str:
    """What a row holds beside its columns: further values, trends, findings, corrections."""
    shown = shown_in_columns(columns)
    lines = _of_the_row(reading, marks)
    for code, measured in reading.values.items():
        declared = CATALOGUE[code]
        if code not in shown:
            value = wording.quantity_with_unit(declared, measured)
            lines.append(f"{declared.label}: {value}")
        change = marks.trend(reading, code)
        if change is not None and change.is_change:
            lines.append(f"{declared.label}: {trend_words(declared, change)}")
        finding = marks.findings.get((reading.key, code))
        if finding is not None:
            lines.append(f"{wording.SEVERITY_WORDS[finding.severity]}: {finding.what}")
        if _was_corrected(reading, measured) and measured.entered_at is not None:
            lines.append(
                _("{label} corrected {time} by {name}").format(
                    label=declared.label, time=measured.entered_at.clock, name=measured.by or "–"
                )
            )
    if reading.note:
        lines.append(reading.note)
    return "\n".join(lines)


def _of_the_row(reading: Reading, marks: RowMarks) -> list[str]:
    """What is said of a row as a whole: late, after a gap, or the machine's."""
    lines = []
    if marks.is_late(reading) and reading.entered_at is not None:
        lines.append(_("late, entered {time}").format(time=reading.entered_at.clock))
    if reading.key in marks.after_gap:
        lines.append(_("an interval before this row has no pressure and pulse"))
    if reading.taken_from is not None:
        lines.append(_("values of the machine’s export, pasted by {name}").format(name=reading.by))
    return lines


def trend_words(declared: NumberField, change: Trend) -> str:
    """A change in words, `16 higher than before the start`."""
    by = wording.number(abs(change.difference), declared.decimals)
    return f"{by} {change.word}"
