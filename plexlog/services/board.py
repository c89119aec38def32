"""Today's board: one card for each session that waits for somebody."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from plexlog.clinical.figures import RunningFigures, running_figures
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course
from plexlog.domain.unit import SessionLine
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession


class Column(enum.StrEnum):
    """The columns of the board."""

    RUNNING = "running"
    DUE = "due"
    OVERDUE = "overdue"
    TO_SIGN = "to-sign"


@dataclass(frozen=True, kw_only=True)
class Card:
    """One session on the board."""

    line: SessionLine
    column: Column
    indication: str
    running: RunningFigures | None = None
    reactions: int = 0
    to_answer: int = 0  # findings of a running session that wait for somebody


@dataclass(frozen=True, kw_only=True)
class Board:
    """The board at one time."""

    unit: str
    now: Moment
    columns: Mapping[Column, Sequence[Card]]
    has_patients: bool


def todays_board(desk: Desk) -> Board:
    """The board as it is now."""
    now = desk.clock.now()
    course_of = cache(partial(_course, desk))  # several sessions of a course are read once
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for line in desk.store.session_lines():
        column = _column(line, now)
        if column is not None:
            columns[column].append(_card(desk, line, column, now, course_of))
    return Board(
        unit=desk.store.unit().name,
        now=now,
        columns=columns,
        has_patients=bool(desk.store.patients()),
    )


def _column(line: SessionLine, now: Moment) -> Column | None:
    """Where a session stands; planned for a later day, it stands nowhere yet."""
    if line.signed_at is not None:
        return None
    if line.started_at is not None:
        return Column.RUNNING if line.ended_at is None else Column.TO_SIGN
    if line.planned_at is None or line.planned_at.day > now.day:
        return Column.DUE if line.planned_at is None and line.number == 1 else None
    return Column.OVERDUE if line.planned_at < now else Column.DUE


def _course(desk: Desk, course_key: str) -> Course:
    return desk.store.course(course_key).kept()


def _card(
    desk: Desk,
    line: SessionLine,
    column: Column,
    now: Moment,
    course_of: Callable[[str], Course],
) -> Card:
    running = None
    reactions = to_answer = 0
    if column in (Column.RUNNING, Column.TO_SIGN):
        order = desk.store.order_of(line.session_key)
        course = replace(course_of(line.course_key), order=order)
        session = course.session(line.session_id)
        reactions = len(session.reactions or ())
        if column is Column.RUNNING:
            running = running_figures(course, session, now)
            found = OpenSession(desk, line.session_key).view().findings(*Phase)
            to_answer = sum(one.is_open for one in found)
    return Card(
        line=line,
        column=column,
        indication=desk.knowledge.indication_label(line.indication),
        running=running,
        reactions=reactions,
        to_answer=to_answer,
    )
