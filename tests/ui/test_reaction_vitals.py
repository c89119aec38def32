"""The last vitals lie beside a reaction, and new ones become a row of the run."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import WardClock
from tests.ui.pages.run_window import RunWindow
from tests.ui.test_reaction import low_pressure, reaction
from ui.session.reaction_forms import VitalsForm

Key = Qt.Key


@pytest.fixture
def run(run: RunWindow) -> RunWindow:
    """With a row kept."""
    run.keep_row()
    return run


def test_the_last_vitals_are_attached_and_new_ones_become_a_row(
    run: RunWindow, clock: WardClock
) -> None:
    low_pressure(run)
    clock.pass_minutes(2)
    run.push("new_vitals").fill("systolic_mmhg", "98").fill("diastolic_mmhg", "60")
    run.fill("pulse_per_min", "900").push("vitals_keep")
    assert "possible" in run.description_in_dialog("pulse_per_min")
    assert len(run.readings) == 1

    run.fill("pulse_per_min", "104").push("vitals_keep")

    attached = reaction(run).vitals or ()
    assert [one.at.clock for one in attached] == ["09:26", "09:28"]
    assert run.readings[-1].values["systolic_mmhg"].value == Decimal(98)
    assert run.part(QPushButton, "legs-raised").isVisible()


def test_unlikely_vitals_are_asked_about_before_they_are_kept(run: RunWindow) -> None:
    low_pressure(run).push("new_vitals").fill("pulse_per_min", "190").push("vitals_keep")
    assert "keep it once more" in run.all_words()
    assert len(run.readings) == 1

    run.push("vitals_keep")
    assert len(run.readings) == 1  # in haste, it was not read yet
    run.let_haste_pass().push("vitals_keep")

    assert len(run.readings) == 2


@pytest.mark.parametrize("screen", [(1366, 768), (960, 540)])
def test_what_is_asked_of_vitals_is_in_view(run: RunWindow, screen: tuple[int, int]) -> None:
    run.frame.resize(*screen)
    low_pressure(run).push("new_vitals").fill("pulse_per_min", "190").push("vitals_keep")

    says = run.part(VitalsForm).says

    assert "35 to 180. Right? Then keep it once more." in says.text()
    assert says.visibleRegion().boundingRect() == says.rect()


def test_enter_keeps_the_vitals_once_and_none_are_no_vitals(run: RunWindow) -> None:
    low_pressure(run).push("new_vitals").push("vitals_keep")
    assert "needs at least one value" in run.description_in_dialog("systolic_mmhg")
    run.fill("pulse_per_min", "104").fill("temperature_c", "36.8")
    run.part_named("temperature_c").setFocus()

    run.key(Key.Key_Return, Key.Key_Return)

    assert len(run.readings) == 2
    assert len(reaction(run).vitals or ()) == 2


def test_vitals_that_are_put_off_stand_there_still(run: RunWindow) -> None:
    low_pressure(run).push("new_vitals").fill("pulse_per_min", "104").push("vitals_put_off")

    run.push("new_vitals")

    assert run.part_named("pulse_per_min").text() == "104"
    assert "not on record yet" in run.all_words()
    run.push("vitals_keep").push("new_vitals")
    assert run.part_named("pulse_per_min").text() == ""
    assert "not on record yet" not in run.all_words()


@pytest.mark.parametrize("way_back", ["vitals_put_off", "vitals_keep"])
def test_tab_reaches_what_was_done_after_the_vitals(run: RunWindow, way_back: str) -> None:
    run.key(Key.Key_F9).push("hypotension")
    run.part(QPushButton, "to-do").setFocus()
    run.push("new_vitals").fill("pulse_per_min", "104").push(way_back)

    reached = set()
    for _stop in range(60):
        run.press(Key.Key_Tab)
        reached.add(run.focus().objectName())

    assert "done" in reached


def test_vitals_can_be_put_off(run: RunWindow) -> None:
    low_pressure(run).push("new_vitals").fill("diastolic_mmhg", "x").push("vitals_keep")
    assert "number" in run.description_in_dialog("diastolic_mmhg")

    run.push("vitals_put_off")

    assert len(reaction(run).vitals or ()) == 1
