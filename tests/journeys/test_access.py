"""A line is taken out after a signed session, by keyboard; whatever is told later says so."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from plexlog import house, papers
from plexlog.domain.findings import Phase
from plexlog.reports.model import LargeText, Report
from plexlog.services.desk import Desk
from plexlog.services.open_session import SessionView
from tests.reports.cases import section_text
from ui.demo import story
from ui.demo.stage import Stage

pytestmark = pytest.mark.e2e
STEPS = (
    story.found_unit,
    story.admit_patient,
    story.order_course,
    story.identify,
    story.assess,
    story.plan,
    story.run,
    story.close,
)


def desk_of(stage: Stage) -> Desk:
    assert stage.program.window is not None
    return stage.program.window.desk


def letter_words(report: Report) -> str:
    return " ".join(
        block.text
        for section in report.sections
        for block in section.blocks
        if isinstance(block, LargeText)
    )


def stops(view: SessionView) -> list[str]:
    return [one.code for one in view.findings(Phase.BEFORE)]


def a_signed_session(stage: Stage) -> None:
    for act in STEPS:
        act(stage)
    stage.hands.wait_for(stage.is_preview_drawn, "the preview")
    stage.hands.type("sign_password", story.PASSWORD)
    stage.hands.push("sign")
    stage.hands.wait_for(stage.is_signed, "the signature")


def test_a_line_is_removed_and_another_access_is_used(stage: Stage) -> None:
    a_signed_session(stage)
    course_key, session_key = stage.step().line.course_key, stage.step().line.session_key
    desk, hands = desk_of(stage), stage.hands
    before = letter_words(papers.letter_report(desk, session_key))
    stage.let_time_pass(90)
    assert stage.program.window is not None
    stage.program.window.open_course(course_key)
    hands.settle()
    hands.shortcut("Ctrl+J")
    hands.type("Removed on", "2026-11-20")
    hands.choose("Reason of the removal", "No longer needed")
    hands.push("keep_access")
    hands.push("add_access")
    hands.choose("Access", "AV fistula")
    hands.choose("Side", "Left")
    hands.push("keep_access")
    hands.press(Qt.Key.Key_Escape)

    assert_papers_follow(desk, course_key, session_key)
    after = letter_words(papers.letter_report(desk, session_key))
    assert len(after) < len(before)
    assert "Your line: keep the dressing dry" in before
    assert "Your line" not in after
    assert_the_next_session_asks(stage, course_key)


def assert_papers_follow(desk: Desk, course_key: str, session_key: str) -> None:
    summary = papers.session_report(desk, session_key)
    told = "Told since the signature: removed 2026-11-20: no longer needed (Anna Bauer, 2026-11-20"
    assert told in section_text(summary, "Access")
    report = papers.course_report(desk, course_key)
    assert not any("Still in place" in line.text for line in report.bottom_line)
    assert "Removed 2026-11-20: no longer needed" in section_text(report, "Access")
    line, fistula = json.loads(house.course_document(desk, course_key))["access_devices"]
    assert (line["removed_on"], line["removal_reason"]) == ("2026-11-20", "no longer needed")
    assert (fistula["kind"], fistula["side"]) == ("av-fistula", "left")
    assert house.verify(desk) == []


def assert_the_next_session_asks(stage: Stage, course_key: str) -> None:
    """It goes on with the line of the order until somebody says which access it is."""
    hands, desk = stage.hands, desk_of(stage)
    second = desk.store.sessions_of(course_key)[1]
    assert stage.program.window is not None
    stage.program.window.open_session(second.session_key)
    hands.settle()
    assert "access-removed" in stops(stage.step())

    (_line, fistula) = desk.store.course(course_key).access_devices or ()
    hands.pick("access_device_id", fistula.id)

    assert "access-removed" not in stops(stage.step())
    assert stage.step().access == fistula
