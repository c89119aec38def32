"""The tiles of a run: all numerals of one size, as many tiles as the window has room for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from plexlog.services.open_session import SessionView
from ui.session.run_tiles import dense_tiles, far_tiles, run_tiles
from ui.widgets.theme import worn_theme
from ui.widgets.tile import DENSE, LOW, WIDE, Face, Tile, TileView

_WIDE_FROM = 1600  # from here on there is room for all
_WIDTHS = {  # what each needs beside the others, in pixels at its numerals' size
    WIDE: (160, 170, 182, 170, 158, 178, 120, 158, 236),
    DENSE: (140, 200, 148, 136, 200, 132, 0, 0, 184),
    LOW: (0, 190, 142, 0, 166, 128, 0, 0, 176),
}
_CHANGING = (1, 5)  # the tiles of target and vitals open the change of plan
_VITALS = 5


class TileRow(QWidget):
    """`show_view(view)`, `fit(width, is_low)`; `change_wanted` by a click on what can be changed.

    Done and time left are tiles of their own on a wide screen, and else stand beside what they
    belong to. In a low window the tiles are folded to one line: what was removed and the
    anticoagulant are then in the grid alone.
    """

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = [Tile(TileView(label=""), self) for _tile in _WIDTHS[WIDE]]
        self._face = WIDE
        self._shown: tuple[SessionView, bool] | None = None
        self._row = QHBoxLayout(self)
        self._lay_out()
        for place in _CHANGING:
            self._tiles[place].clicked.connect(self.change_wanted)
        self.fit(0, is_low=False)

    @property
    def vitals(self) -> Tile:
        """The tile that says when vitals are due."""
        return self._tiles[_VITALS]

    def show_view(self, view: SessionView, *, is_silent: bool) -> None:
        """Show the session as it is now."""
        self._shown = (view, is_silent)
        six = (run_tiles if self._face == WIDE else dense_tiles)(view, is_silent=is_silent)
        for tile, shown in zip(self._tiles, (*six, *far_tiles(view)), strict=True):
            tile.show_view(shown)

    def fit(self, width: int, *, is_low: bool) -> None:
        """Choose the face for a page of that width; in a low window the tiles are one line."""
        face = WIDE if width >= _WIDE_FROM else DENSE
        self._wear(LOW if is_low else face)

    def _wear(self, face: Face) -> None:
        if face == self._face:
            return
        self._face = face
        self._row.setSpacing(6 if face == LOW else worn_theme().size("gap"))
        for place, (tile, wide) in enumerate(zip(self._tiles, _WIDTHS[face], strict=True)):
            tile.set_face(face)
            tile.setVisible(wide > 0)
            self._row.setStretch(place, wide)
        if self._shown is not None:
            view, is_silent = self._shown
            self.show_view(view, is_silent=is_silent)

    def _lay_out(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for tile in self._tiles:
            self._row.addWidget(tile)
