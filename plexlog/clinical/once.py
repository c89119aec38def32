"""What is worked out of one session several times in a row is worked out once.

A record never changes; a change makes another one. So the answer for the very same object stands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

A = TypeVar("A")
R = TypeVar("R")


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
