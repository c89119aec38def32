"""The summary prints what was told before the start; drugs to give after come first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain.records import (
    AccessCheck,
    Acknowledgement,
    ChecklistAnswer,
    Delay,
    DrugAfter,
    Lesson,
    Plan,
    SystemFinding,
)
from plexlog.domain.words import Answer
from plexlog.domain.words_before import BodySystem, DelayReason, SystemState
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import as_text, at, said_first, told, with_session

HELD = DrugAfter(
    drug="rituximab", dose="500 mg", hold_until=at("13:00"), next_dose_at=at("14:00"), note="slow"
)


def test_a_drug_to_give_after_stands_in_the_first_lines_with_its_times(
    facts: SummaryInput,
) -> None:
    given = with_session(facts, drugs_after=(HELD, DrugAfter(drug="IVIG")))
    words = "rituximab 500 mg: hold until 13:00, next dose 14:00 (slow)"

    assert f"To give after the exchange: {words}; IVIG: hold until the end" in said_first(given)
    assert words in told(given, "To give after the exchange")


@pytest.fixture
def given(facts: SummaryInput) -> SummaryInput:
    """A session with all of it told."""
    return with_session(
        facts,
        systems=(
            SystemFinding(
                system=BodySystem.SKIN,
                state=SystemState.FINDING,
                note="oedema",
                by="A. Bauer",
                at=at("09:05"),
            ),
            SystemFinding(system=BodySystem.PAIN, state=SystemState.NO_CHANGE, by="A. Bauer"),
            SystemFinding(system=BodySystem.FLUIDS, state=SystemState.UNREMARKABLE),
        ),
        access_check=replace(
            AccessCheck(), exit_site_score=0, dressing_changed_on=at("09:00").day
        ),
        plan=Plan(
            acknowledged=(
                Acknowledgement(
                    what="plasma-volumes", ordered="1", planned="1.2", by="B. C.", at=at("09:10")
                ),
            )
        ),
        delays=(
            Delay(reason=DelayReason.LABORATORY, minutes=25, note="potassium"),
            Delay(reason=DelayReason.STAFF, minutes=5),
        ),
        lessons=(
            Lesson(topic="tingling", answer="I will call", by="A. Bauer"),
            Lesson(topic="diet"),
        ),
        checklist=(
            ChecklistAnswer(item="consent-checked", answer=Answer.DONE, list_version="2026 ab"),
        ),
    )


def test_what_was_told_before_the_start_is_printed(given: SummaryInput) -> None:
    assert "; list 2026 ab" in told(given, "Session")
    text = told(given, "Told before the start")

    for line in (
        "Skin and oedema: finding: oedema (A. Bauer, 09:05)",
        "Pain: no change (A. Bauer)",
        "Drinking, urine, bowels: unremarkable",
        "Exit-site score: 0 of 10",
        "Differences acknowledged: plasma volumes: ordered 1, planned 1.2 (B. C., 09:10)",
        "Waiting: 25 min, laboratory (potassium); 5 min, staff",
        "Teaching: tingling: “I will call” (A. Bauer); diet",
    ):
        assert line in text


def test_without_any_of_it_no_section_stands(bare: SummaryInput) -> None:
    assert "Told before the start" not in as_text(session_summary(bare))
