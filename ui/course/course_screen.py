"""The page of a course: sessions as columns, the order beside them, reactions below."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.services.course_outlook import CourseOutlook
from plexlog.services.course_overview import CourseOverview, SessionColumn, SessionState
from ui.course.access_dialog import AccessDialog
from ui.course.course_presenter import CoursePresenter
from ui.course.course_sums import DOT, CourseSums
from ui.course.full_dialog import FullPlanDialog
from ui.course.levels_card import LevelsCard
from ui.course.order_card import OrderCard
from ui.course.report_dialog import ReportDialog
from ui.course.results_dialog import ResultsDialog
from ui.course.session_grid import SessionGrid
from ui.course.time_dialog import TimeDialog
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card, Hairline
from ui.widgets.dialog import dialog_host
from ui.widgets.folding import LEAST, READABLE, FoldingPage, place_again
from ui.widgets.painting import Run, RunLine, Words
from ui.widgets.save_dialog import Saving

_ORDER_WIDTH = 312


class CourseScreen(FoldingPage):
    """One course."""

    patient_wanted = Signal(str)  # patient key
    session_wanted = Signal(str)  # session key
    change_wanted = Signal(str)  # course key: its order
    said = Signal(str)  # something that needs no answer
    plan_wanted = Signal(str, str)  # session key or "", the time as typed
    export_wanted = Signal(str)  # path

    def __init__(self, presenter: CoursePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._view: CourseOverview | None = None
        self._dialog: TimeDialog | None = None
        self._saving = Saving(self)
        self._title = Words(_("Course"), "title", parent=self)
        self._sums = CourseSums(self)
        self._patient = ActionButton(_("Patient"), "arrow-left", parent=self)
        self._export = ActionButton(_("Export"), "upload", "Ctrl S", parent=self)
        self._report = ActionButton(_("Report"), "file-text", "Ctrl P", parent=self)
        self._more = ActionButton(_("Plan session"), "calendar-plus", parent=self)
        self._values = ActionButton(_("Values"), "test-tube", "Ctrl L", parent=self)
        self._change = ActionButton(_("Change order"), "clipboard-pen", parent=self)
        self._time = ActionButton(_("New time"), "calendar-clock", parent=self)
        self._open = ActionButton(_("Open"), "play", "Ctrl O", Kind.PRIMARY, self)
        self._grid = SessionGrid(self)
        self._reactions = Card(_("Reactions"), parent=self)
        self._reaction_rows = QVBoxLayout()
        self._shown: list[QWidget] = []
        self._levels = LevelsCard(presenter.out, self)
        self._order = OrderCard(self)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns = QGridLayout()
        self._name_parts()
        self._lay_out()
        self._wire()

    @property
    def grid(self) -> SessionGrid:
        """The sessions."""
        return self._grid

    @property
    def dialog(self) -> TimeDialog | None:
        """The question for a time, while it is asked."""
        return self._dialog

    def focus_first(self) -> None:
        """Begin at the sessions, on the one that is next."""
        self._grid.focus_first()

    @Slot(object)
    def show_view(self, view: CourseOverview) -> None:
        """Show the course as it is now."""
        if view == self._view:
            return
        self._view = view
        number = view.course.course_number or wording.MISSING
        self._title.set_words(_("Course {number}").format(number=number))
        self._sums.show_view(view)
        self._grid.show_view(view)
        if not self._grid.selected_key:
            self._grid.select(_next_session(view))
        self._order.show_view(view)
        self._show_reactions(view)
        self._show_session()

    @property
    def sums(self) -> CourseSums:
        """What the course adds up to."""
        return self._sums

    @property
    def levels(self) -> LevelsCard:
        """What is expected and what was measured."""
        return self._levels

    @Slot(object)
    def _show_outlook(self, seen: CourseOutlook) -> None:
        self._sums.show_outlook(seen)
        self._levels.show_outlook(seen)

    def ask_for_time(self, session_key: str) -> None:
        """Ask for the time of a session, or of one more where no key is given."""
        self._dialog = TimeDialog(self._words_for(session_key), session_key, self)
        self._dialog.given.connect(self.plan_wanted)
        self._presenter.time_refused.connect(self._dialog.refuse)
        self._presenter.planned.connect(self._dialog.finish)
        self._dialog.closed.connect(self._on_dialog_closed)
        self._dialog.open()

    def _show_reactions(self, view: CourseOverview) -> None:
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = []
        for words in reaction_words(view):
            line = Hairline(self._reactions)
            row = RunLine([Run(words[0], "strong", "danger"), Run(words[1], "body", gap=12)])
            row.setFixedHeight(28)
            self._shown += [line, row]
        if not self._shown:
            self._shown = [Words(_("None is on record."), "label", "ink2", self._reactions)]
        for part in self._shown:
            self._reaction_rows.addWidget(part)

    def _name_parts(self) -> None:
        for name, button in (
            ("to_patient", self._patient),
            ("export_course", self._export),
            ("course_report", self._report),
            ("enter_values", self._values),
            ("plan_session", self._more),
            ("change_order", self._change),
            ("new_time", self._time),
            ("open_session", self._open),
        ):
            button.setObjectName(name)
            button.set_height("admin")
            button.set_tight()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 14, 16, 12)
        page.setSpacing(10)
        page.addLayout(self._laid_out_head())
        page.addWidget(self._sums)
        self._parts = (
            _scrolling(self._laid_out_sessions(), _("Sessions"), self),
            _scrolling(self._order, _("Order"), self),
        )
        self._columns.setSpacing(8)
        self._columns.setColumnStretch(0, 1)
        self.lay_narrow(is_narrow=False)
        page.addLayout(self._columns, 1)

    def _laid_out_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(5)  # eight buttons at 1366
        head.addWidget(self._title, 1)
        self._halves.setSpacing(5)
        for half in (
            (self._patient, self._export, self._report, self._values),
            (self._change, self._more, self._time, self._open),
        ):
            row = QHBoxLayout()
            row.setSpacing(5)
            row.addStretch(1)
            for button in half:
                row.addWidget(button)
            self._halves.addLayout(row)
        head.addLayout(self._halves)
        return head

    def _laid_out_sessions(self) -> QWidget:
        inside = QWidget(self)
        inside.setProperty("fill", "none")
        left = QVBoxLayout(inside)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        sessions = Card(parent=self)
        sessions.set_padding(1, 6, 6)
        sessions.body.addWidget(self._grid)
        left.addWidget(sessions)
        left.addWidget(self._levels)
        self._reactions.body.addSpacing(4)
        self._reactions.body.addLayout(self._reaction_rows)
        left.addWidget(self._reactions)
        left.addStretch(1)
        return inside

    def lay_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - as setVisible
        """The order beside the sessions, or below them; the buttons in one row or two."""
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        sessions, order = self._parts
        at = (1, 0, 1, 1) if is_narrow else (0, 1, 1, 1)
        place_again(
            self._columns, {sessions: (0, 0, 1, 1), order: at}, READABLE if is_narrow else 0
        )
        order.setMinimumWidth(_ORDER_WIDTH)
        order.setMaximumWidth(LEAST if is_narrow else _ORDER_WIDTH)

    def _wire(self) -> None:
        self._presenter.view_changed.connect(self.show_view)
        self._presenter.outlook_changed.connect(self._show_outlook)
        self._presenter.failed.connect(self.said)
        self._presenter.written.connect(self._on_written)
        self.plan_wanted.connect(self._presenter.plan)
        self.export_wanted.connect(self._presenter.export)
        self._grid.selected.connect(self._show_session)
        self._grid.opened.connect(self.session_wanted)
        self._patient.clicked.connect(self._on_patient)
        self._open.clicked.connect(self._on_open)
        self._time.clicked.connect(self._on_time)
        self._values.clicked.connect(self._on_values)
        self._more.clicked.connect(self._on_more)
        self._change.clicked.connect(self._on_change)
        self._export.clicked.connect(self._on_export)
        self._saving.chosen.connect(self.export_wanted)
        self._report.clicked.connect(self._on_report)
        self._order.access_wanted.connect(self._on_access)

    def _selected(self) -> SessionColumn | None:
        sessions = () if self._view is None else self._view.sessions
        key = self._grid.selected_key
        return next((one for one in sessions if one.line.session_key == key), None)

    @Slot()
    def _show_session(self) -> None:
        session = self._selected()
        self._open.setVisible(session is not None)
        self._values.setVisible(session is not None)
        self._time.setVisible(session is not None and session.state is SessionState.PLANNED)
        if session is not None:
            number = session.line.number
            self._open.set_text(_open_words(session).format(number=number))

    def _words_for(self, session_key: str) -> str:
        if not session_key:
            return _("Plan one more session")
        session = self._selected()
        number = session.line.number if session is not None else wording.MISSING
        return _("New time for session {number}").format(number=number)

    @Slot()
    def _on_patient(self) -> None:
        if self._view is not None:
            self.patient_wanted.emit(self._view.patient_key)

    @Slot()
    def _on_open(self) -> None:
        self.session_wanted.emit(self._grid.selected_key)

    @Slot()
    def _on_time(self) -> None:
        self.ask_for_time(self._grid.selected_key)

    @Slot()
    def _on_values(self) -> None:
        session = self._selected()
        if session is not None:
            presenter = self._presenter.results(session.line.session_key)
            ResultsDialog(presenter, session.line.number, self).open()

    @Slot()
    def _on_access(self) -> None:
        AccessDialog(self._presenter.accesses(), dialog_host(self)).open()

    @Slot()
    def _on_more(self) -> None:
        if self._view is None or not self._view.full_words:
            self.ask_for_time("")
            return
        dialog = FullPlanDialog(self._view.full_words, self)
        dialog.change_wanted.connect(self._on_change)
        dialog.open()

    @Slot()
    def _on_change(self) -> None:
        self.change_wanted.emit(self._presenter.course_key)

    @Slot()
    def _on_dialog_closed(self) -> None:
        self._dialog = None

    @Slot()
    def _on_export(self) -> None:
        name = "course.json"  # no name of a patient in a file's name
        self._saving.ask(_("Export the course"), name, "save_file")

    @Slot()
    def _on_report(self) -> None:
        ReportDialog(self._presenter.report(self._grid.selected_key), self).open()

    @Slot(str)
    def _on_written(self, name: str) -> None:
        self.said.emit(_("{name} has been written.").format(name=name))


def _scrolling(inside: QWidget, name: str, parent: QWidget) -> QScrollArea:
    scroll = QScrollArea(parent)
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(name)
    return scroll


def reaction_words(view: CourseOverview) -> Iterator[tuple[str, str]]:
    """Each reaction: what and how grave, then when and how it ended."""
    for session in view.sessions:
        for one in session.reactions or ():
            label = view.reaction_labels.get(one.kind, one.kind.label)
            grade = _("grade {grade}").format(grade=one.grade) if one.grade else _("not graded")
            outcome = one.outcome.label if one.outcome else _("open")
            when = _("session {number}, {time}").format(
                number=session.line.number, time=wording.moment(one.onset_at)
            )
            yield f"{wording.sentence(label)}, {grade}", f"{when}{DOT}{outcome}"


def _open_words(session: SessionColumn) -> str:
    return {
        SessionState.SIGNED: _("Read session {number}"),
        SessionState.ENDED: _("Sign session {number}"),
        SessionState.RUNNING: _("Continue session {number}"),
        SessionState.PLANNED: _("Start session {number}"),
    }[session.state]


def _next_session(view: CourseOverview) -> str:
    """The session at which work goes on: the first that is not signed, or else the last."""
    unsigned = [one for one in view.sessions if one.state is not SessionState.SIGNED]
    candidates = unsigned or list(view.sessions[-1:])
    return candidates[0].line.session_key if candidates else ""
