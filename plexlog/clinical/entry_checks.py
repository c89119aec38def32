"""One machine total as it is typed, held against the run: is it what can have been?

Arithmetic, and margins that are defaults of the program, for the unit's medical director to
approve. What does not fit is asked about once; it is no finding, and nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plexlog.clinical.domain_errors import number, time
from plexlog.domain import wording

RATE_MARGIN = 1.5  # above the flow times the minutes
RATE_LOW = 0.5  # below it
SLACK_ML = 100.0  # rounding of minutes, and of what the machine shows
MOST_FLOW_ML_MIN = 150.0  # plausible at all, where no flow was read
RATIO_MARGIN = 1.3
RATIO_FROM_ML = 500.0  # before, the prime of the anticoagulant line counts too much,
RATIO_FAR = 3.0  # but never so much
RATIO_FAR_FROM_ML = 100.0
PLASMA_MARGIN = 1.1
BAGS_SLACK_ML = 50.0
TEN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAt:
    """What is known of the run at the time of a row."""

    minutes: float  # since the last totals or the start, pauses out
    has_pause: bool = False
    last: Mapping[str, float] = field(default_factory=dict)  # totals, highest so far
    last_clock: str = ""
    row: Mapping[str, float] = field(default_factory=dict)  # what else stands in the row
    flows_ml_min: tuple[float, ...] = ()  # as read then and now
    inlet_ac_ratio: float | None = None
    plasma_fraction: float | None = None  # of the blood: 1 less haematocrit
    hung_ml: float | None = None  # what the bags that hung so far hold

    def __post_init__(self) -> None:
        time(self.minutes)


def doubt(code: str, typed: Decimal, run: RunAt) -> str:
    """Why a total is doubted, as a question; empty where it fits. Raises ImpossibleValueError."""
    value = number("a total of", float(typed))
    words = _why(code, value, run)
    likely = _likely(code, value, run) if words and not _lacks_bags(code, run) else ""
    if not likely:
        return words
    return f"{words[:-1]}, or {likely}" if words.endswith("?") else f"{words}; {likely}"


def _why(code: str, value: float, run: RunAt) -> str:
    before = run.last.get(code)
    if before is not None and value < before:
        return f"below the {wording.millilitres(before)} of {run.last_clock}"
    checks = {
        "inlet_ml": (_too_fast, _too_slow),
        "anticoagulant_ml": (_above_inlet, _all_of_inlet, _off_ratio),
        "removed_ml": (_above_inlet, _too_fast, _above_plasma),
        "replaced_ml": (_too_fast, _above_bags),
    }
    for check in checks.get(code, ()):
        words = check(code, value, run)
        if words:
            return words
    return ""


def _likely(code: str, value: float, run: RunAt) -> str:
    """The slip of a digit after which nothing would be doubted."""
    tenth, times = value / TEN, value * TEN
    if tenth > 0 and not _why(code, tenth, run):
        return f"ten times too high, {wording.number(tenth)}?"
    return "" if _why(code, times, run) else f"a digit is missing, {wording.number(times)}?"


def _most(code: str, run: RunAt) -> float:
    """The highest that a total can be now."""
    flow = max(run.flows_ml_min, default=0.0)
    rate = RATE_MARGIN * flow if flow > 0 else MOST_FLOW_ML_MIN
    return run.last.get(code, 0.0) + rate * run.minutes + SLACK_ML


def _too_fast(code: str, value: float, run: RunAt) -> str:
    if value <= _most(code, run):
        return ""
    rise = value - run.last.get(code, 0.0)
    return f"{wording.millilitres(rise)} in {run.minutes:.0f} min is more than the flow allows"


def _too_slow(code: str, value: float, run: RunAt) -> str:
    slowest = min(run.flows_ml_min, default=0.0)
    least = RATE_LOW * slowest * run.minutes - SLACK_ML
    rise = value - run.last.get(code, 0.0)
    if run.has_pause or code not in run.last or rise >= least:
        return ""
    told = f"{wording.millilitres(rise)} in {run.minutes:.0f} min"
    return f"{told} is less than the flow, without a pause"


def _above_inlet(_code: str, value: float, run: RunAt) -> str:
    inlet = run.row.get("inlet_ml")
    if inlet is None or value <= inlet:
        return ""
    return f"more than was drawn, {wording.millilitres(inlet)}: swapped with the inlet?"


def _all_of_inlet(_code: str, value: float, run: RunAt) -> str:
    if value <= 0 or value != run.row.get("inlet_ml"):
        return ""
    return f"as much as was drawn, {wording.millilitres(value)}: the inlet typed twice?"


def _off_ratio(_code: str, value: float, run: RunAt) -> str:
    inlet, planned = run.row.get("inlet_ml"), run.inlet_ac_ratio
    if inlet is None or planned is None or inlet < RATIO_FAR_FROM_ML or value <= 0:
        return ""
    ratio = inlet / value
    if planned / RATIO_MARGIN <= ratio <= planned * RATIO_MARGIN:
        return ""
    if inlet < RATIO_FROM_ML and planned / RATIO_FAR < ratio < planned * RATIO_FAR:
        return ""
    return f"inlet to anticoagulant would be {ratio:.1f} : 1, planned {planned:g} : 1"


def _above_plasma(_code: str, value: float, run: RunAt) -> str:
    inlet, given = run.row.get("inlet_ml"), run.row.get("anticoagulant_ml")
    if inlet is None or given is None or run.plasma_fraction is None:
        return ""
    most = (inlet - given) * run.plasma_fraction + given
    if value <= most * PLASMA_MARGIN + SLACK_ML:
        return ""
    return f"more than the plasma of the blood drawn, about {wording.millilitres(most)}"


def _above_bags(_code: str, value: float, run: RunAt) -> str:
    if run.hung_ml is None or value <= run.hung_ml + BAGS_SLACK_ML:
        return ""
    if _lacks_bags("replaced_ml", run):
        return "no bag hangs by the record: is one not recorded?"
    return f"all bags that hung hold {wording.millilitres(run.hung_ml)}: is one not recorded?"


def _lacks_bags(code: str, run: RunAt) -> bool:
    """Whether what was replaced can be held against no bag: no number of it says anything."""
    return code == "replaced_ml" and run.hung_ml == 0
