"""A full or read-only disk at every place of a session: said, the text stays, nothing half done.

Each place is worked until all that is missing is to keep it; then the disk takes nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plexlog.domain.steps import Step
from plexlog.services.desk import Desk
from tests.bad_disk import SENTENCES, all_on_record, bad_disk, walked
from tests.ui.conftest import PASSWORD
from tests.ui.pages.run_window import RunWindow
from tests.ui.test_after_signing import ready, reviewed, signed
from tests.ui.test_close_page import close
from tests.ui.test_from_paper import START, sheet, window
from tests.ui.test_paste_dialog import TABLE
from tests.ui.test_sign_page import paper

__all__ = ["close", "paper", "ready", "reviewed", "sheet", "signed", "window"]

Key = Qt.Key
Work = Callable[[RunWindow], object]


@dataclass(frozen=True)
class Spot:
    """One place where something is written."""

    page: str  # the fixture that shows it
    act: Work  # what keeps it
    before: Work = lambda _window: None
    texts: Mapping[str, str] = field(default_factory=dict)  # what was typed, by its box


def _bag(run: RunWindow) -> None:
    run.key(Key.Key_F7).pick("fact", run.desk.knowledge.fluids[0].code).fill("volume_ml", "500")
    run.fill("expires_on", "2028-01-01").fill("lot", "L8")


def _drug(run: RunWindow) -> None:
    run.key(Key.Key_F6).fill("drug", "Calcium").fill("dose", "10 mL").push("iv")
    run.fill("volume_ml", "10")


def _bolus(run: RunWindow) -> None:
    run.key(Key.Key_F6).push("bolus").fill("volume_ml", "250").fill("reason", "pressure low")


def _note(run: RunWindow) -> None:
    run.key(Key.Key_F8).part(QLineEdit, "note").setFocus()
    run.type("asleep")


def _correction(run: RunWindow) -> None:
    run.keep_row()
    run.table.setFocus()
    run.key(Key.Key_Return).pick("what", "pulse_per_min").fill("why", "misread").fill("text", "86")


def _taking_back(run: RunWindow) -> None:
    run.keep_row()
    run.double_click_row()
    run.push("take_back").fill("reason", "of another patient")


def _citrate(run: RunWindow) -> None:
    run.key(Key.Key_F9).push("citrate")


def _lock(page: RunWindow) -> None:
    lumen = (page.view.access.lumens or ())[0].name if page.view.access else ""
    page.push_words_of_lumen(lumen)
    page.pick("agent", "trisodium-citrate").fill("citrate_percent", "4").fill("volume_ml", "1.6")


def _addendum(page: RunWindow) -> None:
    page.push("add_addendum")
    for name, text in (
        ("text", "Rash at home."),
        ("why", "by phone"),
        ("later_password", PASSWORD),
    ):
        page.part(QLineEdit, name).setText(text)


def _signature(page: RunWindow) -> None:
    page.part(QLineEdit, "sign_password").setFocus()
    page.type(PASSWORD)


def _table(run: RunWindow) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    run.key(Key.Key_F3).push("paste_machine")
    QGuiApplication.clipboard().clear()  # copied over since: the rows are in the dialog alone


def _sheet(page: RunWindow) -> None:
    page.show("identify").push("from_paper")
    page.fill("started_at", START).fill("nurse", "Cem Dogan").fill("reason", "power cut")


def _row_of_sheet(run: RunWindow) -> None:
    run.type_cell("at", "21:20").type_cell("pulse_per_min", "80")


def _pause_of_sheet(run: RunWindow) -> None:
    run.push_words("Pause").fill("from", "21:30").fill("to", "21:40").fill("reason", "alarm")


def _end_of_sheet(run: RunWindow) -> None:
    run.push_words("End run").fill("ended_at", "22:40")


def _keep(page: RunWindow) -> None:
    page.push("dialog_keep")


SPOTS = {
    "a cell of the row": Spot(
        "run",
        lambda run: run.type_cell("systolic_mmhg", "118"),
        texts={"row_systolic_mmhg": "118"},
    ),
    "the row": Spot(
        "run",
        lambda run: run.key(Key.Key_Return),
        lambda run: run.type_cell("pulse_per_min", "76"),
        {"row_pulse_per_min": "76"},
    ),
    "more of the row": Spot(
        "run",
        lambda run: run.fill("tingling_score", "2"),
        lambda run: run.key(Key.Key_F3),
        {"tingling_score": "2"},
    ),
    "a bag": Spot("run", _keep, _bag, {"lot": "L8", "expires_on": "2028-01-01"}),
    "a drug": Spot("run", _keep, _drug, {"drug": "Calcium", "dose": "10 mL", "volume_ml": "10"}),
    "a bolus": Spot("run", _keep, _bolus, {"volume_ml": "250", "reason": "pressure low"}),
    "a note": Spot("run", lambda run: run.key(Key.Key_Return), _note, {"note": "asleep"}),
    "a pause": Spot("run", lambda run: run.key(Key.Key_F4)),
    "why it pauses": Spot("run", lambda run: run.push("alarm"), lambda run: run.key(Key.Key_F4)),
    "a correction": Spot("run", _keep, _correction, {"text": "86", "why": "misread"}),
    "a row taken back": Spot("run", _keep, _taking_back, {"reason": "of another patient"}),
    "a reaction": Spot("run", lambda run: run.push("citrate"), lambda run: run.key(Key.Key_F9)),
    "when a reaction began": Spot(
        "run", lambda run: run.fill("onset_at", "09:20"), _citrate, {"onset_at": "09:20"}
    ),
    "why it ended": Spot(
        "close", lambda page: page.fill("end_note", "tired"), texts={"end_note": "tired"}
    ),
    "what was given of a bag": Spot(
        "close",
        lambda page: page.fill("given_s3-b01", "480"),
        texts={"given_s3-b01": "480"},
    ),
    "when it began": Spot(
        "close", lambda page: page.fill("started_at", "09:16"), texts={"started_at": "09:16"}
    ),
    "the pulse afterwards": Spot(
        "close", lambda page: page.fill("pulse_per_min", "80"), texts={"pulse_per_min": "80"}
    ),
    "an end screen": Spot(
        "close", lambda page: page.fill("inlet_ml", "950"), texts={"inlet_ml": "950"}
    ),
    "a lock": Spot("close", _keep, _lock, {"volume_ml": "1.6", "citrate_percent": "4"}),
    "the signature": Spot("ready", lambda page: page.key(Key.Key_Return), _signature),
    "a difference from the order": Spot(
        "plan", lambda page: page.choose("acknowledge_plasma_volumes")
    ),
    "a table of the machine": Spot("run", _keep, _table),
    "whose sheet it is": Spot(
        "window",
        _keep,
        _sheet,
        {"started_at": START, "nurse": "Cem Dogan", "reason": "power cut"},
    ),
    "a row from paper": Spot(
        "sheet",
        lambda run: run.key(Key.Key_Return),
        _row_of_sheet,
        {"row_at": "21:20", "row_pulse_per_min": "80"},
    ),
    "a pause from paper": Spot(
        "sheet", _keep, _pause_of_sheet, {"from": "21:30", "to": "21:40", "reason": "alarm"}
    ),
    "the end from paper": Spot("sheet", _keep, _end_of_sheet, {"ended_at": "22:40"}),
    "an addendum": Spot("signed", _keep, _addendum, {"text": "Rash at home.", "why": "by phone"}),
}


AGAIN = [*(name for name, spot in SPOTS.items() if spot.texts), "a table of the machine"]


@pytest.fixture
def plan(qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str) -> RunWindow:
    """A plan that takes another volume than was ordered, with its reason."""
    del dressed
    opened = RunWindow(qtbot, desk, due_session)
    opened.presenter.enter("before.weight_kg", "62.9")
    opened.presenter.enter("before.hematocrit_percent", "36")
    opened.go_to(Step.PLAN)
    opened.choose("fold_differ").enter("plan.reason", "bleeding, Dr. Nebelhorn")
    opened.enter("plan.plasma_volumes", "1.2")
    return opened


def said(window: RunWindow) -> str:
    """Everything that can be read or heard in the window."""
    parts = [one for one in window.frame.findChildren(QWidget) if one.isVisible()]
    words = [one.accessibleName() for one in parts]
    words += [one.accessibleDescription() for one in parts]
    words += [one.text() for one in window.frame.findChildren(QLabel) if one.isVisible()]
    return " | ".join([*words, window.screen.message])


@pytest.mark.parametrize(("name", "trouble"), walked(SPOTS))
def test_what_a_disk_does_not_take_is_said_and_stays(
    name: str, trouble: str, due_session: str, request: pytest.FixtureRequest
) -> None:
    assert due_session
    spot = SPOTS[name]
    window: RunWindow = request.getfixturevalue(spot.page)
    spot.before(window)
    before = all_on_record(window.desk)

    with bad_disk(window.desk, trouble):
        spot.act(window)
        heard = said(window)

    assert SENTENCES[trouble] in heard
    assert {one: window.part(QLineEdit, one).text() for one in spot.texts} == spot.texts
    assert all_on_record(window.desk) == before


@pytest.mark.parametrize("name", AGAIN)
def test_once_there_is_room_the_same_text_is_taken(
    name: str, due_session: str, request: pytest.FixtureRequest
) -> None:
    assert due_session
    spot = SPOTS[name]
    window: RunWindow = request.getfixturevalue(spot.page)
    spot.before(window)
    with bad_disk(window.desk, "full"):
        spot.act(window)
    before = all_on_record(window.desk)

    if window.dialog() is not None and spot.act is _keep:
        if name == "an addendum":
            window.part(QLineEdit, "later_password").setText(PASSWORD)
        window.part(QPushButton, "dialog_keep").click()
    else:
        spot.act(window)

    assert all_on_record(window.desk) != before
