"""A session is given on at the bedside: card, both passwords, and the taker works on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plexlog.domain.errors import AccessError
from plexlog.domain.unit import Role
from plexlog.services import recording
from plexlog.services.desk import Desk
from plexlog.storage.key_file import Cost
from plexlog.storage.unit_record import UnitRecord
from tests.contracts.pages import nameless
from tests.services.fakes import FakeSigner
from tests.ui.conftest import PASSWORD
from tests.ui.pages.program import SECOND
from tests.ui.pages.run_window import RunWindow
from tests.ui.pages.session_window import no_tools
from ui.forms.fields import FormField, LineField, PickField
from ui.session.fact_rows import FactRows
from ui.session.person_dialog import PersonDialog

Key = Qt.Key


@dataclass(frozen=True)
class Keys:
    """What a password opens."""

    login: str
    signer: FakeSigner


class People:
    """Proves two people by comparing, and notes who works on."""

    def __init__(self) -> None:
        self.works_on: list[tuple[str, Keys]] = []
        self.public_keys: dict[str, str] = {}  # by login, as on record

    def prove(self, password: str) -> None:
        if password != PASSWORD:
            raise AccessError("The password is not right.")

    def unlock(self, login: str, password: str) -> object:
        if password != SECOND:
            raise AccessError("The password is not right.")
        return Keys(login, FakeSigner(self.public_keys.get(login, login)))

    def take_over(self, login: str, opened: object) -> None:
        assert isinstance(opened, Keys)
        self.works_on.append((login, opened))


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def run(
    qtbot: QtBot, dressed: QApplication, desk: Desk, due_session: str, people: People
) -> RunWindow:
    """A run under way in a unit of two."""
    del dressed
    record = desk.store
    assert isinstance(record, UnitRecord)
    cheap = Cost(memory_kib=64, iterations=1, lanes=1)
    record.add_staff(name="Cem Dogan", login="dogan", password=SECOND, role=Role.NURSE, cost=cheap)
    people.public_keys = {one.login: one.public_key for one in record.staff()}
    tools = replace(
        no_tools(), prove=people.prove, unlock=people.unlock, take_over=people.take_over
    )
    return RunWindow(qtbot, desk, due_session, tools).start()


def opened(run: RunWindow) -> PersonDialog:
    run.push("hand_over")
    dialog = run.dialog()
    assert isinstance(dialog, PersonDialog)
    return dialog


def give(run: RunWindow, own: str = PASSWORD, taker: str = "dogan", other: str = SECOND) -> None:
    run.part(LineField, "own_password").box.setText(own)
    run.part(PickField, "colleague").set_text(taker)
    run.part(LineField, "colleague_password").box.setText(other)
    run.push("dialog_keep")


def note(run: RunWindow, code: str) -> str:
    return run.part(FormField, code).note()


def test_both_sign_and_the_taker_works_on(run: RunWindow, people: People) -> None:
    dialog = opened(run)
    assert nameless(dialog) == []
    run.part(LineField, "note").box.setText("daughter waits")

    give(run)

    (kept,) = run.view.session.hand_overs or ()
    assert (kept.given_by, kept.taken_by, kept.note) == (
        run.desk.me,
        "Cem Dogan",
        "daughter waits",
    )
    assert [(login, keys.login) for login, keys in people.works_on] == [("dogan", "dogan")]
    assert [one.name for one in kept.signed or ()] == [run.desk.me, "Cem Dogan"]
    message = kept.message(run.view.course.course_id, run.view.session.id)
    assert (kept.signed or ())[1].signature == message.hex()
    assert run.dialog() is None


def test_the_card_on_screen_is_the_one_on_record(run: RunWindow) -> None:
    opened(run)
    shown = [(row.label, row.words) for row in run.part(FactRows).rows]

    give(run)

    (kept,) = run.view.session.hand_overs or ()
    assert [(one.about, one.words) for one in kept.told] == shown


def test_a_wrong_password_is_told_at_its_box_and_nothing_is_kept(
    run: RunWindow, people: People
) -> None:
    opened(run)

    give(run, own="wrong")
    own = note(run, "own_password")
    give(run, other="wrong")

    assert "not right" in own
    assert note(run, "own_password") == ""
    assert "not right" in note(run, "colleague_password")
    assert run.view.session.hand_overs is None
    assert people.works_on == []


def test_nobody_is_chosen_beforehand_and_each_types_a_password(run: RunWindow) -> None:
    dialog = opened(run)

    give(run, taker="")
    chosen = dialog.refusal
    give(run, own="")
    own = note(run, "own_password")
    give(run, other="")

    assert chosen == "Choose who takes over."
    assert own == "Type the password"
    assert note(run, "colleague_password") == "Type the password"


def test_a_row_that_is_typed_is_kept_first(run: RunWindow) -> None:
    said: list[str] = []
    run.presenter.failed.connect(said.append)
    run.type_cell("pulse_per_min", "76")

    run.push("hand_over")

    assert run.dialog() is None
    assert "keep it first" in said[0]


def test_what_is_refused_meanwhile_is_told_in_the_dialog(run: RunWindow) -> None:
    dialog = opened(run)
    session = run.presenter.session

    begun = recording.begin_row(session, session.desk.now())
    recording.enter_cell(session, begun, "pulse_per_min", "76")

    give(run)

    assert "keep it first" in dialog.refusal
    assert run.view.session.hand_overs is None


def test_put_off_it_leaves_nothing_behind(run: RunWindow) -> None:
    opened(run)

    run.key(Key.Key_Escape)

    assert run.dialog() is None
    assert run.view.session.hand_overs is None
    opened(run)
    assert run.part(LineField, "own_password").text() == ""
