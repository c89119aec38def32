"""What rules tell the person about an order, a session or a value."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from functools import partial

from plexlog.domain.fields import Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import Override


class Phase(enum.StrEnum):
    """When a rule is judged."""

    ORDER = "order"
    BEFORE = "before"
    RUN = "run"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell the person: what, why, what to do, and where that comes from."""

    code: str
    severity: Severity
    phase: Phase
    what: str  # one short sentence with the value, for the heading
    why: str = ""
    do: str = ""
    source: str = ""
    at: tuple[Moment, ...] = ()  # the readings it was raised by
    subject: tuple[str, ...] = ()  # ids of bags, reactions, lumens, items; codes of quantities
    needs_reason: bool = False  # whether an answer must say why
    override: Override | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.severity >= Severity.ASK and self.override is None

    def answered_by(self, override: Override | None) -> Finding:
        """The finding with its override."""
        return replace(self, override=override)


question = partial(Finding, severity=Severity.ASK, needs_reason=True)
"""What is asked before something is on record; going on wants a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssessed:
    """A rule that could not be judged, with the inputs that are missing."""

    code: str
    phase: Phase
    missing: tuple[str, ...]  # codes of catalogue quantities or keys of the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules of one phase say, in the order of their table."""

    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
