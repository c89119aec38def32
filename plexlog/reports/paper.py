"""Paper sizes that reports are laid out for."""

from __future__ import annotations

import enum

from reportlab.lib.pagesizes import A4, LETTER


class PaperSize(enum.StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height."""
        width, height = A4 if self is PaperSize.A4 else LETTER
        return float(width), float(height)
