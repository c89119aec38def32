"""The values of a signed session that may be amended, and what they should be where they were.

The session of such a value stays as it was signed, its figures too. But what is known to be wrong
is not offered as the last value, held against a new one, or calculated with for a session to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plexlog.domain import wording
from plexlog.domain.fields import Catalogue, NumberField, Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.said import Said, said_with, value_key
from plexlog.domain.shapes import Measured, Values
from plexlog.domain.unit import Signature
from plexlog.services.places import with_cell, with_session, with_value

_PLACES = {
    Place.BEFORE: "before the start",
    Place.SESSION: "of the session",
    Place.TOTALS: "total of the machine",
    Place.CLOSE: "at the close",
    Place.AFTER: "after the end",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedValue:
    """A value of a signed session that may have been recorded wrongly."""

    place: Place
    row_key: str
    label: str  # which value, and where it was recorded
    declared: NumberField
    measured: Measured

    @property
    def key(self) -> str:
        """How an amendment names it."""
        return value_key(self.place.value, self.row_key, self.declared.code)

    @property
    def text(self) -> str:
        """As it was signed, with its unit."""
        return wording.quantity_with_unit(self.declared, self.measured)


def values_of(session: Session, catalogue: Catalogue) -> Iterator[SignedValue]:
    """The values that an amendment may concern, in the order of the session."""
    yield from _of(Place.BEFORE, session.before, catalogue)
    yield from _of(Place.SESSION, session.values, catalogue)
    for row in session.readings or ():
        where = f"row of {_clock(row.at, session)}"
        yield from _of(Place.READING, row.values, catalogue, where, row.key)
    if session.close is not None:
        totals = session.close.totals
        yield from _of(Place.TOTALS, totals.values if totals else None, catalogue)
        yield from _of(Place.CLOSE, session.close.values, catalogue)
        yield from _of(Place.AFTER, session.close.after, catalogue)


def _of(
    place: Place, values: Values | None, catalogue: Catalogue, where: str = "", row_key: str = ""
) -> Iterator[SignedValue]:
    for declared in catalogue.at(place):
        measured = (values or {}).get(declared.code)
        if measured is not None:
            yield SignedValue(
                place=place,
                row_key=row_key,
                label=f"{declared.label}, {where or _PLACES[place]}",
                declared=declared,
                measured=measured,
            )


def _clock(at: Moment, session: Session) -> str:
    return wording.clock_on(at, (session.started_at or at).day)


def amended_sessions(
    course: Course, amendments: Iterable[Signature], catalogue: Catalogue
) -> tuple[Session, ...]:
    """The sessions of which a value was amended, with what it should be; the last one holds."""
    known = {one.key: one for one in course.sessions or ()}
    amended = [one for one in amendments if one.session_key in known]
    for one in amended:
        session = known[one.session_key]
        known[one.session_key] = _amended(session, said_with(one), catalogue)
    return tuple(known[key] for key in dict.fromkeys(one.session_key for one in amended))


def as_known(course: Course, sessions: Sequence[Session]) -> Course:
    """The course with these sessions as they are known to be."""
    for session in sessions:
        course = with_session(course, session)
    return course


def _amended(session: Session, said: Said, catalogue: Catalogue) -> Session:
    value = wording.number_in(said.should_be)
    for one in values_of(session, catalogue):
        if one.key == said.value and value is not None:
            right = replace(one.measured, value=value, typed="")
            if one.place is Place.READING:
                return with_cell(session, one.row_key, one.declared.code, right)
            return with_value(session, one.place, one.declared.code, right)
    return session
