"""The mark of a chair: a letter on a colour, so that two patients' windows are told apart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from ui.widgets.painting import Box, paint_box
from ui.widgets.theme import worn_theme

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True)
class Chair:
    """One chair; its letter says what its colour says."""

    letter: str

    @property
    def fill(self) -> str:
        """The token of its colour."""
        return f"chair{self.letter}" if self.letter in LETTERS else "chairMore"


def next_chair(taken: set[str]) -> Chair:
    """The first letter that is free."""
    free = [chr(code) for code in range(ord("A"), ord("Z")) if chr(code) not in taken]
    return Chair(free[0] if free else "Z")


def paint_chair(painter: QPainter, at: QRect, chair: Chair) -> None:
    """Paint the letter on its colour."""
    theme = worn_theme()
    paint_box(painter, at, Box(chair.fill, "", 0, 4))
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("onChair"))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, chair.letter)
