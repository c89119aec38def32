"""The form of values taken before the start, made from the catalogue.

A quantity that is declared appears by itself: at the bedside where it is also read during the run,
else among the laboratory values.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC, WEIGHT
from plexlog.domain.entry import Entry
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.language import gettext as _
from plexlog.services.open_session import SessionView
from ui.session import value_words
from ui.session.fold import Fold
from ui.session.reading_order import focus_on
from ui.session.session_presenter import address
from ui.session.value_boxes import (
    FormRow,
    NumberBox,
    PressurePairBox,
    QuantityBox,
    TimeBox,
    foot_words,
)
from ui.session.value_words import CHANGE, CONFIRM, SWAP
from ui.widgets.finding import FindingView
from ui.widgets.scroll import show_whole
from ui.widgets.theme import worn_theme


class ValueForm(QWidget):
    """`show_view(view)`, `show_entry(where, entry)`, `refuse_time(place, words)`.

    A field was left: `entered(where, text)`. A question about it waits under its row and never
    takes the focus. Somebody stands by an unlikely value: `confirmed(where, text)`.
    `time_entered(code, text)` says when a value was taken.
    """

    entered = Signal(str, str)  # address of the field, text
    confirmed = Signal(str, str)  # address of the field, text
    time_entered = Signal(str, str)  # code of the quantity, text
    finding_answered = Signal(str, str)  # key of a finding under a field, key of the act
    rebuilt = Signal()  # parts came or went: the tab order is to be made anew

    def __init__(self, fields: Sequence[NumberField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QuantityBox] = {}
        self._times: dict[str, TimeBox] = {}
        self._time_rows: dict[str, FormRow] = {}  # times that stand in the fold
        self._rows: dict[str, FormRow] = {}
        self._asked: dict[str, str] = {}  # code to the text that was asked about
        self._crossed: set[str] = set()  # codes of pressures the wrong way round
        self._sure = ""  # code of the value that somebody stands by just now
        self._found: set[str] = set()  # codes of recorded values that are asked about
        self.laboratory = Fold(_("Further laboratory values"), self)
        self.times = Fold(_("Times of these values"), self)
        self._column = QVBoxLayout(self)
        self._lay_out(value_words.quantities(tuple(fields)))
        self._wire()

    def box(self, code: str) -> QuantityBox:
        """The box of a quantity. Raises KeyError."""
        return self._boxes[code]

    def time_box(self, code: str) -> TimeBox:
        """The box for the time of a quantity. Raises KeyError."""
        return self._times[code]

    def row(self, code: str) -> FormRow:
        """The row in which a quantity stands. Raises KeyError."""
        return self._rows[code]

    def show_view(self, view: SessionView) -> None:
        """Show what the record holds; what is being typed stays."""
        before = view.session.before or {}
        for code in self._found - set(self._asked):
            self._boxes[code].settle()  # what was asked about it was answered
        self._found.clear()
        for box in dict.fromkeys(self._boxes.values()):
            box.show_view(view)
        for code, time in self._times.items():
            time.show_time(value_words.taken_text(view, code))
            time.show_last(value_words.taken_age(view, code))
        for code, row in self._time_rows.items():
            row.setVisible(code in before)
        self.times.setVisible(any(code in before for code in self._time_rows))
        self.laboratory.show_note(value_words.known_words(view, self._laboratory))

    def show_entry(self, where: str, entry: Entry) -> None:
        """Show what became of a typed text: kept, refused, or asked about."""
        place, _dot, code = where.partition(".")
        if place != Place.BEFORE.value or code not in self._boxes:
            return
        box, row = self._boxes[code], self._rows[code]
        self._asked.pop(code, None)
        row.why.say(entry.message if entry.is_refused and not entry.crosses else "")
        self._crossed.discard(code)
        if entry.is_refused:
            row.show_card(value_words.crossed_view(entry) if entry.crosses else None, code)
            self._crossed.update({code} if entry.crosses else ())
            box.refuse_entry(entry)
        elif entry.is_question and self._sure != code:
            self._asked[code] = entry.text
            box.ask()
            row.show_card(value_words.question_view(CATALOGUE[code], entry), code)
            show_whole(row)
        else:
            row.show_card(None, code)
            box.settle_with(code, entry.text.strip())
        self.rebuilt.emit()

    def focus_first(self) -> None:
        """Put the cursor into the first box."""
        first = next(iter(self._boxes.values()))
        focus_on(first)

    def show_finding(self, code: str, finding: FindingView | None) -> None:
        """Show a finding under the field it is about, unless the field itself is asked about."""
        row = self._rows[code]
        if code in self._asked or code in self._crossed:
            return  # a question about what is being typed comes first
        row.show_card(finding, code)
        if finding is not None and finding.is_open:
            self._boxes[code].ask()
            self._found.add(code)

    def refuse_time(self, place: str, words: str) -> None:
        """Refuse a typed time; `place` is `taken.` and the code of the quantity."""
        code = place.removeprefix("taken.")
        if code != place and code in self._times:
            self._times[code].refuse(foot_words(words))
            self._row_of_time(code).why.say(words)

    def _row_of_time(self, code: str) -> FormRow:
        return self._time_rows.get(code) or self._rows[code]

    def _lay_out(self, groups: value_words.Quantities) -> None:
        self.laboratory.head.setObjectName("fold_laboratory")
        self.times.head.setObjectName("fold_times")
        self._laboratory = tuple(one.code for one in groups.laboratory)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(worn_theme().size("gap"))
        self._add_bedside(groups.bedside)
        for declared in groups.needed:
            self._column.addWidget(self._row_with_time(declared))
        for declared in groups.laboratory:
            self.laboratory.content.addWidget(self._row_with_time(declared))
        for declared in groups.bedside:
            time = self._make_time(declared, declared.label)
            self._time_rows[declared.code] = FormRow((time,), self)
            self.times.content.addWidget(self._time_rows[declared.code])
        self._column.addWidget(self.laboratory)
        self._column.addWidget(self.times)

    def _add_bedside(self, fields: Sequence[NumberField]) -> None:
        """The weight over the whole width, the others in pairs."""
        boxes = [self._make_box(one) for one in fields if one.code != DIASTOLIC.code]
        if boxes and boxes[0] is self._boxes.get(WEIGHT.code):
            self._add_row(boxes[:1])
            boxes = boxes[1:]
        for start in range(0, len(boxes), 2):
            self._add_row(boxes[start : start + 2])

    def _add_row(self, boxes: Sequence[QuantityBox]) -> None:
        blank = [QWidget(self)] if len(boxes) == 1 and len(self._rows) else []
        row = FormRow([*boxes, *blank], self)
        self._column.addWidget(row)
        for code, box in self._boxes.items():
            if box in boxes:
                self._note_row(code, row)

    def _row_with_time(self, declared: NumberField) -> FormRow:
        box = self._make_box(declared)
        row = FormRow((box, self._make_time(declared, _("Taken at"))), self)
        self._note_row(declared.code, row)
        return row

    def _note_row(self, code: str, row: FormRow) -> None:
        if row not in self._rows.values():
            row.card_answered.connect(self._on_card_answered)
        self._rows[code] = row

    def _make_box(self, declared: NumberField) -> QuantityBox:
        is_pair = declared.code == SYSTOLIC.code
        box = PressurePairBox(self) if is_pair else NumberBox(declared, self)
        box.tell_stories(Place.BEFORE)
        box.entered.connect(self._on_entered)
        box.given_up.connect(self._on_given_up)
        self._boxes[declared.code] = box
        if is_pair:
            self._boxes[DIASTOLIC.code] = box
        return box

    def _make_time(self, declared: NumberField, label: str) -> TimeBox:
        spoken = _("{label}, taken at").format(label=declared.label)
        time = TimeBox(declared.code, label, spoken, self)
        time.entered.connect(self._on_time_entered)
        self._times[declared.code] = time
        return time

    def _wire(self) -> None:
        self.laboratory.toggled.connect(self._on_fold_toggled)
        self.times.toggled.connect(self._on_fold_toggled)

    @Slot(str, str)
    def _on_entered(self, code: str, text: str) -> None:
        self.entered.emit(address(Place.BEFORE, code), text)

    @Slot(str)
    def _on_given_up(self, code: str) -> None:
        for one in (code, DIASTOLIC.code) if code == SYSTOLIC.code else (code,):
            self._asked.pop(one, None)
            self._crossed.discard(one)
            self._rows[one].why.say("")
            self._rows[one].show_card(None, one)

    @Slot(str, str)
    def _on_time_entered(self, place: str, text: str) -> None:
        self._row_of_time(place.removeprefix("taken.")).why.say("")
        self.time_entered.emit(place.removeprefix("taken."), text)

    @Slot(str, str)
    def _on_card_answered(self, key: str, act: str) -> None:
        if act == CONFIRM and key in self._asked:
            self._sure = key
            self.confirmed.emit(address(Place.BEFORE, key), self._asked[key])
            self._sure = ""
        elif act == SWAP and isinstance(box := self._boxes[key], PressurePairBox):
            box.swap()
        elif act == CHANGE and key in self._asked:
            edit = self._boxes[key].edit_of(key)
            edit.setFocus()
            edit.selectAll()
        else:
            self.finding_answered.emit(key, act)

    @Slot(bool)
    def _on_fold_toggled(self, _is_open: bool) -> None:  # noqa: FBT001 - as the fold's toggled
        self.rebuilt.emit()
