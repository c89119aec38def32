"""What was recorded stands on the pages of a session as it was recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, Course, Reading
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Fluid
from plexlog.services import recording, run_records
from plexlog.services.desk import Desk
from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from ui.session.close_bags import BagRow
from ui.session.run_bags import bag_groups, detail_that_fits
from ui.widgets.painting import Run

KNOWN = {"weight_kg": "62.6", "hematocrit_percent": "36.1"}
VITALS = {"systolic_mmhg": "120", "diastolic_mmhg": "70", "spo2_percent": "97.5"}
HALF = Bag(id="half", fluid=Fluid.ALBUMIN, volume_ml=Decimal("62.5"), lot="HB26")


@pytest.fixture
def run(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_course: Course,
    keep_course: Callable[[Course], str],
) -> RunWindow:
    del dressed
    *done, planned = due_course.sessions or ()
    begun = Moment.parse("2026-11-06T09:00+01:00")
    row = Reading(
        at=begun, values={code: Measured(value=Decimal(v)) for code, v in VITALS.items()}
    )
    before = {code: Measured(value=Decimal(v), taken_at=begun) for code, v in KNOWN.items()}
    session = replace(planned, before=before, started_at=begun, readings=(row,))
    order = replace(due_course.order, plasma_volumes=Decimal("1.125"))
    course = replace(due_course, order=order, sessions=(*done, session))
    return RunWindow(qtbot, desk, keep_course(course))


def test_planned_plasma_volumes_are_shown_as_ordered(run: RunWindow) -> None:
    assert "1.125 × plasma volume" in run.show("plan").words()


def test_a_bag_is_asked_about_by_its_size(run: RunWindow, clock: WardClock) -> None:
    run_records.hang_bag(run.presenter.session, HALF)
    clock.pass_minutes(30)
    recording.end_run(run.presenter.session)

    (row,) = run.show("close").screen.page.findChildren(BagRow)

    assert row.frame.accessibleName() == "of 62.5\u00a0mL"


def test_amounts_of_bags_in_use_are_shown_as_recorded(run: RunWindow) -> None:
    told = replace(HALF, id="told", given_ml=Decimal("12.5"))
    hung = replace(HALF, started_at=run.view.session.started_at)
    session = replace(run.view.session, bags=(told, hung))

    used, hanging = bag_groups(session, None)

    assert used.amount == "12.5\u00a0mL"
    assert hanging.amount == "– / 62.5\u00a0mL"
    assert bag_groups(session, 30.4)[1].amount == "18 / 62.5\u00a0mL"


def test_of_many_bags_those_that_matter_now_are_told_in_their_order(run: RunWindow) -> None:
    begun = run.view.session.started_at
    hung = [replace(HALF, id=lot, lot=lot, started_at=begun) for lot in ("A", "B", "C")]
    used = [replace(bag, given_ml=Decimal(62)) for bag in hung[:2]]
    at_hand = [replace(HALF, id=lot, lot=lot) for lot in ("D", "E")]

    session = replace(run.view.session, bags=(*at_hand, *used, hung[2]))

    assert [group.detail for group in bag_groups(session, None)] == ["lot C", "lot D", "lot E"]
    session = replace(session, bags=(*used, hung[2]))
    assert [group.detail for group in bag_groups(session, None)] == ["lot A", "lot B", "lot C"]


def test_the_last_saturation_is_shown_as_recorded(run: RunWindow) -> None:
    run.show("run").key(Qt.Key.Key_F9).push("citrate")

    assert "97.5\u00a0%" in run.all_words()


@pytest.mark.usefixtures("dressed")
def test_a_bag_in_little_room_keeps_its_expiry_whole() -> None:
    detail = "lot P100482133B-2207  ·  exp 2028-04"
    room = Run(detail, "hint").width - 40

    assert detail_that_fits(detail, 500) == detail
    short = detail_that_fits(detail, room)
    assert short.endswith("  ·  exp 2028-04")
    assert short.startswith("lot P1")
    assert Run(short, "hint").width <= room
    assert detail_that_fits(detail, 100) == "exp 2028-04"
    assert "…" in detail_that_fits("lot P100482133B-2207", 80)
