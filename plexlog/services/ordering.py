"""Ordering a course: the order, its access and its planned sessions, kept as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plexlog.clinical.rules import judge_order, refusals
from plexlog.domain import wording
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.facts import StopRuleFact
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Course, Order, Override, Patient, Session
from plexlog.domain.roles import Act
from plexlog.services.desk import Desk
from plexlog.services.keys import new_key
from plexlog.services.order_questions import order_questions
from plexlog.services.permission import needs
from plexlog.services.plan_by_order import Fate, PlanStep, after, plan_steps


def draft_course(
    desk: Desk,
    patient: Patient,
    order: Order,
    *,
    first_at: Moment | None = None,
    access: AccessDevice | None = None,
) -> Course:
    """The course an order would make, with its sessions; nothing is kept yet."""
    if access is not None:
        order = replace(order, access_device_id=access.id)
    number = 1 + max(
        (line.course_number or 0 for line in desk.store.courses(patient.key)), default=0
    )
    return Course(
        key=new_key(),
        course_id=new_key(),
        course_number=number if patient.key else 1,
        unit=desk.store.unit().name,
        patient=patient,
        order=order,
        access_devices=() if access is None else (access,),
        sessions=_planned(order, first_at),
        lab_results=(),
        scores=(),
        overrides=(),
        signatures=(),
    )


def _planned(order: Order, first_at: Moment | None) -> tuple[Session, ...]:
    """The planned sessions, start to start; without an interval only the first has its time."""
    sessions = []
    for index in range(order.sessions_planned or 1):
        at = None
        if first_at is not None and index == 0:
            at = first_at
        elif first_at is not None and order.interval_hours is not None:
            at = after(first_at, index * order.interval_hours)
        sessions.append(Session(id=f"s{index + 1}", number=index + 1, planned_at=at))
    return tuple(sessions)


def judge_draft(desk: Desk, course: Course, unread: Sequence[Refusal] = ()) -> Verdict:
    """What the rules say of an order before it is given, and what its form asks.

    `unread` is what could not be read of the form.
    """
    facts = desk.knowledge.rule_facts
    verdict = judge_order(course, facts)
    rules = {one.code: one for one in desk.store.facts(StopRuleFact)}
    stop = rules.get(course.order.stop_rule or "")
    asked = order_questions(course, facts.thresholds, unread, stop)
    return replace(verdict, findings=(*verdict.findings, *asked))


@needs(Act.ORDER)
def order_course(
    desk: Desk, course: Course, patient_key: str, answers: Sequence[Override] = ()
) -> str:
    """Give the order: keep the course with the answers to its findings. Returns its key.

    Raises RefusedError for what must never be ordered, or for a stop that nobody answered.
    """
    answered = replace(course, overrides=tuple(answers))
    refused = refusals(answered, desk.knowledge.rule_facts)
    verdict = judge_draft(desk, answered)
    refused += _unanswered(verdict)
    if refused:
        raise RefusedError(refused)
    return desk.store.add_course(answered, patient_key)


@needs(Act.ORDER)
def change_order(
    desk: Desk, course: Course, order: Order, why: str, answers: Sequence[Override] = ()
) -> None:
    """A new version of a running order with who and why. Raises RefusedError as `order_course`.

    What the earlier version had answered is asked again: the answer was to another order. Sessions
    that were started keep the version they were run under; the plan of the others follows.
    """
    course = desk.store.course(course.key)  # a session may have begun since the form was opened
    facts = desk.knowledge.rule_facts
    before = set(refusals(course, facts))
    changed = replace(course, order=order, overrides=tuple(answers))
    refused = [one for one in refusals(changed, facts) if one not in before]
    refused += _unanswered(judge_draft(desk, changed))
    steps, not_planned = steps_of_change(desk, course, order)
    refused += not_planned
    if refused:
        raise RefusedError(refused)
    with desk.store.writing(why):
        desk.store.change_order(course.key, order, why)
        for answer in answers:
            desk.store.add_override(course.key, answer)
        for step in steps:
            _take(desk, course.key, step, why)


def steps_of_change(
    desk: Desk, course: Course, order: Order
) -> tuple[tuple[PlanStep, ...], tuple[Refusal, ...]]:
    """What a changed order does to the plan, and why it cannot be given in place of this one."""
    refused = tuple(_too_early(desk, course.order, order))
    try:
        return plan_steps(course, order, desk.now()), refused
    except RefusedError as error:
        return (), (*refused, *error.refusals)


def _too_early(desk: Desk, former: Order, order: Order) -> Iterator[Refusal]:
    """A change is not given before what it changes; one that is given now always comes after."""
    before = min(former.ordered_at.to_minute(), desk.now())
    if order.ordered_at.to_minute() < before:
        words = f"the order that this changes was given at {wording.moment(former.ordered_at)}"
        yield Refusal("ordered_at", words)


def _take(desk: Desk, course_key: str, step: PlanStep, why: str) -> None:
    if step.fate is Fate.ADDED:
        desk.store.add_session(course_key, step.session)
    elif step.fate is Fate.TAKEN_OFF:
        desk.store.take_off_plan(step.session.key, why)
    elif step.fate is Fate.MOVED:
        desk.store.set_session(step.session.key, {"planned_at": step.at})


def _unanswered(verdict: Verdict) -> list[Refusal]:
    return [
        Refusal(one.code, f"{one.what}: needs the reason of whoever orders it all the same")
        for one in verdict.findings
        if one.severity >= Severity.STOP and one.is_open
    ]
