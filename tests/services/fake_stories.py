"""The history of a record in memory: none. What it says is tested on a record on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NoReturn

from plexlog.domain.changes import Access, Change, FoundChange, Sought, ValueChange
from plexlog.domain.fields import Place
from tests.services.fake_people import OnDiskOnlyError


class FakeStories:
    """Keeps the shape of the port."""

    def value_changes(
        self, session_key: str, place: Place, code: str, reading_key: str = ""
    ) -> Sequence[ValueChange]:
        return _refuse(session_key, place, code, reading_key)

    def row_changes(self, table: str, row_key: str) -> Sequence[Change]:
        return _refuse(table, row_key)

    def changes_sought(self, sought: Sought, before: int, most: int) -> Sequence[FoundChange]:
        return _refuse(sought, before, most)

    def history_rows(
        self, after: int, most: int, patient_key: str = ""
    ) -> Sequence[Mapping[str, Any]]:
        return _refuse(after, most, patient_key)

    def note_access(self, access: Access, once_in: timedelta = timedelta()) -> None:
        _refuse(access, once_in)


def _refuse(*_given: object) -> NoReturn:
    raise OnDiskOnlyError
