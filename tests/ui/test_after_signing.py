"""The page of a signed session: what was added, and the acts that may still come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from plexlog.domain.said import said_with
from plexlog.domain.unit import Role
from plexlog.domain.words import EndReason
from plexlog.services import recording, signing
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.storage import unit_file
from tests.contracts.pages import nameless
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.test_sign_page import Paper, give

Key = Qt.Key
WEIGHT = "before//weight_kg"


def close(window: RunWindow, clock: WardClock) -> RunWindow:
    """Run and close the session, with nothing that holds the signature."""
    session = window.presenter.session
    clock.pass_minutes(60)
    window.keep_row()
    recording.end_run(session)
    recording.set_facts(session, {"end_reason": EndReason.TARGET_REACHED})
    for finding in window.view.findings(*window.view.verdicts):
        if finding.is_open:
            recording.answer_finding(session, finding.code, "seen, for the test")
    return window.show("sign")


@pytest.fixture
def ready(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, clock: WardClock
) -> RunWindow:
    """The page of a session that may be signed."""
    del dressed
    return close(RunWindow(qtbot, desk, due_session, Paper(desk).tools()).begin(), clock)


@pytest.fixture
def signed(ready: RunWindow) -> RunWindow:
    """The same, signed by the nurse."""
    signing.sign_session(ready.presenter.session)
    return ready.show("sign")


@pytest.fixture
def reviewed(
    qtbot: QtBot,
    dressed: QApplication,
    desk: Desk,
    due_session: str,
    tmp_path: Path,
    clock: WardClock,
) -> Iterator[RunWindow]:
    """A session that the nurse has signed and left, at the desk of a physician."""
    del dressed
    session = OpenSession(desk, due_session)
    recording.start_run(session)
    clock.pass_minutes(60)
    recording.end_run(session)
    recording.set_facts(session, {"end_reason": EndReason.TARGET_REACHED})
    for finding in signing.unanswered(session.view()):
        recording.answer_finding(session, finding.code, "seen, for the test")
    signing.sign_session(session)
    desk.store.add_staff(
        name="Dr. Federkiel", login="federkiel", role=Role.PHYSICIAN, password=PASSWORD
    )
    desk.store.close()
    record = unit_file.open_unit(tmp_path / "unit.plexlog", "federkiel", PASSWORD, clock)
    other = Desk(record, clock, record.signer)
    yield RunWindow(qtbot, other, due_session, Paper(other).tools()).show("sign")
    record.close()


def meanings(window: RunWindow) -> list[str]:
    return [one.meaning for one in window.view.signatures]


def write(window: RunWindow, **texts: str) -> RunWindow:
    """Type into the fields of the dialog, and sign."""
    for name, text in texts.items():
        window.part(QLineEdit, name).setText(text)
    return window.push("dialog_keep")


def told(window: RunWindow) -> str:
    labels = (one.text() for one in window.frame.findChildren(QLabel) if one.isVisible())
    fields = window.frame.findChildren(QLineEdit)
    described = (one.accessibleDescription() for one in fields if one.isVisible())
    return " | ".join((*labels, *described))


def test_the_signature_states_what_is_left_open_and_why(ready: RunWindow) -> None:
    assert "the signature states" in told(ready)
    ready.part(QLineEdit, "why_gaps").setText("monitor failed")

    give(ready, PASSWORD, Key.Key_Return)

    said = said_with(ready.view.signatures[0])
    assert (len(said.gaps) > 0, said.why) == (True, "monitor failed")


def test_an_addendum_stands_under_the_signed_session(signed: RunWindow) -> None:
    signed.push("add_addendum")
    write(signed, text="Rash at home.", why="told by phone", later_password=PASSWORD)

    assert meanings(signed) == ["performed", "addendum"]
    assert signed.dialog() is None
    assert "Addendum 1 of 1" in told(signed)
    assert "Rash at home. Reason: told by phone" in told(signed)


def test_an_addendum_without_text_or_password_is_not_signed(signed: RunWindow) -> None:
    signed.push("add_addendum")
    write(signed, text="", why="told", later_password=PASSWORD)
    assert "needs the text" in told(signed)

    write(signed, text="Rash", later_password="")
    assert "Type your password" in told(signed)

    write(signed, later_password="wrong")  # noqa: S106 - not the one

    assert "not the password" in told(signed)
    assert meanings(signed) == ["performed"]
    assert signed.part(QLineEdit, "text").text() == "Rash"


def test_an_amendment_shows_what_was_signed_and_keeps_it(signed: RunWindow) -> None:
    signed.push("amend_value").pick("what", "reading/x/x")
    key = next(f"reading/{row.key}/pulse_per_min" for row in signed.view.session.readings or ())
    signed.pick("what", key)
    assert "signed as 76" in told(signed)

    write(signed, text="500", why="misread", later_password=PASSWORD)
    assert meanings(signed) == ["performed"]
    write(signed, text="190")
    assert "sign once more" in told(signed)
    write(signed.let_haste_pass())

    assert meanings(signed) == ["performed", "amended"]
    assert "Amendment 1 of 1" in told(signed)
    assert "amended since" in told(signed)


def test_a_nurse_cannot_countersign_and_is_told_who_may(signed: RunWindow) -> None:
    button = signed.part(QPushButton, "countersign")

    assert "Only a physician may countersign" in button.toolTip()


def test_a_physician_countersigns_with_the_password(reviewed: RunWindow) -> None:
    reviewed.push("countersign")
    reviewed.push("countersign")
    write(reviewed, later_password=PASSWORD)

    assert meanings(reviewed) == ["performed", "countersigned"]
    assert "countersigned, reviewed" in told(reviewed)
    assert "already" in reviewed.part(QPushButton, "countersign").toolTip()


def test_everything_can_be_named(signed: RunWindow) -> None:
    assert nameless(signed.screen.page) == []
