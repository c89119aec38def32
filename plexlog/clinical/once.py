"""What is worked out of one session several times in a row is worked out once.

A record never changes; a change makes another one. So the answer for the very same object stands,
and a run that grew by a row is worked out for that row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from operator import is_, itemgetter
from typing import Generic, TypeVar

A = TypeVar("A")
C = TypeVar("C")
R = TypeVar("R")
RUNS = 8  # so many runs are known side by side; of one more the rows are worked out anew


@dataclass(frozen=True, slots=True)
class _Known(Generic[C, R, A]):
    """A run as it was last worked out."""

    whole: C
    rows: tuple[R, ...]
    answers: tuple[A, ...]


def once_for_the_same(function: Callable[[A], R]) -> Callable[[A], R]:
    """The last answer again, where it is asked for the same object."""
    last: list[tuple[A, R]] = []

    @wraps(function)
    def asked(subject: A) -> R:
        for known, answer in last[:]:
            if known is subject:
                return answer
        answer = function(subject)
        last[:] = [(subject, answer)]
        return answer

    return asked


def row_by_row(
    step: Callable[[C, R, A | None], A],
) -> Callable[[C, Sequence[R]], tuple[A, ...]]:
    """Answers along rows, each from its row and the answer before it.

    `step` takes what holds for the whole run, the row and the answer before; it looks at nothing
    else. So where the whole equals that of an earlier call and the first rows are the very same
    objects, their answers stand: only the rows from the first other one on are worked out.
    """
    memory: list[tuple[_Known[C, R, A], ...]] = [()]  # one assignment: a worker may ask meanwhile

    @wraps(step)
    def asked(whole: C, rows: Sequence[R]) -> tuple[A, ...]:
        runs = memory[0]
        alike = [(_same(known.rows, rows), known) for known in runs if known.whole == whole]
        stand, best = max(alike, key=itemgetter(0), default=(0, None))
        answers = [] if best is None else [*best.answers[:stand]]
        if best is not None and stand == len(rows):
            return tuple(answers)
        for row in rows[stand:]:
            answers.append(step(whole, row, answers[-1] if answers else None))
        known = _Known(whole, tuple(rows), tuple(answers))
        others = tuple(one for one in runs if one is not best or not stand)
        memory[0] = (known, *others[: RUNS - 1])
        return known.answers

    return asked


def _same(rows: Sequence[object], others: Sequence[object]) -> int:
    """How many rows, from the first on, are the very same objects."""
    return [*map(is_, rows, others), False].index(False)
