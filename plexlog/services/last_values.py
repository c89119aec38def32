"""What was last recorded of each quantity in a session, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from plexlog.clinical.once import row_by_row
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading, Session
from plexlog.domain.shapes import Measured

LastValues: TypeAlias = Mapping[str, tuple[Measured, Moment | None]]


def last_values(session: Session) -> LastValues:
    """By code: of the rows in order of time, or else from before the start."""
    before = {code: (one, one.taken_at) for code, one in (session.before or {}).items()}
    along = _last_up_to(None, session.in_time)
    return {**before, **along[-1]} if along else before


@row_by_row
def _last_up_to(_whole: None, row: Reading, earlier: LastValues | None) -> LastValues:
    return {**(earlier or {}), **{code: (one, row.at) for code, one in row.values.items()}}
