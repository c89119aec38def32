"""What the services need of the record about its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plexlog.domain.changes import Change, ValueChange
from plexlog.domain.fields import Place


class Histories(Protocol):
    """The history, to read."""

    def value_changes(
        self, session_key: str, place: Place, code: str, reading_key: str = ""
    ) -> Sequence[ValueChange]:
        """Every change of one measured value, the first one first."""
        ...

    def row_changes(self, table: str, row_key: str) -> Sequence[Change]:
        """Every change of one row, the first one first."""
        ...
