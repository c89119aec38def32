"""Charts of a course: what is drawn, on which axis, and that forms tell series apart."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from reportlab.graphics.shapes import Circle, Drawing, Polygon, PolyLine, Rect, String

from plexlog.reports.palette import DARK, LIGHT, PRINT
from plexlog.reports.panel import Form, Panel, PanelSeries, Spot, Tick
from plexlog.reports.panel_drawing import nice, panel_drawing, panel_svg


def panel(*series: PanelSeries, **changes: Any) -> Panel:
    made: dict[str, Any] = {
        "title": "Fibrinogen",
        "unit": "g/L",
        "series": series,
        "ticks": tuple(Tick(float(number), f"{number}") for number in range(1, 6)),
    }
    return Panel(**(made | changes))


def series(form: Form, *values: float, **changes: Any) -> PanelSeries:
    spots = tuple(Spot(float(number), value) for number, value in enumerate(values, start=1))
    return PanelSeries(name=form.value, form=form, spots=spots, **changes)


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def shapes(drawing: Drawing, kind: type) -> list[Any]:
    return [shape for shape in drawing.contents if isinstance(shape, kind)]


@pytest.mark.parametrize(
    ("lowest", "highest", "axis"),
    [
        (0, 1.02, (0, 1.25, 0.25)),
        (60, 139, (60, 140, 20)),
        (0, 0, (0, 0.2, 0.2)),
        (5, 5, (5, 6, 1)),
        (-2, 7, (-2, 8, 2)),
    ],
)
def test_an_axis_has_round_ends_that_hold_everything(
    lowest: float, highest: float, axis: tuple[float, float, float]
) -> None:
    low, high, step = nice(lowest, highest)

    assert (low, high, step) == pytest.approx(axis)
    assert low <= lowest <= highest <= high


def test_grid_lines_are_not_rounded() -> None:
    drawn = texts(panel_drawing(panel(series(Form.BAR, 1.02, 0.56))))

    assert {"0", "0.25", "0.5", "0.75", "1", "1.25"} <= set(drawn)
    assert "Fibrinogen, g/L" in drawn
    assert "session" in drawn


def test_each_form_is_drawn_in_its_own_way() -> None:
    drawn = panel_drawing(
        panel(
            series(Form.FRAME, 1, 1),
            series(Form.BAR, 1, 0.5),
            series(Form.DOT, 1, 2, is_joined=True),
            series(Form.RING, 1, 2, is_joined=True),
            series(Form.SQUARE, 1),
            series(Form.LINE, 1, 2, 3),
            band=(Spot(1, 3, 2), Spot(2, 4, 1), Spot(3, 4)),
            band_name="band",
        ),
        PRINT,
    )

    assert len(shapes(drawn, Circle)) == 4 + 2  # and their keys
    assert len(shapes(drawn, Polygon)) == 1
    fills = {str(shape.fillColor) for shape in shapes(drawn, Circle)}
    assert len(fills) == 2  # filled and open: told apart without colour
    assert "band" in texts(drawn)


def test_spans_reach_from_lowest_to_highest() -> None:
    spans = PanelSeries(name="pulse", form=Form.SPAN, spots=(Spot(1, 90, 70), Spot(2, 80, 80)))
    slim = PanelSeries(name="low", form=Form.SLIM_SPAN, spots=(Spot(1, 60, 50),))

    boxes = shapes(panel_drawing(panel(spans, slim, least=())), Rect)

    wide, flat, narrow = boxes[:3]
    assert wide.height > 20
    assert flat.height == pytest.approx(0.8)
    assert narrow.width < wide.width


def test_a_chart_without_values_says_so() -> None:
    empty = panel(series(Form.DOT), unit="")

    assert empty.is_empty
    assert "not recorded" in texts(panel_drawing(empty))
    assert "Fibrinogen" in texts(panel_drawing(empty))


def test_a_series_without_values_has_no_name_in_the_chart() -> None:
    assert "ring" not in texts(panel_drawing(panel(series(Form.DOT, 1), series(Form.RING))))


def test_one_value_without_ticks_finds_its_place() -> None:
    drawn = panel_drawing(panel(series(Form.DOT, 2.0), ticks=()))

    (dot, _) = shapes(drawn, Circle)
    assert 44 < dot.cx < drawn.width
    none = panel_drawing(panel(PanelSeries(name="x", form=Form.BAR, spots=()), ticks=()))
    assert "not recorded" in texts(none)


def test_labels_of_a_hundred_sessions_do_not_cover_each_other() -> None:
    ticks = tuple(Tick(float(number), f"{number}") for number in range(1, 101))
    drawn = panel_drawing(panel(series(Form.BAR, *([1.0] * 100)), ticks=ticks))

    labels = [shape for shape in shapes(drawn, String) if shape.y == 18]
    places = [(shape.x, shape.x + 6.3 * len(shape.text)) for shape in labels]
    assert len(places) > 5
    assert all(end < start for (_, end), (start, _) in pairwise(places))


def test_the_screen_gets_the_same_drawing_as_svg() -> None:
    made = panel(series(Form.DOT, 1, 2))

    assert b"<svg" in panel_svg(made, LIGHT)
    assert panel_svg(made, LIGHT) != panel_svg(made, DARK)


def crowd(count: int) -> Drawing:
    """Planned and delivered of so many sessions, and a joined line through them."""
    values = [1.0 + (number % 3) / 10 for number in range(count)]
    return panel_drawing(
        panel(
            series(Form.FRAME, *values),
            series(Form.BAR, *values),
            series(Form.DOT, *values, is_joined=True),
            ticks=tuple(Tick(float(number), f"{number}") for number in range(1, count + 1)),
        ),
        PRINT,
    )


@pytest.mark.parametrize("count", [5, 30, 100])
def test_bars_and_marks_of_any_number_of_sessions_stand_apart(count: int) -> None:
    drawn = crowd(count)
    ink = PRINT.removed.lower()
    bars = [
        (one.x - one.strokeWidth / 2, one.x + one.width + one.strokeWidth / 2)
        for one in shapes(drawn, Rect)
        if one.fillColor is not None and one.y < 100
    ]
    stems = [
        (one.points[0] - one.strokeWidth / 2, one.points[0] + one.strokeWidth / 2)
        for one in shapes(drawn, PolyLine)
        if len(one.points) == 4 and one.strokeColor.hexval()[2:] == ink[1:]
    ]
    marks = [
        (one.cx - one.r - one.strokeWidth / 2, one.cx + one.r + one.strokeWidth / 2)
        for one in shapes(drawn, Circle)
        if one.cy < 140
    ]

    for spans in (bars or stems, marks):
        assert len(spans) == count
        assert all(end < start for (_, end), (start, _) in pairwise(sorted(spans)))
    assert bool(stems) == (count == 100)
