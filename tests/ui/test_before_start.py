"""Told before the start by keyboard: systems, drugs to give after, access, consents, waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, LabResult, SystemFinding
from plexlog.domain.steps import Step
from plexlog.domain.words_before import BodySystem, SystemState
from plexlog.services.desk import Desk
from tests.ui.pages.session_window import SessionWindow

TOLD = SystemFinding(system=BodySystem.SKIN, state=SystemState.FINDING, note="oedema of both legs")


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    return SessionWindow(qtbot, desk, due_session).go_to(Step.ASSESS)


@pytest.fixture
def after_oedema(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> SessionWindow:
    del dressed
    first, *rest = due_course.sessions or ()
    course = replace(due_course, sessions=(replace(first, systems=(TOLD,)), *rest))
    return SessionWindow(qtbot, desk, keep_course(course)).go_to(Step.ASSESS)


def systems(window: SessionWindow) -> list[tuple[str, str, str | None]]:
    told = window.view.session.systems or ()
    return [(one.system.value, one.state.value, one.note) for one in told]


def test_no_change_is_attested_by_name_and_copies_nothing(after_oedema: SessionWindow) -> None:
    window = after_oedema.choose("fold_systems")
    assert "session 1: oedema of both legs" in window.words()
    assert window.row_choice("system_skin") == ""

    window.choose_in_row("system_skin", "no-change")

    assert systems(window) == [("skin", "no-change", None)]
    assert "attested by Adelheid Bauer, 09:14" in window.words()


def test_a_finding_waits_for_its_words(window: SessionWindow) -> None:
    window.choose("fold_systems").choose_in_row("system_pain", "finding")
    assert systems(window) == []

    window.type("chest, since this morning").press(Qt.Key.Key_Tab)

    assert systems(window) == [("pain", "finding", "chest, since this morning")]

    window.enter("system.pain", "")
    assert systems(window) == [("pain", "finding", "chest, since this morning")]
    assert window.remark_of("system.pain") == "say in a few words what was found"


def test_a_drug_to_give_after_is_told_with_its_hold(window: SessionWindow) -> None:
    window.choose("add_drug_after")
    window.enter("drug", "rituximab").enter("hold_until", "never")
    window.choose("dialog_keep")
    assert window.view.session.drugs_after is None

    window.enter("hold_until", "2026-11-06 13:00").choose("dialog_keep")

    assert "hold until 2026-11-06 13:00" in window.words()
    window.choose("drop_drug_after_0")
    assert window.view.session.drugs_after is None


def test_waiting_and_teaching_are_told_in_their_dialogs(window: SessionWindow) -> None:
    window.choose("add_delay").tab_to("reason").press(Qt.Key.Key_Down)
    window.enter("minutes", "25").choose("dialog_keep")
    window.choose("add_lesson").enter("topic", "tingling").enter("answer", "I will call")
    window.choose("dialog_keep")

    assert "25\u00a0min" in window.words()
    assert "I will call · Adelheid Bauer, 09:14" in window.words()
    window.choose("drop_delay_0").choose("drop_lesson_0")
    assert window.view.session.delays is None
    assert window.view.session.lessons is None


def test_the_exit_site_and_its_dressing_are_told(window: SessionWindow) -> None:
    assert "6 days, 2026-11-01" in window.words()

    window.enter("exit_site_score", "11")
    assert window.remark_of("exit_site_score") == "11 is not possible"
    window.enter("exit_site_score", "1").enter("dressing_changed_on", "2026-11-05")

    check = window.view.session.access_check
    assert check is not None
    assert check.exit_site_score == 1
    assert "1 day old" in window.words()


def test_a_consent_is_recorded_and_withdrawn_by_reason_only(window: SessionWindow) -> None:
    window.go_to(Step.IDENTIFY).choose("add_consent")
    window.tab_to("procedure").press(Qt.Key.Key_Right).press(Qt.Key.Key_Space)
    window.enter("given_on", "2026-11-06").enter("valid_until", "2026-11-07")
    window.choose("dialog_keep")

    consents = window.view.course.order.consents or ()
    assert consents[-1].valid_until is not None

    place = len(consents) - 1
    window.choose(f"drop_consent_{place}")
    window.type("asked to stop").press(Qt.Key.Key_Return)
    QApplication.processEvents()

    withdrawn = (window.view.course.order.consents or ())[place].withdrawn_on
    assert withdrawn == window.view.now.day
    assert "WITHDRAWN 2026-11-06" in window.words()


def test_a_patient_whose_name_looks_alike_is_named(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_course: Course, due_session: str
) -> None:
    del dressed
    other = replace(due_course.patient, key="", record_number="LO-0066121", other_identifiers=None)
    desk.store.add_patient(other)

    window = SessionWindow(qtbot, desk, due_session)

    assert "Looks alike: LÖWENZAHN-ØDEGÅRD, Philippa, 1988-02-29, MRN LO-0066121." in (
        window.words()
    )


def test_of_many_who_look_alike_the_first_are_named_and_the_others_counted(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_course: Course, due_session: str
) -> None:
    del dressed
    for number in range(9):
        number_of = f"LO-{number}"
        other = replace(due_course.patient, key="", record_number=number_of)
        desk.store.add_patient(replace(other, other_identifiers=None))

    words = SessionWindow(qtbot, desk, due_session).words()

    assert "MRN LO-5; and 3 more. Read number and birth date off the wristband." in words
    assert "MRN LO-6" not in words


def test_a_result_of_the_morning_is_offered_and_used_with_its_time(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> None:
    del dressed
    result = LabResult(
        quantity="hematocrit_percent",
        value=Decimal("36.2"),
        taken_at=Moment.parse("2026-11-06T06:10+01:00"),
    )
    key = keep_course(replace(due_course, lab_results=(result,)))
    window = SessionWindow(qtbot, desk, key).go_to(Step.ASSESS)
    assert "On record, if you want it" in window.words()

    window.choose("offer_lab-hematocrit_percent")

    assert window.text_of("hematocrit_percent") == "36.2"
    assert window.text_of("taken.hematocrit_percent") == "06:10"


def test_a_height_in_inches_offers_centimetres(window: SessionWindow) -> None:
    window.enter("height_cm", "65")
    QApplication.processEvents()
    window.choose("confirm")

    card = window.cards()["height-jump"]
    assert [act.word for act in card.view.acts] == ["Use 165.1\u00a0cm", "65.0\u00a0cm is right"]
    QTest.keyClick(card.stops[0], Qt.Key.Key_Space)

    height = (window.view.session.before or {})["height_cm"]
    assert height.value == Decimal("165.1")
    assert "height-jump" not in window.cards()


def test_a_refused_height_in_metres_is_named(window: SessionWindow) -> None:
    window.enter("height_cm", "1.65")

    assert "it looks like metres typed as centimetres" in window.words()
