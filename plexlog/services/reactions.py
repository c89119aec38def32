"""Reactions: on record with the second tap, told in full afterwards, open until an outcome."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from plexlog.clinical.timing import RunTime
from plexlog.domain.entry import Entry, held_against, read_entry
from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import ActionTaken, Reaction, Reading, Session, Snapshot, StepTaken
from plexlog.domain.roles import Act
from plexlog.domain.shapes import Measured
from plexlog.domain.words import Outcome, ReactionKind
from plexlog.services.keys import new_key, next_id
from plexlog.services.line_removal import follow_removal
from plexlog.services.observed import observed_at, stamped
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs
from plexlog.services.recording import STOOD_BY
from plexlog.services.run_records import ids_of

VITALS = (
    "systolic_mmhg",
    "diastolic_mmhg",
    "pulse_per_min",
    "spo2_percent",
    "temperature_c",
)  # what is attached to a reaction


def minutes_into_run(session: Session, onset_at: Moment) -> float | None:
    """How long the run had gone on at an onset, pauses out; None: it had not begun."""
    started = session.started_at
    if started is None or onset_at < started:
        return None
    return RunTime.of(session.pauses or (), onset_at).run_minutes(started, onset_at)


@needs(Act.SESSION)
def report_reaction(
    session: OpenSession, kind: ReactionKind, onset_at: Moment | None = None
) -> Reaction:
    """Put a reaction on record now with the last vitals; grade, actions and outcome follow."""
    view = session.view()
    now = session.desk.now()
    onset = observed_at(session, onset_at, "onset_at")
    last = last_vitals(view.session, onset)
    reaction = Reaction(
        key=new_key(),
        id=next_id(f"{view.session.id}-r", ids_of(view.course)),
        kind=kind,
        onset_at=onset,
        by=session.desk.me,
        entered_at=now,
        vitals=None if last is None else (last,),
    )
    session.desk.store.put(session.key, reaction)
    session.touch()
    return reaction


def last_vitals(session: Session, before: Moment) -> Snapshot | None:
    """The vitals of the last row with a blood pressure or pulse until then; None: there is none.

    Before the first row, those taken before the start.
    """
    rows = sorted(session.readings or (), key=lambda row: row.at, reverse=True)
    for row in rows:
        values = _vitals_of(row.values)
        if row.at <= before and ("systolic_mmhg" in values or "pulse_per_min" in values):
            return Snapshot(at=row.at, values=bare(values))
    values = _vitals_of(session.before or {})
    times = [one.taken_at for one in values.values() if one.taken_at is not None]
    return Snapshot(at=max(times), values=bare(values)) if times and max(times) <= before else None


def bare(values: Mapping[str, Measured]) -> dict[str, Measured]:
    """The numbers alone: how each was typed and judged stands with its row."""
    return {code: Measured(value=one.value) for code, one in values.items()}


def _vitals_of(values: Mapping[str, Measured]) -> dict[str, Measured]:
    return {code: values[code] for code in VITALS if code in values}


@needs(Act.SESSION)
def take_vitals(
    session: OpenSession,
    reaction: Reaction,
    texts: Mapping[str, str],
    sure_of: Collection[str] = (),
) -> tuple[Entry, ...]:
    """Keep vitals taken for a reaction: as a row of the run, and attached as they stood.

    What is refused, or has to be asked first, comes back and nothing is kept. After the end there
    is no row any more; they stand with the reaction alone.
    """
    entries = _read(session, texts)
    problems = tuple(
        one
        for one in entries.values()
        if one.is_refused or (one.severity is Severity.ASK and one.code not in sure_of)
    )
    values = {
        code: _measured(session, entry)
        for code, entry in entries.items()
        if entry.value is not None
    }
    if problems or not values:
        return problems
    if session.is_from_paper:
        raise RefusedError([Refusal("vitals", "enter them as a row of the run, with its time")])
    now = session.desk.now()
    store = session.desk.store
    taken = Snapshot(at=now, values=bare(values))
    with session.writing():
        if session.view().is_running:
            row = Reading(key=new_key(), at=now, by=session.desk.me, entered_at=now)
            store.put(session.key, row)
            for code, measured in values.items():
                store.put_value(session.key, Place.READING, code, measured, row.key)
        store.put(session.key, replace(reaction, vitals=(*(reaction.vitals or ()), taken)))
    session.touch()
    return ()


def _read(session: OpenSession, texts: Mapping[str, str]) -> dict[str, Entry]:
    """What was typed, each value held against the others."""
    entries: dict[str, Entry] = {}
    values: dict[str, Measured] = {}
    for code, text in texts.items():
        if text.strip():
            entry = held_against(read_entry(session.desk.catalogue[code], text), values)
            entries[code] = entry
            if entry.value is not None:
                values[code] = Measured(value=entry.value)
    return entries


def _measured(session: OpenSession, entry: Entry) -> Measured:
    assert entry.value is not None  # noqa: S101 - only read entries come here
    return Measured(
        value=entry.value,
        by=session.desk.me,
        typed=entry.text.strip(),
        entered_at=session.desk.now(),
        flag=entry.severity,
        answered=STOOD_BY if entry.severity is Severity.ASK else "",
    )


@needs(Act.SESSION)
def tell_reaction(session: OpenSession, reaction: Reaction) -> Reaction:
    """Keep what is now known of a reaction; the line that was removed for it is removed with it.

    Raises RefusedError where the record of the access contradicts that.
    """
    with session.writing():
        follow_removal(session, reaction)
        session.desk.store.put(session.key, reaction)
    session.touch()
    return reaction


def tick_step(session: OpenSession, reaction: Reaction, step: str, *, is_done: bool) -> Reaction:
    """Note that a step of the card was done, with its time; or take that back.

    Raises RefusedError from paper, where no step has a time.
    """
    if session.is_from_paper:
        raise RefusedError([Refusal("steps", "from paper, tell it as an action or in the note")])
    others = tuple(one for one in reaction.steps or () if one.step != step)
    done = (StepTaken(step=step, at=session.desk.now(), by=session.desk.me),) if is_done else ()
    return tell_reaction(session, replace(reaction, steps=(*others, *done)))


def tick_action(
    session: OpenSession, reaction: Reaction, action: str, *, is_done: bool, detail: str = ""
) -> Reaction:
    """Note that something was done about a reaction, with its time; or take that back."""
    others = tuple(one for one in reaction.actions or () if one.action != action)
    done: Iterable[ActionTaken] = ()
    if is_done:
        done = (ActionTaken(action=action, at=stamped(session), detail=detail.strip() or None),)
    return tell_reaction(session, replace(reaction, actions=(*others, *done)))


def end_reaction(
    session: OpenSession, reaction: Reaction, outcome: Outcome, at: Moment | None = None
) -> Reaction:
    """Give a reaction its outcome."""
    ended_at = at or stamped(session)
    return tell_reaction(session, replace(reaction, outcome=outcome, outcome_at=ended_at))


def open_reactions(session: OpenSession) -> tuple[Reaction, ...]:
    """Reactions without an outcome."""
    return tuple(one for one in session.view().session.reactions or () if one.outcome is None)
