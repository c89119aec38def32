"""What the services need of the record about its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from plexlog.domain.changes import Access, Change, FoundChange, Sought, ValueChange
from plexlog.domain.fields import Place


class Histories(Protocol):
    """The history: read, and told of what changes nothing."""

    def value_changes(
        self, session_key: str, place: Place, code: str, reading_key: str = ""
    ) -> Sequence[ValueChange]:
        """Every change of one measured value, the first one first."""
        ...

    def row_changes(self, table: str, row_key: str) -> Sequence[Change]:
        """Every change of one row, the first one first."""
        ...

    def changes_sought(self, sought: Sought, before: int, most: int) -> Sequence[FoundChange]:
        """The newest changes that are sought, before a number of the history; 0 for all."""
        ...

    def history_rows(
        self, after: int, most: int, patient_key: str = ""
    ) -> Sequence[Mapping[str, Any]]:
        """Rows of the history as they stand, after a number; of one patient, or all."""
        ...

    def note_access(self, access: Access, once_in: timedelta = timedelta()) -> None:
        """Keep who looked at something, printed or exported it, and when.

        The same of the same patient by the same person is kept once in a span. Raises StoreError.
        """
        ...
