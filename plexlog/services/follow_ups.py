"""Follow-ups: what is asked after a session, and what is followed until it is closed.

Nothing is written until somebody calls: that a call is due follows from the session's end. What
a call finds stands beside the session, which may be signed, and never in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from plexlog.domain.errors import Refusal, RefusedError
from plexlog.domain.facts import FollowUpFact
from plexlog.domain.followed import FollowedSession
from plexlog.domain.moments import Moment
from plexlog.domain.records import ContactMade, Course, FollowUp, LaterEvent, Reaction
from plexlog.domain.roles import Act
from plexlog.domain.unit import SessionLine
from plexlog.domain.words import Outcome, ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.services.desk import Desk
from plexlog.services.permission import needs

_FOLLOWED_KINDS = {
    ReactionKind.INFECTION: FollowUpKind.INFECTION,
    ReactionKind.CLOTTING: FollowUpKind.CLOTTING,
}
STILL_OPEN = (None, Outcome.ONGOING_HANDED_OVER)
_LONGEST_DAYS = 60  # nobody is asked about calls for longer, whatever a unit writes down


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFollowUp:
    """One follow-up that stands open: of which session, since when, and until when."""

    key: str  # of this list; not of the store
    line: SessionLine
    kind: FollowUpKind
    due_at: Moment
    late_at: Moment
    questions: tuple[str, ...]
    reaction: Reaction | None = None
    follow_up: FollowUp | None = None  # what was recorded of it so far

    @property
    def contacts(self) -> tuple[ContactMade, ...]:
        """The calls that were made."""
        return (self.follow_up.contacts if self.follow_up else None) or ()

    def is_due(self, now: Moment) -> bool:
        """Whether it is time."""
        return now >= self.due_at

    def is_late(self, now: Moment) -> bool:
        """Whether the time has passed."""
        return now > self.late_at


def is_followed(reaction: Reaction) -> bool:
    """Whether a reaction stands on Today until it is closed there."""
    return reaction.kind in _FOLLOWED_KINDS and reaction.outcome in STILL_OPEN


def open_follow_ups(desk: Desk) -> tuple[DueFollowUp, ...]:
    """Every follow-up that stands open, due or still to come; the longest due first."""
    facts = desk.knowledge.follow_ups
    if not facts:
        return ()
    now = desk.clock.now()
    call = facts.get(FollowUpKind.CALL)
    days = min(int(call.asked_for_days or _LONGEST_DAYS), _LONGEST_DAYS) if call else 0
    since = now + timedelta(days=-days)
    found: list[DueFollowUp] = []
    for one in desk.store.followed_sessions(since):
        found += _calls(one, call, since)
        for kind, fact in facts.items():
            if kind != FollowUpKind.CALL:
                found += _events(one, FollowUpKind(kind), fact)
    return tuple(sorted(found, key=_place))


def _place(one: DueFollowUp) -> tuple[object, ...]:
    return one.due_at.utc, one.line.family_name, one.line.given_name, one.line.number, one.key


def _calls(
    one: FollowedSession, fact: FollowUpFact | None, since: Moment
) -> Iterator[DueFollowUp]:
    ended_at = one.line.ended_at
    if fact is None or ended_at is None or ended_at < since:
        return
    made = next((each for each in one.follow_ups if each.kind is FollowUpKind.CALL), None)
    if made is None or made.is_open:
        yield _due(one.line, FollowUpKind.CALL, fact, ended_at, made)


def _events(one: FollowedSession, kind: FollowUpKind, fact: FollowUpFact) -> Iterator[DueFollowUp]:
    """Infections and clots of the session, and those that a call found."""
    mine = [each for each in one.follow_ups if each.kind is kind]
    of_reaction = {each.reaction_id: each for each in mine if each.reaction_id is not None}
    for reaction in one.reactions:
        if _FOLLOWED_KINDS.get(reaction.kind) is not kind or not is_followed(reaction):
            continue
        made = of_reaction.get(reaction.id)
        if made is None or made.is_open:
            since = one.line.ended_at or reaction.onset_at
            due = _due(one.line, kind, fact, since, made)
            if not due.contacts and (one.line.ended_at or reaction.outcome):
                due = replace(due, due_at=reaction.entered_at or reaction.onset_at)  # at once
            yield replace(due, key=f"{due.key}-{reaction.id}", reaction=reaction)
    for each in mine:
        if each.reaction_id is None and each.is_open:
            due = _due(one.line, kind, fact, each.due_at, each)
            yield replace(due, key=f"{due.key}-{each.key}")


def _due(
    line: SessionLine,
    kind: FollowUpKind,
    fact: FollowUpFact,
    since: Moment,
    made: FollowUp | None,
) -> DueFollowUp:
    last = made.contacts[-1].at if made is not None and made.contacts else None
    is_event = kind is not FollowUpKind.CALL
    start = last if last is not None and is_event else since
    return DueFollowUp(
        key=f"{line.session_key}-{kind.value}",
        line=line,
        kind=kind,
        due_at=start + timedelta(hours=float(fact.due_after_hours)),
        late_at=start + timedelta(hours=float(fact.late_after_hours)),
        questions=fact.questions,
        follow_up=made,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a call told. `event` is what was found, or what became of what is followed."""

    contact: Contact
    note: str = ""
    event: LaterEvent | None = None
    outcome: Outcome | None = None


@needs(Act.SESSION)
def record_contact(desk: Desk, due: DueFollowUp, told: Told) -> FollowUp:
    """Keep a call. Nobody reached: it stays open. Reached: a call is done.

    A call that finds an infection or a clot opens a follow-up of that, filed to the session. What
    is followed stays open until it has an outcome. Raises RefusedError for a call that nobody
    answered and that yet tells something.
    """
    if told.contact is Contact.NOT_REACHED and (told.event or told.outcome):
        raise RefusedError([Refusal("contact", "nobody was reached, so nothing was told")])
    now = desk.now()
    contact = ContactMade(at=now, contact=told.contact, by=desk.me, note=told.note.strip() or None)
    before = due.follow_up or FollowUp(
        session_id=due.line.session_id,
        kind=due.kind,
        reaction_id=None if due.reaction is None else due.reaction.id,
        due_at=due.due_at,
        by=desk.me,
    )
    kept = replace(before, contacts=(*(before.contacts or ()), contact))
    with desk.store.writing():
        if due.kind is not FollowUpKind.CALL:
            kept = _followed(kept, told, now)
        elif told.contact is Contact.REACHED:
            kept = replace(kept, closed_at=now)
            kept = _found(desk, due, kept, told, now)
        key = desk.store.put_follow_up(due.line.course_key, kept)
    return replace(kept, key=key)


def _followed(kept: FollowUp, told: Told, now: Moment) -> FollowUp:
    """What became of an infection or clot; with an outcome that ends it, it is closed."""
    ends = told.outcome is not None and told.outcome not in STILL_OPEN
    return replace(
        kept,
        event=told.event or kept.event,
        outcome=told.outcome or kept.outcome,
        closed_at=now if ends else None,
    )


def _found(desk: Desk, due: DueFollowUp, kept: FollowUp, told: Told, now: Moment) -> FollowUp:
    """What a call found: what is followed gets a follow-up of its own, all else stays here."""
    if told.event is None:
        return kept
    kind = _FOLLOWED_KINDS.get(told.event.kind)
    if kind is None or (told.outcome is not None and told.outcome not in STILL_OPEN):
        return replace(kept, event=told.event, outcome=told.outcome)
    opened = FollowUp(
        session_id=due.line.session_id,
        kind=kind,
        due_at=now,
        contacts=kept.contacts[-1:] if kept.contacts else None,
        event=told.event,
        by=desk.me,
    )
    desk.store.put_follow_up(due.line.course_key, opened)
    return kept


def follow_ups_of(course: Course, session_id: str) -> tuple[FollowUp, ...]:
    """What was recorded about a session after it, in order."""
    return tuple(one for one in course.follow_ups or () if one.session_id == session_id)
