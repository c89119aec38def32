"""Overrides in Setup: listed, sought, gone to and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.overridden import Often
from plexlog.domain.records import Override
from plexlog.domain.unit import Role
from plexlog.services.desk import Desk
from plexlog.services.overrides import OverridePage as Found
from tests.ui.conftest import course_at
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from tests.ui.settings.test_erase_page import CASE
from ui.forms.fields import LineField
from ui.settings.override_page import OverridePage
from ui.settings.override_table import OverrideTable
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.save_dialog import SaveDialog
from ui.widgets.toast import Toast

OF_ORDER = Override(
    finding="some-rule", reason="as agreed", by="Dr. W", at=Moment.parse("2020-01-01T09:00Z")
)
OF_SESSION = Override(
    finding="consent-missing",
    reason="an emergency",
    by="Ben",
    at=Moment.parse("2026-11-05T09:00Z"),
    session_id="s1",
)


@pytest.fixture
def page(
    desk_of: Callable[[Role], Desk], tools: Tools, dressed: QApplication
) -> Iterator[OverridePage]:
    desk = desk_of(Role.NURSE)
    key = desk.store.add_course(course_at(CASE))
    for one in (OF_SESSION, OF_ORDER):
        desk.store.add_override(key, one)
    maker = SetupMaker(desk, tools.made(desk))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("overrides")
    screen.show()
    dressed.processEvents()
    assert isinstance(screen.page, OverridePage)
    yield screen.page
    screen.close()
    screen.deleteLater()


def seek(page: OverridePage, text: str = "", since: str = "") -> None:
    for code, typed in (("since", since), ("text", text)):
        field = part_of(page, LineField, code)
        field.box.setText(typed)
        field.box.editingFinished.emit()


def rows(page: OverridePage) -> int:
    return page.table.model().rowCount()


def press(page: OverridePage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def test_all_stand_there_and_the_newest_is_picked(page: OverridePage) -> None:
    assert rows(page) >= 2
    assert page.told[0] == ""
    assert page.told[1] == "Going on, because: an emergency"
    assert "Ben" in page.told[2]
    assert "session 1" in page.told[2]


def test_they_are_sought_by_words_and_day(page: OverridePage) -> None:
    seek(page, "agreed")
    assert rows(page) == 1
    assert "order" in page.told[2]

    seek(page, "agreed", "2026-01-01")
    assert rows(page) == 0
    assert page.told[2] == "Nothing of that was overridden."
    assert part_of(page, ActionButton, "save_overrides").is_locked

    seek(page, since="some day")
    assert "needs a day" in part_of(page, LineField, "since").note()


def test_one_goes_to_the_session_or_to_the_course(page: OverridePage, tools: Tools) -> None:
    page.table.opened.emit(page.table.currentIndex())
    seek(page, "agreed")
    press(page, "go_there")
    seek(page, "nobody said this")
    page.table.opened.emit(page.table.currentIndex())

    assert [kind for kind, _key in tools.gone_to] == ["session", "course"]


def test_they_are_saved_as_a_table(page: OverridePage, tools: Tools) -> None:
    press(page, "save_overrides")
    press(page, "save_overrides")  # one dialog at a time
    dialog = part_of(page, SaveDialog, "save_dialog")

    dialog.fileSelected.emit("")
    dialog.fileSelected.emit("/somewhere/list.csv")
    dialog.done(0)

    assert b"an emergency" in tools.saved["list.csv"]


def test_what_cannot_be_saved_is_told(page: OverridePage, tools: Tools) -> None:
    def refuse(_path: Path, _content: bytes) -> None:
        raise StoreError("There is no room.")

    tools.save = refuse
    press(page, "save_overrides")
    part_of(page, SaveDialog, "save_dialog").fileSelected.emit("/somewhere/list.csv")

    toast = page.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.words == "There is no room."


def test_those_overridden_nearly_always_are_named(page: OverridePage) -> None:
    often = Often(finding="some-rule", overridden=20, sessions=19, begun=20)

    page.show_page(Found(lines=(), often=(often,)))

    assert page.told[0] == "some rule: overridden in 19 of 20 sessions that were begun."


def test_the_table_is_a_table(page: OverridePage, qtmodeltester: ModelTester) -> None:
    model = page.table.model()
    assert isinstance(model, OverrideTable)
    qtmodeltester.check(model)
    assert model.headerData(0, page.table.horizontalHeader().orientation()) == "Finding"
