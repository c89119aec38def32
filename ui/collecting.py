"""How often Python looks for what nobody holds any more."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 50


def collect_seldom() -> None:
    """Look seldom: each look at all objects would hold the window for longer than a frame."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)
