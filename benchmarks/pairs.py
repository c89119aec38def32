"""Two pieces of work timed in turn, so that whatever slows the machine slows both."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Pair:
    """What ours took beside the bare one: medians in milliseconds."""

    ours: float
    bare: float
    named: str = ""  # what a file of the numbers calls ours besides

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.bare

    def rounded(self) -> dict[str, float]:
        """The numbers as they are kept in a file."""
        numbers = {
            "ours": round(self.ours, 3),
            "bare": round(self.bare, 3),
            "ratio": round(self.ratio, 2),
        }
        return numbers | ({self.named: numbers["ours"]} if self.named else {})


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that a piece of work takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def in_turn(
    ours: Callable[[], object], bare: Callable[[], object], times: int, warm: int = 2
) -> Pair:
    """Time both in turn; the first few of each only warm up."""
    for _ in range(warm):
        bare()
        ours()
    pairs = [(timed(ours), timed(bare)) for _ in range(times)]
    return Pair(ours=median(one for one, _ in pairs), bare=median(other for _, other in pairs))
