"""A record kept in lists, behind the Protocol of the store: what services need, and no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from plexlog.domain.errors import SignedError, StoreError
from plexlog.domain.facts import Fact
from plexlog.domain.fields import Place
from plexlog.domain.followed import FollowedSession
from plexlog.domain.moments import Moment
from plexlog.domain.overridden import Overridden
from plexlog.domain.records import (
    Bag,
    ChecklistAnswer,
    Close,
    Course,
    DrugGiven,
    Lock,
    Order,
    Override,
    Patient,
    Pause,
    Reaction,
    Reading,
    SalineBolus,
    Session,
    Totals,
)
from plexlog.domain.said import AMENDED
from plexlog.domain.sealing import locking
from plexlog.domain.shapes import Measured, Record
from plexlog.domain.unit import (
    CourseLine,
    OrderChange,
    Role,
    SessionLine,
    Signature,
    StaffMember,
)
from plexlog.domain.words import ReactionKind
from tests.services.fake_devices import FakeDevices
from tests.services.fake_facts import FACTS
from tests.services.fake_orders import FakeOrders
from tests.services.fake_overrides import overridden_in
from tests.services.fake_parts import FakeDrafts, FakeHistory, FakeLimits, FakeSettings
from tests.services.fake_patients import FakePatients
from tests.services.fake_people import FakePeople, FakeUnit
from tests.services.fake_results import FakeResults
from tests.services.fake_verifying import FakeVerifications

F = TypeVar("F", bound=Fact)
LISTS: Mapping[type[Record], str] = {
    Reading: "readings",
    Bag: "bags",
    SalineBolus: "saline_boluses",
    DrugGiven: "drugs_given",
    Pause: "pauses",
    Reaction: "reactions",
    ChecklistAnswer: "checklist",
}
NURSE = StaffMember(key="staff-1", login="perpetua", name="Perpetua Nadelstich", role=Role.NURSE)


@dataclass
class FakeClock:
    """A clock that stands until it is moved."""

    time: Moment = field(default_factory=lambda: Moment.parse("2026-11-20T14:30:20+01:00"))

    def now(self) -> Moment:
        return self.time

    moved: timedelta = timedelta()  # by how much it was set

    def monotonic(self) -> float:
        return (self.time.instant - self.moved).timestamp()

    def pass_by(self, **span: float) -> None:
        self.time = self.time + timedelta(**span)

    def set_by(self, **span: float) -> None:
        self.time = self.time + timedelta(**span)
        self.moved += timedelta(**span)


@dataclass
class FakeSigner:
    """Signs by writing down what it was asked to sign."""

    public_key: str = "a1" * 32

    def sign(self, message: bytes) -> str:
        return message.hex()


@dataclass
class _Course:
    """A course on file; its sessions stand apart, by key."""

    patient_key: str
    course: Course
    sessions: list[str]


class FakeStore(
    FakeUnit,
    FakePeople,
    FakeLimits,
    FakeSettings,
    FakeDrafts,
    FakeHistory,
    FakePatients,
    FakeResults,
    FakeDevices,
    FakeVerifications,
):
    """The record of a unit in memory."""

    def __init__(self, facts: Sequence[Fact] = FACTS, me: StaffMember = NURSE) -> None:
        super().__init__(me)
        self._facts = facts
        self._patients = {}
        self._courses: dict[str, _Course] = {}
        self._sessions: dict[str, tuple[str, Session]] = {}
        self._orders = FakeOrders(self._me.name)
        self.reasons: list[str] = []
        self.marks = []
        self.wrong = []
        self.is_closed = False

    def facts(self, kind: type[F]) -> Sequence[F]:
        return [fact for fact in self._facts if isinstance(fact, kind)]

    # patients

    def add_patient(self, patient: Patient) -> str:
        key = str(uuid4())
        self._patients[key] = replace(patient, key=key)
        self.writes += 1
        return key

    def change_patient(self, patient: Patient, why: str) -> None:
        self.patient(patient.key)
        self._patients[patient.key] = patient
        self._wrote(why)

    # courses

    def courses(self, patient_key: str | None = None) -> Sequence[CourseLine]:
        return [
            CourseLine(
                course_key=key,
                course_id=one.course.course_id,
                course_number=one.course.course_number,
                patient_key=one.patient_key,
                indication=one.course.order.indication,
                ordered_at=one.course.order.ordered_at,
                sessions=len(one.sessions),
                sessions_signed=sum(bool(self.signatures(known)) for known in one.sessions),
            )
            for key, one in self._courses.items()
            if not patient_key or patient_key == one.patient_key
        ]

    def course(self, course_key: str) -> Course:
        if course_key not in self._courses:
            raise StoreError("This course is not on file.")
        found = self._courses[course_key]
        return replace(
            found.course,
            key=course_key,
            patient=self.patient(found.patient_key),
            sessions=tuple(self.session(key) for key in found.sessions),
        )

    def course_key(self, course_id: str) -> str | None:
        known = {one.course.course_id: key for key, one in self._courses.items()}
        return course_id if course_id in self._courses else known.get(course_id)

    def add_course(self, course: Course, patient_key: str | None = None) -> str:
        known = self.patient_of_number(course.patient.record_number)
        owner = patient_key or (
            known.key if known is not None else self.add_patient(course.patient)
        )
        course_key = str(uuid4())
        keys = []
        for session in course.sessions or ():
            keys.append(str(uuid4()))
            self._sessions[keys[-1]] = (course_key, _with_keys(session, keys[-1]))
            self._keep_limits(keys[-1], session)
        self._courses[course_key] = _Course(owner, course, keys)
        self.writes += 1
        return course_key

    def add_session(self, course_key: str, session: Session) -> str:
        key = str(uuid4())
        self._sessions[key] = (course_key, _with_keys(session, key))
        self._keep_limits(key, session)
        self._courses[course_key].sessions.append(key)
        self.writes += 1
        return key

    def take_off_plan(self, session_key: str, why: str) -> None:
        course_key, session = self._sessions[session_key]
        if session.started_at is not None:
            raise StoreError("This session has begun.")
        self._courses[course_key].sessions.remove(session_key)
        del self._sessions[session_key]
        self._wrote(why)

    def followed_sessions(self, since: Moment) -> Sequence[FollowedSession]:
        found = [
            _followed(self.session_line(key), session, self._courses[course_key].course)
            for key, (course_key, session) in self._sessions.items()
        ]
        return [one for one in found if _is_followed(one, since)]

    def order_of(self, session_key: str) -> Order:
        course_key, _session = self._sessions[session_key]
        return self._orders.of(session_key, self._courses[course_key].course.order)

    def order_changes(self, course_key: str) -> Sequence[OrderChange]:
        return self._orders.changes(course_key, self._courses[course_key].course.order)

    def change_order(self, course_key: str, order: Record, why: str) -> None:
        assert isinstance(order, Order)
        held = self._courses[course_key]
        started = [key for key in held.sessions if self._sessions[key][1].started_at is not None]
        self._orders.change(course_key, held.course.order, order, why, started)
        held.course = replace(held.course, order=order)
        self._wrote(why)

    def add_override(self, course_key: str, override: Override) -> None:
        held = self._courses[course_key]
        overrides = (*(held.course.overrides or ()), override)
        held.course = replace(held.course, overrides=overrides)
        self.writes += 1

    def overridden(self, since: date | None) -> Sequence[Overridden]:
        return overridden_in(self, since)

    def sessions_begun(self, since: date | None) -> int:
        begun = [one.started_at for _course, one in self._sessions.values()]
        return sum(one is not None and (not since or one.day >= since) for one in begun)

    # sessions

    def session_lines(self) -> Sequence[SessionLine]:
        return [self.session_line(key) for key in self._sessions]

    def amendments(self, course_key: str) -> Sequence[Signature]:
        mine = {one.session_key for one in self.sessions_of(course_key)}
        return [
            one for one in self._signed() if one.session_key in mine and one.meaning == AMENDED
        ]

    def sessions_of(self, course_key: str) -> Sequence[SessionLine]:
        return [self.session_line(key) for key in self._courses[course_key].sessions]

    def session_line(self, session_key: str) -> SessionLine:
        session = self.session(session_key)
        course_key = self._sessions[session_key][0]
        held = self._courses[course_key]
        patient = self.patient(held.patient_key)
        signed = [one.at for one in self.signatures(session_key)]
        return SessionLine(
            session_key=session_key,
            course_key=course_key,
            patient_key=held.patient_key,
            course_id=held.course.course_id,
            session_id=session.id,
            number=session.number,
            sessions_planned=held.course.order.sessions_planned,
            family_name=patient.family_name,
            given_name=patient.given_name,
            birth_date=patient.birth_date.isoformat(),
            sex=patient.sex_for_formulas,
            record_number=patient.record_number,
            indication=held.course.order.indication,
            diagnosis=held.course.order.diagnosis,
            station=session.station,
            planned_at=session.planned_at,
            started_at=session.started_at,
            ended_at=session.ended_at,
            signed_at=signed[0] if signed else None,
            is_from_paper=session.paper is not None,
        )

    def session(self, session_key: str) -> Session:
        if session_key not in self._sessions:
            raise StoreError("This session is not on file.")
        return self._sessions[session_key][1]

    def set_session(self, session_key: str, changes: Mapping[str, Any]) -> None:
        session = self.session(session_key)
        own = {one.name for one in fields(Session)}
        closing = {
            "note" if name == "close_note" else name: value
            for name, value in changes.items()
            if name not in own
        }
        if closing:
            session = replace(session, close=replace(session.close or Close(), **closing))
        mine = {name: value for name, value in changes.items() if name in own}
        self._keep(session_key, replace(session, **mine))
        self._keep_limits(session_key, self.session(session_key))

    def open_lists(self, session_key: str, names: Sequence[str]) -> None:
        session = self.session(session_key)
        empty: Any = {name: () for name in names if getattr(session, name) is None}
        self._keep(session_key, replace(session, **empty))

    def put_value(
        self,
        session_key: str,
        place: Place,
        code: str,
        measured: Measured | None,
        reading_key: str = "",
    ) -> Measured | None:
        session = self.session(session_key)
        if place is Place.READING:
            rows = tuple(
                replace(row, values=_put(row.values, code, measured))
                if row.key == reading_key
                else row
                for row in session.readings or ()
            )
            self._keep(session_key, replace(session, readings=rows))
        else:
            self._keep(session_key, _with_value(session, place, code, measured))
        return measured

    def put(self, session_key: str, part: Record) -> str:
        session = self.session(session_key)
        made = part if part.key else replace(part, key=str(uuid4()))
        if isinstance(made, Lock):
            close = session.close or Close()
            locks = _merged(close.locks, made)
            self._keep(session_key, replace(session, close=replace(close, locks=locks)))
            return made.key
        name = LISTS[type(made)]
        if isinstance(made, Reading):
            values = {row.key: row.values for row in session.readings or ()}
            made = replace(made, values=values.get(made.key, {}))
        merged: Any = {name: _merged(getattr(session, name), made)}
        self._keep(session_key, replace(session, **merged))
        return made.key

    def withdraw(self, session_key: str, part: Record, why: str) -> None:
        session = self.session(session_key)
        name = LISTS[type(part)]
        left: Any = {
            name: tuple(one for one in getattr(session, name) or () if one.key != part.key)
        }
        self._keep(session_key, replace(session, **left))
        self.reasons.append(why)

    def change_course(self, course_key: str, **lists: Any) -> None:
        """Keep other lists of a course."""
        held = self._courses[course_key]
        held.course = replace(held.course, **lists)
        self.writes += 1

    # history

    @contextmanager
    def writing(self, why: str = "") -> Iterator[None]:
        if why:
            self.reasons.append(why)
        yield

    def changes_since(self, number: int) -> tuple[int, frozenset[str]]:
        return self.writes, frozenset() if number >= self.writes else frozenset(self._sessions)

    def close(self) -> None:
        self.is_closed = True

    def _keep(self, session_key: str, session: Session) -> None:
        if locking(self.signatures(session_key)):
            raise SignedError("The session is signed; what comes later is an addendum.")
        self._sessions[session_key] = (self._sessions[session_key][0], session)
        self.writes += 1

    def _wrote(self, why: str) -> None:
        self.reasons.append(why)
        self.writes += 1


def _is_followed(one: FollowedSession, since: Moment) -> bool:
    ended_at = one.line.ended_at
    is_late = ended_at is not None and ended_at >= since
    return is_late or bool(one.reactions) or any(each.is_open for each in one.follow_ups)


def _followed(line: SessionLine, session: Session, course: Course) -> FollowedSession:
    kinds = (ReactionKind.INFECTION, ReactionKind.CLOTTING)
    return FollowedSession(
        line=line,
        reactions=tuple(one for one in session.reactions or () if one.kind in kinds),
        follow_ups=tuple(one for one in course.follow_ups or () if one.session_id == session.id),
    )


def _with_keys(session: Session, key: str) -> Session:
    parts: dict[str, Any] = {
        name: tuple(replace(one, key=str(uuid4())) for one in getattr(session, name))
        for name in LISTS.values()
        if getattr(session, name) is not None
    }
    return replace(session, key=key, **parts)


def _merged(parts: tuple[Any, ...] | None, part: Any) -> tuple[Any, ...]:
    """The list with one member new, or in the place of the one with its key."""
    there = parts or ()
    if part.key not in {one.key for one in there}:
        return (*there, part)
    return tuple(part if one.key == part.key else one for one in there)


def _put(
    values: Mapping[str, Measured] | None, code: str, measured: Measured | None
) -> dict[str, Measured]:
    others = {known: value for known, value in (values or {}).items() if known != code}
    return others if measured is None else others | {code: measured}


def _with_value(session: Session, place: Place, code: str, measured: Measured | None) -> Session:
    close = session.close or Close()
    totals = close.totals or Totals()
    places = {
        Place.BEFORE: session.before,
        Place.SESSION: session.values,
        Place.TOTALS: totals.values,
        Place.CLOSE: close.values,
    }
    if measured is None and code not in (places.get(place, close.after) or {}):
        return session  # nothing is there to be taken back
    if place is Place.BEFORE:
        return replace(session, before=_put(session.before, code, measured))
    if place is Place.SESSION:
        return replace(session, values=_put(session.values, code, measured))
    if place is Place.TOTALS:
        close = replace(close, totals=replace(totals, values=_put(totals.values, code, measured)))
    elif place is Place.CLOSE:
        close = replace(close, values=_put(close.values, code, measured))
    else:
        close = replace(close, after=_put(close.after, code, measured))
    return replace(session, close=close)
