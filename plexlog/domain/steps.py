"""The six steps of a session, computed from the record: what is missing, what holds, what is open.

There is no state of a wizard beside the record: a step is done when nothing that holds it is
missing.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plexlog.domain.catalogue import (
    DIASTOLIC,
    HEIGHT,
    HEMATOCRIT,
    PRIME_GIVEN,
    PULSE,
    RINSEBACK,
    SALINE_IN_WASTE,
    SAMPLES,
    SPO2,
    SYSTOLIC,
    TEMPERATURE,
    WEIGHT,
)
from plexlog.domain.facts import ChecklistItem
from plexlog.domain.fields import NumberField, Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.records import ChecklistAnswer, Close, Course, Override, Session
from plexlog.domain.shapes import Values
from plexlog.domain.words import Answer

IDENTIFIERS_NEEDED = 2
END = "ended_at"  # the end of the run
PAUSES = "pauses"  # each with its reason
ITEM_NOT_DONE = "critical-item-not-done"  # the finding about one that holds its step
PRE_MEDICATION_OPEN = "pre-medication-open"  # the finding about an ordered drug
EACH_ITS_OWN = frozenset({ITEM_NOT_DONE, PRE_MEDICATION_OPEN})  # a finding for each subject
_KEYS = (
    "identity_check",
    "access_check",
    "drugs_of_note",
    "machine",
    "circuit_set",
    "supplies",
)  # what may tick an item of the checklist by itself, besides measurements
_SIGNS = (
    "pus",
    "redness",
    "pain",
    "swelling",
    "dressing_intact",
    "lumens_patent",
    "exit_site_score",
)  # of the access; when its dressing was changed is none


class Step(enum.StrEnum):
    """The steps in their order."""

    IDENTIFY = "identify"
    ASSESS = "assess"
    PLAN = "plan"
    RUN = "run"
    CLOSE = "close"
    SIGN = "sign"

    @property
    def label(self) -> str:
        """As the stepper writes it."""
        return self.value.capitalize()


PHASES: Mapping[Step, Phase] = {
    Step.ASSESS: Phase.BEFORE,
    Step.PLAN: Phase.BEFORE,
    Step.RUN: Phase.RUN,
    Step.CLOSE: Phase.CLOSE,
}


_BEFORE_THE_RUN = (Step.IDENTIFY, Step.ASSESS, Step.PLAN)  # none of them holds a run under way


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a step still needs; a gap that holds keeps the next step locked."""

    step: Step
    key: str  # code of a quantity, key of the record, item of the checklist or code of a finding
    label: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step as the record has it."""

    step: Step
    gaps: tuple[Gap, ...]
    is_done: bool

    @property
    def holding(self) -> tuple[Gap, ...]:
        """What keeps the next step locked."""
        return tuple(gap for gap in self.gaps if gap.holds)


@dataclass(frozen=True, slots=True)
class _Need:
    """One thing that a step asks for, and whether the record has it."""

    step: Step
    key: str
    label: str
    holds: bool
    is_met: Callable[[Course, Session], bool]


def _identified(_: Course, session: Session) -> bool:
    return _is_identified(session)


def _is_identified(session: Session) -> bool:
    check = session.identity_check
    return check is not None and len({one.kind for one in check.identifiers}) >= IDENTIFIERS_NEEDED


def _is_looked_at(session: Session) -> bool:
    """Whether at least one sign of the access was looked at."""
    look = session.access_check
    return look is not None and any(getattr(look, sign) is not None for sign in _SIGNS)


def _has_volume(course: Course, session: Session) -> bool:
    """Whether blood volume can be got, or was typed."""
    typed = session.plan is not None and session.plan.total_blood_volume is not None
    known = course.patient.sex_for_formulas is not None
    return typed or (known and _has_height(course, session) and _measured(session.before, WEIGHT))


def _has_height(course: Course, session: Session) -> bool:
    return course.patient.height_cm is not None or _measured(session.before, HEIGHT)


def _measured(values: Values | None, declared: NumberField) -> bool:
    return values is not None and declared.code in values


def _close(session: Session) -> Close:
    return session.close or Close()


def _before(declared: NumberField, *, holds: bool) -> _Need:
    return _Need(
        Step.ASSESS,
        declared.code,
        declared.label,
        holds,
        lambda _, session: _measured(session.before, declared),
    )


def _after(declared: NumberField) -> _Need:
    return _Need(
        Step.CLOSE,
        f"after.{declared.code}",
        f"{declared.label} after the end",
        False,
        lambda _, session: _measured(_close(session).after, declared),
    )


def _at_close(declared: NumberField) -> _Need:
    return _Need(
        Step.CLOSE,
        declared.code,
        declared.label,
        False,
        lambda _, session: _measured(_close(session).values, declared),
    )


def _rinseback_told(_: Course, session: Session) -> bool:
    close = _close(session)
    return _measured(close.values, RINSEBACK) or close.rinseback_not_done_reason is not None


def _locked(course: Course, session: Session) -> bool:
    access = course.access_of(session)
    if access is None or not access.kind.is_central_line:
        return True
    locked = {lock.lumen for lock in _close(session).locks or ()}
    lumens = {lumen.name for lumen in access.lumens or ()}
    return bool(locked) and lumens <= locked


def _pauses_told(_: Course, session: Session) -> bool:
    return all(pause.reason is not None for pause in session.pauses or ())


def _graded(_: Course, session: Session) -> bool:
    return all(reaction.grade is not None for reaction in session.reactions or ())


def _times_told(_: Course, session: Session) -> bool:
    """Whether every value of a sample has the time at which it was drawn."""
    return all(measured.taken_at is not None for measured in (session.before or {}).values())


_DEVIATIONS = {
    "plasma_volumes": ("plasma-volumes",),
    "replacement": ("replacement",),
    "balance_percent": ("balance-percent",),
    "anticoagulant": ("anticoagulant", "inlet-ac-ratio"),
    "calcium_plan": ("calcium-plan",),
}  # attribute of the plan to the words of the lines that show it


def _differences_seen(course: Course, session: Session) -> bool:
    """Whether each thing that is planned otherwise than ordered was acknowledged."""
    plan = session.plan
    if plan is None:
        return True
    seen = {one.what for one in plan.acknowledged or ()}
    return all(
        getattr(plan, name) in (None, getattr(course.order, name)) or seen.intersection(lines)
        for name, lines in _DEVIATIONS.items()
    )


_NEEDS: tuple[_Need, ...] = (
    _Need(Step.IDENTIFY, "identity_check", "Two identifiers", True, _identified),
    _before(WEIGHT, holds=True),
    _Need(Step.ASSESS, HEIGHT.code, HEIGHT.label, True, _has_height),
    _before(HEMATOCRIT, holds=True),
    _before(SYSTOLIC, holds=True),
    _before(DIASTOLIC, holds=True),
    _before(PULSE, holds=True),
    _before(SPO2, holds=False),
    _before(TEMPERATURE, holds=False),
    _Need(Step.ASSESS, "taken_at", "Time of each blood sample", True, _times_told),
    _Need(
        Step.ASSESS,
        "drugs_of_note",
        "Drugs that matter",
        True,
        lambda _, session: session.drugs_of_note is not None,
    ),
    _Need(
        Step.ASSESS,
        "access_check",
        "Look of the access",
        False,
        lambda _, session: _is_looked_at(session),
    ),
    _Need(Step.PLAN, "target", "Blood volume for the target", True, _has_volume),
    _Need(
        Step.PLAN,
        "acknowledged",
        "Differences from the order acknowledged",
        False,
        _differences_seen,
    ),
    _Need(Step.PLAN, "machine", "Machine", False, lambda _, session: session.machine is not None),
    _Need(Step.PLAN, "set", "Set", False, lambda _, session: session.circuit_set is not None),
    _Need(
        Step.PLAN,
        PRIME_GIVEN.code,
        PRIME_GIVEN.label,
        False,
        lambda _, session: _measured(session.values, PRIME_GIVEN),
    ),
    _Need(
        Step.RUN, "started_at", "Start", True, lambda _, session: session.started_at is not None
    ),
    _Need(Step.RUN, END, "End of the run", True, lambda _, s: s.ended_at is not None),
    _Need(
        Step.CLOSE,
        "end_reason",
        "Why the run ended",
        True,
        lambda _, session: _close(session).end_reason is not None,
    ),
    _Need(Step.CLOSE, PAUSES, "Why the run stood still, for each pause", False, _pauses_told),
    _Need(Step.CLOSE, "reactions", "Grade of each reaction", True, _graded),
    _at_close(SALINE_IN_WASTE),
    _at_close(SAMPLES),
    _Need(Step.CLOSE, RINSEBACK.code, "Rinseback, or why not", False, _rinseback_told),
    _after(SYSTOLIC),
    _after(DIASTOLIC),
    _after(PULSE),
    _Need(Step.CLOSE, "locks", "Lock of each lumen", False, _locked),
)


def answer_to(item: ChecklistItem, session: Session) -> ChecklistAnswer | None:
    """The answer that somebody gave to an item; None while nobody has."""
    given = next((one for one in session.checklist or () if one.item == item.code), None)
    return None if given is None or given.answer is None else given


def is_answered(item: ChecklistItem, session: Session) -> bool:
    """Whether an item of the checklist has its answer, or the values that tick it."""
    if answer_to(item, session) is not None:
        return True
    told = recorded(session) | set(measured_for(item, session))
    return bool(item.answered_by) and all(code in told for code in item.answered_by)


def measured_for(item: ChecklistItem, session: Session) -> Values:
    """The values that may tick an item: those after the end where it is asked at the close."""
    is_after = item.step == Step.CLOSE.value
    return (_close(session).after if is_after else session.before) or {}


def has_failed(item: ChecklistItem, session: Session) -> bool:
    """Whether an item that holds its step was answered with "not done"."""
    given = answer_to(item, session)
    return item.holds_step and given is not None and given.answer is Answer.NOT_DONE


def release_of(item: ChecklistItem, course: Course, session: Session) -> Override | None:
    """The override by name and reason that lets a failed item pass; of this answer or later."""
    given = answer_to(item, session)
    releases = [
        one
        for one in course.overrides or ()
        if (one.finding, one.session_id, one.subject_id) == (ITEM_NOT_DONE, session.id, item.code)
        and (given is None or given.at is None or one.at >= given.at)
    ]
    return max(releases, key=lambda one: one.at, default=None)


def recorded(session: Session) -> frozenset[str]:
    """Codes of what the session has: filled keys, and what is measured of it as a whole.

    One identifier of two is no check of identity yet; nor is an access looked at while no sign is.
    """
    filled = {key for key in _KEYS if getattr(session, key) is not None}
    if not _is_identified(session):
        filled.discard("identity_check")
    if not _is_looked_at(session):
        filled.discard("access_check")
    return frozenset(filled | set(session.values))


def step_states(
    course: Course,
    session: Session,
    checklist: Sequence[ChecklistItem],
    verdicts: Mapping[Phase, Verdict],
    *,
    is_signed: bool,
) -> tuple[StepState, ...]:
    """All six steps as the record has them."""
    gaps = [
        *_missing(course, session),
        *_open_items(course, session, checklist),
        *_open_findings(session, verdicts),
    ]
    states = []
    for step in Step:
        mine = tuple(gap for gap in gaps if gap.step is step)
        is_held = any(gap.holds for gap in mine)
        is_done = is_signed if step is Step.SIGN else not is_held
        states.append(StepState(step=step, gaps=mine, is_done=is_done))
    return tuple(states)


def open_step(states: Sequence[StepState]) -> Step:
    """The step at which work goes on: the first that is not done, or the last."""
    return next((state.step for state in states if not state.is_done), Step.SIGN)


def _missing(course: Course, session: Session) -> Iterator[Gap]:
    for need in _NEEDS:
        if not need.is_met(course, session):
            yield Gap(step=need.step, key=need.key, label=need.label, holds=need.holds)


def _open_items(
    course: Course, session: Session, checklist: Sequence[ChecklistItem]
) -> Iterator[Gap]:
    for item in checklist:
        if not is_answered(item, session):
            yield Gap(step=Step(item.step), key=item.code, label=item.label, holds=item.holds_step)
        elif has_failed(item, session) and release_of(item, course, session) is None:
            step, label = Step(item.step), f"Not done: {item.label}"
            is_late = session.started_at is not None and step in _BEFORE_THE_RUN
            yield Gap(step=step, key=item.code, label=label, holds=not is_late)


def _open_findings(session: Session, verdicts: Mapping[Phase, Verdict]) -> Iterator[Gap]:
    """Findings that wait for an answer; before the start a stop holds assessment and plan."""
    for step, phase in PHASES.items():
        for finding in verdicts.get(phase, Verdict()).findings:
            if finding.code == ITEM_NOT_DONE:
                continue  # the item itself holds its own step
            if finding.is_open and not _belongs_elsewhere(session, step, finding):
                yield Gap(
                    step=step,
                    key=finding.code,
                    label=finding.what,
                    holds=finding.severity >= Severity.STOP,
                )


def _belongs_elsewhere(session: Session, step: Step, finding: Finding) -> bool:
    """A mere question stands at one step only; nothing before the start holds a run under way."""
    if step is Step.PLAN and finding.severity < Severity.STOP:
        return True
    return finding.phase is Phase.BEFORE and session.started_at is not None
