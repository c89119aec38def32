"""Verification in Setup: what it came to, how far it is, stopped, copied, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from plexlog.domain.errors import StoreError
from plexlog.domain.progress import Step
from plexlog.domain.unit import Problem, Role
from plexlog.services.desk import Desk
from plexlog.storage.verification import Verification
from tests.ui.conftest import WardClock
from tests.ui.pages.program import part_of
from tests.ui.settings.conftest import Tools
from ui.settings.checking import Checking
from ui.settings.setup_screen import SetupMaker, SetupScreen
from ui.settings.verify_page import VerifyPage
from ui.settings.verify_table import VerifyTable
from ui.tasks import InlineTasks
from ui.widgets.buttons import ActionButton
from ui.widgets.pdf_print import PdfPrinting

WRONG = Problem(
    where="observation 1f3c",
    what="was changed without a history row",
    about="weight_kg",
    fields=("value",),
    record_number="0048213",
    course_id="c1",
    session_number=3,
)


class LaterTasks:
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Any, Any, Any]] = []

    def run(self, work: Any, done: Any, failed: Any) -> None:
        self.waiting.append((work, done, failed))

    def go(self) -> None:
        InlineTasks().run(*self.waiting.pop(0))


@pytest.fixture
def tasks() -> LaterTasks:
    return LaterTasks()


@pytest.fixture
def checking(
    desk_of: Callable[[Role], Desk], tasks: LaterTasks, dressed: QApplication
) -> Iterator[Checking]:
    made = Checking(desk_of(Role.NURSE), tasks, dressed)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(tools: Tools, checking: Checking, dressed: QApplication) -> Iterator[VerifyPage]:
    desk = checking.desk
    maker = SetupMaker(desk, replace(tools.made(desk), checking=checking))
    screen = SetupScreen(maker)
    maker.setParent(screen)
    screen.resize(1294, 740)
    screen.choose("verify")
    screen.show()
    dressed.processEvents()
    assert isinstance(screen.page, VerifyPage)
    yield screen.page
    screen.close()
    screen.deleteLater()


def press(page: VerifyPage, name: str) -> None:
    part_of(page, ActionButton, name).click()


def waits(page: VerifyPage, name: str) -> str:
    button = part_of(page, ActionButton, name)
    return button.toolTip() if button.is_locked else ""


def find(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(self: Verification, _progress: object) -> list[Problem]:
        self.rows = self.number = 7
        self.found.append(WRONG)
        return self.found

    monkeypatch.setattr(Verification, "work", work)


def test_before_anything_was_checked_it_says_so(page: VerifyPage) -> None:
    assert page.told == (
        "Nothing was checked since you signed in.",
        "Everything was never checked together yet.",
        "",
    )
    assert waits(page, "copy_findings") == "Nothing was checked yet"
    assert waits(page, "stop_checking") == "Nothing is under way"
    assert not page.line.isVisible()


def test_everything_is_checked_and_that_is_remembered(page: VerifyPage, tasks: LaterTasks) -> None:
    press(page, "check_all")
    assert page.told[0] == "Everything is being checked…"
    assert page.line.isVisible()
    assert waits(page, "check_all") == "Wait for what is under way"
    press(page, "check_new")
    assert len(tasks.waiting) == 1

    tasks.go()

    verdict, last, about = page.told
    assert "rows of the history: it is as recorded. It was held against no backup" in verdict
    assert "everything was as it was recorded" in last
    assert about == "Nothing is wrong."
    press(page, "check_new")
    assert page.told[0] == "What is new is being checked…"
    tasks.go()
    assert "what is older was not looked at again" in page.told[0]


def test_what_is_wrong_is_listed_with_where_and_whose(
    page: VerifyPage, tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch)
    press(page, "check_all")
    tasks.go()

    model = page.table.model()
    assert isinstance(model, VerifyTable)
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row == [
        "patient 0048213, course c1, session 3",
        "observation 1f3c",
        "was changed without a history row",
        "weight_kg, value",
    ]
    assert page.told[2] == WRONG.sentence
    assert page.told[1].endswith("1 problem found.")
    press(page, "copy_findings")
    assert QGuiApplication.clipboard().text().splitlines() == [page.told[0], WRONG.sentence]
    ModelTester(None).check(model)
    assert model.data(QModelIndex()) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.line(7) is None


def test_what_is_to_be_known_stands_out_and_is_no_problem(
    page: VerifyPage, tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Verification.work

    def work(self: Verification, progress: Any) -> Any:
        self.notes += [replace(WRONG, what="was set with the recovery key")] * 2
        return looked(self, progress)

    monkeypatch.setattr(Verification, "work", work)
    press(page, "check_all")
    tasks.go()

    assert "it is as recorded; 2 notes are to be read." in page.told[0]
    assert page.told[2].endswith(
        "note: observation 1f3c (weight_kg) was set with the recovery key: value."
    )
    assert page.table.model().rowCount() == 2


def test_it_says_how_far_it_is_and_esc_stops_it(
    page: VerifyPage, checking: Checking, tasks: LaterTasks
) -> None:
    press(page, "check_all")
    progress = checking.progress
    assert progress is not None
    progress.at("rows of the history", 300, 400)
    checking.stepped.emit()
    assert page.line.told == "rows of the history: 300 of 400"
    assert page.line.share == 0.75

    QTest.keyClick(page, Qt.Key.Key_Escape)
    tasks.go()

    assert page.told[0].startswith("Stopped before it was done")
    assert page.told[1] == "Everything was never checked together yet."
    checking.stepped.emit()
    assert page.line.told == Step().words
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_F13)
    checking.stop()


def test_leaving_the_page_stops_nothing(
    page: VerifyPage, checking: Checking, tasks: LaterTasks
) -> None:
    press(page, "check_all")
    page.hide()

    tasks.go()

    assert checking.verified is not None


def test_it_is_printed(
    page: VerifyPage, tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(PdfPrinting, "ask", lambda _self, document: asked.append(document))
    find(monkeypatch)
    press(page, "check_all")
    tasks.go()

    press(page, "print_findings")

    assert len(asked) == 1


def test_what_cannot_be_laid_out_is_told(
    tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    def fail(_report: object) -> bytes:
        raise StoreError("no paper")

    monkeypatch.setattr("plexlog.papers.print_report", fail)
    page = request.getfixturevalue("page")
    told: list[str] = []
    page.presenter.failed.connect(told.append)
    page.presenter.print()
    assert page.presenter.text == ""
    press(page, "check_all")
    tasks.go()

    press(page, "print_findings")

    assert told == ["no paper"]


def test_a_record_that_cannot_be_read_is_told(
    page: VerifyPage, tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: object, _progress: object) -> None:
        raise StoreError("The record cannot be read.")

    monkeypatch.setattr(Verification, "work", fail)
    press(page, "check_all")

    tasks.go()

    assert page.told[0] == "The record cannot be read."


def test_a_mark_that_cannot_be_kept_is_told(
    page: VerifyPage, tasks: LaterTasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_desk: object, _verified: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("ui.settings.checking.keep_mark", fail)
    press(page, "check_all")

    tasks.go()

    assert page.told[0] == "The disk is full."


def test_a_bug_is_not_taken_for_an_answer(checking: Checking, tasks: LaterTasks) -> None:
    checking.check_all()
    _work, _done, failed = tasks.waiting[0]

    with pytest.raises(ZeroDivisionError):
        failed(ZeroDivisionError())


def test_by_itself_it_looks_at_what_is_due(
    checking: Checking, tasks: LaterTasks, clock: WardClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[bool] = []
    checking.told.connect(lambda: kinds.append(checking.is_whole))
    checking.look()
    tasks.go()
    assert checking.state().last is not None
    monkeypatch.setattr("plexlog.domain.verified.FEW_CHANGES", 0)

    checking.look_at_new()
    tasks.go()
    checking.look()
    tasks.go()
    clock.pass_minutes(60)
    checking.look_at_night()
    assert tasks.waiting == []
    clock.pass_minutes(60 * 41)  # 03:14 of the second night
    checking.look_at_night()
    tasks.go()
    assert kinds == [True, True, False, False, False, False, True, True]
    assert not checking.state().is_due


def test_what_is_done_when_the_desk_is_closed_tells_nobody(
    checking: Checking, tasks: LaterTasks
) -> None:
    told: list[bool] = []
    checking.start()
    checking.check_all()
    checking.told.connect(lambda: told.append(True))

    checking.close()
    tasks.go()

    assert told == []
    assert checking.verified is None
    checking.close()


def test_what_comes_to_an_end_after_the_desk_was_closed_is_not_kept(
    checking: Checking, tasks: LaterTasks
) -> None:
    checking.check_all()
    work, done, _failed = tasks.waiting[0]
    verified = work()

    checking.close()
    done(verified)

    assert checking.verified is None
