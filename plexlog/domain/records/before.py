"""What is told before a session beside its values: body systems, drugs to give after, waiting.

All of it is the program's own: keys begin with `x_plexlog_`, and what is absent was not recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plexlog.domain import words_before
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Between, FreeWord, Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class SystemFinding(Record):
    """How one body system was found, attested by name and time; never taken over."""

    system: words_before.BodySystem
    state: words_before.SystemState
    note: Text | None = None
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class DrugAfter(Record):
    """A drug to be given after the exchange, which would wash it out."""

    drug: Name
    dose: Name | None = None
    hold_until: Moment | None = None
    next_dose_at: Moment | None = None
    note: Text | None = None
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Delay(Record):
    """A time of waiting, with its reason."""

    reason: words_before.DelayReason
    minutes: Annotated[int, Between("1", "1440")]
    note: Text | None = None
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    """What a patient was taught, by whom, and what they said back."""

    topic: Name
    answer: Text | None = None
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(Record):
    """A difference between order and plan that a person has seen, as it then was."""

    what: FreeWord
    ordered: Text
    planned: Text
    by: Name
    at: Moment
