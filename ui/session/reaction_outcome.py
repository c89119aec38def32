"""The second page of a reaction: symptoms, infection, clot or plasma unit, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ActionFact, ReactionFact
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reaction
from plexlog.domain.words import Outcome, ReactionKind
from plexlog.services.open_session import SessionView
from ui.session.reaction_panels import (
    SIGNS,
    ClottingPanel,
    InfectionPanel,
    Panel,
    UnitsPanel,
    words,
)
from ui.session.reaction_timeline import TimeLine
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.choices import CheckRow, ChoiceRow
from ui.widgets.field_box import FieldBox
from ui.widgets.scroll import ScrollColumn
from ui.widgets.tab_anchor import TabAnchor

SYMPTOM_COLUMNS = 3
_TIME_WIDE = 112


class ReactionOutcome(QWidget):
    """What is known at the end; `chosen`, `entered`, `symptom_ticked`, `sign_ticked` tell each."""

    chosen = Signal(str, str)  # code, key
    entered = Signal(str, str)  # code, text
    symptom_ticked = Signal(str, bool)  # symptom, whether it is there
    sign_ticked = Signal(str, bool)  # sign of infection, whether it is there

    def __init__(self, actions: Mapping[str, ActionFact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symptoms = _Symptoms(self)
        self._own = {
            "symptom": self._box("symptom", _("Another symptom or sign"), _("adds one")),
            "note": self._box("note", _("Note")),
        }
        self._outcome = ChoiceRow("outcome", _("Outcome"), words(Outcome), 2, self)
        self._own["outcome_at"] = self._box("outcome_at", _("Its time"))
        self._infection = InfectionPanel(self)
        self._clotting = ClottingPanel(self)
        self._units = UnitsPanel(TimeLine(actions, self), self)
        self._side = QStackedWidget(self)
        for code in ("symptom", "note"):
            self._own[code].leave_on_esc()  # what was written is recorded as the cursor leaves
        self._lay_out()
        self._wire()

    def _box(self, code: str, label: str, reach: str = "") -> FieldBox:
        return FieldBox(BoxLabels(code=code, label=label, range=reach), self)

    @property
    def boxes(self) -> dict[str, FieldBox]:
        """Every box of the page by its code."""
        return self._own | self._infection.boxes | self._clotting.boxes

    def refuse(self, code: str, reason: str) -> bool:
        """Say at a field why it is not taken; False where there is no such field to be seen."""
        box = self.boxes.get(code)
        if box is None or not box.isVisible():
            return False
        box.refuse(reason)
        return True

    def show_reaction(
        self, reaction: Reaction | None, fact: ReactionFact | None, view: SessionView
    ) -> None:
        """Show what is on record."""
        if reaction is None:
            return
        self._symptoms.show_symptoms(fact, reaction)
        self._outcome.set_chosen("" if reaction.outcome is None else reaction.outcome.value)
        kept = {
            "outcome_at": "" if not reaction.outcome_at else reaction.outcome_at.clock,
            "note": reaction.note or "",
        }
        for code, text in kept.items():
            box = self._own[code]
            if not box.text() or box.edit.kept != text:
                box.keep(text)
        if not self._own["symptom"].edit.hasFocus():
            self._own["symptom"].keep("")  # it stands among those to tick now
        self._show_side(reaction, view)

    def _show_side(self, reaction: Reaction, view: SessionView) -> None:
        if reaction.kind is ReactionKind.INFECTION:
            self._infection.show_reaction(reaction, view)
            self._side.setCurrentWidget(self._infection)
        elif reaction.kind is ReactionKind.CLOTTING:
            self._clotting.show_reaction(reaction, view)
            self._side.setCurrentWidget(self._clotting)
        else:
            self._units.show_reaction(reaction, view)
            self._side.setCurrentWidget(self._units)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Heading(_("Symptoms and signs"), parent=self))
        left.addWidget(self._symptoms, 1)
        left.addLayout(_beside((self._own["symptom"], 3), (self._own["note"], 2)))
        outcome = _beside((self._outcome, 1), (self._own["outcome_at"], 0))
        self._own["outcome_at"].setFixedWidth(_TIME_WIDE)
        outcome.setAlignment(self._own["outcome_at"], Qt.AlignmentFlag.AlignTop)
        left.addLayout(outcome)
        for page in (self._infection, self._clotting, self._units):
            self._side.addWidget(page)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(20)
        columns.addLayout(left, 1)
        columns.addWidget(self._side, 1)

    def _wire(self) -> None:
        self._outcome.entered.connect(self.chosen)
        for box in self._own.values():
            box.entered.connect(self.entered)
        self._symptoms.ticked.connect(self.symptom_ticked)
        panels: tuple[Panel, ...] = (self._infection, self._clotting, self._units)
        for panel in panels:
            panel.chosen.connect(self.chosen)
            panel.entered.connect(self.entered)
            panel.sign_ticked.connect(self.sign_ticked)


def _beside(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for part, stretch in parts:
        row.addWidget(part, stretch)
    return row


class _Symptoms(ScrollColumn):
    """The usual symptoms of a kind, to tick."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Symptoms and signs"), parent)
        self._anchor = TabAnchor(self)
        self._rows: dict[str, CheckRow] = {}
        self._holder = QWidget(self.inside)
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        for column in range(SYMPTOM_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.add(self._holder)

    def show_symptoms(self, fact: ReactionFact | None, reaction: Reaction) -> None:
        """Show the usual symptoms, and others that are there."""
        present = reaction.symptoms or ()
        usual = () if fact is None else fact.symptoms
        if reaction.kind is ReactionKind.INFECTION:  # its signs are asked once, beside its source
            usual = tuple(one for one in usual if one not in SIGNS)
        wanted = dict.fromkeys((*usual, *present))
        if list(wanted) != list(self._rows):
            self._make_rows(list(wanted))
        for symptom, row in self._rows.items():
            row.setChecked(symptom in present)

    def _make_rows(self, symptoms: list[str]) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for place, symptom in enumerate(symptoms):
            row = CheckRow(symptom, wording.sentence(symptom), parent=self._holder)
            row.ticked.connect(self.ticked)
            self._rows[symptom] = row
            self._grid.addWidget(row, place // SYMPTOM_COLUMNS, place % SYMPTOM_COLUMNS)
            row.show()
        self._anchor.lead(list(self._rows.values()))
