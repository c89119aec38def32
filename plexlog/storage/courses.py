"""Courses: kept whole as they come, read whole; the order in versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.errors import Refusal, RefusedError, StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Course,
    FollowUp,
    LabResult,
    Order,
    Override,
    PhysicianText,
    Score,
    Session,
    SignatureStatement,
)
from plexlog.domain.shapes import Record
from plexlog.domain.unit import OrderChange
from plexlog.storage.desk import new_key
from plexlog.storage.devices import DEVICES, DeviceRecords
from plexlog.storage.mapping import RecordTable, from_json, to_json
from plexlog.storage.patients import PatientRecords
from plexlog.storage.results import RESULTS, ResultRecords
from plexlog.storage.sessions import ON_THE_PLAN, SessionRecords

LISTS = {
    "access_devices": DEVICES,
    "lab_results": RESULTS,
    "scores": RecordTable(Score, "score"),
    "overrides": RecordTable(Override, "override"),
    "signatures": RecordTable(SignatureStatement, "signature_statement"),
    "follow_ups": RecordTable(FollowUp, "follow_up"),
    "physician_texts": RecordTable(PhysicianText, "physician_text"),
}
COURSE = RecordTable(Course, "course", apart=("patient", "order", "sessions", *LISTS))
ORDER = RecordTable(Order, "course_order")


def _list_of(result: LabResult | Score) -> str:
    return "lab_results" if isinstance(result, LabResult) else "scores"


class CourseRecords(PatientRecords, SessionRecords, DeviceRecords, ResultRecords):
    """Courses on file."""

    def course(self, course_key: str) -> Course:
        """One course whole, every part with its key. Raises StoreError."""
        row = self.existing("course", course_key)
        listed = from_json(row["listed"])
        given: dict[str, Any] = {
            name: self._members(table, course_key) if name in listed else None
            for name, table in LISTS.items()
        }
        if "access_devices" in listed:
            given["access_devices"] = self.devices(course_key)
        if "sessions" in listed:
            given["sessions"] = tuple(self.sessions_where(ON_THE_PLAN, course_key))
        order = ORDER.record(self.existing("course_order", self.order_key(course_key)))
        patient = self.patient(row["patient_key"])
        found: Course = COURSE.record(row, patient=patient, order=order, **given)
        return found

    def _members(self, table: RecordTable, course_key: str) -> tuple[Any, ...]:
        rows = self.database.rows(
            f'SELECT * FROM "{table.table}" WHERE "course_key" = ? AND "withdrawn_at" IS NULL'  # noqa: S608
            ' ORDER BY "position"',
            (course_key,),
        )
        return tuple(table.record(row, self.catalogue) for row in rows)

    def course_key(self, course_id: str) -> str | None:
        """The key of a course by its id in documents, or by its key."""
        row = self.database.row(
            'SELECT "key" FROM "course" WHERE "course_id" = ? OR "key" = ?', (course_id, course_id)
        )
        return None if row is None else row["key"]

    def add_course(self, course: Course, patient_key: str | None = None) -> str:
        """Keep a course whole; a new patient too when none is named. Returns the course's key."""
        key = new_key()
        with self.writing():
            if self.course_key(course.course_id) is not None:
                raise RefusedError(
                    [Refusal("course_id", f"{course.course_id} is on file already")]
                )
            patient_key = self.same_patient(course.patient, patient_key)
            names = ("sessions", *LISTS)
            row = COURSE.row(course, self.catalogue) | {
                "key": key,
                "patient_key": patient_key,
                "listed": to_json([name for name in names if getattr(course, name) is not None]),
            }
            self.database.insert("course", row)
            order_key = self._insert_order(key, course.order, 1)
            sessions = {
                session.id: self.insert_session(session, key, index, order_key)
                for index, session in enumerate(course.sessions or ())
            }
            for name, table in LISTS.items():
                for index, part in enumerate(getattr(course, name) or ()):
                    self._insert_member(key, table, part, index, sessions)
        return key

    def _insert_order(self, course_key: str, order: Order, version: int) -> str:
        key = new_key()
        owned = {"key": key, "course_key": course_key, "version": version}
        self.database.insert("course_order", owned | ORDER.row(order, self.catalogue))
        return key

    def _insert_member(
        self,
        course_key: str,
        table: RecordTable,
        part: Record,
        position: int,
        sessions: Mapping[str, str],
    ) -> None:
        owned = {"key": new_key(), "course_key": course_key, "position": position}
        if isinstance(part, Override) and part.session_id is not None:
            owned["session_key"] = sessions.get(part.session_id)
        self.database.insert(table.table, owned | table.row(part, self.catalogue))

    def add_session(self, course_key: str, session: Session) -> str:
        """Keep one more session of a course. Returns its key.

        One of that id that was taken off the plan comes back: nothing was ever recorded of it.
        """
        with self.writing():
            self.note_listed("course", course_key, ("sessions",))
            taken_off = self.database.row(
                'SELECT "key" FROM "session" WHERE "course_key" = ? AND "id" = ?'
                ' AND "withdrawn_at" IS NOT NULL',
                (course_key, session.id),
            )
            if taken_off is not None:
                return self.plan_again(taken_off["key"], session)
            position = self.next_position("session", "course_key", course_key)
            return self.insert_session(session, course_key, position, self.order_key(course_key))

    def put_follow_up(self, course_key: str, follow_up: FollowUp) -> str:
        """Keep a follow-up beside its session; new where its key is not on file."""
        return self._put_member(course_key, "follow_ups", follow_up)

    def put_result(self, course_key: str, result: LabResult | Score) -> str:
        """Keep a laboratory result or a score of a course; new where its key is not on file."""
        return self._put_member(course_key, _list_of(result), result)

    def take_back_result(self, course_key: str, result: LabResult | Score, why: str) -> None:
        """Take a result back; it stays on file with the reason."""
        table = LISTS[_list_of(result)].table
        with self.writing(why):
            if self.existing(table, result.key)["course_key"] != course_key:
                raise StoreError("This value is of another course. Nothing was changed.")
            self._withdraw_row(table, result.key, why)

    def add_physician_text(self, course_key: str, text: PhysicianText) -> str:
        """Keep what a physician wrote; what was written before stays on file."""
        return self._put_member(course_key, "physician_texts", text)

    def _put_member(self, course_key: str, name: str, part: Record) -> str:
        table = LISTS[name]
        row = table.row(part, self.catalogue)
        with self.writing():
            self.note_listed("course", course_key, (name,))
            if part.key:
                self.existing(table.table, part.key)
                self.database.update(table.table, part.key, row)
                return part.key
            key = new_key()
            position = self.next_position(table.table, "course_key", course_key)
            owned = {"key": key, "course_key": course_key, "position": position}
            self.database.insert(table.table, owned | row)
        return key

    def order_of(self, session_key: str) -> Order:
        """The order a session was run under; before its start the one in force."""
        row = self.existing("session", session_key)
        key = row["order_key"] or self.order_key(row["course_key"])
        found: Order = ORDER.record(self.existing("course_order", key))
        return found

    def order_changes(self, course_key: str) -> Sequence[OrderChange]:
        """The versions of the order, the first one first."""
        return [
            OrderChange(
                version=row["version"],
                order=ORDER.record(row),
                by=row["kept_by"],
                at=Moment.parse(row["kept_at"]),
                why=row["kept_why"] or "",
            )
            for row in self.database.rows(
                'SELECT o.*, h."name" AS "kept_by", h."at" AS "kept_at", h."why" AS "kept_why"'
                ' FROM "course_order" o CROSS JOIN "history" h ON h."row_key" = o."key"'
                " AND h.\"table_name\" = 'course_order' AND h.\"operation\" = 'insert'"
                ' WHERE o."course_key" = ? ORDER BY o."version"',
                (course_key,),
            )
        ]

    def change_order(self, course_key: str, order: Record, why: str) -> None:
        """A new version of the order; the earlier one stays on file."""
        if not isinstance(order, Order):
            raise TypeError(f"{type(order).__name__} is no order")
        with self.writing(why):
            last = self.existing("course_order", self.order_key(course_key))
            self._insert_order(course_key, order, last["version"] + 1)

    def add_override(self, course_key: str, override: Override) -> None:
        """Keep the answer to a finding."""
        with self.writing():
            self.note_listed("course", course_key, ("overrides",))
            position = self.next_position("override", "course_key", course_key)
            rows = self.database.rows(
                'SELECT "id", "key" FROM "session" WHERE "course_key" = ?', (course_key,)
            )
            sessions = {row["id"]: row["key"] for row in rows}
            self._insert_member(course_key, LISTS["overrides"], override, position, sessions)
