"""One line a procedure for a registry, from what is recorded: nothing is typed twice.

The columns follow the fields that the World Apheresis Association registry publishes in its
reports (Mörtzell Henriksson et al., Transfus Apher Sci 2016;54:2-15). No name and no record number
leaves the unit; course and session tell the unit which line is which. Empty: not recorded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plexlog.clinical.figures import SessionFigures
from plexlog.domain import wording
from plexlog.domain.records import Anticoagulant, Course, FluidShare, Reaction, Session
from plexlog.domain.words import EndReason, ProcedureEffect

YES, NO = "yes", "no"
_INTERRUPTED = (ProcedureEffect.PAUSED, ProcedureEffect.STOPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One session with what a line needs beside it."""

    centre: str
    course: Course
    session: Session
    figures: SessionFigures
    indication: str

    @property
    def reactions(self) -> tuple[Reaction, ...]:
        """Its reactions by onset."""
        return tuple(sorted(self.session.reactions or (), key=lambda one: one.onset_at.utc))


def registry_csv(procedures: Iterable[Procedure]) -> str:
    """The lines of the procedures as CSV, with their heading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in procedures:
        writer.writerow([_safe(column(one)) for column in COLUMNS.values()])
    return text.getvalue()


def _safe(cell: str) -> str:
    """No cell is read as a formula by a spreadsheet."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@") else cell


def _initials(one: Procedure) -> str:
    patient = one.course.patient
    return wording.initials(f"{patient.given_name} {patient.family_name}")


def _day(one: Procedure) -> str:
    at = one.session.started_at
    return "" if at is None else wording.day(at.day)


def _number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else f"{value:.{decimals}f}"


def _device(one: Procedure) -> str:
    machine = one.session.machine
    return "" if machine is None else machine.model


def _kind_of_device(one: Procedure) -> str:
    machine = one.session.machine
    return "" if machine is None else machine.kind.value


def _access(one: Procedure) -> str:
    device = one.course.access_of(one.session)
    return "" if device is None else device.kind.value


def _anticoagulant(one: Procedure) -> str:
    plan = one.session.plan
    planned: Anticoagulant | None = plan.anticoagulant if plan else None
    used = planned or one.course.order.anticoagulant
    return "" if used is None else used.product.value


def _fluids(one: Procedure) -> str:
    given = [bag.fluid.value for bag in one.session.bags or () if bag.started_at is not None]
    if given:
        return "; ".join(dict.fromkeys(given))
    plan = one.session.plan
    shares: tuple[FluidShare, ...] = (plan.replacement if plan else None) or ()
    return "; ".join(dict.fromkeys(share.fluid.value for share in shares))


def _any_event(one: Procedure) -> str:
    reactions = one.session.reactions
    return "" if reactions is None else YES if reactions else NO


def _events(one: Procedure) -> str:
    return "; ".join(reaction.kind.value for reaction in one.reactions)


def _grades(one: Procedure) -> str:
    return "; ".join(str(reaction.grade or "") for reaction in one.reactions)


def _worst(one: Procedure) -> str:
    grades = [reaction.grade for reaction in one.reactions if reaction.grade is not None]
    return max(grades, key=lambda grade: grade.rank).value if grades else ""


def _relations(one: Procedure) -> str:
    return "; ".join(
        reaction.relation.value if reaction.relation else "" for reaction in one.reactions
    )


def _interrupted(one: Procedure) -> str:
    if one.session.reactions is None:
        return ""
    return YES if any(each.procedure in _INTERRUPTED for each in one.reactions) else NO


def _stopped_early(one: Procedure) -> str:
    close = one.session.close
    reason = close.end_reason if close is not None else None
    return "" if reason is None else NO if reason is EndReason.TARGET_REACHED else YES


def _actions(one: Procedure) -> str:
    return "; ".join(
        ", ".join(taken.action for taken in reaction.actions or ()) for reaction in one.reactions
    )


def _outcomes(one: Procedure) -> str:
    return "; ".join(
        reaction.outcome.value if reaction.outcome else "" for reaction in one.reactions
    )


def _later(one: Procedure) -> str:
    """What was found after the session and filed to it."""
    return "; ".join(_later_events(one))


def _later_events(one: Procedure) -> Iterator[str]:
    for each in one.course.follow_ups or ():
        if each.session_id == one.session.id and each.event is not None and not each.reaction_id:
            yield each.event.kind.value


Column = Callable[[Procedure], str]
COLUMNS: dict[str, Column] = {
    "centre": lambda one: one.centre,
    "course": lambda one: one.course.course_id,
    "session": lambda one: one.session.id,
    "patient_initials": _initials,
    "sex": lambda one: str(one.course.patient.sex_for_formulas or ""),
    "birth_year": lambda one: str(one.course.patient.birth_date.year),
    "indication": lambda one: one.indication,
    "icd10": lambda one: one.course.order.icd10 or "",
    "procedure": lambda _one: "plasma exchange",
    "purpose": lambda _one: "therapeutic",
    "session_number": lambda one: str(one.session.number),
    "sessions_planned": lambda one: str(one.course.order.sessions_planned or ""),
    "date": _day,
    "device": _device,
    "device_kind": _kind_of_device,
    "access": _access,
    "anticoagulant": _anticoagulant,
    "replacement": _fluids,
    "plasma_removed_ml": lambda one: _number(one.figures.patient_plasma_removed_ml),
    "plasma_volumes": lambda one: _number(one.figures.plasma_volumes, 2),
    "duration_min": lambda one: _number(one.figures.run_minutes),
    "adverse_event": _any_event,
    "events": _events,
    "grades": _grades,
    "worst_grade": _worst,
    "relation": _relations,
    "interrupted": _interrupted,
    "stopped_early": _stopped_early,
    "actions": _actions,
    "outcomes": _outcomes,
    "later_events": _later,
}
