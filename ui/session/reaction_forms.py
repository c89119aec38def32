"""What more is told of a deed or of the patient, inside the dialog of a reaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact
from plexlog.domain.language import gettext as _
from plexlog.domain.words import Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.services.reaction_deeds import OnRecord
from ui.widgets.box import BoxLabels, ValueEdit
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.field_box import FieldBox, PressureBox
from ui.widgets.haste import Haste
from ui.widgets.painting import Words
from ui.widgets.tab_anchor import TabAnchor

_Asked = tuple[str, str, str, str]  # code, label, unit, what is possible
_SAYS = {
    None: _("From which flow to which."),
    RecordedAs.SALINE_BOLUS: _("Enters the balance of the run, once."),
    RecordedAs.DRUG: _("Stands among the drugs of the session; its volume enters the balance."),
    RecordedAs.PAUSE: _("Pauses the run from this time. Resume on the run page."),
    RecordedAs.END: _("Ends the run now, because of the reaction. It cannot be resumed."),
}


class _Form(QWidget):
    """A title, what it does, fields, and two buttons at the foot."""

    def __init__(self, title: str, act: str, put_off: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._anchor = TabAnchor(self)
        self.title = Heading(title, parent=self)
        self.says = Words("", "label", "ink2", self).wrapped()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self.keep = ActionButton(act, "check", parent=self)
        self.put_off = ActionButton(put_off, parent=self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.put_off)
        foot.addWidget(self.keep)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.title)
        rows.addWidget(self.says)
        rows.addLayout(self.fields)
        rows.addStretch(1)
        rows.addLayout(foot)

    def order_tabs(self) -> None:
        """Tab walks the fields as they stand, then the buttons."""
        stops = [
            part
            for part in self.findChildren(QWidget)
            if isinstance(part, (QPushButton, QLineEdit))
            and part not in (self.keep, self.put_off)
            and not part.isHidden()
        ]
        self._anchor.lead([*stops, self.put_off, self.keep])


class DeedForm(_Form):
    """More about one deed: how much, which drug, when; `told(action, texts)`, `put_off_wanted`.

    What stands on record already since the onset can be named instead: `named(action, place)`.
    """

    told = Signal(str, object)  # action, texts by code
    named = Signal(str, int)  # action, place in what stands on record
    put_off_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", _("Record it"), _("Noted only"), parent)
        self.setObjectName("deed_form")
        self.keep.setObjectName("deed_keep")
        self.put_off.setObjectName("deed_put_off")
        self._action = ""
        self._is_end = False
        self._inside: QWidget | None = None
        self.boxes: dict[str, FieldBox] = {}
        self._choices: dict[str, ChoiceRow] = {}
        self._haste = Haste()
        self._question = Words("", "labelBold", "askInk", self).wrapped()
        self._question.hide()
        self._rows.insertWidget(self._rows.indexOf(self.says) + 1, self._question)
        self.keep.clicked.connect(self._on_keep)
        self.put_off.clicked.connect(self.put_off_wanted)

    def ask(
        self,
        label: str,
        action: str,
        kind: RecordedAs | None,
        fact: ActionFact | None,
        there: Sequence[OnRecord],
        *,
        is_from_paper: bool = False,
    ) -> None:
        """Ask for what a deed of this kind needs; from paper a run ends at the sheet's time."""
        self._action = action
        self._is_end = kind is RecordedAs.END
        self.title.show_text(label)
        asks, says = _ASKS.get(kind, ()), _SAYS[kind]
        if self._is_end and is_from_paper:
            asks, says = _END_OF_SHEET
        if is_from_paper:
            asks = tuple(_WHEN_OF_SHEET if one == _WHEN else one for one in asks)
        self.says.set_words(says)
        self._question.hide()
        self._clear()
        self._inside = QWidget(self)
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        self._add_there(rows, there)
        self._add_amounts(rows, fact)
        self._add_boxes(rows, asks)
        self._add_drug(rows, kind, fact)
        self.fields.addWidget(self._inside)
        self.order_tabs()

    def focus_first(self) -> None:
        """The cursor where typing begins; the end of a run is never a key too many away."""
        first = next(iter(self.boxes.values()), self.put_off if self._is_end else self.keep)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def texts(self) -> dict[str, str]:
        """What was typed and chosen."""
        typed = {code: box.text() for code, box in self.boxes.items()}
        chosen = {code: row.chosen for code, row in self._choices.items() if code == "route"}
        return typed | chosen

    def refuse(self, code: str, reason: str) -> bool:
        """Say at a field why it is not taken; False where there is no such field."""
        if code in self.boxes:
            self.boxes[code].refuse(reason)
        return code in self.boxes

    @Slot(str)
    def show_question(self, sentence: str) -> None:
        """What reads as a slip is asked about: recording it once more says that it is right."""
        self._question.set_words(
            _("{sentence}. Right? Then record it once more.").format(sentence=sentence)
        )
        self._question.show()
        amount = self.boxes.get("dose" if "dose" in self.boxes else "volume_ml")
        if amount is not None:
            amount.ask()
            amount.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self._haste.asked(self.texts())

    def _clear(self) -> None:
        if self._inside is not None:
            self.fields.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self.boxes = {}
        self._choices = {}

    def _add_there(self, rows: QVBoxLayout, there: Sequence[OnRecord]) -> None:
        if there:
            options = [
                Option(str(place), f"{one.at.clock}  {one.words}".strip())
                for place, one in enumerate(there)
            ]
            row = ChoiceRow("there", _("On record already: it was this"), options, 2, self._inside)
            row.entered.connect(self._on_named)
            rows.addWidget(row)

    def _add_amounts(self, rows: QVBoxLayout, fact: ActionFact | None) -> None:
        if fact is not None and fact.amounts_ml:
            options = [Option(str(one), f"{one} mL") for one in fact.amounts_ml]
            row = ChoiceRow("amount", "", options, parent=self._inside)
            row.entered.connect(self._on_amount)
            self._choices["amount"] = row
            rows.addWidget(row)

    def _add_boxes(self, rows: QVBoxLayout, asks: Sequence[_Asked]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, (code, label, unit, reach) in enumerate(asks):
            box = FieldBox(BoxLabels(code=code, label=label, unit=unit, range=reach), self._inside)
            self.boxes[code] = box
            grid.addWidget(box, place // 2, place % 2)
        rows.addLayout(grid)

    def _add_drug(
        self, rows: QVBoxLayout, kind: RecordedAs | None, fact: ActionFact | None
    ) -> None:
        if "drug" in self.boxes and fact is not None and fact.drug:
            self.boxes["drug"].edit.setText(fact.drug)
        if kind is RecordedAs.DRUG:
            options = [Option(route.value, route.label) for route in Route]
            row = ChoiceRow("route", _("Route"), options, len(options), self._inside)
            row.set_chosen("" if fact is None else fact.route)
            self._choices["route"] = row
            rows.addWidget(row)

    @Slot(str, str)
    def _on_amount(self, _code: str, amount: str) -> None:
        self.boxes["volume_ml"].edit.setText(amount)

    @Slot(str, str)
    def _on_named(self, _code: str, place: str) -> None:
        self.named.emit(self._action, int(place))

    @Slot()
    def _on_keep(self) -> None:
        if self._haste.is_too_soon(self.texts()):
            return  # a second press on what was just asked about
        self._question.hide()
        for box in self.boxes.values():
            box.settle()
        self.told.emit(self._action, self.texts())


_WHEN = ("given_at", _("When"), "", _("empty: now"))
_WHEN_OF_SHEET = ("given_at", _("When"), "", _("as on the paper"))
_ASKS: dict[RecordedAs | None, tuple[_Asked, ...]] = {
    RecordedAs.SALINE_BOLUS: (("volume_ml", _("Volume"), "mL", ""), _WHEN),
    RecordedAs.DRUG: (
        ("drug", _("Drug"), "", ""),
        ("dose", _("Dose"), "", _("with its unit")),
        ("volume_ml", _("Volume"), "mL", _("if it has one")),
        _WHEN,
    ),
    RecordedAs.PAUSE: (_WHEN,),
    None: (
        ("flow_from", _("Inlet before"), "mL/min", ""),
        ("flow_to", _("Inlet now"), "mL/min", ""),
    ),
}

_END_OF_SHEET: tuple[tuple[_Asked, ...], str] = (
    (("ended_at", _("End of the run"), "", _("as on the paper")),),
    _(
        "Ends the run at this time, because of the reaction. "
        "Rows of the sheet that are not entered yet come first: note it only, and end it later."
    ),
)


_BECOME_A_ROW = _("They become a row of the run at this time, and stay attached here.")
_TYPED_BEFORE = _(
    "As typed before, and not on record yet. Kept, they become a row of the run at this time."
)


class VitalsForm(_Form):
    """New vitals for the reaction: `told(texts)` keeps them as a row of the run.

    What is typed and put off stays until it is kept, and `empty()` is called.
    """

    told = Signal(object)  # texts by code
    put_off_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("New vitals"), _("Keep vitals"), _("Not now"), parent)
        self.setObjectName("vitals_form")
        self.keep.setObjectName("vitals_keep")
        self.put_off.setObjectName("vitals_put_off")
        self._pressure = PressureBox(
            BoxLabels(code="systolic_mmhg", label=_("Blood pressure"), unit="mmHg"),
            "diastolic_mmhg",
            self,
        )
        self._boxes = {
            code: FieldBox(BoxLabels(code=code, label=label, unit=unit), self)
            for code, label, unit in (
                ("pulse_per_min", _("Pulse"), "/min"),
                ("spo2_percent", _("SpO₂"), "%"),
                ("temperature_c", _("Temperature"), "°C"),
            )
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, box in enumerate((self._pressure, *self._boxes.values())):
            grid.addWidget(box, place // 2, place % 2)
            box.leave_on_esc()
        self.fields.addLayout(grid)
        self._haste = Haste()
        for edit in self._edits().values():
            edit.returnPressed.connect(self._on_keep, Qt.ConnectionType.QueuedConnection)
        self.keep.clicked.connect(self._on_keep)
        self.put_off.clicked.connect(self.put_off_wanted)

    def begin(self) -> None:
        """The cursor in the pressure; what was typed and put off stands there still."""
        is_typed = any(self.texts().values())
        self.says.set_words(_TYPED_BEFORE if is_typed else _BECOME_A_ROW, "ink2")
        self._pressure.systolic.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def empty(self) -> None:
        """What was typed is on record."""
        self._pressure.keep("", "")
        for box in self._boxes.values():
            box.keep("")

    def texts(self) -> dict[str, str]:
        """What was typed, by code."""
        return {code: edit.text().strip() for code, edit in self._edits().items()}

    def put_back(self, texts: Mapping[str, Any]) -> None:
        """Show what was typed and put off; it is not on record."""
        for code, edit in self._edits().items():
            edit.setText(str(texts.get(code, "")))

    def refuse(self, code: str, reason: str) -> bool:
        """Say at a field why it is not taken; False where there is no such field."""
        if code in self._boxes:
            self._boxes[code].refuse(reason)
        elif code in (self._pressure.code, "diastolic_mmhg"):
            self._pressure.refuse(code, reason)
        else:
            return False
        return True

    def ask(self, code: str, sentence: str) -> None:
        """What is unlikely is asked about: keeping it once more says that it is right."""
        self.says.set_words(
            _("{what}. Right? Then keep it once more.").format(what=wording.sentence(sentence)),
            "askInk",
        )
        self._boxes.get(code, self._pressure).ask()
        self._haste.asked(self.texts())

    def _edits(self) -> dict[str, ValueEdit]:
        pressures = {
            "systolic_mmhg": self._pressure.systolic,
            "diastolic_mmhg": self._pressure.diastolic,
        }
        return pressures | {code: box.edit for code, box in self._boxes.items()}

    @Slot()
    def _on_keep(self) -> None:
        texts = self.texts()
        if not self.isVisible() or self._haste.is_too_soon(texts):
            return  # a second Enter on what is kept already, or was just asked about
        if any(texts.values()):
            self.told.emit(texts)
        else:
            self._pressure.refuse(self._pressure.code, _("needs at least one value"))
