"""The flow sheet for paper: the screen's order, the catalogue's labels, room for a hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import ChecklistItem, GradeFact, ReactionFact, RowTemplateFact
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import OrderedDrug, OrderedTest
from plexlog.domain.run_row import fields_of_columns
from plexlog.domain.words import LabTiming, Route
from plexlog.reports.flow_sheet import LABEL, flow_sheet
from plexlog.reports.model import (
    Block,
    Facts,
    Paragraph,
    PrintedCode,
    Report,
    TickBoxes,
    TickList,
    WriteBoxes,
    WriteTable,
)
from plexlog.reports.paper import PaperSize
from plexlog.reports.pdf import render
from plexlog.reports.sheet_input import SheetInput, SheetOf
from plexlog.storage.seed_files import read_seeds
from plexlog.storage.seeds import FOLDER
from tests.reports.cases import summary_of
from tests.reports.test_pdf import fonts_of

STEPS = ("identify", "assess", "plan", "close")
ORDER = [
    "Identify",
    "Assess",
    "Plan",
    "Run",
    "Replacement fluids",
    "Drugs",
    "Reactions",
    "Close",
    "Sign",
]
BLANK = SheetInput(
    unit_name="Apheresis Unit, Musterstadt",
    version="0.1.0",
    printed_at=Moment.parse("2026-11-22T10:00+01:00"),
    checklist=tuple(
        ChecklistItem(
            code=step, label=f"Item of {step}", source="s", step=step, holds_step=step != "close"
        )
        for step in STEPS
    ),
    reactions=(ReactionFact(code="citrate", label="Citrate", source="s", icon="hand"),),
    grades=(GradeFact(code="I", label="Mild", source="s", definition="Tolerated"),),
    limits=(("Systolic under", "80 mmHg"),),
    columns=fields_of_columns(None, CATALOGUE),
)
OF = SheetOf(
    summary=summary_of("gbs-albumin-five", "s2"),
    order=(("Plasma volumes", "1.0"), ("Fluid", "albumin 5 %")),
    volumes=(("Target", "3 205 mL"),),
    volumes_by="Volumes by last values, not today’s: weight 78.0 kg.",
    last={"weight_kg": "78.0 (2026-09-07)"},
    alerts=("citrate in session 1",),
    sheet="7F3A-90C2",
    session_name="gbs-albumin-five/s2",
)
FILLED = replace(BLANK, of=OF)
(MEMBRANE,) = (
    one
    for one in read_seeds(FOLDER)
    if isinstance(one, RowTemplateFact) and one.code == "membrane"
)
both = pytest.mark.parametrize("facts", [BLANK, FILLED], ids=["blank", "of a session"])
either_paper = pytest.mark.parametrize("paper", list(PaperSize))


def blocks_of(report: Report, title: str) -> tuple[Block, ...]:
    return next(one.blocks for one in report.sections if one.title == title)


def labels(report: Report, title: str) -> dict[str, str]:
    """The boxes of a section: label and unit."""
    return {
        box.label: box.unit
        for block in blocks_of(report, title)
        if isinstance(block, WriteBoxes)
        for box in block.boxes
    }


def pages_of(report: Report, paper: PaperSize = PaperSize.A4) -> list[str]:
    reader = PdfReader(io.BytesIO(render(report, paper)))
    return [page.extract_text() for page in reader.pages]


@both
def test_it_goes_in_the_order_of_the_screen(facts: SheetInput) -> None:
    assert [one.title for one in flow_sheet(facts).sections] == ORDER


def test_every_quantity_has_a_box_with_the_label_and_unit_of_the_catalogue() -> None:
    report = flow_sheet(BLANK)

    for title, places in (
        ("Assess", (Place.BEFORE,)),
        ("Plan", (Place.SESSION,)),
        ("Close", (Place.TOTALS, Place.CLOSE)),
    ):
        declared = {one.label: one.shown_unit for place in places for one in CATALOGUE.at(place)}
        assert declared.items() <= labels(report, title).items()
    bedside = {one.label for one in CATALOGUE.at(Place.AFTER) if not one.is_sampled}
    assert bedside <= set(labels(report, "Close"))


def test_a_row_of_the_run_has_the_columns_of_the_screen_and_all_else_a_column_below() -> None:
    tables = [one for one in blocks_of(flow_sheet(BLANK), "Run") if isinstance(one, WriteTable)]

    taken = BLANK.columns
    heads = [(one.heading, one.unit) for one in tables[0].columns]
    assert heads[0] == ("Time", "")
    assert heads[1] == ("BP", "mmHg")
    assert heads[2:-1] == [(one.heading, one.shown_unit) for (one, *_) in taken[1:]]
    shown = {one.code for fields in taken for one in fields}
    others = [one.heading for one in CATALOGUE.at(Place.READING) if one.code not in shown]
    assert [one.heading for one in tables[1].columns] == ["Time", *others, "Note"]
    assert all(table.height >= 22 for table in tables)


@both
@either_paper
def test_the_columns_of_a_machine_stand_in_its_order_and_no_quantity_is_asked_twice(
    facts: SheetInput, paper: PaperSize
) -> None:
    report = flow_sheet(replace(facts, columns=fields_of_columns(MEMBRANE, CATALOGUE)))
    rows, others = [one for one in blocks_of(report, "Run") if isinstance(one, WriteTable)][:2]

    of_machine = [CATALOGUE[code].heading for code in MEMBRANE.columns[2:]]
    assert [one.heading for one in rows.columns] == ["Time", "BP", *of_machine, "By"]
    left = [CATALOGUE[code].heading for code in ("temperature_c", "ionised_calcium_mmol_l")]
    headings = [one.heading for one in others.columns]
    assert set(left) <= set(headings)
    assert not set(headings[1:-1]) & set(of_machine)
    assert len(pages_of(report, paper)) in (4, 5)


def test_the_items_are_the_units_with_those_that_hold_a_step_marked() -> None:
    lists = [
        block
        for section in flow_sheet(BLANK).sections
        for block in section.blocks
        if isinstance(block, TickList)
    ]

    assert [one.items for one in lists] == [
        ("Item of identify (STOP)",),
        ("Item of assess (STOP)",),
        ("Item of plan (STOP)",),
        ("Item of close",),
    ]


def test_the_access_is_asked_by_the_signs_of_the_record() -> None:
    ticks = [one for one in blocks_of(flow_sheet(BLANK), "Assess") if isinstance(one, TickBoxes)]

    assert ticks[0].options == (
        "Pus",
        "Redness",
        "Pain",
        "Swelling",
        "Dressing intact",
        "Lumens patent",
    )


def test_a_blank_sheet_has_room_for_a_label_on_each_page() -> None:
    report = flow_sheet(BLANK)
    pages = pages_of(report)

    assert report.label_box == LABEL
    assert all("Patient label, or write" in page for page in pages)
    assert all(f"page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert all("blank sheet" in page for page in pages)
    assert "leave the number of the sheet empty" in pages[0]


def test_the_sheet_of_a_session_names_the_patient_and_its_number_on_each_page() -> None:
    pages = pages_of(flow_sheet(FILLED))

    for at, page in enumerate(pages, 1):
        assert "MUSTERWALD, Albin Theobald" in page
        assert "MRN MW-0071402" in page
        assert "session 2 of 5" in page
        assert "sheet 7F3A-90C2" in page
        assert f"page {at} of {len(pages)}" in page
    assert "For downtime" in pages[0]
    assert "ALERT: citrate in session 1" in pages[0]
    assert "give the number 7F3A-90C2" in pages[0]


def test_it_tells_what_is_ordered_the_volumes_limits_and_last_values() -> None:
    report = flow_sheet(FILLED)
    text = "\n".join(pages_of(report))

    boxes = [
        box
        for block in blocks_of(report, "Assess")
        if isinstance(block, WriteBoxes)
        for box in block.boxes
    ]
    assert next(one for one in boxes if one.label == "Weight").hint == "last 78.0 (2026-09-07)"
    assert next(one for one in boxes if one.label == "Pulse").hint == "usual 50 to 120"
    for told in ("albumin 5 %", "3 205 mL", "not today’s", "Systolic under 80 mmHg"):
        assert told in text
    (code,) = [one for one in blocks_of(report, "Identify") if isinstance(one, PrintedCode)]
    assert code.code == "7F3A-90C2"
    assert "Session gbs-albumin-five/s2" in code.lines


def test_what_is_not_known_is_left_out() -> None:
    patient = replace(OF.summary.course.patient, sex_for_formulas=None)
    order = replace(OF.summary.course.order, sessions_planned=None)
    course = replace(OF.summary.course, patient=patient, order=order, course_number=None)
    summary = replace(OF.summary, course=course)
    of = replace(OF, summary=summary, volumes_by="", alerts=())

    report = flow_sheet(replace(FILLED, of=of, limits=()))

    assert report.identity == "born 1974-03-18 · MRN MW-0071402"
    assert report.occasion == "session 2"
    assert "Limits of the unit" not in str(report)


@both
@either_paper
def test_no_page_is_empty_and_all_fonts_are_embedded(facts: SheetInput, paper: PaperSize) -> None:
    reader = PdfReader(io.BytesIO(render(flow_sheet(facts), paper)))

    assert len(reader.pages) in (4, 5)
    assert all(len(page.extract_text()) > 150 for page in reader.pages)
    assert all("NotoSans" in name for name in fonts_of(reader))
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts_of(reader).values())
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("Plasma exchange, flow sheet")
    assert [str(getattr(one, "title", "")) for one in reader.outline] == ORDER


def test_ordered_drugs_are_lines_to_tick_with_their_time() -> None:
    drug = OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV)
    course = OF.summary.course
    order = replace(course.order, pre_medication=(drug,))
    summary = replace(OF.summary, course=replace(course, order=order))

    sheet = flow_sheet(replace(BLANK, of=replace(OF, summary=summary)))

    ticks = [one for one in blocks_of(sheet, "Assess") if isinstance(one, TickList)]
    assert ticks[0].options == ("Given", "Not given")
    assert ticks[0].items == ("Clemastine 2 mg IV, at ____:____ (not given: why)",)


def test_what_the_order_wants_has_its_box_or_its_line() -> None:
    course = OF.summary.course
    plan = (
        ("fibrinogen_g_l", LabTiming.BEFORE_SESSION),
        ("antibody_titre", LabTiming.BEFORE_SESSION),
        ("platelets_10e9_l", LabTiming.AFTER_SESSION),
    )
    order = replace(
        course.order,
        laboratory_plan=tuple(OrderedTest(quantity=code, timing=when) for code, when in plan),
    )
    summary = replace(OF.summary, course=replace(course, order=order))
    fetch = (("Albumin 5 %", "7 × 500 mL for 3 205 mL"),)

    sheet = flow_sheet(
        replace(BLANK, of=replace(OF, summary=summary, fetch=fetch, scale="GBS disability"))
    )

    writing = [one for one in blocks_of(sheet, "Assess") if isinstance(one, WriteBoxes)]
    assess = {box.label: box.hint for block in writing for box in block.boxes}
    assert assess["Fibrinogen"].startswith("ordered\n")
    assert assess["Antibody titre"] == "ordered"
    assert not assess["Platelets"].startswith("ordered")
    assert "GBS disability" in assess
    close = blocks_of(sheet, "Close")
    titles = [one.text for one in close if isinstance(one, Paragraph)]
    assert "Blood ordered after the session" in titles
    assert "Lumens; ordered lock: trisodium citrate 4\u00a0%" in titles
    known = {
        fact.label: fact.text
        for title in ("Identify", "Plan")
        for one in blocks_of(sheet, title)
        if isinstance(one, Facts)
        for fact in one.facts
    }
    assert known["Albumin 5 %"] == "7 × 500 mL for 3 205 mL"
    assert known["Consents"].startswith("procedure ")


def test_without_consents_or_lock_the_sheet_says_so() -> None:
    course = OF.summary.course
    order = replace(course.order, consents=None, catheter_lock=None)
    summary = replace(OF.summary, course=replace(course, order=order))

    sheet = flow_sheet(replace(BLANK, of=replace(OF, summary=summary)))

    texts = [one.text for one in blocks_of(sheet, "Close") if isinstance(one, Paragraph)]
    assert "Lumens" in texts
    identify = [one for one in blocks_of(sheet, "Identify") if isinstance(one, Facts)]
    assert [one.text for one in identify[0].facts if one.label == "Consents"] == ["not recorded"]
