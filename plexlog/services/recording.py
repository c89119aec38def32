"""Recording a session: each verb checks, keeps at once, and says what became of it.

Nothing here waits for a Save. A refused text is never recorded; an unlikely value is recorded only
after the person stood by it, and the record keeps that it was asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plexlog.clinical.rules.refusing import identity_misfits
from plexlog.domain.entry import Entry, held_against, read_entry
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    ChecklistAnswer,
    Close,
    Identifier,
    IdentityCheck,
    Lock,
    Override,
    Pause,
    Reading,
)
from plexlog.domain.roles import Act
from plexlog.domain.shapes import Measured, Record, Values
from plexlog.domain.steps import IDENTIFIERS_NEEDED
from plexlog.domain.wording import listed, words_of
from plexlog.domain.words import Answer
from plexlog.services.entry_checks import doubted, with_slip
from plexlog.services.keys import new_key
from plexlog.services.neighbours import still_running
from plexlog.services.observed import observed_at, stamped
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.permission import needs
from plexlog.services.unit_slips import OF_THE_BODY, with_unit_slip

IDENTITY = "identity_check"
ALLERGIES = "allergies-checked"
STOOD_BY = "asked; confirmed as right"
OWN_IDENTIFIERS = frozenset({"record-number", "birth-date", "family-name", "given-name"})
RUN_LISTS = ("readings", "bags", "saline_boluses", "drugs_given", "pauses", "reactions")


@needs(Act.SESSION)
def enter_value(
    session: OpenSession, place: Place, code: str, text: str, *, is_sure: bool = False
) -> Entry:
    """Record what was typed into a field of the session; blank takes the value back.

    An unlikely value comes back as ASK and is recorded only when `is_sure`.
    """
    declared = session.desk.catalogue[code]
    entry = held_against(read_entry(declared, text), _values(session, place))
    if place in (Place.BEFORE, Place.AFTER) and code in OF_THE_BODY:
        entry = with_unit_slip(entry, session)
    else:
        entry = with_slip(declared, entry)
    if entry.is_refused or (entry.severity is Severity.ASK and not is_sure):
        return entry
    _put(session, place, entry, reading_key="")
    return entry


@needs(Act.SESSION)
def begin_row(session: OpenSession, at: Moment) -> Reading:
    """Open the next row of the run; it is on file at once and counts when it is kept.

    Raises RefusedError beside a row that is open, and for a time outside the run.
    """
    open_row = session.view().open_row
    if open_row is not None:
        raise RefusedError([Refusal("at", f"the row of {open_row.at.clock} is still open")])
    refuse_outside_run(session, at)
    row = Reading(key=new_key(), at=at, by=session.desk.me, is_open=True)
    session.desk.store.put(session.key, row)
    session.took_row(row)
    return row


@needs(Act.SESSION)
def enter_cell(
    session: OpenSession, row: Reading, code: str, text: str, *, is_sure: bool = False
) -> Entry:
    """Record one cell of an open row; as `enter_value`.

    What does not fit the run so far is asked about as an unlikely value is.
    """
    view = session.view()
    open_row = view.open_row
    is_open = open_row is not None and open_row.key == row.key
    others = open_row.values if open_row is not None and is_open else {}
    declared = session.desk.catalogue[code]
    entry = with_slip(declared, held_against(read_entry(declared, text), others))
    entry = doubted(view, open_row if open_row is not None and is_open else row, others, entry)
    if entry.is_refused or (entry.severity is Severity.ASK and not is_sure):
        return entry
    _put(session, Place.READING, entry, reading_key=row.key)
    return entry


@needs(Act.SESSION)
def move_row(session: OpenSession, row: Reading, at: Moment) -> Reading:
    """Set the time of a row. Raises RefusedError for a time outside the run."""
    refuse_outside_run(session, at)
    moved = replace(row, at=at, values={})
    session.desk.store.put(session.key, moved)
    session.took_row(moved)
    return moved


def refuse_outside_run(session: OpenSession, at: Moment) -> None:
    """Refuse a row's time before the start or after the end. Raises RefusedError.

    A start or end that nobody has told yet bounds nothing.
    """
    now = session.view().session
    observed_at(session, at)
    if now.started_at is not None and at < now.started_at:
        words = f"{at.clock} lies before the start at {now.started_at.clock}"
        raise RefusedError([Refusal("at", words)])
    if now.ended_at is not None and at > now.ended_at:
        words = f"{at.clock} lies after the end at {now.ended_at.clock}"
        raise RefusedError([Refusal("at", words)])


@needs(Act.SESSION)
def keep_row(session: OpenSession, row: Reading) -> None:
    """Keep an open row: from now on it counts."""
    kept = replace(row, entered_at=session.desk.now(), is_open=False)
    session.desk.store.put(session.key, kept)
    session.took_row(kept)


def _put(session: OpenSession, place: Place, entry: Entry, *, reading_key: str) -> None:
    desk = session.desk
    measured = None
    if entry.value is not None:
        now = desk.now()
        measured = Measured(
            value=entry.value,
            taken_at=_taken_at(session, place, entry.code, now),
            by=desk.me,
            typed=entry.text.strip(),
            entered_at=now,
            flag=entry.severity,
            answered=STOOD_BY if entry.severity is Severity.ASK else "",
        )
    kept = desk.store.put_value(session.key, place, entry.code, measured, reading_key)
    session.took_value(place, entry.code, kept, reading_key)


def _values(session: OpenSession, place: Place) -> Values:
    """What is recorded before the start or after the end."""
    now = session.view().session
    after = now.close.after if now.close is not None else None
    return {Place.BEFORE: now.before, Place.AFTER: after}.get(place) or {}


def _measured(session: OpenSession, place: Place, code: str) -> Measured | None:
    """What is recorded of a quantity before the start or after the end."""
    return _values(session, place).get(code)


def _taken_at(session: OpenSession, place: Place, code: str, now: Moment) -> Moment | None:
    """When a value was taken: now at the bedside; of a sample only what somebody says.

    A corrected value was still taken at the time that somebody gave it.
    """
    if place not in (Place.BEFORE, Place.AFTER):
        return None
    if session.is_from_paper:
        now = _end_of_run(session, place) or now
    at_once = None if session.desk.catalogue[code].is_sampled else now
    before = _measured(session, place, code)
    if before is None or before.taken_at == before.entered_at:
        return at_once
    return before.taken_at


def _end_of_run(session: OpenSession, place: Place) -> Moment | None:
    """On a sheet what is measured at an end of the run stands at that end, until told."""
    now = session.view().session
    return now.started_at if place is Place.BEFORE else now.ended_at


@needs(Act.SESSION)
def set_taken_at(session: OpenSession, place: Place, code: str, moment: Moment) -> None:
    """Say when a value was taken. Raises RefusedError where no value is recorded."""
    measured = _measured(session, place, code)
    if measured is None:
        raise RefusedError([Refusal(code, "needs its value first")])
    changed = replace(measured, taken_at=moment)
    kept = session.desk.store.put_value(session.key, place, code, changed, "")
    session.took_value(place, code, kept)


@needs(Act.SESSION)
def set_facts(session: OpenSession, changes: Mapping[str, Any]) -> None:
    """Set attributes of the session or its close, such as the machine or why the run ended."""
    session.desk.store.set_session(session.key, changes)
    session.touch()


@needs(Act.SESSION)
def put_part(session: OpenSession, part: Record) -> str:
    """Keep a bag, drug, bolus, reaction or lock, new or changed; returns its key."""
    made = part if part.key else replace(part, key=new_key())
    key = session.desk.store.put(session.key, made)
    session.touch()
    return key


@needs(Act.SESSION)
def withdraw_part(session: OpenSession, part: Record, why: str) -> None:
    """Take a part back with the reason; it stays on file."""
    session.desk.store.withdraw(session.key, part, why)
    session.touch()


def keep_lock(session: OpenSession, lock: Lock) -> None:
    """Record what a lumen was locked with; a second time changes the first."""
    close = session.view().session.close or Close()
    before = next((one for one in close.locks or () if one.lumen == lock.lumen), None)
    key = new_key() if before is None else before.key
    at = lock.at or stamped(session)
    now = session.desk.now()
    put_part(session, replace(lock, key=key, at=at, by=session.desk.me, entered_at=now))


def check_identity(session: OpenSession, given: Mapping[str, str]) -> None:
    """Record the identifiers that were read off the patient. Raises RefusedError on a mismatch."""
    view = session.view()
    check = IdentityCheck(
        identifiers=tuple(Identifier(kind=kind, value=text) for kind, text in given.items()),
        by=session.desk.me,
        at=stamped(session),
    )
    patient = view.course.patient
    known = OWN_IDENTIFIERS | {other.kind for other in patient.other_identifiers or ()}
    wrong = [
        Refusal(kind, "was not read" if kind in known else "is not on record; read another one")
        for kind, text in given.items()
        if kind not in known or not text.strip()
    ]
    checked = replace(view.session, identity_check=check)
    wrong += [
        Refusal(misfit.subject, misfit.reason) for misfit in identity_misfits(patient, checked)
    ]
    if wrong:
        raise RefusedError(wrong)
    set_facts(session, {"identity_check": check})


def answer_item(session: OpenSession, item: str, answer: Answer, reason: str = "") -> None:
    """Answer an item of the checklist; what is not done or not applicable needs its reason."""
    if answer is not Answer.DONE and not reason.strip():
        raise RefusedError([Refusal(item, "needs a reason in a few words")])
    view = session.view()
    _refuse_unless_compared(view, item, answer)
    _refuse_unless_asked(view, item, answer)
    given = {one.item: one for one in view.session.checklist or ()}
    before = given.get(item)
    put_part(
        session,
        ChecklistAnswer(
            key=before.key if before is not None else new_key(),
            item=item,
            answer=answer,
            reason=reason.strip() or None,
            by=session.desk.me,
            at=stamped(session),
            list_version=session.desk.knowledge.checklist_version,
        ),
    )


def take_back_answer(session: OpenSession, item: str) -> None:
    """Take the answer to an item back; it stays on file. Raises RefusedError where none is."""
    given = next((one for one in session.view().session.checklist or () if one.item == item), None)
    if given is None:
        raise RefusedError([Refusal(item, "has no answer that could be taken back")])
    withdraw_part(session, given, "answer taken back")


def _refuse_unless_compared(view: SessionView, item: str, answer: Answer) -> None:
    """That two identifiers match is done only when two were compared."""
    asked = next((one for one in view.checklist if one.code == item), None)
    if answer is not Answer.DONE or asked is None or IDENTITY not in asked.answered_by:
        return
    check = view.session.identity_check
    compared = [] if check is None else [words_of(one.kind) for one in check.identifiers]
    if len(set(compared)) < IDENTIFIERS_NEEDED:
        named = listed(compared) or "none"
        reason = f"compared so far: {named}. Read two, or answer Not done and say why"
        raise RefusedError([Refusal(item, reason)])


def _refuse_unless_asked(view: SessionView, item: str, answer: Answer) -> None:
    """That allergies were asked is done only when the record says what was answered."""
    if answer is Answer.DONE and item == ALLERGIES and view.course.patient.allergies is None:
        reason = (
            "the record says that nobody asked. Write down what the patient answers, none or "
            "which, under Patients, Correct; or answer Not done and say why"
        )
        raise RefusedError([Refusal(item, reason)])


@needs(Act.SESSION)
def answer_finding(
    session: OpenSession, code: str, reason: str, *, subject: str = "", needs_reason: bool = True
) -> None:
    """Answer a finding by name and reason; it stays, and both reports print it as overridden.

    `subject` names what it is about, where each subject has a finding of its own.
    """
    if needs_reason and not reason.strip():
        raise RefusedError([Refusal(code, "needs a reason in a few words")])
    desk = session.desk
    override = Override(
        key=new_key(),
        finding=code,
        reason=reason.strip() or "seen; going on",
        by=desk.me,
        at=desk.now(),
        session_id=session.view().session.id,
        subject_id=subject or None,
    )
    desk.store.add_override(session.course_key, override)
    session.touch_course()


@needs(Act.SESSION)
def start_run(session: OpenSession) -> None:
    """Start the exchange. From now on every list of the run is kept: empty means none.

    Raises RefusedError if it was started before, or while another session of the patient runs.
    """
    desk, view = session.desk, session.view()
    started_at = view.session.started_at
    if started_at is not None:
        raise RefusedError([Refusal("started_at", f"the run was started at {started_at.clock}")])
    if other := still_running(desk, view.line):
        raise RefusedError([Refusal("started_at", f"{other}; end it first")])
    with session.writing():
        desk.store.set_session(session.key, {"started_at": desk.now()})
        desk.store.open_lists(session.key, RUN_LISTS)
    session.touch()


@needs(Act.SESSION)
def end_run(session: OpenSession, at: Moment | None = None) -> None:
    """End the exchange; an open pause ends with it. Raises RefusedError if none is under way.

    From paper it ended at the time on the sheet, after all that stands on record.
    """
    _refuse_unless_running(session, "ended_at")
    desk = session.desk
    now = observed_at(session, at, "ended_at")
    if session.is_from_paper:
        refuse_before_rows(session, now)
    with session.writing():
        for pause in _open_pauses(session):
            desk.store.put(session.key, replace(pause, end=now))
        desk.store.set_session(session.key, {"ended_at": now})
    session.touch()


def pause_run(session: OpenSession, reason: str = "") -> None:
    """Note that the exchange stands still. Raises RefusedError if it does so already."""
    _refuse_unless_running(session, "pauses")
    if session.view().is_paused:
        raise RefusedError([Refusal("pauses", "the run stands still already")])
    now = observed_at(session, None, "pauses")
    put_part(session, Pause(start=now, reason=reason.strip() or None, entered_at=now))


def resume_run(session: OpenSession) -> None:
    """Note that the exchange goes on."""
    for pause in _open_pauses(session):
        put_part(session, replace(pause, end=session.desk.now()))


@needs(Act.SESSION)
def tell_whole_pause(session: OpenSession, start: Moment, end: Moment, reason: str = "") -> None:
    """Note a pause that is over, with both its times. Raises RefusedError, which names one."""
    for place, at in (("from", start), ("to", end)):
        observed_at(session, at, place)
        try:
            refuse_outside_run(session, at)
        except RefusedError as refused:
            raise RefusedError([Refusal(place, one.reason) for one in refused.refusals]) from None
    if end <= start:
        raise RefusedError([Refusal("to", f"must be later than {start.clock}")])
    for other in session.view().session.pauses or ():
        if other.end is None or (start < other.end and end > other.start):
            words = f"the run stood still from {other.start.clock} already"
            raise RefusedError([Refusal("from", words)])
    now = session.desk.now()
    put_part(session, Pause(start=start, end=end, reason=reason.strip() or None, entered_at=now))


def refuse_before_rows(session: OpenSession, at: Moment) -> None:
    """Refuse an end of the run that something on record lies after. Raises RefusedError."""
    now = session.view().session
    rows = [row.at for row in now.readings or ()]
    rows += [bag.started_at for bag in now.bags or () if bag.started_at is not None]
    rows += [pause.end or pause.start for pause in now.pauses or ()]
    if rows and at < max(rows):
        words = f"{at.clock} lies before what stands on record at {max(rows).clock}"
        raise RefusedError([Refusal("ended_at", words)])


def _refuse_unless_running(session: OpenSession, place: str) -> None:
    if not session.view().is_running:
        raise RefusedError([Refusal(place, "no run is under way")])


def _open_pauses(session: OpenSession) -> list[Pause]:
    return [pause for pause in session.view().session.pauses or () if pause.end is None]
