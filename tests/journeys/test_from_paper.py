"""A session that was kept on paper is entered by keyboard on the next morning."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from plexlog import house, papers
from plexlog.domain import wording
from plexlog.domain.records import Session
from plexlog.services.board import Column
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.row_findings import row_marks
from ui.demo import story
from ui.demo.stage import Stage
from ui.session.session_screen import SessionScreen
from ui.shell.banner import BannerChip
from ui.today.today_screen import TodayScreen

pytestmark = pytest.mark.e2e
ROWS = (
    ("22:10", ("118", "72", "76", "", "", ""), ("0", "0", "0", "0")),
    ("23:40", ("112", "70", "80", "97", "", ""), ("2600", "240", "1280", "1260")),
    ("00:20", ("116", "70", "82", "97", "", ""), ("4900", "450", "2430", "2410")),
)
VITALS = ("systolic_mmhg", "diastolic_mmhg", "pulse_per_min", "spo2_percent")
TOTALS = ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml")


def desk_of(stage: Stage) -> Desk:
    assert stage.program.window is not None
    return stage.program.window.desk


def session_of(stage: Stage) -> Session:
    return desk_of(stage).store.session(stage.step().line.session_key)


def begin(stage: Stage) -> None:
    """Patient and order stand on record; the sheet of last night lies beside the keyboard."""
    story.found_unit(stage)
    story.admit_patient(stage)
    story.order_course(stage)
    hands = stage.hands
    hands.push("open_session")
    hands.push("from_paper")
    hands.type("started_at", "2026-11-19 22:05")
    hands.type("nurse", "Cem Dogan")
    hands.type("reason", "no mains power in the ward")
    stage.picture("from-paper")
    hands.push("dialog_keep")


def before_the_run(stage: Stage) -> None:
    hands = stage.hands
    hands.type("record-number", "0048213")
    hands.type("birth-date", "1984-03-09")
    hands.shortcut("Ctrl+2")
    for code, text in (
        ("weight_kg", "61.0"),
        ("pulse_per_min", "74"),
        ("hematocrit_percent", "36"),
    ):
        hands.type(code, text)
    hands.type("Haematocrit, taken at", "20:40")


def enter_rows(stage: Stage) -> None:
    hands = stage.hands
    for time, vitals, totals in ROWS:
        hands.type("row_at", time)
        cells = (*zip(VITALS, vitals, strict=False), *zip(TOTALS, totals, strict=True))
        for code, text in cells:
            if text:
                hands.type(f"row_{code}", text)
        hands.press(Qt.Key.Key_Return)


def enter_the_rest(stage: Stage) -> None:
    hands = stage.hands
    hands.shortcut("F7")
    hands.choose("Fluid", "Albumin 5 %")
    hands.type("Volume in mL", "500")
    hands.type("started_at", "22:06")
    hands.type("Lot", "HA26D201")
    stage.picture("bag-from-paper")
    hands.push("dialog_keep")
    hands.shortcut("F6")
    hands.type("drug", "Calcium gluconate 10 %")
    hands.type("dose", "10 mL")
    hands.type("at", "23:45")
    hands.push("dialog_keep")
    hands.shortcut("F4")
    hands.type("from", "23:00")
    hands.type("to", "23:10")
    hands.push("dialog_keep")
    hands.shortcut("F9")
    hands.type("onset_at", "23:42")
    hands.pick("kind", "citrate")
    hands.pick("grade", "I")
    stage.picture("reaction-from-paper")
    hands.push("reaction_next")
    hands.pick("outcome", "resolved")
    hands.push("reaction_next")
    stage.picture("run-from-paper")
    hands.push("End run")
    hands.type("ended_at", "0:25")
    hands.push("dialog_keep")
    stage.picture("ended-from-paper")


def test_a_sheet_of_last_night_is_entered_with_its_true_times(stage: Stage) -> None:
    begin(stage)
    before_the_run(stage)
    stage.hands.shortcut("Ctrl+4")
    enter_rows(stage)
    enter_the_rest(stage)
    stage.let_time_pass(60)

    session = session_of(stage)
    assert session.paper is not None
    assert (session.paper.nurse, session.paper.by) == ("Cem Dogan", "Anna Bauer")
    assert wording.moment(session.started_at) == "2026-11-19 22:05"
    assert wording.moment(session.ended_at) == "2026-11-20 00:25"
    rows = session.readings or ()
    assert [wording.moment(row.at) for row in rows] == [
        "2026-11-19 22:10",
        "2026-11-19 23:40",
        "2026-11-20 00:20",
    ]
    assert [wording.moment(one.started_at) for one in session.bags or ()] == ["2026-11-19 22:06"]
    assert [wording.moment(one.at) for one in session.drugs_given or ()] == ["2026-11-19 23:45"]
    assert [wording.moment(one.onset_at) for one in session.reactions or ()] == [
        "2026-11-19 23:42"
    ]
    assert [wording.moment(one.end) for one in session.pauses or ()] == ["2026-11-19 23:10"]
    assert_it_is_marked_and_not_late(stage)
    assert_the_document_takes_it_along(stage)
    assert_the_board_does_not_call(stage)


def assert_it_is_marked_and_not_late(stage: Stage) -> None:
    desk = desk_of(stage)
    chips = [chip.accessibleName() for chip in stage.program.frame.findChildren(BannerChip)]
    assert "FROM PAPER: Cem Dogan" in chips
    page = stage.program.page
    assert isinstance(page, SessionScreen)
    report = papers.session_report(desk, stage.step().line.session_key)
    lines = [line.text for line in report.bottom_line]
    assert any("ENTERED FROM PAPER, kept at the bedside by Cem Dogan" in one for one in lines)
    assert "late, entered" not in str(report)
    marks = row_marks(OpenSession(desk, stage.step().line.session_key))
    assert not any(marks.is_late(row) for row in stage.step().session.readings or ())


def assert_the_document_takes_it_along(stage: Stage) -> None:
    document = json.loads(house.course_document(desk_of(stage), stage.step().line.course_key))

    assert document["sessions"][0]["x_plexlog_paper"]["nurse"] == "Cem Dogan"


def assert_the_board_does_not_call(stage: Stage) -> None:
    window = stage.program.window
    assert window is not None
    window.open_today()
    stage.picture("today-from-paper")
    page = stage.program.page
    assert isinstance(page, TodayScreen)
    assert page.columns[Column.RUNNING].cards == ()
    (card,) = page.columns[Column.TO_SIGN].cards
    assert [chip.words for chip in card.view.chips][:1] == ["from paper"]
