"""What a reaction did to the procedure and what the run shows are one act."""

from __future__ import annotations

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.records import Reaction
from plexlog.domain.words import EndReason, Outcome, ProcedureEffect, ReactionKind
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reactions, recording
from plexlog.services.back_entry import tell_paper
from plexlog.services.desk import Desk
from plexlog.services.do_now import Deed, acts, then
from plexlog.services.observed import read_observed
from plexlog.services.open_session import OpenSession
from plexlog.services.reaction_effect import action_of, end_because_of, stopping, tell_effect
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, prepare

KIND = ReactionKind.HYPOTENSION
PAUSED, STOPPED = ProcedureEffect.PAUSED, ProcedureEffect.STOPPED


@pytest.fixture
def running(clock: FakeClock) -> OpenSession:
    """A run of five minutes."""
    desk = Desk(FakeStore(), clock, FakeSigner())
    session = OpenSession(
        desk, desk.store.sessions_of(desk.store.add_course(COURSE))[0].session_key
    )
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=5)
    return session


@pytest.fixture
def reaction(running: OpenSession) -> Reaction:
    return reactions.report_reaction(running, KIND)


def pauses(session: OpenSession) -> list[str | None]:
    return [one.reason for one in session.view().session.pauses or ()]


def test_paused_pauses_the_run_for_the_reaction(running: OpenSession, reaction: Reaction) -> None:
    told = tell_effect(running, reaction, PAUSED)

    assert running.view().is_paused
    assert pauses(running) == ["hypotension reaction"]
    assert told.procedure is PAUSED
    assert [one.recorded_as for one in told.actions or ()] == [RecordedAs.PAUSE]


def test_said_again_it_is_not_paused_once_more(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    told = tell_effect(running, tell_effect(running, reaction, PAUSED), PAUSED)
    clock.pass_by(minutes=3)
    recording.resume_run(running)

    tell_effect(running, told, PAUSED)

    assert not running.view().is_paused
    assert pauses(running) == ["hypotension reaction"]


def test_a_pause_without_a_reason_gets_the_reaction_as_its_reason(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    clock.pass_by(minutes=1)
    recording.pause_run(running)

    told = tell_effect(running, reaction, PAUSED)

    assert pauses(running) == ["hypotension reaction"]
    assert [one.recorded_as for one in told.actions or ()] == [RecordedAs.PAUSE]


def test_a_pause_just_before_the_reaction_was_told_is_the_reactions(
    running: OpenSession, clock: FakeClock
) -> None:
    recording.pause_run(running)
    clock.pass_by(minutes=5)
    reaction = reactions.report_reaction(running, KIND)

    told = tell_effect(running, reaction, PAUSED)

    (pause,) = running.view().session.pauses or ()
    assert (pause.reason, pause.end) == ("hypotension reaction", None)
    assert [(one.recorded_as, one.at, one.detail) for one in told.actions or ()] == [
        (RecordedAs.PAUSE, pause.start, "hypotension reaction")
    ]


@pytest.mark.parametrize(("reason", "minutes"), [("toilet", 2), (None, 6)])
def test_a_pause_from_before_the_onset_keeps_its_reason(
    running: OpenSession, clock: FakeClock, reason: str | None, minutes: int
) -> None:
    recording.pause_run(running, reason or "")
    clock.pass_by(minutes=minutes)
    reaction = reactions.report_reaction(running, ReactionKind.VASOVAGAL)

    told = tell_effect(running, reaction, PAUSED)

    assert pauses(running) == [reason]
    assert (told.procedure, told.actions) == (PAUSED, None)


def test_a_pause_that_was_over_before_the_onset_is_another_one(
    running: OpenSession, clock: FakeClock
) -> None:
    recording.pause_run(running, "toilet")
    clock.pass_by(minutes=2)
    recording.resume_run(running)
    clock.pass_by(minutes=2)

    tell_effect(running, reactions.report_reaction(running, ReactionKind.VASOVAGAL), PAUSED)

    assert pauses(running) == ["toilet", "vasovagal reaction"]


def test_a_reaction_that_is_over_pauses_nothing(running: OpenSession, reaction: Reaction) -> None:
    over = reactions.end_reaction(running, reaction, Outcome.RESOLVED)

    assert tell_effect(running, over, PAUSED).procedure is PAUSED
    assert pauses(running) == []


def test_after_the_end_nothing_is_paused(running: OpenSession, reaction: Reaction) -> None:
    recording.end_run(running)

    assert tell_effect(running, reaction, PAUSED).procedure is PAUSED
    assert pauses(running) == []


def test_slowed_is_only_told(running: OpenSession, reaction: Reaction) -> None:
    told = tell_effect(running, reaction, ProcedureEffect.SLOWED)

    assert told.procedure is ProcedureEffect.SLOWED
    assert not running.view().is_paused


def test_stopped_leads_to_the_end_before_anything_else(
    running: OpenSession, reaction: Reaction
) -> None:
    told = tell_effect(running, tell_effect(running, reaction, PAUSED), STOPPED)

    view = running.view()
    listed = acts(view)
    assert listed[0].deed is Deed.END
    assert listed[0].sentence == "Stopped for the hypotension reaction: end the run"
    assert "resume" not in then(view, listed)
    assert Deed.RESUME not in {one.deed for one in listed}
    assert stopping(view) == told


def test_ended_because_of_the_reaction(running: OpenSession, reaction: Reaction) -> None:
    told = end_because_of(running, tell_effect(running, reaction, STOPPED))

    view = running.view()
    assert view.session.close is not None
    assert view.session.close.end_reason is EndReason.REACTION
    assert [one.recorded_as for one in told.actions or ()] == [RecordedAs.END]
    assert stopping(view) is None


def test_a_unit_without_words_for_it_gets_the_usual_ones(running: OpenSession) -> None:
    assert action_of(running, RecordedAs.END) == "stop-procedure"


def test_from_paper_it_ends_the_run_at_the_time_of_the_sheet(session: OpenSession) -> None:
    sheet = {"started_at": "2026-11-19 14:05", "nurse": "Cem Dogan", "reason": "power cut"}
    tell_paper(session, sheet | {"sheet": ""})
    onset, end = (read_observed(session, clock) for clock in ("15:10", "15:30"))
    told = tell_effect(session, reactions.report_reaction(session, KIND, onset), STOPPED)
    assert [act.deed for act in acts(session.view())] == [Deed.REACTION, Deed.END]
    for wrong, why in (
        (None, "as it stands on the paper"),
        (read_observed(session, "15:09"), "15:09 lies before the onset at 15:10"),
    ):
        with pytest.raises(RefusedError, match=why) as refused:
            end_because_of(session, told, wrong)
        assert [one.place for one in refused.value.refusals] == ["ended_at"]

    ended = end_because_of(session, told, end).actions or ()

    now = session.view().session
    assert (now.ended_at, [one.at for one in ended]) == (end, [end])
    assert now.close is not None
    assert now.close.end_reason is EndReason.REACTION
