"""The time and aim of a run: vitals left out, the plan changed, symptoms asked for.

What was planned before stays on record beside what is planned since, who ordered it and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from plexlog.clinical.figures.vitals import OFFERED_WAITS, VitalsProgramme
from plexlog.clinical.plans import planned_plasma_volumes
from plexlog.domain.errors import Refusal, RefusedError, UnreadableError
from plexlog.domain.fields import read_number
from plexlog.domain.moments import Moment
from plexlog.domain.records import Plan, PlanChange, SymptomNoted, VitalsSkip
from plexlog.domain.words_run import Symptom
from plexlog.services.observed import observed_at, read_observed
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.recording import refuse_outside_run, set_facts

PROGRAMMES = tuple(str(one) for one in OFFERED_WAITS)  # another is set in the order


def skip_vitals(session: OpenSession, reason: str) -> None:
    """Say why the vitals that are due are left out; the next wait begins now."""
    view = session.clock_moved()
    due = view.running.vitals
    if due is None or not view.is_running:
        raise RefusedError([Refusal("vitals", "no vitals are due")])
    if due.due_at > view.now:
        words = f"vitals are not due before {due.due_at.clock}"
        raise RefusedError([Refusal("vitals", words)])
    if not reason.strip():
        raise RefusedError([Refusal("reason", "needs a reason in a few words")])
    skip = VitalsSkip(
        due_at=due.due_at, at=session.desk.now(), reason=reason.strip(), by=session.desk.me
    )
    before = view.session.vitals_skips or ()
    set_facts(session, {"vitals_skips": (*before, skip)})


def target_now(view: SessionView) -> Decimal | None:
    """Plasma volumes as they are planned now."""
    return planned_plasma_volumes(view.course, view.session)


def programme_now(view: SessionView) -> tuple[Decimal, ...]:
    """Minutes between vitals as they are planned now."""
    programme = VitalsProgramme.of(view.course, view.session)
    waits = programme.changed[-1].waits if programme.changed else programme.base
    return tuple(Decimal(f"{wait:g}") for wait in waits)


def change_plan(session: OpenSession, texts: Mapping[str, str]) -> PlanChange:
    """Change target or programme of vitals in the run, from what was typed.

    `texts` has `plasma_volumes`, `vitals_every_min`, `ordered_by`, `at` and `reason`; what is
    blank of the first two stays as it is. Raises RefusedError, which names what is wrong.
    """
    view = session.view()
    volumes, every, wrong = _typed(texts)
    target, programme = target_now(view), programme_now(view)
    if volumes == target:
        volumes = None
    if every is not None and (every,) == programme:
        every = None
    if not wrong and volumes is None and every is None:
        wrong.append(Refusal("", "nothing is changed by this: enter a new target or programme"))
    if volumes is not None and not texts["ordered_by"].strip():
        wrong.append(Refusal("ordered_by", "needs the name of who ordered it"))
    if not texts["reason"].strip():
        wrong.append(Refusal("reason", "needs a reason in a few words"))
    if wrong:
        raise RefusedError(wrong)
    now = session.desk.now()
    at = _ordered_at(session, texts["at"])
    change = PlanChange(
        at=at,
        plasma_volumes_before=None if volumes is None else target,
        plasma_volumes=volumes,
        vitals_programme_before_min=None if every is None else programme,
        vitals_programme_min=None if every is None else (every,),
        ordered_by=texts["ordered_by"].strip() or None,
        reason=texts["reason"].strip(),
        by=session.desk.me,
        entered_at=now,
    )
    _keep(session, change)
    return change


def _typed(texts: Mapping[str, str]) -> tuple[Decimal | None, Decimal | None, list[Refusal]]:
    read: dict[str, Decimal | None] = {}
    wrong = []
    bounds = {
        "plasma_volumes": (Decimal("0.2"), Decimal(4)),
        "vitals_every_min": (Decimal(1), Decimal(1440)),
    }
    for key, (low, high) in bounds.items():
        text = texts[key].strip()
        read[key] = None
        if not text:
            continue
        try:
            value = read_number(text)
        except UnreadableError as unreadable:
            wrong.append(Refusal(key, str(unreadable)))
            continue
        if low <= value <= high:
            read[key] = value
        else:
            wrong.append(Refusal(key, f"possible {low} to {high}"))
    return read["plasma_volumes"], read["vitals_every_min"], wrong


def _ordered_at(session: OpenSession, text: str) -> Moment:
    try:
        at = observed_at(session, read_observed(session, text) if text.strip() else None)
    except UnreadableError as unreadable:
        raise RefusedError([Refusal("at", str(unreadable))]) from None
    refuse_outside_run(session, at)
    return at


def _keep(session: OpenSession, change: PlanChange) -> None:
    now = session.view().session
    plan = now.plan or Plan()
    changed = replace(
        plan,
        plasma_volumes=change.plasma_volumes or plan.plasma_volumes,
        vitals_programme_min=change.vitals_programme_min or plan.vitals_programme_min,
        reason=plan.reason or change.reason,
        by=plan.by or session.desk.me,
    )
    changes = (*(now.plan_changes or ()), change)
    set_facts(session, {"plan": changed, "plan_changes": changes})


def note_symptom(session: OpenSession, symptom: Symptom) -> SymptomNoted:
    """Put on record what the patient tells, or that there is none."""
    view = session.view()
    if not view.is_running:
        raise RefusedError([Refusal("symptoms", "no run is under way")])
    if session.is_from_paper:
        raise RefusedError([Refusal("symptoms", "from paper, enter them in the row or a note")])
    noted = SymptomNoted(symptom=symptom.value, at=session.desk.now(), by=session.desk.me)
    before = view.session.symptoms_noted or ()
    if before and before[-1] == noted:
        return noted  # a second tap in haste
    set_facts(session, {"symptoms_noted": (*before, noted)})
    return noted
