"""Findings that were gone on from with a reason, as a list reads them."""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.moments import Moment

MOSTLY = 0.9  # overridden in more of the sessions than this, a finding is read by nobody any more
FEWEST = 10  # sessions before such a share says anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """One finding with its answer: who went on, when and why."""

    finding: str  # code of the rule
    reason: str
    by: str
    at: Moment
    patient: str
    record_number: str
    course_id: str
    session_number: int | None  # None where it is about the order
    patient_key: str
    course_key: str
    session_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Often:
    """How often a finding was overridden, beside the sessions that were begun in that time."""

    finding: str
    overridden: int
    sessions: int  # of those that were begun, in which it was
    begun: int

    @property
    def is_mostly(self) -> bool:
        """Whether it is overridden in nearly every session, so that it warns of nothing."""
        return self.begun >= FEWEST and self.sessions > MOSTLY * self.begun
