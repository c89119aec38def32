"""The demonstration: offered where nothing is yet, marked, apart from the unit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from plexlog.demo_day import FOUNDING
from plexlog.demo_unit import make_demo
from plexlog.domain.errors import PlexlogError
from plexlog.doorstep import demo_path
from plexlog.services.board import Column, todays_board
from tests.ui.conftest import WardClock
from tests.ui.pages.program import Ward
from ui.app import Program, main
from ui.demo_process import start_demonstration
from ui.demonstration import Demonstration
from ui.shell.window_mark import WindowMark
from ui.signin.centred_card import CentredCard
from ui.signin.first_start_screen import FirstStartScreen
from ui.signin.lock_cover import LockCover
from ui.tasks import InlineTasks
from ui.today.today_screen import TodayScreen
from ui.widgets.buttons import ActionButton

NOT_REAL = "nothing here is real"


class Opener:
    """Stands for the process that is started."""

    def __init__(self) -> None:
        self.times = 0
        self.trouble = ""

    def open(self) -> str:
        if self.trouble:
            raise PlexlogError(self.trouble)
        self.times += 1
        return "It opens in a window of its own."


@pytest.fixture
def opener(monkeypatch: pytest.MonkeyPatch) -> Opener:
    made = Opener()
    monkeypatch.setattr("ui.demo_process.start_demonstration", made.open)
    return made


@pytest.fixture
def fresh(
    tmp_path: Path, clock: WardClock, dressed: QApplication, opener: Opener
) -> Iterator[Ward]:
    """A program at a place where there is no unit yet."""
    del dressed, opener
    made = Program(tmp_path / "unit.plexlog", clock, InlineTasks())
    made.start()
    yield Ward(made)
    made.close()


@pytest.fixture
def shown(tmp_path: Path, clock: WardClock, dressed: QApplication) -> Iterator[Demonstration]:
    """The demonstration, beside a file that stands for the unit's record."""
    del dressed
    (tmp_path / "unit.plexlog").write_bytes(b"the record of the unit")
    made = Demonstration(demo_path(tmp_path), clock, InlineTasks())
    made.start()
    yield made
    made.close()


def toast_of(ward: Ward) -> str:
    window = ward.program.window
    assert window is not None
    return window._toast.accessibleName()  # noqa: SLF001 - it has no other reader


def mark_of(program: Program) -> WindowMark:
    mark = program.frame.menuWidget()
    assert isinstance(mark, WindowMark)
    return mark


def test_the_first_start_offers_it_and_makes_no_unit(
    fresh: Ward, opener: Opener, tmp_path: Path
) -> None:
    fresh.press("demonstration")

    assert opener.times == 1
    assert "window of its own" in fresh.shown(FirstStartScreen).message
    assert list(tmp_path.iterdir()) == []
    assert fresh.program.frame.mark == ""


def test_pressed_twice_it_is_opened_once(fresh: Ward, opener: Opener) -> None:
    button = fresh.press("demonstration").part(ActionButton, "demonstration")

    button.click()

    assert opener.times == 1


def test_a_demonstration_that_cannot_be_started_is_told(fresh: Ward, opener: Opener) -> None:
    opener.trouble = "No."

    fresh.press("demonstration")

    assert fresh.shown(FirstStartScreen).message == "No."


def test_a_board_without_a_patient_offers_it_and_the_unit_is_not_touched(
    ward: Ward, opener: Opener
) -> None:
    assert ward.program.window is not None
    before = ward.program.window.desk.store.history_head()

    ward.press("demonstration")

    assert opener.times == 1
    assert "window of its own" in toast_of(ward)
    assert ward.program.window.desk.store.history_head() == before


def test_the_board_tells_that_it_cannot_be_started(ward: Ward, opener: Opener) -> None:
    opener.trouble = "No."

    ward.press("demonstration")

    assert toast_of(ward) == "No."


def test_it_opens_by_itself_marked_and_the_record_of_the_unit_is_not_touched(
    shown: Demonstration, tmp_path: Path
) -> None:
    shown.back_up()

    assert isinstance(shown.page, TodayScreen)
    assert mark_of(shown).isVisible()
    assert NOT_REAL in mark_of(shown).words
    assert FOUNDING.password in mark_of(shown).words
    assert shown.frame.windowTitle().startswith("DEMONSTRATION")
    assert (tmp_path / "unit.plexlog").read_bytes() == b"the record of the unit"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["demonstration", "unit.plexlog"]


def test_each_of_its_windows_says_what_it_is_and_locked_how_one_gets_in(
    shown: Demonstration,
) -> None:
    assert shown.window is not None
    assert shown.chairs is not None
    board = todays_board(shown.window.desk)
    for column in (Column.RUNNING, Column.TO_SIGN):
        shown.window.open_session(board.columns[column][0].line.session_key)
    frames = [one.frame for one in shown.chairs.windows]
    titles = [frame.windowTitle() for frame in frames]

    shown.lock()

    assert len(frames) == 2
    assert all(NOT_REAL in frame.mark for frame in frames)
    assert all(title.startswith("DEMONSTRATION – ") for title in titles)
    locked = Ward(shown)
    over = shown.frame.children()
    assert over.index(mark_of(shown)) > over.index(locked.shown(LockCover))  # so it is seen
    locked.sign_in(FOUNDING.password)
    assert not isinstance(locked.page, LockCover)


def test_a_unit_made_by_the_command_line_is_marked_too(
    tmp_path: Path, clock: WardClock, dressed: QApplication
) -> None:
    del dressed
    path = tmp_path / "unit.plexlog"
    list(make_demo(path, FOUNDING, 5, clock))
    made = Program(path, clock, InlineTasks())
    made.start()
    ward = Ward(made)
    ward.sign_in(FOUNDING.password)

    assert isinstance(ward.page, TodayScreen)
    assert NOT_REAL in mark_of(made).words
    assert made.frame.windowTitle().startswith("DEMONSTRATION – ")
    made.close()


def test_one_that_is_open_is_not_thrown_away(
    shown: Demonstration, tmp_path: Path, clock: WardClock
) -> None:
    second = Demonstration(demo_path(tmp_path), clock, InlineTasks())
    second.start()

    assert "already" in Ward(second).shown(CentredCard).message
    second.close()
    assert shown.window is not None
    assert todays_board(shown.window.desk).has_patients
    shown.window.refresh()
    assert isinstance(shown.page, TodayScreen)


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, clock: WardClock, dressed: QApplication
) -> None:
    del dressed
    (tmp_path / "data").touch()  # a file, where the folder should be
    made = Demonstration(demo_path(tmp_path / "data"), clock, InlineTasks())

    made.start()

    assert "cannot be written" in Ward(made).shown(CentredCard).message
    made.close()


def test_a_process_of_its_own_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []

    def started(program: str, arguments: list[str], _folder: str) -> tuple[bool, int]:
        asked.append((program, arguments))
        return len(asked) == 1, 0

    monkeypatch.setattr(QProcess, "startDetached", started)

    assert "of its own" in start_demonstration()
    assert asked == [(sys.executable, ["-m", "ui.app", "--demo"])]
    with pytest.raises(PlexlogError, match="could not be started"):
        start_demonstration()


def test_a_demonstration_takes_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--demo", "--db", "unit.plexlog"])

    assert "not allowed" in capsys.readouterr().err
