"""The course report as PDF: pages of a course of any length, fonts, outline, code, file inside."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from plexlog.reports import model
from plexlog.reports.course_report import course_report
from plexlog.reports.course_summaries import course_summaries
from plexlog.reports.paper import PaperSize
from plexlog.reports.pdf import FOOT, render
from plexlog.reports.qr import qr_drawing
from plexlog.reports.session_summary import session_summary
from tests.reports.cases import course_of, summary_of
from tests.reports.courses import longer, report_input, report_of
from tests.reports.test_pdf import fonts_of, small_report, text_of


def read(report: model.Report, paper: PaperSize = PaperSize.A4) -> PdfReader:
    return PdfReader(io.BytesIO(render(report, paper)))


def places(page: Any) -> list[tuple[float, float, str]]:
    """Where each text of a page begins, and the text."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, matrix: list[float], shift: list[float], *_: Any) -> None:
        if text.strip():
            x = shift[4] * matrix[0] + shift[5] * matrix[2] + matrix[4]
            y = shift[4] * matrix[1] + shift[5] * matrix[3] + matrix[5]
            found.append((x, y, text))

    page.extract_text(visitor_text=visit)
    return found


LONG = [pytest.param(count, marks=pytest.mark.no_cover) for count in (30, 100)]


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("count", [1, 5, *LONG])
def test_a_course_of_any_length_has_no_empty_and_no_clipped_page(
    count: int, paper: PaperSize
) -> None:
    report = course_report(report_input(longer(course_of("gbs-albumin-five"), count)))
    width, height = paper.points

    pages = read(report, paper).pages

    for number, page in enumerate(pages, start=1):
        assert (page.mediabox.width, page.mediabox.height) == pytest.approx((width, height), abs=1)
        texts = places(page)
        assert all(0 < x < width and 0 < y < height for x, y, _ in texts)
        body = [text for _, y, text in texts if FOOT < y < height - 70]
        assert len("".join(body)) > 60, f"page {number} is empty"
        assert f"page {number} of {len(pages)}" in {text.strip() for _, _, text in texts}
    assert len(pages) <= 4 + count / 2


def test_the_whole_report_reads_as_text_in_its_order() -> None:
    report = course_report(report_of("ttp-plasma-daily"))

    text = text_of(report)

    place = 0
    for section in report.sections:
        place = text.index(f"{section.title}\n", place)
    assert report.bottom_line[0].text.replace("\u00a0", " ") in text.replace("\n", " ")
    assert "A999926000111 X" in text


def test_fonts_language_title_and_outline_are_those_of_an_archive() -> None:
    report = course_report(report_of("gbs-albumin-five"))
    reader = read(report)

    for name, font in fonts_of(reader).items():
        assert "NotoSans" in name
        assert "/FontFile2" in font["/FontDescriptor"]
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Plasma exchange, course report: MUSTERWALD")
    titles = [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [section.title for section in report.sections]


def test_summaries_of_a_course_stand_under_their_sessions_in_the_outline() -> None:
    reports = [session_summary(summary_of("gbs-albumin-five", one)) for one in ("s1", "s2")]

    outline = read(course_summaries(reports)).outline

    assert [str(one["/Title"]) for one in outline if not isinstance(one, list)] == [
        "Session 1 of 5",
        "Session 2 of 5",
    ]
    below = [one for one in outline if isinstance(one, list)]
    assert [len(one) for one in below] == [len(one.sections) for one in reports]


def test_the_page_carries_the_course_as_a_file() -> None:
    document = json.dumps(
        {"format": "plexlog-course", "patient": "Łukasz Ñandú ØŘ’ سلمى अनन्या"}, ensure_ascii=False
    ).encode()
    report = small_report(model.Paragraph(text="text"))
    carried = model.Attachment(name="c.json", content=document, described="The course")
    reader = PdfReader(io.BytesIO(render(_with(report, carried))))

    assert dict(reader.attachments) == {"c.json": [document]}


def _with(report: model.Report, attachment: model.Attachment) -> model.Report:
    from dataclasses import replace  # noqa: PLC0415 - used once

    return replace(report, attachment=attachment)


def test_the_code_is_a_square_of_black_cells() -> None:
    drawing = qr_drawing("plexlog:" + "ab12" * 16 + ":" + "cd34" * 16)

    assert drawing.width == drawing.height
    assert drawing.getBounds()[2] <= drawing.width


def test_a_long_mark_stays_within_the_page() -> None:
    from dataclasses import replace  # noqa: PLC0415 - used once

    report = replace(small_report(model.Paragraph(text="x")), draft_mark="UNFINISHED " * 5)

    (page,) = read(report).pages
    assert page.extract_text().count("UNFINISHED") == 10


ARABIC = (
    "حضرت المريضة اليوم لجلسة تبادل البلازما الثالثة وكان ضغط الدم طبيعيا قبل البدء ولم تظهر "
    "أي أعراض جانبية خلال الجلسة كلها"
)
HEBREW = (
    "המטופלת הגיעה היום לטיפול השלישי של החלפת פלזמה לחץ הדם היה תקין לפני תחילת הטיפול ולא "
    "נצפו תופעות לוואי במהלך כל הטיפול כפי שנרשם ביומן המחלקה ובדוח של האחות התורנית עד סופו"
)


@pytest.mark.parametrize("in_table", [True, False])
def test_a_long_hebrew_text_reads_from_its_first_line_down(*, in_table: bool) -> None:
    columns = (model.Column(heading="a"), model.Column(heading="b"))
    cells = (model.Cell(text=HEBREW), model.Cell(text=HEBREW))
    table = model.Table(columns=columns, rows=(cells,))
    block = table if in_table else model.Paragraph(text=HEBREW)

    (page,) = read(small_report(block)).pages

    heights = {
        word: min(y for _, y, text in places(page) if word in text) for word in ("המטופלת", "סופו")
    }
    assert heights["המטופלת"] > heights["סופו"]


def test_a_wrapped_right_to_left_text_begins_at_the_right() -> None:
    (page,) = read(small_report(model.Paragraph(text=HEBREW, is_typed=True))).pages

    x = next(x for x, _, text in places(page) if "סופו" in text)
    assert x > 200


def test_a_sentence_that_begins_with_such_a_name_runs_from_left_to_right() -> None:
    text = "ליאור had five sessions."
    (sentence,) = read(small_report(model.Paragraph(text=text))).pages
    (typed,) = read(small_report(model.Paragraph(text=text, is_typed=True))).pages

    def name_stands_first(page: Any) -> bool:
        drawn = "".join(part for _, _, part in places(page))  # from left to right
        return drawn.index("ליאור") < drawn.index("had five sessions")

    assert name_stands_first(sentence)
    assert not name_stands_first(typed)


@pytest.mark.parametrize("in_table", [True, False])
def test_somebody_s_own_words_behind_a_label_keep_the_order_of_their_clauses(
    *, in_table: bool
) -> None:
    text = "ליאור קיבל IVIG בלי תגובה"
    columns = (model.Column(heading="a"), model.Column(heading="b"))
    cells = (model.Cell(text="a"), model.Cell(text=text, is_typed=True))
    fact = model.Fact("Reason", text, is_typed=True)
    table = model.Table(columns=columns, rows=(cells,))

    (page,) = read(
        small_report(table if in_table else model.Facts(facts=(fact,), columns=1))
    ).pages

    drawn = "".join(part for _, _, part in places(page))  # from left to right
    assert drawn.index("תגובה") < drawn.index("IVIG") < drawn.index("ליאור")


def test_arabic_is_shaped_and_long_texts_break_over_pages() -> None:
    report = small_report(model.Paragraph(text="\n".join([ARABIC] * 120)), *_finding(HEBREW))

    reader = read(report)

    assert len(reader.pages) >= 2
    assert any("NotoSansArabic" in name for name in fonts_of(reader))


def _finding(text: str) -> tuple[model.Block, ...]:
    from plexlog.domain.fields import Severity  # noqa: PLC0415 - used once

    return (model.FindingNote(severity=Severity.STOP, heading="STOP", what=text, answer="a"),)


def test_an_empty_line_between_right_to_left_lines_stays() -> None:
    noted = small_report(model.Paragraph(text="\n\n".join(("כהן", "לוי"))))

    (page,) = read(noted).pages
    found = {text.strip(): y for _, y, text in places(page) if text.strip() in ("כהן", "לוי")}
    assert found["כהן"] - found["לוי"] > 15


def test_letter_and_a4_say_the_same() -> None:
    report = course_report(report_of("ms-relapse-steroids"))

    one, other = (
        sorted("".join(page.extract_text() for page in read(report, paper).pages).split())
        for paper in PaperSize
    )

    assert {word for word in one if len(word) > 4} == {word for word in other if len(word) > 4}


def test_facts_and_cells_that_begin_with_such_a_name_keep_their_order() -> None:
    text = "ליאור, 2026-09-09 10:00"
    facts = model.Facts(facts=(model.Fact("Ordered", text),))
    columns = (model.Column(heading="Drug"), model.Column(heading="Dose"))
    table = model.Table(columns=columns, rows=((model.Cell(text=text), model.Cell(text="5 IU")),))

    for block in (facts, table):
        (page,) = read(small_report(block)).pages
        drawn = [(x, part) for x, y, part in places(page) if FOOT < y < 760]
        row = "".join(part for _, part in sorted(drawn, key=lambda one: one[0]))
        assert row.index("ליאור") < row.index("2026-09-09") < row.index("10:00")
