"""Vitals fall due while the run is not in sight: they are heard, and the rail says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plexlog.domain.steps import Step
from plexlog.services.recording import end_run
from tests.ui.conftest import WardClock
from tests.ui.pages.program import Ward
from ui.session.session_screen import SessionScreen
from ui.shell.neighbours import NeighbourView
from ui.shell.window import Window
from ui.widgets.buttons import ActionButton

OTHER_STEPS = [step.value for step in Step if step is not Step.RUN]


class Bell:
    """Counts how often it rang."""

    def __init__(self) -> None:
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1


@pytest.fixture
def bell(ward: Ward, window: Window, monkeypatch: pytest.MonkeyPatch) -> Bell:
    """The bell of the program; the run has been looked at."""
    made = Bell()
    chairs = ward.program.chairs
    assert chairs is not None
    heard = replace(chairs._outside, ring=made.ring)  # noqa: SLF001 - what the front door hands in
    monkeypatch.setattr(chairs, "_outside", heard)
    monkeypatch.setattr(window, "_outside", heard)
    window.open_session(window.desk.store.session_lines()[-1].session_key)
    assert screen(window).view.is_running
    return made


def screen(window: Window) -> SessionScreen:
    page = window.page
    assert isinstance(page, SessionScreen)
    return page


def passes(window: Window, clock: WardClock, minutes: int) -> None:
    for _minute in range(minutes):
        clock.pass_minutes(1)
        window.tick()
    QApplication.processEvents()


def told(window: Window) -> list[NeighbourView]:
    return [item.view for item in window.frame.rail.neighbours.items]


def silence(window: Window) -> ActionButton | None:
    found = [one for one in window.frame.findChildren(ActionButton) if one.text() == "Silence"]
    return next((one for one in found if one.isVisible()), None)


@pytest.mark.parametrize("step", OTHER_STEPS)
def test_on_another_step_vitals_ring_and_stand_in_the_rail(
    window: Window, bell: Bell, clock: WardClock, step: str
) -> None:
    screen(window).show_step(step)
    assert [one.state for one in told(window)] == ["in"]
    assert bell.rings == 0

    passes(window, clock, 15)
    assert (bell.rings, [(one.icon, one.state) for one in told(window)]) == (1, [("bell", "due")])
    passes(window, clock, 7)

    assert bell.rings == 2
    (late,) = told(window)
    assert (late.icon, late.state, late.elapsed) == ("triangle-alert", "late", "0:22")


def test_the_run_in_sight_needs_no_times_beside_it(window: Window, bell: Bell) -> None:
    screen(window).show_step("run")
    assert told(window) == []

    screen(window).show_step("plan")
    assert len(told(window)) == 1
    assert bell.rings == 0


def test_the_times_in_the_rail_lead_back_to_the_run(window: Window, bell: Bell) -> None:
    screen(window).show_step("close")

    window.frame.rail.neighbours.items[0].click()

    assert (screen(window).step, bell.rings) == (Step.RUN, 0)


def test_what_is_silenced_on_another_step_is_silent_on_all(
    window: Window, bell: Bell, clock: WardClock
) -> None:
    screen(window).show_step("close")
    assert silence(window) is None
    passes(window, clock, 15)

    QTest.keyClick(window.frame, Qt.Key.Key_F11)
    window.open_today()
    passes(window, clock, 4)

    assert bell.rings == 1
    passes(window, clock, 2)
    assert bell.rings == 2


def test_the_reminder_takes_no_focus(window: Window, bell: Bell, clock: WardClock) -> None:
    screen(window).show_step("identify")
    screen(window).focus_first()
    before = window.frame.focusWidget()
    assert before is not None

    passes(window, clock, 16)

    assert bell.rings == 1
    assert silence(window) is not None
    assert window.frame.focusWidget() is before


def test_on_the_board_vitals_ring_too(window: Window, bell: Bell, clock: WardClock) -> None:
    window.open_today()
    passes(window, clock, 14)
    assert bell.rings == 0

    passes(window, clock, 1)
    assert bell.rings == 1
    passes(window, clock, 5)
    assert bell.rings == 2


def test_a_clock_set_back_makes_the_rail_tell_nothing_else(
    window: Window, bell: Bell, clock: WardClock
) -> None:
    screen(window).show_step("plan")
    passes(window, clock, 10)
    clock.set_minutes(-120)
    passes(window, clock, 6)

    assert [(one.state, one.elapsed) for one in told(window)] == [("late", "0:16")]
    assert bell.rings == 1


def test_a_clock_set_back_on_the_board_silences_nothing(
    window: Window, bell: Bell, clock: WardClock
) -> None:
    window.open_today()
    passes(window, clock, 10)
    clock.set_minutes(-120)

    passes(window, clock, 5)

    assert [(one.state, one.elapsed) for one in told(window)] == [("due", "0:15")]
    assert bell.rings == 1


def test_after_the_end_nothing_rings(window: Window, bell: Bell, clock: WardClock) -> None:
    screen(window).show_step("close")
    passes(window, clock, 15)
    session = screen(window).moved_on()
    assert session.is_running
    end_run(screen(window)._presenter.session)  # noqa: SLF001 - as on the run page
    passes(window, clock, 10)

    assert bell.rings == 1
    assert silence(window) is None
    assert told(window) == []
