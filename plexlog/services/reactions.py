"""Reactions: on record with the second tap, told in full afterwards, open until an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plexlog.domain.moments import Moment
from plexlog.domain.records import ActionTaken, Reaction
from plexlog.domain.roles import Act
from plexlog.domain.words import Outcome, ReactionKind
from plexlog.services.keys import new_key, next_id
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import needs
from plexlog.services.run_records import ids_of


@needs(Act.SESSION)
def report_reaction(
    session: OpenSession, kind: ReactionKind, onset_at: Moment | None = None
) -> Reaction:
    """Put a reaction on record now; grade, actions and outcome follow."""
    view = session.view()
    now = session.desk.now()
    reaction = Reaction(
        key=new_key(),
        id=next_id(f"{view.session.id}-r", ids_of(view.course)),
        kind=kind,
        onset_at=onset_at or now,
        by=session.desk.me,
        entered_at=now,
    )
    session.desk.store.put(session.key, reaction)
    session.touch()
    return reaction


@needs(Act.SESSION)
def tell_reaction(session: OpenSession, reaction: Reaction) -> Reaction:
    """Keep what is now known of a reaction."""
    session.desk.store.put(session.key, reaction)
    session.touch()
    return reaction


def tick_action(
    session: OpenSession, reaction: Reaction, action: str, *, is_done: bool, detail: str = ""
) -> Reaction:
    """Note that something was done about a reaction, with its time; or take that back."""
    others = tuple(one for one in reaction.actions or () if one.action != action)
    done: Iterable[ActionTaken] = ()
    if is_done:
        done = (ActionTaken(action=action, at=session.desk.now(), detail=detail.strip() or None),)
    return tell_reaction(session, replace(reaction, actions=(*others, *done)))


def end_reaction(
    session: OpenSession, reaction: Reaction, outcome: Outcome, at: Moment | None = None
) -> Reaction:
    """Give a reaction its outcome."""
    ended_at = at or session.desk.now()
    return tell_reaction(session, replace(reaction, outcome=outcome, outcome_at=ended_at))


def open_reactions(session: OpenSession) -> tuple[Reaction, ...]:
    """Reactions without an outcome."""
    return tuple(one for one in session.view().session.reactions or () if one.outcome is None)
