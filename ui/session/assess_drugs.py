"""Drugs that matter to the exchange: asked, with drug, dose and the time of the last dose."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import DrugOfNote
from plexlog.domain.words import DrugClass
from plexlog.services.open_session import SessionView
from ui.session.reading_order import focus_on
from ui.session.value_boxes import is_at_rest
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.choices import CheckRow
from ui.widgets.field_box import FieldBox
from ui.widgets.theme import worn_theme

ASKED_CLASSES = (
    DrugClass.ACE_INHIBITOR,
    DrugClass.MONOCLONAL_ANTIBODY,
    DrugClass.IVIG,
    DrugClass.ANTICOAGULANT,
)
NONE = "none-of-the-drugs"


class DrugFields(QWidget):
    """Drug, dose and last dose of one class; told as soon as the drug has its name."""

    entered = Signal(int, str, str, str, str)  # place or -1, class, drug, dose, last dose

    def __init__(self, kind: DrugClass, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._place = -1
        self.drug = self._box("drug", _("Drug"), "")
        self.dose = self._box("dose", _("Dose"), "")
        self.last_dose = self._box("last_dose_at", _("Last dose at"), _("time, or day and time"))
        self._lay_out()

    def show_drug(self, place: int, drug: DrugOfNote | None, view: SessionView) -> None:
        """Show what is recorded; what is being typed stays."""
        self._place = place
        texts = ("", "", "")
        if drug is not None:
            at = wording.clock_on(drug.last_dose_at, view.now.day)
            texts = (drug.drug, drug.dose or "", "" if drug.last_dose_at is None else at)
        for box, text in zip((self.drug, self.dose, self.last_dose), texts, strict=True):
            waits = drug is None and bool(box.text())
            if is_at_rest(box, box.edit) and not waits:
                box.keep(text)

    def refuse(self, key: str, words: str) -> None:
        """Refuse one of the fields."""
        (self.last_dose if key.endswith("last_dose_at") else self.drug).refuse(words)

    def _box(self, name: str, label: str, hint: str) -> FieldBox:
        code = f"drug_{self._kind.value}_{name}"
        box = FieldBox(BoxLabels(code=code, label=label, help=hint), self)
        spoken = f"{wording.sentence(self._kind.label)}, {wording.spoken(label)}"
        box.edit.setAccessibleName(spoken)
        box.entered.connect(self._on_entered)
        return box

    def _lay_out(self) -> None:
        self.last_dose.edit.setPlaceholderText("20:00")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(worn_theme().size("gap"))
        row.addWidget(self.drug, 5)
        row.addWidget(self.dose, 3)
        row.addWidget(self.last_dose, 5)

    @Slot(str, str)
    def _on_entered(self, _code: str, _text: str) -> None:
        if not self.drug.text():
            self.drug.refuse(_("name the drug"))
            return
        for box in (self.drug, self.dose, self.last_dose):
            box.edit.set_kept(box.text())
            box.settle()
        self.entered.emit(
            self._place,
            self._kind.value,
            self.drug.text(),
            self.dose.text(),
            self.last_dose.text(),
        )


class DrugsOfNote(QWidget):
    """`show_view(view)`, `refuse(key, words)`; none, or a class with its drug."""

    none_ticked = Signal(bool)
    drug_entered = Signal(int, str, str, str, str)  # place or -1, class, drug, dose, last dose
    drug_dropped = Signal(int)  # place
    rebuilt = Signal()  # parts came or went

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, int] = {}
        self._wanted: set[str] = set()  # ticked, but not named yet
        self._heading = Heading(_("Drugs that matter"), "", self)
        self.none = CheckRow(NONE, _("None of these: asked"), "", self)
        self.ticks = {one.value: self._make_tick(one) for one in ASKED_CLASSES}
        self.fields = {one.value: DrugFields(one, self) for one in ASKED_CLASSES}
        self._lay_out()
        self._wire()

    def show_view(self, view: SessionView) -> None:
        """Show what is recorded."""
        drugs = view.session.drugs_of_note
        self._heading.show_note(_("not asked") if drugs is None else "", "ink2")
        self._places = {one.drug_class.value: place for place, one in enumerate(drugs or ())}
        self.none.setChecked(drugs == ())
        for kind, fields in self.fields.items():
            place = self._places.get(kind, -1)
            drug = None if place < 0 else (drugs or ())[place]
            if drug is not None:
                self._wanted.discard(kind)
            shown = drug is not None or kind in self._wanted
            self.ticks[kind].setChecked(shown)
            fields.setVisible(shown)
            fields.show_drug(place, drug, view)

    def refuse(self, key: str, words: str) -> None:
        """Refuse a field of a drug."""
        for kind, fields in self.fields.items():
            if key.startswith(f"drug_{kind}"):
                fields.refuse(key, words)

    def _make_tick(self, kind: DrugClass) -> CheckRow:
        note = {
            DrugClass.ACE_INHIBITOR: _("last 48 h"),
            DrugClass.MONOCLONAL_ANTIBODY: _("last 72 h"),
            DrugClass.IVIG: _("last 48 h"),
        }.get(kind, "")
        return CheckRow(kind.value, wording.sentence(kind.label), note, self)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._heading)
        rows.addWidget(self.none)
        for kind, tick in self.ticks.items():
            rows.addWidget(tick)
            rows.addWidget(self.fields[kind])

    def _wire(self) -> None:
        self.none.ticked.connect(self._on_none_ticked)
        for kind, tick in self.ticks.items():
            tick.ticked.connect(self._on_ticked)
            self.fields[kind].entered.connect(self.drug_entered)

    @Slot(str, bool)
    def _on_none_ticked(self, _code: str, on: bool) -> None:  # noqa: FBT001 - as the row's ticked
        self._wanted.clear()
        self.none_ticked.emit(on)

    @Slot(str, bool)
    def _on_ticked(self, kind: str, on: bool) -> None:  # noqa: FBT001 - as the row's ticked
        if not on and kind in self._places:
            self.drug_dropped.emit(self._places[kind])
            return
        (self._wanted.add if on else self._wanted.discard)(kind)
        self.fields[kind].setVisible(on)
        self.rebuilt.emit()
        if on:
            focus_on(self.fields[kind].drug)
