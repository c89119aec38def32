"""The run chart: what it takes from a session, where things stand, and how it looks as SVG."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Polygon, Rect, String

from plexlog.domain import records, wording, words
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import Measured
from plexlog.reports import fonts
from plexlog.reports.chart_scales import Places, time_axis, vitals_axis
from plexlog.reports.charts import run_chart_svg, run_drawing, text_width
from plexlog.reports.palette import DARK, LIGHT
from plexlog.reports.run_chart import (
    Mark,
    Point,
    Pressure,
    RunChart,
    Span,
    last_words,
    plasma_removed,
    run_chart,
)
from tests.reports.cases import summary_of


def at(clock: str) -> Moment:
    return Moment.parse(f"2026-11-20T{clock}+01:00")


RUNNING = RunChart(
    started_at=at("13:38"),
    pressures=(Pressure(at("13:36"), 138, 82), Pressure(at("14:21"), 108, 66)),
    pulses=(Point(at("13:36"), 74), Point(at("14:21"), 90)),
    removed=(Point(at("13:38"), 0), Point(at("14:31"), 1460)),
    pauses=(Span(at("13:58"), at("14:00")),),
    drugs=(Mark(at("14:08"), "Ca gluconate 1 g"),),
    target_ml=2430,
    target_at=at("15:07"),
    now=at("14:32"),
)


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


def is_diamond(shape: Polygon) -> bool:
    """Whether it is the sign of a drug."""
    return len(shape.points) == 8 and shape.points[0] == shape.points[4] - 12


def placed(drawing: Drawing) -> list[tuple[float, float, float]]:
    """Left edge, right edge and height of every text."""
    return [
        (shape.x, shape.x + fonts.width(shape.text, shape.fontName, shape.fontSize), shape.y)
        for shape in drawing.contents
        if isinstance(shape, String)
    ]


def test_a_session_gives_its_vitals_volumes_and_events() -> None:
    facts = summary_of("gbs-albumin-five", "s2")

    chart = run_chart(facts.session, facts.figures.target_ml)

    assert len(chart.pressures) == 12  # ten readings, one before, one after
    assert chart.removed[0] == Point(chart.removed[0].at, 0.0)
    assert chart.removed[-1].value == 3723
    assert [mark.text for mark in chart.reactions] == ["citrate II"]
    assert chart.drugs[0].text == "calcium gluconate 10 % 1 g over 10 min"
    assert len(chart.pauses) == 1
    assert chart.target_ml == pytest.approx(3102.0, abs=0.1)


def test_a_pressure_of_which_only_the_systolic_was_felt_is_the_last_one() -> None:
    felt = {"systolic_mmhg": Measured(value=Decimal(64))}
    both = {
        "systolic_mmhg": Measured(value=Decimal(118)),
        "diastolic_mmhg": Measured(value=Decimal(70)),
    }
    session = records.Session(
        id="s1",
        number=1,
        started_at=at("13:00"),
        readings=(
            records.Reading(at=at("13:10"), values=both),
            records.Reading(at=at("13:20"), values=felt),
        ),
    )

    chart = run_chart(session)

    assert chart.pressures[-1] == Pressure(at("13:20"), 64, None)
    assert last_words(chart) == (("Blood pressure", "64/\u2013 mmHg"),)
    assert run_chart_svg(chart, LIGHT, 700, 200)
    alone = replace(chart, pressures=chart.pressures[-1:])
    assert run_chart_svg(alone, LIGHT, 700, 200)


def test_totals_noted_at_the_end_close_the_volume() -> None:
    totals = records.Totals(values={"removed_ml": Measured(value=Decimal(3000))})
    session = records.Session(
        id="s",
        number=1,
        started_at=at("13:00"),
        ended_at=at("15:00"),
        before={"systolic_mmhg": Measured(value=Decimal(120), taken_at=at("09:00"))},
        reactions=(records.Reaction(id="r", kind=words.ReactionKind.AIR, onset_at=at("14:00")),),
        close=records.Close(totals=totals),
    )

    chart = run_chart(session)

    assert chart.removed == (Point(at("13:00"), 0.0), Point(at("15:00"), 3000.0))
    assert chart.pressures == ()
    assert chart.reactions == (Mark(at("14:00"), "air"),)
    assert last_words(chart) == (("Removed", "3\u202f000\u00a0mL"),)


def test_volumes_without_a_start_begin_at_the_first_reading() -> None:
    reading = records.Reading(at=at("13:10"), values={"removed_ml": Measured(value=Decimal(5))})

    chart = run_chart(records.Session(id="s", number=1, readings=(reading,)))

    assert chart.removed == (Point(at("13:10"), 5.0),)


def test_series_and_last_values_stand_at_the_right() -> None:
    drawing = run_drawing(RUNNING)

    shown = texts(drawing)

    assert "Blood pressure" in shown
    assert "108/66 mmHg" in shown
    assert "90 /min" in shown
    assert "1\u00a0460\u00a0mL" in shown
    assert max(right for _, right, _ in placed(drawing)) < 952


def test_now_target_start_and_pause_are_named() -> None:
    shown = texts(run_drawing(RUNNING))

    for said in ("now 14:32", "target 2\u00a0430\u00a0mL ~15:07", "start 13:38", "pause 2 min"):
        assert said in shown


@pytest.mark.parametrize(
    ("name", "session_id"),
    [("gbs-albumin-five", "s2"), ("ttp-plasma-daily", "s1"), ("ms-relapse-steroids", "s1")],
)
def test_texts_of_a_row_do_not_cover_each_other(name: str, session_id: str) -> None:
    facts = summary_of(name, session_id)

    boxes = sorted(placed(run_drawing(run_chart(facts.session, facts.figures.target_ml))))

    for index, (_, right, height) in enumerate(boxes):
        for left, _, other in boxes[index + 1 :]:
            assert other != height or left >= right


def test_text_positions_are_whole_pixels_high_and_not_small() -> None:
    for shape in run_drawing(RUNNING).contents:
        if isinstance(shape, String):
            assert shape.y == round(shape.y)
            assert shape.fontSize >= 12


def test_drugs_and_reactions_stand_below_every_pressure() -> None:
    crowd = replace(
        RUNNING,
        reactions=(Mark(at("14:09"), "citrate II"), Mark(at("14:10"), "hypotension I")),
        drugs=(*RUNNING.drugs, Mark(at("15:00"), "a drug of a long name at the right end of it")),
    )

    drawing = run_drawing(crowd)

    marks = [s for s in drawing.contents if isinstance(s, String) and "citrate" in s.text]
    bars = [shape for shape in drawing.contents if isinstance(shape, Rect) and shape.width == 10]
    assert marks[0].y + 10 < min(bar.y for bar in bars)


def test_in_a_crowd_each_mark_keeps_its_sign_and_no_words_cover_others() -> None:
    drugs = tuple(Mark(at(f"14:0{minute}"), "calcium gluconate 10 % 10 mL") for minute in range(9))
    reactions = (Mark(at("14:09"), "citrate II"),)

    drawing = run_drawing(replace(RUNNING, drugs=drugs, reactions=reactions))

    diamonds = [one for one in drawing.contents if isinstance(one, Polygon) and is_diamond(one)]
    said = [text for text in texts(drawing) if "calcium gluconate" in text]
    assert len(diamonds) == 9
    assert 0 < len(said) < 9
    assert "citrate II 14:09" in texts(drawing)
    boxes = sorted(placed(drawing))
    for index, (_, right, height) in enumerate(boxes):
        assert all(other != height or left >= right for left, _, other in boxes[index + 1 :])


def test_the_chart_of_a_run_shows_the_plasma_its_target_is_of() -> None:
    facts = summary_of("gbs-albumin-five", "s2")
    figures, ended_at = facts.figures, facts.session.ended_at
    total = figures.patient_plasma_removed_ml
    assert total is not None
    assert ended_at is not None

    plasma = plasma_removed(figures.readings, ended_at, total)
    chart = run_chart(facts.session, figures.target_ml, plasma=plasma)

    assert chart.removed[0].value == 0
    assert chart.removed[-1] == Point(ended_at, total)
    assert last_words(chart)[-1] == ("Plasma removed", wording.millilitres(total))
    assert plasma_removed(figures.readings, None, total) == plasma[:-1]
    assert plasma_removed((), ended_at, total) == ()


def test_a_label_without_room_is_left_out() -> None:
    pauses = tuple(Span(at(f"14:1{minute}"), at(f"14:1{minute + 1}")) for minute in range(0, 8, 2))

    shown = texts(run_drawing(replace(RUNNING, pauses=pauses)))

    assert 1 <= shown.count("pause 1 min") + shown.count("pause") < 4


def test_an_open_pause_goes_on_to_now() -> None:
    held = replace(RUNNING, pauses=(Span(at("14:20"), None),))
    over = replace(held, now=None, target_at=None)

    assert "pause since 14:20" in texts(run_drawing(held))
    assert "pause since 14:20" in texts(run_drawing(over))


@pytest.mark.parametrize("size", [(1, 1), (300, 60), (400, 300), (1900, 90)])
def test_a_chart_of_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    svg = run_chart_svg(RUNNING, LIGHT, *size).decode()

    assert "108/66 mmHg" in svg


def test_a_low_chart_keeps_its_last_values_and_shortens_its_target() -> None:
    drawing = run_drawing(RUNNING, LIGHT, 620, 120)

    shown = texts(drawing)

    assert "1\u00a0460\u00a0mL" in shown
    assert "target ~15:07" in shown
    assert min(low for _, _, low in placed(drawing)) > 0


@pytest.mark.parametrize("height", [84, 96, 110])
def test_on_a_low_screen_the_chart_is_drawn_for_it_and_not_made_small(height: int) -> None:
    drawing = run_drawing(RUNNING, LIGHT, 900, height)

    assert (drawing.width, drawing.height) == (900, height)
    for (left, right, low), (other_left, other_right, other_low) in combinations(
        placed(drawing), 2
    ):
        is_near = abs(low - other_low) < 11
        assert not is_near or right <= other_left or other_right <= left
    assert {"108/66 mmHg", "1\u00a0460\u00a0mL"} <= set(texts(drawing))


def test_a_run_without_readings_says_so() -> None:
    assert texts(run_drawing(RunChart(started_at=at("13:38")))) == ["no readings yet"]


def test_a_single_reading_is_drawn() -> None:
    chart = RunChart(pulses=(Point(at("13:38"), 74),))

    assert "74 /min" in texts(run_drawing(chart))


def test_an_end_is_named() -> None:
    assert "end 14:31" in texts(run_drawing(replace(RUNNING, ended_at=at("14:31"))))


def test_names_of_any_script_get_a_font_that_has_them() -> None:
    drugs = (Mark(at("14:08"), "≥ 1 g ליאור"),)

    drawing = run_drawing(replace(RUNNING, drugs=drugs))

    used = {shape.fontName for shape in drawing.contents if isinstance(shape, String)}
    assert {"Noto Sans Math", "Noto Sans Hebrew"} <= used
    assert text_width("≥ 1") > text_width("1")


def test_the_time_axis_has_round_times_and_holds_everything() -> None:
    axis = time_axis(RUNNING, 0, 780, 33)

    ticks = [tick.clock for tick in axis.ticks()]

    assert ticks == ["13:30", "13:45", "14:00", "14:15", "14:30", "14:45", "15:00", "15:15"]
    assert axis.x(at("13:30")) == 0
    assert axis.x(at("15:15")) == 780


def test_a_coarse_axis_may_begin_between_two_written_times() -> None:
    chart = RunChart(pulses=(Point(at("08:50"), 70), Point(at("13:10"), 70)))

    axis = time_axis(chart, 0, 780, 33)

    assert axis.first.clock == "08:30"
    assert [tick.clock for tick in axis.ticks()][:2] == ["09:00", "10:00"]


def test_a_long_treatment_still_has_an_axis() -> None:
    later = Moment.parse("2026-12-20T10:00+01:00")
    chart = RunChart(pulses=(Point(at("08:50"), 70), Point(later, 70)))

    assert time_axis(chart, 0, 780, 33).step == 1440


def test_the_scale_of_vitals_without_values_is_usual() -> None:
    axis = vitals_axis(RunChart(), 0, 100, 20)

    assert list(axis.lines())[-1] == 140


def test_extreme_vitals_get_wide_steps() -> None:
    chart = RunChart(pulses=(Point(at("08:50"), 0), Point(at("08:51"), 2000)))

    assert vitals_axis(chart, 0, 100, 0).step == 200


def test_a_label_that_would_reach_outside_finds_no_place() -> None:
    places = Places(0, 100)

    assert places.find_free(60, [0], 0) == 0
    assert places.find_free(60, [90], 1) is None


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_svg_has_what_qt_needs(palette: object) -> None:
    svg = run_chart_svg(RUNNING, LIGHT if palette is LIGHT else DARK).decode()

    assert "None" not in svg
    assert "clipPath" not in svg
    assert "clip-path" not in svg
    assert set(re.findall(r"font-family: ([^;]+);", svg)) == {"Noto Sans"}
    assert "font-weight: bold" in svg


def test_the_svg_is_painted_by_qt(qapp: object) -> None:
    from PySide6.QtGui import QColor, QImage, QPainter  # noqa: PLC0415 - Qt is for this test only
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    del qapp
    renderer = QSvgRenderer(run_chart_svg(RUNNING))
    image = QImage(952, 162, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()

    colours = {image.pixelColor(x, y).name() for x in range(952) for y in range(162)}

    assert renderer.isValid()
    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert len(colours) > 30


def test_the_pdf_of_a_chart_uses_our_fonts_alone() -> None:
    target = io.BytesIO()

    renderPDF.drawToFile(run_drawing(RUNNING), target)

    resources: Any = PdfReader(target).pages[0]["/Resources"]
    names = [str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values()]
    assert any("NotoSans" in name for name in names)
