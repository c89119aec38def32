"""A unit of invented patients with as many sessions as one asks for, to try the program at size.

Courses are written after the pattern in `seeds/demo`, taken in as documents are and signed as a
nurse signs, so that history, chain and seals are those of a real unit. Patients and numbers come
from a seeded generator: the same seed and the same day give the same unit.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from plexlog import house
from plexlog.domain.moments import Clock, Moment
from plexlog.domain.records import Course
from plexlog.domain.said import Said
from plexlog.domain.words import SignatureMeaning
from plexlog.exchange.course_document import read_course
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.seals import beside_seal, canonical_session
from plexlog.services.signing import give_signature

FOLDER = Path(__file__).parents[1] / "seeds" / "demo"
SPAN = timedelta(days=3652)  # a unit of ten years, whatever its size
QUIET = timedelta(days=21)  # the last course of the past ended so long ago, and more
TOGETHER = 20  # courses in one transaction
OPEN_COURSES = 6  # that go on today, whatever the size
_DATE = re.compile(r'"(\d{4}-\d\d-\d\d)')
_SWAY = {"systolic_mmhg": 6, "pulse_per_min": 8, "access_pressure_mmhg": 9}
_RETURNS = 0.3  # of the courses are of a patient who was there before


@dataclass
class StoryClock:
    """A clock that stands where the story is."""

    time: Moment

    def now(self) -> Moment:
        """The time of the story."""
        return self.time

    def monotonic(self) -> float:
        """The same in seconds."""
        return self.time.instant.timestamp()


@dataclass(frozen=True)
class Pattern:
    """The course all are written after, and the names people get."""

    course: str
    family_first: list[str]
    family_second: list[str]
    given: list[str]

    @property
    def first_day(self) -> date:
        """The day of its first session."""
        planned: str = json.loads(self.course)["sessions"][0]["planned_at"]
        return date.fromisoformat(planned[:10])

    @property
    def sessions(self) -> int:
        """How many sessions it has."""
        return len(json.loads(self.course)["sessions"])


def read_pattern(folder: Path = FOLDER) -> Pattern:
    """The pattern of the demonstration files."""
    names = tomllib.loads((folder / "names.toml").read_text("utf-8"))
    course = (folder / "course.json").read_text("utf-8")
    return Pattern(course, names["family_first"], names["family_second"], names["given"])


def make_demo(
    path: Path, founding: house.Founding, sessions: int, clock: Clock, seed: int = 1
) -> Iterator[int]:
    """Make the unit; yields how many sessions are on file, after each transaction.

    Raises StoreError where there is a unit already.
    """
    pattern = read_pattern()
    now = clock.now()
    story = StoryClock(now + -SPAN)
    house.found(path, founding, story)
    desk = house.open_desk(path, founding.login, founding.password, story)
    teller = Teller(desk, story, pattern, random.Random(seed))  # noqa: S311 - a story, no secret
    try:
        yield from _tell_all(teller, sessions, now)
    finally:
        desk.store.close()


def _tell_all(teller: Teller, sessions: int, now: Moment) -> Iterator[int]:
    of_one = teller.pattern.sessions
    courses = max(0, -(-sessions // of_one) - OPEN_COURSES)
    done = 0
    for first in range(0, courses, TOGETHER):
        with teller.desk.store.writing("demonstration"):
            for index in range(first, min(first + TOGETHER, courses)):
                begin = now + (-SPAN + (SPAN - QUIET - timedelta(days=30)) * (index / courses))
                teller.tell_course(begin.day, index)
                done += of_one
        yield done
    with teller.desk.store.writing("demonstration"):
        for index in range(min(OPEN_COURSES, -(-sessions // of_one))):
            teller.tell_open_course(now, courses + index)
            done += of_one
    yield done


class Teller:
    """Tells one course after the other to a desk whose clock it moves."""

    def __init__(
        self, desk: Desk, clock: StoryClock, pattern: Pattern, chance: random.Random
    ) -> None:
        self.desk = desk
        self.pattern = pattern
        self._clock = clock
        self._chance = chance
        self._patients: list[dict[str, Any]] = []
        self._facts = desk.knowledge.rule_facts

    def tell_course(self, day: date, index: int) -> None:
        """A course that began on a day, with every session signed."""
        self.keep(self.written(day, index), is_over=True)

    def tell_open_course(self, now: Moment, index: int) -> None:
        """A course whose last session is planned for now; the others are signed."""
        document = self.written(now.day - timedelta(days=8), index)
        last = document["sessions"][-1]
        kept = {name: last[name] for name in ("id", "number", "station")}
        document["sessions"][-1] = kept | {"planned_at": now.text}
        ids = {last["id"]}
        for name in ("lab_results", "scores", "overrides"):
            document[name] = [
                one
                for one in document.get(name, ())
                if one.get("session_id") not in ids
                and Moment.parse(one.get("taken_at") or one["at"]) < now
            ]
        document["access_devices"][0].pop("removed_on")
        document["access_devices"][0].pop("removal_reason")
        self.keep(document, is_over=False, now=now)

    def keep(
        self,
        document: dict[str, Any],
        *,
        is_over: bool,
        now: Moment | None = None,
        before: timedelta = timedelta(),
    ) -> None:
        """Take a course in and sign its sessions; of one that goes on, all but the last.

        It is read as it stands `now`, and written and signed so long `before`.
        """
        ends = Moment.parse(
            document["sessions"][-1].get("ended_at", document["order"]["ordered_at"])
        )
        self._clock.time = now or ends + timedelta(days=2)
        source = json.dumps(document).encode()
        course = read_course(source, self._facts, self._clock.now(), self.desk.catalogue)
        self._clock.time = self._clock.time + -before
        course_key = self.desk.store.add_course(course)
        self._sign(course, course_key, 0 if is_over else 1)

    def _sign(self, course: Course, course_key: str, left_open: int) -> None:
        lines = self.desk.store.sessions_of(course_key)
        sessions = course.sessions or ()
        signed = {one.id for one in sessions}
        for line, session in list(zip(lines, sessions, strict=True))[: len(lines) - left_open]:
            give_signature(
                OpenSession(self.desk, line.session_key),
                SignatureMeaning.PERFORMED.value,
                canonical_session(course, session),
                Said(),
                beside_seal(course, session, signed),
            )

    def written(self, day: date, index: int) -> dict[str, Any]:
        """The pattern as a course that began on another day, of another patient."""
        later = day - self.pattern.first_day

        def moved(found: re.Match[str]) -> str:
            return f'"{date.fromisoformat(found[1]) + later}'

        document: dict[str, Any] = json.loads(_DATE.sub(moved, self.pattern.course))
        document["unit"] = self.desk.store.unit().name
        document["course_id"] = f"demo-{index + 1:06d}"
        document["patient"] |= self._somebody(index)
        for session in document["sessions"]:
            session["identity_check"]["identifiers"] = [
                {"kind": kind.replace("_", "-"), "value": document["patient"][kind]}
                for kind in ("record_number", "birth_date")
            ]
            for reading in session["readings"]:
                for code in sorted(_SWAY.keys() & reading.keys()):
                    reading[code] += self._chance.randint(-_SWAY[code], _SWAY[code])
        return document

    def _somebody(self, index: int) -> dict[str, Any]:
        if self._patients and self._chance.random() < _RETURNS:
            return self._chance.choice(self._patients)
        chance, pattern = self._chance, self.pattern
        family = chance.choice(pattern.family_first) + chance.choice(pattern.family_second)
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(27000))
        somebody = {
            "family_name": family,
            "given_name": chance.choice(pattern.given),
            "birth_date": born.isoformat(),
            "record_number": f"D-{index + 1:07d}",
            "sex_for_formulas": chance.choice(("female", "male")),
        }
        self._patients.append(somebody)
        return somebody
