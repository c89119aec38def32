"""Which value of which row a finding of the run is about, so that the grid can mark it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plexlog.clinical.figures.trend import Trend, trend
from plexlog.clinical.figures.vitals import vitals_gaps
from plexlog.clinical.totals import TOTALS, totals_of
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import Reading
from plexlog.domain.shapes import Values
from plexlog.services.open_session import OpenSession, SessionView

__all__ = ["RowMarks", "Trend", "row_findings", "row_marks"]
_ABOUT: Mapping[str, tuple[str, ...]] = {
    "balance-off": ("replaced_ml",),
    "citrate-rate-high": ("anticoagulant_ml",),
    "systolic-low": ("systolic_mmhg",),
    "systolic-fell": ("systolic_mmhg",),
    "oxygen-low": ("spo2_percent",),
    "fever": ("temperature_c",),
    "temperature-rose": ("temperature_c",),
    "ionised-calcium-low": ("ionised_calcium_mmol_l",),
    "volume-over-target": ("removed_ml",),
}
_FELL = "total-fell"


def row_findings(view: SessionView) -> Mapping[tuple[str, str], Finding]:
    """By key of the row and code of the value; of several findings the hardest."""
    rows = view.session.readings or ()
    found: dict[tuple[str, str], Finding] = {}
    for finding in view.findings(Phase.RUN):
        at = {moment.instant for moment in finding.at}
        fell = _fell(view) if finding.code == _FELL else {}
        for row in rows:
            if row.at.instant not in at:
                continue
            for code in _codes(finding, row.at, fell):
                place = (row.key, code)
                if code in row.values and (
                    place not in found or finding.severity > found[place].severity
                ):
                    found[place] = finding
    return found


def _fell(view: SessionView) -> Mapping[Moment, tuple[str, ...]]:
    return {row.at: row.fell for row in totals_of(view.session) if row.fell}


def _codes(
    finding: Finding, at: Moment, fell: Mapping[Moment, tuple[str, ...]]
) -> tuple[str, ...]:
    """The codes a finding names itself, or else those its rule is about."""
    named = tuple(code for code in finding.subject if code in CATALOGUE)
    if named:
        return named
    if finding.code == _FELL:
        return fell.get(at, TOTALS)
    return _ABOUT.get(finding.code, ())


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What the grid shows of its rows besides their values."""

    findings: Mapping[tuple[str, str], Finding] = field(default_factory=dict)
    before: Values = field(default_factory=dict)  # the patient's own, before the start
    late_minutes: float = 15.0
    after_gap: frozenset[str] = frozenset()  # rows before which an interval had no vitals

    def of(self, row: Reading) -> RowMarks:
        """The marks of one row alone."""
        places = [(row.key, code) for code in row.values]
        own = {place: self.findings[place] for place in places if place in self.findings}
        return replace(self, findings=own, after_gap=self.after_gap & {row.key})

    def trend(self, row: Reading, code: str) -> Trend | None:
        """How a value stands to the one before the start."""
        measured = row.values.get(code)
        return None if measured is None else trend(code, float(measured.value), self.before)

    def is_late(self, row: Reading) -> bool:
        """Whether a row was entered later after its time than the unit allows."""
        entered = row.entered_at
        return entered is not None and entered.minutes_since(row.at) > self.late_minutes


def row_marks(session: OpenSession) -> RowMarks:
    """The marks of all rows."""
    view = session.view()
    late = session.desk.knowledge.rule_facts.thresholds.late_entry_minutes
    if view.session.paper is not None:
        late = math.inf  # the whole session is marked instead
    before = view.session.before or {}
    return RowMarks(row_findings(view), before, late, rows_after_gap(view))


def rows_after_gap(view: SessionView) -> frozenset[str]:
    """The rows whose pressure and pulse came so late that an interval before them has none."""
    gaps = vitals_gaps(view.course, view.session, view.findings(Phase.RUN))
    at = {gap.at for gap in gaps}
    if not at:
        return frozenset()
    return frozenset(row.key for row in view.session.readings or () if row.at in at)
