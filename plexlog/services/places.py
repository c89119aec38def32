"""A session with one value or one row put at its place, as the store keeps it there."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.fields import Place
from plexlog.domain.records import Close, Course, Reading, Session, Totals
from plexlog.domain.shapes import Measured, Values


def with_value(session: Session, place: Place, code: str, measured: Measured | None) -> Session:
    """The session with a value recorded once; None takes it back, and what is absent stays so."""
    if place is Place.SESSION:
        return replace(session, values=_put(session.values, code, measured))
    if place is Place.BEFORE:
        if session.before is None and measured is None:
            return session
        return replace(session, before=_put(session.before, code, measured))
    if session.close is None and measured is None:
        return session
    return replace(session, close=_closed(session.close or Close(), place, code, measured))


def _closed(close: Close, place: Place, code: str, measured: Measured | None) -> Close:
    if place is Place.CLOSE:
        return replace(close, values=_put(close.values, code, measured))
    if place is Place.AFTER:
        if close.after is None and measured is None:
            return close
        return replace(close, after=_put(close.after, code, measured))
    if close.totals is None and measured is None:
        return close
    totals = close.totals or Totals()
    return replace(close, totals=replace(totals, values=_put(totals.values, code, measured)))


def with_cell(session: Session, row_key: str, code: str, measured: Measured | None) -> Session:
    """The session with a value in one of its rows."""
    rows = tuple(
        replace(row, values=_put(row.values, code, measured)) if row.key == row_key else row
        for row in session.readings or ()
    )
    return replace(session, readings=rows)


def with_row(session: Session, changed: Reading) -> Session:
    """The session with a new row, or with another time or state of one; its values stay."""
    rows = [*(session.readings or ())]
    keys = [row.key for row in rows]
    if changed.key in keys:
        place = keys.index(changed.key)
        rows[place] = replace(changed, values=rows[place].values)
    else:
        rows.append(replace(changed, values={}))
    return replace(session, readings=tuple(rows))


def with_session(course: Course, changed: Session) -> Course:
    """The course with one of its sessions as it is now."""
    sessions = tuple(changed if one.id == changed.id else one for one in course.sessions or ())
    return replace(course, sessions=sessions)


def _put(values: Values | None, code: str, measured: Measured | None) -> Values:
    kept = dict(values or {})
    if measured is None:
        kept.pop(code, None)
    else:
        kept[code] = measured
    return kept
