"""The page of a course: its sessions, when they are to be, and what goes out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.modeltest import ModelTester

from plexlog import papers
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Course, LabResult, Override
from plexlog.domain.shapes import Measured
from plexlog.reports.model import Panels
from plexlog.services.back_entry import tell_paper
from plexlog.services.course_overview import BeforeAfter, SessionState, course_overview
from plexlog.services.open_session import OpenSession
from plexlog.services.recording import start_run
from tests.reports.cases import course_of
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.test_today_page import window_of
from ui.course.course_sums import sums_of
from ui.course.full_dialog import FullPlanDialog
from ui.course.order_card import groups_of
from ui.course.order_screen import OrderScreen
from ui.course.session_grid import day_that_fits, state_word
from ui.course.session_table import (
    FIRST_SESSION,
    LABEL,
    SPARK,
    SPARK_ROLE,
    SessionTable,
    lines_of,
)
from ui.patients.patient_screen import PatientScreen, session_words
from ui.session.session_screen import SessionScreen
from ui.shell.banner import BannerWords
from ui.shell.window import Opened
from ui.widgets.buttons import ActionButton
from ui.widgets.painting import Run, Words


@pytest.fixture
def course(ward: Ward, course_on_file: str) -> Ward:
    """A course of three sessions: two to sign, one planned for 10:00."""
    window_of(ward).open_course(course_on_file)
    return ward


def settle() -> None:
    for _turn in range(6):
        QApplication.processEvents()


def keys(ward: Ward) -> list[str]:
    window = window_of(ward)
    return [one.session_key for one in window.desk.store.sessions_of(window.opened.key)]


def cell(ward: Ward, row: int, session: int) -> str:
    model = ward.course.grid.table.model()
    return str(model.index(row, FIRST_SESSION + session - 1).data())


def test_each_session_is_a_column(course: Ward) -> None:
    model = course.course.grid.table.model()

    assert model.columnCount() == FIRST_SESSION + 3
    assert model.headerData(FIRST_SESSION, Qt.Orientation.Horizontal) == "Session 1"


def test_nothing_runs_of_a_session_that_is_entered_from_paper(course: Ward) -> None:
    window = window_of(course)
    told = {"started_at": "2026-11-06 09:00", "nurse": "Cem", "reason": "power", "sheet": ""}
    tell_paper(OpenSession(window.desk, keys(course)[2]), told)

    view = course_overview(window.desk, window.opened.key)

    assert state_word(view.sessions[2]) == "from paper"
    seen = replace(view, running_volumes=0.12)
    assert any(", 0.12 from paper" in words for words in sums_of(seen))
    line = view.sessions[2].line
    assert session_words(line)[1] == "from paper, being entered"
    assert state_word(replace(view.sessions[2], line=replace(line, is_from_paper=False))) == (
        "running"
    )
    assert session_words(replace(line, is_from_paper=False))[1] == "running"


def test_a_weight_of_an_earlier_day_is_told_with_its_day(course: Ward) -> None:
    words = course.program.frame.banner.findChildren(BannerWords)

    assert any("63.2\u00a0kg, of 2026-11-04" in one.accessibleName() for one in words)


def test_a_planned_session_has_nothing_to_miss(course: Ward) -> None:
    assert cell(course, 0, 3) == ""
    assert cell(course, 2, 3) == "1.00"


def test_what_was_delivered_stands_in_the_table(course: Ward) -> None:
    assert cell(course, 1, 1).replace("\u202f", "").isdigit()
    assert cell(course, 6, 1) != ""


def test_work_goes_on_at_the_first_session_that_is_not_signed(course: Ward) -> None:
    assert course.course.grid.selected_key == keys(course)[0]


def test_arrows_choose_a_session_and_enter_opens_it(course: Ward) -> None:
    table = course.course.grid.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert course.course.grid.selected_key == keys(course)[1]

    QTest.keyClick(table, Qt.Key.Key_Return)

    assert isinstance(course.page, SessionScreen)


def test_the_button_opens_the_selected_session(course: Ward) -> None:
    course.course.grid.select(keys(course)[2])

    course.press("open_session")

    assert window_of(course).opened.kind == "session"


def test_the_order_is_changed_with_who_and_why_and_its_versions_are_shown(course: Ward) -> None:
    key = window_of(course).opened.key
    course.press("change_order")
    shown = course.order.texts()
    course.press("give_order")
    told = course.note("why")

    course.type("plasma_volumes", "1.2").type("ordered_by", "Dr B").type("why", "slow to recover")
    course.press("give_order")

    assert shown["indication"]
    assert told == "Is needed: why the order is changed."
    assert window_of(course).opened == Opened("course", key)
    changes = window_of(course).desk.store.order_changes(key)
    assert [(one.version, one.ordered_by, one.why) for one in changes[1:]] == [
        (2, "Dr B", "slow to recover")
    ]
    groups = list(groups_of(course_overview(window_of(course).desk, key)))
    assert ("Order changed", f"Version 2, {changes[1].at.day}") in [one[:2] for one in groups]


def test_leaving_a_change_of_the_order_changes_nothing(course: Ward) -> None:
    key = window_of(course).opened.key
    course.press("change_order")

    QTest.keyClick(course.page, Qt.Key.Key_Escape)

    assert window_of(course).opened == Opened("course", key)
    assert len(window_of(course).desk.store.order_changes(key)) == 1


def test_a_planned_session_gets_a_new_time(course: Ward) -> None:
    course.course.grid.select(keys(course)[2])
    course.press("new_time")
    dialog = course.course.dialog
    assert dialog is not None

    dialog.time.box.setText("2026-11-08 11:30")
    QTest.keyClick(dialog.time.box, Qt.Key.Key_Return)

    line = window_of(course).desk.store.sessions_of(window_of(course).opened.key)[2]
    assert line.planned_at is not None
    assert line.planned_at.clock == "11:30"
    assert course.course.dialog is None


def test_a_time_that_has_passed_is_refused_in_place(course: Ward) -> None:
    course.course.grid.select(keys(course)[2])
    course.press("new_time")
    dialog = course.course.dialog
    assert dialog is not None

    dialog.time.box.setText("2026-11-01 11:30")
    QTest.keyClick(dialog.time.box, Qt.Key.Key_Return)

    assert "passed" in dialog.time.note()
    dialog.close_later()


def test_one_more_session_is_planned(course: Ward) -> None:
    course.press("plan_session")
    dialog = course.course.dialog
    assert dialog is not None

    dialog.time.box.setText("2026-11-10 09:00")
    QTest.keyClick(dialog.time.box, Qt.Key.Key_Return)

    assert len(keys(course)) == 4


def test_one_more_than_was_ordered_leads_to_the_order(ward: Ward, due_course: Course) -> None:
    order = replace(due_course.order, sessions_planned=3)
    window = window_of(ward)
    key = window.desk.store.add_course(replace(due_course, order=order))
    window.open_course(key)

    ward.press("plan_session")
    dialog = part_of(ward.page, FullPlanDialog, "full_dialog")
    said = [one.text() for one in dialog.findChildren(Words)]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)

    assert any("The order is for 3 sessions, and 3 are on the plan" in one for one in said)
    assert isinstance(ward.page, OrderScreen)
    assert ward.order.parts["sessions_planned"].text() == "3"
    assert len(window.desk.store.sessions_of(key)) == 3


def test_the_course_is_exported(course: Ward, tmp_path: Path) -> None:
    course.press("export_course")
    dialog = part_of(course.page, QFileDialog, "save_file")

    dialog.fileSelected.emit(str(tmp_path / "course.json"))
    dialog.done(0)

    assert "plexlog-course" in (tmp_path / "course.json").read_text()


def test_a_file_that_cannot_be_written_is_told(course: Ward, tmp_path: Path) -> None:
    said: list[str] = []
    course.course.said.connect(said.append)

    course.course.export_wanted.emit(str(tmp_path / "nowhere" / "course.json"))

    assert "cannot be written" in said[0]


def test_the_way_back_leads_to_the_patient(course: Ward) -> None:
    course.press("to_patient")

    assert isinstance(course.page, PatientScreen)


def test_a_running_session_is_seen_as_running(course: Ward) -> None:
    window = window_of(course)
    start_run(OpenSession(window.desk, keys(course)[2]))

    window.pulse.tick()

    assert cell(course, 1, 3) == "–"
    assert cell(course, 9, 3) == "none"


def test_a_signed_or_reacting_course_tells_its_reactions(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "ttp-plasma-daily.json")

    assert "allergic II" in cell(ward, 9, 4)


def test_a_course_of_two_scores_says_how_they_went(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")

    assert [cell(ward, 8, number) for number in range(1, 6)] == ["4", "4", "–", "–", "3"]
    assert "GBS disability 4 → 3" in ward.course.sums.words


def test_a_scale_of_the_laboratory_says_how_it_went(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "ttp-plasma-daily.json")

    assert [cell(ward, 8, number) for number in range(1, 6)] == ["12", "16", "27", "68", "186"]
    assert "Platelets 12 → 186" in ward.course.sums.words


def test_a_session_tells_its_access_and_its_findings(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")

    assert cell(ward, 5, 1) == "right internal jugular, non-tunnelled catheter"
    found = [cell(ward, 10, number) for number in range(1, 5)]
    assert found == ["none", "1 ask open", "2 notices", "1 ask answered, 1 notice"]


def test_findings_are_told_open_stops_first(course: Ward) -> None:
    view = course_overview(window_of(course).desk, window_of(course).opened.key)
    given = Override(finding="x", reason="seen", by="Dr B", at=view.now)
    found = [
        Finding(code="x", severity=severity, phase=Phase.BEFORE, what="x", override=override)
        for severity in (Severity.NOTICE, Severity.ASK, Severity.STOP, Severity.STOP)
        for override in (None, given)
    ]
    sessions = (replace(view.sessions[0], findings=tuple(found)),)

    *_others, line = lines_of(replace(view, sessions=sessions))

    told = line.words(sessions[0])
    assert told == ("2 stops open, 1 ask open, 2 stops overridden, 1 ask answered, 2 notices")


def test_values_before_and_after_have_the_same_decimals(course: Ward, course_on_file: str) -> None:
    view = course_overview(window_of(course).desk, course_on_file)
    measured = BeforeAfter(before=Decimal(6), after=Decimal("2.2"))
    session = replace(view.sessions[0], igg=measured)

    line = next(one for one in lines_of(view) if one.label.startswith("IgG"))

    assert line.words(session) == "6.0 / 2.2"


def test_volumes_planned_unalike_stand_beside_what_was_exchanged(
    course: Ward, course_on_file: str
) -> None:
    view = course_overview(window_of(course).desk, course_on_file)
    first, second, *others = view.sessions
    ended = replace(
        first,
        state=SessionState.ENDED,
        plasma_volumes=1.01,
        planned_plasma_volumes=Decimal("1.25"),
    )
    unknown = replace(
        second, state=SessionState.ENDED, plasma_volumes=None, planned_plasma_volumes=None
    )

    lines = lines_of(replace(view, sessions=(ended, unknown, *others)))

    (line,) = (one for one in lines if one.label.startswith("Exchanged"))
    assert line.label == "Exchanged / planned"
    told = [line.words(one) for one in (ended, unknown, others[0])]
    assert told == ["1.01 / 1.25", "– / –", "1.00"]


def test_without_any_planned_volume_only_what_was_exchanged_is_named(
    course: Ward, course_on_file: str
) -> None:
    view = course_overview(window_of(course).desk, course_on_file)
    sessions = tuple(replace(one, planned_plasma_volumes=None) for one in view.sessions)

    lines = lines_of(replace(view, sessions=sessions))

    assert "Exchanged" in [line.label for line in lines]


def test_a_planned_session_has_no_findings_yet(course: Ward) -> None:
    assert cell(course, course.course.grid.table.model().rowCount() - 1, 3) == ""


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1920, 1080), (960, 540)])
def test_a_course_opens_with_whole_sessions_and_no_empty_room(
    ward: Ward, cases: Path, wide: int, high: int
) -> None:
    window = window_of(ward)
    window.frame.resize(wide, high)
    ward.take_in(cases / "gbs-albumin-five.json")
    (course,) = window.desk.store.courses()
    window.open_today()
    settle()

    window.open_course(course.course_key)
    settle()

    table = ward.course.grid.table
    room = table.viewport().width()
    ends = [
        (table.columnViewportPosition(place), table.columnWidth(place))
        for place in range(FIRST_SESSION, FIRST_SESSION + 5)
    ]
    whole = [one for one in ends if one[0] >= 0 and sum(one) <= room]
    assert len(whole) == (4 if wide == 960 else 5)
    assert ends[table.currentIndex().column() - FIRST_SESSION] in whole
    assert all(sum(one) <= 1 or one[0] >= room for one in ends if one not in whole)
    title = part_of(ward.page, ActionButton, "open_session")
    assert title.visibleRegion().boundingRect() == title.rect()


def test_a_click_on_a_heading_selects_its_session(course: Ward) -> None:
    course.course.grid.table.horizontalHeader().sectionClicked.emit(FIRST_SESSION + 1)

    assert course.course.grid.selected_key == keys(course)[1]


def test_the_course_is_summed_up_with_its_counters(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")

    words = ward.course.sums.words.replace("\u00a0", " ")
    assert "0 of 5 sessions signed, 5 ended" in words
    assert "albumin 704 g" in words
    assert "donor exposures 0" in words
    assert "10 catheter days" in words
    assert ward.course.sums.stop_words == ""


def test_expected_and_measured_are_drawn_with_the_gap_in_words(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")

    charts = ward.course.levels.charts
    assert [chart.has_drawing for chart in charts] == [True] * 2 + [False] * 5
    assert "IgG: 2 of 9 values outside the band" in ward.course.levels.words
    assert "Volume delivered: session 4" in ward.course.levels.words


def test_every_protein_of_the_report_has_its_chart(ward: Ward) -> None:
    gbs = course_of("gbs-albumin-five")
    values = [one for one in gbs.lab_results or () if one.quantity == "igg_g_l"]
    others = [replace(one, quantity=code) for code in ("igm_g_l", "iga_g_l") for one in values]
    window = window_of(ward)

    key = window.desk.store.add_course(
        replace(gbs, lab_results=(*(gbs.lab_results or ()), *others))
    )
    window.open_course(key)

    assert [chart.has_drawing for chart in ward.course.levels.charts][:5] == [True] * 4 + [False]
    report = papers.course_report(window.desk, key)
    (section,) = [one for one in report.sections if one.title.startswith("Expected and")]
    panels = section.blocks[0]
    assert isinstance(panels, Panels)
    assert len(panels.panels) == 4


def test_before_a_session_has_ended_nothing_is_expected(ward: Ward, due_course: Course) -> None:
    planned = replace(due_course, sessions=(due_course.sessions or ())[2:])
    window = window_of(ward)

    window.open_course(window.desk.store.add_course(planned))

    assert ward.course.levels.isHidden()
    assert "albumin" not in ward.course.sums.words


@pytest.mark.parametrize(("value", "word"), [("140", "day 0 of 1"), ("151", "day 1 of 1")])
def test_the_stop_rule_is_shown_as_progress(
    ward: Ward, due_course: Course, value: str, word: str
) -> None:
    window = window_of(ward)
    result = LabResult(
        quantity="platelets_10e9_l", value=Decimal(value), taken_at=window.desk.now()
    )
    order = replace(due_course.order, stop_rule="platelets-150-once")

    window.open_course(
        window.desk.store.add_course(replace(due_course, order=order, lab_results=(result,)))
    )

    assert word in ward.course.sums.stop_words
    assert ward.course.sums.stop_words.startswith("Stop rule reached") is (value == "151")


def test_platelets_of_the_values_before_a_session_stand_in_its_column(
    ward: Ward, due_course: Course
) -> None:
    window = window_of(ward)
    first, *others = due_course.sessions or ()
    measured = Measured(value=Decimal(18), taken_at=first.started_at)
    told = replace(first, before={**(first.before or {}), "platelets_10e9_l": measured})
    order = replace(due_course.order, response_scale="ttp-platelets")
    course = replace(due_course, order=order, sessions=(told, *others), lab_results=(), scores=())
    window.open_course(window.desk.store.add_course(course))
    model = ward.course.grid.table.model()

    rows = [model.index(row, LABEL).data() for row in range(model.rowCount())]
    platelets = next(row for row, label in enumerate(rows) if "latelets" in str(label))

    assert cell(ward, platelets, 1) == "18"


def test_each_row_has_its_small_line(course: Ward) -> None:
    model = course.course.grid.table.model()

    assert [model.index(1, SPARK).data(SPARK_ROLE)[place] for place in (0, 2)] == [
        course_overview(window_of(course).desk, window_of(course).opened.key)
        .sessions[0]
        .plasma_removed_ml,
        None,
    ]
    assert model.index(4, SPARK).data(SPARK_ROLE) is None


def test_the_table_of_sessions_is_a_sound_model(course: Ward, qtmodeltester: ModelTester) -> None:
    model = course.course.grid.table.model()
    assert isinstance(model, SessionTable)

    qtmodeltester.check(model)


def test_day_and_state_of_a_session_stand_apart(course: Ward) -> None:
    window = window_of(course)
    (overview,) = [course_overview(window.desk, window.opened.key)]
    column = overview.sessions[-1]
    state = Run("amended", "hintBold").width
    room = 132 - 12 - 11 - state - 8

    narrow, wide = day_that_fits(column, room), day_that_fits(column, 200)

    assert wide == "Fri 11-06"
    assert narrow == "11-06"
    assert Run(narrow, "hint").width <= room
