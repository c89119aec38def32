"""How vitals that are due make themselves known: quietly at first, again when nobody comes.

A reminder takes no focus and opens nothing. Silence holds for a while, or until it grows worse.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Protocol

from plexlog.clinical.figures import RunningFigures
from plexlog.domain.moments import Moment

LATE_MIN = 5.0  # from here on vitals are overdue, not merely due
SILENT_MIN = 5.0  # so long a reminder is silenced
AGAIN_MIN = 5.0  # so often it sounds while vitals are overdue


class Timed(Protocol):
    """A run at a moment, as its own pages or another window show it."""

    @property
    def running(self) -> RunningFigures:
        """Its figures."""
        ...

    @property
    def now(self) -> Moment:
        """The moment."""
        ...


class Call(enum.IntEnum):
    """How pressing it is."""

    NONE = 0
    DUE = 1
    OVERDUE = 2
    MISSED = 3  # a whole interval has passed


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the page is to do now."""

    call: Call
    is_silent: bool
    sounds: bool  # this very time


class VitalsWatch:
    """Follows one run; told the view each time the clock moves."""

    def __init__(self) -> None:
        self._due_at: Moment | None = None
        self._sounded: tuple[Call, float] | None = None
        self._silenced: tuple[Call, float] | None = None

    def look(self, view: Timed) -> Reminder:
        """What is to be done at this moment."""
        due = view.running.vitals
        late = view.running.minutes_late or 0.0
        if due is None or due.due_at != self._due_at:
            self._due_at = None if due is None else due.due_at
            self._sounded = self._silenced = None
        call = Call.NONE if due is None else _call(late, due.due_at, view.now, due.wait_minutes)
        is_silent = self._is_silent(call, late)
        sounds = not is_silent and self._is_time(call, late)
        if sounds:
            self._sounded = (call, late)
        return Reminder(call, is_silent, sounds)

    def silence(self, view: Timed) -> None:
        """Be quiet for a while; what grows worse sounds again."""
        call = self.look(view).call
        if call is not Call.NONE:
            self._silenced = (call, view.running.minutes_late or 0.0)

    def _is_silent(self, call: Call, late: float) -> bool:
        if self._silenced is None:
            return False
        at_call, at_late = self._silenced
        return call <= at_call and late < at_late + SILENT_MIN

    def _is_time(self, call: Call, late: float) -> bool:
        if call is Call.NONE or self._sounded is None:
            return call is not Call.NONE
        at_call, at_late = self._sounded
        is_again = call >= Call.OVERDUE and late >= at_late + AGAIN_MIN
        return call > at_call or is_again


@dataclass(slots=True)
class VitalsWatches:
    """One for each run, whatever shows it: what was silenced on one page is silent on all."""

    _by_session: dict[str, VitalsWatch] = field(default_factory=dict)

    def of(self, session_key: str) -> VitalsWatch:
        """The one that follows a session."""
        return self._by_session.setdefault(session_key, VitalsWatch())


def _call(late: float, due_at: Moment, now: Moment, wait_minutes: float) -> Call:
    if late >= max(wait_minutes, LATE_MIN):
        return Call.MISSED
    if late >= LATE_MIN:
        return Call.OVERDUE
    return Call.DUE if due_at.minutes_since(now) < 1 else Call.NONE
