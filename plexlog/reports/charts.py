"""The run chart, drawn once for report and window: a reportlab drawing, and SVG made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Polygon,
    PolyLine,
    Rect,
    Shape,
    String,
)
from reportlab.lib.colors import HexColor

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.reports import fonts
from plexlog.reports.chart_scales import (
    MOST_KEPT_FREE,
    Places,
    TimeAxis,
    ValueAxis,
    time_axis,
    vitals_axis,
    volume_axis,
)
from plexlog.reports.palette import LIGHT, Palette
from plexlog.reports.run_chart import (
    PLASMA_REMOVED,
    REMOVED_BY_MACHINE,
    Mark,
    RunChart,
    Span,
    last_words,
)

TEXT = 12.0  # height of all text; nothing smaller stands on a screen
HEAD = 26.0  # room above the plot for start, pauses, now and target
FOOT = 26.0  # room below for times
MARGIN = 16.0
BAR = 10.0  # width of a pressure bar
RING = 4.0  # radius of a pulse ring
TARGET = "target"
LOW = 90.0  # a plot lower than this has no room for names beside last values
LEAST = (400.0, 84.0)  # below, texts would cover everything
ROW = 16.0  # height of a row of drug and reaction texts
MOST_ROWS = 4
SIGN = 17.0  # room for the sign before such a text
HALF_SIGN = 6.0
VEIL = 0.7  # how much of a line is covered under such a text
DOTTED = (1.5, 3.5)
DASHED = (5.0, 4.0)
SEMIBOLD = {"Noto Sans Bold": {"family": "Noto Sans", "weight": "bold"}}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A drawing on its way: where things go and in which colours."""

    drawing: Drawing
    chart: RunChart
    palette: Palette
    time: TimeAxis
    vitals: ValueAxis
    volume: ValueAxis

    def add(self, shape: Shape) -> None:
        self.drawing.add(shape)

    def box(self, edges: tuple[float, float, float, float], fill: str, radius: float = 0) -> Rect:
        """A filled box from left, bottom, width and height."""
        left, bottom, width, height = edges
        box = Rect(left, bottom, width, height, rx=radius, ry=radius)
        box.fillColor = HexColor(fill)
        box.strokeColor = None
        self.add(box)
        return box

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1.0,
        dash: Sequence[float] | None = None,
    ) -> None:
        if not points:
            return
        flat = [part for point in points for part in point]
        line = PolyLine(flat, strokeColor=HexColor(colour), strokeWidth=width)
        if dash is not None:
            line.strokeDashArray = list(dash)
        line.strokeLineJoin = 1
        self.add(line)

    def text(self, x: float, y: float, text: str, colour: str, *, is_bold: bool = False) -> None:
        """A text from its left edge on, each part in a font that has its letters."""
        for run in fonts.runs(fonts.prepared(text), is_bold=is_bold, base=0):
            self.add(
                String(
                    x,
                    round(y),
                    run.text,
                    fontName=run.font,
                    fontSize=TEXT,
                    fillColor=HexColor(colour),
                )
            )
            x += fonts.width(run.text, run.font, TEXT)


def text_width(text: str, *, is_bold: bool = False) -> float:
    """How wide a text of the chart stands."""
    parts = fonts.runs(fonts.prepared(text), is_bold=is_bold, base=0)
    return sum(fonts.width(part.text, part.font, TEXT) for part in parts)


def run_drawing(
    chart: RunChart, palette: Palette = LIGHT, width: float = 952, height: float = 162
) -> Drawing:
    """Draw a run. One without readings says so; below the least size it is drawn in that size."""
    width, height = max(width, LEAST[0]), max(height, LEAST[1])
    drawing = Drawing(width, height, initialFontName=fonts.REGULAR)
    fonts.letters(fonts.REGULAR)
    if chart.is_empty:
        _say_empty(drawing, palette)
        return drawing
    ends = last_words(chart)
    legend = max(max(text_width(name), text_width(value, is_bold=True)) for name, value in ends)
    left, right = MARGIN + 32, width - MARGIN - legend - 22
    bottom, top = FOOT, height - HEAD
    time = time_axis(chart, left, right, text_width("00:00"))
    marks = _placed_marks(chart, time, rows_of(top - bottom))
    kept_free = ROW * max((placed.row + 1 for placed in marks), default=0) + 6
    sheet = _Sheet(
        drawing=drawing,
        chart=chart,
        palette=palette,
        time=time,
        vitals=vitals_axis(chart, bottom, top, kept_free),
        volume=volume_axis(chart, bottom, top),
    )
    _draw_axes(sheet)
    _draw_removed(sheet)
    _draw_pauses(sheet)
    _draw_pressures(sheet)
    _draw_pulse(sheet)
    _draw_head(sheet)
    _draw_marks(sheet, marks)
    _draw_ends(sheet, ends, right + 8)
    return drawing


def _say_empty(drawing: Drawing, palette: Palette) -> None:
    said = "no readings yet"
    text = String((drawing.width - text_width(said)) / 2, round(drawing.height / 2), said)
    text.fontName, text.fontSize = fonts.REGULAR, TEXT
    text.fillColor = HexColor(palette.ink2)
    drawing.add(text)


def _draw_axes(sheet: _Sheet) -> None:
    time, vitals, palette = sheet.time, sheet.vitals, sheet.palette
    named = vitals.bottom - TEXT
    for value in vitals.lines():
        y = vitals.y(value)
        sheet.line([(time.left, y), (time.right, y)], palette.grid)
        if y - named > TEXT:  # in a low plot not every line has room for its number
            named = y
            said = wording.number(value)
            sheet.text(time.left - 8 - text_width(said), y - 4, said, palette.ink2)
    for tick in time.ticks():
        x = time.x(tick)
        sheet.line([(x, vitals.bottom), (x, vitals.bottom - 4)], palette.axis)
        sheet.text(x - text_width(tick.clock) / 2, vitals.bottom - 18, tick.clock, palette.ink2)


def _draw_removed(sheet: _Sheet) -> None:
    chart, palette = sheet.chart, sheet.palette
    points = [(sheet.time.x(point.at), sheet.volume.y(point.value)) for point in chart.removed]
    if not points:
        return
    base = sheet.volume.bottom
    area = [points[0][0], base, *(part for point in points for part in point), points[-1][0], base]
    sheet.add(Polygon(area, fillColor=HexColor(palette.removed_fill), strokeColor=None))
    sheet.line(points, palette.removed, 2)
    if chart.target_at is not None and chart.target_ml is not None:
        goal = (sheet.time.x(chart.target_at), sheet.volume.y(chart.target_ml))
        sheet.line([points[-1], goal], palette.removed, 2, DASHED)
        sheet.add(_ring(goal, palette.removed, palette.surface))


def _ring(at: tuple[float, float], colour: str, inside: str) -> Circle:
    return Circle(
        *at, RING, strokeColor=HexColor(colour), strokeWidth=2, fillColor=HexColor(inside)
    )


def _draw_pauses(sheet: _Sheet) -> None:
    for pause in sheet.chart.pauses:
        start, end = _span(sheet, pause)
        height = sheet.vitals.top - sheet.vitals.bottom + 8
        sheet.box((start, sheet.vitals.bottom, end - start, height), sheet.palette.pause)


def _span(sheet: _Sheet, pause: Span) -> tuple[float, float]:
    """Left and right edge of a pause; an open one goes on to now, or to the end of the axis."""
    until = pause.end or sheet.chart.now
    start = sheet.time.x(pause.start)
    end = sheet.time.right if until is None else sheet.time.x(until)
    return start, max(end, start + 2)


def _draw_pressures(sheet: _Sheet) -> None:
    palette, vitals = sheet.palette, sheet.vitals
    highs, lows = [], []
    for each in sheet.chart.pressures:
        x, high = sheet.time.x(each.at), vitals.y(each.systolic)
        highs.append((x, high))
        if each.diastolic is not None:
            lows.append((x, vitals.y(each.diastolic)))
    sheet.line(highs, palette.pressure, 1.2, DOTTED)
    sheet.line(lows, palette.pressure, 1.2, DOTTED)
    ends = dict(lows)
    for x, high in highs:
        low = ends.get(x, high)  # a flat bar where only the systolic one is known
        edges = (x - BAR / 2, low, BAR, max(high - low, 1))
        bar = sheet.box(edges, palette.pressure_fill, 2.5)
        bar.strokeColor = HexColor(palette.pressure)
        bar.strokeWidth = 1.5


def _draw_pulse(sheet: _Sheet) -> None:
    palette = sheet.palette
    points = [
        (sheet.time.x(point.at), sheet.vitals.y(point.value)) for point in sheet.chart.pulses
    ]
    sheet.line(points, palette.pulse, 2)
    for point in points:
        sheet.add(_ring(point, palette.pulse, palette.surface))


def _draw_head(sheet: _Sheet) -> None:
    """Now, target, start, end and pauses above the plot; where it is tight, in this order."""
    chart, palette, time = sheet.chart, sheet.palette, sheet.time
    row = sheet.vitals.top + 8
    places = Places(time.left - 24, time.right + 16)
    if chart.now is not None:
        x = time.x(chart.now)
        sheet.line([(x, sheet.vitals.bottom), (x, row + 8)], palette.ink, 1.5)
        _head_text(sheet, places, x, (f"now {chart.now.clock}",), is_bold=True)
    for at, forms in _head_words(chart):
        _head_text(sheet, places, time.x(at), forms)
    for pause in chart.pauses:
        start, end = _span(sheet, pause)
        _head_text(sheet, places, (start + end) / 2, _pause_words(pause))


def _head_words(chart: RunChart) -> Iterator[tuple[Moment, tuple[str, ...]]]:
    """What is named above the plot, each with a shorter form for where it is tight."""
    if chart.target_at is not None and chart.target_ml is not None:
        volume = wording.millilitres(chart.target_ml)
        clock = chart.target_at.clock
        yield chart.target_at, (f"{TARGET} {volume} ~{clock}", f"{TARGET} ~{clock}")
    if chart.started_at is not None:
        yield chart.started_at, (f"start {chart.started_at.clock}",)
    if chart.ended_at is not None:
        yield chart.ended_at, (f"end {chart.ended_at.clock}",)


def _pause_words(pause: Span) -> tuple[str, str]:
    if pause.end is None:
        return f"pause since {pause.start.clock}", "pause"
    return f"pause {wording.number(pause.end.minutes_since(pause.start))} min", "pause"


def _head_text(
    sheet: _Sheet, places: Places, x: float, forms: Sequence[str], *, is_bold: bool = False
) -> None:
    """The first form that finds room; none where even the shortest would cover another."""
    row = sheet.vitals.top + 8
    for said in forms:
        width = text_width(said, is_bold=is_bold)
        wanted = [x - width / 2, x + 6, x - width - 6]
        if is_bold:
            wanted = wanted[1:]
        elif said.startswith(TARGET):
            wanted.reverse()
        start = places.find_free(width, wanted, row)
        if start is not None:
            colour = sheet.palette.ink if is_bold else sheet.palette.ink2
            sheet.text(start, row, said, colour, is_bold=is_bold)
            return


@dataclass(frozen=True, slots=True)
class _PlacedMark:
    """A drug or reaction with the place of its words."""

    mark: Mark
    is_reaction: bool
    said: str  # empty where the words would cover others: they stand in the record's lists
    x: float  # of its sign
    text_x: float
    row: int  # from the foot


def rows_of(height: float) -> int:
    """How many rows of drugs and reactions a plot of a height has room for."""
    return max(1, min(MOST_ROWS, int(height * MOST_KEPT_FREE / ROW)))


def _placed_marks(chart: RunChart, time: TimeAxis, rows: int) -> list[_PlacedMark]:
    """Drugs and reactions at the foot of the plot; reactions get their words first."""
    places = Places(time.left, time.right + MARGIN)
    reactions = sorted(chart.reactions, key=lambda mark: mark.at)
    drugs = sorted(chart.drugs, key=lambda mark: mark.at)
    marks = [(mark, True) for mark in reactions] + [(mark, False) for mark in drugs]
    return [_placed_mark(places, pair, time.x(pair[0].at), rows) for pair in marks]


def _placed_mark(places: Places, mark: tuple[Mark, bool], x: float, rows: int) -> _PlacedMark:
    """The first of its forms that finds room in a row: words and time, or the sign alone."""
    for said in (f"{mark[0].text} {mark[0].at.clock}", ""):
        width = text_width(said) + SIGN if said else 2 * HALF_SIGN
        for row in range(rows):
            wanted = [x - HALF_SIGN, x - width + HALF_SIGN]
            start = places.find_free(width, wanted, row)
            if start is not None:
                text_x = start if start + width / 2 < x else start + SIGN
                return _PlacedMark(*mark, said, x, text_x, row)
    return _PlacedMark(*mark, "", x, x, rows - 1)


def _draw_marks(sheet: _Sheet, marks: Sequence[_PlacedMark]) -> None:
    palette = sheet.palette
    for placed in marks:
        colour = palette.danger if placed.is_reaction else palette.ink
        y = sheet.vitals.bottom + 5 + placed.row * ROW
        sheet.add((_triangle if placed.is_reaction else _diamond)(placed.x, y + 4, colour))
        if placed.said:
            edges = (placed.text_x - 2, y - 3, text_width(placed.said) + 4, ROW - 1)
            sheet.box(edges, palette.surface).fillOpacity = VEIL
            sheet.text(placed.text_x, y, placed.said, colour)


def _diamond(x: float, y: float, colour: str) -> Polygon:
    points = [x - 6, y, x, y + 6, x + 6, y, x, y - 6]
    return Polygon(points, fillColor=HexColor(colour), strokeColor=None)


def _triangle(x: float, y: float, colour: str) -> Polygon:
    points = [x - 6, y + 5, x + 6, y + 5, x, y - 5]
    return Polygon(points, fillColor=HexColor(colour), strokeColor=None)


def _draw_ends(sheet: _Sheet, ends: Sequence[tuple[str, str]], x: float) -> None:
    """Name and last value of each series beside the plot."""
    palette = sheet.palette
    colours = {
        "Blood pressure": palette.pressure,
        "Pulse": palette.pulse,
        REMOVED_BY_MACHINE: palette.removed,
        PLASMA_REMOVED: palette.removed,
    }
    room = sheet.vitals.top - sheet.vitals.bottom
    if room < LOW:
        _draw_low_ends(sheet, [(colours[name], value) for name, value in ends], x)
        return
    step = max(room / 2.75, 40.0)
    y = sheet.vitals.top - 8
    for name, value in ends:
        sheet.box((x, y - 16, 4, 28), colours[name], 2)
        sheet.text(x + 12, y + 1, name, palette.ink2)
        sheet.text(x + 12, y - 14, value, palette.ink, is_bold=True)
        y -= step


def _draw_low_ends(sheet: _Sheet, ends: Sequence[tuple[str, str]], x: float) -> None:
    """The last values alone, where the plot is too low for the names; units tell them apart."""
    y = sheet.vitals.top - 8
    step = min(22.0, (y - 4) / max(len(ends) - 1, 1))
    for colour, value in ends:
        sheet.box((x, y - 3, 4, 14), colour, 2)
        sheet.text(x + 12, y, value, sheet.palette.ink, is_bold=True)
        y -= step


def to_svg(drawing: Drawing) -> bytes:
    """The drawing as SVG that QSvgRenderer paints right.

    Qt reads `fill: None` as black and paints a clipPath as a sheet over everything, so the one is
    written as SVG wants it and the other is left out.
    """
    text: str = renderSVG.drawToString(drawing, fontHacks=SEMIBOLD)
    text = text.replace("fill: None", "fill: none").replace("stroke: None", "stroke: none")
    text = re.sub(r"<clipPath.*?</clipPath>", "", text, flags=re.DOTALL)
    text = re.sub(r'\s*clip-path="[^"]*"|clip-path: url\([^)]*\);?', "", text)
    return text.encode("utf-8")


def run_chart_svg(
    chart: RunChart, palette: Palette = LIGHT, width: float = 952, height: float = 162
) -> bytes:
    """The run chart for the screen."""
    return to_svg(run_drawing(chart, palette, width, height))
