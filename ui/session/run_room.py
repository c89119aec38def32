"""How the run uses the room of its window: all side by side, or folded where it is small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from plexlog.domain.language import gettext as _
from ui.session.chart_or_pad import ChartOrPad
from ui.session.run_grid import RunGrid
from ui.session.symptom_strip import SymptomStrip
from ui.session.tile_row import TileRow
from ui.widgets.buttons import ActionButton
from ui.widgets.finding import FindingView
from ui.widgets.finding_lane import FindingLane
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

LEAST = QSize(856, 380)  # of a run that is folded: a window of 960 x 540
_NARROW = 1176  # below this the lane has no room beside twelve columns
_SMALL_GAP = 4
_LOW = 510  # below this tiles, chart and three rows have no room above each other


class RunSide(QWidget):
    """Findings and symptoms: under each other beside the grid, or side by side in its place."""

    def __init__(self, lane: FindingLane, symptoms: SymptomStrip, parent: QWidget) -> None:
        super().__init__(parent)
        self._lane = lane
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(worn_theme().size("gap"))
        self._box.addWidget(lane, 1)
        self._box.addWidget(symptoms)
        self._symptoms = symptoms

    def lay_flat(self, is_flat: bool) -> None:  # noqa: FBT001 - as setVisible
        """Use the width of the page, or a column at its right."""
        ways = QBoxLayout.Direction
        self._lane.fill(is_flat)
        self._box.setDirection(ways.LeftToRight if is_flat else ways.TopToBottom)
        top = Qt.AlignmentFlag.AlignTop if is_flat else Qt.AlignmentFlag(0)
        self._box.setAlignment(self._symptoms, top)


@dataclass(frozen=True, slots=True)
class RunParts:
    """What shares the page of a run."""

    tiles: TileRow
    upper: ChartOrPad
    grid: RunGrid
    side: RunSide


class RunRoom(QObject):
    """`fit(size)` chooses; while it is folded, `button` shows findings and symptoms or the row.

    Folded, tiles are one line and the newest row alone is shown; what is to be done now, the row
    that is typed into and the buttons stay in sight. The button counts what is to be answered.
    """

    shown = Signal()  # the row is in sight again

    def __init__(self, parts: RunParts, page: QWidget) -> None:
        super().__init__(page)
        self._parts = parts
        self._page = page
        self._size = QSize()
        self._is_folded = False
        self._shows_side = False
        self._count = 0
        self._icon = LOOKS["ok"].icon
        self.button = ActionButton("", "", "Ctrl F", parent=page)
        self.button.setObjectName("findings_or_row")
        self.button.hide()
        self.button.clicked.connect(self.switch)
        parts.upper.currentChanged.connect(self._on_upper_changed)

    @property
    def is_folded(self) -> bool:
        """Whether the page has less room than it would need."""
        return self._is_folded

    def count(self, findings: Sequence[FindingView]) -> None:
        """Say on the button what is to be answered, by the hardest of it."""
        found = sorted((one for one in findings if one.is_open), key=_rank)
        self._count = len(found)
        self._icon = LOOKS[found[0].severity if found else "ok"].icon
        self._name_button()

    def fit(self, size: QSize) -> None:
        """Share out a page of that size."""
        self._size = size
        is_folded = size.width() < _NARROW or size.height() < _LOW
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._shows_side = False
            self._parts.side.lay_flat(is_folded)
            self._show()
        self._fit_heights()

    @Slot()
    def switch(self) -> None:
        """Show findings and symptoms in place of chart and grid, or these again."""
        if self._shows_side:
            self.show_row()
            self.shown.emit()
        else:
            self.show_side()

    def show_row(self) -> None:
        """Show chart and grid, where they were folded away."""
        self._turn(to_side=False)

    def show_side(self) -> None:
        """Show findings and symptoms, where they were folded away."""
        self._turn(to_side=True)

    def _turn(self, *, to_side: bool) -> None:
        if self._is_folded and to_side != self._shows_side:
            self._shows_side = to_side
            self._show()

    def _show(self) -> None:
        parts, is_side = self._parts, self._is_folded and self._shows_side
        self.button.setVisible(self._is_folded)
        parts.side.setVisible(is_side or not self._is_folded)
        parts.upper.setVisible(not is_side)
        parts.grid.setVisible(not is_side)
        self._name_button()
        rows, gap = (
            self._page.layout(),
            _SMALL_GAP if self._is_folded else worn_theme().size("gap"),
        )
        if rows is not None:
            margins = rows.contentsMargins()
            rows.setContentsMargins(margins.left(), gap, margins.right(), gap)
            rows.setSpacing(gap)

    @Slot(int)
    def _on_upper_changed(self, _place: int) -> None:
        self._fit_heights()

    def _fit_heights(self) -> None:
        """The pad needs the height of the kept rows, in a low window that of the tiles too."""
        parts, has_pad = self._parts, self._parts.upper.shows_pad
        parts.tiles.fit(self._size.width(), is_low=self._is_folded)
        parts.tiles.setVisible(not (self._is_folded and has_pad))
        parts.grid.fit_rows(self._size.height(), is_folded=self._is_folded, has_pad=has_pad)

    def _name_button(self) -> None:
        if self._is_folded and self._shows_side:
            self.button.set_text(_("The row"), "arrow-left")
            self.button.set_tip(_("Show chart and readings again"))
            return
        words = _("Findings")
        self.button.set_text(f"{words} {self._count}" if self._count else words, self._icon)
        self.button.set_tip(_("Show findings and symptoms in place of chart and readings"))


def _rank(view: FindingView) -> int:
    return view.rank
