"""What the patient tells when asked: one tap stamps the time; a card says what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reaction
from plexlog.domain.words import ReactionKind
from plexlog.domain.words_run import CARDS, Symptom
from plexlog.services import reactions, run_time
from plexlog.services.open_session import SessionView
from ui.session.hosting import dialog_host
from ui.session.reaction_opener import ReactionOpener
from ui.session.session_presenter import SessionPresenter
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.cards import Card
from ui.widgets.dialog import DialogFrame
from ui.widgets.painting import Words

_COLUMNS = 3
_WIDTH = 300


def _word(symptom: Symptom) -> str:
    return wording.sentence(symptom.label)


class SymptomStrip(Card):
    """`told(symptom)` for a tap."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setAccessibleName(_("Symptoms"))
        self._last = Words("", "hint", "ink2", self)
        self._buttons = [self._button(symptom) for symptom in Symptom]
        self._lay_out()

    def show_view(self, view: SessionView) -> None:
        """Show what was told last."""
        noted = view.session.symptoms_noted or ()
        words = _("not asked yet")
        if noted:
            label = wording.words_of(noted[-1].symptom)
            words = _("{what} {time}").format(what=label, time=noted[-1].at.clock)
        self._last.set_words(words)
        for button in self._buttons:
            button.setEnabled(view.is_running and view.session.paper is None)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH)
        self.set_padding(10, 4, 4)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.setContentsMargins(3, 0, 0, 0)
        head.addStretch(1)
        head.addWidget(Words(_("Symptoms"), "labelBold", parent=self))
        head.addWidget(self._last)
        head.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.addLayout(head, 0, 0)
        for place, button in enumerate(self._buttons, start=1):
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 90)
        self.body.addLayout(grid)

    def _button(self, symptom: Symptom) -> ActionButton:
        button = ActionButton(_word(symptom), "", "", parent=self)
        button.set_tight()
        button.setObjectName(f"symptom_{symptom.value}")
        button.setAccessibleName(_("Symptom: {what}").format(what=_word(symptom)))
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.told.emit(self.sender().objectName().removeprefix("symptom_"))


class SymptomCard(DialogFrame):
    """What to do about a symptom; `reaction_wanted(kind)` where it is one."""

    reaction_wanted = Signal(str)

    def __init__(
        self, presenter: SessionPresenter, symptom: Symptom, clock: str, host: QWidget
    ) -> None:
        title = _("{what} at {time}").format(what=_word(symptom), time=clock)
        super().__init__(title, host)
        known = presenter.session.desk.knowledge.reactions
        seen = ActionButton(_("Seen, going on"), "check", "Esc", parent=self)
        seen.setObjectName("symptom_seen")
        seen.clicked.connect(self.close_later)
        self.add_button(seen)
        told = _("On record with its time. What to do, and whether it is a reaction:")
        self.body.addWidget(Words(told, "label", "ink2", self))
        self.body.addSpacing(8)
        for place, kind in enumerate(CARDS[symptom]):
            fact = known.get(kind.value)
            heading = wording.sentence(kind.label)
            self.body.addWidget(Words(heading, "section", parent=self))
            for step in () if fact is None else fact.steps:
                self.body.addWidget(Words(f"·  {step}", "label", parent=self).wrapped())
            self.body.addSpacing(8)
            button = ActionButton(
                heading, "zap", "", Kind.DANGER if place == 0 else Kind.SECONDARY, self
            )
            button.setObjectName(f"reaction_{kind.value}")
            button.setAccessibleName(_("Reaction: {kind}").format(kind=heading))
            button.clicked.connect(self._on_reaction)
            self.add_button(button)

    @Slot()
    def _on_reaction(self) -> None:
        if self.is_open:
            kind = self.sender().objectName().removeprefix("reaction_")
            self.finish()
            self.reaction_wanted.emit(kind)


class SymptomTaker(QObject):
    """One tap has a symptom on record with its time; then its card says what to do."""

    said = Signal(str)  # what was noted, for the toast

    def __init__(
        self, presenter: SessionPresenter, reactions: ReactionOpener, page: QWidget
    ) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._reactions = reactions
        self._page = page
        self._card: SymptomCard | None = None

    @Slot(str)
    def take(self, word: str) -> None:
        """Note a symptom; a second tap in haste notes nothing more."""
        symptom, session = Symptom(word), self._presenter.session
        if self._card is not None or not self._presenter.attempt(
            lambda: run_time.note_symptom(session, symptom)
        ):
            return
        clock = session.desk.now().clock
        self.said.emit(_("{what} noted {time}").format(what=_word(symptom), time=clock))
        if symptom in CARDS:
            self._card = SymptomCard(self._presenter, symptom, clock, dialog_host(self._page))
            self._card.reaction_wanted.connect(self._on_reaction_wanted)
            self._card.closed.connect(self._on_closed)
            self._card.open()

    @Slot(str)
    def _on_reaction_wanted(self, kind: str) -> None:
        made: list[Reaction] = []

        def verb() -> None:
            made.append(reactions.report_reaction(self._presenter.session, ReactionKind(kind)))

        if self._presenter.attempt(verb):
            self._reactions.open(made[0].id)

    @Slot()
    def _on_closed(self) -> None:
        self._card = None
