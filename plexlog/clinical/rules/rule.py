"""What a rule is, what it looks at and what it answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from plexlog.clinical.figures.run import ReadingFigures, RunSoFar, run_so_far
from plexlog.clinical.figures.running import (
    RunningFigures,
    running_figures,
    running_figures_of,
)
from plexlog.clinical.figures.session import SessionFigures, figures_of_run, session_figures
from plexlog.clinical.figures.volumes import SessionVolumes, session_volumes
from plexlog.clinical.figures.worked import number
from plexlog.clinical.once import row_by_row
from plexlog.clinical.plans import planned_replacement, start_of
from plexlog.clinical.rules.thresholds import Thresholds, beyond
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import ChecklistItem, Indication
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice, Course, FluidShare, Override, Reading, Session

ASFA = "ASFA guidelines, 9th special issue (J Clin Apher 2023;38:77-278)"
AAN = "AAN guideline (Cortese, Neurology 2011;76:294-300)"
UNIT = "default of the program, for the unit's medical director to approve"
WATER = "Hemolysis after albumin diluted with water, MMWR 1999;48:157-159"
LEE = "Lee and Arepally, J Clin Apher 2012;27:117-125"
ASK_WITH_REASON = frozenset(
    {
        "indication-unlisted",
        "steroids-not-tried",
        "course-long",
        "plasma-unusual",
        "antibody-drug-recent",
        "fibrinogen-low",
        "platelets-low",
        "ionised-calcium-low",
        "hemoglobin-low",
        "potassium-outside",
        "target-missed",
        "vitals-after-missing",
        "lock-missing",
        "rinseback-missing",
        "checklist-open",
        "second-check-missing",
        "pre-medication-open",
        "calcium-not-given",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What the rules know of the world: indications by code, and where the lines are drawn."""

    indications: Mapping[str, Indication] = field(default_factory=dict)
    checklist: tuple[ChecklistItem, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A rule speaks up: what it saw, why that matters, what to do."""

    what: str
    why: str = ""
    do: str = ""
    at: tuple[Moment, ...] = ()
    subject: tuple[str, ...] = ()
    severity: Severity | None = None  # where it is harder than the rule's own


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule cannot be judged for want of these inputs."""

    names: tuple[str, ...]


Answer = Raised | tuple[Raised, ...] | Missing | None  # several: one finding for each subject
C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[C]):
    """One rule, declared once."""

    code: str  # never changes once shipped
    phase: Phase
    severity: Severity
    source: str
    function: Callable[[C], Answer]

    @property
    def needs_reason(self) -> bool:
        """Whether an answer must say why, where the finding is of the rule's own severity."""
        return self.severity is Severity.STOP or self.code in ASK_WITH_REASON


@dataclass(frozen=True)
class OrderCase:
    """What the rules of an order look at."""

    course: Course
    facts: RuleFacts

    @property
    def limits(self) -> Thresholds:
        """Where the lines are drawn."""
        return self.facts.thresholds

    @cached_property
    def indication(self) -> Indication | None:
        """What is known of the order's indication."""
        return self.facts.indications.get(self.course.order.indication)


@dataclass(frozen=True)
class SessionCase:
    """What the rules of a session look at; what several of them need is worked out once."""

    course: Course
    session: Session
    facts: RuleFacts
    now: Moment | None = None

    @property
    def limits(self) -> Thresholds:
        """Where the lines are drawn."""
        return self.facts.thresholds

    @cached_property
    def start(self) -> Moment | None:
        """When the session started, or else will start."""
        return start_of(self.session, self.now)

    @property
    def day(self) -> date | None:
        """The calendar date of the session as written."""
        return None if self.start is None else self.start.day

    @cached_property
    def replacement(self) -> tuple[FluidShare, ...] | None:
        """The planned replacement of the session."""
        return planned_replacement(self.course, self.session)

    @property
    def access(self) -> AccessDevice | None:
        """The access that the session uses."""
        return self.course.access_of(self.session)

    @cached_property
    def volumes(self) -> SessionVolumes:
        """Blood and plasma volume."""
        return session_volumes(self.course, self.session, self.now)

    @cached_property
    def run(self) -> RunSoFar | None:
        """The run as far as it went; None before the start."""
        return run_so_far(self.course, self.session, self.volumes, self.now)

    @cached_property
    def figures(self) -> SessionFigures:
        """All figures of the session."""
        if self.run is None:
            return session_figures(self.course, self.session, self.now)
        return figures_of_run(self.course, self.session, self.run)

    @cached_property
    def kept_rows(self) -> list[ReadingFigures]:
        """The figures at each row that is calculated with."""
        return [row for row in self.figures.readings if row.is_kept]

    @property
    def timeless_figures(self) -> SessionFigures:
        """The figures without a present time; only plan and an open pause look at it."""
        session = self.session
        is_open = any(pause.end is None for pause in session.pauses or ())
        if session.started_at is None or (is_open and session.ended_at is None):
            return session_figures(self.course, session)
        return self.figures

    def running_at(self, now: Moment) -> RunningFigures:
        """What the run screen shows; `now` is the time of the case."""
        if self.run is None:
            return running_figures(self.course, self.session, now)
        readings = self.figures.readings
        return running_figures_of(self.course, self.session, now, self.run, readings)

    @cached_property
    def earlier(self) -> list[Session]:
        """The sessions of the course with lower numbers."""
        sessions = self.course.sessions or ()
        return [other for other in sessions if other.number < self.session.number]

    def before(self, code: str) -> float | None:
        """A value measured before the start of this very session."""
        return number(self.session.before, code)

    @cached_property
    def _series(self) -> dict[str, list[tuple[Moment, float]]]:
        return {}

    def series(self, code: str) -> list[tuple[Moment, float]]:
        """The values of a quantity over the run."""
        if code not in self._series:
            self._series[code] = [(at, told[code]) for at, told in self._told if code in told]
        return self._series[code]

    @cached_property
    def _told(self) -> tuple[_Told, ...]:
        return _told(None, self.session.in_time)


_Told: TypeAlias = tuple[Moment, Mapping[str, float]]


@row_by_row
def _told(_whole: None, reading: Reading, _before: _Told | None) -> _Told:
    """What a row holds, as numbers to calculate with."""
    return reading.at, {code: float(one.value) for code, one in reading.values.items()}


def said(code: str, value: float, limit: float = math.nan) -> str:
    """A value of a quantity as people read it, with its unit; `limit` is what it lies beyond."""
    declared = CATALOGUE[code]
    return f"{beyond(value, limit, declared.decimals)} {declared.shown_unit}".rstrip()


def judge(
    rules: Iterable[Rule[C]], case: C, course: Course, session: Session | None = None
) -> Verdict:
    """What the rules say of a case, in their order, each with the override that answers it."""
    findings: list[Finding] = []
    not_assessed: list[NotAssessed] = []
    for rule in rules:
        answer = rule.function(case)
        if isinstance(answer, Raised):
            finding = _finding(rule, answer)
            findings.append(finding.answered_by(_override(finding, course, session)))
        elif isinstance(answer, tuple):
            each = [_finding(rule, one) for one in answer]
            findings += [one.answered_by(_own_override(one, course, session)) for one in each]
        elif isinstance(answer, Missing):
            missing = tuple(dict.fromkeys(answer.names))
            not_assessed.append(NotAssessed(code=rule.code, phase=rule.phase, missing=missing))
    return Verdict(findings=tuple(findings), not_assessed=tuple(not_assessed))


def _finding(rule: Rule[C], raised: Raised) -> Finding:
    return Finding(
        code=rule.code,
        severity=raised.severity or rule.severity,
        phase=rule.phase,
        what=raised.what,
        why=raised.why,
        do=raised.do,
        source=rule.source,
        at=raised.at,
        subject=raised.subject,
        needs_reason=rule.needs_reason or raised.severity is Severity.STOP,
    )


def _own_override(finding: Finding, course: Course, session: Session | None) -> Override | None:
    """The last answer to this very subject, given when it was told or later."""
    answers = [
        override
        for override in course.overrides or ()
        if override.finding == finding.code
        and session is not None
        and override.session_id == session.id
        and (override.subject_id,) == finding.subject
        and not (finding.at and override.at < finding.at[0])
    ]
    return max(answers, key=lambda override: override.at, default=None)


def _override(finding: Finding, course: Course, session: Session | None) -> Override | None:
    """The last answer to the finding; one given before a reading cannot answer that reading."""
    session_id = None if session is None else session.id
    answers = [
        override
        for override in course.overrides or ()
        if override.finding == finding.code
        and override.session_id == session_id
        and not (finding.phase is Phase.RUN and finding.at and override.at < finding.at[0])
        and (override.subject_id is None or finding.subject in ((), (override.subject_id,)))
    ]
    return max(answers, key=lambda override: override.at, default=None)
