"""Values that are far off the patient's own last ones, with the slip that may be behind it."""

from __future__ import annotations

from datetime import timedelta

from plexlog.clinical.rules.rule import Answer, Missing, Raised, SessionCase, said
from plexlog.clinical.rules.thresholds import above
from plexlog.clinical.slips import Typed, likely_slips, weight_slip
from plexlog.domain.moments import Moment
from plexlog.domain.records import Session


def weight_jump(case: SessionCase) -> Answer:
    """Ask where the weight is more than 10 % off the last one within 14 days."""
    weight = case.before("weight_kg")
    if weight is None:
        return Missing(("weight_kg",))
    if case.start is None and _known(case, "weight_kg"):
        return Missing(("started_at",))
    last = _last(case, "weight_kg")
    if last is None or not above(100 * abs(weight - last) / last, case.limits.weight_jump_percent):
        return None
    return Raised(
        what=f"Weight {said('weight_kg', weight)}; the last was {said('weight_kg', last)}",
        why=weight_slip(weight / last)
        or f"So much within {case.limits.weight_jump_days:g} days is rare.",
        do="Weigh again, or confirm the weight.",
    )


def height_jump(case: SessionCase) -> Answer:
    """Ask where a height measured today is more than 3 cm off the record or the last one."""
    height = case.before("height_cm")
    known = case.course.patient.height_cm
    last = float(known) if known is not None else _last_ever(case, "height_cm")
    if height is None or last is None:
        return None
    if not above(abs(height - last), case.limits.height_jump_cm):
        return None
    slips = likely_slips(Typed(height_cm=height, age_years=case.volumes.age_years))
    why = slips[0].sentence if slips else ""
    return Raised(
        what=f"Height {said('height_cm', height)}; on record {said('height_cm', last)}",
        why=why or "An adult's height hardly changes, and blood volume goes with its cube.",
        do="Measure again, or confirm the height.",
    )


def hematocrit_jump(case: SessionCase) -> Answer:
    """Ask where the haematocrit is more than 8 points off the last one within 14 days."""
    now = case.before("hematocrit_percent")
    if now is None:
        return Missing(("hematocrit_percent",))
    if case.start is None and _known(case, "hematocrit_percent"):
        return Missing(("started_at",))
    last = _last(case, "hematocrit_percent")
    if last is None or not above(abs(now - last), case.limits.hematocrit_jump_points):
        return None
    code = "hematocrit_percent"
    return Raised(
        what=f"Haematocrit {said(code, now)}; the last was {said(code, last)}",
        why="Bleeding, red cells, dilution, or another patient's sample.",
        do="Look at the sample's label and time, or confirm the value.",
    )


def _last(case: SessionCase, code: str) -> float | None:
    """The last value of the course within the days before, not of this session."""
    if case.start is None:
        return None
    earliest = case.start + timedelta(days=-case.limits.weight_jump_days)
    recent = [(at, value) for at, value in _known(case, code) if earliest <= at <= case.start]
    return max(recent, key=lambda pair: pair[0])[1] if recent else None


def _known(case: SessionCase, code: str) -> list[tuple[Moment, float]]:
    """All values of the course with their times, not those of this session."""
    known = [told for session in case.earlier for told in _told(session, code)]
    return known + [
        (result.taken_at, float(result.value))
        for result in case.course.lab_results or ()
        if result.quantity == code and result.session_id != case.session.id
    ]


def _told(session: Session, code: str) -> list[tuple[Moment, float]]:
    """The values of a session with their times; without one, that of its start."""
    found = []
    for values in (session.before, session.close.after if session.close else None):
        value = (values or {}).get(code)
        at = None if value is None else value.taken_at or session.started_at
        if value is not None and at is not None:
            found.append((at, float(value.value)))
    return found


def _last_ever(case: SessionCase, code: str) -> float | None:
    """The last value of an earlier session, however old."""
    found = [
        float(session.before[code].value)
        for session in case.earlier
        if session.before is not None and code in session.before
    ]
    return found[-1] if found else None
