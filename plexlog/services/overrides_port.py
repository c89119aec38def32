"""What the services need of the record about findings that were overridden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from plexlog.domain.overridden import Overridden


class Overrides(Protocol):
    """Overridden findings of all courses."""

    def overridden(self, since: date | None) -> Sequence[Overridden]:
        """All that were answered since a day, the newest first; None for all there are."""
        ...

    def sessions_begun(self, since: date | None) -> int:
        """How many sessions were begun since a day."""
        ...
