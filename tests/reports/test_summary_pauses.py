"""What the session summary says of pauses: those on record, and those only a reaction tells of."""

from __future__ import annotations

from dataclasses import replace

from plexlog.domain import records, words
from plexlog.domain.records import Pause
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import at, told, with_session


def test_pauses_may_be_open_or_without_reason(facts: SummaryInput) -> None:
    pauses = (Pause(start=at("10:00"), end=at("10:05")), Pause(start=at("11:00"), reason="alarm"))

    plan = told(with_session(facts, pauses=pauses), "Plan and delivery")

    assert "2 pauses left out, " in plan
    assert "\u00a0min: 10:00 to 10:05; 11:00 to open, alarm" in plan


def test_pauses_that_nobody_recorded_are_not_denied(facts: SummaryInput) -> None:
    assert "without pause" not in told(with_session(facts, pauses=None), "Plan and delivery")


def test_a_reaction_that_paused_is_not_denied(facts: SummaryInput) -> None:
    citrate = records.Reaction(
        id="r1",
        kind=words.ReactionKind.CITRATE,
        onset_at=at("10:00"),
        procedure=words.ProcedureEffect.PAUSED,
    )
    slowed = replace(citrate, id="r2", procedure=words.ProcedureEffect.SLOWED)
    session = with_session(facts, pauses=(), reactions=(citrate, slowed))

    plan = told(session, "Plan and delivery")

    assert "paused for citrate reaction, times not recorded" in plan
    assert "without pause" not in plan
