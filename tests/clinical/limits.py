"""How a rule is tested: beyond its limit, up to it, and without its input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from plexlog.clinical.rules import judge_before, judge_close, judge_order, judge_run
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.records import Course
from tests.clinical.ward import DROP, FACTS, course, judged

BEFORE = "now.before."
LAST = "now.readings.2."
FIRST = "now.readings.0."


def verdict(phase: Phase, changed: Course) -> Verdict:
    if phase is Phase.ORDER:
        return judge_order(changed, FACTS)
    judge = {Phase.BEFORE: judge_before, Phase.RUN: judge_run, Phase.CLOSE: judge_close}[phase]
    return judge(changed, judged(changed), FACTS)


def found(phase: Phase, code: str, changes: dict[str, Any]) -> Finding | None:
    findings = verdict(phase, course(changes)).findings
    return next((finding for finding in findings if finding.code == code), None)


def lacks(phase: Phase, code: str, changes: dict[str, Any]) -> tuple[str, ...]:
    missing = verdict(phase, course(changes)).not_assessed
    return next((one.missing for one in missing if one.code == code), ())


@dataclass(frozen=True)
class Limit:
    """What a rule does around its limit."""

    phase: Phase
    code: str
    severity: Severity
    raised: tuple[dict[str, Any], ...] = ()
    silent: tuple[dict[str, Any], ...] = ()
    missing: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.phase.value}-{self.code}"


def low(code: str, quantity: str, inside: float, outside: float) -> Limit:
    return Limit(
        Phase.BEFORE,
        code,
        Severity.ASK,
        raised=({f"{BEFORE}{quantity}.value": outside},),
        silent=({f"{BEFORE}{quantity}.value": inside},),
        missing=(({f"{BEFORE}{quantity}": DROP}, (quantity,)),),
    )


def low_in_run(code: str, quantity: str, inside: float, outside: float) -> Limit:
    return Limit(
        Phase.RUN,
        code,
        Severity.ASK,
        raised=({f"{LAST}{quantity}": outside},),
        silent=({f"{LAST}{quantity}": inside},),
        missing=(({f"now.readings.{row}.{quantity}": DROP for row in range(3)}, (quantity,)),),
    )


def fluids(**shares: float) -> list[dict[str, Any]]:
    return [{"fluid": fluid.replace("_", "-"), "share": share} for fluid, share in shares.items()]


def saline(share: float) -> list[dict[str, Any]]:
    return [
        {"fluid": "albumin", "share": 1 - share},
        {"fluid": "sodium-chloride-0-9", "share": share},
    ]


PLASMA = fluids(plasma_fresh_frozen=1.0)
BAG = {"id": "p1", "fluid": "plasma-fresh-frozen", "volume_ml": 250, "expires_on": "2027-01-01"}
HEPARIN = {"product": "heparin"}
HIT = {"patient.histories": [{"kind": "hit"}]}
ACE = {"class": "ace-inhibitor", "drug": "ramipril"}
MAB = {"class": "monoclonal-antibody", "drug": "rituximab"}
IVIG = {"class": "ivig", "drug": "immunoglobulin"}
REACTION = {"id": "r1", "kind": "citrate", "onset_at": "2026-09-07T09:20+02:00", "grade": "II"}
