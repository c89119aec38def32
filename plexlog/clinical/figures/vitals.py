"""When vitals are due by the programme; it may be changed in the run, or passed over by reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from plexlog.clinical.once import once_for_the_same, row_by_row
from plexlog.clinical.plans import vitals_waits
from plexlog.domain.findings import Finding
from plexlog.domain.moments import Moment
from plexlog.domain.records import Course, Reading, Session, VitalsSkip

OFFERED_WAITS = (5, 10, 15, 30, 60)  # minutes between vitals, as offered in the run
VITALS_OVERDUE = "vitals-overdue"  # the finding that they came too late
Station = Reading | VitalsSkip  # where vitals were taken, or left out with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsDue:
    """When the next pressure and pulse are due by the programme."""

    last_at: Moment  # the last pressure and pulse, the last ones left out, or the start
    wait_minutes: float
    due_at: Moment
    taken: int  # how many so far

    def minutes_late(self, now: Moment) -> float:
        """Minutes past the time; 0 before it."""
        return max(now.minutes_since(self.due_at), 0.0)


def has_vitals(reading: Reading) -> bool:
    """Whether a reading holds pressure and pulse."""
    return "systolic_mmhg" in reading.values and "pulse_per_min" in reading.values


@once_for_the_same
def vitals_stations(session: Session) -> tuple[Station, ...]:
    """The readings with pressure and pulse, and those left out with a reason, in order of time."""
    taken = tuple(reading for reading in session.in_time if has_vitals(reading))
    skips = session.vitals_skips
    if not skips:
        return taken
    return tuple(sorted([*taken, *skips], key=lambda station: station.at.instant))


def wait_after(waits: Sequence[float], taken: int) -> float:
    """The programme's wait after so many vitals; the last wait repeats."""
    return waits[min(taken, len(waits) - 1)]


def vitals_due(course: Course, session: Session) -> VitalsDue | None:
    """When the next vitals are due; None before the start, after the end, and from paper.

    Minutes since the last ones, in a pause too: an exchange that stands still, most of all for a
    reaction, still has a patient who must be looked at.
    """
    if session.started_at is None or session.ended_at is not None or session.paper is not None:
        return None
    programme = VitalsProgramme.of(course, session)
    last = _from_start(programme, session.started_at, vitals_stations(session))[-1]
    return programme.due(last.at, last.taken)


@dataclass(frozen=True, slots=True)
class _Since:
    at: Moment
    waits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class VitalsProgramme:
    """The programme of the start, and what it was changed to in the run."""

    base: tuple[float, ...]
    changed: tuple[_Since, ...]

    @classmethod
    def of(cls, course: Course, session: Session) -> VitalsProgramme:
        """As ordered, planned and changed."""
        changes = [
            (change.at, change.vitals_programme_before_min, change.vitals_programme_min)
            for change in session.plan_changes or ()
            if change.vitals_programme_min
        ]
        changes.sort(key=lambda change: change[0])
        before = changes[0][1] if changes else None
        return cls(
            _minutes(before) if before else vitals_waits(course, session),
            tuple(_Since(at, _minutes(after)) for at, _before, after in changes),
        )

    def counts(self, taken: Sequence[Moment]) -> tuple[int, ...]:
        """How many of these vitals there are: in all, and since each change."""
        since = (sum(at >= change.at for at in taken) for change in self.changed)
        return (len(taken), *since)

    def due(self, last: Moment, taken: Sequence[int], until: Moment | None = None) -> VitalsDue:
        """When vitals are due after so many, as `counts`; changes later than `until` wait.

        A programme that is changed counts from its change; vitals are never due before it.
        """
        wait = wait_after(self.base, taken[0])
        due_at = last + timedelta(minutes=wait)
        for programme, count in zip(self.changed, taken[1:], strict=True):
            if until is not None and programme.at > until:
                break
            wait = wait_after(programme.waits, count)
            due_at = max(last + timedelta(minutes=wait), programme.at)
        return VitalsDue(last_at=last, wait_minutes=wait, due_at=due_at, taken=taken[0])


@dataclass(frozen=True, slots=True)
class VitalsInterval:
    """From vitals, or the start, to the next ones, or the end where none came."""

    at: Moment
    due: VitalsDue  # `last_at` is where it begins
    minutes_late: float  # past the time; below 0 before it

    @classmethod
    def up_to(cls, at: Moment, due: VitalsDue) -> VitalsInterval:
        """The one that ends there."""
        return cls(at, due, at.minutes_since(due.due_at))


@dataclass(frozen=True, slots=True)
class VitalsAlong:
    """The vitals of a run up to one station."""

    at: Moment
    taken: tuple[int, ...]  # as `VitalsProgramme.counts`
    interval: VitalsInterval | None = None  # that ends here; None where they were left out


@row_by_row
def vitals_along(
    run: tuple[VitalsProgramme, Moment], station: Station, before: VitalsAlong | None
) -> VitalsAlong:
    """How late the vitals at each station were; `run` is the programme and the start."""
    programme, start = run
    last = start if before is None else before.at
    taken = programme.counts(()) if before is None else before.taken
    if isinstance(station, VitalsSkip):
        return VitalsAlong(station.at, taken)
    due = programme.due(last, taken, until=station.at)
    one = programme.counts((station.at,))
    return VitalsAlong(
        at=station.at,
        taken=tuple(count + more for count, more in zip(taken, one, strict=True)),
        interval=VitalsInterval.up_to(station.at, due),
    )


def _from_start(
    programme: VitalsProgramme, start: Moment, stations: Sequence[Station]
) -> Sequence[VitalsAlong]:
    """The vitals up to the start, where there are none yet, or else up to each station."""
    along = vitals_along((programme, start), stations)
    return along or (VitalsAlong(start, programme.counts(())),)


def vitals_intervals(
    course: Course, session: Session, until: Moment | None
) -> tuple[VitalsInterval, ...]:
    """Those of a run in order of time, without those left out by reason.

    The last one, without vitals at its end, goes up to `until`. Before the start there are none.
    """
    start = session.started_at
    if start is None:
        return ()
    programme = VitalsProgramme.of(course, session)
    along = _from_start(programme, start, vitals_stations(session))
    passed = [one.interval for one in along if one.interval is not None]
    last = along[-1]
    if until is not None and until > last.at:
        due = programme.due(last.at, last.taken, until=until)
        passed.append(VitalsInterval.up_to(until, due))
    return tuple(passed)


def vitals_gaps(
    course: Course, session: Session, findings: Iterable[Finding]
) -> tuple[VitalsInterval, ...]:
    """The intervals that the rules found too long, for screen and paper alike."""
    at = {moment for one in findings if one.code == VITALS_OVERDUE for moment in one.at}
    if not at:
        return ()
    until = session.ended_at or max(at)
    intervals = vitals_intervals(course, session, until)
    return tuple(one for one in intervals if one.at in at and one.minutes_late > 0)


def _minutes(programme: Sequence[Decimal | int] | None) -> tuple[float, ...]:
    return tuple(float(one) for one in programme or ())
