"""What a session summary is made of, and the few questions that several of its parts ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plexlog.clinical.figures import SessionFigures
from plexlog.clinical.figures.vitals import VitalsInterval, vitals_gaps
from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE
from plexlog.domain.facts import ChecklistItem
from plexlog.domain.fields import NumberField, Place
from plexlog.domain.findings import Finding, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session
from plexlog.domain.said import said_with, value_key
from plexlog.domain.sealing import locking
from plexlog.domain.shapes import Values
from plexlog.domain.unit import DeviceChange, NextSession, OrderChange, ResultChange, Signature
from plexlog.domain.words import SignatureMeaning

LATE = "late-entry"
GAP_WORDS = "no pressure and pulse"
CODE_PREFIX = "plexlog"
SHORT = 16  # characters of a hash that a person compares
SHORT_VERSION = 12  # characters of the digest of the unit's lists

VITAL_SIGNS = frozenset(
    {"systolic_mmhg", "diastolic_mmhg", "pulse_per_min", "spo2_percent", "temperature_c"}
)  # no volume is calculated from them


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Labels of codes that the unit's lists hold; without one, the code stands in words."""

    indications: Mapping[str, str] = field(default_factory=dict)
    checklist: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimit:
    """A limit of the unit that is not the program's; numbers as people write them."""

    label: str
    value: str  # with its unit
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the plan expected of the run; None where an input is missing."""

    replacement_ml: float | None = None
    anticoagulant_ml: float | None = None
    citrate_mg_kg_min: float | None = None  # a mean over the run
    run_minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryInput:
    """All that a session summary states. Nothing is looked up elsewhere."""

    course: Course
    session: Session
    figures: SessionFigures
    verdicts: tuple[Verdict, ...]  # of the order, then of the session's phases
    signatures: tuple[Signature, ...]
    unit_name: str
    fingerprint: str  # SHA-256 of the session's canonical record, hex
    history_head: str  # hash of the last history row, hex
    printed_at: Moment
    version: str  # of the program
    labels: Labels = field(default_factory=Labels)
    forecast: Forecast = field(default_factory=Forecast)
    checklist: tuple[ChecklistItem, ...] = ()  # of the unit, as it is now
    own_limits: tuple[OwnLimit, ...] = ()  # by which it was judged, where they are the unit's own
    guideline: str = ""  # category, grade and edition of the indication
    lists_version: str = ""  # of the unit's lists of facts
    order_version: int = 1  # of the order that the session was run under
    order_changes: tuple[OrderChange, ...] = ()  # its versions as they are now
    device_changes: tuple[DeviceChange, ...] = ()  # what was told of each access until now
    results_since: tuple[ResultChange, ...] = ()  # laboratory of the session after its signature
    ahead: NextSession | None = None  # no signature covers it: a plan may change after it

    @property
    def printed_code(self) -> str:
        """What the printed code holds: the fingerprint, and the history at that time."""
        return f"{CODE_PREFIX}:{self.fingerprint}:{self.history_head}"

    @property
    def versions(self) -> str:
        """Which program, rules and lists made the report."""
        return versions(self.version, self.lists_version)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all verdicts, in their order."""
        return tuple(finding for verdict in self.verdicts for finding in verdict.findings)

    @property
    def is_signed(self) -> bool:
        """Whether a signature given in this program has closed the session."""
        return locking(self.signatures) is not None

    @property
    def amended(self) -> tuple[Signature, ...]:
        """The amendments that were signed after the session was."""
        return tuple(one for one in self.signatures if one.meaning == SignatureMeaning.AMENDED)

    def amended_value(self, place: Place, code: str, row_key: str = "") -> str:
        """What a value should be by its last amendment, with its unit; empty without one."""
        key = value_key(place.value, row_key, code)
        told = [said_with(one) for one in self.amended]
        return next((one.should_be for one in reversed(told) if one.value == key), "")

    def is_amended(self, *codes: str) -> bool:
        """Whether a value of any of these quantities was amended, wherever it stands."""
        amended = {said_with(one).value.rpartition("/")[2] for one in self.amended}
        return not amended.isdisjoint(codes)

    @property
    def has_amended_volumes(self) -> bool:
        """Whether a value was amended that is no vital sign: the figures stand as signed."""
        return self.is_amended(*(one.code for one in CATALOGUE if one.code not in VITAL_SIGNS))

    def has_finding(self, code: str) -> bool:
        """Whether a finding of the code was raised."""
        return any(finding.code == code for finding in self.findings)

    @property
    def vitals_gaps(self) -> tuple[VitalsInterval, ...]:
        """The intervals without pressure and pulse, as the run page marks them."""
        return vitals_gaps(self.course, self.session, self.findings)

    def gap_words(self, gap: VitalsInterval) -> str:
        """`09:20–09:55 (asked every 15 min)`; of the last one, that none came any more."""
        ended = "up to the end of the run, " if self.session.ended_at == gap.at else ""
        wait = wording.with_unit(wording.number(gap.due.wait_minutes), "min")
        span = f"{self.when(gap.due.last_at)}–{self.when(gap.at)}"
        return f"{span} ({ended}asked every {wait})"

    def lacks(self, figure: str) -> str:
        """Why a figure cannot be calculated: what is missing for it, in words."""
        codes = dict.fromkeys(self.figures.missing.get(figure, ()))
        named = wording.listed(input_name(code) for code in codes)
        return f"cannot be calculated (missing: {named})" if named else "cannot be calculated"

    def when(self, moment: Moment | None) -> str:
        """The time of day; with its date where that is not the session's day."""
        anchor = self.session.started_at or self.session.planned_at or moment
        return wording.MISSING if anchor is None else wording.clock_on(moment, anchor.day)

    def late_words(self, at: Moment, entered_at: Moment | None) -> str:
        """`late, entered 10:40` for what the rules call a late entry, or nothing."""
        is_late = any(at in finding.at for finding in self.findings if finding.code == LATE)
        return f"late, entered {self.when(entered_at)}" if is_late and entered_at else ""


def versions(program: str, lists: str) -> str:
    """Program and rules, which come together, and the unit's lists by their digest."""
    told = f"Program and rules: PlexLog {program}"
    return f"{told}; lists of the unit: {lists[:SHORT_VERSION]}" if lists else told


def measured_fields(*places: Values | None) -> Iterator[NumberField]:
    """The quantities of which at least one place holds a value, in the order of the catalogue."""
    for declared in CATALOGUE:
        if any(values and declared.code in values for values in places):
            yield declared


def input_name(code: str) -> str:
    """A catalogue quantity or a key of the record in words."""
    return wording.spoken(CATALOGUE[code].label) if code in CATALOGUE else wording.words_of(code)
