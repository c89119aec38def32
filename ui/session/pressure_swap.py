"""Two pressures of the open row the wrong way round, and the button that swaps them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from plexlog.domain.entry import PARTNERS, Entry
from plexlog.domain.language import gettext as _
from ui.widgets.buttons import ActionButton

SWAP_KEY = "Ctrl S"


class PressureSwap(ActionButton):
    """To be seen while one pressure is refused because it crosses the other one.

    Either of the two may be the wrong one: the cursor may go to both.
    """

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(_("Swap the two"), "arrow-up-down", SWAP_KEY, parent=parent)
        self._crossed = ""
        self.setObjectName("swap_pressures")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in its cell
        self.setFixedHeight(height)
        self.hide()

    def take(self, entry: Entry) -> None:
        """What became of a cell."""
        if entry.crosses or self._crossed == entry.code:
            self._set(entry.code if entry.crosses else "")

    def let_go(self, code: str) -> None:
        """What was refused in a cell is gone; of no cell, in all."""
        if code in ("", self._crossed):
            self._set("")

    def is_partner(self, code: str) -> bool:
        """Whether a cell holds the pressure that is crossed by the refused one."""
        return bool(self._crossed) and PARTNERS.get(code) == self._crossed

    def told_of(self, code: str) -> str:
        """The cell whose trouble is told where the cursor stands in this one."""
        return self._crossed if self.is_partner(code) else code

    def swapped(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Code to text the other way round; first the one that crosses nothing on record."""
        code, partner = self._crossed, PARTNERS[self._crossed]
        self._set("")
        return {partner: texts[code], code: texts[partner]}

    def _set(self, code: str) -> None:
        self._crossed = code
        self.setVisible(bool(code))
