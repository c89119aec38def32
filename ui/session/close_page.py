"""The fifth step: why and when the run ended, the bags, the totals, the patient afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import (
    DIASTOLIC,
    PULSE,
    SALINE_IN_WASTE,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
)
from plexlog.domain.fields import Place
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Close
from plexlog.domain.steps import Step
from plexlog.domain.wording import listed
from plexlog.domain.words import EndReason, LabTiming
from plexlog.services.bag_ledger import bag_ledger
from plexlog.services.end_reasons import doubt_of_reason
from plexlog.services.open_session import SessionView
from ui.session.bag_words import bag_source, fluid_name
from ui.session.choice_field import ChoiceField
from ui.session.close_bags import BagsCard
from ui.session.close_lead import CloseLead
from ui.session.close_locks import Locks
from ui.session.close_presenter import END, START, ClosePresenter
from ui.session.close_totals import CloseTotals
from ui.session.fact_rows import FactRows
from ui.session.hosting import dialog_host
from ui.session.labs_due_rows import show_labs
from ui.session.last_words import last_words, with_pair
from ui.session.pause_rows import PauseRows
from ui.session.place_form import PlaceForm
from ui.session.reaction_opener import ReactionKey, ReactionOpener, ReactionRows
from ui.session.reading_order import focus_on, order_tabs
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts
from ui.session.sure_dialog import SureDialog
from ui.widgets.box import BoxLabels, BoxState
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.choices import Option
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

AFTER = (SYSTOLIC, DIASTOLIC, PULSE, TEMPERATURE, SPO2)
FACTS = {
    "end_note": _("About the end"),
    "rinseback_not_done_reason": _("No rinseback, because"),
    "close_note": _("Note for the physician"),
}
TIMES = {START: _("Started at"), END: _("Ended at")}
_ABOVE_GROUP = 16  # room above a heading within the column
_BELOW_HEADING = 4


class ClosePage(QWidget):
    """Checklist and bags, the end in numbers, and at a glance."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = ClosePresenter(presenter, self)
        self._parts = StepParts(presenter, Step.CLOSE, self)
        self._bags = BagsCard(self)
        self._card = ScrollCard(_("The end of the run"), parent=self)
        inside = self._card.inside
        # what something speaks against comes last: the arrows walk over each
        likely = sorted(EndReason, key=lambda one: bool(doubt_of_reason(presenter.session, one)))
        reasons = [Option(one.value, wording.sentence(one.label)) for one in likely]
        self._reason = ChoiceField("end_reason", _("Why the run ended"), reasons, inside)
        self._texts = {code: _text_box(code, label) for code, label in FACTS.items()}
        self._times = {code: _text_box(code, label) for code, label in TIMES.items()}
        self._resume = ActionButton(_("Ended by mistake: the run goes on"), "play", parent=inside)
        self._lead = CloseLead(inside)
        self._not_kept = Words("", "labelBold", "askInk", inside).wrapped()
        catalogue = presenter.session.desk.catalogue
        self._totals = CloseTotals(presenter, inside)
        self._amounts = PlaceForm(Place.CLOSE, catalogue.at(Place.CLOSE), inside)
        self._after = PlaceForm(Place.AFTER, AFTER, inside)
        self._locks = Locks(presenter, inside)
        self._labs = FactRows(_("Blood ordered after this session"), (), inside)
        self._pauses = PauseRows(presenter, inside)
        self._reactions = ReactionRows(inside)
        self._opener = ReactionOpener(presenter, self)
        self._reaction_key = ReactionKey(self._opener, self)
        self._lay_out()
        self._wire()

    @property
    def forms(self) -> tuple[PlaceForm, ...]:
        """The forms of quantities, in their order."""
        return (self._after, self._amounts)

    @property
    def bags(self) -> BagsCard:
        """The ledger of bags."""
        return self._bags

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._parts.show_view(view)
        self._bags.show_view(view)
        close = view.session.close or Close()
        self._reason.set_chosen("" if close.end_reason is None else close.end_reason.value)
        self._show_texts(view, close)
        last = last_words(view)
        self._totals.show_view(view)
        self._amounts.show_values(close.values)
        self._lead.show_view(view)
        is_waiting = self._lead.code == SALINE_IN_WASTE.code
        self._fluids.show_note(_("saline in the waste: type 0 when none") if is_waiting else "")
        self._after.show_values(close.after, with_pair(view, last))
        self._locks.show_view(view)
        show_labs(self._labs, view, LabTiming.AFTER_SESSION, LabTiming.NEXT_DAY)
        self._pauses.show_view(view)
        self._reactions.show_view(view)
        self._resume.setVisible(view.session.ended_at is not None and not view.is_signed)
        row = row_not_kept(view)
        self._not_kept.set_words(row)
        self._not_kept.setVisible(bool(row) and not view.is_signed)
        self._resume.set_text(
            _("Back to the run, to keep the row")
            if row
            else _("Ended by mistake: the run goes on"),
            "play",
        )
        self._card.setEnabled(view.session.ended_at is not None)
        self.setEnabled(not view.is_signed)
        order_tabs(self)

    def _show_texts(self, view: SessionView, close: Close) -> None:
        kept = {
            "end_note": close.end_note,
            "rinseback_not_done_reason": close.rinseback_not_done_reason,
            "close_note": close.note,
            START: None if view.session.started_at is None else view.session.started_at.clock,
            END: None if view.session.ended_at is None else view.session.ended_at.clock,
        }
        for code, box in {**self._texts, **self._times}.items():
            if box.edit.is_kept and box.state is not BoxState.REFUSED:
                box.keep(kept[code] or "")

    def focus_first(self) -> None:
        """Put the cursor where work goes on: the reason, then what the numbers wait for."""
        if self._lead.code and self._reason.chosen:
            self._go_to(self._lead.code)
        else:
            focus_on(self._reason)

    @Slot(str)
    def _go_to(self, code: str) -> None:
        self._amounts.edit(code).setFocus(Qt.FocusReason.OtherFocusReason)

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper: a reaction may come after the end."""
        return self._reaction_key.buttons(self._presenter.view())

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        left = QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(worn_theme().size("gap"))
        rows.addWidget(self._parts.checklist, 11)
        rows.addWidget(self._bags, 10)
        page.addWidget(StepColumns(left, self._card, self._parts.glance))
        self._lay_out_card()

    def _lay_out_card(self) -> None:
        """Headings with room above them; the boxes keep the spacing of the form."""
        add = self._card.add
        add(self._lead)
        add(self._reason)
        add(_side_by_side(*self._times.values()))
        add(_side_by_side(self._texts["end_note"]))
        add(self._not_kept)
        add(_at_the_left(self._resume))
        add(self._pauses)
        add(self._reactions)
        add(self._labs)
        self._add_group(_("Patient after the end"), "", self._after)
        self._fluids = self._add_group(_("Fluids at the end"), "", self._amounts)
        add(self._texts["rinseback_not_done_reason"])
        self._add_group(
            _("End screens of the machine"), _("its totals count as a last reading"), self._totals
        )
        add(self._locks)
        add(_side_by_side(self._texts["close_note"]))
        for part in (self._pauses, self._reactions, self._locks):
            _space_above(part)

    def _add_group(self, title: str, note: str, form: QWidget) -> Heading:
        heading = Heading(title, note, self._card.inside)
        heading.setFixedHeight(heading.height() + _ABOVE_GROUP + _BELOW_HEADING)
        heading.setContentsMargins(0, _ABOVE_GROUP, 0, _BELOW_HEADING)
        self._card.add(heading)
        self._card.add(form)
        return heading

    def _wire(self) -> None:
        self._lead.wanted.connect(self._go_to)
        self._reason.entered.connect(self._on_reason)
        self._reactions.wanted.connect(self._opener.open)
        self._resume.clicked.connect(self._own.resume)
        self._bags.given.connect(self._own.tell_given)
        self._bags.wasted.connect(self._own.tell_wasted)
        self._own.waste_refused.connect(self._bags.refuse_waste)
        self._bags.by_machine_wanted.connect(self._on_by_machine)
        self._own.bag_refused.connect(self._bags.refuse)
        self._own.time_made.connect(self._on_time_made)
        self._own.time_refused.connect(self._on_time_refused)
        for box in self._texts.values():
            box.entered.connect(self._on_text)
        for box in self._times.values():
            box.entered.connect(self._own.set_time)
        for form in self.forms:
            form.entered.connect(self._presenter.enter)
            form.confirmed.connect(self._presenter.confirm)
            self._presenter.entry_made.connect(form.show_entry)

    @Slot(str, str)
    def _on_reason(self, _code: str, key: str) -> None:
        reason = EndReason(key)
        doubt = doubt_of_reason(self._presenter.session, reason)
        if not doubt:
            self._presenter.set_facts({"end_reason": reason})
            return
        kept = (self._presenter.view().session.close or Close()).end_reason
        self._reason.set_chosen("" if kept is None else kept.value)  # until it is meant
        dialog = SureDialog(
            _("Target reached?"), doubt, _("Yes, it was reached"), dialog_host(self)
        )
        dialog.meant.connect(self._on_reached)
        dialog.open()

    @Slot()
    def _on_reached(self) -> None:
        self._presenter.set_facts({"end_reason": EndReason.TARGET_REACHED})

    @Slot()
    def _on_by_machine(self) -> None:
        empty = given_nothing(self._presenter.view())
        if not empty:
            self._own.tell_by_machine()
            return
        doubt = _("The machine's total leaves 0 mL for {bags}.").format(bags=listed(empty))
        row = row_not_kept(self._presenter.view())
        if row:
            doubt = f"{doubt} {row}"
        dialog = SureDialog(
            _("Nothing given of a bag that hung?"), doubt, _("Record it so"), dialog_host(self)
        )
        dialog.meant.connect(self._own.tell_by_machine)
        dialog.open()

    @Slot(str, str)
    def _on_text(self, code: str, text: str) -> None:
        if self._presenter.set_facts({code: text.strip() or None}):
            self._texts[code].keep(text.strip())

    @Slot(str, str)
    def _on_time_made(self, code: str, text: str) -> None:
        self._times[code].keep(text)

    @Slot(str, str)
    def _on_time_refused(self, code: str, words: str) -> None:
        self._times[code].refuse(words)


def row_not_kept(view: SessionView) -> str:
    """That a row was typed and not kept; empty where none was."""
    row = view.open_row
    if row is None or not row.values:
        return ""
    words = _("The row of {time} is not kept: its values count for nothing.")
    return words.format(time=row.at.clock)


def given_nothing(view: SessionView) -> list[str]:
    """The bags that hung and of which the machine's total leaves nothing, each named."""
    return [
        _("{bag}, hung {time}").format(
            bag=f"{fluid_name(line.bag)}, {bag_source(line.bag)}",
            time=wording.clock(line.bag.started_at),
        )
        for line in bag_ledger(view).lines
        if line.by_machine_ml is not None and round(line.by_machine_ml) == 0
    ]


def _text_box(code: str, label: str) -> FieldBox:
    return FieldBox(BoxLabels(code=code, label=label))


def _side_by_side(*boxes: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, worn_theme().size("gap"), 0, 0)
    row.setSpacing(worn_theme().size("fieldGap"))
    for box in boxes:
        row.addWidget(box, 1)
    return holder


def _at_the_left(part: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return holder


def _space_above(part: QWidget) -> None:
    layout = part.layout()
    if layout is not None:
        layout.setContentsMargins(0, _ABOVE_GROUP, 0, 0)
