"""Running figures of a session, row by row of the machine's totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plexlog.clinical.citrate import (
    BagShare,
    citrate_mg,
    citrate_rate_mg_kg_min,
    plasma_along_bags_ml,
)
from plexlog.clinical.domain_errors import volume
from plexlog.clinical.exchange import (
    Balance,
    citrate_anticoagulant_rate,
    estimated_anticoagulant_in_waste_ml,
    patient_plasma_removed_ml,
    plasma_volumes_exchanged,
)
from plexlog.clinical.figures.volumes import SessionVolumes
from plexlog.clinical.figures.worked import Worked, absent, number
from plexlog.clinical.once import row_by_row
from plexlog.clinical.plans import planned_anticoagulant, planned_replacement, share_of_plasma
from plexlog.clinical.timing import RunTime
from plexlog.clinical.totals import (
    IN_WASTE,
    TOTALS,
    TotalsAt,
    ledger,
    plasma_of_bags_ml,
    totals_of,
)
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, DrugGiven, Session
from plexlog.domain.words import AnticoagulantProduct

SLIP_ML = 1.0  # more anticoagulant than this in the waste beyond what was used is no rounding
WITHOUT_CITRATE = (AnticoagulantProduct.HEPARIN, AnticoagulantProduct.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFigures:
    """What can be said at one reading; mL unless the name says otherwise."""

    at: Moment
    is_kept: bool = True  # not, where a total fell
    run_minutes: float | None = None  # since the start, pauses out
    inlet_ml: float | None = None
    removed_ml: float | None = None
    replaced_ml: float | None = None
    anticoagulant_ml: float | None = None
    anticoagulant_in_waste_ml: float | None = None
    anticoagulant_to_patient_ml: float | None = None
    patient_plasma_removed_ml: float | None = None
    plasma_volumes: float | None = None
    in_ml: float | None = None
    out_ml: float | None = None
    balance_ml: float | None = None
    balance_percent: float | None = None
    citrate_mg_per_kg_min: float | None = None  # of the interval that ends here
    anticoagulant_ml_min_l: float | None = None  # to the patient, per minute and litre TBV


def within_used(in_waste_ml: float, used_ml: float | None) -> float | None:
    """Anticoagulant in the waste, mL; None where that is more than was used: a total is a slip.

    Raises ImpossibleValueError.
    """
    volume("anticoagulant in the waste", in_waste_ml)
    is_slip = used_ml is not None and used_ml - in_waste_ml < -SLIP_ML
    return None if is_slip else in_waste_ml


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSoFar:
    """What the run's rows need of the session; made once.

    Before the close says so, saline in the waste is taken as none so far; samples and rinseback
    come at the end and are not in the running balance.
    """

    volumes: SessionVolumes
    started_at: Moment
    rows: tuple[TotalsAt, ...]
    kept: tuple[TotalsAt, ...]  # the rows that are calculated with: none of their totals fell
    end: TotalsAt | None  # the last of them, once the run has ended
    is_waste_stated: bool  # anticoagulant in the waste, by the machine, in each whole row of them
    time: RunTime
    saline_in_waste_ml: float
    in_waste_at_end_ml: float | None  # as the machine states it at the close
    product: AnticoagulantProduct | None
    bags: tuple[BagShare, ...]
    plasma_of_bags_ml: float | None  # as their ledger has it, once each amount is recorded
    planned_plasma_share: float | None
    given: tuple[tuple[Moment, float | None], ...] | None  # boluses and drugs: when, mL
    is_ended: bool

    @property
    def without_rows(self) -> RunSoFar:
        """What holds for every row."""
        return replace(self, rows=(), kept=())

    def in_waste_ml(self, row: TotalsAt) -> float | None:
        """Anticoagulant in the waste: what the device says at this row, else estimated."""
        if self.in_waste_at_end_ml is not None and row is self.end:
            return within_used(self.in_waste_at_end_ml, row.ml.get("anticoagulant_ml"))
        stated = row.ml.get(IN_WASTE)
        if stated is None:
            return self.estimate_ml(row)
        return within_used(stated, row.ml.get("anticoagulant_ml"))

    def estimate_ml(self, row: TotalsAt) -> float | None:
        """The estimate by the totals of this row."""
        hematocrit = self.volumes.hematocrit
        if hematocrit is None or not {"inlet_ml", "anticoagulant_ml", "removed_ml"} <= set(row.ml):
            return None
        if row.ml["anticoagulant_ml"] > row.ml["inlet_ml"]:
            return None  # the inlet includes it: one of the two is a slip
        estimate = estimated_anticoagulant_in_waste_ml(
            removed_ml=row.ml["removed_ml"],
            saline_in_waste_ml=self.saline_in_waste_ml,
            inlet_ml=row.ml["inlet_ml"],
            anticoagulant_ml=row.ml["anticoagulant_ml"],
            hematocrit_fraction=hematocrit,
        )
        return within_used(estimate, row.ml["anticoagulant_ml"])

    def plasma_given_ml(self, replaced_ml: float) -> float | None:
        """Donor plasma within what was replaced: along the bags, or else the planned share."""
        if self.bags:
            return plasma_along_bags_ml(replaced_ml, self.bags)
        share = self.planned_plasma_share
        return None if share is None else replaced_ml * share

    def given_until(self, moment: Moment) -> float | None:
        """Boluses and infused drugs up to a moment, each wholly from its time; None: not known."""
        if self.given is None:
            return None
        total = 0.0
        for at, volume_ml in self.given:
            if at > moment:
                continue
            if volume_ml is None:
                return None
            total += volume_ml
        return total


def run_so_far(
    course: Course, session: Session, volumes: SessionVolumes, now: Moment | None = None
) -> RunSoFar | None:
    """Everything the rows need; None before the start."""
    if session.started_at is None:
        return None
    anticoagulant = planned_anticoagulant(course, session)
    close = {} if session.close is None else session.close.values
    rows = totals_of(session)
    kept = tuple(row for row in rows if not row.fell)
    return RunSoFar(
        volumes=volumes,
        started_at=session.started_at,
        rows=rows,
        kept=kept,
        end=kept[-1] if kept and session.ended_at is not None else None,
        is_waste_stated=all(IN_WASTE in row.ml or not row.is_whole for row in kept),
        time=RunTime.of(session.pauses or (), session.ended_at or now),
        saline_in_waste_ml=number(close, "saline_in_waste_ml") or 0.0,
        in_waste_at_end_ml=number(close, IN_WASTE),
        product=None if anticoagulant is None else anticoagulant.product,
        bags=ledger(session),
        plasma_of_bags_ml=plasma_of_bags_ml(session),
        planned_plasma_share=share_of_plasma(planned_replacement(course, session)),
        given=given_volumes(session),
        is_ended=session.ended_at is not None,
    )


def given_volumes(session: Session) -> tuple[tuple[Moment, float | None], ...] | None:
    """Saline boluses and drugs that count in the balance; None where either was not asked."""
    if session.saline_boluses is None or session.drugs_given is None:
        return None
    boluses = [(bolus.at, float(bolus.volume_ml)) for bolus in session.saline_boluses]
    drugs = [
        (drug.at, _infused(drug))
        for drug in session.drugs_given
        if counts(drug) or _may_count(drug)
    ]
    return (*boluses, *drugs)


def given_missing(session: Session) -> tuple[str, ...]:
    """What keeps boluses and infused drugs from being added up."""
    if session.saline_boluses is None or session.drugs_given is None:
        lists = {"saline_boluses": session.saline_boluses, "drugs_given": session.drugs_given}
        return absent(lists)
    drugs = session.drugs_given
    lacks = {
        "drugs_given.volume_ml": any(counts(one) and one.volume_ml is None for one in drugs),
        "drugs_given.route": any(_may_count(one) for one in drugs),
    }
    return tuple(name for name, is_missing in lacks.items() if is_missing)


def counts(drug: DrugGiven) -> bool:
    """Whether a drug's volume enters the balance by its route."""
    return drug.route is not None and drug.route.counts_in_balance


def _may_count(drug: DrugGiven) -> bool:
    """Whether a drug has a volume and nobody said by which route: it may have been infused."""
    return drug.route is None and bool(drug.volume_ml)


def _infused(drug: DrugGiven) -> float | None:
    return None if drug.volume_ml is None or _may_count(drug) else float(drug.volume_ml)


def reading_figures(run: RunSoFar) -> tuple[ReadingFigures, ...]:
    """Figures at each row of totals; of those that are not calculated with, what was typed."""
    return tuple(one.figures for one in _along(run.without_rows, run.rows))


@dataclass(frozen=True, slots=True)
class _Along:
    """One row along the run: its figures, and the last whole row up to it that was kept."""

    figures: ReadingFigures
    whole: TotalsAt
    in_waste_ml: float | None  # anticoagulant, at that row


@row_by_row
def _along(run: RunSoFar, row: TotalsAt, before: _Along | None) -> _Along:
    last = TotalsAt(run.started_at, dict.fromkeys(TOTALS, 0.0))
    last_in_waste: float | None = 0.0
    if before is not None:
        last, last_in_waste = before.whole, before.in_waste_ml
    if row.fell or not row.is_whole:
        return _Along(_figures_at(run, row, (None, None)), last, last_in_waste)
    in_waste = row.ml[IN_WASTE] if run.is_waste_stated else run.estimate_ml(row)
    to_patient = None
    if in_waste is not None and last_in_waste is not None:
        used = row.ml["anticoagulant_ml"] - last.ml["anticoagulant_ml"]
        difference = used - (in_waste - last_in_waste)
        to_patient = None if difference < -SLIP_ML else difference
    minutes = run.time.run_minutes(last.at, row.at)
    rates = _rates(run, minutes, to_patient, (last, row))
    return _Along(_figures_at(run, row, rates), row, in_waste)


def _figures_at(
    run: RunSoFar, row: TotalsAt, rates: tuple[float | None, float | None]
) -> ReadingFigures:
    ml = row.ml
    used, removed = ml.get("anticoagulant_ml"), ml.get("removed_ml")
    in_waste = plasma = to_patient = balance = None
    if not row.fell:
        in_waste, balance = run.in_waste_ml(row), running_balance(run, row)
    if in_waste is not None:
        plasma = plasma_ml(removed, in_waste, run.saline_in_waste_ml)
        to_patient = None if used is None else used - in_waste
    epv = run.volumes.epv_ml
    return ReadingFigures(
        at=row.at,
        is_kept=not row.fell,
        run_minutes=run.time.run_minutes(run.started_at, row.at),
        inlet_ml=ml.get("inlet_ml"),
        removed_ml=removed,
        replaced_ml=ml.get("replaced_ml"),
        anticoagulant_ml=used,
        anticoagulant_in_waste_ml=in_waste,
        anticoagulant_to_patient_ml=to_patient,
        patient_plasma_removed_ml=plasma,
        plasma_volumes=(
            None if plasma is None or epv is None else plasma_volumes_exchanged(plasma, epv)
        ),
        in_ml=None if balance is None else balance.in_ml,
        out_ml=None if balance is None else balance.out_ml,
        balance_ml=None if balance is None else balance.difference_ml,
        balance_percent=None if balance is None else balance.percent,
        citrate_mg_per_kg_min=rates[0],
        anticoagulant_ml_min_l=rates[1],
    )


def plasma_ml(removed_ml: float | None, in_waste_ml: float, saline_ml: float) -> float | None:
    """The patient's plasma among what was removed; None where that holds less than is in it."""
    if removed_ml is None or removed_ml < in_waste_ml + saline_ml:
        return None  # less than what is in it: one of them is a slip, or belongs to later
    return patient_plasma_removed_ml(removed_ml, in_waste_ml, saline_ml)


def running_balance(run: RunSoFar, row: TotalsAt) -> Balance | None:
    """Fluid balance at a row, without rinseback, prime and samples, which come at the end.

    None while less was removed than there is saline in the waste: one of them is a slip.
    """
    given = run.given_until(row.at)
    needed = ("replaced_ml", "anticoagulant_ml", "removed_ml")
    if given is None or any(code not in row.ml for code in needed):
        return None
    out = row.ml["removed_ml"] - run.saline_in_waste_ml
    if out < 0:
        return None
    return Balance(row.ml["replaced_ml"] + row.ml["anticoagulant_ml"] + given, out)


def _rates(
    run: RunSoFar,
    minutes: float,
    to_patient_ml: float | None,
    rows: tuple[TotalsAt, TotalsAt],
) -> tuple[float | None, float | None]:
    """Citrate, and anticoagulant to the patient, of the interval between two whole rows."""
    since, to = (row.ml["replaced_ml"] for row in rows)
    dose = citrate_dose_mg(run, to_patient_ml, plasma_between_ml(run, since, to))
    weight, tbv = run.volumes.weight_kg, run.volumes.tbv_ml
    citrate = None
    if dose is not None and weight is not None:
        citrate = citrate_rate_mg_kg_min(dose, weight, minutes)
    anticoagulant = None
    if to_patient_ml is not None and tbv is not None:
        anticoagulant = citrate_anticoagulant_rate(max(to_patient_ml, 0.0), minutes, tbv)
    return citrate, anticoagulant


def plasma_between_ml(run: RunSoFar, since_ml: float, to_ml: float) -> float | None:
    """Donor plasma given between two replaced totals; None where it cannot be said."""
    now, then = run.plasma_given_ml(to_ml), run.plasma_given_ml(since_ml)
    return None if now is None or then is None else now - then


def citrate_dose_mg(
    run: RunSoFar, to_patient_ml: float | None, plasma_ml: float | None
) -> float | None:
    """Citrate in mg with returned anticoagulant and plasma; None where it cannot be said."""
    if plasma_ml is None:
        return None
    if run.product in WITHOUT_CITRATE:
        return citrate_mg(0.0, plasma_ml)
    if run.product is not AnticoagulantProduct.ACD_A or to_patient_ml is None:
        return None
    # less than none by a rounding of the totals is none; by more it was not worked out
    return citrate_mg(max(to_patient_ml, 0.0), plasma_ml)


def citrate_missing(run: RunSoFar) -> tuple[str, ...]:
    """What keeps the citrate load from being computed."""
    names: Mapping[str, object] = {
        "weight_kg": run.volumes.weight_kg,
        "hematocrit_percent": run.volumes.hematocrit,
        "anticoagulant": run.product,
        "replacement": run.plasma_given_ml(0.0),
        "totals": True if any(row.is_whole for row in run.kept) else None,
    }
    missing = absent(names)
    is_other = run.product not in (None, AnticoagulantProduct.ACD_A, *WITHOUT_CITRATE)
    return (*missing, "acd-a") if is_other else missing


def final_in_waste(run: RunSoFar, saline_ml: float | None) -> tuple[Worked[float], str]:
    """Anticoagulant in the waste at the end, and whether the device says so or it is estimated."""
    row = run.kept[-1] if run.kept else None
    used = None if row is None else row.ml.get("anticoagulant_ml")
    stated = run.in_waste_at_end_ml
    if stated is None and row is not None:
        stated = row.ml.get(IN_WASTE)
    if stated is not None:
        in_waste = within_used(stated, used)
        return Worked(in_waste, absent({"anticoagulant_in_waste_ml": in_waste})), "device"
    ml = {} if row is None else row.ml
    lacks = absent(
        {
            "inlet_ml": ml.get("inlet_ml"),
            "anticoagulant_ml": ml.get("anticoagulant_ml"),
            "removed_ml": ml.get("removed_ml"),
            "hematocrit_percent": run.volumes.hematocrit,
            "saline_in_waste_ml": saline_ml,
        }
    )
    if row is None or lacks:
        return Worked(None, lacks), ""
    estimate = run.estimate_ml(row)
    disagree = ("inlet_ml", "anticoagulant_ml", "removed_ml") if estimate is None else ()
    return Worked(estimate, disagree), "estimate"
