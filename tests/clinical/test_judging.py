"""How findings are judged: gathered, answered, in any state of a record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plexlog.clinical.figures import running_figures
from plexlog.clinical.rules import (
    RUN_RULES,
    judge_before,
    judge_close,
    judge_order,
    judge_run,
    judge_session,
    refusals,
)
from plexlog.clinical.rules.rule import Missing, SessionCase
from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Phase, Verdict
from tests.clinical.limits import BEFORE, LAST, REACTION, found, verdict
from tests.clinical.ward import DROP, FACTS, course, document, judged, moment


def test_a_circuit_that_holds_more_than_15_percent_stops() -> None:
    harder = found(Phase.BEFORE, "circuit-volume-high", {"now.set.extracorporeal_volume_ml": 780})
    softer = found(Phase.BEFORE, "circuit-volume-high", {"now.set.extracorporeal_volume_ml": 779})

    assert harder is not None
    assert harder.severity is Severity.STOP
    assert harder.needs_reason
    assert softer is not None
    assert softer.severity is Severity.ASK
    assert not softer.needs_reason


@pytest.mark.parametrize(
    ("weight", "slip"),
    [(172.8, "pounds"), (35.6, "divided by 2.2"), (7.84, "digit"), (100.0, "rare")],
)
def test_a_jump_in_weight_names_the_likely_slip(weight: float, slip: str) -> None:
    finding = found(Phase.BEFORE, "weight-jump", {f"{BEFORE}weight_kg.value": weight})

    assert finding is not None
    assert slip in finding.why


def test_an_earlier_reaction_that_nobody_has_graded_is_not_taken_for_a_mild_one() -> None:
    changed = course({"sessions.0.reactions": [REACTION]})
    first, second = changed.sessions or ()
    ungraded = tuple(replace(one, grade=None) for one in first.reactions or ())
    open_one = replace(changed, sessions=(replace(first, reactions=ungraded), second))

    said = judge_before(open_one, second, FACTS)

    assert "earlier-reaction" not in {one.code for one in said.findings}
    assert ("earlier-reaction", ("reactions.grade",)) in {
        (one.code, one.missing) for one in said.not_assessed
    }


def test_a_weight_ten_times_too_high_is_named_too() -> None:
    changes = {f"sessions.0.{BEFORE[4:]}weight_kg.value": 7.9}

    finding = found(Phase.BEFORE, "weight-jump", changes)

    assert finding is not None
    assert "ten times too high" in finding.why


def test_fever_and_an_infected_access_stand_together() -> None:
    changes = {f"{BEFORE}temperature_c.value": 38.4}

    assert found(Phase.BEFORE, "fever", changes) is not None
    assert found(Phase.BEFORE, "access-infected", changes) is not None


def test_a_code_is_raised_once_with_all_its_readings() -> None:
    changes = {f"now.readings.{row}.systolic_mmhg": 80 for row in (0, 2)}

    finding = found(Phase.RUN, "systolic-low", changes)

    assert finding is not None
    assert [at.clock for at in finding.at] == ["09:30", "10:30"]


def test_the_reactions_of_all_earlier_sessions_are_named() -> None:
    finding = found(Phase.BEFORE, "earlier-reaction", {"sessions.0.reactions": [REACTION]})

    assert finding is not None
    assert finding.subject == ("r1",)


def test_a_session_without_a_start_has_no_run_and_no_close() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP})

    assert judge_run(changed, judged(changed), FACTS) == Verdict()
    assert judge_close(changed, judged(changed), FACTS) == Verdict()


def test_nothing_of_a_run_can_be_judged_before_it_starts() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP, "now.readings": DROP})
    case = SessionCase(changed, judged(changed), FACTS)

    answers = [rule.function(case) for rule in RUN_RULES]

    assert all(isinstance(answer, Missing) for answer in answers)


def test_a_reading_of_vitals_alone_holds_no_totals() -> None:
    vitals = {"at": "2026-09-09T10:00+02:00", "systolic_mmhg": 131, "pulse_per_min": 80}

    quiet = verdict(Phase.RUN, course({"now.readings.1": vitals}))

    assert quiet == Verdict()


def test_judging_a_session_at_once_says_the_same() -> None:
    changed = course({f"{LAST}systolic_mmhg": 80, "now.checklist.0.answer": DROP})

    whole = judge_session(changed, judged(changed), FACTS)

    for phase in (Phase.BEFORE, Phase.RUN, Phase.CLOSE):
        assert whole[phase] == verdict(phase, changed)


def places(part: Any, place: str = "") -> list[str]:
    """Every place of a document that can be taken out."""
    members = part.items() if isinstance(part, dict) else enumerate(part)
    found_here = []
    for key, member in members:
        here = f"{place}.{key}" if place else f"{key}"
        found_here += [here] if isinstance(part, dict) else []
        found_here += places(member, here) if isinstance(member, (dict, list)) else []
    return found_here


@settings(max_examples=100, deadline=None)
@given(st.sets(st.sampled_from(places(document())), max_size=12))
def test_a_record_in_any_state_can_be_judged(taken_out: set[str]) -> None:
    deepest_first = sorted(taken_out, key=lambda place: -place.count("."))
    try:
        changed = course(dict.fromkeys(deepest_first, DROP))
    except RefusedError:
        return  # a key that every record has: there is no such record

    for session in changed.sessions or ():
        for now in (None, moment("10:05"), moment("12:00")):
            verdicts = judge_session(changed, session, FACTS, now)
            running_figures(changed, session, now or moment("09:00"))
            assert all(one.missing for phase in verdicts.values() for one in phase.not_assessed)
    assert judge_order(changed, FACTS) is not None
    assert refusals(changed, FACTS) == []


def test_a_session_to_come_is_judged_for_the_time_it_is_planned() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP, "order.consents": []})

    codes = [one.code for one in judge_before(changed, judged(changed), FACTS).findings]

    assert codes == ["consent-missing"]


def test_a_session_that_waits_is_judged_for_now() -> None:
    changed = course({"now.started_at": DROP, "now.ended_at": DROP})

    waiting = judge_before(
        changed, judged(changed), FACTS, now=moment("08:01", "2026-09-11")
    ).findings

    assert "hematocrit-stale" in [one.code for one in waiting]


def test_vitals_are_overdue_by_the_clock_of_a_running_session() -> None:
    changed = course({"now.ended_at": DROP})

    in_time = judge_run(changed, judged(changed), FACTS, now=moment("11:05"))
    late = judge_run(changed, judged(changed), FACTS, now=moment("11:06"))

    assert not in_time.findings
    assert [one.code for one in late.findings] == ["vitals-overdue"]


def test_a_running_session_without_a_clock_is_judged_by_its_readings() -> None:
    changed = course({"now.ended_at": DROP, "now.close": DROP})

    assert not judge_run(changed, judged(changed), FACTS).findings


@pytest.mark.parametrize(
    ("override", "answers"),
    [
        ({"session_id": "s2"}, True),
        ({"session_id": "s2", "subject_id": "s2-r1"}, True),
        ({"session_id": "s1"}, False),
        ({}, False),
        ({"session_id": "s2", "finding": "fever"}, False),
        ({"session_id": "s2", "at": "2026-09-09T08:50+02:00"}, False),
    ],
)
def test_an_override_answers_its_finding_in_its_session(
    override: dict[str, Any], answers: bool
) -> None:
    given = {
        "finding": "systolic-low",
        "reason": "known",
        "by": "Dr. Walburga Federkiel",
        "at": "2026-09-09T10:31+02:00",
        **override,
    }

    finding = found(Phase.RUN, "systolic-low", {f"{LAST}systolic_mmhg": 80, "overrides": [given]})

    assert finding is not None
    assert (finding.override is not None) is answers
    assert finding.is_open is not answers


@pytest.mark.parametrize(
    ("override", "answers"),
    [
        ({}, True),
        ({"session_id": "s1"}, False),
        ({"subject_id": "pregnancy-asked"}, False),
        ({"subject_id": DROP}, False),
        ({"at": "2026-09-09T08:49+02:00"}, False),
        ({"at": "2026-09-09T08:50+02:00"}, True),
        ({"finding": "fever"}, False),
    ],
)
def test_an_item_that_was_not_done_is_answered_by_itself_in_its_session_and_after(
    override: dict[str, Any], answers: bool
) -> None:
    given = {
        "finding": "critical-item-not-done",
        "reason": "known",
        "by": "Dr. Walburga Federkiel",
        "at": "2026-09-09T08:55+02:00",
        "session_id": "s2",
        "subject_id": "consent-checked",
        **override,
    }
    kept = {key: value for key, value in given.items() if value is not DROP}
    item = {"item": "consent-checked", "answer": "not-done", "at": "2026-09-09T08:50+02:00"}

    finding = found(
        Phase.BEFORE,
        "critical-item-not-done",
        {"now.checklist.0": item, "overrides": [kept]},
    )

    assert finding is not None
    assert (finding.override is not None) is answers


def test_an_override_of_the_order_answers_the_order() -> None:
    given = {
        "finding": "indication-unlisted",
        "reason": "rare disease",
        "by": "Dr. Walburga Federkiel",
        "at": "2026-09-06T17:00+02:00",
    }

    finding = found(
        Phase.ORDER,
        "indication-unlisted",
        {"order.indication": "in-no-table", "overrides": [given]},
    )

    assert finding is not None
    assert finding.override is not None


@pytest.mark.parametrize(
    ("changes", "is_said"),
    [
        ({"now.readings.0.removed_ml": 12000}, True),  # both later readings lie below it
        ({"now.readings.0.removed_ml": 12000, "now.readings.2.removed_ml": 2400}, True),
        ({"now.readings.2.removed_ml": 2399}, False),
        ({"now.readings.0.removed_ml": 12000, "now.readings.2.removed_ml": 2399}, False),
    ],
)
def test_later_totals_that_agree_put_the_earlier_one_in_doubt(
    changes: dict[str, Any], is_said: bool
) -> None:
    changed = course(changes)

    (finding,) = [
        one
        for one in judge_run(changed, judged(changed), FACTS).findings
        if one.code == "total-fell"
    ]

    assert ("The earlier, higher value may be the wrong one." in finding.do) is is_said
