"""The second step: the patient today, and whether the exchange may go on."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.catalogue import WEIGHT
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.steps import Step
from plexlog.services.last_time import likely_weight
from plexlog.services.open_session import SessionView
from ui.forms.finding_views import finding_view
from ui.session.assess_access import AccessLook
from ui.session.assess_drugs import DrugsOfNote
from ui.session.assess_presenter import AssessPresenter
from ui.session.reading_order import order_tabs
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts
from ui.session.value_form import ValueForm
from ui.widgets.buttons import Kind
from ui.widgets.finding import FindingAct, FindingView

WEIGHT_JUMP = "weight-jump"
USE_LIKELY = "use-likely-weight"
STAND_BY = "stand-by-weight"


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
        self._access = AccessLook(self._values.inside)
        self._drugs = DrugsOfNote(self._values.inside)
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
        self._form.show_finding(WEIGHT.code, weight_card(view))
        self._access.show_view(view)
        self._drugs.show_view(view)
        self._order_tabs()

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self._form.focus_first()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(StepColumns(self._parts.checklist, self._values, self._parts.glance))
        for part in (self._form, self._access, self._drugs):
            self._values.add(part)

    def _wire(self) -> None:
        self._form.entered.connect(self._presenter.enter)
        self._form.confirmed.connect(self._presenter.confirm)
        self._form.time_entered.connect(self._own.set_taken_at)
        self._form.finding_answered.connect(self._on_weight_answered)
        self._form.rebuilt.connect(self._order_tabs)
        self._presenter.entry_made.connect(self._form.show_entry)
        self._presenter.refused.connect(self._form.refuse_time)
        self._presenter.refused.connect(self._drugs.refuse)
        self._access.seen.connect(self._own.see_access)
        self._drugs.none_ticked.connect(self._own.none_of_the_drugs)
        self._drugs.drug_entered.connect(self._own.keep_drug)
        self._drugs.drug_dropped.connect(self._own.drop_drug)
        self._drugs.rebuilt.connect(self._order_tabs)

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self)

    @Slot(str, str)
    def _on_weight_answered(self, _key: str, act: str) -> None:
        if act == USE_LIKELY:
            self._own.use_likely_weight()
        elif act == STAND_BY:
            self._own.stand_by_weight()


def weight_card(view: SessionView) -> FindingView | None:
    """The question about a weight that has jumped, with the weight that was probably meant."""
    found = [one for one in view.findings(Phase.BEFORE) if one.code == WEIGHT_JUMP]
    weight = (view.session.before or {}).get(WEIGHT.code)
    if not found or weight is None:
        return None
    shown = finding_view(found[0])
    if not found[0].is_open:
        return shown
    typed = wording.quantity_with_unit(WEIGHT, weight)
    stand_by = FindingAct(STAND_BY, _("{value} is right").format(value=typed))
    meant = likely_weight(view)
    if meant is None:
        return replace(shown, acts=(stand_by,))
    words = wording.with_unit(wording.number(meant, 1), WEIGHT.shown_unit)
    use = FindingAct(USE_LIKELY, _("Use {value}").format(value=words), Kind.PRIMARY)
    return replace(shown, acts=(use, stand_by))
