"""What is asked after a session, until it is closed, beside a session that may be signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.facts import FollowUpFact
from plexlog.domain.moments import Moment
from plexlog.domain.records import Infection, LaterEvent
from plexlog.domain.words import Grade, InfectionSource, Outcome, ReactionKind
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.services import follow_ups, reactions, recording, seals, signing
from plexlog.services.desk import Desk
from plexlog.services.follow_ups import DueFollowUp, Told, open_follow_ups, record_contact
from plexlog.services.open_session import OpenSession
from tests.services.fake_facts import FACTS
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, close, prepare, run

ASKED = tuple(
    FollowUpFact(
        code=kind.value,
        label=kind.value,
        source="invented",
        due_after_hours="24",
        late_after_hours="72",
        asked_for_days="14" if kind is FollowUpKind.CALL else "",
        questions=("Fever?",),
    )
    for kind in FollowUpKind
)
LATE = LaterEvent(
    kind=ReactionKind.INFECTION,
    onset_at=Moment.parse("2026-11-21T20:00+01:00"),
    infection=Infection(source=InfectionSource.EXIT_SITE),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def session(clock: FakeClock) -> OpenSession:
    desk = Desk(FakeStore(facts=(*FACTS, *ASKED)), clock, FakeSigner())
    key = desk.store.add_course(COURSE)
    return OpenSession(desk, desk.store.sessions_of(key)[0].session_key)


@pytest.fixture
def signed(session: OpenSession, clock: FakeClock) -> OpenSession:
    """A session that was signed without a reaction."""
    prepare(session)
    run(session, clock)
    close(session)
    signing.sign_session(session)
    return session


@pytest.fixture
def infected(session: OpenSession, clock: FakeClock) -> OpenSession:
    """A session signed with an infection that was handed over."""
    prepare(session)
    run(session, clock)
    reaction = reactions.report_reaction(session, ReactionKind.INFECTION)
    reaction = reactions.tell_reaction(session, replace(reaction, grade=Grade.II))
    reactions.end_reaction(session, reaction, Outcome.ONGOING_HANDED_OVER)
    close(session)
    signing.sign_session(session)
    return session


def only(desk: Desk, kind: FollowUpKind) -> DueFollowUp:
    (one,) = [each for each in open_follow_ups(desk) if each.kind is kind]
    return one


def test_a_call_is_due_a_day_after_the_end_and_late_after_three(
    signed: OpenSession, clock: FakeClock
) -> None:
    (call,) = open_follow_ups(signed.desk)

    assert call.kind is FollowUpKind.CALL
    assert not call.is_due(clock.now())
    clock.pass_by(hours=24)
    assert call.is_due(clock.now())
    assert not call.is_late(clock.now())
    clock.pass_by(hours=49)
    assert call.is_late(clock.now())


def test_a_session_that_was_not_ended_is_not_called_about(session: OpenSession) -> None:
    recording.start_run(session)

    assert open_follow_ups(session.desk) == ()


def test_after_two_weeks_nobody_is_asked_to_call(signed: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(days=15)

    assert open_follow_ups(signed.desk) == ()


def test_without_a_word_of_the_unit_nothing_falls_due(clock: FakeClock) -> None:
    desk = Desk(FakeStore(), clock, FakeSigner())

    assert open_follow_ups(desk) == ()


def test_infections_are_followed_where_calls_are_not(clock: FakeClock) -> None:
    desk = Desk(FakeStore(facts=(*FACTS, *ASKED[1:])), clock, FakeSigner())
    desk.store.add_course(COURSE)

    assert open_follow_ups(desk) == ()


def test_a_call_that_reached_somebody_is_done(signed: OpenSession, clock: FakeClock) -> None:
    clock.pass_by(hours=30)

    kept = record_contact(
        signed.desk, only(signed.desk, FollowUpKind.CALL), Told(contact=Contact.REACHED)
    )

    assert kept.closed_at == signed.desk.now()
    assert open_follow_ups(signed.desk) == ()


def test_nobody_reached_leaves_it_open_with_the_call_on_record(
    signed: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(hours=30)
    told = Told(contact=Contact.NOT_REACHED, note=" no answer ")
    record_contact(signed.desk, only(signed.desk, FollowUpKind.CALL), told)
    record_contact(signed.desk, only(signed.desk, FollowUpKind.CALL), told)

    again = only(signed.desk, FollowUpKind.CALL)

    assert [one.note for one in again.contacts] == ["no answer", "no answer"]
    with pytest.raises(RefusedError, match="nobody was reached"):
        record_contact(signed.desk, again, replace(told, event=LATE))


def test_a_late_infection_is_filed_to_its_signed_session_and_followed(
    signed: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(hours=40)
    sealed = signed.view().signatures

    record_contact(
        signed.desk,
        only(signed.desk, FollowUpKind.CALL),
        Told(contact=Contact.REACHED, note="red exit site", event=LATE),
    )

    (followed,) = open_follow_ups(signed.desk)
    assert followed.kind is FollowUpKind.INFECTION
    assert followed.follow_up is not None
    assert followed.follow_up.event == LATE
    assert followed.due_at == signed.desk.now() + (
        followed.due_at.instant - signed.desk.now().instant
    )
    course = signed.desk.store.course(signed.course_key)
    assert seals.broken_seals(course, sealed) == []
    assert len(follow_ups.follow_ups_of(course, "s1")) == 2
    assert follow_ups.follow_ups_of(course, "s2") == ()
    signed.touch_course()
    assert signed.view().course.follow_ups == course.follow_ups


def test_an_infection_that_is_handed_over_stands_open_at_once(
    infected: OpenSession, clock: FakeClock
) -> None:
    (reaction,) = infected.view().session.reactions or ()

    one = only(infected.desk, FollowUpKind.INFECTION)

    assert one.due_at == reaction.entered_at
    assert one.is_due(clock.now())
    assert not one.is_late(clock.now())
    call = only(infected.desk, FollowUpKind.CALL)
    assert not call.is_due(clock.now())  # the call remains due a day after the end


def test_a_clot_of_a_run_that_goes_on_is_told_there_first(
    session: OpenSession, clock: FakeClock
) -> None:
    prepare(session)
    recording.start_run(session)
    clot = reactions.report_reaction(session, ReactionKind.CLOTTING)
    assert not only(session.desk, FollowUpKind.CLOTTING).is_due(clock.now())

    recording.end_run(session)

    one = only(session.desk, FollowUpKind.CLOTTING)
    assert (one.due_at, one.is_due(clock.now())) == (clot.entered_at, True)


def test_an_infection_stays_open_over_days_until_its_outcome(
    infected: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(days=20)
    desk = infected.desk
    first = only(desk, FollowUpKind.INFECTION)
    assert first.reaction is not None
    assert first.is_late(clock.now())

    record_contact(desk, first, Told(contact=Contact.REACHED, note="culture pending"))
    second = only(desk, FollowUpKind.INFECTION)
    assert second.due_at > clock.now()
    record_contact(
        desk, second, Told(contact=Contact.REACHED, outcome=Outcome.ONGOING_HANDED_OVER)
    )
    clock.pass_by(days=2)
    record_contact(
        desk,
        only(desk, FollowUpKind.INFECTION),
        Told(contact=Contact.REACHED, event=LATE, outcome=Outcome.RESOLVED),
    )

    assert [one.kind for one in open_follow_ups(desk)] == []


def test_what_a_call_found_and_what_is_over_already_stays_with_the_call(
    signed: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(hours=30)
    rash = replace(LATE, kind=ReactionKind.ALLERGIC, infection=None)

    record_contact(
        signed.desk,
        only(signed.desk, FollowUpKind.CALL),
        Told(contact=Contact.REACHED, event=rash, outcome=Outcome.RESOLVED),
    )

    (kept,) = signed.desk.store.course(signed.course_key).follow_ups or ()
    assert kept.event == rash
    assert kept.outcome is Outcome.RESOLVED
    assert open_follow_ups(signed.desk) == ()


def test_a_reaction_with_an_outcome_is_not_followed(session: OpenSession) -> None:
    recording.start_run(session)
    one = reactions.report_reaction(session, ReactionKind.CLOTTING)
    assert only(session.desk, FollowUpKind.CLOTTING).reaction is not None

    reactions.end_reaction(session, one, Outcome.RESOLVED)

    assert open_follow_ups(session.desk) == ()
