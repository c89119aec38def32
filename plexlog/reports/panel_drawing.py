"""Draws a chart of a course: a reportlab drawing for print and window, safe without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Drawing, Polygon, PolyLine, Rect, Shape, String
from reportlab.lib.colors import HexColor

from plexlog.domain import wording
from plexlog.reports import fonts
from plexlog.reports.charts import to_svg
from plexlog.reports.palette import LIGHT, Palette
from plexlog.reports.panel import Form, Panel, PanelSeries, Spot, Tick

SIZE = (374.0, 188.0)
TEXT = 11.0
LEFT = 44.0
RIGHT = 12.0
HEAD = 44.0  # title, then the names of the series
FOOT = 32.0  # ticks, then what they count
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_LINES = 5
MARK = 4.2  # radius of a mark
KEY = 13.0  # room of a key before its name
GAP = 12.0  # between two names
ROUNDED = 6  # decimals of a grid line: what is left is an error of floats
BARS = (Form.BAR, Form.FRAME, Form.SPAN, Form.SLIM_SPAN)
WIDTHS = {Form.BAR: 0.5, Form.FRAME: 0.72, Form.SPAN: 0.3, Form.SLIM_SPAN: 0.14}  # of a slot
AMENDED = "amended later"
DASH = (4.0, 3.0)
CROWDED = 9.0  # room of a bar below which bars would run into each other
STEM = 0.55  # of that room: a bar as a stroke
SLIM = 0.5  # of that: a slim span
MARK_SHARE = 0.42  # of the distance between two marks: their radius
POINTER = 6.0  # height and width of the wedge over an amended value
LEAST_MARK = 1.2


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where values and places stand."""

    left: float
    right: float
    bottom: float
    top: float
    first: float
    last: float
    low: float
    high: float
    step: float

    def x(self, place: float) -> float:
        share = (place - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 2)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom + share * (self.top - self.bottom), 2)

    def lines(self) -> Iterator[float]:
        for number in range(round((self.high - self.low) / self.step) + 1):
            yield self.low + number * self.step


@dataclass(frozen=True, slots=True)
class _Board:
    """A drawing on its way."""

    drawing: Drawing
    panel: Panel
    palette: Palette
    axes: _Axes

    def add(self, shape: Shape) -> None:
        self.drawing.add(shape)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> PolyLine:
        flat = [part for point in points for part in point]
        line = PolyLine(flat, strokeColor=HexColor(colour), strokeWidth=width)
        line.strokeLineJoin = 1
        self.add(line)
        return line

    def text(self, x: float, y: float, text: str, *, is_bold: bool = False) -> float:
        """A text from its left edge on; its right edge."""
        colour = HexColor(self.palette.ink if is_bold else self.palette.ink2)
        for run in fonts.runs(fonts.prepared(text), is_bold=is_bold, base=0):
            string = String(x, round(y, 1), run.text, fontName=run.font, fontSize=TEXT)
            string.fillColor = colour
            self.add(string)
            x += fonts.width(run.text, run.font, TEXT)
        return x


def panel_drawing(
    panel: Panel, palette: Palette = LIGHT, size: tuple[float, float] = SIZE
) -> Drawing:
    """Draw a chart of a course. One without values says so."""
    fonts.letters(fonts.REGULAR)
    drawing = Drawing(*size, initialFontName=fonts.REGULAR)
    board = _Board(drawing, panel, palette, _axes(panel, size))
    board.text(2, size[1] - 12, _title(panel), is_bold=True)
    if panel.is_empty:
        board.text(LEFT, size[1] / 2, wording.NOT_RECORDED)
        return drawing
    _draw_grid(board)
    _draw_band(board)
    for series in panel.series:
        _draw_series(board, series)
    _draw_keys(board, size)
    return drawing


def panel_svg(panel: Panel, palette: Palette = LIGHT, size: tuple[float, float] = SIZE) -> bytes:
    """The chart for the screen."""
    return to_svg(panel_drawing(panel, palette, size))


def _title(panel: Panel) -> str:
    return f"{panel.title}, {panel.unit}" if panel.unit else panel.title


def _axes(panel: Panel, size: tuple[float, float]) -> _Axes:
    values = panel.values or (0.0, 1.0)
    low, high, step = (doubling if panel.is_doubling else nice)(min(values), max(values))
    places = panel.places or (0.0, 1.0)
    has_bars = any(series.form in BARS for series in panel.series)
    rim = _slot(panel) / 2 if has_bars else 0.0
    first, last = min(places) - rim, max(places) + rim
    if last <= first:
        first, last = first - 0.5, last + 0.5
    return _Axes(LEFT, size[0] - RIGHT, FOOT, size[1] - HEAD, first, last, low, high, step)


def nice(lowest: float, highest: float) -> tuple[float, float, float]:
    """Round ends of an axis that hold all values, and the step of its lines."""
    span = (highest - lowest) or abs(highest) or 1.0
    size = 10.0 ** math.floor(math.log10(span / MOST_LINES))
    step = next(one * size for one in STEPS if span / (one * size) <= MOST_LINES)
    first = math.floor(lowest / step + 1e-9) * step
    last = math.ceil(highest / step - 1e-9) * step
    return first, max(last, first + step), step


def doubling(lowest: float, highest: float) -> tuple[float, float, float]:
    """The same for two-fold steps: whole ones only."""
    first, last = math.floor(lowest), math.ceil(highest)
    step = max(1, math.ceil((last - first) / MOST_LINES))
    return first, first + step * max(1, math.ceil((last - first) / step)), step


def _slot(panel: Panel) -> float:
    """The least distance between two ticks: the room of a bar."""
    places = sorted(tick.x for tick in panel.ticks)
    gaps = [second - first for first, second in pairwise(places) if second > first]
    return min(gaps, default=1.0)


def _draw_grid(board: _Board) -> None:
    axes, palette = board.axes, board.palette
    for value in axes.lines():
        y = axes.y(value)
        board.line([(axes.left, y), (axes.right, y)], palette.grid, 0.7)
        said = _on_axis(board.panel, value)
        board.text(axes.left - 6 - fonts.width(said, fonts.REGULAR, TEXT), y - 4, said)
    board.line([(axes.left, axes.bottom), (axes.right, axes.bottom)], palette.axis, 1)
    for tick in _shown(board):
        x = axes.x(tick.x)
        board.line([(x, axes.bottom), (x, axes.bottom - 3)], palette.axis, 1)
        width = fonts.width(tick.label, fonts.REGULAR, TEXT)
        board.text(x - width / 2, axes.bottom - 14, tick.label)
    axis = board.panel.axis
    board.text(axes.right - fonts.width(axis, fonts.REGULAR, TEXT), axes.bottom - 27, axis)


def _on_axis(panel: Panel, value: float) -> str:
    if not panel.is_doubling:
        return wording.plain(round(value, ROUNDED))
    return f"1:{2 ** int(value)}" if value >= 0 else "neg."


def _shown(board: _Board) -> Iterator[Tick]:
    """The ticks whose labels do not cover each other."""
    end = -math.inf
    for tick in sorted(board.panel.ticks, key=lambda tick: tick.x):
        half = fonts.width(tick.label, fonts.REGULAR, TEXT) / 2
        x = board.axes.x(tick.x)
        if x - half > end + 4:
            yield tick
            end = x + half


def _draw_band(board: _Board) -> None:
    band = [spot for spot in board.panel.band if spot.low is not None]
    if not band:
        return
    axes = board.axes
    upper = [(axes.x(spot.x), axes.y(spot.value)) for spot in band]
    lower = [(axes.x(spot.x), axes.y(spot.low or 0.0)) for spot in reversed(band)]
    flat = [part for point in (*upper, *lower) for part in point]
    fill = HexColor(board.palette.band)
    board.add(Polygon(flat, fillColor=fill, strokeColor=None))


def _draw_series(board: _Board, series: PanelSeries) -> None:
    colour = _colour(board.palette, series.form)
    points = [(board.axes.x(spot.x), board.axes.y(spot.value)) for spot in series.spots]
    if series.form is Form.LINE:
        if len(points) > 1:
            board.line(points, colour, 1.8)
        return
    if series.form is Form.FRAME and _is_crowded(board):
        _draw_steps(board, points, colour)
        return
    if series.is_joined and len(points) > 1:
        line = board.line(points, colour, 1)
        if series.form is Form.RING:
            line.strokeDashArray = list(DASH)
    for spot, point in zip(series.spots, points, strict=True):
        _draw_spot(board, series.form, (spot, point), (colour, _radius(points)))


def _radius(points: Sequence[tuple[float, float]]) -> float:
    """The radius of marks that do not cover their neighbours."""
    places = sorted({x for x, _ in points})
    room = min((second - first for first, second in pairwise(places)), default=MARK * 2)
    return max(min(MARK, room * MARK_SHARE), LEAST_MARK)


def _is_crowded(board: _Board) -> bool:
    return _slot_width(board) < CROWDED


def _slot_width(board: _Board) -> float:
    axes = board.axes
    return axes.x(axes.first + _slot(board.panel)) - axes.left


def _draw_steps(board: _Board, points: Sequence[tuple[float, float]], colour: str) -> None:
    """What was planned for many sessions, as one dashed line that steps where the plan did."""
    half = _slot_width(board) / 2
    steps = [place for x, y in points for place in ((x - half, y), (x + half, y))]
    board.line(steps, colour, 1.1).strokeDashArray = list(DASH)


def _colour(palette: Palette, form: Form) -> str:
    return {
        Form.BAR: palette.removed,
        Form.FRAME: palette.axis,
        Form.SPAN: palette.pressure,
        Form.SLIM_SPAN: palette.pulse,
        Form.LINE: palette.ink2,
        Form.DOT: palette.pressure,
        Form.RING: palette.pulse,
        Form.SQUARE: palette.removed,
    }[form]


def _draw_spot(
    board: _Board, form: Form, place: tuple[Spot, tuple[float, float]], look: tuple[str, float]
) -> None:
    (spot, (x, y)), (colour, radius) = place, look
    if form in BARS:
        _draw_bar(board, form, spot, colour)
    else:
        board.add(_mark(form, (x, y), colour, board.palette, radius))
    if spot.is_amended:
        board.add(_pointer((x, y + radius + 1), board.palette.ink))


def _pointer(tip: tuple[float, float], colour: str) -> Polygon:
    """A wedge that points at an amended value from above."""
    x, y = tip
    wedge = Polygon([x, y, x - POINTER / 2, y + POINTER, x + POINTER / 2, y + POINTER])
    wedge.fillColor, wedge.strokeColor = HexColor(colour), None
    return wedge


def _draw_bar(board: _Board, form: Form, spot: Spot, colour: str) -> None:
    axes = board.axes
    slot = _slot_width(board)
    width = min(WIDTHS[form] * slot, 40.0)
    base = axes.y(spot.low if spot.low is not None else max(axes.low, 0.0))
    if _is_crowded(board):
        ends = [(axes.x(spot.x), base), (axes.x(spot.x), max(axes.y(spot.value), base + 0.8))]
        board.line(ends, colour, STEM * slot * (SLIM if form is Form.SLIM_SPAN else 1.0))
        return
    box = Rect(axes.x(spot.x) - width / 2, base, width, max(axes.y(spot.value) - base, 0.8))
    box.fillColor = None if form is Form.FRAME else HexColor(_fill(board.palette, form))
    box.strokeColor = HexColor(colour)
    box.strokeWidth = 1.1
    if form is Form.FRAME:
        box.strokeDashArray = list(DASH)
    board.add(box)


def _fill(palette: Palette, form: Form) -> str:
    fills = {Form.SPAN: palette.pressure_fill, Form.SLIM_SPAN: palette.surface}
    return fills.get(form, palette.removed_fill)


def _mark(
    form: Form, at: tuple[float, float], colour: str, palette: Palette, radius: float = MARK
) -> Shape:
    x, y = at
    side = 2 * radius - 1.2
    made: Rect | Circle = Circle(x, y, radius - 0.4)
    if form is Form.SQUARE:
        made = Rect(x - side / 2, y - side / 2, side, side)
    made.strokeColor = HexColor(colour)
    made.strokeWidth = min(1.6, radius * STEM)
    made.fillColor = HexColor(colour if form is Form.DOT else palette.surface)
    return made


def _draw_keys(board: _Board, size: tuple[float, float]) -> None:
    """Names of the series with their forms, in one row under the title."""
    x, y = 4.0, size[1] - 30
    for series in board.panel.series:
        if not series.spots:
            continue
        _draw_key(board, series.form, (x, y), _colour(board.palette, series.form))
        x = board.text(x + KEY, y, series.name) + GAP
    if board.panel.band and board.panel.band_name:
        box = Rect(x - 1, y - 1, 11, 9)
        box.fillColor = HexColor(board.palette.band)
        box.strokeColor = None
        board.add(box)
        x = board.text(x + KEY, y, board.panel.band_name) + GAP
    if board.panel.has_amended:
        board.add(_pointer((x + 4.5, y), board.palette.ink))
        board.text(x + KEY, y, AMENDED)


def _draw_key(board: _Board, form: Form, at: tuple[float, float], colour: str) -> None:
    x, y = at
    if form is Form.FRAME and _is_crowded(board):
        board.line([(x - 1, y + 3.5), (x + 10, y + 3.5)], colour, 1.1).strokeDashArray = list(DASH)
    elif form is Form.LINE:
        board.line([(x - 1, y + 3.5), (x + 10, y + 3.5)], colour, 1.8)
    elif form in BARS:
        slim = SLIM if form is Form.SLIM_SPAN else 1  # in grey too it tells which is which
        box = Rect(x, y - 1, 9 * slim, 9)
        box.strokeColor, box.strokeWidth = HexColor(colour), 1.1
        fill = colour if _is_crowded(board) else _fill(board.palette, form)
        box.fillColor = None if form is Form.FRAME else HexColor(fill)
        if form is Form.FRAME:
            box.strokeDashArray = list(DASH)
        board.add(box)
    else:
        board.add(_mark(form, (x + 4.5, y + 3.5), colour, board.palette))
