"""The ordered pre-medication on the page: given in one act as ordered, or not with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from plexlog.domain.records import Course, OrderedDrug
from plexlog.domain.steps import PRE_MEDICATION_OPEN, Step
from plexlog.domain.words import Route
from plexlog.services.desk import Desk
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import SessionWindow
from ui.session.glance_panel import GlancePanel
from ui.widgets.glance import OfferRow

KEY = "clemastine-2-mg"
CARD = f"{PRE_MEDICATION_OPEN}.{KEY}"


@pytest.fixture
def window(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> SessionWindow:
    del dressed
    drug = OrderedDrug(drug="Clemastine", dose="2 mg", route=Route.IV)
    order = replace(due_course.order, pre_medication=(drug,))
    return SessionWindow(qtbot, desk, keep_course(replace(due_course, order=order)))


def filled_in(window: SessionWindow) -> list[str]:
    found = [window.frame.findChildren(QLineEdit, name) for name in ("drug", "dose")]
    return [one.text() for boxes in found for one in boxes if one.isVisible()]


def test_an_ordered_drug_is_given_by_the_usual_dialog_filled_in(window: SessionWindow) -> None:
    window.go_to(Step.ASSESS)
    assert "Clemastine 2 mg IV" in window.words()
    assert "not on record as given" in window.words()

    window.choose(f"give.{KEY}")
    assert filled_in(window) == ["Clemastine", "2 mg"]
    window.choose("dialog_keep")

    (given,) = window.view.session.drugs_given or ()
    assert (given.drug, given.dose, given.route) == ("Clemastine", "2 mg", Route.IV)
    assert given.by == "Adelheid Bauer"
    assert given.reason == "pre-medication as ordered"
    assert "given 09:14, Adelheid Bauer" in window.words()
    assert not window.is_shown(f"give.{KEY}")


def test_not_given_needs_its_reason_and_can_still_be_given(window: SessionWindow) -> None:
    window.go_to(Step.ASSESS).choose(f"not_given.{KEY}")
    window.enter("reason", "took it at home").choose("dialog_keep")

    assert "not given: took it at home (Adelheid Bauer, 09:14)" in window.words()
    assert not window.is_shown(f"not_given.{KEY}")
    assert window.is_shown(f"give.{KEY}")
    (answer,) = [
        one for one in window.view.course.overrides or () if one.finding == PRE_MEDICATION_OPEN
    ]
    assert (answer.subject_id, answer.session_id) == (KEY, "s3")


def test_the_count_of_what_is_asked_leads_to_the_drug(window: SessionWindow) -> None:
    window.go_to(Step.ASSESS)
    page = window.screen.page
    (glance,) = page.findChildren(GlancePanel)

    glance.followed.emit("ask")
    assert window.focus().objectName() == f"not_given.{KEY}"

    window.tab_to(f"give.{KEY}")
    glance.followed.emit("notice")
    assert window.focus().objectName() == f"give.{KEY}"


def test_it_is_asked_once_on_each_page(window: SessionWindow) -> None:
    assert CARD not in window.go_to(Step.ASSESS).cards()

    assert CARD in window.go_to(Step.PLAN).cards()
    card = window.cards()[CARD]
    assert [one.word for one in card.view.acts] == ["Not given, because"]


def test_nothing_ordered_shows_nothing(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str
) -> None:
    del dressed
    window = SessionWindow(qtbot, desk, due_session).go_to(Step.ASSESS)

    assert "Ordered before the session" not in window.words()


def test_a_drug_of_the_list_stands_apart_from_what_is_ordered(run: RunWindow) -> None:
    run.key(Qt.Key.Key_F6)
    opened = run.dialog()
    assert opened is not None
    heads = {one.text(): one.y() for one in opened.findChildren(QLabel)}
    apart = heads["Of the unit's list, not ordered"]

    ordered = run.part(OfferRow, "pick_calcium-gluconate-10-10-return-line")
    assert heads["Ordered: one tap records it with the time"] < ordered.y() < apart
    assert run.part(OfferRow, "pick_paracetamol-oral").y() > apart
