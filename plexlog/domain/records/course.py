"""A course: its sessions, laboratory results, scores, overrides and stated signatures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated

from plexlog.domain import words
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records.follow_up import FollowUp
from plexlog.domain.records.order import Order
from plexlog.domain.records.patient import AccessDevice, Patient
from plexlog.domain.records.session import Session
from plexlog.domain.shapes import Between, Count, FreeWord, Id, Name, OfCatalogue, Record, Text


@dataclass(frozen=True, kw_only=True)
class LabResult(Record):
    """A laboratory result of the course."""

    quantity: Annotated[str, OfCatalogue(Place.LABORATORY)]
    value: Decimal
    taken_at: Moment
    session_id: Id | None = None
    timing: words.LabTiming | None = None
    source: words.MeasurementSource | None = None
    by: Name | None = field(default=None, metadata={"key": "x_plexlog_by"})
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})
    typed: str = field(default="", compare=False, metadata={"internal": True})
    answered: str = field(default="", compare=False, metadata={"internal": True})
    limits: str = field(default="", compare=False, metadata={"internal": True})  # that applied


@dataclass(frozen=True, kw_only=True)
class Score(Record):
    """A value of a response scale."""

    scale: FreeWord
    value: Annotated[Decimal, Between("-1000", "100000")]
    at: Moment
    by: Name | None = None
    session_id: Id | None = None
    note: Text | None = None
    timing: words.LabTiming | None = field(default=None, metadata={"key": "x_plexlog_timing"})
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})


@dataclass(frozen=True, kw_only=True)
class PhysicianText(Record):
    """What a physician wrote for the course report; the latest of a kind is the one in force."""

    kind: words.PhysicianTextKind
    text: Text  # empty: what was written before is taken back
    by: Name
    at: Moment


@dataclass(frozen=True, kw_only=True)
class Override(Record):
    """A finding that was answered with a reason: it stays, and is shown as overridden."""

    finding: FreeWord
    reason: Text
    by: Name
    at: Moment
    session_id: Id | None = None
    subject_id: Id | None = None


@dataclass(frozen=True, kw_only=True)
class SignatureStatement(Record):
    """A signature as a document states it; a statement only."""

    role: words.SignerRole
    name: Name
    at: Moment
    meaning: words.SignatureMeaning | None = None
    session_id: Id | None = None
    said: Text | None = field(default=None, metadata={"key": "x_plexlog_said"})


@dataclass(frozen=True, kw_only=True)
class Course(Record):
    """A course: one patient, one indication, one order, its sessions."""

    course_id: Id
    course_number: Count | None = None
    time_zone: Name | None = None
    unit: Name | None = None
    patient: Patient
    order: Order
    access_devices: tuple[AccessDevice, ...] | None = None
    sessions: tuple[Session, ...] | None = None
    lab_results: tuple[LabResult, ...] | None = None
    scores: tuple[Score, ...] | None = None
    overrides: tuple[Override, ...] | None = None
    signatures: tuple[SignatureStatement, ...] | None = None
    follow_ups: tuple[FollowUp, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_follow_ups"}
    )
    physician_texts: tuple[PhysicianText, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_physician_texts"}
    )

    def kept(self) -> Course:
        """The course without the row that is still being typed: what counts, prints, exports."""
        if self.sessions is None:
            return self
        return replace(self, sessions=tuple(session.kept() for session in self.sessions))

    def physician_text(self, kind: words.PhysicianTextKind) -> PhysicianText | None:
        """What a physician wrote last of a kind; None: nothing, or it was taken back."""
        written = [one for one in self.physician_texts or () if one.kind is kind]
        return written[-1] if written and written[-1].text else None

    def session(self, session_id: str) -> Session:
        """The session of an id. Raises KeyError."""
        for session in self.sessions or ():
            if session.id == session_id:
                return session
        raise KeyError(session_id)

    def device(self, device_id: str | None) -> AccessDevice | None:
        """The access device of an id, or None."""
        for device in self.access_devices or ():
            if device.id == device_id:
                return device
        return None

    def access_of(self, session: Session) -> AccessDevice | None:
        """The access a session uses: its own, or else the order's."""
        return self.device(session.access_device_id or self.order.access_device_id)

    def access_gone(self, session: Session) -> AccessDevice | None:
        """The access of a session, where it was out before the session; None: it was not."""
        device = self.access_of(session)
        if device is None or device.removed_on is None:
            return None
        started = session.started_at
        return device if started is None or device.removed_on < started.day else None
