"""Laboratory results of a course as they were at a row of the history, and what came after it.

A result may change after a session was signed. What a signed summary prints is what stood there
when it was signed: the head of the history that is signed with it binds every row before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plexlog.domain.changes import Change
from plexlog.domain.records import LabResult
from plexlog.domain.unit import ResultChange
from plexlog.storage.desk import Desk
from plexlog.storage.history_records import change_of
from plexlog.storage.mapping import RecordTable

RESULTS = RecordTable(LabResult, "lab_result")


class ResultRecords(Desk):
    """Results on file, then and since."""

    def row_of_signature(self, signature_key: str) -> int:
        """The number of the history row that tells of a signature; 0 where none does."""
        (row,) = self.database.rows(
            'SELECT ifnull(min("number"), 0) AS "number" FROM "history"'
            ' WHERE "table_name" = \'signature\' AND "row_key" = ?',
            (signature_key,),
        )
        return int(row["number"])

    def results_at(self, course_key: str, number: int) -> tuple[LabResult, ...]:
        """The results of a course as they were on record at a row of the history."""
        since: dict[str, Change] = {}
        for change in self._changes(course_key, number):
            since.setdefault(change.row_key, change)
        rows: list[Mapping[str, Any]] = [
            since[row["key"]].old if row["key"] in since else row
            for row in self.database.rows(
                'SELECT * FROM "lab_result" WHERE "course_key" = ? ORDER BY "position"',
                (course_key,),
            )
        ]
        found = (self._result(row) for row in rows)
        return tuple(one for one in found if one is not None)

    def result_changes(self, course_key: str, after: int) -> Sequence[ResultChange]:
        """What became of them after a row of the history, first things first."""
        told = (
            ResultChange(
                row_key=change.row_key,
                old=self._result(change.old),
                new=self._result(change.new),
                by=change.name,
                at=change.at,
                why=change.why or change.new["withdrawn_why"] or "",
            )
            for change in self._changes(course_key, after)
        )
        return [one for one in told if one.old != one.new]

    def _changes(self, course_key: str, after: int) -> list[Change]:
        rows = self.database.rows(
            'SELECT * FROM "history" WHERE "course_key" = ? AND "table_name" = \'lab_result\''
            ' AND "number" > ? ORDER BY "number"',
            (course_key, after),
        )
        return [change_of(row) for row in rows]

    def _result(self, row: Mapping[str, Any]) -> LabResult | None:
        """The result of a row; None where there was none, or it was taken back."""
        if not row or row["withdrawn_at"] is not None:
            return None
        found: LabResult = RESULTS.record(row, self.catalogue)
        return found
