"""The second page of a reaction: symptoms, infection and clotting followed, and the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.facts import ReactionFact
from plexlog.domain.records import Reaction
from plexlog.domain.words import ClotLocation, InfectionSource, Outcome, ReactionKind
from ui.widgets.box import BoxLabels, BoxState
from ui.widgets.cards import Heading
from ui.widgets.choices import CheckRow, ChoiceRow, Option
from ui.widgets.field_box import FieldBox

SYMPTOM_COLUMNS = 4


class ReactionOutcome(QWidget):
    """What is known at the end; `chosen`, `entered` and `symptom_ticked` tell each change."""

    chosen = Signal(str, str)  # code, key
    entered = Signal(str, str)  # code, text
    symptom_ticked = Signal(str, bool)  # symptom, whether it is there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symptoms = _Symptoms(self)
        self._source = ChoiceRow(
            "source", _("Where the infection is suspected"), _words(InfectionSource), parent=self
        )
        self._location = ChoiceRow("location", _("Where"), _words(ClotLocation), parent=self)
        self._outcome = ChoiceRow("outcome", _("Outcome"), _words(Outcome), parent=self)
        self.boxes = {
            box.code: box
            for box in (
                _box("culture", _("Culture taken from"), "", _("each adds one, with the time")),
                _box("catheter_days", _("Catheter days"), "d", _("day of insertion is 1")),
                _box("blood_lost_ml", _("Blood lost"), "mL", _("leave empty if none known")),
                _box("outcome_at", _("Time of the outcome"), "", _("not in the future")),
                _box("note", _("Note"), "", ""),
            )
        }
        self._lay_out()
        self._wire()

    def show_reaction(self, reaction: Reaction | None, fact: ReactionFact | None) -> None:
        """Show what is on record."""
        if reaction is None:
            return
        is_infection = reaction.kind is ReactionKind.INFECTION
        is_clot = reaction.kind is ReactionKind.CLOTTING
        for part in (self._source, self.boxes["culture"], self.boxes["catheter_days"]):
            part.setVisible(is_infection)
        for clot_part in (self._location, self.boxes["blood_lost_ml"]):
            clot_part.setVisible(is_clot)
        self._symptoms.show_symptoms(fact, reaction)
        self._show_infection(reaction)
        self._show_clotting(reaction)
        self._outcome.set_chosen("" if reaction.outcome is None else reaction.outcome.value)
        self._keep("outcome_at", "" if not reaction.outcome_at else reaction.outcome_at.clock)
        self._keep("note", reaction.note or "")

    def _show_infection(self, reaction: Reaction) -> None:
        infection = reaction.infection
        self._source.set_chosen("" if infection is None else infection.source.value)
        days = None if infection is None else infection.catheter_days
        self._keep("catheter_days", "" if days is None else str(days))
        sites = [one.site for one in (infection.cultures if infection else None) or ()]
        told = _("taken: {sites}").format(sites=wording.listed(sites)) if sites else ""
        self.boxes["culture"].keep("")
        self.boxes["culture"].show_last(told)

    def _show_clotting(self, reaction: Reaction) -> None:
        clot = reaction.clotting
        self._location.set_chosen("" if clot is None else clot.location.value)
        lost = None if clot is None else clot.blood_lost_ml
        self._keep("blood_lost_ml", "" if lost is None else wording.plain(lost))

    def _keep(self, code: str, text: str) -> None:
        box = self.boxes[code]
        if box.state is BoxState.REFUSED and box.edit.kept == text:
            return  # what was refused stays until it is put right
        box.keep(text)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows: list[Sequence[QWidget]] = [
            (self._source,),
            (self.boxes["culture"], self.boxes["catheter_days"]),
            (self._location,),
            (self.boxes["blood_lost_ml"],),
            (self._outcome,),
            (self.boxes["outcome_at"], self.boxes["note"]),
        ]
        for number, parts in enumerate(rows):
            for place, part in enumerate(parts):
                grid.addWidget(part, number, place, 1, 2 if len(parts) == 1 else 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addWidget(Heading(_("Symptoms and signs"), parent=self))
        page.addWidget(self._symptoms)
        page.addLayout(grid)
        page.addStretch(1)

    def _wire(self) -> None:
        for row in (self._source, self._location, self._outcome):
            row.entered.connect(self.chosen)
        for box in self.boxes.values():
            box.entered.connect(self.entered)
        self._symptoms.ticked.connect(self.symptom_ticked)


class _Symptoms(QWidget):
    """The usual symptoms of a kind, to tick."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: dict[str, CheckRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)

    def show_symptoms(self, fact: ReactionFact | None, reaction: Reaction) -> None:
        """Show the usual symptoms of a kind, and others that are on record."""
        present = reaction.symptoms or ()
        wanted = dict.fromkeys((*(() if fact is None else fact.symptoms), *present))
        if list(wanted) != list(self._rows):
            self._make_rows(list(wanted))
        for symptom, row in self._rows.items():
            row.setChecked(symptom in present)

    def _make_rows(self, symptoms: list[str]) -> None:
        for row in self._rows.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for place, symptom in enumerate(symptoms):
            row = CheckRow(symptom, wording.sentence(symptom), parent=self)
            row.ticked.connect(self.ticked)
            self._rows[symptom] = row
            self._grid.addWidget(row, place // SYMPTOM_COLUMNS, place % SYMPTOM_COLUMNS)


def _box(code: str, label: str, unit: str, reach: str) -> FieldBox:
    return FieldBox(BoxLabels(code=code, label=label, unit=unit, range=reach))


def _words(kind: type[InfectionSource | ClotLocation | Outcome]) -> list[Option]:
    return [Option(word.value, wording.sentence(word.label)) for word in kind]
