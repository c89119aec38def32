"""A form of quantities recorded at one place of a session, made from the catalogue.

For the end of a session: machine totals, amounts, measurements after. The values before the start
have a form of their own, with times and last values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.catalogue import DIASTOLIC, SYSTOLIC
from plexlog.domain.entry import Entry
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.shapes import Measured
from ui.session import value_words
from ui.session.session_presenter import address
from ui.session.value_boxes import FormRow, NumberBox, PressurePairBox, QuantityBox
from ui.session.value_words import CHANGE, CONFIRM, SWAP
from ui.widgets.box import BoxState, ValueEdit
from ui.widgets.theme import worn_theme

COLUMNS = 2


class PlaceForm(QWidget):
    """`show_values(values, last)`, `show_entry(where, entry)`; `entered` and `confirmed` tell."""

    entered = Signal(str, str)  # address of the field, text
    confirmed = Signal(str, str)  # address of the field, text that somebody stands by

    def __init__(
        self, place: Place, fields: Sequence[NumberField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._fields = {declared.code: declared for declared in fields}
        self._boxes: dict[str, QuantityBox] = {}
        self._rows: dict[str, FormRow] = {}
        self._asked: dict[str, str] = {}  # code to the text that was asked about
        self._refused: set[str] = set()
        self._sure = ""
        self._make_boxes()
        self._lay_out()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is refused or asked about."""
        return not self._refused and not self._asked

    def box(self, code: str) -> QuantityBox:
        """The box of a quantity. Raises KeyError."""
        return self._boxes[code]

    def edit(self, code: str) -> ValueEdit:
        """The line in which a quantity is typed. Raises KeyError."""
        return self._boxes[code].edit_of(code)

    def show_values(
        self, values: Mapping[str, Measured] | None, last: Mapping[str, str] | None = None
    ) -> None:
        """Show what the record holds; what is being typed, refused or asked about stays."""
        for code, box in self._boxes.items():
            measured = (values or {}).get(code)
            kept = "" if measured is None else self._fields[code].format(measured.value)
            edit = box.edit_of(code)
            if last is not None and code != DIASTOLIC.code:
                box.show_last(last.get(code, ""))
            if code in self._refused or code in self._asked:
                continue
            if edit.kept != kept and (edit.is_kept or not edit.hasFocus()):
                edit.set_kept(kept)

    def show_entry(self, where: str, entry: Entry) -> None:
        """Show what became of a typed text: kept, refused, or asked about."""
        place, _dot, code = where.partition(".")
        if place != self._place.value or code not in self._boxes:
            return
        box, row = self._boxes[code], self._rows[code]
        self._forget(code)
        if entry.is_refused:
            self._refused.add(code)
            box.refuse_entry(entry)
            row.why.say("" if entry.crosses else entry.message)
            row.show_card(value_words.crossed_view(entry) if entry.crosses else None, code)
        elif entry.is_question and self._sure != code:
            self._asked[code] = entry.text
            box.ask()
            row.show_card(value_words.question_view(self._fields[code], entry), code)
        else:
            box.settle_with(code, entry.text.strip())

    def _make_boxes(self) -> None:
        for code, declared in self._fields.items():
            if code == DIASTOLIC.code and SYSTOLIC.code in self._boxes:
                self._boxes[code] = self._boxes[SYSTOLIC.code]
                continue
            is_pair = code == SYSTOLIC.code
            box = PressurePairBox(self) if is_pair else NumberBox(declared, self)
            box.tell_stories(self._place)
            box.entered.connect(self._on_entered)
            box.given_up.connect(self._on_given_up)
            self._boxes[code] = box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn_theme().size("gap"))
        boxes = list(dict.fromkeys(self._boxes.values()))
        for start in range(0, len(boxes), COLUMNS):
            together = boxes[start : start + COLUMNS]
            blank = [QWidget(self) for _blank in range(COLUMNS - len(together))]
            row = FormRow([*together, *blank], self)
            row.card_answered.connect(self._on_card_answered)
            self._rows |= {code: row for code, box in self._boxes.items() if box in together}
            column.addWidget(row)

    def _forget(self, code: str) -> None:
        """Nothing is refused or asked about a quantity any more."""
        self._asked.pop(code, None)
        self._refused.discard(code)
        self._rows[code].why.say("")
        self._rows[code].show_card(None, code)
        if self._boxes[code].state is not BoxState.PLAIN:
            self._boxes[code].settle()

    @Slot(str, str)
    def _on_entered(self, code: str, text: str) -> None:
        self.entered.emit(address(self._place, code), text)

    @Slot(str)
    def _on_given_up(self, code: str) -> None:
        for one in (code, DIASTOLIC.code) if code == SYSTOLIC.code else (code,):
            self._forget(one)

    @Slot(str, str)
    def _on_card_answered(self, code: str, act: str) -> None:
        box = self._boxes[code]
        if act == SWAP and isinstance(box, PressurePairBox):
            box.swap()
        if code not in self._asked:
            return
        if act == CONFIRM:
            self._sure = code
            self.confirmed.emit(address(self._place, code), self._asked[code])
            self._sure = ""
        elif act == CHANGE:
            self.edit(code).setFocus()
            self.edit(code).selectAll()
