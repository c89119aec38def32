"""A reaction over the run page: on record with the second tap, told in full afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from plexlog.domain import wording
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reaction
from plexlog.domain.words import ProcedureEffect
from plexlog.services.follow_ups import is_followed
from plexlog.services.open_session import SessionView
from plexlog.services.reaction_effect import stopping
from plexlog.services.reactions import minutes_into_run
from ui.session.drafted_dialog import DraftedDialog
from ui.session.reaction_outcome import ReactionOutcome
from ui.session.reaction_presenter import ONSET, ReactionPresenter
from ui.session.reaction_tell import ReactionTell
from ui.widgets.box import BoxFrame, BoxState, ValueEdit
from ui.widgets.buttons import ActionButton, Kind
from ui.widgets.chip import Chip
from ui.widgets.dialog import REACTION
from ui.widgets.painting import Words

NOTE = _("Stays open on the run page until it has an outcome.")
FOLLOWED = _("Stays open on Today until it is closed there.")


class _OnsetBox(QWidget):
    """The time of onset on the line of the title."""

    entered = Signal(str, str)  # its code, the text

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = BoxFrame("", self)
        self._edit = ValueEdit(self._frame)
        self._edit.setObjectName(ONSET)
        self._edit.setAccessibleName(_("Time of onset"))
        self._frame.add_edit(self._edit)
        self._frame.setFixedWidth(80)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Words(_("Onset"), "label", "ink2", self))
        row.addWidget(self._frame)
        self._edit.left_changed.connect(self._on_left_changed)

    def keep(self, text: str) -> None:
        """Show what is on record."""
        self._edit.set_kept(text)
        self._frame.set_state(BoxState.PLAIN)

    def refuse(self) -> None:
        """The time is not possible; it stays, and the cursor with it."""
        self._frame.set_state(BoxState.REFUSED)
        self._edit.hold()
        self._edit.setFocus()

    @Slot(str)
    def _on_left_changed(self, text: str) -> None:
        self.entered.emit(ONSET, text)


class ReactionDialog(DraftedDialog):
    """Tells one reaction; closing it leaves the reaction open until it has an outcome.

    What is typed as new vitals and not kept is put back when the same reaction is opened again.
    """

    def __init__(self, presenter: ReactionPresenter, host: QWidget) -> None:
        super().__init__(_("Reaction"), host)
        self._presenter = presenter
        presenter.setParent(self)
        knowledge = presenter.presenter.session.desk.knowledge
        self._chip = Chip(_("not on record yet"), "not-assessed")
        self._onset = _OnsetBox(self)
        self._into = Words("", "label", "ink2", self)
        self.tell = ReactionTell(knowledge.reactions, knowledge.grades, knowledge.actions, self)
        self.outcome = ReactionOutcome(knowledge.actions, self)
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
        self.head.addWidget(self._onset)
        self.head.addWidget(self._into)
        self._pages.addWidget(self.tell)
        self._pages.addWidget(self.outcome)
        self.body.addWidget(self._pages, 1)
        for button in (self._back, self._later, self._next):
            self.add_button(button)
        self._back.hide()
        self.set_note(NOTE)

    def _wire(self) -> None:
        self.tell.kind_chosen.connect(self._presenter.choose_kind)
        self.tell.chosen.connect(self._presenter.choose)
        self.tell.ticked.connect(self._presenter.tick)
        self.tell.step_ticked.connect(self._presenter.tick_step)
        self.tell.deed_form.told.connect(self._presenter.tell_deed)
        self.tell.deed_form.named.connect(self._presenter.name_part)
        self.tell.vitals_form.told.connect(self._presenter.take_vitals)
        self._presenter.deed_wanted.connect(self._on_deed_wanted)
        self._presenter.deed_asked.connect(self.tell.deed_form.show_question)
        self._presenter.deed_kept.connect(self.tell.show_deeds)
        self._presenter.vitals_asked.connect(self._on_vitals_asked)
        self._presenter.vitals_kept.connect(self._on_vitals_kept)
        self._presenter.presenter.refused.connect(self._on_refused)
        self.outcome.chosen.connect(self._presenter.choose)
        self.outcome.entered.connect(self._presenter.enter)
        self.outcome.symptom_ticked.connect(self._presenter.tick_symptom)
        self.outcome.sign_ticked.connect(self._presenter.tick_sign)
        self._onset.entered.connect(self._presenter.enter)
        self._presenter.changed.connect(self.show_reaction)
        self._presenter.refused.connect(self._on_refused)
        self._back.clicked.connect(self._on_back)
        self._later.clicked.connect(self.close_later)
        self._next.clicked.connect(self._on_next)

    @property
    def draft_name(self) -> str:
        """This reaction: its vitals are those of no other."""
        reaction = self._presenter.reaction()
        return super().draft_name if reaction is None else f"{super().draft_name} {reaction.id}"

    def drafted(self) -> dict[str, str]:
        """The vitals that are typed and not kept."""
        return self.tell.vitals_form.texts()

    def put_back(self, texts: Mapping[str, Any]) -> None:
        """Show the vitals as they were typed, where they can be kept."""
        self.tell.vitals_form.put_back(texts)
        self.tell.show_vitals_form()

    def show_refusal(self, code: str, reason: str) -> None:
        """Say why something was not kept."""
        self._on_refused(code, reason)

    @Slot(object)
    def show_reaction(self, reaction: Reaction | None) -> None:
        """Show the reaction as it is on record."""
        view = self._presenter.presenter.view()
        self.tell.show_reaction(reaction, view)
        self.outcome.show_reaction(reaction, self._presenter.fact(), view)
        is_from_paper = view.session.paper is not None
        self._onset.setVisible(reaction is not None or is_from_paper)
        self._next.setEnabled(reaction is not None)
        if reaction is None:
            self._into.set_words(_("Tap what kind it is: the time is then on record."))
            return
        entered = wording.clock(reaction.entered_at or reaction.onset_at)
        self._chip.show_words(_("on record since {time}").format(time=entered), "ok")
        self._onset.keep(reaction.onset_at.clock)
        self.set_note(_note(reaction, view))
        self._into.set_words(_into_the_run(reaction, view))

    @Slot(str, str)
    def _on_refused(self, code: str, reason: str) -> None:
        forms = (self.tell.deed_form, self.tell.vitals_form)
        if any(form.isVisible() and form.refuse(code, reason) for form in forms):
            return
        if self.outcome.refuse(code, reason):
            return
        self.set_note(reason)
        if code == ONSET:
            self._onset.refuse()

    @Slot(str, str)
    def _on_vitals_asked(self, code: str, sentence: str) -> None:
        self.tell.vitals_form.ask(code, sentence)
        self.reveal(self.tell.vitals_form.says)

    @Slot()
    def _on_vitals_kept(self) -> None:
        self.tell.vitals_form.empty()
        self.tell.show_deeds()
        self.typed_recorded.emit()

    @Slot(str)
    def _on_deed_wanted(self, action: str) -> None:
        knowledge = self._presenter.presenter.session.desk.knowledge
        self.tell.deed_form.ask(
            self.tell.deeds.label(action),
            action,
            self._presenter.deed_kind(action),
            knowledge.actions.get(action),
            self._presenter.on_record(action),
            is_from_paper=self._presenter.presenter.session.is_from_paper,
        )
        self.tell.show_deed_form()

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
        self._next.set_text(_("Done") if page else _("Outcome"))
        self.show_top()


def _note(reaction: Reaction, view: SessionView) -> str:
    """What stands at the foot: whether the run stands still for it, and what stays open."""
    if reaction.outcome is not None:
        return FOLLOWED if is_followed(reaction) else _("Closed with its outcome.")
    stands = next((one for one in view.session.pauses or () if one.end is None), None)
    if stopping(view) is not None and reaction.procedure is ProcedureEffect.STOPPED:
        return _("The run is still under way: end it here, or on the run page.")
    if view.is_running and stands is not None:
        return _("The run is paused since {time}: resume it on the run page.").format(
            time=stands.start.clock
        )
    return NOTE


def _into_the_run(reaction: Reaction, view: SessionView) -> str:
    """How far into the run a reaction began."""
    minutes = minutes_into_run(view.session, reaction.onset_at)
    if minutes is None:
        return _("before the run")
    return _("{time} into the run").format(time=wording.hours_minutes(minutes))
