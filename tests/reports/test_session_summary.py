"""The session summary as sections, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain import records, words
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase, Verdict
from plexlog.domain.records import Plan, TypedVolume
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import (
    REFERENCE,
    SIGNED,
    as_text,
    at,
    bottom_line,
    said_first,
    section_text,
    summary_of,
    told,
    with_session,
)


@pytest.mark.parametrize(
    ("name", "session_id"),
    [("gbs-albumin-five", "s2"), ("ttp-plasma-daily", "s1"), ("ms-relapse-steroids", "s4")],
)
def test_the_summary_of_a_real_session_is_as_on_file(name: str, session_id: str) -> None:
    report = session_summary(summary_of(name, session_id))

    expected = (REFERENCE / f"{name}-{session_id}.txt").read_text(encoding="utf-8")
    assert as_text(report) == expected


def test_a_late_entry_is_marked_in_its_row() -> None:
    run = told(summary_of("gbs-albumin-five", "s3"), "Run")

    assert "10:20 late*" in run
    assert "10:20: late, entered" in run


def test_a_signed_summary_is_no_draft(facts: SummaryInput) -> None:
    report = session_summary(replace(facts, signatures=(SIGNED,)))

    assert report.draft_mark == ""
    assert "Not signed" not in bottom_line(report)
    assert "Nurse | Perpetua Nadelstich | performed | 2026-09-09 11:45 | 5f5f5f5f5f5f5f5f" in (
        section_text(report, "Signatures")
    )


@pytest.mark.parametrize("meaning", ["checked", "countersigned"])
def test_a_signature_that_does_not_close_the_session_leaves_a_draft(
    facts: SummaryInput, meaning: str
) -> None:
    report = session_summary(replace(facts, signatures=(replace(SIGNED, meaning=meaning),)))

    assert report.draft_mark
    assert meaning in section_text(report, "Signatures")


def test_a_missed_target_is_said_first() -> None:
    assert said_first(summary_of("gbs-albumin-five", "s4")).startswith(
        "Ended early, access problem: 0.56\u00a0PV exchanged of 1.00\u00a0PV planned"
    )


@pytest.mark.parametrize(
    ("reason", "is_missed", "words_first"),
    [
        (None, False, "Ended, reason not recorded:"),
        (None, True, "Ended short of the target:"),
        (words.EndReason.TARGET_REACHED, False, "Done:"),
        (words.EndReason.TARGET_REACHED, True, "Ended short of the target:"),
        (words.EndReason.PATIENT_WISH, False, "Ended, patient wish:"),
    ],
)
def test_how_it_ended(
    facts: SummaryInput,
    reason: words.EndReason | None,
    is_missed: bool,
    words_first: str,
) -> None:
    assert facts.session.close is not None
    ended = with_session(facts, close=replace(facts.session.close, end_reason=reason))
    finding = Finding(
        code="target-missed", severity=Severity.ASK, phase=Phase.CLOSE, what="Target missed"
    )

    first = said_first(replace(ended, verdicts=(Verdict(findings=(finding,) * is_missed),)))

    assert first.startswith(words_first)


def test_a_running_session_has_not_ended(facts: SummaryInput) -> None:
    running = with_session(facts, ended_at=None, close=None)

    first = said_first(running)

    assert first.startswith("Not ended:")
    assert "Not recorded" not in first
    assert "2026-09-09 09:05 to not ended" in told(running, "Session")


def test_a_session_that_never_started_says_so(facts: SummaryInput) -> None:
    planned = with_session(
        facts, started_at=None, ended_at=None, readings=None, close=None, access_check=None
    )

    assert said_first(planned).startswith("Not started")
    assert "Run: not started, planned 2026-09-09 09:00" in told(planned, "Session")
    assert "Access before the start" not in told(planned, "Access")


def test_what_is_missing_is_said_and_never_zero(bare: SummaryInput) -> None:
    first = said_first(bare)

    assert "plasma volumes exchanged cannot be calculated (missing:" in first
    assert "Fluid balance cannot be calculated (missing:" in first
    assert "Reactions: not recorded whether there were any" in first
    assert "vital signs not recorded" in first
    assert "Not recorded: weight before the start, haematocrit before the start" in first
    assert "more" in first


def test_each_critical_value_that_is_missing_has_its_line(bare: SummaryInput) -> None:
    missing = told(bare, "Not recorded").splitlines()

    assert "Temperature after the end: not recorded." in missing
    assert "Rinseback: not recorded." in missing
    assert "Blood samples: not recorded." in missing
    assert "Reason of the end: not recorded." in missing


def test_sections_with_nothing_to_say_drop_out(bare: SummaryInput) -> None:
    titles = [section.title for section in session_summary(bare).sections]

    assert titles == [
        "Session",
        "Plan and delivery",
        "Access",
        "Checklist exceptions",
        "Not recorded",
        "Signatures",
    ]
    assert told(bare, "Checklist exceptions") == "Checklist: not recorded."
    assert told(bare, "Access") == "Access before the start: not recorded."
    assert "Access: not recorded" in told(bare, "Session")
    assert "Identity checked: not recorded" in told(bare, "Session")


def test_volumes_that_cannot_be_calculated_name_their_inputs(bare: SummaryInput) -> None:
    assert "Blood volume cannot be calculated (missing: weight)." in told(
        bare, "Plan and delivery"
    )


def test_a_plasma_volume_without_haematocrit_names_it(facts: SummaryInput) -> None:
    before = {
        code: value
        for code, value in (facts.session.before or {}).items()
        if code != "hematocrit_percent"
    }

    plan = told(with_session(facts, before=before), "Plan and delivery")

    assert "Plasma volume cannot be calculated (missing: haematocrit)." in plan


def test_a_figure_without_known_inputs_is_still_said_to_be_missing(facts: SummaryInput) -> None:
    figures = replace(facts.figures, balance_ml=None, missing={})

    assert "Fluid balance cannot be calculated\n" in said_first(replace(facts, figures=figures))


def test_a_typed_volume_has_its_reason(facts: SummaryInput) -> None:
    plan = Plan(
        total_blood_volume=TypedVolume(value_ml=Decimal(4800), reason="by tracer"),
        plasma_volumes=Decimal("0.8"),
        reason="frail",
        by="Dr. W. Federkiel",
    )

    text = told(with_session(facts, plan=plan), "Plan and delivery")

    assert "Blood volume typed 4\u202f800\u00a0mL, by tracer (entered by a person)." in text
    assert "Plasma volumes | 0.80\u00a0PV |" in text
    assert "Other than ordered because: frail (Dr. W. Federkiel)" in text


def test_a_changed_plan_may_lack_its_author(facts: SummaryInput) -> None:
    text = told(with_session(facts, plan=Plan(reason="frail")), "Plan and delivery")

    assert text.endswith("Other than ordered because: frail")


def test_an_order_without_details_leaves_dashes(bare: SummaryInput) -> None:
    order = replace(
        bare.course.order, anticoagulant=None, replacement=None, diagnosis=None, icd10=None
    )
    sparse = replace(bare, course=replace(bare.course, order=order, course_number=None))

    assert "Anticoagulant | – |" in told(sparse, "Plan and delivery")
    assert "Diagnosis" not in told(sparse, "Session")
    assert session_summary(sparse).occasion == "session 9 of 5"


def test_an_anticoagulant_without_ratio_stands_alone(facts: SummaryInput) -> None:
    heparin = records.Anticoagulant(product=words.AnticoagulantProduct.HEPARIN)
    order = replace(facts.course.order, anticoagulant=heparin, sessions_planned=None)
    other = replace(facts, course=replace(facts.course, order=order))

    assert "Anticoagulant | heparin | " in told(other, "Plan and delivery")
    assert session_summary(other).occasion == "course 1 · session 2"


def test_bags_without_given_volume_are_counted(facts: SummaryInput) -> None:
    first, *others = facts.session.bags or ()
    bags = (replace(first, given_ml=None, note="leaked"), *others)
    unclear = with_session(facts, bags=bags)

    assert "(+ 1 bag not recorded)" in told(unclear, "Plan and delivery")
    fluids = told(unclear, "Replacement fluids")
    assert "HA26D201: leaked" in fluids
    assert "(+ 1 bag not recorded) |" in fluids


def test_a_fluid_without_strength_or_blood_group_detail(facts: SummaryInput) -> None:
    bag = records.Bag(
        id="b", fluid=words.Fluid.GELATIN, volume_ml=Decimal(500), abo=words.Abo.AB, note="x"
    )

    fluids = told(with_session(facts, bags=(bag,)), "Replacement fluids")

    assert "gelatin | AB | 1" in fluids
    assert "b: x" in fluids


def test_lost_blood_stands_beside_the_balance(facts: SummaryInput) -> None:
    clotting = records.Clotting(
        location=words.ClotLocation.CIRCUIT,
        blood_lost_ml=Decimal(180),
        action="set-changed",
        lumen="red",
        access_device_id="cath1",
    )
    reaction = records.Reaction(
        id="r",
        kind=words.ReactionKind.CLOTTING,
        onset_at=at("10:00"),
        clotting=clotting,
        note="foam in the chamber",
    )
    clotted = with_session(facts, reactions=(reaction,))

    assert "blood lost 180\u00a0mL, not counted" in told(clotted, "Plan and delivery")
    story = told(clotted, "Reactions")
    assert "## Clotting, not graded: onset 10:00" in story
    assert (
        "Clot: circuit; lumen red; non-tunnelled catheter, right internal jugular, "
        "inserted 2026-09-06; blood lost 180\u00a0mL; set changed"
    ) in story
    assert "Outcome: OPEN: no outcome recorded" in story
    assert "clotting not graded (OPEN, no outcome recorded)" in said_first(clotted)


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"started_at": None, "ended_at": None, "close": None}, "UNFINISHED – not started"),
        ({"ended_at": None, "close": None}, "UNFINISHED – not ended"),
        ({}, "DRAFT – not signed"),
    ],
)
def test_a_session_that_is_not_finished_says_so_across_each_page(
    facts: SummaryInput, changes: dict[str, None], mark: str
) -> None:
    assert session_summary(with_session(facts, **changes)).draft_mark == mark


def test_a_check_by_a_second_person_is_no_signature_of_the_session(facts: SummaryInput) -> None:
    checked = replace(facts, signatures=(replace(SIGNED, meaning="checked"),))

    assert session_summary(checked).draft_mark == "DRAFT – not signed"


def test_an_amendment_is_said_first(facts: SummaryInput) -> None:
    amended = replace(facts, signatures=(SIGNED, replace(SIGNED, meaning="amended")))

    assert said_first(amended).startswith(
        "AMENDED after signing: Perpetua Nadelstich, 2026-09-09 11:45"
    )


def test_the_indication_is_told_with_its_guideline_and_the_lists_with_their_version(
    facts: SummaryInput,
) -> None:
    known = replace(facts, guideline="ASFA 2023 category I, grade 1A", lists_version="ab" * 32)

    assert "Guideline: ASFA 2023 category I, grade 1A" in told(known, "Session")
    assert "lists of the unit: abababababab." in told(known, "Signatures")


def test_a_next_session_is_told_as_planned_while_it_lies_ahead() -> None:
    facts = replace(summary_of("gbs-albumin-five", "s2"), printed_at=at("11:45"))
    ahead = facts.ahead
    assert ahead is not None

    assert "Next: session 3, planned 2026-09-11 09:00" in said_first(facts)
    later = replace(facts, printed_at=ahead.planned_at + timedelta(minutes=1))
    assert "was planned" in said_first(later)
    begun = replace(later, ahead=replace(ahead, has_begun=True))
    assert "Next: session 3, planned 2026-09-11 09:00, begun since" in said_first(begun)
