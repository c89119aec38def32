"""A running session in the words of the rail: what vitals wait for, in a pause too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plexlog.clinical.figures import RunningFigures, VitalsDue
from plexlog.domain.moments import Moment
from plexlog.services.neighbours import Neighbour
from ui.shell.chair import Chair
from ui.shell.neighbour_words import neighbour_view, timer_view
from ui.shell.neighbours import state_places
from ui.widgets.buttons import text_width

NOON = Moment.parse("2026-11-20T12:00+01:00")


def paused(minutes_to_vitals: float | None) -> Neighbour:
    vitals = None
    if minutes_to_vitals is not None:
        due_at = NOON + timedelta(minutes=minutes_to_vitals)
        vitals = VitalsDue(last_at=NOON, wait_minutes=15, due_at=due_at, taken=1)
    return Neighbour(
        session_key="s1",
        family_name="Okafor",
        given_name="Ngozi",
        running=RunningFigures(elapsed_minutes=12, is_paused=True, vitals=vitals),
        now=NOON,
    )


@pytest.mark.parametrize(
    ("left", "icon", "told"),
    [
        (None, "pause", "paused"),
        (4.0, "pause", "paused"),
        (0.5, "bell", "vitals due now"),
        (-7.0, "triangle-alert", "vitals late 7\u00a0min"),
    ],
)
def test_a_pause_gives_way_to_vitals_that_are_due(
    left: float | None, icon: str, told: str
) -> None:
    one = paused(left)

    assert neighbour_view(one, Chair("B")).icon == icon
    timer = timer_view(one, Chair("B"))
    assert timer.words.replace(" min", "\u00a0min") == f"Chair B running 0:12  ·  {told}"
    assert (timer.icon, timer.ink == "noticeInk") == (icon, icon != "pause")


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("is_low", [False, True])
@pytest.mark.parametrize("word", ["paused", "late", "due", "none", "71:11 h"])
def test_no_state_touches_its_frame(word: str, *, is_low: bool) -> None:
    wide = text_width(word, "hint")

    icon, left = state_places(wide, is_low=is_low)

    assert icon.left() >= 3
    assert icon.right() < left
    assert left + wide <= 64 - 3
