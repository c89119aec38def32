"""Between the pages of a session and its verbs: calls in, signals out.

One presenter serves all six steps, so that they always show the same record. A page that needs
more (the open row, a reaction) has a presenter of its own around the same open session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from plexlog.domain.entry import Entry
from plexlog.domain.errors import PlexlogError, RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.language import gettext as _
from plexlog.domain.shapes import Record
from plexlog.domain.steps import Step
from plexlog.domain.words import Answer
from plexlog.services import reaction_effect, recording
from plexlog.services.neighbours import still_running
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.planning import holding_the_start


def address(place: Place, code: str) -> str:
    """The name of a field on the pages of a session: where it is recorded, and its code."""
    return f"{place.value}.{code}"


def not_written(code: str, text: str, error: PlexlogError) -> Entry:
    """An entry that did not reach the disk: its text stays in the field until it does."""
    return Entry(code=code, text=text, severity=Severity.REFUSE, message=told(error))


def told(error: PlexlogError) -> str:
    """What went wrong, without the codes of the places that a document names."""
    return error.reasons if isinstance(error, RefusedError) else str(error)


class SessionPresenter(QObject):
    """Presenter of one session."""

    view_changed = Signal(object)  # the new SessionView
    clock_moved = Signal(object)  # the SessionView with its timers moved on
    entry_made = Signal(str, object)  # address of a field, its Entry: kept, refused or to be asked
    refused = Signal(str, str)  # what was refused (a key), and the sentence
    failed = Signal(str)  # a sentence for the message line: nothing was recorded
    kept = Signal(object)  # the Moment at which something reached the disk
    step_wanted = Signal(str)  # a step to show
    said = Signal(str)  # what was just done, said in passing: it needs no answer

    def __init__(self, session: OpenSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def view(self) -> SessionView:
        """The session as it is now."""
        return self.session.view()

    def attempt(self, verb: Callable[[], object], subject: str = "") -> bool:
        """Do something that changes the record; tell its outcome. True when it was done."""
        try:
            verb()
        except RefusedError as refused:
            for one in refused.refusals:
                self.refused.emit(one.place or subject, one.reason)
            return False
        except PlexlogError as error:
            self.failed.emit(str(error))
            return False
        self.tell_kept()
        return True

    def tell_kept(self) -> None:
        """Tell that something reached the disk, and show the record as it is now."""
        self.kept.emit(self.session.desk.clock.now())
        self.view_changed.emit(self.session.view())

    @Slot(str, str)
    def enter(self, where: str, text: str) -> None:
        """Take what was typed into a field."""
        self._enter(where, text, is_sure=False)

    @Slot(str, str)
    def confirm(self, where: str, text: str) -> None:
        """The person stands by an unlikely value."""
        self._enter(where, text, is_sure=True)

    def _enter(self, where: str, text: str, *, is_sure: bool) -> None:
        place, code = where.split(".", 1)
        try:
            entry = recording.enter_value(self.session, Place(place), code, text, is_sure=is_sure)
        except PlexlogError as error:
            self.failed.emit(str(error))
            self.entry_made.emit(where, not_written(code, text, error))
            return
        self.entry_made.emit(where, entry)
        if is_sure or not (entry.is_refused or entry.is_question):
            self.tell_kept()

    @Slot(str, str, str)
    def answer(self, item: str, answer: str, reason: str) -> None:
        """Answer an item of the checklist; an empty answer takes the one that was given back."""

        def verb() -> None:
            if answer:
                recording.answer_item(self.session, item, Answer(answer), reason)
            else:
                recording.take_back_answer(self.session, item)

        self.attempt(verb, item)

    @Slot(str, str)
    def override(self, code: str, reason: str) -> None:
        """Answer a finding; a stop, and an ask that wants one, only with a reason.

        `code` may name what it is about after a full stop, where each subject has its own.
        """
        code, _dot, subject = code.partition(".")
        found = [
            finding
            for verdict in self.view().verdicts.values()
            for finding in verdict.findings
            if finding.code == code
        ]
        needs = any(one.needs_reason for one in found)

        def verb() -> None:
            recording.answer_finding(
                self.session, code, reason, subject=subject, needs_reason=needs
            )

        self.attempt(verb, code)

    def set_facts(self, changes: Mapping[str, Any]) -> bool:
        """Set attributes of the session, such as its machine."""

        def verb() -> None:
            recording.set_facts(self.session, changes)

        return self.attempt(verb)

    def put(self, part: Record) -> bool:
        """Keep a part of the session: a bag, a drug, a lock."""

        def verb() -> None:
            recording.put_part(self.session, part)

        return self.attempt(verb)

    def check_identity(self, given: Mapping[str, str]) -> bool:
        """Record the identifiers read off the patient."""

        def verb() -> None:
            recording.check_identity(self.session, given)

        return self.attempt(verb, "identity_check")

    @Slot()
    def start_run(self) -> None:
        """Start the exchange, unless something holds a step before it."""
        holding = holding_the_start(self.view())
        if holding:
            named = "; ".join(gap.label for gap in holding)
            self.failed.emit(_("Not started yet. In the way: {what}.").format(what=named))
            return
        if other := still_running(self.session.desk, self.view().line):
            self.failed.emit(_("Not started yet: {what}. End it first.").format(what=other))
            return

        def verb() -> None:
            recording.start_run(self.session)

        self.attempt(verb)

    @Slot(str)
    def end_run(self, reaction_id: str = "") -> None:
        """End the exchange, because of a reaction where one is named."""
        reactions = self.view().session.reactions or ()
        reason = next((one for one in reactions if one.id == reaction_id), None)

        def verb() -> None:
            if reason is None:
                recording.end_run(self.session)
            else:
                reaction_effect.end_because_of(self.session, reason)

        if self.attempt(verb):
            self.step_wanted.emit(Step.CLOSE.value)

    @Slot(str)
    def pause(self, reason: str) -> None:
        """The exchange stands still."""

        def verb() -> None:
            recording.pause_run(self.session, reason)

        self.attempt(verb)

    @Slot()
    def resume(self) -> None:
        """The exchange goes on."""

        def verb() -> None:
            recording.resume_run(self.session)

        self.attempt(verb)

    @Slot()
    def see_clock(self) -> None:
        """Somebody has seen that the clock of this computer was set."""
        self.session.see_clock()
        self.view_changed.emit(self.session.view())

    @Slot()
    def tick(self) -> None:
        """Time has passed: move the timers on without reading the record anew."""
        self.clock_moved.emit(self.session.clock_moved())

    @Slot()
    def refresh(self) -> None:
        """The record was changed elsewhere."""
        self.session.touch_course()
        self.view_changed.emit(self.session.view())
