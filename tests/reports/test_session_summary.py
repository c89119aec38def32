"""The session summary as sections, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain import records, words
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Allergy, Close, Identifier, Pause, Plan, TypedVolume
from plexlog.domain.shapes import Measured
from plexlog.reports.session_summary import SummaryInput, session_summary
from tests.reports.cases import (
    REFERENCE,
    SIGNED,
    as_text,
    bottom_line,
    section_text,
    summary_of,
    with_patient,
    with_session,
)


def at(clock: str) -> Moment:
    return Moment.parse(f"2026-09-09T{clock}+02:00")


@pytest.fixture
def facts() -> SummaryInput:
    return summary_of("gbs-albumin-five", "s2")


@pytest.fixture
def bare(facts: SummaryInput) -> SummaryInput:
    """A session of which nothing is recorded but that it ran."""
    session = records.Session(id="s9", number=9, started_at=at("09:05"), ended_at=at("11:24"))
    course = replace(facts.course, order=replace(facts.course.order, access_device_id=None))
    ran = replace(facts, course=course, verdicts=())
    return with_session(replace(ran, session=session), note=None)


def told(facts: SummaryInput, title: str) -> str:
    return section_text(session_summary(facts), title)


def said_first(facts: SummaryInput) -> str:
    return bottom_line(session_summary(facts))


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

    assert "Blood volume typed 4800 mL, by tracer (entered by a person)." in text
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
    assert "| 4 | – |" in fluids


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


def test_sparse_reactions_say_only_what_is_known(facts: SummaryInput) -> None:
    reaction = records.Reaction(
        id="r",
        kind=words.ReactionKind.INFECTION,
        grade=words.Grade.I,
        onset_at=at("10:00"),
        entered_at=at("11:30"),
        outcome=words.Outcome.RESOLVED,
        bag_id="unknown",
        actions=(records.ActionTaken(action="slow-flow"),),
        infection=records.Infection(
            source=words.InfectionSource.TUNNEL, cultures=(records.Culture(site="blood"),)
        ),
        clotting=records.Clotting(location=words.ClotLocation.FILTER),
    )
    late = Finding(
        code="late-entry",
        severity=Severity.NOTICE,
        phase=Phase.CLOSE,
        what="Late",
        at=(at("10:00"),),
    )
    noted = replace(
        with_session(facts, reactions=(reaction,)), verdicts=(Verdict(findings=(late,)),)
    )

    story = told(noted, "Reactions")

    assert "## Infection, grade I: onset 10:00 (late, entered 11:30)" in story
    assert "Actions: flow slowed\n" in story
    assert "Infection: tunnel; culture blood: result not recorded" in story
    assert "Clot: filter\n" in story
    assert story.endswith("Outcome: resolved")
    assert "NOTICE · close: Late / At 10:00. / " in told(noted, "Findings")


def test_no_reaction_is_an_answer(facts: SummaryInput) -> None:
    assert "Reactions: none\n" in said_first(with_session(facts, reactions=()))


def test_findings_tell_what_is_known_of_them(facts: SummaryInput) -> None:
    finding = Finding(code="x", severity=Severity.STOP, phase=Phase.ORDER, what="Stop this")
    rule = NotAssessed(code="weight-jump", phase=Phase.BEFORE, missing=())
    judged = replace(facts, verdicts=(Verdict(findings=(finding,)), Verdict(not_assessed=(rule,))))

    assert told(judged, "Findings") == (
        "STOP · OPEN · order: Stop this /  / \n"
        "Not assessed, before the session: weight jump (missing: not recorded)."
    )
    assert "Open: Stop this (stop)" in said_first(judged)


def test_checklist_exceptions_have_reason_and_person(facts: SummaryInput) -> None:
    answers = (
        records.ChecklistAnswer(item="calcium-at-hand"),
        records.ChecklistAnswer(
            item="allergies-checked", answer=words.Answer.NOT_DONE, reason="asleep", by="P. N."
        ),
        records.ChecklistAnswer(item="access-checked", answer=words.Answer.NOT_APPLICABLE),
        records.ChecklistAnswer(item="consent-checked", answer=words.Answer.DONE),
    )

    assert told(with_session(facts, checklist=answers), "Checklist exceptions") == (
        "Calcium at hand: OPEN: no answer recorded\n"
        "Allergies checked: not done: asleep (P. N.)\n"
        "Access checked: not applicable: no reason recorded"
    )


def test_an_access_check_tells_signs_and_gaps(facts: SummaryInput) -> None:
    check = records.AccessCheck(pus=True, redness=False, dressing_intact=False, note="wet")

    text = told(with_session(facts, access_check=check), "Access")

    assert text.startswith(
        "Before the start: pus, no redness, dressing not intact, "
        "not recorded: pain, swelling and patency. Wet."
    )


def test_an_access_check_without_signs_names_the_gaps(facts: SummaryInput) -> None:
    check = records.AccessCheck(lumens_patent=False)

    text = told(with_session(facts, access_check=check), "Access")

    assert text.startswith("Before the start: lumens not patent, not recorded: pus,")


def test_locks_name_their_strength(facts: SummaryInput) -> None:
    locks = (
        records.Lock(
            lumen="red",
            agent=words.LockAgent.HEPARIN,
            volume_ml=Decimal("1.3"),
            heparin_iu_ml=Decimal(1000),
        ),
        records.Lock(lumen="blue", agent=words.LockAgent.SALINE, volume_ml=Decimal(2)),
    )

    text = told(with_session(facts, close=Close(locks=locks)), "Access")

    assert "red | heparin 1\u202f000\u00a0IU/mL | 1.3" in text
    assert "blue | sodium chloride 0.9 % | 2" in text


@pytest.mark.parametrize(
    ("allergies", "words_said"),
    [
        (None, "Allergies: not asked"),
        ((), "Allergies: none known"),
        (
            (Allergy(substance="latex"), Allergy(substance="heparin", reaction="HIT")),
            "Allergies: latex; heparin (HIT)",
        ),
    ],
)
def test_allergies_not_asked_and_none_known_are_two_answers(
    facts: SummaryInput, allergies: tuple[Allergy, ...] | None, words_said: str
) -> None:
    assert words_said in told(with_patient(facts, allergies=allergies), "Session")


def test_an_identity_check_without_person_or_time(facts: SummaryInput) -> None:
    check = records.IdentityCheck(identifiers=(Identifier(kind="birth-date", value="x"),))

    assert "Identity checked: birth date\n" in (
        told(with_session(facts, identity_check=check, station=None), "Session") + "\n"
    )


def test_an_access_may_be_known_by_its_kind_alone(facts: SummaryInput) -> None:
    device = records.AccessDevice(id="veins", kind=words.AccessKind.PERIPHERAL_VEINS)
    course = replace(facts.course, access_devices=(device,))
    session = replace(facts.session, access_device_id="veins")

    assert "Access: peripheral veins\n" in told(
        replace(facts, course=course, session=session), "Session"
    )


def test_pauses_may_be_open_or_without_reason(facts: SummaryInput) -> None:
    pauses = (Pause(start=at("10:00"), end=at("10:05")), Pause(start=at("11:00"), reason="alarm"))

    plan = told(with_session(facts, pauses=pauses), "Plan and delivery")

    assert "2 pauses left out: 10:00 to 10:05; 11:00 to open, alarm" in plan


def test_pauses_that_nobody_recorded_are_not_denied(facts: SummaryInput) -> None:
    assert "without pause" not in told(with_session(facts, pauses=None), "Plan and delivery")


def test_machine_and_supplies_with_gaps(facts: SummaryInput) -> None:
    machine = records.Machine(model="CellSpin 4", kind=words.MachineKind.CENTRIFUGAL)
    supplies = (records.Supply(kind=words.SupplyKind.OTHER),)
    sparse = with_session(facts, machine=machine, circuit_set=None, supplies=supplies)

    assert told(sparse, "Machine, set and supplies") == (
        "Machine: CellSpin 4 (centrifugal)\nOther: not recorded"
    )


def test_boluses_and_late_drugs_stand_in_order_of_time(facts: SummaryInput) -> None:
    drug = records.DrugGiven(
        at=at("10:20"), drug="paracetamol", dose="1 g", entered_at=at("11:00")
    )
    bolus = records.SalineBolus(at=at("10:00"), volume_ml=Decimal(250), by="P. N.")
    late = Finding(
        code="late-entry", severity=Severity.NOTICE, phase=Phase.CLOSE, what="", at=(at("10:20"),)
    )
    given = with_session(facts, drugs_given=(drug,), saline_boluses=(bolus,))

    rows = told(replace(given, verdicts=(Verdict(findings=(late,)),)), "Drugs").splitlines()

    assert rows[1].startswith("10:00 | sodium chloride 0.9 %, bolus | – | 250 | P. N.")
    assert rows[2].startswith("10:20 late, entered 11:00* | paracetamol | 1 g")


def test_readings_by_two_people_name_both(facts: SummaryInput) -> None:
    first, second, *_ = facts.session.readings or ()
    readings = (replace(first, by="Ada Alt"), replace(second, by="Bo Beck"))

    run = told(with_session(facts, readings=readings), "Run")

    assert "| AA" in run
    assert "Readings by AA Ada Alt, BB Bo Beck." in run


def test_a_reading_out_of_limits_is_marked_by_sign_and_word(facts: SummaryInput) -> None:
    first, *_ = facts.session.readings or ()
    values = {
        "systolic_mmhg": Measured(value=Decimal(82)),
        "diastolic_mmhg": Measured(value=Decimal(50)),
    }

    run = told(with_session(facts, readings=(replace(first, values=values, by=None),)), "Run")

    assert "↓ 82/50 low*" in run
    assert "Readings by" not in run


def test_half_a_pressure_before_has_its_row(facts: SummaryInput) -> None:
    before = {"diastolic_mmhg": Measured(value=Decimal(70))}
    close = Close(after={"diastolic_mmhg": Measured(value=Decimal(66), taken_at=at("11:30"))})

    half = with_session(facts, before=before, close=close)

    assert "Blood pressure | mmHg | –/70 | 66" not in told(half, "Before and after")
    assert "Blood pressure | mmHg | –/70 | –/66 | 11:30" in told(half, "Before and after")
    assert "blood pressure –/66\u00a0mmHg" in said_first(half)


def test_values_without_pressure_have_no_pressure_row(facts: SummaryInput) -> None:
    before = {"weight_kg": Measured(value=Decimal(70), taken_at=at("08:00"))}

    text = told(with_session(facts, before=before, close=None), "Before and after")

    assert "Blood pressure" not in text
    assert "Weight | kg | 70.0 | 08:00" in text


def test_a_laboratory_result_without_timing(facts: SummaryInput) -> None:
    result = records.LabResult(
        quantity="inr",
        value=Decimal("1.1"),
        taken_at=Moment.parse("2026-09-10T06:00+02:00"),
        session_id="s2",
    )
    course = replace(facts.course, lab_results=(result,))

    text = told(replace(facts, course=course), "Before and after")

    assert "INR | 1.1 | 2026-09-10 06:00" in text


def test_notes_stand_under_their_origin(facts: SummaryInput) -> None:
    noted = with_session(
        facts, note="slept", close=Close(rinseback_not_done_reason="clotted", end_note="x < y")
    )

    assert told(noted, "Notes") == (
        "## Session\nslept\n## End of the run\nx < y\n## No rinseback\nclotted"
    )
    assert "rinseback" not in told(noted, "Not recorded").lower()


def test_a_plain_indication_stands_in_words(facts: SummaryInput) -> None:
    order = replace(facts.course.order, indication="other")

    text = told(replace(facts, course=replace(facts.course, order=order)), "Session")

    assert text.startswith("Indication: Other")


def test_times_of_another_day_carry_their_date(facts: SummaryInput) -> None:
    assert facts.session.started_at is not None
    assert facts.session.started_at.day == date(2026, 9, 9)
    assert facts.when(Moment.parse("2026-09-10T06:00+02:00")) == "2026-09-10 06:00"
    unplanned = replace(facts, session=records.Session(id="x", number=1))
    assert unplanned.when(None) == "–"
