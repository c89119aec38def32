"""Work behind the window: done elsewhere, told here, one piece after the other."""

from __future__ import annotations

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from ui.tasks import ThreadTasks


def unexpected(error: Exception) -> None:
    raise AssertionError(error)


def test_work_is_done_off_the_window_and_told_on_it(qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    told: list[tuple[str, str]] = []

    def done(worked_in: str) -> None:
        told.append((worked_in, threading.current_thread().name))

    tasks.run(lambda: threading.current_thread().name, done, unexpected)
    qtbot.waitUntil(lambda: bool(told))
    tasks.close()

    [(worked_in, told_in)] = told
    assert worked_in.startswith("plexlog")
    assert told_in == threading.current_thread().name


def test_work_that_fails_is_told_with_its_error(qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    errors: list[Exception] = []

    def work() -> None:
        raise OSError("the disk is full")

    tasks.run(work, lambda _nothing: unexpected(AssertionError("done")), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    tasks.close()

    assert str(errors[0]) == "the disk is full"


def test_pieces_of_work_keep_their_order(qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    told: list[int] = []

    for number in range(5):
        tasks.run(partial(abs, number), told.append, unexpected)
    qtbot.waitUntil(lambda: len(told) == 5)
    tasks.close()

    assert told == [0, 1, 2, 3, 4]


def test_after_the_end_nothing_is_begun(qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    told: list[object] = []
    tasks.close()

    tasks.run(lambda: 1, told.append, told.append)
    qtbot.wait(10)

    assert told == []
