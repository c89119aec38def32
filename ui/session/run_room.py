"""How the run uses the room of its window: all side by side, or folded where it is small."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from plexlog.domain.language import gettext as _
from ui.session.chart_or_pad import ChartOrPad
from ui.session.run_grid import RunGrid
from ui.session.run_table import ROW, SHOWN_ROWS
from ui.session.symptom_strip import SymptomStrip
from ui.session.tile_row import TileRow
from ui.widgets.buttons import ActionButton
from ui.widgets.finding import FindingView
from ui.widgets.finding_lane import FindingLane
from ui.widgets.severity import LOOKS
from ui.widgets.theme import worn_theme

LEAST = QSize(856, 332)  # of a run that is folded, with one kept row above the open one
_NARROW = 1176  # below this the lane has no room beside twelve columns
_SMALL_GAP = 4
_LOW = 510  # below this tiles, chart and three rows have no room above each other
_FULL_HEIGHT = 632  # of the run at 1366 x 768, where three rows fit beside the chart
_FOLDED_HEIGHT = 400  # of the run at 960 x 540, where three rows fit without the chart
_THREE_ROWS = 388  # of the run: with less, fewer kept rows stand above the open one
_SHARE = 0.6  # of the height a larger screen has besides, for rows; the chart takes the rest


class Shown(enum.Enum):
    """What a folded page shows under the line of what to do now."""

    ROW = "the kept rows and the open one"
    SIDE = "findings and symptoms"
    CHART = "the chart"


_NEXT = {Shown.ROW: Shown.SIDE, Shown.SIDE: Shown.CHART, Shown.CHART: Shown.ROW}


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
        self.lay_flat(is_flat=False)

    def lay_flat(self, is_flat: bool) -> None:  # noqa: FBT001 - as setVisible
        """Use the width of the page, or a column at its right."""
        ways = QBoxLayout.Direction
        self._lane.fill(is_flat)
        across = QSizePolicy.Policy.Expanding if is_flat else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)
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
    """`fit(size)` chooses; while it is folded, `button` shows findings, then the chart, then rows.

    Folded, the tiles are one line; what is to be done now, the row that is typed into and the
    buttons stay in sight. The button counts what is to be answered.
    """

    shown = Signal()  # the row is in sight again

    def __init__(self, parts: RunParts, page: QWidget) -> None:
        super().__init__(page)
        self._parts = parts
        self._page = page
        self._size = QSize()
        self._is_folded = False
        self._shown = Shown.ROW
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
            self._shown = Shown.ROW
            self._parts.side.lay_flat(is_folded)
            self._space_out()
        self._show()

    @Slot()
    def switch(self) -> None:
        """Show the next of what has no room beside the rest."""
        self._turn(_NEXT[self._shown])
        if self._shown is Shown.ROW:
            self.shown.emit()

    def show_row(self) -> None:
        """Show the rows, where they were folded away."""
        self._turn(Shown.ROW)

    def show_side(self) -> None:
        """Show findings and symptoms, where they were folded away."""
        self._turn(Shown.SIDE)

    def _turn(self, to: Shown) -> None:
        if self._is_folded and to is not self._shown:
            self._shown = to
            self._show()

    @Slot(int)
    def _on_upper_changed(self, _place: int) -> None:
        self._show()

    def _show(self) -> None:
        """The pad needs the height of kept rows, and in a low window that of the tiles."""
        parts, is_folded, has_pad = self._parts, self._is_folded, self._parts.upper.shows_pad
        has_chart = not is_folded or self._size.height() >= _LOW or self._shown is Shown.CHART
        is_side, is_row = self._shown is Shown.SIDE, self._shown is Shown.ROW
        parts.tiles.fit(self._size.width(), is_low=is_folded)
        parts.tiles.setVisible(not (is_folded and has_pad))
        parts.grid.show_rows(self._rows(has_chart=has_chart, has_pad=has_pad))
        parts.side.setVisible(is_side or not is_folded)
        parts.upper.setVisible((has_chart or has_pad) and not is_side)
        parts.grid.setVisible(is_row)
        self.button.setVisible(is_folded)
        self._name_button()

    def _rows(self, *, has_chart: bool, has_pad: bool) -> int:
        """As many kept rows as there is room for."""
        usual = _FULL_HEIGHT if has_chart else _FOLDED_HEIGHT
        besides = max(0, self._size.height() - usual)
        if has_pad and not besides:
            return 0
        least = 1 if self._is_folded and has_chart else SHOWN_ROWS
        lacking = math.ceil(max(0, _THREE_ROWS - self._size.height()) / ROW)
        if self._is_folded and not has_chart:
            least = max(1, least - lacking)  # a row that is half in sight is none
        return least + int(besides * _SHARE) // ROW

    def _space_out(self) -> None:
        rows, gap = (
            self._page.layout(),
            _SMALL_GAP if self._is_folded else worn_theme().size("gap"),
        )
        if rows is not None:
            margins = rows.contentsMargins()
            rows.setContentsMargins(margins.left(), gap, margins.right(), gap)
            rows.setSpacing(gap)

    def _name_button(self) -> None:
        if self._shown is Shown.ROW:
            words = _("Findings")
            self.button.set_text(f"{words} {self._count}" if self._count else words, self._icon)
            self.button.set_tip(_("Show findings and symptoms in place of the readings"))
        elif self._shown is Shown.SIDE:
            self.button.set_text(_("Chart"), "activity")
            self.button.set_tip(_("Show the chart in place of the findings"))
        else:
            self.button.set_text(_("Readings"), "arrow-left")
            self.button.set_tip(_("Show the readings and the open row again"))


def _rank(view: FindingView) -> int:
    return view.rank
