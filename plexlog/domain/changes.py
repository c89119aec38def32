"""What the history says: one row of it is one change, with who made it, when, where and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of the history; `old` and `new` are the columns before and after."""

    number: int
    at: Moment  # UTC
    staff_key: str
    name: str
    station: str
    why: str
    table: str
    row_key: str
    session_key: str | None
    course_key: str | None
    operation: str
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """One change of a measured value; None where there was none, or it was taken back."""

    change: Change
    old: Measured | None
    new: Measured | None
