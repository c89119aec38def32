"""One follow-up: what the call told, kept as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.errors import PlexlogError, RefusedError, UnreadableError
from plexlog.domain.language import gettext as _
from plexlog.domain.moments import Moment
from plexlog.domain.records import Infection, LaterEvent
from plexlog.domain.words import InfectionSource, Outcome, ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.services.desk import Desk
from plexlog.services.follow_ups import DueFollowUp, Told, record_contact
from plexlog.services.times import read_time

_INFECTION = ("organism", "antibiotics")


class FollowUpPresenter(QObject):
    """Presenter of one follow-up that is due."""

    kept = Signal()  # the call is on record
    refused = Signal(str, str)  # code of a field, why
    failed = Signal(str)  # a sentence: nothing was recorded

    def __init__(self, desk: Desk, due: DueFollowUp, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._due = due
        self._is_kept = False

    @property
    def due(self) -> DueFollowUp:
        """What is followed."""
        return self._due

    def now(self) -> Moment:
        """The present time."""
        return self._desk.clock.now()

    @Slot(object)
    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep what the call told; once, whatever is pressed twice."""
        if self._is_kept:
            return
        if not texts.get("contact"):
            self.refused.emit("contact", _("Say first whether somebody was reached."))
            return
        try:
            record_contact(self._desk, self._due, self._told(texts))
        except UnreadableError as unreadable:
            self.refused.emit("onset_at", str(unreadable))
        except RefusedError as refused:
            self.refused.emit("contact", refused.refusals[0].reason)
        except PlexlogError as error:
            self.failed.emit(str(error))
        else:
            self._is_kept = True
            self.kept.emit()

    def _told(self, texts: Mapping[str, str]) -> Told:
        outcome = texts.get("outcome", "")
        return Told(
            contact=Contact(texts["contact"]),
            note=texts.get("note", ""),
            event=self._event(texts),
            outcome=Outcome(outcome) if outcome else None,
        )

    def _event(self, texts: Mapping[str, str]) -> LaterEvent | None:
        if self._due.kind is FollowUpKind.CALL:
            return self._found(texts)
        return self._went_on(texts)

    def _found(self, texts: Mapping[str, str]) -> LaterEvent | None:
        """What is told for the first time."""
        kind = texts.get("kind", "")
        if not kind:
            return None
        onset = texts.get("onset_at", "")
        source = texts.get("source", "")
        is_infection = kind == ReactionKind.INFECTION
        infection = None
        if is_infection:
            infection = Infection(source=InfectionSource(source or InfectionSource.OTHER))
        return LaterEvent(
            kind=ReactionKind(kind),
            onset_at=read_time(onset, self.now()) if onset else self._desk.now(),
            infection=infection,
            note=texts.get("note", "").strip() or None,
        )

    def _went_on(self, texts: Mapping[str, str]) -> LaterEvent | None:
        """What became of an infection: what grew, what it was treated with."""
        told = {code: texts.get(code, "").strip() for code in _INFECTION}
        before = self._before()
        if before is None or not any(told.values()) or before.infection is None:
            return None
        infection = replace(
            before.infection,
            organism=told["organism"] or before.infection.organism,
            antibiotics=told["antibiotics"] or before.infection.antibiotics,
        )
        return replace(before, infection=infection)

    def _before(self) -> LaterEvent | None:
        """The infection or clot as it was last told."""
        follow_up, reaction = self._due.follow_up, self._due.reaction
        if follow_up is not None and follow_up.event is not None:
            return follow_up.event
        if reaction is None:
            return None
        return LaterEvent(
            kind=reaction.kind,
            onset_at=reaction.onset_at,
            grade=reaction.grade,
            infection=reaction.infection
            or (
                Infection(source=InfectionSource.OTHER)
                if reaction.kind is ReactionKind.INFECTION
                else None
            ),
            clotting=reaction.clotting,
        )
