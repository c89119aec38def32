"""Every rule of `docs/rules.md`, declared once, and what they say of a record.

A rule whose input is missing is not assessed; a missing input is never zero and never normal.
Screens, reports and exports ask here and never judge themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from plexlog.clinical.rules.before import BEFORE_RULES
from plexlog.clinical.rules.close import CLOSE_RULES
from plexlog.clinical.rules.order import ORDER_RULES
from plexlog.clinical.rules.refusing import refusals_of
from plexlog.clinical.rules.rule import OrderCase, Rule, RuleFacts, SessionCase, judge
from plexlog.clinical.rules.run import RUN_RULES
from plexlog.clinical.rules.thresholds import Thresholds
from plexlog.domain.errors import Refusal
from plexlog.domain.findings import Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session

__all__ = [
    "BEFORE_RULES",
    "CLOSE_RULES",
    "ORDER_RULES",
    "RUN_RULES",
    "Rule",
    "RuleFacts",
    "SessionCase",
    "Thresholds",
    "judge_before",
    "judge_case",
    "judge_close",
    "judge_order",
    "judge_run",
    "judge_session",
    "refusals",
]


def judge_order(course: Course, facts: RuleFacts) -> Verdict:
    """What the rules say of a course's order."""
    return judge(ORDER_RULES, OrderCase(course, facts), course)


def judge_before(
    course: Course, session: Session, facts: RuleFacts, now: Moment | None = None
) -> Verdict:
    """What the rules say before a session; one not started is judged for its plan or for now."""
    return judge(BEFORE_RULES, SessionCase(course, session, facts, now), course, session)


def judge_run(
    course: Course, session: Session, facts: RuleFacts, now: Moment | None = None
) -> Verdict:
    """What the rules say of the run so far; nothing before the start."""
    if session.started_at is None:
        return Verdict()
    return judge(RUN_RULES, SessionCase(course, session, facts, now), course, session)


def judge_close(
    course: Course, session: Session, facts: RuleFacts, now: Moment | None = None
) -> Verdict:
    """What the rules say of the close; nothing before the end."""
    if session.ended_at is None or session.started_at is None:
        return Verdict()
    return judge(CLOSE_RULES, SessionCase(course, session, facts, now), course, session)


def judge_session(
    course: Course, session: Session, facts: RuleFacts, now: Moment | None = None
) -> Mapping[Phase, Verdict]:
    """Before, run and close of one session at once; what the rules share is worked out once."""
    return judge_case(SessionCase(course, session, facts, now))


def judge_case(case: SessionCase) -> Mapping[Phase, Verdict]:
    """The same of a case, whose figures can be asked for afterwards."""
    course, session = case.course, case.session
    run = RUN_RULES if session.started_at is not None else ()
    close = CLOSE_RULES if run and session.ended_at is not None else ()
    return {
        Phase.BEFORE: judge(BEFORE_RULES, case, course, session),
        Phase.RUN: judge(run, case, course, session),
        Phase.CLOSE: judge(close, case, course, session),
    }


def refusals(course: Course, facts: RuleFacts) -> list[Refusal]:
    """Why a document or draft is not taken: the rules called refuse, with their places."""
    del facts  # the rows called refuse have no threshold to change
    return refusals_of(course)
