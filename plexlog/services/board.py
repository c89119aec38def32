"""Today's board: one card for each session that waits for somebody."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from plexlog.clinical.figures import RunningFigures, running_figures
from plexlog.domain import wording
from plexlog.domain.errors import UnreadableRowError
from plexlog.domain.findings import Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.roles import Act, may
from plexlog.domain.said import of_meaning
from plexlog.domain.unit import SessionLine
from plexlog.domain.words import Fluid, SignatureMeaning
from plexlog.services.after_signing import countersigned, why_not_countersigned
from plexlog.services.desk import Desk
from plexlog.services.follow_ups import DueFollowUp, open_follow_ups
from plexlog.services.open_session import OpenSession
from plexlog.services.vitals_clock import due_by_the_wall

WHOLE = 100  # percent of the target
_SHORT = {Fluid.SALINE: "NaCl", Fluid.STARCH: "HES"}  # a card is narrow


class Column(enum.StrEnum):
    """The columns of the board."""

    RUNNING = "running"
    DUE = "due"
    OVERDUE = "overdue"
    TO_SIGN = "to-sign"
    FINISHED = "finished"  # signed today: to find and print what one signed an hour ago


@dataclass(frozen=True, kw_only=True)
class Card:
    """One session on the board."""

    line: SessionLine
    column: Column
    indication: str
    running: RunningFigures | None = None
    reactions: int = 0
    open_reactions: int = 0  # without an outcome
    to_answer: int = 0  # findings of a running session that wait for somebody
    person: str = ""  # who works at it, or ended it
    fluid: str = ""  # what is planned: plasma volumes and fluids
    lacks: tuple[str, ...] = ()  # what a due session still lacks
    is_target_reached: bool = False
    is_signed: bool = False  # and waits for a countersignature
    is_unreadable: bool = False  # something else stands in its rows than the program writes


@dataclass(frozen=True, kw_only=True)
class Board:
    """The board at one time."""

    unit: str
    now: Moment
    columns: Mapping[Column, Sequence[Card]]
    has_patients: bool
    follow_ups: Sequence[DueFollowUp] = ()  # those that are due, the latest first
    follow_ups_ahead: int = 0
    trouble: str = ""  # why no follow-up is shown, where one of them cannot be read


def todays_board(desk: Desk) -> Board:
    """The board as it is now."""
    now = desk.clock.now()
    course_of = cache(partial(_course, desk))  # several sessions of a course are read once
    columns: dict[Column, list[Card]] = {column: [] for column in Column}
    for line in desk.store.session_lines():
        if line.is_unreadable:
            columns[Column.DUE].append(_unreadable_card(desk, line, Column.DUE))
            continue
        waiting = _to_countersign(desk, line) if line.signed_at is not None else None
        column = _column(line, now)
        if waiting is not None:
            columns[Column.TO_SIGN].append(waiting)
        elif column is not None:
            columns[column].append(_readable_card(desk, line, column, now, course_of))
    followed, trouble = _followed(desk)
    due = [one for one in followed if one.is_due(now)]
    return Board(
        unit=desk.store.unit().name,
        now=now,
        columns=columns,
        has_patients=bool(desk.store.patients(most=1)),
        follow_ups=due,
        follow_ups_ahead=len(followed) - len(due),
        trouble=trouble,
    )


def _followed(desk: Desk) -> tuple[Sequence[DueFollowUp], str]:
    """The follow-ups, and what is wrong where they cannot be read."""
    try:
        return open_follow_ups(desk), ""
    except UnreadableRowError as error:
        return (), f"The follow-ups are not shown. {error}"


def _column(line: SessionLine, now: Moment) -> Column | None:
    """Where a session stands; planned for a later day, it stands nowhere yet."""
    if line.signed_at is not None:
        return Column.FINISHED if line.signed_at.day == now.day else None
    if line.is_from_paper:
        return Column.TO_SIGN
    if line.started_at is not None:
        return Column.RUNNING if line.ended_at is None else Column.TO_SIGN
    if line.planned_at is None or line.planned_at.day > now.day:
        return Column.DUE if line.planned_at is None and line.number == 1 else None
    return Column.OVERDUE if line.planned_at < now else Column.DUE


def _to_countersign(desk: Desk, line: SessionLine) -> Card | None:
    """The card of a signed session for a physician who may countersign it and nobody has."""
    me = desk.store.me
    if not may(me, Act.COUNTERSIGN):
        return None
    given = tuple(desk.store.signatures(line.session_key))
    if countersigned(given) or why_not_countersigned(given, me.key):
        return None
    (performed, *_) = of_meaning(given, SignatureMeaning.PERFORMED.value)
    return Card(
        line=line,
        column=Column.TO_SIGN,
        indication=desk.knowledge.indication_label(line.indication),
        person=performed.name,
        is_signed=True,
    )


def _course(desk: Desk, course_key: str) -> Course:
    return desk.store.course(course_key).kept()


def _readable_card(
    desk: Desk,
    line: SessionLine,
    column: Column,
    now: Moment,
    course_of: Callable[[str], Course],
) -> Card:
    """The card of a session; one that cannot be read says so, and the others stand there."""
    try:
        return _card(desk, line, column, now, course_of)
    except UnreadableRowError:
        return _unreadable_card(desk, line, column)


def _unreadable_card(desk: Desk, line: SessionLine, column: Column) -> Card:
    label = desk.knowledge.indication_label(line.indication)
    return Card(line=line, column=column, indication=label, is_unreadable=True)


def _card(
    desk: Desk,
    line: SessionLine,
    column: Column,
    now: Moment,
    course_of: Callable[[str], Course],
) -> Card:
    card = Card(
        line=line, column=column, indication=desk.knowledge.indication_label(line.indication)
    )
    if column is Column.OVERDUE and line.planned_at is not None and line.planned_at.day < now.day:
        return card  # of an earlier day: nothing of it is looked at until it is planned anew
    order = desk.store.order_of(line.session_key)
    course = replace(course_of(line.course_key), order=order)
    session = course.session(line.session_id)
    if column is Column.OVERDUE:
        return replace(card, lacks=_access_lacks(course, session))
    if column is Column.DUE:
        return replace(card, fluid=_planned(course, session), lacks=_lacks(course, session))
    reactions = session.reactions or ()
    card = replace(
        card,
        reactions=len(reactions),
        open_reactions=sum(one.outcome is None for one in reactions),
        person=_person(session),
    )
    if column is not Column.RUNNING:
        return card
    running = due_by_the_wall(running_figures(course, session, now), now)
    found = OpenSession(desk, line.session_key).view().findings(*Phase)
    return replace(
        card,
        running=running,
        to_answer=sum(one.is_open for one in found),
        is_target_reached=(running.percent_of_target or 0) >= WHOLE,
    )


def _person(session: Session) -> str:
    """Who kept the last row, or checked the patient."""
    rows = sorted(session.readings or (), key=lambda row: row.at)
    named = [row.by for row in rows if row.by]
    if named:
        return named[-1]
    check = session.identity_check
    return (check.by if check is not None else None) or ""


def _planned(course: Course, session: Session) -> str:
    """Plasma volumes and fluids, as planned for the session or else ordered."""
    plan = session.plan
    volumes = (plan.plasma_volumes if plan else None) or course.order.plasma_volumes
    shares = (plan.replacement if plan else None) or course.order.replacement or ()
    fluids = dict.fromkeys(
        "plasma" if one.fluid.is_plasma else _SHORT.get(one.fluid, one.fluid.label)
        for one in shares
    )
    count = "" if volumes is None else f"{wording.plain(volumes)} PV"
    return " ".join(part for part in (count, " + ".join(fluids)) if part)


def _lacks(course: Course, session: Session) -> tuple[str, ...]:
    """What nobody has recorded yet of a session that is due."""
    consents = course.order.consents
    before = session.before or {}
    lacks = tuple(
        what
        for what, is_there in (
            ("consent missing", bool(consents)),
            ("no haematocrit yet", "hematocrit_percent" in before),
        )
        if not is_there
    )
    return (*lacks, *_access_lacks(course, session))


def _access_lacks(course: Course, session: Session) -> tuple[str, ...]:
    """That somebody has to say which access is used, where the one on record is out."""
    return ("access removed",) if course.access_gone(session) is not None else ()
