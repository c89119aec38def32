"""What is printed on a report to know it by, and whether a printed code still fits the record."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plexlog.clinical.rules import judge_order
from plexlog.domain import codec, json_text, wording
from plexlog.domain.errors import PlexlogError
from plexlog.domain.findings import Verdict
from plexlog.domain.records import Course
from plexlog.domain.unit import CourseLine, SessionLine
from plexlog.services.desk import Desk
from plexlog.services.seals import (
    as_signed,
    canonical_session,
    fingerprint_of,
    first_canonical_session,
)

_CODE = re.compile(r"plexlog:([0-9a-f]{64}):([0-9a-f]{64})")
_HEAD = re.compile(r"(?:history )?(\d{1,12}):([0-9a-f]{20})")
_DIGITS, _GROUP = 20, 5  # of the hash of the last row, as the foot of each paper bears it


class Fit(enum.Enum):
    """How a printed code stands to the record."""

    SAME = "same"  # the record says what was printed
    CHANGED = "changed"  # it was printed from this record, which has changed since
    UNKNOWN = "unknown"  # nothing of it is in this record
    HEAD = "head"  # the history still holds the row that was its last one then
    CUT = "cut"  # the history does not hold it: cut short, made anew, or of another unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a printed code was found to be."""

    fit: Fit
    what: str  # course or session that it stands for; empty: not found
    knows_history: bool
    beside: str = ""  # what the code of a session does not hold, and what became of it

    @property
    def is_good(self) -> bool:
        """Whether the record is as the paper says."""
        return self.fit in (Fit.SAME, Fit.HEAD) and self.knows_history

    @property
    def sentence(self) -> str:
        """The same in words."""
        if self.fit is Fit.HEAD:
            return f"{self.what} is in the history as it was printed: nothing was taken off since."
        if self.fit is Fit.CUT:
            return (
                f"{self.what} is not in the history as it was printed: rows were taken off at the "
                "end or made anew, or the paper is of another unit. Run `plexlog verify`."
            )
        if self.fit is Fit.SAME and self.knows_history:
            return f"{self.what}: the record is as it was printed.{self.beside}"
        if self.fit is Fit.SAME:
            return (
                f"{self.what}: the record says what was printed, but its history does not hold "
                "the row that was the last one then. Rows were taken out: run `plexlog verify`."
            )
        if self.fit is Fit.CHANGED:
            return (
                "The report was printed from this record, which has changed since: no session "
                "and no course is as it was printed."
            )
        return "Neither the record nor its history knows this report: it is of another unit."


def canonical_course(course: Course) -> str:
    """The one text that stands for a course as it is on file."""
    return json_text.canonical(codec.write(replace(course.kept(), signatures=None)))


def order_verdict(desk: Desk, course: Course) -> Verdict:
    """The findings of the order."""
    return judge_order(course, desk.knowledge.rule_facts)


def head_words(desk: Desk) -> str:
    """The history's last row as the foot of each paper bears it: its number and its hash."""
    number = desk.store.history_length()
    head = desk.store.history_hash(number)[:_DIGITS]
    groups = " ".join(head[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))
    return f"history {number}:{groups}"


def check_printed(desk: Desk, code: str) -> Printed:
    """Look for a printed code in the record, or for the history at the foot of a paper.

    Raises PlexlogError for what is neither.
    """
    if foot := _HEAD.fullmatch(_as_foot(code)):
        return _check_head(desk, int(foot[1]), foot[2])
    read = _CODE.fullmatch(code.strip())
    if read is None:
        raise PlexlogError(
            "This is no code of a report: it begins with `plexlog:` and holds two hashes of 64 "
            "characters. Scan the square code again, or give the history from the foot of the "
            "paper, such as `1234:0a1b2 c3d4e 5f607 18293`."
        )
    fingerprint, head = read.groups()
    number = desk.store.history_number(head)
    found = (each for line in desk.store.courses() for each in _named(desk, line, fingerprint))
    what, session = next(found, ("", None))
    fit = Fit.SAME if what else Fit.CHANGED if number else Fit.UNKNOWN
    beside = "" if session is None else _beside(desk, session, number)
    return Printed(fit=fit, what=what, knows_history=bool(number), beside=beside)


def _beside(desk: Desk, session: SessionLine, number: int) -> str:
    """What a summary tells beside the session itself, and whether that is as it was."""
    told = desk.store.result_changes(session.course_key, number)
    since = len({one.row_key for one in told if one.is_of(session.session_id)})
    results = wording.counted(since, "laboratory result")
    became = f" {results} of it came, changed or went since: print it anew." if since else ""
    return f" The code holds no laboratory result, and nothing told as later or next.{became}"


def _as_foot(code: str) -> str:
    """What was typed from the foot of a paper, in one spelling."""
    number, colon, digits = code.strip().casefold().partition(":")
    return f"{number.strip()}{colon}{''.join(digits.split())}"


def _check_head(desk: Desk, number: int, digits: str) -> Printed:
    knows = desk.store.history_hash(number).startswith(digits)
    fit = Fit.HEAD if knows else Fit.CUT
    return Printed(fit=fit, what=f"Row {number}", knows_history=knows)


def _named(
    desk: Desk, line: CourseLine, fingerprint: str
) -> Iterator[tuple[str, SessionLine | None]]:
    """The course, or its session, that a fingerprint stands for."""
    course = desk.store.course(line.course_key).kept()
    if fingerprint_of(canonical_course(course)) == fingerprint:
        yield f"Course {course.course_id}", None
    for one in desk.store.sessions_of(line.course_key):
        signatures = desk.store.signatures(one.session_key)
        signed = as_signed(course, signatures, desk.catalogue)
        session = signed.session(one.session_id)
        forms = (canonical_session, first_canonical_session)  # paper outlives versions
        made = {fingerprint_of(form(signed, session)) for form in forms}
        if fingerprint in made | {given.fingerprint for given in signatures}:
            yield f"Session {course.course_id}/{one.session_id}", one
