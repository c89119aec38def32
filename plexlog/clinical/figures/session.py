"""The figures of a session at its end: what both reports, screens and exports show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plexlog.clinical.citrate import citrate_rate_mg_kg_min
from plexlog.clinical.exchange import (
    Balance,
    plasma_volumes_exchanged,
)
from plexlog.clinical.figures.run import (
    ReadingFigures,
    RunSoFar,
    citrate_dose_mg,
    citrate_missing,
    final_in_waste,
    given_missing,
    plasma_between_ml,
    plasma_ml,
    reading_figures,
    run_so_far,
)
from plexlog.clinical.figures.volumes import SessionVolumes, session_volumes
from plexlog.clinical.figures.worked import Worked, absent, number
from plexlog.clinical.kinetics import removed_fraction, removing_volumes
from plexlog.clinical.plans import planned_replacement, share_of_plasma
from plexlog.clinical.volumes import BloodVolume
from plexlog.domain.moments import Moment
from plexlog.domain.records import Close, Course, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFigures:
    """Every number of a session; None where it cannot be computed, see `missing`."""

    session_id: str
    number: int
    volumes: SessionVolumes
    inlet_ml: float | None = None
    anticoagulant_ml: float | None = None
    removed_ml: float | None = None
    replaced_ml: float | None = None
    saline_in_waste_ml: float | None = None
    anticoagulant_in_waste_ml: float | None = None
    anticoagulant_in_waste_from: str | None = None  # device or estimate
    anticoagulant_to_patient_ml: float | None = None
    patient_plasma_removed_ml: float | None = None
    plasma_volumes: float | None = None
    in_ml: float | None = None
    out_ml: float | None = None
    balance_ml: float | None = None
    balance_percent: float | None = None
    citrate_max_mg_per_kg_min: float | None = None
    citrate_mean_mg_per_kg_min: float | None = None
    run_minutes: float | None = None
    paused_minutes: float | None = None
    donor_plasma_share: float | None = None  # of all given by the bags
    removing_volumes: float | None = None  # plasma volumes that count for IgG and fibrinogen
    igg_removed_percent: float | None = None  # of what was in the plasma
    bags_given_ml: float | None = None
    blood_lost_ml: float | None = None
    readings: tuple[ReadingFigures, ...] = ()
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def blood_volume(self) -> BloodVolume | None:
        """Total blood volume with its working."""
        return self.volumes.blood_volume

    @property
    def blood_volume_formula(self) -> str | None:
        """nadler, linderkamp, lemmens or typed."""
        return None if self.blood_volume is None else self.blood_volume.formula

    @property
    def tbv_ml(self) -> float | None:
        """Total blood volume."""
        return self.volumes.tbv_ml

    @property
    def epv_ml(self) -> float | None:
        """Plasma volume."""
        return self.volumes.epv_ml

    @property
    def lemmens_epv_ml(self) -> float | None:
        """Plasma volume by Lemmens, to compare."""
        return self.volumes.lemmens_epv_ml

    @property
    def target_ml(self) -> float | None:
        """Patient plasma to be removed: planned plasma volumes × plasma volume."""
        return self.volumes.target_ml

    @property
    def percent_of_target(self) -> float | None:
        """Patient plasma removed in percent of the target."""
        if self.patient_plasma_removed_ml is None or not self.target_ml:
            return None
        return 100 * self.patient_plasma_removed_ml / self.target_ml


def session_figures(course: Course, session: Session, now: Moment | None = None) -> SessionFigures:
    """All figures of a session from what is recorded; the final ones stay None without inputs."""
    volumes = session_volumes(course, session, now)
    run = run_so_far(course, session, volumes, now)
    if run is None:
        return SessionFigures(
            session_id=session.id,
            number=session.number,
            volumes=volumes,
            missing={**volumes.missing, "run": ("started_at",)},
        )
    return figures_of_run(course, session, run)


def figures_of_run(course: Course, session: Session, run: RunSoFar) -> SessionFigures:
    """The figures of a session that has started."""
    saline = number((session.close or Close()).values, "saline_in_waste_ml")
    ml: Mapping[str, float] = run.kept[-1].ml if run.kept else {}
    in_waste, origin = final_in_waste(run, saline)
    removed = _plasma_removed(ml, in_waste, saline)
    balance = final_balance(session, run)
    used = ml.get("anticoagulant_ml")
    to_patient = None if used is None or in_waste.value is None else used - in_waste.value
    minutes = _run_minutes(session, run)
    readings = reading_figures(run)
    share = donor_plasma_share(course, session)
    return SessionFigures(
        session_id=session.id,
        number=session.number,
        volumes=run.volumes,
        inlet_ml=ml.get("inlet_ml"),
        anticoagulant_ml=used,
        removed_ml=ml.get("removed_ml"),
        replaced_ml=ml.get("replaced_ml"),
        saline_in_waste_ml=saline,
        anticoagulant_in_waste_ml=in_waste.value,
        anticoagulant_in_waste_from=origin or None,
        anticoagulant_to_patient_ml=to_patient,
        patient_plasma_removed_ml=removed.value,
        citrate_max_mg_per_kg_min=_highest_citrate(readings),
        citrate_mean_mg_per_kg_min=_mean_citrate(run, to_patient, ml.get("replaced_ml"), minutes),
        run_minutes=minutes,
        paused_minutes=_paused(session, run),
        donor_plasma_share=share,
        bags_given_ml=bags_given_ml(session),
        blood_lost_ml=blood_lost_ml(session),
        readings=readings,
        missing={
            **run.volumes.missing,
            "anticoagulant_in_waste_ml": in_waste.missing,
            "patient_plasma_removed_ml": removed.missing,
            "plasma_volumes": (*removed.missing, *run.volumes.missing["epv_ml"]),
            "balance_ml": balance.missing,
            "citrate_mg_per_kg_min": citrate_missing(run),
            "run_minutes": absent({"ended_at": session.ended_at}),
        },
        **_balance_figures(balance.value),
        **_exchange_figures(removed.value, run.volumes.epv_ml, share),
    )


def _run_minutes(session: Session, run: RunSoFar) -> float | None:
    if session.ended_at is None:
        return None
    return run.time.run_minutes(run.started_at, session.ended_at)


def _plasma_removed(
    ml: Mapping[str, float], in_waste: Worked[float], saline: float | None
) -> Worked[float]:
    removed = ml.get("removed_ml")
    if removed is None or saline is None or in_waste.value is None:
        names = {"removed_ml": removed, "saline_in_waste_ml": saline}
        return Worked(None, tuple(dict.fromkeys((*in_waste.missing, *absent(names)))))
    return Worked(plasma_ml(removed, in_waste.value, saline))


def _exchange_figures(
    removed_ml: float | None, epv_ml: float | None, share: float | None
) -> dict[str, float]:
    if removed_ml is None or epv_ml is None:
        return {}
    figures = {"plasma_volumes": plasma_volumes_exchanged(removed_ml, epv_ml)}
    if share is not None:
        removing = removing_volumes(figures["plasma_volumes"], share)
        figures["removing_volumes"] = removing
        figures["igg_removed_percent"] = 100 * removed_fraction(removing)
    return figures


def _balance_figures(balance: Balance | None) -> dict[str, float]:
    if balance is None:
        return {}
    figures = {
        "in_ml": balance.in_ml,
        "out_ml": balance.out_ml,
        "balance_ml": balance.difference_ml,
    }
    percent = balance.percent
    return figures if percent is None else {**figures, "balance_percent": percent}


def final_balance(session: Session, run: RunSoFar) -> Worked[Balance]:
    """Fluid balance at the end, with rinseback, samples, and prime once blood was returned."""
    row = run.kept[-1] if run.kept else None
    ml = {} if row is None else row.ml
    close = session.close or Close()
    rinseback = number(close.values, "rinseback_ml")
    if rinseback is None and close.rinseback_not_done_reason is not None:
        rinseback = 0.0
    inputs = {
        "replaced_ml": ml.get("replaced_ml"),
        "anticoagulant_ml": ml.get("anticoagulant_ml"),
        "removed_ml": ml.get("removed_ml"),
        "prime_given_ml": number(session.values, "prime_given_ml"),
        "samples_ml": number(close.values, "samples_ml"),
        "saline_in_waste_ml": number(close.values, "saline_in_waste_ml"),
        "rinseback_ml": rinseback,
    }
    given = None if run.given is None else [volume for _, volume in run.given]
    missing = (*absent(inputs), *given_missing(session))
    if missing or given is None or session.ended_at is None:
        return Worked(None, missing or ("ended_at",))
    known = {name: value for name, value in inputs.items() if value is not None}
    infused = sum(volume for volume in given if volume is not None)
    prime = known["prime_given_ml"] if known["rinseback_ml"] > 0 else 0.0
    out = known["removed_ml"] - known["saline_in_waste_ml"] + known["samples_ml"]
    if out < 0:
        return Worked(None)  # more saline in the waste than is in it: one of them is a slip
    return Worked(
        Balance(
            in_ml=known["replaced_ml"]
            + known["anticoagulant_ml"]
            + infused
            + known["rinseback_ml"]
            + prime,
            out_ml=out,
        )
    )


def _mean_citrate(
    run: RunSoFar, to_patient: float | None, replaced: float | None, minutes: float | None
) -> float | None:
    weight = run.volumes.weight_kg
    if replaced is None or minutes is None or weight is None:
        return None
    plasma = run.plasma_of_bags_ml
    if plasma is None:
        plasma = plasma_between_ml(run, 0.0, replaced)
    dose = citrate_dose_mg(run, to_patient, plasma)
    return None if dose is None else citrate_rate_mg_kg_min(dose, weight, minutes)


def _highest_citrate(readings: tuple[ReadingFigures, ...]) -> float | None:
    rates = [
        figures.citrate_mg_per_kg_min
        for figures in readings
        if figures.citrate_mg_per_kg_min is not None
    ]
    return max(rates, default=None)


def _paused(session: Session, run: RunSoFar) -> float | None:
    if session.pauses is None or session.ended_at is None:
        return None
    return run.time.paused_minutes(run.started_at, session.ended_at)


def donor_plasma_share(course: Course, session: Session) -> float | None:
    """Donor plasma in all the bags gave; without bags the planned share; None: not known."""
    amounts = [(bag.fluid.is_plasma, bag.given_ml) for bag in session.bags or ()]
    given = sum(float(ml) for _, ml in amounts if ml is not None)
    if given <= 0:
        return share_of_plasma(planned_replacement(course, session))
    return sum(float(ml) for is_plasma, ml in amounts if is_plasma and ml is not None) / given


def bags_given_ml(session: Session) -> float | None:
    """What the ledger of bags adds up to; None where a started bag has no amount."""
    if session.bags is None:
        return None
    if any(bag.given_ml is None and bag.started_at is not None for bag in session.bags):
        return None
    return sum(float(bag.given_ml) for bag in session.bags if bag.given_ml is not None)


def blood_lost_ml(session: Session) -> float | None:
    """Blood lost with clots and circuits, shown beside the balance; None: nothing recorded."""
    lost = [
        float(reaction.clotting.blood_lost_ml)
        for reaction in session.reactions or ()
        if reaction.clotting is not None and reaction.clotting.blood_lost_ml is not None
    ]
    return sum(lost) if lost else None
