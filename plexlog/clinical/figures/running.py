"""The figures of a session while it runs, for the run screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plexlog.clinical.figures.run import ReadingFigures, RunSoFar, reading_figures, run_so_far
from plexlog.clinical.figures.vitals import VitalsDue, vitals_due
from plexlog.clinical.figures.volumes import session_volumes
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningFigures:
    """What the run screen shows, by the last reading whose totals count."""

    last: ReadingFigures | None = None  # None: no totals yet
    readings: tuple[ReadingFigures, ...] = ()
    target_ml: float | None = None
    planned_plasma_volumes: float | None = None
    percent_of_target: float | None = None
    citrate_mg_per_kg_min: float | None = None  # of the last interval that can be judged
    anticoagulant_ml_min_l: float | None = None
    elapsed_minutes: float | None = None  # since the start, pauses out
    paused_minutes: float | None = None
    minutes_left: float | None = None  # by the rate so far; None once that time has passed too
    is_paused: bool = False
    vitals: VitalsDue | None = None
    minutes_late: float | None = None  # vitals; 0 while in time

    @property
    def is_target_reached(self) -> bool:
        """Whether the patient's plasma in the waste is as much as was planned."""
        return self.percent_of_target is not None and self.percent_of_target >= 100  # noqa: PLR2004 - per cent

    @property
    def removed_ml(self) -> float | None:
        """What is in the waste."""
        return None if self.last is None else self.last.removed_ml

    @property
    def replaced_ml(self) -> float | None:
        """What was given as replacement."""
        return None if self.last is None else self.last.replaced_ml

    @property
    def patient_plasma_removed_ml(self) -> float | None:
        """The patient's own plasma in the waste."""
        return None if self.last is None else self.last.patient_plasma_removed_ml

    @property
    def plasma_volumes(self) -> float | None:
        """Plasma volumes exchanged so far."""
        return None if self.last is None else self.last.plasma_volumes

    @property
    def balance_ml(self) -> float | None:
        """In minus out so far."""
        return None if self.last is None else self.last.balance_ml

    @property
    def balance_percent(self) -> float | None:
        """In over out so far."""
        return None if self.last is None else self.last.balance_percent

    @property
    def anticoagulant_ml(self) -> float | None:
        """Anticoagulant used so far."""
        return None if self.last is None else self.last.anticoagulant_ml

    @property
    def anticoagulant_to_patient_ml(self) -> float | None:
        """Anticoagulant that returned to the patient so far."""
        return None if self.last is None else self.last.anticoagulant_to_patient_ml


def running_figures(course: Course, session: Session, now: Moment) -> RunningFigures:
    """The figures at a moment of the run; empty before the start.

    Saline in the waste, samples and rinseback are taken as none so far until the close says so.
    """
    volumes = session_volumes(course, session, now)
    run = run_so_far(course, session, volumes, now)
    if run is None:
        return RunningFigures(
            target_ml=volumes.target_ml, planned_plasma_volumes=volumes.planned_plasma_volumes
        )
    return running_figures_of(course, session, now, run, reading_figures(run))


def running_figures_of(
    course: Course,
    session: Session,
    now: Moment,
    run: RunSoFar,
    readings: tuple[ReadingFigures, ...],
) -> RunningFigures:
    """The same for a run whose rows are worked out already."""
    volumes = run.volumes
    last = last_whole(readings)
    end = session.ended_at or now
    vitals = vitals_due(course, session)
    plasma = None if last is None else last.patient_plasma_removed_ml
    target = volumes.target_ml
    return RunningFigures(
        last=last,
        readings=readings,
        target_ml=target,
        planned_plasma_volumes=volumes.planned_plasma_volumes,
        percent_of_target=None if plasma is None or not target else 100 * plasma / target,
        citrate_mg_per_kg_min=_last_rate(one.citrate_mg_per_kg_min for one in reversed(readings)),
        anticoagulant_ml_min_l=_last_rate(
            one.anticoagulant_ml_min_l for one in reversed(readings)
        ),
        elapsed_minutes=run.time.run_minutes(run.started_at, end),
        paused_minutes=run.time.paused_minutes(run.started_at, end),
        minutes_left=_minutes_left(run, last, target, end),
        is_paused=session.ended_at is None and is_paused(session, now),
        vitals=vitals,
        minutes_late=None if vitals is None else vitals.minutes_late(end),
    )


def last_whole(readings: Sequence[ReadingFigures]) -> ReadingFigures | None:
    """The last reading that counts and has every total; else the last that counts at all.

    A row of vitals alone, or with one total, does not blank what the row before it knew.
    """
    kept = [figures for figures in readings if figures.is_kept]
    whole = (figures for figures in reversed(kept) if _is_whole(figures))
    return next(whole, kept[-1] if kept else None)


def _is_whole(figures: ReadingFigures) -> bool:
    """Whether all four totals stand in the row, even where the balance waits for something."""
    totals = (figures.inlet_ml, figures.anticoagulant_ml, figures.removed_ml, figures.replaced_ml)
    return None not in totals


def _last_rate(rates: Iterable[float | None]) -> float | None:
    """The first that is known; the last one comes first."""
    return next((rate for rate in rates if rate is not None), None)


def _minutes_left(
    run: RunSoFar, last: ReadingFigures | None, target_ml: float | None, now: Moment
) -> float | None:
    if last is None or target_ml is None or run.is_ended:
        return None
    plasma, minutes = last.patient_plasma_removed_ml, last.run_minutes
    if plasma is None or minutes is None or plasma <= 0 or minutes <= 0:
        return None
    at_reading = (target_ml - plasma) * minutes / plasma
    left = at_reading - run.time.run_minutes(last.at, now)
    return left if left > 0 else None  # a time that has passed reached nothing by itself


def is_paused(session: Session, now: Moment) -> bool:
    """Whether the run stands still at a moment."""
    return any(
        pause.start <= now and (pause.end is None or now < pause.end)
        for pause in session.pauses or ()
    )
