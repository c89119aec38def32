"""First start, sign-in, lock: the way into the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit

from plexlog.domain.unit import Role
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost, copy_path, key_path
from plexlog.storage.unit_record import UnitRecord
from tests.ui.conftest import PASSWORD, WardClock
from tests.ui.pages.program import Ward, part_of
from tests.ui.window.conftest import opened
from ui.app import Program
from ui.forms.fields import LineField, PickField
from ui.signin.centred_card import CentredCard
from ui.signin.first_start_screen import FirstStartScreen
from ui.signin.lock_cover import LockCover
from ui.signin.recovery_key_screen import RecoveryKeyScreen
from ui.signin.recovery_screen import RecoveryScreen
from ui.signin.signin_screen import SignInScreen
from ui.today.today_screen import TodayScreen
from ui.widgets.buttons import ActionButton

GOOD = "a quiet morning"


def fill_in(ward: Ward, first: str = GOOD, again: str = "") -> None:
    ward.type("unit", "Apheresis unit 3B").type("name", "Adelheid Bauer")
    ward.type("password", first).type("again", again or first)


@pytest.fixture
def fresh(tmp_path: Path, clock: WardClock, dressed: QApplication) -> Iterator[Ward]:
    """A program at a place where there is no unit yet."""
    made = opened(tmp_path / "new" / "unit.plexlog", clock, dressed)
    yield Ward(made)
    made.close()


def test_a_first_start_leads_to_the_board(fresh: Ward) -> None:
    fill_in(fresh)

    fresh.press("make_unit")
    fresh.part(QCheckBox, "written_down").click()
    fresh.press("go_on")

    assert isinstance(fresh.page, TodayScreen)


def test_the_login_is_offered_from_the_name(fresh: Ward) -> None:
    fresh.type("name", "Adelheid Bauer")

    assert fresh.part(LineField, "login").text() == "a.bauer"


def test_a_short_password_is_refused_with_a_sentence(fresh: Ward) -> None:
    fill_in(fresh, "short")

    fresh.press("make_unit")

    assert "10 characters" in fresh.note("password")
    assert isinstance(fresh.page, FirstStartScreen)


def test_two_passwords_that_differ_are_refused(fresh: Ward) -> None:
    fill_in(fresh, GOOD, "a quiet evening")

    fresh.press("make_unit")

    assert "not the same" in fresh.note("again")


def test_what_is_missing_is_told_box_by_box(fresh: Ward) -> None:
    fresh.press("make_unit")

    assert all(fresh.note(code) for code in ("unit", "name", "login", "password"))


def test_one_does_not_go_on_before_the_recovery_key_is_written_down(fresh: Ward) -> None:
    fill_in(fresh)

    fresh.press("make_unit")

    page = fresh.shown(RecoveryKeyScreen)
    with pytest.raises(AssertionError, match="Tick"):
        fresh.press("go_on")
    assert len(page.shown_key.split()) >= 8


def test_enter_goes_on_once_the_key_is_written_down(fresh: Ward) -> None:
    fill_in(fresh)
    fresh.press("make_unit")
    tick = fresh.part(QCheckBox, "written_down")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Return)
    stays = fresh.program.window is None

    QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.keyClick(fresh.part(ActionButton, "go_on"), Qt.Key.Key_Return)

    assert stays
    assert fresh.program.window is not None


def test_what_is_written_down_shows_a_tick(fresh: Ward) -> None:
    fill_in(fresh)
    fresh.press("make_unit")
    tick = fresh.part(QCheckBox, "written_down")

    tick.setChecked(True)

    image = tick.grab().toImage()
    across = {image.pixel(x, image.height() // 2) for x in range(4, 18)}
    assert len(across) > 1


def test_a_tick_taken_back_locks_the_way_again(fresh: Ward) -> None:
    fill_in(fresh)
    fresh.press("make_unit")
    fresh.part(QCheckBox, "written_down").click()

    fresh.part(QCheckBox, "written_down").click()

    with pytest.raises(AssertionError, match="Tick"):
        fresh.press("go_on")


def test_the_recovery_key_can_be_copied(fresh: Ward) -> None:
    fill_in(fresh)
    fresh.press("make_unit")
    page = fresh.shown(RecoveryKeyScreen)

    fresh.press("copy_key")

    copied = QGuiApplication.clipboard().text()
    assert copied.replace("-", " ") == page.shown_key


@pytest.fixture
def lost(fresh: Ward, tmp_path: Path, clock: WardClock, dressed: QApplication) -> Iterator[Ward]:
    """The page for a lost password, with the key that was printed typed in."""
    fill_in(fresh)
    fresh.press("make_unit")
    key = fresh.shown(RecoveryKeyScreen).shown_key
    fresh.program.close()
    again = Ward(opened(tmp_path / "new" / "unit.plexlog", clock, dressed)).press("password_lost")
    again.type("recovery_key", key.lower())
    yield again
    again.program.close()


def test_a_lost_password_is_replaced_by_the_printed_key(lost: Ward) -> None:
    lost.type("password", "a later morning").type("again", "a later morning")

    lost.press("set_password")

    assert isinstance(lost.page, TodayScreen)
    lost.program.lock()
    assert isinstance(lost.sign_in(GOOD).page, LockCover)
    assert isinstance(lost.sign_in("a later morning").page, TodayScreen)


def test_a_recovery_key_of_another_record_is_told_at_its_box(lost: Ward) -> None:
    lost.type("recovery_key", "0000 " * 9).type("password", GOOD).type("again", GOOD)

    lost.press("set_password")

    assert "signs" in lost.note("recovery_key")
    assert lost.part(LineField, "recovery_key").box.hasFocus()
    assert isinstance(lost.page, RecoveryScreen)


def test_a_new_password_is_typed_twice_like_the_first(lost: Ward) -> None:
    lost.part(LineField, "recovery_key").set_text("")
    lost.type("password", GOOD).type("again", "a quiet evening")

    lost.press("set_password")

    assert "printed" in lost.note("recovery_key")
    assert "not the same" in lost.note("again")


def test_a_record_that_is_open_elsewhere_keeps_its_passwords(
    lost: Ward, tmp_path: Path, clock: WardClock, dressed: QApplication
) -> None:
    other = Ward(opened(tmp_path / "new" / "unit.plexlog", clock, dressed)).sign_in(GOOD)
    lost.type("password", "a later morning").type("again", "a later morning")

    lost.press("set_password")

    assert "another copy" in lost.shown(RecoveryScreen).message
    other.program.close()


def test_one_can_go_back_from_a_lost_password(program: Program) -> None:
    ward = Ward(program).press("password_lost")

    ward.press("back")

    assert isinstance(ward.page, SignInScreen)


def test_the_right_password_opens_the_board(program: Program) -> None:
    ward = Ward(program).sign_in()

    assert isinstance(ward.page, TodayScreen)
    assert program.frame.status.isVisible()


def test_a_wrong_password_says_so_and_stays_selected(program: Program) -> None:
    ward = Ward(program)

    ward.sign_in("not the password")

    page = ward.shown(SignInScreen)
    assert "password" in page.message
    assert ward.part(LineField, "password").box.selectedText()


def test_no_password_is_asked_for(program: Program) -> None:
    ward = Ward(program).sign_in("")

    assert ward.shown(SignInScreen).message == "Enter your password."


def test_a_second_copy_of_the_program_is_told_on_the_page(
    ward: Ward, unit: Path, clock: WardClock, dressed: QApplication
) -> None:
    second = Ward(opened(unit, clock, dressed))

    second.sign_in()

    assert "another copy" in second.shown(SignInScreen).message
    second.program.close()
    assert isinstance(ward.page, TodayScreen)


def test_a_missing_key_file_is_told_on_the_page(
    unit: Path, clock: WardClock, dressed: QApplication
) -> None:
    key_path(unit).unlink()
    copy_path(unit).unlink(missing_ok=True)

    ward = Ward(opened(unit, clock, dressed))

    assert "key" in ward.shown(CentredCard).message
    ward.program.close()


def test_a_damaged_file_is_told_on_the_page(
    unit: Path, clock: WardClock, dressed: QApplication
) -> None:
    unit.write_bytes(b"x" * unit.stat().st_size)
    ward = Ward(opened(unit, clock, dressed))

    ward.sign_in()

    assert "damaged" in ward.shown(SignInScreen).message
    ward.program.close()


def test_a_locked_window_shows_nothing_of_the_patient(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")
    assert "MUSTERWALD" in ward.program.frame.windowTitle()

    ward.program.lock()

    cover = ward.shown(LockCover)
    frame = ward.program.frame
    assert cover.geometry() == frame.rect()
    assert not part_of(cover, ActionButton, "password_lost").isVisible()
    assert "MUSTERWALD" not in frame.windowTitle()
    assert not frame.banner.isEnabled()


def test_unlocking_comes_back_to_the_same_page(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")
    before = ward.course
    ward.program.lock()

    ward.sign_in()

    assert ward.page is before
    assert "MUSTERWALD" in ward.program.frame.windowTitle()


def test_a_wrong_password_leaves_the_window_locked(ward: Ward) -> None:
    ward.program.lock()

    ward.sign_in("not the password")

    assert part_of(ward.shown(LockCover), LineField, "password").box.selectedText()


def test_somebody_else_takes_over_where_the_other_left(ward: Ward, cases: Path) -> None:
    ward.take_in(cases / "gbs-albumin-five.json")
    window = ward.program.window
    assert window is not None
    store = window.desk.store
    assert isinstance(store, UnitRecord)
    store.add_staff(
        name="Joram Mwangi",
        login="mwangi",
        password=PASSWORD,
        role=Role.NURSE,
        cost=Cost(memory_kib=64, iterations=1, lanes=1),
    )
    ward.program.lock()
    part_of(ward.page, PickField, "people").set_text("mwangi")

    ward.sign_in()

    assert ward.program.window is not None
    assert ward.program.window.desk.me == "Joram Mwangi"
    assert ward.course is not None


def test_a_window_that_nobody_signed_in_to_is_not_locked(program: Program) -> None:
    program.lock()

    assert isinstance(program.page, SignInScreen)


def test_is_founded_asks_for_no_key(unit: Path) -> None:
    assert unit_file.is_founded(unit)


def test_the_cursor_is_where_it_was_after_the_lock(ward: Ward) -> None:
    search = ward.part(QLineEdit, "patient_search")
    search.setFocus()
    lock = ward.program.frame.rail.findChild(QAbstractButton, "rail_lock")
    assert lock is not None
    QTest.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert isinstance(ward.page, LockCover)

    ward.sign_in()

    assert QApplication.focusWidget() is search
    ward.program.set_lock_after(7)
    assert ward.program.idle.minutes() == 7
    ward.program.set_lock_after(0)  # the watch stands still again
