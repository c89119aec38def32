"""The self-test in Setup: worked, shown, printed and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from plexlog import house
from plexlog.domain.errors import PlexlogError
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.services.selftest import SelfTest
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Opener, Tools
from ui.settings.selftest_page import SelfTestPage
from ui.settings.selftest_presenter import SelfTestPresenter
from ui.settings.setup_list import SetupItem
from ui.settings.setup_screen import SetupScreen
from ui.widgets.buttons import ActionButton


def opened(setup: Opener) -> SelfTestPage:
    screen = setup(Role.NURSE)
    part_of(screen, SetupItem, "setup_selftest").click()
    assert isinstance(screen.page, SelfTestPage)
    return screen.page


def press(page: SelfTestPage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def with_a_wrong_one() -> SelfTest:
    first, *others = house.run_selftest().checks
    return SelfTest((*others, replace(first, got=99.0, passed=False)))


def test_the_head_line_says_that_all_agree(setup: Opener) -> None:
    page = opened(setup)

    count = page.table.model().rowCount()
    assert page.verdict == f"All {count} agree with what was published"
    assert page.preview.page_count > 1
    assert page.told == "Nadler: male, 1.80 m, 80 kg. Source: Nadler, Surgery 1962;51:224-232"


def test_what_differs_stands_first_in_word_and_shape(setup: Opener, tools: Tools) -> None:
    tools.run = with_a_wrong_one

    page = opened(setup)

    model = page.table.model()
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row[:5] == ["Nadler", "male, 1.80 m, 80 kg", "DIFFERS", "5319.1", "99"]
    shapes = [
        model.index(place, 2).data(Qt.ItemDataRole.DecorationRole).cacheKey() for place in (0, 1)
    ]
    assert shapes[0] != shapes[1]
    assert "DIFFER. Do not use this program" in page.verdict
    assert page.verdict.startswith("1 of ")


def test_the_table_keeps_the_promises_of_a_model(
    setup: Opener, qtmodeltester: ModelTester
) -> None:
    model = opened(setup).table.model()

    qtmodeltester.check(model)

    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_it_is_shown_as_it_will_be_printed(setup: Opener) -> None:
    page = opened(setup)
    sides = [page.is_as_printed]

    for _turn in range(2):
        press(page, "turn")
        sides.append(page.is_as_printed)

    assert sides == [False, True, False]
    assert part_of(page, ActionButton, "turn").text() == "Show as printed"


def test_it_is_saved_under_a_name_with_its_date(
    setup: Opener, tools: Tools, tmp_path: Path
) -> None:
    page = opened(setup)
    press(page, "save_pdf")
    press(page, "save_pdf")  # a second press opens no second dialog
    (dialog,) = page.findChildren(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "plexlog-self-test-2026-11-06.pdf"))

    assert tools.saved["plexlog-self-test-2026-11-06.pdf"].startswith(b"%PDF")
    dialog.reject()


def test_a_file_that_cannot_be_written_is_told(
    setup: Opener, tools: Tools, tmp_path: Path
) -> None:
    def refuse(_path: Path, _content: bytes) -> None:
        raise PlexlogError("The disk is full.")

    tools.save = refuse
    page = opened(setup)

    press(page, "save_pdf")
    page.findChildren(QFileDialog)[0].fileSelected.emit(str(tmp_path / "a.pdf"))

    assert page.verdict == "The disk is full."
    page.findChildren(QFileDialog)[0].reject()


def test_it_runs_again_when_asked(setup: Opener, tools: Tools) -> None:
    page = opened(setup)
    tools.run = with_a_wrong_one

    press(page, "run_again")

    assert page.verdict.startswith("1 of ")


def test_what_cannot_be_worked_is_told(setup: Opener, tools: Tools) -> None:
    def fail() -> SelfTest:
        raise PlexlogError("There is no memory left.")

    tools.run = fail

    page = opened(setup)

    assert page.verdict == "There is no memory left."
    assert part_of(page, ActionButton, "print_pdf").is_locked
    assert not part_of(page, ActionButton, "run_again").is_locked


def test_a_bug_is_not_told_as_a_sentence(desk_of: Callable[[Role], Desk], tools: Tools) -> None:
    def fail() -> SelfTest:
        raise ZeroDivisionError

    tools.run = fail
    desk = desk_of(Role.NURSE)

    with pytest.raises(ZeroDivisionError):
        SelfTestPresenter(tools.made(desk), desk.now).run()


def test_nothing_is_saved_without_a_name(tools: Tools, setup: Opener, qtbot: QtBot) -> None:
    page = opened(setup)
    presenter = page.findChild(SelfTestPresenter)
    assert presenter is not None

    with qtbot.assertNotEmitted(presenter.saved):
        presenter.save("")

    assert tools.saved == {}


def test_printing_asks_for_a_printer(setup: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("ui.widgets.paper_buttons.PdfPrinting.ask", lambda _s, d: asked.append(d))
    page = opened(setup)

    press(page, "print_pdf")

    assert asked == [page.preview.document]


def test_setup_opens_its_first_page_where_none_is_named(setup: Opener) -> None:
    screen: SetupScreen = setup(Role.NURSE)

    screen.choose("")
    screen.focus_first()

    assert part_of(screen, SetupItem, "setup_limits").isChecked()
