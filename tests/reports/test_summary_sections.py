"""What the lower sections of the session summary say: reactions, findings, access, readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain import records, words
from plexlog.domain.facts import ChecklistItem, list_version
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, NotAssessed, Phase, Verdict
from plexlog.domain.moments import Moment
from plexlog.domain.records import Allergy, Close, Identifier
from plexlog.domain.shapes import Measured
from plexlog.domain.words_followed import Contact, FollowUpKind
from plexlog.reports.session_summary import OwnLimit, SummaryInput
from plexlog.reports.summary_input import Forecast
from plexlog.reports.summary_tables import given_words
from tests.reports.cases import (
    at,
    said_first,
    told,
    with_patient,
    with_session,
)


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
    assert "Reactions: none recorded\n" in said_first(with_session(facts, reactions=()))


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


def test_the_checklist_is_counted_and_what_nobody_answered_is_named(facts: SummaryInput) -> None:
    items = tuple(
        ChecklistItem(code=code, label=label, step="assess", source="a", answered_by=ticked)
        for code, label, ticked in (
            ("one", "One", ()),
            ("two", "Two", ()),
            ("weight", "Weight", ("weight_kg",)),
            ("three", "Three", ()),
        )
    )
    answers = (
        records.ChecklistAnswer(
            item="one", answer=words.Answer.DONE, list_version=list_version(items)
        ),
        records.ChecklistAnswer(item="two", answer=words.Answer.NOT_DONE),
    )
    ours = with_session(replace(facts, checklist=items), checklist=answers)

    assert "Checklist: 2 of 4 items done; not answered: Three" in told(ours, "Session")
    of_another_list = replace(ours, checklist=items[:3])
    assert "Checklist: 1 of 2 answered items done" in told(of_another_list, "Session")


def test_what_the_plan_expected_stands_beside_what_was_delivered(facts: SummaryInput) -> None:
    forecast = Forecast(
        replacement_ml=2950.4, anticoagulant_ml=641.2, citrate_mg_kg_min=0.184, run_minutes=128
    )

    text = bare_spaces(told(replace(facts, forecast=forecast), "Plan and delivery"))

    assert "Replacement | 100 % albumin 5 %\nabout 2 950 mL | albumin 3 052 mL |" in text
    assert "Anticoagulant | ACD-A 10 : 1, about 641 mL | 10.0 : 1, 670 mL used | 81 mL to" in text
    assert "Citrate to the patient | about 0.18 mg/kg/min | 0.23; 0.17 mg/kg/min |" in text
    assert "Run time | about 2:08 h | 2:13 h |" in text


def bare_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_access_check_tells_signs_and_gaps(facts: SummaryInput) -> None:
    check = records.AccessCheck(pus=True, redness=False, dressing_intact=False, note="wet")

    text = told(with_session(facts, access_check=check), "Access")

    assert text.startswith(
        "Before the start: pus; no redness; dressing not intact; "
        "not recorded: pain, swelling and patency. Wet."
    )


def test_an_access_check_without_signs_names_the_gaps(facts: SummaryInput) -> None:
    check = records.AccessCheck(lumens_patent=False)

    text = told(with_session(facts, access_check=check), "Access")

    assert text.startswith("Before the start: lumens not patent; not recorded: pus,")


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


def test_limits_of_the_unit_stand_beside_the_findings_judged_by_them(facts: SummaryInput) -> None:
    own = (
        OwnLimit(label="Temperature from", value="38.3 °C", default="38.0 °C"),
        OwnLimit(label="Course longer than", value="21 d", default="14 d"),
    )

    assert told(replace(facts, own_limits=own), "Findings").endswith(
        "Limits changed by the unit: temperature from 38.3 °C (default 38.0 °C); "
        "course longer than 21 d (default 14 d)."
    )
    assert "Limits changed" not in told(facts, "Findings")


TOLD_IN_FULL = records.Reaction(
    id="r",
    kind=words.ReactionKind.CLOTTING,
    grade=words.Grade.II,
    onset_at=at("10:00"),
    vitals=(
        records.Snapshot(
            at=at("09:58"),
            values={
                code: Measured(value=Decimal(value))
                for code, value in (
                    ("systolic_mmhg", 96),
                    ("diastolic_mmhg", 60),
                    ("pulse_per_min", 104),
                )
            },
        ),
    ),
    steps=(records.StepTaken(step="Pause.", at=at("10:01")),),
    infection=records.Infection(
        source=words.InfectionSource.EXIT_SITE,
        exit_site_score=0,
        temperature_rise_c=Decimal("1.6"),
        organism="S. aureus",
        antibiotics="flucloxacillin",
        line_removed_on=date(2026, 11, 21),
    ),
    clotting=records.Clotting(
        location=words.ClotLocation.FILTER,
        not_rinsed_back=True,
        anticoagulant_ratio=Decimal("12.5"),
        filtration_fraction_percent=Decimal("25.0"),
        conditions=(
            records.Snapshot(
                at=at("09:50"),
                values={"transmembrane_pressure_mmhg": Measured(value=Decimal(80))},
            ),
        ),
    ),
)


def test_what_a_reaction_was_followed_by_is_printed(facts: SummaryInput) -> None:
    story = told(with_session(facts, reactions=(TOLD_IN_FULL,)), "Reactions")

    assert "Vitals 09:58: 96/60" in story
    assert "104" in story
    assert "Steps: 10:01 Pause\n" in story
    assert "exit-site score 0; temperature in the run +1.6" in story
    assert "organism S. aureus; antibiotic flucloxacillin; line removed 2026-11-21" in story
    assert "not given back" in story
    assert "inlet to anticoagulant 12.5 : 1; filtration fraction 25" in story


def test_what_was_found_later_stands_after_the_signatures(facts: SummaryInput) -> None:
    call = records.FollowUp(
        session_id=facts.session.id,
        kind=FollowUpKind.CALL,
        due_at=at("10:00"),
        closed_at=at("11:00"),
        contacts=(
            records.ContactMade(
                at=at("10:30"), contact=Contact.NOT_REACHED, by="A. Bauer", note="no answer"
            ),
            records.ContactMade(at=at("11:00"), contact=Contact.REACHED),
        ),
    )
    late = replace(
        call,
        kind=FollowUpKind.INFECTION,
        closed_at=None,
        outcome=words.Outcome.ONGOING_HANDED_OVER,
        event=records.LaterEvent(
            kind=words.ReactionKind.INFECTION,
            onset_at=at("09:00"),
            grade=words.Grade.II,
            infection=records.Infection(source=words.InfectionSource.TUNNEL),
            clotting=records.Clotting(location=words.ClotLocation.PATIENT),
            note="pus",
        ),
    )
    other = replace(call, session_id="elsewhere")
    course = replace(facts.course, follow_ups=(call, late, other))

    story = told(replace(facts, course=course), "Follow-up")

    assert "Later follow-up: Call, closed 11:00" in story
    assert "Calls: 10:30 not reached by A. Bauer: no answer; 11:00 reached" in story
    assert "Later follow-up: Infection, OPEN" in story
    assert "Infection: tunnel" in story
    assert "Outcome: ongoing, handed over" in story
    assert story.count("Later follow-up") == 2


def test_a_later_event_without_more_to_tell_says_what_it_is(facts: SummaryInput) -> None:
    call = records.FollowUp(
        session_id=facts.session.id,
        kind=FollowUpKind.CALL,
        due_at=at("10:00"),
        event=records.LaterEvent(
            kind=words.ReactionKind.BLEEDING, onset_at=at("09:00"), note="at the exit site"
        ),
    )
    course = replace(facts.course, follow_ups=(call,))

    story = told(replace(facts, course=course), "Follow-up")

    assert "at the exit site" in story
    assert "Infection" not in story
    assert "Clot" not in story


def test_what_was_wasted_and_what_never_hung_is_told_of_the_bags(facts: SummaryInput) -> None:
    bags = (
        records.Bag(
            id="b1",
            fluid=words.Fluid.ALBUMIN,
            volume_ml=Decimal(500),
            lot="HA26",
            started_at=at("09:10"),
            given_ml=Decimal(300),
            wasted_ml=Decimal(200),
        ),
        records.Bag(
            id="b2",
            fluid=words.Fluid.ALBUMIN,
            volume_ml=Decimal(500),
            lot="HB27",
            entered_at=at("09:20"),
        ),
    )

    story = told(with_session(facts, bags=bags), "Replacement fluids")

    assert "HA26: 200\u00a0mL wasted" in story
    assert "HB27: albumin, not hung" in story


def test_a_bag_that_never_hung_gave_nothing_and_lacks_no_amount() -> None:
    hung = records.Bag(
        id="b1", fluid=words.Fluid.ALBUMIN, volume_ml=Decimal(500), given_ml=Decimal(480),
        started_at=Moment.parse("2026-11-20T10:00+01:00"),
    )  # fmt: skip
    waits = records.Bag(
        id="b2", fluid=words.Fluid.ALBUMIN, volume_ml=Decimal(500),
        entered_at=Moment.parse("2026-11-20T10:05+01:00"),
    )  # fmt: skip

    assert given_words([hung, waits], "mL") == "480\u00a0mL"
    assert given_words([waits], "mL") == "none"
