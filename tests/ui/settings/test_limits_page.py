"""The limits of the unit in Setup: read by all, changed by a few, never without a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from plexlog.clinical.rules.limits import LIMITS
from plexlog.domain.unit import Role
from plexlog.services import limits
from plexlog.services.desk import Desk
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import CHIEF, Opener
from ui.settings.limit_dialog import LimitDialog
from ui.settings.limit_table import LimitTable
from ui.settings.limits_page import LimitsPage
from ui.settings.setup_screen import SetupScreen
from ui.widgets.buttons import ActionButton

VALUE, DEFAULT, LAST = 1, 3, 5
WHY = "as the ward has always done"


@pytest.fixture
def chiefs(setup: Opener) -> SetupScreen:
    return setup(Role.PHYSICIAN)


def page_of(screen: SetupScreen) -> LimitsPage:
    assert isinstance(screen.page, LimitsPage)
    return screen.page


def model_of(page: LimitsPage) -> LimitTable:
    model = page.table.model()
    assert isinstance(model, LimitTable)
    return model


def cell(page: LimitsPage, name: str, column: int) -> str:
    model = model_of(page)
    return str(model.index(model.row_of(name), column).data())


def pick(page: LimitsPage, name: str) -> None:
    page.table.selectRow(model_of(page).row_of(name))


def button(page: LimitsPage, name: str) -> ActionButton:
    return part_of(page, ActionButton, name)


def asked(page: LimitsPage) -> LimitDialog:
    assert page.dialog is not None
    return page.dialog


def answer(page: LimitsPage, value: str, why: str) -> None:
    """Type value and reason, Enter after each."""
    dialog = asked(page)
    dialog.value.box.selectAll()
    QTest.keyClicks(dialog.value.box, value)
    QTest.keyClick(dialog.value.box, Qt.Key.Key_Return)
    dialog.why.box.selectAll()
    QTest.keyClicks(dialog.why.box, why)
    QTest.keyClick(dialog.why.box, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_the_table_keeps_the_promises_of_a_model(
    chiefs: SetupScreen, qtmodeltester: ModelTester
) -> None:
    model = model_of(page_of(chiefs))

    qtmodeltester.check(model)

    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.limit(-1) is None
    assert LimitTable().row_of("fever_from_c") == -1


def test_every_limit_stands_under_its_phase(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    model = model_of(page)

    heads = [str(model.index(row, 0).data()) for row in model.phase_rows()]

    assert heads == ["The order", "Before the session", "The run", "The close"]
    assert model.rowCount() == len(heads) + len(LIMITS)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert cell(page, "fever_from_c", VALUE) == cell(page, "fever_from_c", DEFAULT) == "38.0"
    assert cell(page, "fever_from_c", LAST) == "–"


def test_what_is_known_of_a_limit_stands_below(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)

    pick(page, "fever_from_c")

    about, history = page.told
    assert about == (
        "Temperature from: possible 36.5 to 41 °C; rules access-infected, fever, temperature-rose"
    )
    assert history == "Never changed; 38.0 °C is what the program was shipped with."


def test_a_limit_is_changed_by_keyboard_alone(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    pick(page, "fever_from_c")
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Return)
    answer(page, "38,3", WHY)

    assert page.dialog is None
    assert cell(page, "fever_from_c", VALUE) == "changed 38.3"
    assert cell(page, "fever_from_c", LAST) == f"2026-11-06 {CHIEF}"
    assert page.told[1] == f"{CHIEF}, 2026-11-06 09:14: {WHY}"
    font = (
        model_of(page).index(page.table.currentIndex().row(), VALUE).data(Qt.ItemDataRole.FontRole)
    )
    assert font.bold()


def test_a_limit_goes_back_to_the_default_with_a_reason(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    pick(page, "fever_from_c")
    assert button(page, "reset_limit").is_locked
    button(page, "change_limit").click()
    answer(page, "38.3", WHY)

    button(page, "reset_limit").click()
    assert not asked(page).value.isVisible()
    asked(page).why.box.setText("too late for our patients")
    QTest.keyClick(asked(page).why.box, Qt.Key.Key_Return)

    assert cell(page, "fever_from_c", VALUE) == "38.0"
    assert page.told[1].endswith("too late for our patients")
    assert button(page, "reset_limit").is_locked


@pytest.mark.parametrize(
    ("value", "why", "words"),
    [
        ("380", WHY, "380.0 °C is not possible; possible 36.5 to 41 °C"),
        ("warm", WHY, "must be a number"),
        (" ", WHY, "Type the new value."),
        ("38.3", "", "A reason is needed"),
    ],
)
def test_what_cannot_be_stays_with_its_sentence(
    chiefs: SetupScreen, value: str, why: str, words: str
) -> None:
    page = page_of(chiefs)
    pick(page, "fever_from_c")
    button(page, "change_limit").click()

    answer(page, value, why)

    assert words in asked(page).refusal
    assert asked(page).why.text() == why
    asked(page).close_later()
    assert page.dialog is None
    assert cell(page, "fever_from_c", LAST) == "–"


def test_a_reset_without_a_reason_is_asked_again(chiefs: SetupScreen) -> None:
    page = page_of(chiefs)
    pick(page, "fever_from_c")
    button(page, "change_limit").click()
    answer(page, "38.3", WHY)
    button(page, "reset_limit").click()

    QTest.keyClick(asked(page).why.box, Qt.Key.Key_Return)

    assert "A reason is needed" in asked(page).refusal
    asked(page).close_later()


def test_a_nurse_reads_the_limits_and_is_told_who_changes_them(setup: Opener) -> None:
    page = page_of(setup(Role.NURSE))
    pick(page, "fever_from_c")
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert page.dialog is None
    assert page.why_fixed == (
        "Only a physician or a manager changes limits. You can read them here."
    )
    for name in ("change_limit", "reset_limit"):
        assert button(page, name).is_locked
        assert button(page, name).toolTip() == page.why_fixed


def test_a_manager_may_change_limits(desk_of: Callable[[Role], Desk]) -> None:
    assert limits.why_not_changeable(desk_of(Role.MANAGER)) == ""
