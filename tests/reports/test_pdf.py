"""The report as PDF: its text, pages, fonts and outline, and how it is written to disk."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.platypus import Spacer

from plexlog.domain.fields import Severity
from plexlog.reports import fonts, model
from plexlog.reports.pdf import UNWRITTEN, render
from plexlog.reports.pdf_blocks import column_widths, flowables
from plexlog.reports.session_summary import session_summary
from tests.reports.cases import SIGNED, summary_of, with_patient, with_session


@pytest.fixture
def report() -> model.Report:
    return session_summary(summary_of("gbs-albumin-five", "s2"))


def read(report: model.Report) -> PdfReader:
    return PdfReader(io.BytesIO(render(report)))


def text_of(report: model.Report) -> str:
    pages = "\n".join(page.extract_text() for page in read(report).pages)
    return pages.replace("\u00a0", " ")


def small_report(*blocks: model.Block) -> model.Report:
    return model.Report(
        title="Title",
        patient="DOE, Ada",
        identity="born 1984-03-09 · MRN 1",
        occasion="session 1",
        bottom_line=(model.Statement(text="Done"),),
        sections=(model.Section(title="Only", blocks=blocks),),
        footer=("Unit",),
        author="Unit",
    )


def fonts_of(reader: PdfReader) -> dict[str, Any]:
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    found = [ref.get_object() for each in resources for ref in each["/Font"].values()]
    return {str(font["/BaseFont"]): font for font in found}


@pytest.mark.parametrize(
    ("name", "session_id", "said"),
    [
        ("gbs-albumin-five", "s2", "Citrate, grade II: onset 09:53"),
        ("ttp-plasma-daily", "s1", "A999926000111 X"),
        ("ms-relapse-steroids", "s4", "STOP · OVERRIDDEN · before the session"),
    ],
)
def test_a_real_session_fits_two_pages_and_reads_as_text(
    name: str, session_id: str, said: str
) -> None:
    report = session_summary(summary_of(name, session_id))

    text = text_of(report)

    assert said in text
    assert report.bottom_line[0].text.replace("\u00a0", " ") in text
    assert len(read(report).pages) <= 2


def test_no_room_below_the_last_line_makes_a_page_of_nothing(report: model.Report) -> None:
    assert not isinstance(flowables(report, 500)[-1], Spacer)


def test_every_page_says_whose_it_is_and_which(report: model.Report) -> None:
    pages = [page.extract_text() for page in read(report).pages]

    for number, text in enumerate(pages, start=1):
        assert "MUSTERWALD, Albin Theobald" in text
        assert "born 1974-03-18 · MRN MW-0071402" in text
        assert "course 1 · session 2 of 5" in text
        assert f"page {number} of {len(pages)}" in text
        assert "printed 2026-11-22 10:00" in text


def test_the_draft_mark_crosses_every_page_until_signed(report: model.Report) -> None:
    signed = session_summary(replace(summary_of("gbs-albumin-five", "s2"), signatures=(SIGNED,)))

    for page in read(report).pages:
        assert page.extract_text().count("DRAFT – not signed") == 2
    assert "DRAFT" not in text_of(signed)
    assert "key 5f5f5f5f5f5f5f5f" in text_of(signed)


def test_title_author_language_and_outline_are_set(report: model.Report) -> None:
    reader = read(report)
    meta = reader.metadata

    assert meta is not None
    assert meta.title is not None
    assert meta.title.startswith("Plasma exchange, session summary: MUSTERWALD")
    assert meta.author == "Apheresis Unit, Musterstadt"
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    titles = [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [section.title for section in report.sections]


def test_every_font_is_ours_and_embedded(report: model.Report) -> None:
    found = fonts_of(read(report))

    assert found
    for name, font in found.items():
        assert "NotoSans" in name
        assert "/FontFile2" in font["/FontDescriptor"]


@pytest.mark.parametrize(
    ("name", "shown", "font"),
    [
        ("Łukasz Ñandú", "Łukasz Ñandú", "NotoSans-Regular"),
        ("Ngô Thị Ánh", "Ngô Thị Ánh", "NotoSans-Regular"),
        ("Ωμέγα Жанна", "Ωμέγα Жанна", "NotoSans-Regular"),
        ("अनन्या", "अन", "NotoSansDevanagari-Regular"),
        ("ליאור", "ליאור", "NotoSansHebrew-Regular"),
        ("سلمى", "", "NotoSansArabic-Regular"),
        ("สมชาย", "สมชาย", "NotoSansThai-Regular"),
        ("გიორგი", "გიორგი", "NotoSansGeorgian-Regular"),
        ("Արամ", "Արամ", "NotoSansArmenian-Regular"),
        ("தமிழ்", "", "NotoSansTamil-Regular"),
        ("አበበ", "አበበ", "NotoSansEthiopic-Regular"),
        ("5 ≥ 3 → \u22122", "≥ 3 → \u22122", "NotoSansMath-Regular"),
        ("♀ 42", "♀ 42", "NotoSansSymbols-Regular"),
        ("李 小龍", "李 小龍", "DroidSansFallback"),
        ("さくら 김민준", "さくら 김민준", "DroidSansFallback"),
    ],
)
def test_every_script_prints_in_a_font_that_has_it(name: str, shown: str, font: str) -> None:
    noted = small_report(model.Paragraph(text=name))

    assert shown in text_of(noted)
    assert any(font in found for found in fonts_of(read(noted)))


def test_a_pdf_holds_only_the_signs_of_a_large_font_that_it_prints() -> None:
    plain = small_report(model.Paragraph(text="Li"))
    named = small_report(model.Paragraph(text="李"))

    assert len(render(named)) - len(render(plain)) < 60_000


def test_a_patient_of_any_script_is_named_on_every_page() -> None:
    facts = with_patient(
        summary_of("gbs-albumin-five", "s2"), family_name="سلمى", given_name="अनन्या ליאור"
    )

    reader = read(session_summary(facts))

    assert all("ליאור" in page.extract_text() for page in reader.pages)


def test_a_name_with_signs_that_no_font_has_says_so_on_every_page() -> None:
    whole = small_report(model.Paragraph(text="x"))

    unwritten = read(replace(whole, patient="জয়া"))

    assert UNWRITTEN not in text_of(whole)
    assert all(UNWRITTEN in page.extract_text() for page in unwritten.pages)


def test_signs_beside_a_shaped_script_keep_their_own_glyphs() -> None:
    text = text_of(small_report(model.Paragraph(text="(अनन्या) \u22122 mL, x")))

    assert "\u22122 mL, x" in text


def test_user_text_is_never_mark_up() -> None:
    facts = with_session(
        summary_of("gbs-albumin-five", "s2"), note="<b>5 < 6</b> & <para>\n<br/>second line"
    )

    text = text_of(session_summary(facts))

    assert "<b>5 < 6</b> & <para>" in text
    assert "<br/>second line" in text


def test_texts_of_any_length_break_over_lines_and_pages() -> None:
    facts = summary_of("gbs-albumin-five", "s2")
    assert facts.session.drugs_given is not None
    drug = replace(facts.session.drugs_given[0], drug="D" * 200, reason="r " * 4900 + "end-of-it")
    long = with_session(facts, drugs_given=(drug,), note="note " * 1990 + "last-word")
    long = with_patient(long, family_name="F" * 200, given_name="Given " * 33)

    text = text_of(session_summary(long))

    assert "last-word" in text
    assert "end-of-it" in text
    assert text.replace("\n", "").count("D" * 200) >= 1


def test_a_shaped_word_longer_than_its_line_is_split() -> None:
    noted = small_report(model.Paragraph(text="א" * 400))

    assert text_of(noted).count("א") == 400


def test_equal_reports_give_equal_bytes_when_asked(report: model.Report) -> None:
    assert render(report, invariant=True) == render(report, invariant=True)


def test_every_kind_of_finding_has_its_word() -> None:
    notes = [
        model.FindingNote(severity=severity, heading=severity.word.upper(), what="what")
        for severity in Severity
    ]

    text = text_of(small_report(*notes))

    assert all(severity.word.upper() in text for severity in Severity)


def test_columns_share_what_is_left_and_give_what_lacks() -> None:
    columns = (model.Column(heading="a"), model.Column(heading="b"))

    def widths(first: str, second: str) -> list[float]:
        row = (model.Cell(text=first), model.Cell(text=second))
        return column_widths(model.Table(columns=columns, rows=(row,)), 300)

    assert sum(widths("x", "y")) == pytest.approx(300)
    short, long = widths("x", "y" * 200)
    assert short < 20
    assert short + long == pytest.approx(300)
    assert widths("x" * 200, "y" * 200) == [150, 150]


def test_an_odd_number_of_facts_fills_two_columns() -> None:
    facts = model.Facts(facts=tuple(model.Fact(str(n), f"text {n}") for n in range(3)))

    assert "text 2" in text_of(small_report(facts))


def test_fonts_are_known_by_the_name_the_window_uses() -> None:
    assert fonts.REGULAR == "Noto Sans"
