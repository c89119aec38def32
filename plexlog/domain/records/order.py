"""A physician's order for a course: how much, with what, how often, and with whose consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from plexlog.domain import words
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.shapes import (
    Between,
    Count,
    Dose,
    FreeWord,
    Id,
    Name,
    OfCatalogue,
    Percent,
    Record,
    Text,
)


@dataclass(frozen=True, kw_only=True)
class FluidShare(Record):
    """One replacement fluid and its share of all that is given."""

    fluid: words.Fluid
    share: Annotated[Decimal, Between("0", "1")]
    concentration_percent: Annotated[Decimal, Between("3.5", "25")] | None = None
    diluent: words.Diluent | None = None
    diluted_to_percent: Percent | None = None


@dataclass(frozen=True, kw_only=True)
class Anticoagulant(Record):
    """Anticoagulant of the circuit. The ratio is (blood + anticoagulant) to anticoagulant."""

    product: words.AnticoagulantProduct
    inlet_ac_ratio: Annotated[Decimal, Between("4", "30")] | None = None
    heparin_bolus_iu: Dose | None = None
    heparin_iu_per_h: Dose | None = None


@dataclass(frozen=True, kw_only=True)
class CatheterLock(Record):
    """What the lumens are to be locked with."""

    agent: words.LockAgent
    heparin_iu_ml: Dose | None = None
    citrate_percent: Percent | None = None


@dataclass(frozen=True, kw_only=True)
class CalciumPlan(Record):
    """Calcium to be given along with the exchange."""

    salt: words.CalciumSalt
    ml_per_l_replaced: Annotated[Decimal, Between("0", "1000")] | None = None
    route: words.CalciumRoute | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class SteroidTrial(Record):
    """The corticosteroid trial before an exchange for demyelination."""

    drug: Name
    dose_mg_per_day: Dose
    started_on: date
    ended_on: date
    response: words.TrialResponse


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """A consent with its scope and days."""

    kind: words.ConsentKind
    given_on: date
    valid_until: date | None = None
    withdrawn_on: date | None = None
    taken_by: Name | None = None
    language: Name | None = None
    form_version: Name | None = None
    scope: Name | None = field(default=None, metadata={"key": "x_plexlog_scope"})


@dataclass(frozen=True, kw_only=True)
class OrderedDrug(Record):
    """A drug to be given before each session."""

    drug: Name
    dose: Name
    route: words.Route | None = None


@dataclass(frozen=True, kw_only=True)
class OrderedTest(Record):
    """A laboratory value to be taken around each session."""

    quantity: Annotated[str, OfCatalogue(Place.LABORATORY)]
    timing: words.LabTiming


Minutes = Annotated[Decimal, Between("1", "1440")]
PlasmaVolumes = Annotated[Decimal, Between("0.2", "4")]
BalancePercent = Annotated[Decimal, Between("70", "130")]


@dataclass(frozen=True, kw_only=True)
class Order(Record):
    """A physician's order for a course."""

    indication: FreeWord
    diagnosis: Text | None = None
    icd10: Name | None = None
    reason: Text | None = None
    note: Text | None = None
    ordered_by: Name
    ordered_at: Moment
    plasma_volumes: PlasmaVolumes | None = None
    sessions_planned: Count | None = None
    interval_hours: Annotated[Decimal, Between("0", "100000")] | None = None
    replacement: tuple[FluidShare, ...] | None = None
    balance_percent: BalancePercent | None = None
    anticoagulant: Anticoagulant | None = None
    catheter_lock: CatheterLock | None = None
    calcium_plan: CalciumPlan | None = None
    vitals_programme_min: tuple[Minutes, ...] | None = None
    access_device_id: Id | None = None
    steroid_trial: SteroidTrial | None = None
    consents: tuple[Consent, ...] | None = None
    response_scale: FreeWord | None = None
    stop_rule: FreeWord | None = field(default=None, metadata={"key": "x_plexlog_stop_rule"})
    stop_value: Annotated[Decimal, Between("0", "1000000")] | None = field(
        default=None, metadata={"key": "x_plexlog_stop_value"}
    )  # where the rule leaves it to the order; in the unit of its quantity
    pre_medication: tuple[OrderedDrug, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_pre_medication"}
    )
    laboratory_plan: tuple[OrderedTest, ...] | None = field(
        default=None, metadata={"key": "x_plexlog_laboratory_plan"}
    )
