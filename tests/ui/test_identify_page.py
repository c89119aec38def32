"""Identifying by keyboard: two identifiers, consent, the order, the access, the last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Consent, Course, Identifier
from plexlog.domain.steps import Step
from plexlog.domain.words import AccessKind, ConsentKind, Side
from plexlog.services.desk import Desk
from tests.ui.pages.session_window import SessionWindow
from ui.widgets.buttons import ActionButton
from ui.widgets.checklist import Mark
from ui.widgets.choices import ChoiceRow


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> SessionWindow:
    del dressed
    return SessionWindow(qtbot, desk, due_session)


@pytest.fixture
def opened(
    qtbot: QtBot, dressed: QApplication, desk: Desk, keep_course: Callable[[Course], str]
) -> Callable[[Course], SessionWindow]:
    del dressed

    def open_course(course: Course) -> SessionWindow:
        return SessionWindow(qtbot, desk, keep_course(course))

    return open_course


def read(window: SessionWindow) -> dict[str, str]:
    check = window.view.session.identity_check
    return {} if check is None else {one.kind: one.value for one in check.identifiers}


def test_two_identifiers_that_match_answer_their_item(window: SessionWindow) -> None:
    window.enter("record-number", "LO-0066120").enter("birth-date", "19880229")

    assert read(window) == {"record-number": "LO-0066120", "birth-date": "1988-02-29"}
    assert window.item("patient-identified").view.mark is Mark.DONE
    assert window.remark_of("birth-date") == "matches · Adelheid Bauer · 09:14"


def test_the_page_names_the_day_of_the_session(window: SessionWindow) -> None:
    assert "3 of 5, planned 2026-11-06 10:00" in window.words()


def test_a_scanner_ends_with_enter(window: SessionWindow) -> None:
    window.tab_to("record-number").type("LO-0066120").press(Qt.Key.Key_Return)

    assert read(window) == {"record-number": "LO-0066120"}


def test_one_identifier_is_not_enough(window: SessionWindow) -> None:
    window.enter("record-number", "LO-0066120")

    assert "Two identifiers" in window.next_button().toolTip()
    assert window.item("patient-identified").view.mark is Mark.OPEN


def test_an_identifier_of_somebody_else_is_refused_and_stays(window: SessionWindow) -> None:
    window.enter("record-number", "LO-0066121")

    assert read(window) == {}
    assert window.text_of("record-number") == "LO-0066121"
    assert window.remark_of("record-number") == "not this patient’s"
    assert "LO-0066121" in window.words()


def test_a_day_that_does_not_exist_is_refused_in_words(window: SessionWindow) -> None:
    window.enter("birth-date", "1988-02-30")

    assert read(window) == {}
    assert "1988-02-30 is not a day that exists" in window.words()


def test_another_identifier_may_be_read(window: SessionWindow) -> None:
    window.enter("other-identifier", "löwenzahn-ødegård")

    assert read(window) == {"family-name": "löwenzahn-ødegård"}


def test_the_kind_of_the_other_identifier_can_be_chosen(window: SessionWindow) -> None:
    window.tab_to("identifier-kind").press(Qt.Key.Key_Down)
    assert window.chosen("identifier-kind") == "given-name"

    window.enter("other-identifier", "Philippa")

    assert read(window) == {"given-name": "Philippa"}


def test_what_was_read_can_be_taken_back(window: SessionWindow) -> None:
    window.enter("record-number", "LO-0066120")

    window.enter("record-number", "")

    assert read(window) == {}


def test_what_was_read_is_shown_after_a_restart(
    qtbot: QtBot, window: SessionWindow, desk: Desk, due_session: str
) -> None:
    window.enter("other-identifier", "Löwenzahn-Ødegård")

    again = SessionWindow(qtbot, desk, due_session)

    assert again.text_of("other-identifier") == "Löwenzahn-Ødegård"
    assert again.chosen("identifier-kind") == "family-name"


def test_the_first_identifier_waits_for_the_cursor(window: SessionWindow) -> None:
    window.screen.focus_first()

    assert window.focus().objectName() == "record-number"


def test_the_order_stands_here_to_be_read_back(window: SessionWindow) -> None:
    words = window.words()

    assert "3 of 5" in words
    assert "80\u00a0% albumin 5\u00a0%, 20\u00a0% sodium chloride 0.9 %" in words
    assert "10 : 1" in words
    assert "calcium gluconate 10 %, 10 mL per L replaced, return line" in words
    assert "Dr. Kasimir Nebelhorn, 2026-11-01 10:15" in words


def test_consents_are_shown_with_their_days(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    day = Moment.parse("2026-11-01T08:00+01:00").day
    consent = Consent(
        kind=ConsentKind.PROCEDURE,
        given_on=day,
        valid_until=day.replace(year=2027),
        withdrawn_on=day.replace(day=5),
    )
    order = replace(due_course.order, consents=(consent,), note="left arm only")

    window = opened(replace(due_course, order=order))

    assert "given 2026-11-01, valid until 2027-11-01, WITHDRAWN 2026-11-05" in window.words()
    assert "left arm only" in window.words()
    assert window.item("consent-checked").view.mark is Mark.STOPS


def test_no_consent_on_record_is_said(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    order = replace(due_course.order, consents=(), access_device_id=None, sessions_planned=None)

    window = opened(replace(due_course, order=order, access_devices=()))

    assert "none on record" in window.words()
    assert "No access on record." in window.words()


def test_the_last_time_is_told(window: SessionWindow) -> None:
    words = window.words()

    assert "Right internal jugular, non-tunnelled catheter" in words
    assert "Session 1\n2026-11-02" in words
    assert "Hypotension, grade II, resolved\nHelped or done: pause; saline bolus" in words


def test_a_first_session_has_no_last_time(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    patient = replace(
        due_course.patient,
        other_identifiers=(Identifier(kind="insurance-number", value="X1"),),
    )
    only = replace((due_course.sessions or ())[-1], number=1)

    window = opened(replace(due_course, patient=patient, sessions=(only,)))

    assert "this is the first" in window.words()


def test_the_access_of_the_session_can_be_chosen(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    veins = AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS, side=Side.BOTH)
    window = opened(
        replace(due_course, access_devices=(*(due_course.access_devices or ()), veins))
    )

    window.choose_in_row("access_device_id", "veins")

    assert window.view.access is not None
    assert window.view.access.id == "veins"


def test_where_the_ordered_access_is_out_another_is_asked_for(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    out = tuple(
        replace(one, removed_on=date(2026, 11, 5), removal_reason="dislodged")
        for one in due_course.access_devices or ()
    )
    veins = AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS)
    window = opened(replace(due_course, access_devices=(*out, veins)))

    assert "The access on record was removed on 2026-11-05" in window.words()
    row = window.screen.page.findChild(ChoiceRow, "choice_access_device_id")
    assert isinstance(row, ChoiceRow)
    assert row.chosen == ""  # no other access is taken by itself
    window.choose("offer_access veins")

    assert window.view.session.access_device_id == "veins"
    assert "The access on record was removed" not in window.words()
    assert not window.is_shown("offer_access veins")


def test_the_access_of_last_time_is_offered_and_never_copied(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    veins = AccessDevice(id="veins", kind=AccessKind.PERIPHERAL_VEINS)
    order = replace(due_course.order, access_device_id="veins")
    devices = (*(due_course.access_devices or ()), veins)
    window = opened(replace(due_course, order=order, access_devices=devices))
    assert window.view.access == veins

    window.choose("offer_access")

    assert window.view.session.access_device_id == "jug1"
    assert not window.is_shown("offer_access")


def test_that_the_session_before_still_runs_is_said_at_the_top(
    opened: Callable[[Course], SessionWindow], due_course: Course
) -> None:
    first, second, due = due_course.sessions or ()
    began = Moment.parse("2026-11-06T08:02+01:00")
    runs = replace(second, started_at=began, ended_at=None, close=None, reactions=())
    window = opened(replace(due_course, sessions=(first, runs, due)))

    words = window.words()
    sentence = "Session 2 of this patient is still running, since 08:02. End it first."
    assert sentence in words
    assert "2, 2026-11-06 08:02; still running" in words
    assert "no reaction recorded" not in words
    assert "Access used" not in words
    window.prepare().go_to(Step.PLAN)
    assert sentence in window.words()
    button = window.button("start_run")
    assert isinstance(button, ActionButton)
    assert button.is_locked
    window.presenter.start_run()
    assert window.view.session.started_at is None


def test_nothing_is_said_of_other_sessions_while_none_runs(window: SessionWindow) -> None:
    assert "still running" not in window.words()
