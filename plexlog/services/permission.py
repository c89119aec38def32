"""Holds every verb that changes something against the table of roles."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from plexlog.domain.errors import PlexlogError
from plexlog.domain.roles import Act, may, refusal
from plexlog.services.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A")
DESK = "desk"  # the attribute of what is worked on at one
ACT = "act"  # the attribute under which a verb says what it needs


class NotAllowedError(PlexlogError):
    """Whoever is signed in may not do this; the message says who may."""


def see_that_may(desk: Desk, act: Act) -> None:
    """Raises NotAllowedError where whoever is signed in may not."""
    if not may(desk.store.me, act):
        raise NotAllowedError(refusal(act))


def needs(
    act: Act,
) -> Callable[[Callable[Concatenate[A, P], R]], Callable[Concatenate[A, P], R]]:
    """A verb for those who may do `act`; its first argument is a desk, or is worked on at one."""

    def guard(verb: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
        @wraps(verb)
        def guarded(place: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
            see_that_may(_desk_of(place), act)
            return verb(place, *args, **kwargs)

        setattr(guarded, ACT, act)
        return guarded

    return guard


def _desk_of(place: object) -> Desk:
    if isinstance(place, Desk):
        return place
    desk: Desk = getattr(place, DESK)
    return desk
