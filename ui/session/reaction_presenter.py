"""One reaction, told tap by tap; each tap is on record at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import UnreadableError
from plexlog.domain.facts import ReactionFact
from plexlog.domain.fields import read_number
from plexlog.domain.records import Clotting, Culture, Infection, Reaction
from plexlog.domain.words import (
    ClotLocation,
    Grade,
    InfectionSource,
    Outcome,
    ProcedureEffect,
    ReactionKind,
    Relation,
)
from plexlog.services import reactions
from plexlog.services.times import read_time
from ui.session.session_presenter import SessionPresenter

_WORDS: dict[str, Callable[[str], Any]] = {
    "grade": Grade,
    "procedure": ProcedureEffect,
    "relation": Relation,
}  # choices that are simply kept


class ReactionPresenter(QObject):
    """Presenter of one reaction: the one given, or the one the first tap makes."""

    changed = Signal(object)  # the Reaction as it is on record
    refused = Signal(str, str)  # code of a field, why

    def __init__(
        self, presenter: SessionPresenter, reaction_id: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._id = reaction_id

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

    @Slot(str, str)
    def choose_kind(self, _code: str, kind: str) -> None:
        """The second tap: the reaction is on record with its time."""
        reaction = self.reaction()
        if reaction is not None:
            self._tell(replace(reaction, kind=ReactionKind(kind)))
            return

        def verb() -> None:
            made = reactions.report_reaction(self._presenter.session, ReactionKind(kind))
            self._id = made.id

        self._do(verb)

    @Slot(str, str)
    def choose(self, code: str, key: str) -> None:
        """Take a choice: grade, procedure, relation, outcome, source, location."""
        reaction = self.reaction()
        if reaction is None:
            self.refused.emit(code, _("Say first what kind of reaction it is."))
        elif code in _WORDS:
            self._tell(replace(reaction, **{code: _WORDS[code](key)}))
        elif code == "outcome":
            self._end(reaction, Outcome(key))
        elif code == "source":
            before = reaction.infection or Infection(source=InfectionSource(key))
            self._tell(replace(reaction, infection=replace(before, source=InfectionSource(key))))
        elif code == "location":
            clot = reaction.clotting or Clotting(location=ClotLocation(key))
            self._tell(replace(reaction, clotting=replace(clot, location=ClotLocation(key))))

    @Slot(str, str)
    def enter(self, code: str, text: str) -> None:
        """Take what was typed: a time, a note, an amount."""
        reaction = self.reaction()
        if reaction is None:
            self.refused.emit(code, _("Say first what kind of reaction it is."))
            return
        try:
            changed = self._typed(reaction, code, text.strip())
        except UnreadableError as unreadable:
            self.refused.emit(code, str(unreadable))
        else:
            self._tell(changed)

    @Slot(str, bool)
    def tick(self, action: str, is_done: bool) -> None:  # noqa: FBT001 - a signal's
        """Note that something was done, with its time; or take that back."""
        reaction = self.reaction()
        if reaction is None:
            self.refused.emit(action, _("Say first what kind of reaction it is."))
            return
        session = self._presenter.session
        self._do(lambda: reactions.tick_action(session, reaction, action, is_done=is_done))

    @Slot(str, bool)
    def tick_symptom(self, symptom: str, is_there: bool) -> None:  # noqa: FBT001 - a signal's
        """Note a symptom, or take it back."""
        reaction = self.reaction()
        if reaction is None:
            self.refused.emit(symptom, _("Say first what kind of reaction it is."))
            return
        others = tuple(one for one in reaction.symptoms or () if one != symptom)
        self._tell(replace(reaction, symptoms=(*others, symptom) if is_there else others))

    def _typed(self, reaction: Reaction, code: str, text: str) -> Reaction:
        now = self._presenter.session.desk.now()
        match code:
            case "onset_at":
                return replace(reaction, onset_at=read_time(text, now))
            case "outcome_at":
                return replace(reaction, outcome_at=read_time(text, now))
            case "note":
                return replace(reaction, note=text or None)
            case "blood_lost_ml":
                return self._with_blood_lost(reaction, text)
            case _:
                return self._with_infection(reaction, code, text)

    def _with_blood_lost(self, reaction: Reaction, text: str) -> Reaction:
        if reaction.clotting is None:
            raise UnreadableError(_("Say first where the clot was."))
        amount: Decimal | None = read_number(text) if text else None
        if amount is not None and amount < 0:
            raise UnreadableError(_("must not be below 0"))
        return replace(reaction, clotting=replace(reaction.clotting, blood_lost_ml=amount))

    def _with_infection(self, reaction: Reaction, code: str, text: str) -> Reaction:
        infection = reaction.infection
        if infection is None:
            raise UnreadableError(_("Say first where the infection is suspected."))
        if code == "culture":
            now = self._presenter.session.desk.now()
            cultures = (*(infection.cultures or ()), Culture(site=text, taken_at=now))
            return replace(reaction, infection=replace(infection, cultures=cultures))
        days = None if not text else int(read_number(text))
        if days is not None and days < 1:
            raise UnreadableError(_("starts at 1, the day of insertion"))
        return replace(reaction, infection=replace(infection, catheter_days=days))

    def _end(self, reaction: Reaction, outcome: Outcome) -> None:
        session = self._presenter.session
        self._do(lambda: reactions.end_reaction(session, reaction, outcome))

    def _tell(self, changed: Reaction) -> None:
        session = self._presenter.session
        self._do(lambda: reactions.tell_reaction(session, changed))

    def _do(self, verb: Callable[[], object]) -> None:
        if self._presenter.attempt(verb):
            self.changed.emit(self.reaction())
