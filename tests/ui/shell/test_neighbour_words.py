"""A running session in the words of the rail: what vitals wait for, in a pause too."""

from __future__ import annotations

import pytest

from plexlog.services.neighbours import Neighbour
from ui.shell.chair import Chair
from ui.shell.neighbour_words import neighbour_view, timer_view


def paused(minutes_to_vitals: float | None) -> Neighbour:
    return Neighbour(
        session_key="s1",
        family_name="Okafor",
        given_name="Ngozi",
        elapsed_minutes=12,
        is_paused=True,
        minutes_to_vitals=minutes_to_vitals,
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
