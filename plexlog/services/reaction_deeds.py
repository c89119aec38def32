"""What was done about a reaction, and where else it stands: each deed is recorded once.

A bolus, a drug, a pause or the end of the run is a part of the session like any other, so that
the balance counts it once; the reaction names it and says when.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.findings import Finding
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    ActionTaken,
    DrugGiven,
    Pause,
    Reaction,
    Session,
)
from plexlog.domain.words import EndReason, ProcedureEffect, Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import recording, run_records
from plexlog.services.deed_parts import Part, millilitres, names, parts_of
from plexlog.services.given_questions import bolus_questions, drug_questions
from plexlog.services.observed import observed_at
from plexlog.services.open_session import OpenSession
from plexlog.services.reactions import tell_reaction, tick_action
from plexlog.services.run_records import NO_ANSWERS, Answers

_EFFECT = {
    RecordedAs.PAUSE: ProcedureEffect.PAUSED,
    RecordedAs.END: ProcedureEffect.STOPPED,
}
# Whoever sees a reaction stops the pump first and tells it when the hands are free again. A pause
# that began longer before its onset is likely to be for something else.
PUMP_FIRST = timedelta(minutes=5)
_WHEN = "given_at"
_PLACES = {RecordedAs.END: "ended_at"}  # where its time is typed, if not there


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What is to be recorded with an action; what is not told stays out."""

    action: str
    recorded_as: RecordedAs
    at: Moment | None = None
    volume_ml: Decimal | None = None
    drug: str = ""
    dose: str = ""
    route: Route | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """A part of the session that an action may mean."""

    at: Moment
    words: str


def kind_of(session: OpenSession, action: str) -> RecordedAs | None:
    """As what an action is recorded beside the reaction; None: only with it."""
    known = session.desk.knowledge.actions.get(action)
    return RecordedAs(known.recorded_as) if known is not None and known.recorded_as else None


def on_record(session: OpenSession, reaction: Reaction, kind: RecordedAs) -> tuple[OnRecord, ...]:
    """Parts of a kind since the onset that no action of this reaction names yet.

    A pause may have begun just before it, see `is_pause_of`.
    """
    now = session.view().session
    pauses = (now.pauses or ()) if kind is RecordedAs.PAUSE else ()
    just_before = {one.start for one in pauses if is_pause_of(one, reaction)}
    named = {one.at for one in reaction.actions or () if one.recorded_as is kind}
    return tuple(
        part
        for part in _parts(now, kind)
        if (part.at >= reaction.onset_at or part.at in just_before) and part.at not in named
    )


def is_pause_of(pause: Pause, reaction: Reaction) -> bool:
    """Whether a pause may be for a reaction: it began with the onset or later.

    An open one without a reason may have begun up to five minutes before.
    """
    is_unexplained = pause.end is None and pause.reason is None
    lead = PUMP_FIRST if is_unexplained else timedelta()
    return pause.start >= reaction.onset_at + -lead


def _parts(session: Session, kind: RecordedAs) -> tuple[OnRecord, ...]:
    of_kind = {
        RecordedAs.SALINE_BOLUS: [
            OnRecord(at=one.at, words=millilitres(one.volume_ml))
            for one in session.saline_boluses or ()
        ],
        RecordedAs.DRUG: [
            OnRecord(at=one.at, words=f"{one.drug} {one.dose}")
            for one in session.drugs_given or ()
        ],
        RecordedAs.PAUSE: [
            OnRecord(at=one.start, words=one.reason or "") for one in session.pauses or ()
        ],
        RecordedAs.END: [OnRecord(at=one, words="") for one in (session.ended_at,) if one],
    }
    return tuple(of_kind[kind])


def reason_of(reaction: Reaction) -> str:
    """The reaction as the reason of what is recorded with it."""
    return f"{reaction.kind.label} reaction"


def name_part(session: OpenSession, reaction: Reaction, deed: Deed, part: OnRecord) -> Reaction:
    """Say that an action is what stands on record already."""
    taken = ActionTaken(
        action=deed.action, at=part.at, detail=part.words or None, recorded_as=deed.recorded_as
    )
    return _tell(session, reaction, taken)


def questions_of(session: OpenSession, deed: Deed) -> tuple[Finding, ...]:
    """What is asked of a bolus or drug before it is on record."""
    view = session.view()
    if deed.recorded_as is RecordedAs.SALINE_BOLUS:
        return bolus_questions(view.course, view.session, deed.volume_ml or Decimal(0))
    if deed.recorded_as is RecordedAs.DRUG:
        drug = _drug(deed, deed.at or session.desk.now(), "")
        return drug_questions(view.course, view.session, drug)
    return ()


def record_deed(
    session: OpenSession, reaction: Reaction, deed: Deed, answers: Answers = NO_ANSWERS
) -> Reaction:
    """Record what was done where it belongs, and name it in the reaction; both or neither.

    Raises RefusedError for what is missing, or not possible now.
    Raises QuestionedError where something is asked that `answers` (code to reason) leave open.
    """
    reason = reason_of(reaction)
    at = observed_at(session, deed.at, _PLACES.get(deed.recorded_as, _WHEN))
    with session.writing():
        detail = ""
        match deed.recorded_as:
            case RecordedAs.SALINE_BOLUS:
                volume = _asked("volume_ml", deed.volume_ml)
                run_records.give_bolus(session, volume, reason, at, answers)
                detail = millilitres(volume)
            case RecordedAs.DRUG:
                detail = _give(session, deed, _drug(deed, at, reason), answers)
            case RecordedAs.PAUSE:
                at = _pause(session, at, reason)
            case _:  # the end of the run
                at = _end(session, reaction, at)
        taken = ActionTaken(
            action=deed.action, at=at, detail=detail or None, recorded_as=deed.recorded_as
        )
        return _tell(session, reaction, taken)


def _asked(code: str, amount: Decimal | None) -> Decimal:
    if amount is None or amount <= 0:
        raise RefusedError([Refusal(code, "needs the volume that was given")])
    return amount


def _drug(deed: Deed, at: Moment, reason: str) -> DrugGiven:
    return DrugGiven(
        at=at,
        drug=deed.drug.strip(),
        dose=deed.dose.strip(),
        route=deed.route,
        volume_ml=deed.volume_ml,
        reason=reason,
    )


def _give(session: OpenSession, deed: Deed, given: DrugGiven, answers: Answers) -> str:
    missing = [code for code in ("drug", "dose") if not getattr(given, code)]
    if missing:
        words = {"drug": "needs the name of the drug", "dose": "needs the dose with its unit"}
        raise RefusedError([Refusal(code, words[code]) for code in missing])
    run_records.give_drug(session, given, answers)
    route = f" {deed.route.label}" if deed.route else ""
    return f"{given.drug} {given.dose}{route}"


def _pause(session: OpenSession, at: Moment, reason: str) -> Moment:
    try:
        recording.refuse_outside_run(session, at)
    except RefusedError as refused:
        raise RefusedError([Refusal(_WHEN, one.reason) for one in refused.refusals]) from None
    still = next((one for one in session.view().session.pauses or () if one.end is None), None)
    if still is not None:
        words = f"the run stands still since {still.start.clock} already"
        raise RefusedError([Refusal(_WHEN, words)])
    recording.pause_run(session, reason)
    begun = next(one for one in session.view().session.pauses or () if one.end is None)
    recording.put_part(session, replace(begun, start=at))
    return at


def _end(session: OpenSession, reaction: Reaction, at: Moment) -> Moment:
    """End the run now; from paper at the time of the sheet, which is not before the onset."""
    if not session.is_from_paper:
        at = session.desk.now()
    elif at < reaction.onset_at:
        words = f"{at.clock} lies before the onset at {reaction.onset_at.clock}"
        raise RefusedError([Refusal("ended_at", words)])
    recording.end_run(session, at)
    recording.set_facts(session, {"end_reason": EndReason.REACTION})
    return at


def _tell(session: OpenSession, reaction: Reaction, taken: ActionTaken) -> Reaction:
    others = tuple(one for one in reaction.actions or () if one.action != taken.action)
    effect = _EFFECT.get(taken.recorded_as) if taken.recorded_as else None
    return tell_reaction(
        session,
        replace(
            reaction,
            actions=(*others, taken),
            procedure=_graver(reaction.procedure, effect),
        ),
    )


def _graver(told: ProcedureEffect | None, done: ProcedureEffect | None) -> ProcedureEffect | None:
    """What was done counts where it goes further than what was said."""
    further = [one for one in (told, done) if one is not None]
    return max(further, key=list(ProcedureEffect).index, default=None)


def take_back(session: OpenSession, reaction: Reaction, action: str) -> Reaction:
    """Take an action back, and the bolus, drug or open pause that was recorded with it.

    The end of a run, and a pause that is over, stay: they happened.
    """
    taken = next((one for one in reaction.actions or () if one.action == action), None)
    with session.writing():
        if taken is not None and taken.recorded_as is not None and taken.at is not None:
            part = _part_to_withdraw(session.view().session, taken)
            if part is not None:
                recording.withdraw_part(
                    session, part, f"taken back in the {reaction.kind.label} reaction"
                )
        return tick_action(session, reaction, action, is_done=False)


def _part_to_withdraw(session: Session, taken: ActionTaken) -> Part | None:
    """The bolus, drug or open pause that an action names."""
    named = [one for one in parts_of(session) if names(taken, one)]
    standing = [one for one in named if not isinstance(one, Pause) or one.end is None]
    return standing[-1] if standing else None
