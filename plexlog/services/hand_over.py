"""The card on which a session is given from one to another: made from the record, signed by both.

What is not on record is said as missing. The card that was signed is kept as it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, DIASTOLIC, SYSTOLIC
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase
from plexlog.domain.records import DrugAfter, HandedOn, HandOver, HandSigned, Patient
from plexlog.domain.roles import Act, may, refusal
from plexlog.domain.shapes import Measured
from plexlog.domain.unit import StaffMember
from plexlog.services.do_now import acts, then
from plexlog.services.fluids_ahead import fluids_ahead, hung_bags
from plexlog.services.last_time import device_words, reaction_words
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.ports import Signer
from plexlog.services.recording import set_facts

NONE = "none recorded"
NOT_ASKED = "not asked"


def takers(session: OpenSession) -> tuple[StaffMember, ...]:
    """Who of the unit can take the session over from whoever is signed in, by name."""
    store = session.desk.store
    found = [one for one in store.staff() if one.key != store.me.key and _can_take(one)]
    return tuple(sorted(found, key=lambda one: one.name))


def _can_take(member: StaffMember) -> bool:
    return member.is_active and may(member, Act.SESSION)


def hand_over_card(view: SessionView) -> tuple[HandedOn, ...]:
    """What the taker has to know: the situation, what led to it, how it stands, what is next."""
    lines = (
        ("Session", _situation(view)),
        ("Removed", _removed(view)),
        ("Background", _background(view)),
        ("Allergies", _allergies(view.course.patient)),
        ("Last values", _last_values(view)),
        ("Bags", _bags(view)),
        ("Drugs given", _drugs_given(view)),
        ("To give after", "; ".join(_after(one) for one in view.session.drugs_after or ())),
        ("Reactions", _reactions(view)),
        ("Asked, not answered", _asked(view)),
        ("Now", acts(view)[0].sentence),
        ("Then", "; ".join(then(view, acts(view)))),
    )
    return tuple(HandedOn(about=about, words=words) for about, words in lines if words)


@needs(Act.SESSION)
def hand_over(
    session: OpenSession,
    taker: StaffMember,
    note: str = "",
    *,
    card: tuple[HandedOn, ...],
    signer: Signer,
) -> HandOver:
    """Keep that the session was given on, with the card that both have read; both sign it.

    The caller has made sure of both people by their passwords; `signer` signs for who takes it
    over. Raises RefusedError before the
    start and after the signature, beside a row that is being typed, and for somebody who cannot
    take it.
    """
    view = session.clock_moved()
    _refuse_unless_under_way(view)
    if taker.key == session.desk.store.me.key:
        raise RefusedError([Refusal("taker", "somebody else has to take it over")])
    if signer.public_key != taker.public_key:  # what it signs would never count
        why = "has a new password that is not on record yet: have them sign in with it once"
        raise RefusedError([Refusal("taker", why)])
    if not _can_take(taker):
        raise RefusedError([Refusal("taker", refusal(Act.SESSION))])
    handed = HandOver(
        at=session.desk.now(),
        given_by=session.desk.me,
        taken_by=taker.name,
        told=card,
        note=note.strip() or None,
    )
    people = ((session.desk.store.me, session.desk.signer), (taker, signer))
    message = handed.message(view.course.course_id, view.session.id)
    handed = replace(handed, signed=tuple(_signed(*one, message) for one in people))
    before = view.session.hand_overs or ()
    with session.writing(f"handed over to {taker.name}"):
        set_facts(session, {"hand_overs": (*before, handed)})
    return handed


def _signed(member: StaffMember, signer: Signer, message: bytes) -> HandSigned:
    return HandSigned(
        name=member.name,
        staff_key=member.key,
        public_key=signer.public_key,
        signature=signer.sign(message),
    )


def why_not_now(view: SessionView) -> str:
    """Why a session cannot be handed over at this moment; empty where it can."""
    if view.is_signed:
        return "the session is signed"
    if view.session.started_at is None:
        return "the run has not started"
    if view.open_row is not None and view.open_row.values:
        return f"the row of {view.open_row.at.clock} is not kept yet; keep it first"
    return ""


def _refuse_unless_under_way(view: SessionView) -> None:
    why = why_not_now(view)
    if why:
        raise RefusedError([Refusal("", why)])


def _situation(view: SessionView) -> str:
    planned = view.course.order.sessions_planned
    of = "" if planned is None else f" of {planned}"
    minutes = wording.elapsed(view.running.elapsed_minutes)
    parts = [f"session {view.session.number}{of}"]
    if view.session.ended_at is not None:
        parts.append(f"ended {view.session.ended_at.clock}")
    else:
        parts.append(f"{'paused' if view.is_paused else 'running'}, {minutes} h")
    if view.running.minutes_left and view.is_running:
        parts.append(f"left ~{wording.hours_minutes(view.running.minutes_left)} h")
    return ", ".join(parts)


def _removed(view: SessionView) -> str:
    running = view.running
    if running.patient_plasma_removed_ml is None:
        return wording.NOT_RECORDED
    removed = wording.millilitres(running.patient_plasma_removed_ml)
    target = wording.millilitres(running.target_ml)
    volumes = wording.with_unit(wording.plasma_volumes(running.plasma_volumes), "PV")
    balance = wording.millilitres(running.balance_ml, signed=True)
    return f"{removed} of {target} of the patient's plasma, {volumes}; balance {balance}"


def _background(view: SessionView) -> str:
    access = NONE if view.access is None else device_words(view.access)
    return f"{view.indication}; access: {access}"


def _allergies(patient: Patient) -> str:
    if patient.allergies is None:
        return NOT_ASKED
    return ", ".join(one.substance for one in patient.allergies) or NONE


def _last_values(view: SessionView) -> str:
    """The last value of every quantity, by the time of its row, the newest row first."""
    rows = sorted(view.session.readings or (), key=lambda one: one.at.instant, reverse=True)
    told: set[str] = set()
    parts = []
    for row in rows:
        values = {code: one for code, one in row.values.items() if code not in told}
        told |= set(values)
        if values:
            parts.append(f"{row.at.clock}: {', '.join(_of_row(values))}")
    return "; ".join(parts) or NONE


def _of_row(values: dict[str, Measured]) -> Iterator[str]:
    if SYSTOLIC.code in values or DIASTOLIC.code in values:
        pair = values.pop(SYSTOLIC.code, None), values.pop(DIASTOLIC.code, None)
        yield wording.with_unit(wording.pressure(*pair), SYSTOLIC.shown_unit)
    for code, measured in values.items():
        label = wording.spoken(CATALOGUE[code].label)
        yield f"{label} {wording.quantity_with_unit(CATALOGUE[code], measured)}"


def _bags(view: SessionView) -> str:
    hung = hung_bags(view.session)
    if not hung:
        return NONE
    last = hung[-1]
    source = last.din or last.lot
    told = f"{wording.counted(len(hung), 'bag')}, last {last.fluid.label}"
    told += f" {source}" if source else ""
    ahead = fluids_ahead(view)
    if ahead.left_ml is not None:
        told += f", {wording.millilitres(max(ahead.left_ml, 0.0))} left"
    if ahead.next_label and not ahead.is_enough:
        told += f"; next {ahead.next_label}"
    return told


def _drugs_given(view: SessionView) -> str:
    given = [f"{one.at.clock} {one.drug}, {one.dose}" for one in view.session.drugs_given or ()]
    boluses = [
        f"{one.at.clock} saline bolus {wording.with_unit(wording.plain(one.volume_ml), 'mL')}"
        for one in view.session.saline_boluses or ()
    ]
    return "; ".join([*given, *boluses]) or NONE


def _after(drug: DrugAfter) -> str:
    dose = f" {drug.dose}" if drug.dose else ""
    held = f", not before {wording.moment(drug.hold_until)}" if drug.hold_until else ""
    due = f", next dose {wording.moment(drug.next_dose_at)}" if drug.next_dose_at else ""
    return f"{drug.drug}{dose}{held}{due}"


def _reactions(view: SessionView) -> str:
    return "; ".join(_told(view)) or NONE


def _told(view: SessionView) -> Iterator[str]:
    for one in view.session.reactions or ():
        state = "OPEN" if one.outcome is None else one.outcome.label
        yield f"{one.onset_at.clock} {reaction_words(one)}: {state}"


def _asked(view: SessionView) -> str:
    phases = (Phase.BEFORE, Phase.RUN)
    return "; ".join(
        one.what for one in view.findings(*phases) if one.is_open and one.severity >= Severity.ASK
    )
