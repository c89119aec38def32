"""The third step: how much, with what, on which machine; and the start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from plexlog.domain.steps import Step
from plexlog.services.acknowledging import differences
from plexlog.services.open_session import SessionView
from plexlog.services.plan_mix import mix_of
from plexlog.services.planning import holding_the_start
from ui.forms.draft_line import DraftLine
from ui.forms.draft_presenter import DraftPresenter
from ui.session.choice_field import ChoiceField
from ui.session.fact_rows import FactRows
from ui.session.fold import Fold
from ui.session.identify_view import start_in_the_way
from ui.session.plan_differences import DifferenceTable
from ui.session.plan_fields import PlanFields, difference_labels, set_labels, supply_labels
from ui.session.plan_mix import FluidMix
from ui.session.plan_presenter import PlanPresenter
from ui.session.plan_sections import MachineSection, PrimeSection, StartBar, VolumeSection
from ui.session.plan_view import MIX, fluid_chosen, fluid_options
from ui.session.plan_working import course_rows, fetch_rows, removal_rows, run_rows
from ui.session.reaction_opener import ReactionKey, ReactionOpener
from ui.session.reading_order import focus_on, order_tabs
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts


class PlanPage(QWidget):
    """Checklist, the plan against its order with machine and set, and at a glance."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._knowledge = presenter.session.desk.knowledge
        self._own = PlanPresenter(presenter, self)
        self._parts = StepParts(presenter, Step.PLAN, self)
        self._card = ScrollCard(_("Plan of this session"), parent=self)
        inside = self._card.inside
        self._volume = VolumeSection(inside)
        self._order = DifferenceTable(inside)
        self._differ = Fold(_("Do otherwise than ordered"), inside)
        self._differences = PlanFields("", difference_labels(), self._differ)
        options = fluid_options(self._knowledge.fluids)
        self._fluid = ChoiceField("plan.replacement", _("Fluid of this session"), options, inside)
        self._mix = FluidMix(self._knowledge.fluids, self._differ)
        self._wants_mix = False  # chosen, and not on record yet
        self._draft = DraftLine(
            DraftPresenter(presenter.session.desk, "plan-mix", presenter.session.key), inside
        )
        self._needs = FactRows(_("To fetch"), parent=inside)
        self._run = FactRows(_("Expected run, an estimate"), parent=inside)
        self._removal = FactRows(_("What it removes, an estimate"), parent=inside)
        course = (_("Session"), _("IgG, of before the course"), _("Fibrinogen"))
        self._ahead = FactRows("", course, inside)
        self._machine = MachineSection(self._knowledge, inside)
        self._set = PlanFields("", set_labels(), inside)
        self._supplies = PlanFields("", supply_labels(), inside)
        self._prime = PrimeSection(inside)
        self._start = StartBar(self)
        self._reaction_key = ReactionKey(ReactionOpener(presenter, self), self)
        self._lay_out()
        self._wire()
        self._draft.begin(self._mix_texts, self._put_back)

    @property
    def leads_on(self) -> bool:
        """Whether the next act is the page's own button, and not the next step."""
        return self._start.button.isEnabled()

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._parts.show_view(view)
        self._volume.show_view(view)
        self._machine.show_view(view)
        self._prime.show_view(view)
        for fields in self._fields():
            fields.show_view(view)
        self._order.show_differences(differences(view))
        self._show_fluids(view)
        self._needs.show_rows(fetch_rows(view, self._knowledge))
        self._run.show_rows(run_rows(view, self._knowledge))
        self._removal.show_rows(removal_rows(view))
        self._ahead.show_rows(course_rows(view))
        other = start_in_the_way(self._presenter.session.desk, view)
        self._start.show_start(view, holding_the_start(view), other)
        self._order_tabs()

    def _show_fluids(self, view: SessionView) -> None:
        """The fluid of this session, or the mix; one that is being put together stays."""
        chosen = fluid_chosen(view, self._knowledge.fluids)
        self._wants_mix = self._wants_mix and chosen != MIX
        self._fluid.set_chosen(MIX if self._wants_mix else chosen)
        self._mix.show_parts(mix_of(view, self._knowledge.fluids))
        self._mix.setVisible(self._fluid.chosen == MIX)

    def _mix_texts(self) -> Mapping[str, str]:
        """The mix that is being put together, for its draft."""
        return self._mix.texts() if self._fluid.chosen == MIX else {}

    def _put_back(self, texts: Mapping[str, str]) -> None:
        """Show a mix that was being put together when the page was left."""
        self._wants_mix = bool(texts)
        self._mix.put_back(texts)
        self._differ.set_open(bool(texts) or self._differ.is_open)
        self._show_fluids(self._presenter.view())

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        focus_on(self._machine.pick)

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper: a pre-medication may be followed by a reaction."""
        return self._reaction_key.buttons(self._presenter.view())

    def _fields(self) -> Sequence[PlanFields]:
        return (self._differences, self._set, self._supplies)

    def _lay_out(self) -> None:
        self._differ.head.setObjectName("fold_differ")
        self._differ.content.addWidget(self._differences)
        self._differ.content.addWidget(self._fluid)
        self._differ.content.addWidget(self._mix)
        self._differ.content.addWidget(self._draft)
        for part in (
            self._order,
            self._differ,
            self._needs,
            self._machine,
            self._set,
            self._supplies,
            self._prime,
            self._volume,
            self._run,
            self._removal,
            self._ahead,
        ):
            self._card.add(part)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._card, 1)
        column.addWidget(self._start)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(StepColumns(self._parts.checklist, middle, self._parts.glance))

    def _wire(self) -> None:
        refused = self._presenter.refused
        for fields in self._fields():
            fields.entered.connect(self._own.enter)
            refused.connect(fields.refuse)
        refused.connect(self._machine.refuse)
        refused.connect(self._volume.typed.refuse)
        self._volume.formula_chosen.connect(self._own.choose_formula)
        self._volume.volume_typed.connect(self._own.type_volume)
        self._order.acknowledged.connect(self._own.acknowledge)
        self._fluid.entered.connect(self._own.choose_fluid)
        self._fluid.entered.connect(self._on_fluid_chosen)
        self._mix.told.connect(self._own.tell_mix)
        refused.connect(self._mix.refuse)
        self._machine.picked.connect(self._own.pick_machine)
        self._machine.typed.connect(self._own.type_machine)
        self._machine.entered.connect(self._own.enter)
        self._prime.entered.connect(self._own.enter_value)
        self._prime.confirmed.connect(self._own.confirm_value)
        self._prime.fluid_chosen.connect(self._own.choose_prime)
        self._presenter.entry_made.connect(self._prime.show_entry)
        self._differ.toggled.connect(self._order_tabs)
        self._start.start_wanted.connect(self._own.start_run)

    @Slot(str, str)
    def _on_fluid_chosen(self, _code: str, key: str) -> None:
        self._wants_mix = key == MIX
        self._mix.setVisible(key == MIX)
        self._order_tabs()

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self)
