"""A session that was kept on paper and entered afterwards.

These are keys of our own in the course document; absent: it was recorded at the bedside.
"""

from __future__ import annotations

from dataclasses import dataclass

from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Name, Record, Text


@dataclass(frozen=True, kw_only=True)
class FromPaper(Record):
    """Whose sheet it was, why it was kept on paper, who entered it and since when."""

    nurse: Name  # at the bedside, whose handwriting it is
    reason: Text
    by: Name
    at: Moment
    sheet: Name | None = None  # what is printed on the sheet to know it by
