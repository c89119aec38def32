"""A form of quantities recorded at one place of a session, made from the catalogue.

For the end of a session: machine totals, amounts, measurements after. The values before the start
have a form of their own, with times and last values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.entry import Entry
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.shapes import Measured
from ui.session import value_words
from ui.session.session_presenter import address
from ui.session.value_boxes import FormRow
from ui.session.value_words import CHANGE, CONFIRM
from ui.widgets.box import BoxLabels
from ui.widgets.field_box import FieldBox
from ui.widgets.theme import worn_theme

COLUMNS = 2


class PlaceForm(QWidget):
    """`show_values(values)`, `show_entry(where, entry)`; `entered` and `confirmed` tell."""

    entered = Signal(str, str)  # address of the field, text
    confirmed = Signal(str, str)  # address of the field, text that somebody stands by

    def __init__(
        self, place: Place, fields: Sequence[NumberField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._fields = {declared.code: declared for declared in fields}
        self._boxes = {declared.code: self._box(declared) for declared in fields}
        self._rows: dict[str, FormRow] = {}
        self._asked: dict[str, str] = {}  # code to the text that was asked about
        self._sure = ""
        self._lay_out()

    def box(self, code: str) -> FieldBox:
        """The box of a quantity. Raises KeyError."""
        return self._boxes[code]

    def show_values(self, values: Mapping[str, Measured] | None) -> None:
        """Show what the record holds; what is being typed, refused or asked about stays."""
        for code, box in self._boxes.items():
            measured = (values or {}).get(code)
            kept = "" if measured is None else self._fields[code].format(measured.value)
            if box.edit.kept != kept and (box.edit.is_kept or not box.edit.hasFocus()):
                box.keep(kept)

    def show_entry(self, where: str, entry: Entry) -> None:
        """Show what became of a typed text: kept, refused, or asked about."""
        place, _dot, code = where.partition(".")
        if place != self._place.value or code not in self._boxes:
            return
        box, row = self._boxes[code], self._rows[code]
        self._asked.pop(code, None)
        row.show_card(None)
        if entry.is_refused:
            box.refuse(entry.message)
        elif entry.is_question and self._sure != code:
            self._asked[code] = entry.text
            box.ask()
            row.show_card(value_words.question_view(code, entry))
            QTimer.singleShot(0, row, row.focus_card)  # after the focus has left the field
        else:
            box.settle()

    def _box(self, declared: NumberField) -> FieldBox:
        labels = BoxLabels(
            code=declared.code,
            label=declared.label,
            unit=declared.shown_unit,
            range=value_words.range_words(declared),
            help=declared.help,
        )
        box = FieldBox(labels, self)
        box.entered.connect(self._on_entered)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn_theme().size("gap"))
        codes = list(self._boxes)
        for start in range(0, len(codes), COLUMNS):
            together = codes[start : start + COLUMNS]
            boxes: list[QWidget] = [self._boxes[code] for code in together]
            boxes += [QWidget(self) for _blank in range(COLUMNS - len(boxes))]
            row = FormRow(boxes, self)
            row.card_answered.connect(self._on_card_answered)
            self._rows |= dict.fromkeys(together, row)
            column.addWidget(row)

    @Slot(str, str)
    def _on_entered(self, code: str, text: str) -> None:
        self.entered.emit(address(self._place, code), text)

    @Slot(str, str)
    def _on_card_answered(self, code: str, act: str) -> None:
        if code not in self._asked:
            return
        if act == CONFIRM:
            self._sure = code
            self.confirmed.emit(address(self._place, code), self._asked[code])
            self._sure = ""
        elif act == CHANGE:
            self._boxes[code].edit.setFocus()
            self._boxes[code].edit.selectAll()
