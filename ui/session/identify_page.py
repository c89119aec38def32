"""The first step: is this the patient, do they consent, and what is ordered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.steps import Step
from plexlog.services.back_entry import why_not_from_paper
from plexlog.services.look_alikes import look_alikes
from plexlog.services.open_session import SessionView
from plexlog.services.troubles import earlier_courses
from ui.session.before_dialogs import BeforeDialogs
from ui.session.entry_dialog import ReasonDialog
from ui.session.fact_rows import FactRows
from ui.session.hosting import dialog_host
from ui.session.identify_consents import consent_lines, consent_note
from ui.session.identify_fields import IdentifierFields
from ui.session.identify_presenter import IdentifyPresenter
from ui.session.identify_view import (
    access_options,
    last_time_rows,
    look_alike_words,
    order_rows,
    start_in_the_way,
)
from ui.session.paper_dialogs import PaperActs
from ui.session.reading_order import order_tabs
from ui.session.record_list import RecordList
from ui.session.session_presenter import SessionPresenter
from ui.session.step_columns import ScrollCard, StepColumns
from ui.session.step_parts import StepParts
from ui.widgets.buttons import ActionButton
from ui.widgets.cards import Heading
from ui.widgets.chip import Chip
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.painting import Words
from ui.widgets.theme import worn_theme

ACCESS = "access_device_id"


class IdentifyPage(QWidget):
    """Checklist, identifiers with access, consents and order, and at a glance."""

    def __init__(self, presenter: SessionPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._own = IdentifyPresenter(presenter, self)
        self._parts = StepParts(presenter, Step.IDENTIFY, self)
        self._card = ScrollCard(_("Who is here, and what for"), parent=self)
        inside = self._card.inside
        self.identifiers = IdentifierFields(presenter.view(), inside)
        self._access = AccessChoice(inside)
        self._alike = Chip(_("A name that looks alike"), "ask", parent=inside)
        self._alike_words = Words("", "label", "askInk", inside).wrapped()
        self._runs = Chip(_("Another session runs"), "stop", parent=inside)
        self._runs_words = Words("", "labelBold", "stopInk", inside).wrapped()
        self._runs_words.setContentsMargins(0, 4, 0, 8)
        self._consents = RecordList("consent", _("Consent"), _("Record a consent"), inside)
        self._consent_gaps = Words("", "labelBold", "askInk", inside).wrapped()
        self._dialogs = BeforeDialogs(presenter, self)
        self._order = FactRows(_("Order, to read back"), parent=inside)
        self._others = look_alikes(presenter.session.desk, presenter.view())
        self._earlier = earlier_courses(presenter.session.desk, presenter.view())
        self._last_card = ScrollCard(_("Last time"), parent=self)
        self._last_time = FactRows("", parent=self._last_card.inside)
        self._paper = PaperActs(presenter, self)
        self._from_paper = ActionButton(_("From paper"), "file-text", parent=self)
        self._from_paper.setObjectName("from_paper")
        self._from_paper.set_tip(_("Enter a session that was kept on paper, or correct its sheet"))
        self._from_paper.hide()  # until the bar of steps shows it
        self._lay_out()
        self._wire()

    def show_view(self, view: SessionView) -> None:
        """Show the session as it is now."""
        self._parts.show_view(view)
        self.identifiers.show_view(view)
        self._access.show_view(view)
        other = start_in_the_way(self._presenter.session.desk, view)
        self._runs.setVisible(bool(other))
        self._runs_words.setVisible(bool(other))
        self._runs_words.set_words(other)
        words = look_alike_words(self._others)
        self._alike.setVisible(bool(words))
        self._alike_words.setVisible(bool(words))
        self._alike_words.set_words(words)
        self._consents.show_lines(consent_lines(view), "", _("Withdrawn today"))
        gaps = consent_note(view)
        self._consent_gaps.set_words(wording.sentence(gaps))
        self._consent_gaps.setVisible(bool(gaps))
        self._order.show_rows(order_rows(view))
        self._last_time.show_rows(last_time_rows(view, self._earlier))
        order_tabs(self)

    def bar_buttons(self) -> Sequence[QPushButton]:
        """What stands right of the stepper."""
        return () if why_not_from_paper(self._presenter.view()) else (self._from_paper,)

    def focus_first(self) -> None:
        """Put the cursor where work goes on."""
        self.identifiers.focus_first()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        self._last_card.add(self._last_time)
        left = QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(worn_theme().size("gap"))
        rows.addWidget(self._parts.checklist, 5)
        rows.addWidget(self._last_card, 4)
        page.addWidget(StepColumns(left, self._card, self._parts.glance))
        for part in (
            self._runs,
            self._runs_words,
            self._alike,
            self._alike_words,
            self.identifiers,
            self._consents,
            self._consent_gaps,
            self._order,
            self._access,
        ):
            self._card.add(part)

    def _wire(self) -> None:
        self.identifiers.read.connect(self._own.check)
        self._from_paper.clicked.connect(self._paper.ask_sheet)
        self._presenter.refused.connect(self.identifiers.refuse)
        self._access.entered.connect(self._own.choose_access)
        self._consents.add_wanted.connect(self._dialogs.ask_consent)
        self._consents.taken_back.connect(self._on_withdrawn)

    @Slot(int)
    def _on_withdrawn(self, place: int) -> None:
        """A consent is withdrawn by reason only, never by one touch."""
        title = _("Consent withdrawn by the patient")
        me = self._presenter.session.desk.me
        dialog = ReasonDialog(str(place), title, _("Withdrawn today"), dialog_host(self), me)
        dialog.reasoned.connect(self._own.withdraw_consent)
        dialog.open()
        dialog.boxes["reason"].setFocus()


class AccessChoice(QWidget):
    """The access for this session: one of those that are there."""

    entered = Signal(str, str)  # code of the field, id of the device

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._row: ChoiceRow | None = None
        self._none = Words(_("No access on record."), "body", "ink2", self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 10, 0, 2)
        self._rows.setSpacing(4)
        self._rows.addWidget(Heading(_("Access for this session"), "", self))
        self._rows.addWidget(self._none)

    @property
    def row(self) -> ChoiceRow | None:
        """The choices; none where no access is on record."""
        return self._row

    def show_view(self, view: SessionView) -> None:
        """Show the accesses and which one is used."""
        options = access_options(view)
        if options != self._options:
            self._offer(options)
        self._none.setVisible(not options)
        if self._row is not None:
            self._row.set_chosen("" if view.access is None else view.access.id)

    def _offer(self, options: tuple[Option, ...]) -> None:
        self._options = options
        if self._row is not None:
            self._rows.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row = ChoiceRow(ACCESS, "", options, 1, self)
        self._row.setAccessibleName(_("Access for this session"))
        self._row.entered.connect(self.entered)
        self._rows.addWidget(self._row)
        self._row.show()
