"""Staff and keys in Setup: each change is asked for, refused at its box, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester

from plexlog.domain.unit import Role
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.services.staff import NewMember
from plexlog.services.two_people import NEW_FOR
from plexlog.storage.unit_record import UnitRecord
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from ui.forms.new_password import NewPasswordField
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.staff_dialog import StaffDialog
from ui.settings.staff_page import StaffPage
from ui.settings.staff_presenter import StaffPresenter
from ui.settings.staff_table import StaffTable
from ui.widgets.buttons import ActionButton
from ui.widgets.choices import ChoiceBox

NEW = "nine grey herons"
NAME, LOGIN, ROLE, AFTER, CAN, CHANGED = range(6)


@pytest.fixture
def desk(desk_of: Callable[[Role], Desk], clock: WardClock) -> Desk:
    """The founder's desk, a nurse who looks after the unit, and two more of the staff."""
    made = desk_of(Role.NURSE)
    for name, login, role in (
        ("Ben Kiefer", "ben", Role.NURSE),
        ("Anna Birke", "anna", Role.PHYSICIAN),
    ):
        new = NewMember(name=name, login=login, password=PASSWORD, role=role)
        staff.add_member(made, new)
    clock.at = clock.at + NEW_FOR
    return made


@pytest.fixture
def page(desk: Desk, tools: Tools, dressed: QApplication) -> Iterator[StaffPage]:
    maker = SetupMaker(desk, tools.made(desk))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("staff")
    screen.show()
    dressed.processEvents()
    assert isinstance(screen.page, StaffPage)
    yield screen.page
    screen.close()
    screen.deleteLater()


def model_of(page: StaffPage) -> StaffTable:
    model = page.table.model()
    assert isinstance(model, StaffTable)
    return model


def cells(page: StaffPage, column: int) -> list[str]:
    model = model_of(page)
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def pick(page: StaffPage, name: str) -> None:
    page.table.selectRow(cells(page, NAME).index(name))


def press(page: StaffPage, name: str) -> StaffDialog:
    part_of(page, ActionButton, name).click()
    assert page.dialog is not None
    return page.dialog


def give(dialog: StaffDialog, **texts: str) -> None:
    for field in dialog.fields:
        if field.code in texts:
            field.set_text(texts[field.code])
    part_of(dialog, ActionButton, "give").click()
    QApplication.processEvents()


def note(dialog: StaffDialog, code: str) -> str:
    return next(field.note() for field in dialog.fields if field.code == code)


def test_the_table_keeps_the_promises_of_a_model(
    page: StaffPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model_of(page))

    assert cells(page, NAME) == ["Anna Birke", "Ben Kiefer", "Dr. Federkiel"]
    assert cells(page, ROLE) == ["Physician", "Nurse", "Nurse"]
    assert cells(page, AFTER) == ["–", "–", "Yes"]


def test_somebody_is_added_with_a_first_password(page: StaffPage) -> None:
    dialog = press(page, "add_staff")
    assert QApplication.focusWidget() is dialog.fields[0].box
    words = {"name": "Cara Linde", "login": "cara", "password": NEW, "again": NEW}

    give(dialog, **words | {"login": "ca ra"})
    assert "without a space" in note(dialog, "login")
    give(dialog, **words | {"again": PASSWORD})
    assert note(dialog, "again") == "The two passwords are not the same."
    give(dialog, **words | {"password": "Password2026", "again": "Password2026"})
    assert "first that are guessed" in note(dialog, "password")
    give(dialog, **words, role="manager")

    assert page.dialog is None
    assert cells(page, NAME)[2] == "Cara Linde"
    assert cells(page, AFTER)[2] == "Yes"


def test_how_strong_a_password_is_is_said_while_it_is_typed(page: StaffPage) -> None:
    dialog = press(page, "own_password")
    field = part_of(dialog, NewPasswordField, "password")

    said = []
    for part in ("seven", " swans", " swim", " away"):
        QTest.keyClicks(field.box, part)
        said.append(field.note())

    assert said == ["Too short: 5 more", "Enough; longer is better", "Good", "Strong"]
    assert "Strong" in field.box.accessibleDescription()
    dialog.close_later()


def test_somebody_is_suspended_and_brought_back(page: StaffPage, desk: Desk) -> None:
    pick(page, "Ben Kiefer")
    assert page.told == "Ben Kiefer, Nurse"
    dialog = press(page, "suspend")
    give(dialog)
    assert "A reason is needed" in note(dialog, "why")
    give(dialog, why="on leave")

    assert cells(page, NAME)[-1] == "Ben Kiefer"
    assert cells(page, CAN)[-1].startswith("No, suspended ")
    assert not part_of(page, ActionButton, "suspend").isVisible()

    dialog = press(page, "bring_back")
    words = {"own": PASSWORD, "second": "anna", "password": NEW, "again": NEW}
    give(dialog, **words, second_password=NEW, why="back from leave")
    assert "The password is not right" in note(dialog, "own")
    give(dialog, second_password=PASSWORD)

    assert cells(page, CAN) == ["Yes"] * 3
    assert desk.store.prove("ben", NEW).login == "ben"


def test_a_role_is_changed_with_a_reason(page: StaffPage) -> None:
    pick(page, "Ben Kiefer")
    give(press(page, "change_role"), role="physician", administers="yes", why="qualified")

    assert cells(page, ROLE)[1] == "Physician"
    assert cells(page, AFTER)[1] == "Yes"
    assert page.told == "Ben Kiefer, Physician"


def test_the_last_who_looks_after_the_unit_stays_so(page: StaffPage) -> None:
    pick(page, "Dr. Federkiel")
    dialog = press(page, "change_role")

    give(dialog, administers="no", why="enough")

    assert "Nobody would be left to look after the staff" in dialog.refusal
    dialog.close_later()


def test_two_vouch_for_a_lost_password(page: StaffPage, desk: Desk) -> None:
    pick(page, "Ben Kiefer")
    dialog = press(page, "reset_password")
    words = {"second": "anna", "second_password": PASSWORD, "password": NEW, "again": NEW}

    give(dialog, own="not my own", **words)
    assert "The password is not right" in note(dialog, "own")
    give(dialog, own=PASSWORD, **words)

    assert page.dialog is None
    assert desk.store.prove("ben", NEW).login == "ben"
    assert cells(page, CHANGED)[1] != "–"


def test_who_was_taken_on_today_cannot_be_the_other(page: StaffPage, desk: Desk) -> None:
    new = NewMember(name="G. Host", login="ghost", password=NEW, role=Role.MANAGER)
    staff.add_member(desk, new)
    pick(page, "Ben Kiefer")
    dialog = press(page, "reset_password")

    words = {"own": PASSWORD, "second": "ghost", "second_password": NEW}
    give(dialog, **words, password=NEW, again=NEW)

    assert "G. Host cannot be one of the two. Ask somebody else." in note(dialog, "second")
    dialog.close_later()


def test_one_changes_the_own_password(page: StaffPage, desk: Desk) -> None:
    give(press(page, "own_password"), own=PASSWORD, password=NEW, again=NEW)

    assert desk.store.prove("chief", NEW).login == "chief"


def test_a_new_recovery_key_is_shown_once(page: StaffPage) -> None:
    give(press(page, "new_recovery_key"), why="the print was lost")

    shown = page.key_dialog
    assert shown is not None
    assert len(shown.shown_key.split()) == 9
    part_of(shown, ActionButton, "copy_key").click()
    assert QGuiApplication.clipboard().text().replace("-", " ") == shown.shown_key
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert page.key_dialog is shown
    part_of(shown, ActionButton, "have_key").click()
    assert page.key_dialog is None


def test_printing_the_key_asks_for_a_printer(
    page: StaffPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(press(page, "new_recovery_key"), why="the print was lost")
    shown = page.key_dialog
    assert shown is not None
    asked: list[bool] = []
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrintDialog.show", lambda _dialog: asked.append(True)
    )

    part_of(shown, ActionButton, "print_key").click()

    assert asked == [True]
    shown.finish()


def test_a_new_key_for_the_record_says_who_needs_a_new_password(
    page: StaffPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnitRecord, "without_new_key", lambda _record: ("Ben Kiefer",))

    give(press(page, "rekey"), why="Cara has left")

    assert page.key_dialog is not None
    page.key_dialog.finish()
    assert desk.store.verify() == []


def test_who_may_not_is_told_who_may(desk_of: Callable[[Role], Desk]) -> None:
    desk = desk_of(Role.NURSE)
    new = NewMember(name="Ben", login="ben", password=PASSWORD, role=Role.MANAGER)
    staff.add_member(desk, new)
    me = desk.store.me
    staff.change_role(desk, me.key, Role.NURSE, "enough", administers=False)
    page = StaffPage(StaffPresenter(desk))

    locked = {
        name
        for name in ("add_staff", "change_role", "suspend", "reset_password", "rekey")
        if not part_of(page, ActionButton, name).isEnabled()
        or part_of(page, ActionButton, name).toolTip()
    }

    assert {"add_staff", "change_role", "suspend", "reset_password", "rekey"} == locked
    page.deleteLater()


def test_the_minutes_until_the_lock_are_set_here(page: StaffPage, tools: Tools) -> None:
    edit = part_of(page, QLineEdit, "lock_after_min")
    assert edit.text() == "10"

    for text in ("121", "soon", ""):
        type_into(edit, text)
        assert tools.lock_after == 10
    type_into(edit, "5")

    assert tools.lock_after == 5
    assert "1 to 120, or 0 for never" in edit.accessibleDescription()


def type_into(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_who_may_not_vouch_is_not_offered_and_being_alone_says_what_to_do(
    page: StaffPage, desk: Desk
) -> None:
    new = NewMember(name="Cara Linde", login="cara", password=NEW, role=Role.NURSE)
    staff.add_member(desk, new)
    pick(page, "Ben Kiefer")
    dialog = press(page, "reset_password")
    (second,) = (one.box for one in dialog.fields if one.code == "second")
    assert isinstance(second, ChoiceBox)
    assert [second.itemText(row) for row in range(second.count())] == ["Anna Birke"]
    dialog.close_later()

    anna = staff.member_of(desk, "anna")
    staff.change_role(desk, anna.key, Role.NURSE, "no more", administers=False)
    pick(page, "Anna Birke")
    pick(page, "Ben Kiefer")
    assert (
        part_of(page, ActionButton, "reset_password")
        .toolTip()
        .endswith("Nobody else here may vouch. Set the new password with the recovery key.")
    )
    give(press(page, "suspend"), why="on leave")
    assert (
        part_of(page, ActionButton, "bring_back")
        .toolTip()
        .endswith("Nobody else here may vouch. Take them on under another login.")
    )
