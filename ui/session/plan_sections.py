"""The sections of the plan page that hold more than boxes: volume, machine, prime, the start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import PRIME_GIVEN
from plexlog.domain.entry import Entry
from plexlog.domain.fields import Place
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import Gap
from plexlog.domain.words import MachineKind, PrimeFluid
from plexlog.services.desk import Knowledge
from plexlog.services.open_session import SessionView
from plexlog.services.plan_entry import plan_texts
from ui.session import value_words
from ui.session.choice_field import ChoiceField
from ui.session.fact_rows import FactRows
from ui.session.plan_fields import PlanFields, machine_labels, volume_labels
from ui.session.plan_view import (
    TYPED,
    formula_chosen,
    formula_options,
    machine_chosen,
    machine_options,
)
from ui.session.plan_working import formula_rows, volume_rows
from ui.session.reading_order import focus_on
from ui.session.session_presenter import address
from ui.session.session_screen import holding_words
from ui.session.value_boxes import FormRow, WhyLine, is_at_rest
from ui.session.value_words import CONFIRM
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words


class VolumeSection(QWidget):
    """The blood volume with its working, and how it is to be got."""

    formula_chosen = Signal(str, str)  # code, key of the formula
    volume_typed = Signal(str, str)  # mL, reason: both are there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FactRows(_("Blood volume and target"), parent=self)
        heads = (_("Other formulas"), _("Plasma volume"), _("From the one in use"))
        self.others = FactRows("", heads, self)
        self.formula = ChoiceRow("blood_volume_formula", "", formula_options(), parent=self)
        self.formula.setAccessibleName(_("How the blood volume is got"))
        self.typed = PlanFields("", volume_labels(), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.rows, self.formula, self.typed, self.others):
            column.addWidget(part)
        self.formula.entered.connect(self._on_chosen)
        self.typed.entered.connect(self._on_typed)
        self._wants_typed = False

    def show_view(self, view: SessionView) -> None:
        """Show the volume and the way it was got."""
        self.rows.show_rows(volume_rows(view))
        others = formula_rows(view)
        self.others.show_rows(others)
        self.others.setVisible(bool(others))
        chosen = formula_chosen(view)
        if chosen == TYPED:
            self._wants_typed = False
        self.formula.set_chosen(TYPED if self._wants_typed else chosen)
        self.typed.setVisible(self._wants_typed or chosen == TYPED)
        if not self._wants_typed:
            self.typed.show_view(view)

    @Slot(str, str)
    def _on_chosen(self, code: str, key: str) -> None:
        self._wants_typed = key == TYPED
        self.typed.setVisible(self._wants_typed)
        if self._wants_typed:
            focus_on(self.typed.box("volume.value_ml"))
        self.formula_chosen.emit(code, key)

    @Slot(str, str)
    def _on_typed(self, _field: str, _text: str) -> None:
        texts = self.typed.texts()
        if all(texts.values()):
            self.volume_typed.emit(texts["volume.value_ml"], texts["volume.reason"])


class MachineSection(QWidget):
    """The machine: one of the unit's, or another with how it separates."""

    picked = Signal(str, str)  # code, key of the machine
    typed = Signal(str, str)  # model, kind
    entered = Signal(str, str)  # name of a field, text

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._wants_other = False
        self.pick = ChoiceField("machine", _("Machine"), machine_options(knowledge), self)
        self.kind = ChoiceRow(
            "machine_kind",
            "",
            [Option(one.value, wording.sentence(one.label)) for one in MachineKind],
            parent=self,
        )
        self.kind.setAccessibleName(_("How the machine separates"))
        self.model = FieldBox(BoxLabels(code="machine.model", label=_("Model")), self)
        self.why = WhyLine(self)
        self.serial = PlanFields("", machine_labels(), self)
        self._lay_out()
        self._wire()

    def show_view(self, view: SessionView) -> None:
        """Show the machine that is recorded."""
        chosen = machine_chosen(view, self._knowledge)
        is_listed = chosen in {one.code for one in self._knowledge.machines}
        if view.session.machine is not None:
            self._wants_other = not is_listed
        self.pick.set_chosen("other" if self._wants_other else chosen)
        for part in (self.kind, self.model):
            part.setVisible(self._wants_other)
        texts = plan_texts(view)
        if view.session.machine is not None:
            self.kind.set_chosen(texts["machine.kind"])
            if is_at_rest(self.model, self.model.edit):
                self.model.keep(texts["machine.model"])
        self.serial.show_texts(texts)

    @Slot(str, str)
    def refuse(self, field: str, words: str) -> None:
        """Refuse what was typed."""
        if field == "machine.model":
            self.model.refuse(words)
        self.serial.refuse(field, words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 2)
        column.setSpacing(6)
        column.addWidget(Heading(_("Machine, set and supplies"), "", self))
        for part in (self.pick, self.kind, self.model, self.why, self.serial):
            column.addWidget(part)

    def _wire(self) -> None:
        self.pick.entered.connect(self._on_picked)
        self.kind.entered.connect(self._on_typed)
        self.model.entered.connect(self._on_typed)
        self.serial.entered.connect(self.entered)

    @Slot(str, str)
    def _on_picked(self, code: str, key: str) -> None:
        self._wants_other = key == "other"
        for part in (self.kind, self.model):
            part.setVisible(self._wants_other)
        if self._wants_other:
            focus_on(self.model)
        self.picked.emit(code, key)

    @Slot(str, str)
    def _on_typed(self, _code: str, _text: str) -> None:
        waits = bool(self.model.text()) and not self.kind.chosen
        self.why.say(_("choose how it separates; then the machine is recorded") if waits else "")
        if waits:
            QTimer.singleShot(0, self, self._go_to_kind)  # after the focus has left the field
        elif self.model.text():
            self.model.settle()
            self.typed.emit(self.model.text(), self.kind.chosen)

    @Slot()
    def _go_to_kind(self) -> None:
        focus_on(self.kind)


class PrimeSection(QWidget):
    """Prime that entered the patient, and what it was. None is 0, and is typed as 0."""

    entered = Signal(str, str)  # code, text
    confirmed = Signal(str, str)  # code, text
    fluid_chosen = Signal(str, str)  # code, key of the fluid

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        labels = BoxLabels(
            code=PRIME_GIVEN.code,
            label=PRIME_GIVEN.label,
            unit=PRIME_GIVEN.shown_unit,
            range=_("0 if all was diverted"),
            help=PRIME_GIVEN.help,
        )
        self.box = FieldBox(labels, self)
        self.row = FormRow((self.box,), self)
        options = [Option(one.value, wording.sentence(one.label)) for one in PrimeFluid]
        self.fluid = ChoiceRow("prime_fluid", _("Primed with"), options, parent=self)
        self._asked = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.row)
        column.addWidget(self.fluid)
        self.box.entered.connect(self.entered)
        self.row.card_answered.connect(self._on_answered)
        self.fluid.entered.connect(self.fluid_chosen)

    def show_view(self, view: SessionView) -> None:
        """Show what the record holds; what is being typed stays."""
        measured = view.session.values.get(PRIME_GIVEN.code)
        if is_at_rest(self.box, self.box.edit):
            self.box.keep("" if measured is None else PRIME_GIVEN.format(measured.value))
        chosen = view.session.prime_fluid
        self.fluid.set_chosen("" if chosen is None else chosen.value)

    @Slot(str, object)
    def show_entry(self, where: str, entry: Entry) -> None:
        """Show what became of a typed text."""
        if where != address(Place.SESSION, PRIME_GIVEN.code):
            return
        is_new_question = entry.is_question and self._asked != entry.text
        self._asked = entry.text if is_new_question else ""
        self.row.show_card(
            value_words.question_view(PRIME_GIVEN, entry) if is_new_question else None
        )
        if entry.is_refused:
            self.box.refuse(entry.message)
        elif is_new_question:
            self.box.ask()
        else:
            self.box.edit.set_kept(entry.text.strip())
            self.box.settle()

    @Slot(str, str)
    def _on_answered(self, code: str, act: str) -> None:
        if act == CONFIRM:
            self.confirmed.emit(code, self._asked)
        else:
            focus_on(self.box)


class StartBar(QWidget):
    """The one big button of the page, and beside it what it waits for."""

    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("", "label", "ink2", self).wrapped()
        self.button = ActionButton(_("Start the run"), "play", "F5", Kind.PRIMARY, self)
        self.button.setObjectName("start_run")
        self.button.set_height("bedside")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.start_wanted)

    def show_start(self, view: SessionView, holding: Sequence[Gap], other: str) -> None:
        """Lock or unlock the start; after it, say when it was. `other`: what runs meanwhile."""
        started = view.session.started_at
        if started is not None:
            self.button.lock(_("The run was started."))
            self.words.set_words(_("Started {at}").format(at=wording.moment(started)))
        elif other:
            self.button.lock(other)
            self.words.set_words(other)
        elif holding:
            self.button.lock(holding_words(holding))
            self.words.set_words(holding_words(holding))
        else:
            self.button.unlock()
            self.words.set_words(_("Nothing holds the start."))
