"""The boxes of an access, and the lines of those that a course has."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.words import AccessKind, Side
from plexlog.services.access_form import LUMENS, NO, REASONS, YES
from plexlog.services.accesses import WHY, AccessState
from ui.course.order_boxes import ListedField
from ui.forms.fields import FormField, LineField, PickField, labelled
from ui.forms.line_model import LineModel
from ui.forms.row_list import Column, RowList

_BLANK = "–"
_DAY = _("day, such as 2026-11-20")


def make_boxes(parent: QWidget) -> dict[str, FormField]:
    """Every box of an access but its lumens, by code."""
    boxes: list[FormField] = [
        PickField("access_kind", _("Access"), labelled(AccessKind, _BLANK), parent=parent),
        PickField("access_side", _("Side"), labelled(Side, _BLANK), parent=parent),
        LineField("access_site", _("Site"), parent=parent),
        _day("access_inserted_on", _("Inserted on"), parent),
        LineField("access_product", _("Product"), parent=parent),
        LineField("access_lot", _("Lot"), parent=parent),
        PickField(
            "access_tip_confirmed",
            _("Tip position confirmed"),
            {"": _BLANK, YES: _("Yes"), NO: _("No")},
            parent=parent,
        ),
        LineField("access_note", _("Note"), parent=parent),
        _day("access_removed_on", _("Removed on"), parent),
        ListedField(
            "access_removal_reason",
            _("Reason of the removal"),
            {"": _BLANK, **labelled(REASONS)},
            parent=parent,
        ),
        LineField(WHY, _("Why is what was on record changed?"), parent=parent),
    ]
    return {box.code: box for box in boxes}


def make_lumens(parent: QWidget) -> RowList:
    """The lumens of an access."""
    columns = (Column("name", _("Lumen"), 2), Column("volume_ml", _("Volume, mL"), 1))
    return RowList(LUMENS, columns, _("Add a lumen"), parent)


def _day(code: str, label: str, parent: QWidget) -> LineField:
    box = LineField(code, label, parent=parent)
    box.show_example(_DAY)
    return box


class AccessLines(LineModel[AccessState]):
    """The accesses of a course, one a row."""

    HEADINGS: ClassVar[tuple[str, ...]] = (
        _("Access"),
        _("Side and site"),
        _("Inserted"),
        _("Removed"),
        _("Catheter-days"),
        _("Sessions"),
    )
    NUMBERS: ClassVar[tuple[int, ...]] = (4,)
    WIDTHS: ClassVar[tuple[int, ...]] = (0, 176, 104, 144, 126, 84)

    def words(self, line: AccessState) -> tuple[str, ...]:
        device = line.device
        where = (device.side.label if device.side else "", wording.words_of(device.site or ""))
        return (
            wording.sentence(device.kind.label),
            " ".join(part for part in where if part),
            wording.day(device.inserted_on),
            _removed(line),
            wording.number(line.days) if device.kind.is_central_line else "",
            ", ".join(map(str, line.sessions)),
        )


def _removed(line: AccessState) -> str:
    device = line.device
    if device.removed_on is None:
        return _("in place, ordered") if line.is_ordered else _("in place")
    return wording.day(device.removed_on)
