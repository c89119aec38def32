"""What the services need from outside: Protocols that storage implements and tests fake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol, TypeVar

from plexlog.domain.drafts import Draft
from plexlog.domain.facts import Fact
from plexlog.domain.fields import Place
from plexlog.domain.followed import FollowedSession
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Course,
    FollowUp,
    LabResult,
    Order,
    Override,
    Patient,
    PhysicianText,
    Score,
    Session,
)
from plexlog.domain.searching import MOST_FOUND
from plexlog.domain.shapes import Measured, Record
from plexlog.domain.unit import (
    CourseLine,
    LimitChange,
    OrderChange,
    PatientLine,
    ResultChange,
    SessionLine,
    Signature,
    StaffMember,
    UnitFacts,
)
from plexlog.services.backup_port import Backups
from plexlog.services.devices_port import Devices
from plexlog.services.erasing_port import Erasures
from plexlog.services.history_port import Histories
from plexlog.services.overrides_port import Overrides
from plexlog.services.people_port import People
from plexlog.services.settings_port import Settings
from plexlog.services.verification_port import Verifications

F = TypeVar("F", bound=Fact)


class Signer(Protocol):
    """Signs for one member of staff; made from their password."""

    public_key: str

    def sign(self, message: bytes) -> str:
        """Ed25519 signature, hex."""
        ...


class Opened(Protocol):
    """What a password has opened, as far as services need it."""

    @property
    def signer(self) -> Signer:
        """Signs for whose password it was."""
        ...


class Store(
    People, Backups, Devices, Erasures, Histories, Overrides, Settings, Verifications, Protocol
):
    """The record of a unit, open for one member of staff."""

    @property
    def me(self) -> StaffMember:
        """Who is signed in; the author of what is written."""
        ...

    def unit(self) -> UnitFacts:
        """The unit."""
        ...

    def staff(self) -> Sequence[StaffMember]:
        """All members of staff."""
        ...

    def facts(self, kind: type[F]) -> Sequence[F]:
        """The seed facts of a kind, in their order."""
        ...

    def limit_changes(self) -> Sequence[LimitChange]:
        """Every change of a limit of the unit, the first one first."""
        ...

    def change_limit(self, name: str, value: float, why: str) -> None:
        """Keep another value for a limit; sessions that were started keep theirs."""
        ...

    def limits_version(self, session_key: str) -> int | None:
        """The version of the limits that a session keeps since its start, or its import.

        0 for the defaults of the program; None for a session that was not started.
        """
        ...

    def patients(self, text: str = "", most: int = MOST_FOUND) -> Sequence[PatientLine]:
        """Patients whose name, record number or birth date holds every word of the text.

        By name; no more than `most`, of whom those come first whose name begins so.
        """
        ...

    def patients_born(self, day: date) -> Sequence[PatientLine]:
        """All who were born on a day, by name."""
        ...

    def look_alikes(self, patient: Patient) -> Sequence[PatientLine]:
        """All whose family name could be taken for this one's, with its initial or birth date.

        Those with the same birth date come first; whoever it is themselves is among them.
        """
        ...

    def patient_keys(self) -> Sequence[str]:
        """The keys of all patients, as they were admitted."""
        ...

    def patient(self, patient_key: str) -> Patient:
        """One patient. Raises StoreError."""
        ...

    def patient_of_number(self, record_number: str) -> Patient | None:
        """The patient of a record number, with key."""
        ...

    def add_patient(self, patient: Patient) -> str:
        """Keep a new patient; returns the key. Raises StoreError when the number is taken."""
        ...

    def change_patient(self, patient: Patient, why: str) -> None:
        """Replace what is on record of a patient; the old values stay in the history."""
        ...

    def courses(self, patient_key: str | None = None) -> Sequence[CourseLine]:
        """Courses, newest order first."""
        ...

    def course(self, course_key: str) -> Course:
        """One course whole, every part with its key. Raises StoreError."""
        ...

    def course_key(self, course_id: str) -> str | None:
        """The key of a course by its id in documents, or by its key."""
        ...

    def add_course(self, course: Course, patient_key: str | None = None) -> str:
        """Keep a course whole; a new patient too when none is named. Returns the course's key."""
        ...

    def add_session(self, course_key: str, session: Session) -> str:
        """Keep one more session of a course; returns its key."""
        ...

    def session_lines(self) -> Sequence[SessionLine]:
        """Sessions that are not signed, and those signed within the last days, for lists."""
        ...

    def sessions_of(self, course_key: str) -> Sequence[SessionLine]:
        """The sessions of a course in their order."""
        ...

    def followed_sessions(self, since: Moment) -> Sequence[FollowedSession]:
        """Sessions that ended since then, and those of which something is still followed."""
        ...

    def session_line(self, session_key: str) -> SessionLine:
        """One session as lists show it. Raises StoreError."""
        ...

    def session(self, session_key: str) -> Session:
        """One session whole. Raises StoreError."""
        ...

    def set_session(self, session_key: str, changes: Mapping[str, Any]) -> None:
        """Change attributes of a session itself or of its close, by attribute name.

        Names are those of `Session` (planned_at, started_at, ended_at, station, note, machine,
        circuit_set, supplies, access_device_id, plan, identity_check, access_check, drugs_of_note,
        prime_fluid) and of `Close` (end_reason, end_note, rinseback_not_done_reason) with
        `close_note` for the close's own note. None clears. Raises SignedError.
        """
        ...

    def open_lists(self, session_key: str, names: Sequence[str]) -> None:
        """Note that lists are being kept, so that an empty one means: asked, and there is none."""
        ...

    def put_value(
        self,
        session_key: str,
        place: Place,
        code: str,
        measured: Measured | None,
        reading_key: str = "",
    ) -> Measured | None:
        """Keep one measured value at its place; None withdraws it. Raises SignedError.

        Returns the value as it is on file now, with its key and the limits that applied.
        """
        ...

    def put(self, session_key: str, part: Record) -> str:
        """Keep a part of a session; new where its key is not on file. Returns its key.

        Parts: reading (without its values), bag, bolus, drug, pause, reaction, answer, lock.
        """
        ...

    def withdraw(self, session_key: str, part: Record, why: str) -> None:
        """Take a part back; it stays on file with the reason."""
        ...

    def put_follow_up(self, course_key: str, follow_up: FollowUp) -> str:
        """Keep a follow-up of a session, signed or not. Returns its key."""
        ...

    def put_result(self, course_key: str, result: LabResult | Score) -> str:
        """Keep a laboratory result or a score, new or changed. Returns its key."""
        ...

    def take_back_result(self, course_key: str, result: LabResult | Score, why: str) -> None:
        """Take a laboratory result or a score back; it stays on file with the reason."""
        ...

    def results_at(self, course_key: str, number: int) -> tuple[LabResult, ...]:
        """The laboratory results of a course as they were on record at a row of the history."""
        ...

    def result_changes(self, course_key: str, after: int) -> Sequence[ResultChange]:
        """What became of them after a row of the history, first things first."""
        ...

    def add_physician_text(self, course_key: str, text: PhysicianText) -> str:
        """Keep what a physician wrote for the course report. Returns its key."""
        ...

    def order_of(self, session_key: str) -> Order:
        """The order a session was run under; before its start the one in force."""
        ...

    def order_changes(self, course_key: str) -> Sequence[OrderChange]:
        """The versions of the order, the first one first."""
        ...

    def take_off_plan(self, session_key: str, why: str) -> None:
        """Withdraw a session that has not begun. Raises StoreError for one that has."""
        ...

    def change_order(self, course_key: str, order: Record, why: str) -> None:
        """A new version of the order; the earlier one stays on file."""
        ...

    def add_override(self, course_key: str, override: Override) -> None:
        """Keep the answer to a finding."""
        ...

    def add_signature(self, signature: Signature) -> None:
        """Keep a signature; from then on the session cannot change."""
        ...

    def signatures(self, session_key: str) -> Sequence[Signature]:
        """The signatures of a session, in order of time."""
        ...

    def amendments(self, course_key: str) -> Sequence[Signature]:
        """The amendments of signed values of a course, in order of time."""
        ...

    def history_head(self) -> str:
        """Hash of the last history row."""
        ...

    def draft(self, form: str) -> Draft | None:
        """What was typed into a form and not given."""
        ...

    def keep_draft(self, form: str, texts: Mapping[str, Any]) -> None:
        """Keep what is typed into a form, beside the record; the history does not know it."""
        ...

    def drop_draft(self, form: str) -> None:
        """The form was given, or its text is not wanted any more."""
        ...

    def history_number(self, head: str) -> int:
        """The history row that has this hash, 0 for none: a paper that bears it goes on here."""
        ...

    def row_of_signature(self, signature_key: str) -> int:
        """The number of the history row that tells of a signature."""
        ...

    def writing(self, why: str = "") -> AbstractContextManager[None]:
        """One transaction around several writes; nests."""
        ...

    def changes_since(self, number: int) -> tuple[int, frozenset[str]]:
        """The last history number, and the session and course keys touched after the given one."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...
