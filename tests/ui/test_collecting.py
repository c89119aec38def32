"""Python looks for what nobody holds any more seldom enough for a window."""

from __future__ import annotations

import gc

from ui.collecting import MIDDLE, OLD, YOUNG, collect_seldom


def test_the_window_is_seldom_held_by_a_look_at_all_objects() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() == (YOUNG, MIDDLE, OLD)
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
