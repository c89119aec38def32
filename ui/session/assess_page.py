"""The second step: the patient today, and whether the exchange may go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import HEIGHT, HEMATOCRIT, WEIGHT
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import PRE_MEDICATION_OPEN, Step
from plexlog.domain.words import LabTiming
from plexlog.services.attesting import system_lines
from plexlog.services.last_time import likely_value
from plexlog.services.open_session import SessionView
from ui.forms.finding_views import finding_view
from ui.session.assess_access import AccessLook
from ui.session.assess_device import AccessDevicePart
from ui.session.assess_drugs import DrugsOfNote
from ui.session.assess_ordered import OrderedActs, OrderedDrugs
from ui.session.assess_presenter import AssessPresenter
from ui.session.assess_systems import SystemsLook
from ui.session.assess_told import (
    delay_lines,
    delays_note,
    drug_lines,
    drugs_note,
    lesson_lines,
)
from ui.session.before_dialogs import BeforeDialogs
from ui.session.checklist_view import findings_of
from ui.session.fact_rows import FactRows
from ui.session.labs_due_rows import show_labs
from ui.session.reaction_opener import ReactionKey, ReactionOpener, ReactionRows
from ui.session.reading_order import order_tabs
from ui.session.record_list import RecordList
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts
from ui.session.value_form import ValueForm
from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView

JUMPS = {"weight-jump": WEIGHT, "height-jump": HEIGHT, "hematocrit-jump": HEMATOCRIT}
USE_LIKELY = "use-likely"
STAND_BY = "stand-by"


class AssessPage(QWidget):
    """Checklist, today's values with the look of the access and drugs, and at a glance."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = AssessPresenter(presenter, self)
        self._parts = StepParts(presenter, Step.ASSESS, self)
        self._values = ScrollCard(_("Today’s values"), parent=self)
        fields = presenter.session.desk.catalogue.at(Place.BEFORE)
        self._form = ValueForm(fields, self._values.inside)
        self._labs = FactRows(_("Blood ordered before this session"), (), self._values.inside)
        self._ordered = OrderedDrugs(self._values.inside)
        self._ordered_acts = OrderedActs(presenter, self)
        self._reactions = ReactionRows(self._values.inside)
        self._opener = ReactionOpener(presenter, self)
        self._reaction_key = ReactionKey(self._opener, self)
        self._access = AccessLook(self._values.inside)
        self._drugs = DrugsOfNote(self._values.inside)
        self._after = RecordList(
            "drug_after", _("To give after the exchange"), _("Add a drug"), self._values.inside
        )
        self._systems = SystemsLook(self._values.inside)
        self._device = AccessDevicePart(self._values.inside)
        self._delays = RecordList("delay", _("Waiting"), _("Add waiting"), self._values.inside)
        self._lessons = RecordList("lesson", _("Teaching"), _("Add teaching"), self._values.inside)
        self._dialogs = BeforeDialogs(presenter, self)
        self._lay_out()
        self._wire()

    @property
    def form(self) -> ValueForm:
        """The form of values."""
        return self._form

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._parts.show_view(view)
        self._form.show_view(view)
        for code, declared in JUMPS.items():
            self._form.show_finding(declared.code, jump_card(view, code))
        show_labs(self._labs, view, LabTiming.BEFORE_SESSION)
        self._ordered.show_view(view)
        self._reactions.show_view(view)
        self._access.show_view(view)
        self._drugs.show_view(view)
        self._systems.show_lines(system_lines(view), view.now)
        self._device.show_view(view)
        self._after.show_lines(drug_lines(view), drugs_note(view))
        self._delays.show_lines(delay_lines(view), delays_note(view))
        self._lessons.show_lines(lesson_lines(view))
        self._order_tabs()

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self._form.focus_first()

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper: an infected exit site is seen here."""
        return self._reaction_key.buttons(self._presenter.view())

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(StepColumns(self._parts.checklist, self._values, self._parts.glance))
        for part in (
            self._reactions,
            self._ordered,
            self._labs,
            self._form,
            self._access,
            self._device,
            self._drugs,
            self._after,
            self._systems,
            self._delays,
            self._lessons,
        ):
            self._values.add(part)

    def _wire(self) -> None:
        self._form.entered.connect(self._presenter.enter)
        self._form.confirmed.connect(self._presenter.confirm)
        self._form.time_entered.connect(self._own.set_taken_at)
        self._form.finding_answered.connect(self._on_jump_answered)
        self._form.rebuilt.connect(self._order_tabs)
        self._presenter.entry_made.connect(self._form.show_entry)
        self._presenter.refused.connect(self._form.refuse_time)
        self._presenter.refused.connect(self._drugs.refuse)
        self._access.seen.connect(self._own.see_access)
        self._drugs.none_ticked.connect(self._own.none_of_the_drugs)
        self._drugs.drug_entered.connect(self._own.keep_drug)
        self._drugs.drug_dropped.connect(self._own.drop_drug)
        self._drugs.rebuilt.connect(self._order_tabs)
        self._wire_told()

    def _wire_told(self) -> None:
        """What is told beside values: access, systems, drugs to give after, waiting, teaching."""
        refused = self._presenter.refused
        self._reactions.wanted.connect(self._opener.open)
        self._ordered.wanted.connect(self._ordered_acts.do)
        self._parts.glance.followed.connect(self._on_followed)
        self._device.entered.connect(self._own.tell_access)
        refused.connect(self._device.refuse)
        self._systems.attested.connect(self._own.attest)
        self._systems.toggled.connect(self._order_tabs)
        refused.connect(self._systems.refuse)
        self._after.add_wanted.connect(self._dialogs.ask_drug_after)
        self._after.taken_back.connect(self._own.drop_drug_after)
        self._delays.add_wanted.connect(self._dialogs.ask_delay)
        self._delays.taken_back.connect(self._own.drop_delay)
        self._lessons.add_wanted.connect(self._dialogs.ask_lesson)
        self._lessons.taken_back.connect(self._own.drop_lesson)

    @Slot(str)
    def _on_followed(self, severity: str) -> None:
        """Go to an ordered drug that is asked about: its card stands here, not in the lane."""
        found = findings_of(self._presenter.view(), Step.ASSESS)
        asked = [one for one in found if one.is_open and one.severity.word == severity]
        if asked and asked[0].code == PRE_MEDICATION_OPEN:
            self._ordered.focus_open()

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self)

    @Slot(str, str)
    def _on_jump_answered(self, key: str, act: str) -> None:
        if key in JUMPS and act == USE_LIKELY:
            self._own.use_likely(JUMPS[key].code)
        elif key in JUMPS and act == STAND_BY:
            self._own.stand_by(key, JUMPS[key].code)


def jump_card(view: SessionView, code: str) -> FindingView | None:
    """The question about a value that has jumped, with the one that was probably meant."""
    declared = JUMPS[code]
    found = [one for one in view.findings(Phase.BEFORE) if one.code == code]
    measured = (view.session.before or {}).get(declared.code)
    if not found or measured is None:
        return None
    shown = finding_view(found[0])
    if not found[0].is_open:
        return shown
    typed = wording.quantity_with_unit(declared, measured)
    stand_by = FindingAct(STAND_BY, _("{value} is right").format(value=typed))
    meant = likely_value(view, declared.code)
    if meant is None:
        return replace(shown, acts=(stand_by,))
    words = wording.with_unit(wording.number(meant, declared.decimals), declared.shown_unit)
    use = FindingAct(USE_LIKELY, _("Use {value}").format(value=words), Kind.PRIMARY)
    return replace(shown, acts=(use, stand_by))
