"""The fifth step: why and how the run ended, the machine's totals, the patient afterwards."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import DIASTOLIC, PULSE, SPO2, SYSTOLIC, TEMPERATURE
from plexlog.domain.fields import Place
from plexlog.domain.records import Close
from plexlog.domain.steps import Step
from plexlog.domain.words import EndReason
from plexlog.services.open_session import SessionView
from ui.session.close_locks import Locks
from ui.session.place_form import PlaceForm
from ui.session.reaction_opener import ReactionOpener, ReactionRows
from ui.session.reading_order import order_tabs
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts
from ui.widgets.box import BoxLabels
from ui.widgets.cards import Heading
from ui.widgets.choices import ChoiceBox, Option
from ui.widgets.field_box import FieldBox

AFTER = (SYSTOLIC, DIASTOLIC, PULSE, TEMPERATURE, SPO2)
FACTS = {
    "end_note": _("About the end"),
    "rinseback_not_done_reason": _("No rinseback, because"),
    "close_note": _("Note for the physician"),
}


class ClosePage(QWidget):
    """Checklist, the end in numbers, and at a glance."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._parts = StepParts(presenter, Step.CLOSE, self)
        self._card = ScrollCard(_("The end of the run"), parent=self)
        inside = self._card.inside
        reasons = [Option(one.value, wording.sentence(one.label)) for one in EndReason]
        self._reason = ChoiceBox("end_reason", _("Why the run ended"), reasons, inside)
        self._texts = {code: _text_box(code, label) for code, label in FACTS.items()}
        catalogue = presenter.session.desk.catalogue
        self._totals = PlaceForm(Place.TOTALS, catalogue.at(Place.TOTALS), inside)
        self._amounts = PlaceForm(Place.CLOSE, catalogue.at(Place.CLOSE), inside)
        self._after = PlaceForm(Place.AFTER, AFTER, inside)
        self._locks = Locks(presenter, inside)
        self._reactions = ReactionRows(inside)
        self._opener = ReactionOpener(presenter, self)
        self._lay_out()
        self._wire()

    @property
    def forms(self) -> tuple[PlaceForm, ...]:
        """The forms of quantities, in their order."""
        return (self._after, self._amounts, self._totals)

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._parts.show_view(view)
        close = view.session.close or Close()
        self._reason.set_chosen("" if close.end_reason is None else close.end_reason.value)
        kept = {
            "end_note": close.end_note,
            "rinseback_not_done_reason": close.rinseback_not_done_reason,
            "close_note": close.note,
        }
        for code, box in self._texts.items():
            if box.edit.is_kept:
                box.keep(kept[code] or "")
        self._totals.show_values({} if close.totals is None else close.totals.values)
        self._amounts.show_values(close.values)
        self._after.show_values(close.after)
        self._locks.show_view(view)
        self._reactions.show_view(view)
        self.setEnabled(not view.is_signed)
        order_tabs(self)

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self._reason.setFocus()

    def _lay_out(self) -> None:
        """Headings with room above them; the boxes keep the spacing of the form."""
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(StepColumns(self._parts.checklist, self._card, self._parts.glance))
        texts = self._texts
        for part in (
            self._reason,
            texts["end_note"],
            self._reactions,
            Heading(_("Patient after the end"), parent=self),
            self._after,
            Heading(_("Fluids at the end"), parent=self),
            self._amounts,
            texts["rinseback_not_done_reason"],
            Heading(_("Totals on the machine"), _("counts as a last reading"), self),
            self._totals,
            self._locks,
            texts["close_note"],
        ):
            self._card.add(part)

    def _wire(self) -> None:
        self._reason.entered.connect(self._on_reason)
        self._reactions.wanted.connect(self._opener.open)
        for box in self._texts.values():
            box.entered.connect(self._on_text)
        for form in self.forms:
            form.entered.connect(self._presenter.enter)
            form.confirmed.connect(self._presenter.confirm)
            self._presenter.entry_made.connect(form.show_entry)

    @Slot(str, str)
    def _on_reason(self, _code: str, key: str) -> None:
        self._presenter.set_facts({"end_reason": EndReason(key)})

    @Slot(str, str)
    def _on_text(self, code: str, text: str) -> None:
        if self._presenter.set_facts({code: text.strip() or None}):
            self._texts[code].keep(text.strip())


def _text_box(code: str, label: str) -> FieldBox:
    return FieldBox(BoxLabels(code=code, label=label))
