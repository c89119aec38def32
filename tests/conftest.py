"""Rules that hold for every test: what it may say, and what it may not leave behind."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.soak import IS_SOAK

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

IN_CI = bool(os.environ.get("CI"))
MEMORY = Path("/dev/shm")  # noqa: S108 - where the folders of pytest, of random names, are made
ROOM = 2 * 1024**3


def work_in_memory() -> None:
    """Have what tests write lie in memory, where there is room: each entry waits for the disk.

    The long run keeps to the disk, and so does who names a folder in TMPDIR.
    """
    is_there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    is_wanted = is_there and not IS_SOAK and "TMPDIR" not in os.environ
    if is_wanted and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


work_in_memory()
settings.register_profile(
    "plexlog",
    deadline=None,  # how fast a machine is proves nothing
    derandomize=IN_CI,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("plexlog")

CASES = Path(__file__).parent / "cases"
PASSED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of the courses on file, each with what the program must make of it."""
    return CASES


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application with the bundled fonts, so that widths are the same everywhere."""
    from PySide6.QtGui import QFont  # noqa: PLC0415 - only where a test needs windows

    from ui.widgets.fonts import load_first_fonts, load_other_fonts  # noqa: PLC0415 - as above

    families = load_first_fonts()
    load_other_fonts()
    qapp.setFont(QFont(families[0], 10))
    return qapp


def pytest_collection_finish() -> None:
    """What was imported and collected stays; no search for garbage need go through it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself passed: a failed one may leave what it pleases."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture(autouse=True)
def no_unexpected_log(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Fail a test that logs a warning it did not announce with @pytest.mark.logs."""
    yield
    if request.node.get_closest_marker("logs") is None:
        loud = [
            record.getMessage()
            for record in caplog.get_records("call")
            if record.levelno >= logging.WARNING
        ]
        assert not loud, f"logged: {loud}"


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a widget, a thread or a timer lives on; say where it began."""
    threads = set(threading.enumerate())
    widgets = set(_top_level_widgets())
    STARTED.clear()
    yield
    if request.node.stash.get(PASSED, False):
        left = _left_behind(widgets, threads)
        if left:
            gc.collect()  # what only a circle of references kept is no leak
            left = _left_behind(widgets, threads)
        assert not left, f"left behind: {'; '.join(left)}"


def _left_behind(widgets: set[QWidget], threads: set[threading.Thread]) -> list[str]:
    found = [
        f"widget {type(widget).__name__} {widget.objectName()!r}"
        for widget in _top_level_widgets()
        if widget not in widgets
    ]
    found += [
        f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread not in threads and not isinstance(thread, threading._DummyThread)  # noqa: SLF001 - no other name for a thread that Qt made
    ]
    return found + [
        f"{type(runner).__name__} started at {where}"
        for known, where in STARTED
        if _still_runs(runner := known())
    ]


def _top_level_widgets() -> list[QWidget]:
    """All windows, after those have gone that were told to go; none where Qt is not in use."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return [window for window in widgets.QApplication.topLevelWidgets() if _is_ours(window)]


def _is_ours(window: QWidget) -> bool:
    """Whether a window comes from the program; Qt keeps some of its own, such as for tooltips."""
    return type(window).__module__.partition(".")[0] != "PySide6" or bool(window.objectName())


# Timers and threads of Qt tell where they were started.

STARTED: list[tuple[weakref.ref[Any], str]] = []


def _still_runs(runner: Any) -> bool:
    import shiboken6  # noqa: PLC0415 - there where something of Qt was started

    if runner is None or not shiboken6.isValid(runner):
        return False
    return bool(runner.isActive() if hasattr(runner, "isActive") else runner.isRunning())


def _telling(start: Callable[..., None]) -> Callable[..., None]:
    def told(runner: Any, *arguments: Any) -> None:
        caller = sys._getframe(1)  # noqa: SLF001 - the cheap way to know the line
        STARTED.append((weakref.ref(runner), f"{caller.f_code.co_filename}:{caller.f_lineno}"))
        start(runner, *arguments)

    return told


@pytest.fixture(autouse=True, scope="session")
def starts_are_told() -> Iterator[None]:
    """Note every start of a timer or thread of Qt."""
    from PySide6.QtCore import QThread, QTimer  # noqa: PLC0415 - after the platform is chosen

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QTimer, "start", _telling(QTimer.start))
        patch.setattr(QThread, "start", _telling(QThread.start))
        yield
