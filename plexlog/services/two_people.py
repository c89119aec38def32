"""Two who sign are two people: neither has a password that somebody else has just set.

Whoever gives somebody a password can know it, and so could sign a second time in that name. A day
is enough for the name to be seen in the list of the staff, and for its owner to take another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from plexlog.domain import wording
from plexlog.domain.moments import Moment
from plexlog.domain.unit import StaffMember
from plexlog.services.desk import Desk

NEW_FOR = timedelta(hours=24)


def why_not_two(desk: Desk, members: Iterable[StaffMember]) -> str:
    """Why these could be fewer than they are; empty where each stands for themselves."""
    now = desk.clock.now()
    for one in members:
        given = desk.store.password_given(one.key)
        if given is not None and abs(now.instant - given.at.instant) < NEW_FOR:
            at = Moment.of(given.at.instant.astimezone(now.instant.tzinfo))
            return (
                f"The password of {one.name} was set on {wording.moment(at)} by {given.by}, who "
                f"may know it: before {wording.moment(at + NEW_FOR)} {one.name} cannot be one of "
                "the two. Ask somebody else."
            )
    return ""
