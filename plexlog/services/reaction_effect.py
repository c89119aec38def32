"""What a reaction did to the exchange: paused stands it still, stopped leads to its end.

What the nurse says of the procedure and what the run shows are one act, so that they agree.
"""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain.moments import Moment
from plexlog.domain.records import Pause, Reaction
from plexlog.domain.words import ProcedureEffect
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reaction_deeds, recording
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.reaction_deeds import Deed
from plexlog.services.reactions import tell_reaction

_ACTIONS = {RecordedAs.PAUSE: "pause", RecordedAs.END: "stop-procedure"}


def action_of(session: OpenSession, kind: RecordedAs) -> str:
    """The unit's word for a deed that is recorded as this."""
    known = session.desk.knowledge.actions.values()
    return next((one.code for one in known if one.recorded_as == kind.value), _ACTIONS[kind])


def tell_effect(session: OpenSession, reaction: Reaction, effect: ProcedureEffect) -> Reaction:
    """Keep what the reaction did to the procedure; paused, the run stands still from now.

    A run that stands still, or stood still since the onset, is not paused once more. That pause
    is the reaction's if it began with the onset or after it, or is open without a reason and began
    just before; an earlier one has its own reason.
    Nothing is paused from paper, or for a reaction that is over.
    """
    told = replace(reaction, procedure=effect)
    view = session.view()
    can_pause = view.is_running and view.session.paper is None and reaction.outcome is None
    if effect is not ProcedureEffect.PAUSED or not can_pause:
        return tell_reaction(session, told)
    deed = Deed(action=action_of(session, RecordedAs.PAUSE), recorded_as=RecordedAs.PAUSE)
    there = _pause_of(view, reaction)
    if there is None:
        return reaction_deeds.record_deed(session, told, deed)
    with session.writing():
        unnamed = reaction_deeds.on_record(session, told, RecordedAs.PAUSE)
        part = next((one for one in unnamed if one.at == there.start), None)
        if there.reason is None and reaction_deeds.is_pause_of(there, reaction):
            reason = reaction_deeds.reason_of(reaction)
            recording.put_part(session, replace(there, reason=reason))
            part = None if part is None else replace(part, words=reason)
        if part is None:  # from before the onset, or named already
            return tell_reaction(session, told)
        return reaction_deeds.name_part(session, told, deed, part)


def _pause_of(view: SessionView, reaction: Reaction) -> Pause | None:
    """The pause that is open, or the last one since the onset."""
    pauses = view.session.pauses or ()
    since = [one for one in pauses if one.end is None or one.end >= reaction.onset_at]
    return max(since, key=lambda one: one.start, default=None)


def stopping(view: SessionView) -> Reaction | None:
    """The reaction that stopped a run which is still under way; None: there is none."""
    if not view.is_running:
        return None
    found = view.session.reactions or ()
    return next((one for one in found if one.procedure is ProcedureEffect.STOPPED), None)


def end_because_of(session: OpenSession, reaction: Reaction, at: Moment | None = None) -> Reaction:
    """End the run with the reaction as the reason, and say so in the reaction.

    It ends now; from paper `at` the time of the sheet.
    """
    deed = Deed(action=action_of(session, RecordedAs.END), recorded_as=RecordedAs.END, at=at)
    return reaction_deeds.record_deed(session, reaction, deed)
