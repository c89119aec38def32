"""Python looks for what nobody holds any more seldom enough, and on the thread of the window."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.collecting import MIDDLE, OLD, YOUNG, SeldomCollector, collect_seldom
from ui.tasks import ThreadTasks


class Circle:
    """Held by nobody but itself; says on which thread it was taken apart."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.me = self
        self.gone_on = gone_on

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[SeldomCollector]:
    del qtbot
    before = gc.get_threshold()
    made = collect_seldom()
    yield made
    made.stop()
    gc.set_threshold(*before)
    assert gc.isenabled()


def test_what_only_a_circle_keeps_goes_on_the_thread_of_the_window(
    collector: SeldomCollector, qtbot: QtBot
) -> None:
    assert not gc.isenabled()
    gone_on: list[threading.Thread] = []
    tasks = ThreadTasks()
    done: list[int] = []
    Circle(gone_on)

    tasks.run(lambda: len([[one] for one in range(20 * YOUNG)]), done.append, print)
    tasks.close()
    assert gone_on == []  # the worker has made enough for many a look, and left it alone
    held = [[one] for one in range(2 * YOUNG)]
    qtbot.wait_until(lambda: bool(gone_on))

    assert gone_on == [threading.main_thread()]
    assert (len(held), done) == (2 * YOUNG, [20 * YOUNG])
    assert collector.parent() is None


@pytest.mark.parametrize(
    ("count", "looked"),
    [
        ((YOUNG, MIDDLE + 1, OLD + 1), []),
        ((YOUNG + 1, MIDDLE, OLD + 1), [0]),
        ((YOUNG + 1, MIDDLE + 1, OLD), [1]),
        ((YOUNG + 1, MIDDLE + 1, OLD + 1), [2]),
    ],
)
def test_older_objects_are_looked_at_more_seldom(
    collector: SeldomCollector,
    monkeypatch: pytest.MonkeyPatch,
    count: tuple[int, int, int],
    looked: list[int],
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: count)
    monkeypatch.setattr(gc, "collect", lambda generation=2: seen.append(generation))

    collector.look()

    assert seen == looked
