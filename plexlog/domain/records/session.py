"""One session and its parts: plan, checks, readings, fluids, drugs, reactions, close."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from plexlog.domain import words, words_followed, words_run
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records.before import (
    Acknowledgement,
    Delay,
    DrugAfter,
    Lesson,
    SystemFinding,
)
from plexlog.domain.records.from_paper import FromPaper
from plexlog.domain.records.order import (
    Anticoagulant,
    BalancePercent,
    CalciumPlan,
    FluidShare,
    Minutes,
    PlasmaVolumes,
)
from plexlog.domain.records.patient import Identifier
from plexlog.domain.records.run_time import PlanChange, SymptomNoted, VitalsSkip
from plexlog.domain.records.second_person import HandOver
from plexlog.domain.records.snapshot import Snapshot, StepTaken
from plexlog.domain.shapes import (
    Between,
    Count,
    Dose,
    FreeWord,
    Id,
    Inline,
    MeasuredAt,
    Millilitres,
    Name,
    Percent,
    Record,
    Text,
    Values,
)


@dataclass(frozen=True, kw_only=True)
class Machine(Record):
    """The apheresis machine."""

    model: Name
    kind: words.MachineKind
    serial: Name | None = None
    maintenance_due_on: date | None = None
    electrical_check_due_on: date | None = None
    cleaned_on: date | None = field(default=None, metadata={"key": "x_plexlog_cleaned_on"})
    alarms_tested_on: date | None = field(
        default=None, metadata={"key": "x_plexlog_alarms_tested_on"}
    )


@dataclass(frozen=True, kw_only=True)
class CircuitSet(Record):
    """The disposable set."""

    name: Name | None = None
    lot: Name | None = None
    expires_on: date | None = None
    extracorporeal_volume_ml: Millilitres | None = None


@dataclass(frozen=True, kw_only=True)
class Supply(Record):
    """A bag of the circuit: anticoagulant, saline."""

    kind: words.SupplyKind
    product: Name | None = None
    lot: Name | None = None
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TypedVolume(Record):
    """A total blood volume that a person typed, with the reason."""

    value_ml: Annotated[Decimal, Between("50", "20000")]
    reason: Text
    by: Name | None = None


@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    """What a session does otherwise than ordered."""

    plasma_volumes: PlasmaVolumes | None = None
    replacement: tuple[FluidShare, ...] | None = None
    balance_percent: BalancePercent | None = None
    anticoagulant: Anticoagulant | None = None
    calcium_plan: CalciumPlan | None = None
    vitals_programme_min: tuple[Minutes, ...] | None = None
    blood_volume_formula: words.VolumeFormula | None = None
    total_blood_volume: TypedVolume | None = None
    reason: Text | None = None
    by: Name | None = None
    acknowledged: tuple[Acknowledgement, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_acknowledged"}
    )


@dataclass(frozen=True, kw_only=True)
class IdentityCheck(Record):
    """The identifiers that were read off the patient."""

    identifiers: tuple[Identifier, ...]
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class AccessCheck(Record):
    """How the access looked before the session."""

    pus: bool | None = None
    redness: bool | None = None
    pain: bool | None = None
    swelling: bool | None = None
    dressing_intact: bool | None = None
    lumens_patent: bool | None = None
    exit_site_score: Annotated[int, Between("0", "10")] | None = field(
        default=None, metadata={"key": "x_plexlog_exit_site_score"}
    )
    dressing_changed_on: date | None = field(
        default=None, metadata={"key": "x_plexlog_dressing_changed_on"}
    )
    note: Text | None = None
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class DrugOfNote(Record):
    """A drug that matters to the exchange, with its last dose."""

    drug_class: words.DrugClass = field(metadata={"key": "class"})
    drug: Name
    dose: Name | None = None
    last_dose_at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class ChecklistAnswer(Record):
    """The answer to one item; without `answer` the item is open."""

    item: FreeWord
    answer: words.Answer | None = None
    reason: Text | None = None
    by: Name | None = None
    at: Moment | None = None
    list_version: Name | None = field(default=None, metadata={"key": "x_plexlog_list_version"})


@dataclass(frozen=True, kw_only=True)
class Reading(Record):
    """A row of the run: vitals and machine totals at one time."""

    at: Moment
    values: Annotated[Values, Inline(Place.READING)] = field(default_factory=dict)
    by: Name | None = None
    entered_at: Moment | None = None
    note: Text | None = None
    taken_from: words_run.TakenFrom | None = field(
        default=None, metadata={"key": "x_plexlog_taken_from"}
    )
    is_open: bool = field(default=False, compare=False, metadata={"internal": True})  # being typed


@dataclass(frozen=True, kw_only=True)
class Bag(Record):
    """A bag or bottle of replacement fluid."""

    id: Id
    fluid: words.Fluid
    volume_ml: Millilitres
    concentration_percent: Annotated[Decimal, Between("3.5", "25")] | None = None
    diluent: words.Diluent | None = None
    diluted_to_percent: Percent | None = None
    product: Name | None = None
    lot: Name | None = None
    din: Name | None = None
    din_check: Name | None = None
    din_flag: Name | None = None
    abo: words.Abo | None = None
    rhd: words.RhD | None = None
    expires_on: date | None = None
    given_ml: Millilitres | None = None
    wasted_ml: Millilitres | None = field(default=None, metadata={"key": "x_plexlog_wasted_ml"})
    serial: Name | None = field(default=None, metadata={"key": "x_plexlog_serial"})
    started_at: Moment | None = None
    ended_at: Moment | None = None
    by: Name | None = None
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})
    cosigned_by: Name | None = field(default=None, metadata={"key": "x_plexlog_cosigned_by"})
    cosigned_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_cosigned_at"})
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class SalineBolus(Record):
    """Saline given at once."""

    at: Moment
    volume_ml: Millilitres
    reason: Text | None = None
    by: Name | None = None
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})


@dataclass(frozen=True, kw_only=True)
class DrugGiven(Record):
    """A drug given during the session."""

    at: Moment
    drug: Name
    dose: Name
    route: words.Route | None = None
    volume_ml: Millilitres | None = None
    lot: Name | None = None
    expires_on: date | None = None
    reason: Text | None = None
    by: Name | None = None
    entered_at: Moment | None = None
    cosigned_by: Name | None = field(default=None, metadata={"key": "x_plexlog_cosigned_by"})
    cosigned_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_cosigned_at"})


@dataclass(frozen=True, kw_only=True)
class Pause(Record):
    """A time in which the exchange stood still. Open while it has no end."""

    start: Moment = field(metadata={"key": "from"})
    end: Moment | None = field(default=None, metadata={"key": "to", "required": True})
    reason: Text | None = None
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})


@dataclass(frozen=True, kw_only=True)
class ActionTaken(Record):
    """What was done about a reaction."""

    action: FreeWord
    at: Moment | None = None
    detail: Text | None = None
    recorded_as: words_followed.RecordedAs | None = field(
        default=None, metadata={"key": "x_plexlog_recorded_as"}
    )  # the drug, bolus, pause or end of that time stands on record once, there


@dataclass(frozen=True, kw_only=True)
class Culture(Record):
    """A culture taken for an infection."""

    site: Name
    taken_at: Moment | None = None
    result: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Infection(Record):
    """What is recorded of an infection."""

    source: words.InfectionSource
    signs: tuple[Name, ...] | None = None
    cultures: tuple[Culture, ...] | None = None
    catheter_days: Annotated[int, Between("1", "100000")] | None = None
    access_device_id: Id | None = None
    exit_site_score: Annotated[int, Between("0", "10")] | None = field(
        default=None, metadata={"key": "x_plexlog_exit_site_score"}
    )
    temperature_rise_c: Annotated[Decimal, Between("-10", "10")] | None = field(
        default=None, metadata={"key": "x_plexlog_temperature_rise_c"}
    )
    organism: Name | None = field(default=None, metadata={"key": "x_plexlog_organism"})
    antibiotics: Text | None = field(default=None, metadata={"key": "x_plexlog_antibiotics"})
    line_removed_on: date | None = field(
        default=None, metadata={"key": "x_plexlog_line_removed_on"}
    )


@dataclass(frozen=True, kw_only=True)
class Clotting(Record):
    """What is recorded of a clot."""

    location: words.ClotLocation
    blood_lost_ml: Millilitres | None = None
    action: FreeWord | None = None
    access_device_id: Id | None = None
    lumen: Name | None = None
    not_rinsed_back: bool | None = field(
        default=None, metadata={"key": "x_plexlog_not_rinsed_back"}
    )
    anticoagulant_ratio: Annotated[Decimal, Between("0", "1000")] | None = field(
        default=None, metadata={"key": "x_plexlog_anticoagulant_ratio"}
    )  # inlet to anticoagulant, of the totals at the time
    filtration_fraction_percent: Percent | None = field(
        default=None, metadata={"key": "x_plexlog_filtration_fraction_percent"}
    )
    conditions: tuple[Snapshot, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_conditions"}
    )  # pressures and ionised calcium at the time


@dataclass(frozen=True, kw_only=True)
class Reaction(Record):
    """An adverse reaction. Open while it has no outcome; graded later than it was noticed."""

    id: Id
    kind: words.ReactionKind
    grade: words.Grade | None = field(default=None, metadata={"required": True})
    onset_at: Moment
    symptoms: tuple[Name, ...] | None = None
    relation: words.Relation | None = None
    actions: tuple[ActionTaken, ...] | None = None
    procedure: words.ProcedureEffect | None = None
    outcome: words.Outcome | None = None
    outcome_at: Moment | None = None
    bag_id: Id | None = None
    infection: Infection | None = None
    clotting: Clotting | None = None
    by: Name | None = None
    entered_at: Moment | None = None
    note: Text | None = None
    vitals: tuple[Snapshot, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_vitals"}
    )  # the last before it, then those taken for it
    steps: tuple[StepTaken, ...] | None = field(default=None, metadata={"key": "x_plexlog_steps"})


@dataclass(frozen=True, kw_only=True)
class Lock(Record):
    """A lumen locked or flushed at the end."""

    lumen: Name
    agent: words.LockAgent
    volume_ml: Millilitres
    heparin_iu_ml: Dose | None = None
    citrate_percent: Percent | None = None
    lot: Name | None = None
    at: Moment | None = None
    by: Name | None = None
    entered_at: Moment | None = field(default=None, metadata={"key": "x_plexlog_entered_at"})


@dataclass(frozen=True, kw_only=True)
class Totals(Record):
    """The machine's totals noted at the end; they count as a reading at the end."""

    values: Annotated[Values, Inline(Place.TOTALS)] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DeviceTotals(Record):
    """What the machine's end screens show besides its totals, as read off them."""

    run_time_min: Dose | None = None
    balance_ml: Annotated[Decimal, Between("-100000", "100000")] | None = None
    balance_percent: Dose | None = None
    bolus_ml: Millilitres | None = None
    plasma_volumes: Dose | None = None
    plasma_removed_ml: Millilitres | None = None
    anticoagulant_to_patient_ml: Millilitres | None = None
    anticoagulant_for_prime_ml: Millilitres | None = None
    saline_to_patient_ml: Millilitres | None = None
    saline_to_air_ml: Millilitres | None = None
    custom_prime_ml: Millilitres | None = None
    saline_rinse_ml: Millilitres | None = None
    confirmed: tuple[Name, ...] | None = None  # asked about, and stood by
    by: Name | None = None
    at: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Close(Record):
    """What is recorded at the end of a session."""

    end_reason: words.EndReason | None = None
    end_note: Text | None = None
    totals: Totals | None = None
    values: Annotated[Values, Inline(Place.CLOSE)] = field(default_factory=dict)
    rinseback_not_done_reason: Text | None = None
    locks: tuple[Lock, ...] | None = None
    after: Annotated[Values, MeasuredAt(Place.AFTER)] | None = None
    note: Text | None = None
    device_totals: DeviceTotals | None = field(
        default=None, metadata={"key": "x_plexlog_device_totals"}
    )


@dataclass(frozen=True, kw_only=True)
class Session(Record):
    """One plasma exchange session."""

    id: Id
    number: Count
    planned_at: Moment | None = None
    planned_by: Name | None = field(default=None, metadata={"key": "x_plexlog_planned_by"})
    started_at: Moment | None = None
    ended_at: Moment | None = None
    station: Name | None = None
    note: Text | None = None
    machine: Machine | None = None
    circuit_set: CircuitSet | None = field(default=None, metadata={"key": "set"})
    supplies: tuple[Supply, ...] | None = None
    access_device_id: Id | None = None
    plan: Plan | None = None
    identity_check: IdentityCheck | None = None
    before: Annotated[Values, MeasuredAt(Place.BEFORE)] | None = None
    access_check: AccessCheck | None = None
    drugs_of_note: tuple[DrugOfNote, ...] | None = None
    checklist: tuple[ChecklistAnswer, ...] | None = None
    values: Annotated[Values, Inline(Place.SESSION)] = field(default_factory=dict)
    prime_fluid: words.PrimeFluid | None = None
    readings: tuple[Reading, ...] | None = None
    bags: tuple[Bag, ...] | None = None
    saline_boluses: tuple[SalineBolus, ...] | None = None
    drugs_given: tuple[DrugGiven, ...] | None = None
    pauses: tuple[Pause, ...] | None = None
    reactions: tuple[Reaction, ...] | None = None
    vitals_skips: tuple[VitalsSkip, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_vitals_skips"}
    )
    plan_changes: tuple[PlanChange, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_plan_changes"}
    )
    symptoms_noted: tuple[SymptomNoted, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_symptoms"}
    )
    close: Close | None = None
    systems: tuple[SystemFinding, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_systems"}
    )
    drugs_after: tuple[DrugAfter, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_drugs_after"}
    )
    delays: tuple[Delay, ...] | None = field(default=None, metadata={"key": "x_plexlog_delays"})
    lessons: tuple[Lesson, ...] | None = field(default=None, metadata={"key": "x_plexlog_lessons"})
    hand_overs: tuple[HandOver, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_hand_overs"}
    )
    paper: FromPaper | None = field(default=None, metadata={"key": "x_plexlog_paper"})

    def kept(self) -> Session:
        """The session without the row that is still being typed."""
        if self.open_row is None:
            return self
        rows = tuple(row for row in self.readings or () if not row.is_open)
        return replace(self, readings=rows)

    @cached_property
    def in_time(self) -> tuple[Reading, ...]:
        """The readings in order of time; those of one time as they were recorded."""
        return tuple(sorted(self.readings or (), key=lambda reading: reading.at.instant))

    @property
    def open_row(self) -> Reading | None:
        """The row that is still being typed."""
        return next((row for row in self.readings or () if row.is_open), None)
