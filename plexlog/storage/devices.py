"""Accesses of a course, in versions: what is told of one later stands beside what was told first.

A signed session was done with an access as it was then; so a row of it never changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice
from plexlog.domain.unit import DeviceChange
from plexlog.storage.desk import Desk, new_key
from plexlog.storage.mapping import RecordTable

DEVICES = RecordTable(AccessDevice, "access_device")


class DeviceRecords(Desk):
    """Accesses on file."""

    def devices(self, course_key: str) -> tuple[AccessDevice, ...]:
        """The accesses of a course as they are by now."""
        last = {row["id"]: row for row in self._versions(course_key)}.values()
        rows = (row for row in last if row["withdrawn_at"] is None)
        return tuple(DEVICES.record(row, self.catalogue) for row in rows)

    def put_device(self, course_key: str, device: AccessDevice, why: str = "") -> str:
        """Keep an access of a course; of one that is on file this is the next version of it."""
        return self._add_version(course_key, device, why, {})

    def take_back_device(self, course_key: str, device: AccessDevice, why: str) -> None:
        """Take an access back that was put on record by mistake; what was told stays on file."""
        withdrawn = {"withdrawn_at": self.clock.now().text, "withdrawn_why": why}
        self._add_version(course_key, device, why, withdrawn)

    def _add_version(
        self, course_key: str, device: AccessDevice, why: str, withdrawn: Mapping[str, str]
    ) -> str:
        key = new_key()
        with self.writing(why):
            self.note_listed("course", course_key, ("access_devices",))
            told = [row for row in self._versions(course_key) if row["id"] == device.id]
            place = (
                told[-1]["position"]
                if told
                else self.next_position(DEVICES.table, "course_key", course_key)
            )
            owned = {
                "key": key,
                "course_key": course_key,
                "position": place,
                "version": len(told) + 1,
                **withdrawn,
            }
            self.database.insert(DEVICES.table, owned | DEVICES.row(device, self.catalogue))
        return key

    def _versions(self, course_key: str) -> list[Any]:
        """What was told of each access of a course, one row after the other."""
        return self.database.rows(
            'SELECT * FROM "access_device" WHERE "course_key" = ?'
            ' ORDER BY "position", ifnull("version", 1)',
            (course_key,),
        )

    def device_changes(self, course_key: str) -> Sequence[DeviceChange]:
        """The versions of each access of a course, each with who told it; the first one first."""
        told = {
            row["row_key"]: row
            for row in self.database.rows(
                'SELECT h.* FROM "access_device" d CROSS JOIN "history" h'
                ' ON h."table_name" = \'access_device\' AND h."row_key" = d."key"'
                ' AND h."operation" = \'insert\' WHERE d."course_key" = ?',
                (course_key,),
            )
        }
        return [
            DeviceChange(
                device=DEVICES.record(row, self.catalogue),
                by=told[row["key"]]["name"],
                at=Moment.parse(told[row["key"]]["at"]),
                why=told[row["key"]]["why"] or "",
                is_taken_back=row["withdrawn_at"] is not None,
            )
            for row in self._versions(course_key)
            if row["key"] in told
        ]
