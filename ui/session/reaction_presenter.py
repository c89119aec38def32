"""One reaction, told tap by tap; each tap is on record at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain import wording
from plexlog.domain.errors import PlexlogError, RefusedError, UnreadableError
from plexlog.domain.facts import ReactionFact
from plexlog.domain.fields import Severity, read_number
from plexlog.domain.language import gettext as _
from plexlog.domain.records import Reaction
from plexlog.domain.words import Outcome, ProcedureEffect, ReactionKind, Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reaction_deeds, reaction_effect, reaction_entry, reactions
from plexlog.services.given_questions import unanswered
from plexlog.services.line_removal import see_removal
from plexlog.services.observed import day_of, read_observed
from plexlog.services.reaction_deeds import Deed, OnRecord
from plexlog.services.recording import STOOD_BY
from ui.session.session_presenter import SessionPresenter

SLOWED = "slow-flow"
ONSET = "onset_at"
CLOT_ACTION = "clot_action"
_ONLY_IN_THE_RUN = (RecordedAs.PAUSE, RecordedAs.END)


class ReactionPresenter(QObject):
    """Presenter of one reaction: the one given, or the one the first tap makes."""

    changed = Signal(object)  # the Reaction as it is on record
    refused = Signal(str, str)  # code of a field, why
    deed_wanted = Signal(str)  # an action of which more is to be told
    deed_asked = Signal(str)  # what reads as a slip in it: is that right?
    deed_kept = Signal()  # it was told
    vitals_asked = Signal(str, str)  # code, sentence: is that right?
    vitals_kept = Signal()

    def __init__(
        self, presenter: SessionPresenter, reaction_id: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._id = reaction_id
        self._onset = ""  # as typed before the reaction is on record
        self._asked: dict[str, str] = {}  # texts of vitals that were asked about
        self._deed_asked: dict[str, str] = {}  # texts of a deed that was asked about

    @property
    def presenter(self) -> SessionPresenter:
        """The presenter of the session."""
        return self._presenter

    def reaction(self) -> Reaction | None:
        """The reaction as it is on record; None before the first tap."""
        found = self._presenter.view().session.reactions or ()
        return next((one for one in found if one.id == self._id), None)

    def fact(self) -> ReactionFact | None:
        """What the unit knows of the kind."""
        reaction = self.reaction()
        known = self._presenter.session.desk.knowledge.reactions
        return None if reaction is None else known.get(reaction.kind.value)

    def deed_kind(self, action: str) -> RecordedAs | None:
        """As what an action is recorded beside the reaction."""
        return reaction_deeds.kind_of(self._presenter.session, action)

    def on_record(self, action: str) -> tuple[OnRecord, ...]:
        """What stands on record already and may be meant."""
        reaction, kind = self.reaction(), self.deed_kind(action)
        if reaction is None or kind is None:
            return ()
        return reaction_deeds.on_record(self._presenter.session, reaction, kind)

    @Slot(str, str)
    def choose_kind(self, _code: str, kind: str) -> None:
        """The second tap: the reaction is on record with its time."""
        reaction = self.reaction()
        if reaction is not None:
            self._tell(replace(reaction, kind=ReactionKind(kind)))
            return

        session = self._presenter.session
        try:
            onset = read_observed(session, self._onset) if self._onset else None
            self._id = reactions.report_reaction(session, ReactionKind(kind), onset).id
        except UnreadableError as unreadable:
            self._refuse_onset(str(unreadable))
        except RefusedError as refused:
            self._refuse_onset(refused.refusals[0].reason)
        except PlexlogError as error:
            self._presenter.failed.emit(str(error))
        else:
            self._presenter.tell_kept()
            self.changed.emit(self.reaction())

    def _refuse_onset(self, reason: str) -> None:
        """What was tapped is not chosen: from paper the onset comes first."""
        self.changed.emit(None)
        self.refused.emit(ONSET, wording.sentence(reason))

    @Slot(str, str)
    def choose(self, code: str, key: str) -> None:
        """Take a choice: grade, procedure, relation, outcome, source, location."""
        reaction = self._known(code)
        if reaction is None:
            return
        if code == "outcome":
            session = self._presenter.session
            self._do(lambda: reactions.end_reaction(session, reaction, Outcome(key)))
            return
        if code == "procedure":
            self._take_effect(reaction, ProcedureEffect(key))
            return
        view = self._presenter.view()
        self._read(code, lambda: reaction_entry.choose(view, reaction, code, key))
        told = self.reaction()
        if code == CLOT_ACTION and told is not None and told.clotting is not None:
            self._tick_once(told, key)

    def _take_effect(self, reaction: Reaction, effect: ProcedureEffect) -> None:
        """Paused, the run stands still with this tap; stopped, its end is offered at once.

        From paper a pause is told with both its times, on the page of the run.
        """
        session = self._presenter.session
        is_told = self._do(lambda: reaction_effect.tell_effect(session, reaction, effect))
        is_running = self._presenter.view().is_running
        if is_told and is_running and effect is ProcedureEffect.STOPPED:
            self._want_deed(reaction_effect.action_of(session, RecordedAs.END))

    def _tick_once(self, reaction: Reaction, action: str) -> None:
        """What was done about a clot is one of the deeds too, with its time."""
        if action not in {one.action for one in reaction.actions or ()}:
            session = self._presenter.session
            self._do(lambda: reactions.tick_action(session, reaction, action, is_done=True))

    @Slot(str, str)
    def enter(self, code: str, text: str) -> None:
        """Take what was typed: a time, a note, an amount."""
        if code == ONSET and self.reaction() is None:
            self._onset = text.strip()
            return
        reaction = self._known(code)
        if reaction is not None:
            now = self._presenter.session.desk.now()
            try:
                near = day_of(self._presenter.session)
                changed = reaction_entry.enter(reaction, code, text.strip(), now, near)
                see_removal(self._presenter.session, changed)
            except UnreadableError as unreadable:  # the text stays where it was typed
                self.refused.emit(code, str(unreadable))
            else:
                self._tell(changed)

    @Slot(str, bool)
    def tick(self, action: str, is_done: bool) -> None:  # noqa: FBT001 - a signal's
        """Note that something was done, with its time; or take that back, and what it recorded."""
        reaction = self._known(action)
        if reaction is None:
            return
        session = self._presenter.session
        if not is_done:
            self._do(lambda: reaction_deeds.take_back(session, reaction, action))
            return
        self._do(lambda: reactions.tick_action(session, reaction, action, is_done=True))
        if action == SLOWED or self._has_more(action):
            self._want_deed(action)

    def _want_deed(self, action: str) -> None:
        self._deed_asked = {}  # what is told anew is asked about anew
        self.deed_wanted.emit(action)

    def _has_more(self, action: str) -> bool:
        kind = self.deed_kind(action)
        if kind in _ONLY_IN_THE_RUN:
            view = self._presenter.view()
            is_now_or_typed = view.session.paper is None or kind is RecordedAs.END
            return (view.is_running and is_now_or_typed) or bool(self.on_record(action))
        return kind is not None

    @Slot(str, bool)
    def tick_step(self, step: str, is_done: bool) -> None:  # noqa: FBT001 - a signal's
        """Note that a step of the card was done, with its time; or take that back."""
        reaction = self._known(step)
        if reaction is not None:
            session = self._presenter.session
            if not self._do(lambda: reactions.tick_step(session, reaction, step, is_done=is_done)):
                self.changed.emit(reaction)  # what was tapped is not ticked

    @Slot(str, bool)
    def tick_symptom(self, symptom: str, is_there: bool) -> None:  # noqa: FBT001 - a signal's
        """Note a symptom, or take it back."""
        reaction = self._known(symptom)
        if reaction is not None:
            self._tell(reaction_entry.symptom(reaction, symptom, is_there=is_there))

    @Slot(str, bool)
    def tick_sign(self, sign: str, is_there: bool) -> None:  # noqa: FBT001 - a signal's
        """Note a sign of infection, or take it back."""
        reaction = self._known(sign)
        if reaction is not None:
            self._read(sign, lambda: reaction_entry.sign(reaction, sign, is_there=is_there))

    @Slot(str, object)
    def tell_deed(self, action: str, texts: Mapping[str, str]) -> None:
        """Record what was done where it belongs; refused, the texts stay."""
        reaction = self._known(action)
        if reaction is None:
            return
        try:
            verb = self._verb(reaction, action, texts)
        except UnreadableError as unreadable:
            self.refused.emit(_place(texts), str(unreadable))
            return
        if verb is None:  # something is asked first
            return
        if self._do(verb):
            self.deed_kept.emit()
        elif self.deed_kind(action) is RecordedAs.PAUSE and not self._presenter.view().is_paused:
            # it does not stand still: nor is that ticked
            session, now = self._presenter.session, self.reaction() or reaction
            self._do(lambda: reactions.tick_action(session, now, action, is_done=False))

    def _verb(
        self, reaction: Reaction, action: str, texts: Mapping[str, str]
    ) -> Callable[[], object] | None:
        """How a deed is recorded; None where something is asked of it first, once."""
        session = self._presenter.session
        if action == SLOWED:
            detail = _slowed(texts)
            return lambda: reactions.tick_action(
                session, reaction, action, is_done=True, detail=detail
            )
        deed = self._deed(action, texts)
        asked = unanswered(reaction_deeds.questions_of(session, deed), {})
        answers = {one.code: STOOD_BY for one in asked if one.severity is Severity.ASK}
        if answers and self._deed_asked != dict(texts):
            self._deed_asked = dict(texts)
            self.deed_asked.emit(". ".join(one.what for one in asked))
            return None
        return lambda: reaction_deeds.record_deed(session, reaction, deed, answers)

    @Slot(str, int)
    def name_part(self, action: str, place: int) -> None:
        """The action is what stands on record already."""
        reaction, kind = self._known(action), self.deed_kind(action)
        parts = self.on_record(action)
        if reaction is None or kind is None or place >= len(parts):
            return
        session = self._presenter.session
        deed = Deed(action=action, recorded_as=kind)
        if self._do(lambda: reaction_deeds.name_part(session, reaction, deed, parts[place])):
            self.deed_kept.emit()

    def _deed(self, action: str, texts: Mapping[str, str]) -> Deed:
        kind = self.deed_kind(action)
        assert kind is not None  # noqa: S101 - asked for only where there is one
        volume, at = texts.get("volume_ml", ""), texts.get("given_at") or texts.get("ended_at")
        session = self._presenter.session
        route = texts.get("route", "")
        return Deed(
            action=action,
            recorded_as=kind,
            at=read_observed(session, at) if at else None,
            volume_ml=read_number(volume) if volume else None,
            drug=texts.get("drug", ""),
            dose=texts.get("dose", ""),
            route=Route(route) if route else None,
        )

    @Slot(object)
    def take_vitals(self, texts: Mapping[str, str]) -> None:
        """Keep vitals taken now; what is unlikely is asked about once."""
        reaction = self._known("vitals")
        if reaction is None:
            return
        sure_of = [code for code, text in texts.items() if self._asked.get(code) == text]
        session = self._presenter.session
        try:
            problems = reactions.take_vitals(session, reaction, texts, sure_of)
        except RefusedError as refused:  # from paper they are a row of the run
            self.refused.emit("vitals", wording.sentence(refused.refusals[0].reason))
            return
        for entry in problems:
            if entry.severity is Severity.ASK:
                self._asked[entry.code] = entry.text
                self.vitals_asked.emit(entry.code, entry.message)
            else:
                self.refused.emit(entry.code, entry.message)
        if not problems:
            self._presenter.tell_kept()
            self.changed.emit(self.reaction())
            self.vitals_kept.emit()

    def _known(self, code: str) -> Reaction | None:
        reaction = self.reaction()
        if reaction is None:
            self.refused.emit(code, _("Say first what kind of reaction it is."))
        return reaction

    def _read(self, code: str, read: Callable[[], Reaction]) -> None:
        try:
            changed = read()
        except UnreadableError as unreadable:
            self.changed.emit(self.reaction())  # what was tapped is not chosen
            self.refused.emit(code, str(unreadable))
        else:
            self._tell(changed)

    def _tell(self, changed: Reaction) -> None:
        session = self._presenter.session
        told = reaction_entry.refreshed(self._presenter.view(), changed)
        self._do(lambda: reactions.tell_reaction(session, told))

    def _do(self, verb: Callable[[], object]) -> bool:
        is_done = self._presenter.attempt(verb)
        if is_done:
            self.changed.emit(self.reaction())
        return is_done


def _slowed(texts: Mapping[str, str]) -> str:
    """From which flow to which; an unknown one is left out."""
    before, after = (_flow(texts.get(code, "")) for code in ("flow_from", "flow_to"))
    if before and after:
        return f"inlet {before} to {after} mL/min"
    return f"inlet to {after} mL/min" if after else ""


def _flow(text: str) -> str:
    amount: Decimal | None = read_number(text) if text.strip() else None
    return "" if amount is None else str(amount)


def _place(texts: Mapping[str, str]) -> str:
    """Where a text is most likely not readable."""
    return next(
        (code for code in ("volume_ml", "flow_to", "given_at", "ended_at") if code in texts), ""
    )
