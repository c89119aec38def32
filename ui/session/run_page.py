"""The run on one page: tiles, the next act, chart, grid and open row, findings, bags, buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.facts import RowTemplateFact
from plexlog.domain.findings import Phase
from plexlog.domain.language import gettext as _
from plexlog.services.do_now import Act, Deed, acts, pressing_first, then
from plexlog.services.findings_together import codes_of, together
from plexlog.services.open_session import SessionView
from plexlog.services.row_findings import row_marks
from plexlog.services.row_template import template_of
from ui.forms.finding_views import OVERRIDE, REACTION, finding_views
from ui.session.change_plan import PlanChanger
from ui.session.chart_or_pad import ChartOrPad
from ui.session.entry_dialog import ReasonDialog
from ui.session.hosting import dialog_host
from ui.session.last_words import row_words
from ui.session.reaction_opener import ReactionOpener
from ui.session.row_cards import code_of_card, row_cards
from ui.session.run_acts import RunActs
from ui.session.run_bags import BagStrip, bag_groups
from ui.session.run_chart import RunChartView
from ui.session.run_columns import columns_of
from ui.session.run_dialogs import RunDialogs
from ui.session.run_grid import RunGrid
from ui.session.run_more import more_fields
from ui.session.run_overlays import RunOverlays
from ui.session.run_presenter import RunPresenter
from ui.session.run_room import LEAST, RunParts, RunRoom, RunSide
from ui.session.run_tiles import CHANGE_KEY
from ui.session.session_presenter import SessionPresenter
from ui.session.symptom_strip import SymptomStrip, SymptomTaker
from ui.session.tile_row import TileRow
from ui.session.tools import SessionTools
from ui.session.vitals_reminder import VitalsReminder
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.dialog import is_covered
from ui.widgets.do_now import ActView, DoNowLine
from ui.widgets.finding import FindingView
from ui.widgets.finding_lane import FindingLane
from ui.widgets.number_pad import NumberPad

GAP = 8


_BUTTONS = {
    Deed.PREPARE: (_("Go there"), "F5", "arrow-left"),
    Deed.START: (_("Start the run"), "F5", "play"),
    Deed.RESUME: (_("Resume"), "F5", "play"),
    Deed.ANSWER: (_("Answer"), "F5", "arrow-right"),
    Deed.VITALS: (_("Enter vitals"), "F5", "heart-pulse"),
    Deed.BAG: (_("Hang a bag"), "F5", "scan-barcode"),
    Deed.CHECK: (_("Check it"), "F5", "user-check"),
    Deed.REACTION: (_("Open it"), "F5", "zap"),
    Deed.END: (_("End the run"), "F5", "square"),
    Deed.CLOSE: (_("Go there"), "F5", "arrow-right"),
    Deed.CLOCK: (_("Seen"), "F5", "check"),
}  # word, key and icon of the one button; its key is always the same


class RunPage(QWidget):
    """The fourth step. Every decision is the services'; what is typed goes to the presenters."""

    def __init__(
        self,
        presenter: SessionPresenter,
        tools: SessionTools,
        reminder: VitalsReminder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._reminder = reminder
        self._row_presenter = RunPresenter(presenter, self)
        self._dialogs = RunDialogs(presenter, self)
        self._overlays = RunOverlays(presenter, self._row_presenter, self)
        self._reactions = ReactionOpener(presenter, self)
        self._act = Act(deed=Deed.NOTHING, sentence="")
        self._fitted: list[RowTemplateFact | None] = []  # the template whose columns are shown
        self._tiles = TileRow(self)
        self._do_now = DoNowLine(self)
        self._chart = RunChartView(tools, self)
        self._grid = RunGrid(self)
        self._table, self._row = self._grid.table, self._grid.row
        self._lane = FindingLane(self)
        self._found: list[FindingView] = []  # what the record has for the lane
        self._bags = BagStrip(self)
        self._symptoms = SymptomStrip(self)
        self._pad = NumberPad(self)
        self._upper = ChartOrPad(self._chart, self._pad, self._row, self)
        self._side = RunSide(self._lane, self._symptoms, self)
        self._room = RunRoom(RunParts(self._tiles, self._upper, self._grid, self._side), self)
        self._taker = SymptomTaker(presenter, self._reactions, self)
        self._changer = PlanChanger(presenter, self)
        self._change_key = QShortcut(QKeySequence(CHANGE_KEY), self)
        self._acts = RunActs(presenter, tools, self)
        self._lay_out()
        self._wire()
        self._row_presenter.put_back(self._row.codes)
        self._fit_columns(presenter.view())

    def _make_buttons(self) -> None:
        self._change_key.setWhatsThis(_("Change the plan of this run"))
        self._pause = ActionButton(_("Pause"), "pause", "F4", parent=self)
        self._end = ActionButton(_("End run"), "square", "", parent=self)
        self._more = ActionButton(_("More"), "list-checks", "F3", parent=self)
        self._reaction = ActionButton(_("Reaction"), "zap", "F9", Kind.DANGER, self)
        self._drug = ActionButton(_("Drug"), "syringe", "F6", parent=self)
        self._note = ActionButton(_("Note"), "notebook-pen", "F8", parent=self)
        for button in self._bedside():
            button.set_height("bedside")
            button.set_tight()
        for part in (self._acts.button, self._pause, self._end):
            part.hide()  # until the bar of steps shows them

    def _bedside(self) -> tuple[ActionButton, ...]:
        return (self._more, self._reaction, self._drug, self._note)

    def _lay_out(self) -> None:
        self._make_buttons()
        now = _row_of(self._do_now, self._room.button)
        middle = QGridLayout()
        middle.setSpacing(GAP)
        middle.addWidget(self._upper, 0, 0)
        middle.addWidget(self._grid, 1, 0)
        middle.addWidget(self._side, 0, 1, 2, 1)
        middle.setRowStretch(0, 1)
        foot = _row_of(self._bags, *self._bedside())
        page = QVBoxLayout(self)
        page.setContentsMargins(16, GAP, 16, GAP)
        page.setSpacing(GAP)
        page.addWidget(self._tiles)
        page.addLayout(now)
        page.addLayout(middle, 1)
        page.addLayout(foot)

    def _wire(self) -> None:
        self._row.entered.connect(self._row_presenter.enter)
        self._row.confirmed.connect(self._row_presenter.confirm)
        self._row.let_go.connect(self._row_presenter.let_go)
        self._row.keep_wanted.connect(self._row_presenter.keep)
        self._row_presenter.cell_made.connect(self._row.show_entry)
        self._row_presenter.text_put_back.connect(self._row.put_back)
        self._row_presenter.time_made.connect(self._row.show_time)
        self._row_presenter.row_kept.connect(self._row.begin)
        self._row_presenter.findings_changed.connect(self._show_findings)
        self._change_key.activated.connect(self._on_change_wanted)
        self._symptoms.told.connect(self._taker.take)
        self._tiles.change_wanted.connect(self._on_change_wanted)
        self._room.shown.connect(self._row.focus_back)
        self._table.correction_wanted.connect(self._overlays.correct)
        self._overlays.correction_closed.connect(self._row.focus_back)
        self._presenter.refused.connect(self._on_refused)
        self._more.clicked.connect(self._overlays.open_more)
        self._row_presenter.nothing_to_keep.connect(self._row.show_message)
        self._do_now.acted.connect(self._on_acted)
        self._lane.answered.connect(self._on_finding_answered)
        self._bags.bag_wanted.connect(self._on_bag_wanted)
        self._drug.clicked.connect(self._on_drug_wanted)
        self._note.clicked.connect(self._on_note_wanted)
        self._reaction.clicked.connect(self._on_reaction_wanted)
        self._pause.clicked.connect(self._overlays.pause_or_resume)
        self._end.clicked.connect(self._overlays.ask_end)
        self._wire_acts()

    def _wire_acts(self) -> None:
        self._overlays.paste_wanted.connect(self._acts.paste.open)
        self._dialogs.given_wanted.connect(self._acts.given.open)
        self._dialogs.kept.connect(self._presenter.said)
        self._reminder.rang.connect(self._tiles.vitals.pulse)
        for one in (self._taker, self._changer, self._overlays, self._acts):
            one.said.connect(self._presenter.said)

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper while the run is under way."""
        if not self._presenter.view().is_running:
            return ()
        if self._presenter.session.is_from_paper:
            return (self._pause, self._end)
        return (self._acts.button, self._reminder.button, self._pause, self._end)

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self._room.show_row()
        self._row.focus_vitals()

    def _fit_columns(self, view: SessionView) -> None:
        """The columns are those of the machine in use."""
        desk = self._presenter.session.desk
        template = template_of(desk.knowledge, view.session.machine)
        if self._fitted == [template]:
            return
        self._fitted = [template]
        columns = columns_of(template, desk.catalogue)
        is_another = self._grid.set_columns(columns)
        self._overlays.set_columns(columns)
        fields = more_fields(desk.catalogue, columns)
        self._row_presenter.under_more = frozenset(one.code for one in fields)
        if is_another:
            self._row_presenter.put_back(self._row.codes)

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._fit_columns(view)
        begins = view.is_running and not self._row.isEnabled()
        self._row.setEnabled(view.is_running)
        self._row.time_comes_first = view.session.paper is not None
        self.clock_moved(view)
        self._table.show_readings(view.session.in_time, row_marks(self._presenter.session))
        self._row.show_last(row_words(view))
        self._symptoms.show_view(view)
        if not view.is_running:
            self._upper.show_chart()
        self._bags.show_groups(bag_groups(view.session, view.running.replaced_ml))
        run = together(view.findings(Phase.RUN))
        findings = [*pressing_first(run), *view.findings(Phase.BEFORE)]
        self._found = finding_views(findings)
        self._show_findings()
        self._lane.setEnabled(not view.is_signed)
        self._overlays.show_view(view)
        self._show_buttons(view)
        if begins and self.isVisible() and not is_covered(self):
            self.focus_first()

    @Slot()
    def _show_findings(self) -> None:
        """What the record has and, after it within a rank, what the open row has."""
        entries = self._row_presenter.findings()
        of_row = row_cards(entries, self._presenter.session.desk.catalogue)
        shown = [*self._found, *of_row]
        self._lane.show_findings(shown)
        self._room.count(shown)

    def clock_moved(self, view: SessionView) -> None:
        """Show the timers as they are now; nothing that is typed is touched."""
        self._reminder.look(view)
        self._tiles.show_view(view, is_silent=self._reminder.is_silent)
        self._row.show_row(view.open_row, self._row_presenter.time_shown())
        self._chart.show_view(view)  # once a minute; the line of now moves on
        self._show_act(view)

    def _show_act(self, view: SessionView) -> None:
        listed = acts(view)
        now = self._act = listed[0]
        after = "  ·  ".join(then(view, listed))
        if not now.is_urgent:
            self._do_now.show_quiet(now.sentence, after)
            return
        word, key, icon = _BUTTONS[now.deed]
        self._do_now.show_act(
            ActView(sentence=now.sentence, then=after, button=word, key=key, icon=icon)
        )

    def _show_buttons(self, view: SessionView) -> None:
        word, icon = (_("Resume"), "play") if view.is_paused else (_("Pause"), "pause")
        if word != self._pause.text():
            self._pause.set_text(word, icon)
        for button in (self._pause, self._end, self._more, self._drug, self._bags.scan):
            button.setEnabled(view.is_running)
        self._reaction.setEnabled(not view.is_signed)
        self._note.setEnabled(not view.is_signed)

    @Slot()
    def _on_acted(self) -> None:
        deeds = {
            Deed.VITALS: self.focus_first,
            Deed.BAG: self._on_bag_wanted,
            Deed.RESUME: self._presenter.resume,
            Deed.START: self._presenter.start_run,
            Deed.END: self._overlays.ask_end,
            Deed.CLOCK: self._presenter.see_clock,
        }
        subject = self._act.subject
        match self._act.deed:
            case Deed.ANSWER:
                self._room.show_side()
                self._lane.show_finding(subject)
            case Deed.REACTION:
                self._reactions.open(subject)
            case Deed.CHECK:
                self._acts.given.check(subject)
            case Deed.PREPARE | Deed.CLOSE:
                self._presenter.step_wanted.emit(subject)
            case deed:
                deeds[deed]()

    @Slot()
    def _on_change_wanted(self) -> None:
        self._changer.open(dialog_host(self))

    @Slot(str, str)
    def _on_finding_answered(self, code: str, act: str) -> None:
        if cell := code_of_card(code):
            self._go_to_cell(cell)
            return
        finding = next(
            one
            for one in self._presenter.view().findings(Phase.RUN, Phase.BEFORE)
            if one.code == code
        )
        if act == REACTION:
            self._reactions.open("")
        elif act == OVERRIDE or finding.needs_reason:
            person = self._presenter.session.desk.me
            dialog = ReasonDialog(code, finding.what, _("Override"), dialog_host(self), person)
            dialog.reasoned.connect(self._presenter.override)
            dialog.open()
        else:
            for one in codes_of(self._presenter.view().findings(Phase.RUN), code):
                self._presenter.override(one, "")

    def _go_to_cell(self, code: str) -> None:
        if code in self._row.codes:
            self._row.focus_on(code)
        else:
            self._overlays.open_more()

    @Slot()
    def _on_bag_wanted(self) -> None:
        self._dialogs.ask_bag(dialog_host(self))

    @Slot()
    def _on_drug_wanted(self) -> None:
        self._dialogs.ask_drug(dialog_host(self))

    @Slot()
    def _on_note_wanted(self) -> None:
        self._dialogs.ask_note(dialog_host(self))

    @Slot()
    def _on_reaction_wanted(self) -> None:
        self._reactions.open("")

    @Slot(str, str)
    def _on_refused(self, _place: str, reason: str) -> None:
        if self.isVisible():
            self._presenter.failed.emit(wording.sentence(reason))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.fit(self.size())

    def minimumSizeHint(self) -> QSize:
        """In less room the page folds; only in a window still smaller it scrolls."""
        return LEAST

    def event(self, event: QEvent) -> bool:
        """A key held down is one key: its repeats act on nothing of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
            if is_function and event.isAutoRepeat():
                event.accept()
                return True
        return super().event(event)


def _row_of(wide: QWidget, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(wide, 1)
    for button in buttons:
        row.addWidget(button)
    return row
