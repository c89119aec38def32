"""Everything the formulas and rules say, as text: held against a file that people have read.

`python3 dev.py docs` writes the files again; what changed is then seen in the change itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from plexlog.clinical.comparison import volume_comparison
from plexlog.clinical.course_levels import LevelCourse, level_courses
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.clinical.entry_checks import RunAt, doubt
from plexlog.clinical.figures import course_figures, running_figures, session_figures
from plexlog.clinical.gap_words import (
    MODEL_WORDS,
    CourseGap,
    another_session_words,
    gap_sentences,
)
from plexlog.clinical.rules import judge_session, refusals
from plexlog.clinical.slips import Typed, likely_slips
from plexlog.clinical.volumes import BodySize, blood_volume
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.records import Course
from plexlog.domain.words import Sex, VolumeFormula
from tests.clinical.limits import Limit, found, verdict
from tests.clinical.limits_before import BEFORE_LIMITS
from tests.clinical.limits_close import CLOSE_LIMITS
from tests.clinical.limits_given import GIVEN_BEFORE, GIVEN_BY_THE_END
from tests.clinical.limits_order import ORDER_LIMITS
from tests.clinical.limits_run import RUN_LIMITS
from tests.clinical.nonsense import FORMULAS, TRIED, arguments
from tests.clinical.seeded import NAMES, case, rule_facts
from tests.clinical.ward import DROP, FACTS, course, judged, moment

LIMITS = (
    *ORDER_LIMITS,
    *BEFORE_LIMITS,
    *GIVEN_BEFORE,
    *RUN_LIMITS,
    *CLOSE_LIMITS,
    *GIVEN_BY_THE_END,
)
SENTENCES, FIGURES = "tests/clinical/sentences.txt", "tests/clinical/figures.txt"
STATES: Mapping[str, dict[str, Any]] = {
    "in order": {},
    "not started": {"now.started_at": DROP, "now.ended_at": DROP},
    "running, with a pause": {
        "now.ended_at": DROP,
        "now.close": DROP,
        "now.pauses": [{"from": "2026-09-09T10:02+02:00", "to": "2026-09-09T10:12+02:00"}],
    },
    "no weight": {"now.before.weight_kg": DROP},
    "no haematocrit": {"now.before.hematocrit_percent": DROP},
    "no sex, no height": {"patient.sex_for_formulas": DROP, "patient.height_cm": DROP},
    "no readings": {"now.readings": DROP},
    "no lists": {"now.saline_boluses": DROP, "now.drugs_given": DROP, "now.pauses": DROP},
    "a total fell": {"now.readings.1.removed_ml": 1100},
    "the machine states the waste": {"now.close.anticoagulant_in_waste_ml": 601},
    "the machine states more in the waste than was used": {
        "now.close.anticoagulant_in_waste_ml": 701,
    },
    "saline in the waste, no rinseback": {
        "now.close.saline_in_waste_ml": 1500,
        "now.close.rinseback_ml": DROP,
        "now.close.rinseback_not_done_reason": "clotted",
        "now.prime_given_ml": 200,
    },
    "boluses and drugs": {
        "now.saline_boluses": [{"at": "2026-09-09T09:40+02:00", "volume_ml": 250}],
        "now.drugs_given": [
            {
                "at": "2026-09-09T10:05+02:00",
                "drug": "calcium gluconate",
                "dose": "1 g",
                "route": "return-line",
                "volume_ml": 10,
            },
            {
                "at": "2026-09-09T10:06+02:00",
                "drug": "paracetamol",
                "dose": "1 g",
                "route": "oral",
            },
        ],
    },
    "plasma": {
        "order.replacement": [
            {"fluid": "albumin", "share": 0.5},
            {"fluid": "plasma-fresh-frozen", "share": 0.5},
        ],
        "now.bags": [],
    },
    "heparin": {"order.anticoagulant": {"product": "heparin"}},
    "ACD-B": {"order.anticoagulant.product": "acd-b"},
    "typed volume": {"now.plan": {"total_blood_volume": {"value_ml": 4800, "reason": "measured"}}},
    "Lemmens": {"now.plan": {"blood_volume_formula": "lemmens", "plasma_volumes": 1.2}},
    "bags without amounts": {"now.bags.0.given_ml": DROP},
    "clotted": {
        "now.reactions": [
            {
                "id": "s2-r1",
                "kind": "clotting",
                "onset_at": "2026-09-09T10:00+02:00",
                "grade": "I",
                "clotting": {"location": "circuit", "blood_lost_ml": 150},
            },
            {
                "id": "s2-r3",
                "kind": "hypotension",
                "onset_at": "2026-09-09T10:02+02:00",
                "grade": "I",
            },
            {
                "id": "s2-r4",
                "kind": "allergic",
                "onset_at": "2026-09-09T10:03+02:00",
                "grade": "II",
            },
            {
                "id": "s2-r5",
                "kind": "allergic",
                "onset_at": "2026-09-09T10:04+02:00",
                "grade": "I",
            },
        ]
    },
    "the second ended before the first": {
        "sessions.0.ended_at": "2026-09-10T10:30+02:00",
        "sessions.0.close": DROP,
    },
    "veins before a line": {
        "access_devices": [
            {"id": "veins", "kind": "peripheral-veins"},
            {"id": "cath1", "kind": "tunnelled-catheter", "inserted_on": "2026-09-06"},
        ]
    },
}


@cache
def examples() -> dict[tuple[Phase, str], Finding]:
    """What each rule says of the first case that raises it."""
    raised = {}
    for limit in LIMITS:
        finding = found(limit.phase, limit.code, limit.raised[0])
        if finding is not None:
            raised[limit.phase, limit.code] = finding
    return raised


def plain(part: Any) -> Any:
    """A value as text can hold it; numbers to nine digits."""
    if is_dataclass(part) and not isinstance(part, type):
        return {one.name: plain(getattr(part, one.name)) for one in fields(part)}
    if isinstance(part, Mapping):
        return {str(key): plain(value) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [plain(one) for one in part]
    if isinstance(part, float):
        return float(f"{part:.9g}")
    return part if part is None or isinstance(part, (bool, int)) else str(part)


def _line(title: str, part: Any) -> str:
    return f"{title}: {json.dumps(plain(part), ensure_ascii=False)}"


def sentences() -> str:
    """Every finding, refusal, slip, doubt, gap of a course and error in words."""
    parts = (_findings(), _refusals(), _slips(), _doubts(), _gaps(), _errors())
    return "\n".join(line for part in parts for line in part) + "\n"


def _doubts() -> Iterator[str]:
    for minutes, last in ((15, {"inlet_ml": 900.0, "replaced_ml": 430.0}), (30, {})):
        run = RunAt(
            minutes=minutes,
            last=last,
            last_clock="14:15",
            row={"inlet_ml": 1800.0, "anticoagulant_ml": 180.0},
            flows_ml_min=(60.0, 50.0),
            inlet_ac_ratio=10.0,
            plasma_fraction=0.6,
            hung_ml=1000.0,
        )
        for code in ("inlet_ml", "anticoagulant_ml", "removed_ml", "replaced_ml"):
            for total in (0, 43, 180, 950, 1370, 1900, 20000):
                yield f"{code} {total} after {minutes} min: {doubt(code, Decimal(total), run)}"


def _levels(course_: Course) -> tuple[LevelCourse, ...]:
    ends = [session.ended_at for session in course_.sessions or () if session.ended_at]
    figures_ = course_figures(course_).sessions
    return level_courses(course_, figures_, max(ends) + timedelta(days=2))


def _gap(course_: Course) -> CourseGap:
    return CourseGap(course=course_, figures=course_figures(course_).sessions)


def _gaps() -> Iterator[str]:
    yield MODEL_WORDS
    for name in NAMES:
        levels, gap = _levels(case(name)), _gap(case(name))
        yield from (f"{name}: {words}" for words in gap_sentences(gap, levels))
        words = another_session_words(case(name), levels, moment("10:20"))
        yield f"{name}: {' '.join(words)}"


def _slips() -> Iterator[str]:
    for typed in (
        Typed(height_cm=1.8, weight_kg=8000, hematocrit_percent=0.4),
        Typed(height_cm=1800, hematocrit_percent=140),
        Typed(height_cm=70.9, age_years=40),
        Typed(height_cm=5.9, age_years=40),
        Typed(height_cm=180, weight_kg=176, age_years=40),
        Typed(weight_kg=176, last_weight_kg=80),
    ):
        yield _line("slip", likely_slips(typed))
    for nonsense in (-1.0, 1e9):
        for typed in (Typed(height_cm=nonsense), Typed(last_weight_kg=nonsense)):
            try:
                likely_slips(typed)
            except ImpossibleValueError as error:
                yield f"slip: {error}"


def _findings() -> Iterator[str]:
    for limit in LIMITS:
        cases = [*limit.raised, *limit.silent, *(changes for changes, _ in limit.missing)]
        yield from dict.fromkeys(_answer(limit, changes) for changes in cases)
    for name in NAMES:
        for session in case(name).sessions or ():
            verdicts = judge_session(case(name), session, rule_facts())
            for phase, judged_ in verdicts.items():
                yield _line(f"{name} {session.id} {phase}", judged_.findings)


def _answer(limit: Limit, changes: dict[str, Any]) -> str:
    told = verdict(limit.phase, course(changes))
    title = f"{limit} {limit.severity.word}"
    for finding in told.findings:
        if finding.code == limit.code:
            return _line(title, finding)
    for one in told.not_assessed:
        if one.code == limit.code:
            return _line(title, one)
    return f"{title}: silent"


def _refusals() -> Iterator[str]:
    for limit in BEFORE_LIMITS:
        for changes in limit.raised:
            for refusal in refusals(course(changes), FACTS):
                yield _line("refused", refusal)


def _errors() -> Iterator[str]:
    for name, number in TRIED:
        for nonsense in (-1.0, 1e9):
            try:
                FORMULAS[name](**{**arguments(FORMULAS[name]), number: nonsense})
            except ImpossibleValueError as error:
                yield f"{name} {number}: {error}"


def figures() -> str:
    """Every number of the cases and of an invented course in many states."""
    return "\n".join([*_of_states(), *_of_cases(), *_of_volumes()]) + "\n"


def _of_states() -> Iterator[str]:
    for state, changes in STATES.items():
        changed = course(changes)
        yield _line(state, session_figures(changed, judged(changed), moment("10:20")))
        yield _line(
            f"{state}, on screen", running_figures(changed, judged(changed), moment("10:20"))
        )
        yield _line(f"{state}, course", _course(changed))


def _course(changed: Course) -> dict[str, Any]:
    """The figures of a course without those of its sessions."""
    whole = course_figures(changed, moment("10:20"))
    told: dict[str, Any] = plain(replace(whole, sessions={}))
    return {**told, "sessions": {key: one.run_minutes for key, one in whole.sessions.items()}}


def _of_cases() -> Iterator[str]:
    for name in NAMES:
        yield _line(name, _course(case(name)))
        for level in _levels(case(name)):
            yield _line(f"{name} {level.quantity}", replace(level, curve=level.curve[::7]))
        for session in case(name).sessions or ():
            yield _line(f"{name} {session.id}", session_figures(case(name), session))


def _of_volumes() -> Iterator[str]:
    for sex in Sex:
        for age, height, weight in ((18, 178, 92), (30, 140, 34), (10, 138, 32), (1, 75, 10)):
            body = BodySize(sex=sex, age_years=age, height_cm=height, weight_kg=weight)
            yield _line(f"{sex}, {age} years", volume_comparison(body, 0.4))
            for formula in VolumeFormula:
                yield _line(f"{sex}, {age} years", blood_volume(body, formula))
