"""The small unit of invented patients that the window opens for whoever wants to look around.

Four patients on its day: a course that is over, a session that is due, one that runs, one to sign.
It is made anew each time in a folder of its own, and says on every paper what it is.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from plexlog import house
from plexlog.demo_unit import StoryClock, Teller, read_pattern
from plexlog.domain.errors import StoreError
from plexlog.domain.moments import Clock, Moment
from plexlog.domain.unit import DEMO_UNIT, Role
from plexlog.domain.words_followed import Contact
from plexlog.doorstep import DEMO_PLACE
from plexlog.services.backups import back_up
from plexlog.services.desk import Desk
from plexlog.services.follow_ups import Told, open_follow_ups, record_contact

FOUNDING = house.Founding(
    unit=DEMO_UNIT,
    name="Demo Nurse",
    login="demo",
    password="only invented patients",  # noqa: S106 - shown in the window; it keeps no secret
    role=Role.NURSE,
)
_SEED = 155
_BEFORE = timedelta(days=30)  # so long ago the unit began
_OVER = timedelta(days=24)  # so long ago the course that is over began
_COURSE = timedelta(days=8)  # from its first session to its last
_WRITTEN = timedelta(days=1)  # before its day, so that nothing was signed today
_CALLED = timedelta(days=3)  # those treated earlier were called
_AHEAD = timedelta(minutes=45)  # until the session that is due
_RUNS = timedelta(minutes=52)
_ENDED = timedelta(minutes=25)
_TIME = re.compile(r'"(\d{4}-\d\d-\d\dT[^"]+)"')
_BEGINNINGS = ("at", "taken_at", "started_at", "from")
_ENDS = ("ended_at", "outcome_at", "to")


def make_demo_day(path: Path, clock: Clock) -> house.Founding:
    """Throw the former demonstration away and make another; how to sign in. Raises StoreError."""
    if path.parts[-3:] != DEMO_PLACE:  # whatever else lies in a folder is not thrown away
        raise StoreError(f"{path} is no place for a demonstration.")
    try:
        if path.parent.exists():
            shutil.rmtree(path.parent)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made empty: {error.strerror}.") from None
    now = clock.now()
    story = StoryClock(now + -_BEFORE)
    house.found(path, FOUNDING, story)
    desk = house.open_desk(path, FOUNDING.login, FOUNDING.password, story)
    try:
        teller = Teller(desk, story, read_pattern(), random.Random(_SEED))  # noqa: S311 - a story
        with desk.store.writing("demonstration"):
            teller.tell_course(now.day - _OVER, 0)
            for index, make in enumerate((_due, _running, _to_sign), 1):
                document = teller.written(now.day - _COURSE, index)
                teller.keep(make(document, now), is_over=False, now=now, before=_WRITTEN)
            _call(desk, now)
        story.time = now
        back_up(desk)
    finally:
        desk.store.close()
    return FOUNDING


def _call(desk: Desk, now: Moment) -> None:
    """Those treated some days ago were called; the last ones wait for their call."""
    for due in open_follow_ups(desk):
        if due.line.ended_at is not None and due.line.ended_at < now + -_CALLED:
            record_contact(desk, due, Told(contact=Contact.REACHED))


def _due(document: dict[str, Any], now: Moment) -> dict[str, Any]:
    """The last session is planned for soon, and nothing is recorded of it."""
    midnight = Moment.of(now.instant.replace(hour=23, minute=59, second=59, microsecond=0))
    course = _moved(document, min((now + _AHEAD).to_minute(), midnight), "planned_at")
    course["sessions"][-1] = {
        name: course["sessions"][-1][name] for name in ("id", "number", "station", "planned_at")
    }
    return _so_far(course, now)


def _running(document: dict[str, Any], now: Moment) -> dict[str, Any]:
    """The last session began a while ago; the bag that hangs is not counted yet."""
    course = _so_far(_moved(document, (now + -_RUNS).to_minute(), "started_at"), now)
    session = course["sessions"][-1]
    del session["close"]
    del session["bags"][-1]["given_ml"]
    return course


def _to_sign(document: dict[str, Any], now: Moment) -> dict[str, Any]:
    """The last session ended a while ago and waits for its signature."""
    return _so_far(_moved(document, (now + -_ENDED).to_minute(), "ended_at"), now)


def _moved(document: dict[str, Any], to: Moment, name: str) -> dict[str, Any]:
    """The course with all its times moved, so that its last session has one of them there."""
    later = to.instant - Moment.parse(document["sessions"][-1][name]).instant

    def moved(found: re.Match[str]) -> str:
        at = Moment.parse(found[1]).instant + later
        return f'"{Moment.of(at.astimezone(to.instant.tzinfo)).text}"'

    course: dict[str, Any] = json.loads(_TIME.sub(moved, json.dumps(document)))
    device = course["access_devices"][0]
    del device["removed_on"], device["removal_reason"]
    return course


def _so_far(part: dict[str, Any], now: Moment) -> dict[str, Any]:
    """A part of a document without what is still to come; what is planned stays."""
    ended = {name for name in _ENDS if name in part and Moment.parse(part[name]) > now}
    return {name: _past(value, now) for name, value in part.items() if name not in ended}


def _past(value: Any, now: Moment) -> Any:
    if isinstance(value, list):
        return [_past(one, now) for one in value if not _is_to_come(one, now)]
    return _so_far(value, now) if isinstance(value, dict) else value


def _is_to_come(one: Any, now: Moment) -> bool:
    return isinstance(one, dict) and any(
        Moment.parse(one[name]) > now for name in _BEGINNINGS if name in one
    )
