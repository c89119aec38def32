"""What the history says: one row of it is one change, with who made it, when, where and why.

Whoever looks at a patient, prints or exports something is a row too, though nothing was changed.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured

ACCESS = "access"  # the table that rows name which tell of no change


class Deed(enum.StrEnum):
    """What somebody did with a record without changing it."""

    VIEWED = "viewed"
    PRINTED = "printed"
    EXPORTED = "exported"
    COPIED = "copied"  # to the clipboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Something looked at, printed, exported or copied; of a patient, a course or a session.

    Of the whole unit where no key is given.
    """

    deed: Deed
    what: str  # such as "session summary"; nothing of the patient
    patient_key: str = ""
    course_key: str = ""
    session_key: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for in the history; what is empty is not asked."""

    patient: str = ""  # words of name, record number or birth date
    session: int | None = None  # its number in the course
    staff_key: str = ""
    tables: tuple[str, ...] = ()
    since: Moment | None = None
    until: Moment | None = None  # before this


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundChange:
    """A change with whom it is about, as far as it is about somebody."""

    change: Change
    patient_key: str
    family_name: str
    given_name: str
    record_number: str
    session_number: int | None
