"""A reaction over the run page: on record with the second tap, told in full afterwards."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from plexlog.domain import wording
from plexlog.domain.records import Reaction
from ui.session.reaction_outcome import ReactionOutcome
from ui.session.reaction_presenter import ReactionPresenter
from ui.session.reaction_tell import ReactionTell
from ui.widgets.box import BoxLabels
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.chip import Chip
from ui.widgets.dialog import REACTION, DialogFrame
from ui.widgets.field_box import FieldBox
from ui.widgets.painting import Words


class ReactionDialog(DialogFrame):
    """Tells one reaction; closing it leaves the reaction open until it has an outcome."""

    def __init__(self, presenter: ReactionPresenter, host: QWidget) -> None:
        super().__init__(_("Reaction"), host)
        self._presenter = presenter
        presenter.setParent(self)
        knowledge = presenter.presenter.session.desk.knowledge
        self._chip = Chip(_("not on record yet"), "not-assessed")
        self._onset = FieldBox(BoxLabels(code="onset_at", label=_("Onset")), self)
        self._into = Words("", "label", "ink2", self)
        self.tell = ReactionTell(knowledge.reactions, knowledge.grades, knowledge.actions, self)
        self.outcome = ReactionOutcome(self)
        self._pages = QStackedWidget(self)
        self._back = ActionButton(_("Back"), "arrow-left", parent=self)
        self._later = ActionButton(_("Later"), "", "Esc", parent=self)
        self._next = ActionButton(_("Outcome"), "arrow-right", "", Kind.PRIMARY, self)
        self._next.setObjectName("reaction_next")
        self._lay_out_parts()
        self._wire()
        self.show_reaction(presenter.reaction())

    def _lay_out_parts(self) -> None:
        self.set_size(*REACTION)
        self.head.addWidget(self._chip)
        self._onset.setFixedWidth(96)
        self.head.addWidget(self._onset)
        self.head.addWidget(self._into)
        self._pages.addWidget(self.tell)
        self._pages.addWidget(self.outcome)
        self.body.addWidget(self._pages, 1)
        for button in (self._back, self._later, self._next):
            self.add_button(button)
        self._back.hide()
        self.set_note(_("Stays open on the run page until it has an outcome."))

    def _wire(self) -> None:
        self.tell.kind_chosen.connect(self._presenter.choose_kind)
        self.tell.chosen.connect(self._presenter.choose)
        self.tell.ticked.connect(self._presenter.tick)
        self.outcome.chosen.connect(self._presenter.choose)
        self.outcome.entered.connect(self._presenter.enter)
        self.outcome.symptom_ticked.connect(self._presenter.tick_symptom)
        self._onset.entered.connect(self._presenter.enter)
        self._presenter.changed.connect(self.show_reaction)
        self._presenter.refused.connect(self._on_refused)
        self._back.clicked.connect(self._on_back)
        self._later.clicked.connect(self.close_later)
        self._next.clicked.connect(self._on_next)

    @Slot(object)
    def show_reaction(self, reaction: Reaction | None) -> None:
        """Show the reaction as it is on record."""
        view = self._presenter.presenter.view()
        self.tell.show_reaction(reaction, view)
        self.outcome.show_reaction(reaction, self._presenter.fact())
        self._onset.setVisible(reaction is not None)
        self._next.setEnabled(reaction is not None)
        if reaction is None:
            self._into.set_words(_("Tap what kind it is: the time is then on record."))
            return
        entered = wording.clock(reaction.entered_at or reaction.onset_at)
        self._chip.show_words(_("on record since {time}").format(time=entered), "ok")
        self._onset.keep(reaction.onset_at.clock)
        started = view.session.started_at
        if started is not None:
            minutes = wording.hours_minutes(reaction.onset_at.minutes_since(started))
            self._into.set_words(_("{time} into the run").format(time=minutes))

    @Slot(str, str)
    def _on_refused(self, code: str, reason: str) -> None:
        boxes = {"onset_at": self._onset, **self.outcome.boxes}
        if code in boxes:
            boxes[code].refuse(reason)
        else:
            self.set_note(reason)

    @Slot()
    def _on_back(self) -> None:
        self._show_page(0)

    @Slot()
    def _on_next(self) -> None:
        if self._pages.currentIndex() == 0:
            self._show_page(1)
        else:
            self.close_later()

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._back.setVisible(page == 1)
        self._next.setText(_("Done") if page else _("Outcome"))
