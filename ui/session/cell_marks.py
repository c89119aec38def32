"""What is said of a cell of the open row, beside its value: shape, short word and colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from plexlog.domain import wording
from plexlog.domain.entry import entry_of
from plexlog.domain.fields import NumberField, Severity
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reading
from ui.widgets.box_frame import BoxState
from ui.widgets.icons import paint_icon
from ui.widgets.painting import Run, middle_baseline, paint_runs, runs_width
from ui.widgets.severity import LOOKS, severity_word
from ui.widgets.theme import worn_theme

_ICON = 14
_GAP = 3
_PAD = 2  # around shape and word, where they lie on the border
_INSET = 5  # from the corner of the box
_ABOVE = 4  # how far they stand out of the box


@dataclass(frozen=True, slots=True)
class CellMark:
    """A finding of a cell: `look` is a key of `severity.LOOKS`, "" where there is none."""

    look: str = ""
    word: str = ""
    sentence: str = ""


NO_MARK = CellMark()


def mark_of_trouble(state: BoxState, sentence: str) -> CellMark:
    """The mark of what was typed and is refused or asked about."""
    look = "refuse" if state is BoxState.REFUSED else "ask"
    return CellMark(look, severity_word(look), wording.sentence(sentence))


def mark_of_value(declared: NumberField, row: Reading | None) -> CellMark:
    """The mark of a value of the row: unusual, or unlikely and stood by."""
    measured = None if row is None else row.values.get(declared.code)
    if measured is None or measured.flag is None:
        return NO_MARK
    if measured.flag >= Severity.ASK:
        return CellMark("ok", _("yes"), _("Asked about: yes, that is right."))
    told = wording.flag(declared, measured)
    said = wording.sentence(entry_of(declared, measured).message)
    return CellMark(measured.flag.word, told.word if told else "", said)


def paint_marks(painter: QPainter, box: QRect, marks: Sequence[CellMark]) -> None:
    """Paint shape and word of each value on the upper border of a box; of a pair one at each side.

    They lie above the text, so that a value however long never covers them. The word gives way
    where there is no room for it.
    """
    there = [one for one in marks if one.look]
    room = (box.width() - 2 * _INSET) // max(len(there), 1)
    for mark in there:
        look = LOOKS[mark.look]
        word = Run(mark.word, "hintBold", look.ink, _GAP)
        words = (word,) if _ICON + runs_width((word,)) + 2 * _PAD <= room else ()
        wide = _ICON + runs_width(words)
        is_second = len(marks) > 1 and mark is marks[-1]
        left = box.right() - _INSET - wide if is_second else box.left() + _INSET
        line = QRect(left, box.top() - _ABOVE, wide, _ICON)
        painter.fillRect(line.adjusted(-_PAD, 0, _PAD, 0), worn_theme().colour("surface"))
        paint_icon(painter, QRect(line.topLeft(), QSize(_ICON, _ICON)), look.icon, look.ink)
        paint_runs(painter, left + _ICON, middle_baseline(line, "hintBold"), words)
