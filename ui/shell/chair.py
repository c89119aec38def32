"""The mark of a chair: a letter on a colour, so that two patients' windows are told apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


def next_chair(taken: Collection[Chair], former: Sequence[Chair] = ()) -> Chair:
    """A letter with a colour that nobody had, else the one that is longest unused."""
    coloured = [Chair(letter) for letter in LETTERS]
    others = [Chair(chr(code)) for code in range(ord(LETTERS[-1]) + 1, ord("Z"))]
    fresh = [one for one in coloured if one not in taken and one not in former]
    again = [one for one in former if one not in taken and one in coloured]
    further = [one for one in others if one not in taken]
    return next(iter((*fresh, *again, *further)), Chair("Z"))


def paint_chair(painter: QPainter, at: QRect, chair: Chair) -> None:
    """Paint the letter on its colour."""
    theme = worn_theme()
    paint_box(painter, at, Box(chair.fill, "", 0, 4))
    painter.setFont(theme.font("strong"))
    painter.setPen(theme.colour("onChair"))
    painter.drawText(at, Qt.AlignmentFlag.AlignCenter, chair.letter)
