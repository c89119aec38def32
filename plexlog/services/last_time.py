"""What earlier sessions recorded: shown beside today's values and offered, never just copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from operator import itemgetter
from typing import Any

from plexlog.domain import wording
from plexlog.domain.catalogue import CATALOGUE, HEIGHT, HEMATOCRIT, INLET_FLOW, WEIGHT
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.records import AccessDevice, CircuitSet, Course, Reaction, Session
from plexlog.domain.shapes import Measured
from plexlog.domain.steps import Step
from plexlog.services import recording
from plexlog.services.open_session import OpenSession, SessionView

SLIPS = {
    WEIGHT.code: (Decimal("2.2046"), 1 / Decimal("2.2046"), Decimal(10), Decimal("0.1")),
    HEIGHT.code: (1 / Decimal("2.54"),),
    HEMATOCRIT.code: (),
}  # typed over meant: pounds, a digit, inches; other slips are not possible values
ACCESS_NOW = "access "  # before the id of an access that is in place
SLIP_FIT = Decimal("0.1")  # how near the last weight what was meant must lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing that the last session offers to this one."""

    key: str
    what: str
    detail: str
    steps: tuple[Step, ...]  # where it is offered


def last_measured(view: SessionView, code: str) -> Measured | None:
    """The latest value of a quantity before this session, with its time.

    One that was amended after it was signed is what it should be.
    """
    return _last(view, view.known, code)


def was_amended(view: SessionView, code: str) -> bool:
    """Whether the latest value of a quantity is not the one that was signed."""
    return last_measured(view, code) != _last(view, view.course, code)


def _last(view: SessionView, course: Course, code: str) -> Measured | None:
    values = _earlier_values(view, course, code)
    timed = [(one.taken_at, one) for one in values if one.taken_at is not None]
    return max(timed, key=itemgetter(0))[1] if timed else None


def _earlier_values(view: SessionView, course: Course, code: str) -> Iterator[Measured]:
    own = view.session
    for session in course.sessions or ():
        if session.number < own.number:
            after = session.close.after if session.close is not None else None
            for values in (session.before, after):
                if code in (values or {}):
                    yield (values or {})[code]
    for result in view.course.lab_results or ():
        if result.quantity == code and result.session_id != own.id and result.taken_at < view.now:
            yield Measured(value=result.value, taken_at=result.taken_at)


def reaction_words(reaction: Reaction) -> str:
    """A reaction with its grade."""
    grade = "" if reaction.grade is None else f", grade {reaction.grade.value}"
    return f"{reaction.kind.label}{grade}"


def helped_words(reaction: Reaction) -> str:
    """What was done about a reaction, in the order in which it was done."""
    done = [
        " ".join(part for part in (wording.words_of(taken.action), taken.detail or "") if part)
        for taken in reaction.actions or ()
    ]
    return "; ".join(done)


def offers(view: SessionView) -> tuple[Offer, ...]:
    """What the last session offers, as long as this one has not got it.

    And where the access that it would use is out, each that is in place.
    """
    last = view.previous
    if last is None:
        return tuple(_in_place(view))
    return tuple(
        offer
        for offer in (
            _access_offer(view, last),
            *_in_place(view),
            _machine_offer(view, last),
            _set_offer(view, last),
            *_note_offers(view, last),
            *(offer for offer, _line in _practice(view, last)),
        )
        if offer is not None
    )


def device_words(device: AccessDevice) -> str:
    """An access in words, such as `right internal jugular, non-tunnelled catheter`."""
    place = " ".join(
        part
        for part in (
            "" if device.side is None else device.side.label,
            "" if device.site is None else wording.words_of(device.site),
        )
        if part
    )
    return ", ".join(part for part in (place, device.kind.label) if part)


def _access_offer(view: SessionView, last: Session) -> Offer | None:
    used = view.course.access_of(last)
    if used is None or used.removed_on is not None or view.access == used:
        return None
    lumens = len(used.lumens or ())
    return Offer(
        key="access",
        what=wording.sentence(device_words(used)),
        detail=wording.counted(lumens, "lumen") if lumens else "the access of last time",
        steps=(Step.IDENTIFY, Step.ASSESS),
    )


def _in_place(view: SessionView) -> Iterator[Offer]:
    """What else is in place, where the access of the session was removed before it."""
    used = None if view.previous is None else view.course.access_of(view.previous)
    if view.is_signed or view.course.access_gone(view.session) is None:
        return
    for device in view.course.access_devices or ():
        if device.removed_on is None and device != used:
            since = wording.day(device.inserted_on)
            yield Offer(
                key=f"{ACCESS_NOW}{device.id}",
                what=wording.sentence(device_words(device)),
                detail="in place" if device.inserted_on is None else f"in place since {since}",
                steps=(Step.IDENTIFY, Step.ASSESS),
            )


def _machine_offer(view: SessionView, last: Session) -> Offer | None:
    if last.machine is None or view.session.machine is not None:
        return None
    serial = last.machine.serial
    return Offer(
        key="machine",
        what=last.machine.model,
        detail=last.machine.kind.label if serial is None else f"serial {serial}",
        steps=(Step.PLAN,),
    )


def _set_offer(view: SessionView, last: Session) -> Offer | None:
    used = last.circuit_set
    if used is None or used.name is None or view.session.circuit_set is not None:
        return None
    volume = used.extracorporeal_volume_ml
    words = "lot and expiry are read anew"
    held = "" if volume is None else f"{wording.millilitres(volume)}; "
    return Offer(key="set", what=used.name, detail=f"{held}{words}", steps=(Step.PLAN,))


def _note_offers(view: SessionView, last: Session) -> Iterator[Offer]:
    """What helped last time; used, it becomes a line of this session's note."""
    for place, reaction in enumerate(last.reactions or ()):
        helped = helped_words(reaction)
        if helped and _note_line(last, helped, reaction) not in (view.session.note or ""):
            yield Offer(
                key=f"helped-{place}",
                what=wording.sentence(helped),
                detail=f"after {reaction_words(reaction)}",
                steps=(Step.IDENTIFY, Step.ASSESS, Step.PLAN),
            )


def _note_line(last: Session, helped: str, reaction: Reaction) -> str:
    return f"As in session {last.number}: {helped} after {reaction_words(reaction)}"


def _practice(view: SessionView, last: Session) -> Iterator[tuple[Offer, str]]:
    """How it was done last time, each with the line of the note that it becomes when used.

    Nothing of it is recorded as given or set: what is done today is entered when it is done.
    """
    steps = (Step.ASSESS, Step.PLAN)
    told = (
        ("premedication", "Before the start", _premedication(last)),
        ("calcium", "Calcium", _calcium(last)),
        ("inlet", "Inlet", _inlet(last)),
    )
    for key, what, detail in told:
        line = f"As in session {last.number}: {wording.spoken(what)} {detail}"
        if detail and line not in (view.session.note or ""):
            yield Offer(key=key, what=what, detail=detail, steps=steps), line


def _premedication(last: Session) -> str:
    start = last.started_at
    given = [one for one in last.drugs_given or () if start is not None and one.at <= start]
    return ", ".join(f"{one.drug} {one.dose}" for one in given)


def _calcium(last: Session) -> str:
    start = last.started_at
    return ", ".join(
        f"{one.drug} {one.dose} at {wording.hours_minutes(60 * one.at.hours_since(start))}"
        for one in last.drugs_given or ()
        if start is not None and one.at > start and "calcium" in one.drug.casefold()
    )


def _inlet(last: Session) -> str:
    """The flow of the last reading that names one."""
    for reading in reversed(last.readings or ()):
        flow = reading.values.get(INLET_FLOW.code)
        if flow is not None:
            return wording.quantity_with_unit(INLET_FLOW, flow)
    return ""


def take_offer(session: OpenSession, key: str) -> None:
    """Use what the last session offers. Raises RefusedError for what it does not offer."""
    view = session.view()
    if key not in {offer.key for offer in offers(view)}:
        raise RefusedError([Refusal(key, "is not offered by the last session")])
    recording.set_facts(session, _taken_over(view, key))


def _taken_over(view: SessionView, key: str) -> dict[str, Any]:
    if key.startswith(ACCESS_NOW):
        return {"access_device_id": key.removeprefix(ACCESS_NOW)}
    last = view.previous
    assert last is not None  # noqa: S101 - whatever else is offered is of the last session
    if key == "access":
        device = view.course.access_of(last)
        return {"access_device_id": None if device is None else device.id}
    if key == "machine":
        used = last.machine  # what was done on the day is told anew
        return {"machine": used and replace(used, cleaned_on=None, alarms_tested_on=None)}
    if key == "set":
        used_set = last.circuit_set or CircuitSet()
        return {"circuit_set": replace(used_set, lot=None, expires_on=None)}
    line = {offer.key: line for offer, line in _practice(view, last)}.get(key, "")
    if not line:
        reaction = (last.reactions or ())[int(key.removeprefix("helped-"))]
        line = _note_line(last, helped_words(reaction), reaction)
    before = view.session.note
    return {"note": line if before is None else f"{before}\n{line}"}


def likely_value(view: SessionView, code: str) -> Decimal | None:
    """What was probably meant: another unit or ten-fold, as near the last value; None: no slip."""
    measured = (view.session.before or {}).get(code)
    last = last_known(view, code)
    if measured is None or not last:
        return None
    for factor in SLIPS[code]:
        meant = measured.value / factor
        if abs(meant / last - 1) <= SLIP_FIT:
            step = Decimal(1).scaleb(-CATALOGUE[code].decimals)
            return meant.quantize(step, ROUND_HALF_UP)
    return None


def last_known(view: SessionView, code: str) -> Decimal | None:
    """The last value of a quantity; of the height, that of the patient's record."""
    height = view.course.patient.height_cm
    if code == HEIGHT.code and height is not None:
        return height
    last = last_measured(view, code)
    return None if last is None else last.value
