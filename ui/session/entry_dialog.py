"""A dialog that asks for a few things at once and keeps them as one act.

What is refused stays in its field with the sentence that says what is possible; nothing typed is
lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from ui.session.choice_field import ChoiceField
from ui.session.dialog_pad import DialogPad
from ui.session.drafted_dialog import DraftedDialog
from ui.session.entry_message import EntryMessage
from ui.session.value_boxes import LONGEST_FOOT
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.field_box import FieldBox
from ui.widgets.haste import Haste
from ui.widgets.hidden import hide_text, hides_text

_COLUMNS = 2
_WHY = "going_on"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing to ask for: typed, or chosen when it has options. `wide` takes a whole row.

    What is typed where it `is_hidden` shows as dots and is kept in no draft.
    """

    labels: BoxLabels
    options: Sequence[Option] = ()
    wide: bool = False
    span: int = 1  # how many columns
    as_row: bool = False  # options side by side instead of a drop-down
    is_hidden: bool = False
    text: str = ""
    last: str = ""
    tags: tuple[str, ...] = field(default=())


class EntryDialog(DraftedDialog):
    """`EntryDialog(title, act, asks, host)`; `given(dict of code to text)` to keep it all."""

    columns = _COLUMNS
    given = Signal(object)  # dict[str, str]
    changed = Signal(str, str)  # code, text: a choice was made or a field left

    def __init__(
        self, title: str, act: str, asks: Sequence[Ask], host: QWidget, icon: str = "check"
    ) -> None:
        super().__init__(title, host)
        self.boxes: dict[str, FieldBox] = {}
        self.choices: dict[str, ChoiceRow | ChoiceField] = {}
        self._parts: dict[str, QWidget] = {}
        self._order: list[QWidget] = []
        self.message = EntryMessage(self)
        self._why = FieldBox(BoxLabels(code=_WHY, label=_("Going on, because")), self)
        self._why.leave_on_esc()
        self._haste = Haste()
        self._keep = ActionButton(act, icon, "", Kind.PRIMARY, self)
        self._keep.setObjectName("dialog_keep")
        self._later = ActionButton(_("Not now"), "", "Esc", parent=self)
        self._grid = QGridLayout()
        self._lay_out_asks(asks)
        self.pad = DialogPad(self)
        self._wire_asks()

    def show_refusal(self, code: str, reason: str) -> None:
        """Say beside a field why it was refused; in the foot what has no room there."""
        box = self.boxes.get(code)
        if box is not None:
            box.refuse(reason)
            if self._keep.hasFocus():  # it was pressed for nothing: back to what it waits for
                box.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if box is None or len(reason) > LONGEST_FOOT:
            self.message.say(wording.sentence(reason))
        self._why.hide()  # no reason answers what is not possible
        self.reveal(*(() if box is None else (box,)), self.message)

    def ask_why(self, question: str, severity: str = "ask") -> None:
        """Ask before it is kept: with a reason, the same act keeps it after all."""
        self.show_question(question, severity)
        self._why.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._why.edit.selectAll()  # a reason of before is typed over
        self._haste.asked(self._standing())
        self.reveal(self.message, self._why)

    def ask_again(self, code: str, question: str) -> None:
        """Ask whether an unlikely value is right: the same act once more says that it is."""
        self.boxes[code].ask()
        self.message.say(wording.sentence(question), "ask")
        self._why.hide()
        self._haste.asked(self._standing())
        self.reveal(self.message, self.boxes[code])

    def show_question(self, question: str, severity: str = "ask") -> None:
        """Show what will be asked, with room for the reason; the cursor stays where it is."""
        self.message.say(wording.sentence(question), severity)
        self._why.show()
        focused: QWidget | None = self.focusWidget()
        self.reveal(*(() if focused is None else (focused,)), self.message)

    def clear_question(self) -> None:
        """Nothing is asked any more; a reason that was typed comes back with the next question."""
        self.message.hide()
        self._why.hide()

    def why(self) -> str:
        """The reason that was given to what was asked."""
        return "" if self._why.isHidden() else self._why.text()

    def settle(self) -> None:
        """Nothing is refused any more."""
        self.message.hide()
        for box in self.boxes.values():
            box.settle()

    def texts(self) -> dict[str, str]:
        """What stands in all fields."""
        typed = {code: box.text() for code, box in self.boxes.items()}
        chosen = {code: choice.chosen for code, choice in self.choices.items()}
        return typed | chosen

    def drafted(self) -> dict[str, str]:
        """What stands in all fields but the hidden ones: what may be put on file half done."""
        hidden = {code for code, box in self.boxes.items() if hides_text(box.edit)}
        return {code: text for code, text in self._standing().items() if code not in hidden}

    def put_back(self, texts: Mapping[str, Any]) -> None:
        """Show what was drafted; nothing comes into a hidden field but by its owner's hand."""
        boxes = self.boxes | {_WHY: self._why}
        for code, text in texts.items():
            if code in boxes and not hides_text(boxes[code].edit):
                boxes[code].edit.setText(str(text))
            elif code in self.choices:
                self.choices[code].set_chosen(str(text))

    def fill_in(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields, as if they had been typed; a choice is made where it is one."""
        for code, text in texts.items():
            if code in self.boxes:
                self.boxes[code].edit.setText(text)
                self.boxes[code].settle()
            elif code in self.choices:
                self.choices[code].set_chosen(text)

    def lead_with(self, *first: QWidget) -> None:
        """Let Tab reach these parts first, and then the fields and buttons in their order."""
        for before, after in pairwise([*first, *self._order]):
            QWidget.setTabOrder(before, after)

    def show_only(self, codes: Collection[str]) -> None:
        """Show these fields; the others are hidden, and keep what stands in them."""
        for code, part in self._parts.items():
            part.setVisible(code in codes)

    def _lay_out_asks(self, asks: Sequence[Ask]) -> None:
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        columns = self.columns
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        place = 0
        walk: list[QWidget] = []
        for ask in asks:
            span = columns if ask.wide else ask.span
            if place % columns + span > columns:
                place += columns - place % columns
            part = self._parts[ask.labels.code] = self._part(ask)
            at_top = Qt.AlignmentFlag.AlignTop  # in one line, whatever is said below one of them
            self._grid.addWidget(part, place // columns, place % columns, 1, span, at_top)
            place += span
            walk += _stops(part)
        self._order = [*walk, self._why.edit, self._later, self._keep]
        self.lead_with()
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.body.addWidget(self.message)
        self._why.hide()
        self.body.addWidget(self._why)
        self.add_button(self._later)
        self.add_button(self._keep)

    def _part(self, ask: Ask) -> QWidget:
        code, label = ask.labels.code, ask.labels.label
        if not ask.options:
            box = FieldBox(ask.labels, self)
            box.leave_on_esc()
            if ask.is_hidden:
                hide_text(box.edit)
            box.edit.set_kept(ask.text)
            box.show_last(ask.last)
            box.edit.returnPressed.connect(self._on_enter, Qt.ConnectionType.QueuedConnection)
            self.boxes[code] = box
            return box
        maker = ChoiceRow if ask.as_row else ChoiceField
        choice = maker(code, label, ask.options, parent=self)
        choice.set_chosen(ask.text)
        self.choices[code] = choice
        return choice

    def _wire_asks(self) -> None:
        self._why.edit.returnPressed.connect(self._on_enter, Qt.ConnectionType.QueuedConnection)
        self._keep.clicked.connect(self._on_keep)
        self._later.clicked.connect(self.close_later)
        for box in self.boxes.values():
            box.entered.connect(self.changed)
        for choice in self.choices.values():
            choice.entered.connect(self.changed)

    def _standing(self) -> dict[str, str]:
        """What stands in all fields, and the reason that was typed."""
        return self.texts() | {_WHY: self._why.text()}

    @Slot()
    def _on_enter(self) -> None:
        self._on_keep()

    @Slot()
    def _on_keep(self) -> None:
        if not self.is_open or self._haste.is_too_soon(self._standing()):
            return  # a second Enter or click on what is kept already, or was just asked about
        self.settle()
        self.given.emit(self.texts())


def _stops(part: QWidget) -> list[QWidget]:
    """What Tab reaches in a part."""
    if isinstance(part, FieldBox):
        return [part.edit]
    if isinstance(part, ChoiceField):
        return [part.box]
    return list(part.findChildren(QPushButton))


class ReasonDialog(EntryDialog):
    """Asks for a reason in a few words: `reasoned(code, reason)`.

    A refusal that is shown meanwhile leaves it open, with the reason in it.
    """

    reasoned = Signal(str, str)

    def __init__(self, code: str, title: str, act: str, host: QWidget, person: str = "") -> None:
        labels = BoxLabels(code="reason", label=_("Reason, in a few words"))
        super().__init__(title, act, [Ask(labels=labels, wide=True)], host)
        self._code = code
        self._is_refused = False
        if person:
            self.set_note(_("as {person}").format(person=person))
        self.given.connect(self._on_given)

    @Slot(object)
    def _on_given(self, texts: dict[str, str]) -> None:
        reason = texts["reason"].strip()
        if not reason:
            self.show_refusal("reason", _("needs a reason in a few words"))
            return
        self._is_refused = False
        self.reasoned.emit(self._code, reason)
        if not self._is_refused:
            self.finish()

    def show_refusal(self, code: str, reason: str) -> None:
        self._is_refused = True
        super().show_refusal(code, reason)
