"""The course report as sections, before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Anticoagulant,
    Clotting,
    Course,
    Patient,
    Score,
    Session,
    SignatureStatement,
)
from plexlog.domain.said import Said
from plexlog.domain.words import ClotLocation, Grade, SignerRole
from plexlog.reports import model
from plexlog.reports.course_report import CourseInput, course_report
from plexlog.reports.session_summary import session_summary
from tests.reports.cases import (
    REFERENCE,
    SIGNED,
    as_text,
    bottom_line,
    course_of,
    section_text,
    summary_input,
)
from tests.reports.courses import longer, report_input, report_of

NAMES = ["gbs-albumin-five", "ttp-plasma-daily", "ms-relapse-steroids"]
ENDED = Moment.parse("2026-09-15T12:00+02:00")


@pytest.fixture
def facts() -> CourseInput:
    return report_of("gbs-albumin-five")


def with_course(facts: CourseInput, **changes: Any) -> CourseInput:
    """The same report of a course that differs in some attributes; sessions follow."""
    course = replace(facts.course, **changes)
    sessions = tuple(replace(one, course=course) for one in facts.sessions)
    return replace(facts, course=course, sessions=sessions)


def with_order(facts: CourseInput, **changes: Any) -> CourseInput:
    return with_course(facts, order=replace(facts.course.order, **changes))


def with_patient(facts: CourseInput, **changes: Any) -> CourseInput:
    patient: Patient = replace(facts.course.patient, **changes)
    return with_course(facts, patient=patient)


def with_sessions(facts: CourseInput, change: Callable[[Session], Session]) -> CourseInput:
    """The same report with each session changed."""
    course = replace(facts.course, sessions=tuple(map(change, facts.course.sessions or ())))
    return report_input(course)


def signed(facts: CourseInput, *numbers: int) -> CourseInput:
    return replace(
        facts,
        sessions=tuple(
            replace(one, signatures=(SIGNED,)) if one.session.number in numbers else one
            for one in facts.sessions
        ),
    )


def said(facts: CourseInput, title: str) -> str:
    return section_text(course_report(facts), title)


def first(facts: CourseInput) -> str:
    return bottom_line(course_report(facts))


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_real_course_is_as_on_file(name: str) -> None:
    report = course_report(report_of(name))

    expected = (REFERENCE / f"{name}-course.txt").read_text(encoding="utf-8")
    assert as_text(report) == expected


def test_the_bottom_line_says_sessions_volumes_reactions_and_response(facts: CourseInput) -> None:
    told = first(facts)

    assert told.startswith("5 of 5 sessions done; 4.63\u00a0PV exchanged (mean 0.93 a session)")
    assert "short of the target: session 4 (access problem)" in told
    assert "Reactions: 1 grade II (citrate); 1 grade I (access)" in told
    assert "Response: GBS disability scale 4 to 3, better by 1 (as much as matters: 1)" in told
    assert "Not signed: sessions 1 to 5" in told


def test_a_course_signed_in_part_is_still_a_draft(facts: CourseInput) -> None:
    part = course_report(signed(facts, 1, 2))
    whole = course_report(signed(facts, 1, 2, 3, 4, 5))

    assert part.draft_mark == "DRAFT – not all signed"
    assert "Not signed: sessions 3 to 5" in bottom_line(part)
    assert whole.draft_mark == ""
    assert "Not signed" not in bottom_line(whole)
    assert "1 | Perpetua Nadelstich | nurse | performed" in section_text(whole, "Signatures")
    assert "Perpetua Nadelstich, 2026-09-09" in section_text(whole, "Sessions")


def test_amended_sessions_are_named(facts: CourseInput) -> None:
    why = Said(text="Rash at home.", why="told by phone").written
    amended = replace(SIGNED, meaning="amended", said=why)
    sessions = tuple(
        replace(one, signatures=(SIGNED, amended)) if one.session.number == 2 else one
        for one in facts.sessions
    )

    told = replace(facts, sessions=sessions)
    assert "AMENDED after signing: session 2" in first(told)
    assert "Rash at home. Reason: told by phone" in said(told, "Signatures")


def test_a_course_with_a_session_that_runs_is_unfinished(facts: CourseInput) -> None:
    def run_on(session: Session) -> Session:
        if session.number < 5:
            return session
        return replace(session, ended_at=None, close=None)

    running = course_report(with_sessions(facts, run_on))

    assert running.draft_mark == "UNFINISHED – not ended"
    assert "4 of 5 sessions done" in bottom_line(running)
    assert "session 5 running, not counted" in bottom_line(running)
    assert "exchanged (mean" in bottom_line(running)
    counters = section_text(running, "Counters")
    assert "ended* | " in counters
    assert "Session 5 running: not in the sums." in counters
    assert "not ended*" in section_text(running, "Sessions")


def test_what_cannot_be_added_up_is_said_with_its_sessions(facts: CourseInput) -> None:
    def forget(session: Session) -> Session:
        if session.number not in (1, 3):
            return session
        return replace(session, before=None, bags=None, reactions=None, drugs_of_note=None)

    told = course_report(with_sessions(facts, forget))

    assert "plasma volumes cannot be added up (sessions 1 and 3)" in bottom_line(told)
    assert "not recorded of sessions 1 and 3" in bottom_line(told)
    assert "Critical values not recorded: sessions 1 and 3" in bottom_line(told)
    assert "all* | –* " in section_text(told, "Counters")
    assert "planned 100\u00a0% albumin" in section_text(told, "Sessions")
    assert "Drugs that matter: not asked in sessions 1 and 3." in section_text(told, "Drugs")
    assert (
        "Infection: none recorded in sessions 2, 4 and 5; not recorded of sessions 1 and 3."
        in section_text(told, "Reactions")
    )
    assert "Sessions 1 and 3: weight before the start" in section_text(told, "Not recorded")


def test_no_reaction_and_none_recorded_are_two_things(facts: CourseInput) -> None:
    none = with_sessions(facts, lambda session: replace(session, reactions=()))
    unknown = with_sessions(facts, lambda session: replace(session, reactions=None))

    assert "Reactions: none recorded" in first(none)
    assert "Reactions: not recorded of sessions 1 to 5" in first(unknown)


def test_reactions_not_graded_and_of_one_kind_are_counted(facts: CourseInput) -> None:
    def again(session: Session) -> Session:
        grades = (Grade.II, Grade.II, None)
        found = course_of("gbs-albumin-five").session("s2").reactions or ()
        twice = tuple(
            replace(found[0], id=f"{session.id}{number}", grade=grade)
            for number, grade in enumerate(grades)
        )
        return replace(session, reactions=twice if session.number == 1 else ())

    told = first(with_sessions(facts, again))

    assert "Reactions: 2 grade II (2 citrate); 1 not graded (citrate)" in told


def test_a_clot_told_with_another_reaction_counts_as_clotting(facts: CourseInput) -> None:
    def clot(session: Session) -> Session:
        clotting = Clotting(location=ClotLocation.CIRCUIT)
        made = tuple(replace(one, clotting=clotting) for one in session.reactions or ())
        return replace(session, reactions=made)

    assert "Infection: none recorded. Clotting: sessions 2 and 4." in said(
        with_sessions(facts, clot), "Reactions"
    )


@pytest.mark.parametrize(
    ("values", "scale", "told"),
    [
        (("4",), "gbs-disability", "GBS disability scale 4 (2026-09-01), one value only"),
        (("4", "4"), "gbs-disability", "GBS disability scale 4 to 4, unchanged"),
        (("3", "4"), "gbs-disability", "3 to 4, worse by 1 (as much as matters: 1)"),
        (("30", "32"), "mrc-sum", "better by 2 (less than matters: 4)"),
        (("1", "2"), "of-our-own", "Of our own 1 to 2, which way is better is not on file"),
        ((), "gbs-disability", "Response: no score recorded"),
    ],
)
def test_the_response_is_told_by_its_scale(
    facts: CourseInput, values: tuple[str, ...], scale: str, told: str
) -> None:
    scores = tuple(
        Score(scale=scale, value=Decimal(value), at=Moment.parse(f"2026-09-0{day}T08:00+02:00"))
        for day, value in enumerate(values, start=1)
    )
    changed = with_order(with_course(facts, scores=scores), response_scale=scale)

    assert told in first(changed)
    assert ("Scale |" in said(changed, "Response")) is bool(values)


def test_without_a_scale_nothing_is_said_of_the_response(facts: CourseInput) -> None:
    bare = with_order(with_course(facts, scores=None), response_scale=None)

    assert "Response" not in first(bare)
    assert said(bare, "Response") == ""


def test_another_scale_stands_where_the_ordered_one_has_no_value(facts: CourseInput) -> None:
    scores = tuple(one for one in facts.course.scores or () if one.scale == "mrc-sum")

    assert "Response: MRC sum score 34 to 43" in first(with_course(facts, scores=scores))


def test_a_line_that_is_still_in_is_said_first() -> None:
    facts = report_of("ttp-plasma-daily")
    unknown = tuple(replace(one, inserted_on=None) for one in facts.course.access_devices or ())

    assert "Still in place: non-tunnelled catheter, right femoral since 2026-10-05" in first(facts)
    assert "still in place*" in said(facts, "Access")
    changed = with_course(facts, access_devices=unknown)
    assert "Still in place: non-tunnelled catheter, right femoral\n" in first(changed)
    assert "cannot be counted: a day of insertion is not recorded" in said(changed, "Counters")


@pytest.mark.parametrize(("confirmed", "words"), [(False, "tip NOT confirmed"), (None, "Access")])
def test_whether_the_tip_was_confirmed_is_said(
    facts: CourseInput, *, confirmed: bool | None, words: str
) -> None:
    devices = tuple(
        replace(one, tip_confirmed=confirmed, site=None, side=None)
        for one in facts.course.access_devices or ()
    )

    told = said(with_course(facts, access_devices=devices), "Access")

    assert words in told
    assert "tip confirmed" not in told
    assert "Non-tunnelled catheter |" in told


def test_a_course_without_access_on_file_says_so(facts: CourseInput) -> None:
    told = with_course(facts, access_devices=None)

    assert "not recorded" in said(told, "Sessions")
    assert "Inserted" not in said(told, "Access")


def test_sessions_to_come_are_named_with_their_time(facts: CourseInput) -> None:
    def not_yet(session: Session) -> Session:
        if session.number < 4:
            return session
        planned = session.planned_at if session.number == 4 else None
        return Session(id=session.id, number=session.number, planned_at=planned)

    told = with_sessions(facts, not_yet)

    assert "Next: session 4, was planned 2026-09-13 09:00" in first(told)
    assert "Session 4: not begun, 2026-09-13 09:00." in said(told, "Sessions")
    assert "Session 5: not begun, no time yet." in said(told, "Sessions")
    assert course_report(told).occasion == "course 1 · 3 sessions"


def test_soon_after_the_last_session_another_one_is_thought_of(facts: CourseInput) -> None:
    title = "Expected and measured (estimate)"
    soon = replace(facts, printed_at=ENDED)

    assert "Another session of 1.00\u00a0PV at 2026-09-17 09:00" in said(soon, title)
    assert "Another session" not in said(facts, title)
    assert "Another session" not in said(with_order(soon, interval_hours=None), title)
    assert "of 1.00\u00a0PV, balance" in said(
        with_order(soon, interval_hours=None), "Patient and order"
    )


def test_before_anything_ended_there_is_no_estimate(facts: CourseInput) -> None:
    def run_on(session: Session) -> Session:
        return replace(session, ended_at=None, close=None)

    told = with_sessions(facts, run_on)

    assert said(told, "Expected and measured (estimate)") == ""
    assert told.outlook.next_at is None
    assert told.outlook.levels_ahead == ()


def test_an_order_of_little_is_told_as_it_is(facts: CourseInput) -> None:
    bare = with_order(
        facts,
        plasma_volumes=None,
        sessions_planned=None,
        balance_percent=None,
        anticoagulant=None,
        consents=None,
    )

    told = said(bare, "Patient and order")

    assert "Prescribed: every 48\u00a0h" in told
    assert "Anticoagulant" not in told
    assert "Consent: not recorded" in told
    assert "5 sessions done" in first(bare)
    plain = with_order(facts, anticoagulant=Anticoagulant(product=_heparin()))
    assert "Anticoagulant: heparin" in said(plain, "Patient and order")


def _heparin() -> Any:
    from plexlog.domain.words import AnticoagulantProduct  # noqa: PLC0415 - used once

    return AnticoagulantProduct.HEPARIN


def test_a_withdrawn_consent_is_told(facts: CourseInput) -> None:
    consents = tuple(
        replace(one, withdrawn_on=one.given_on, taken_by=None, valid_until=None)
        for one in facts.course.order.consents or ()
    )

    assert "procedure 2026-09-06, WITHDRAWN 2026-09-06" in said(
        with_order(facts, consents=consents), "Patient and order"
    )


@pytest.mark.parametrize("has_rhd", [True, False])
def test_the_blood_group_is_told_as_far_as_known(facts: CourseInput, *, has_rhd: bool) -> None:
    group = facts.course.patient.blood_group
    assert group is not None
    known = replace(group, rhd=group.rhd if has_rhd else None)

    told = said(with_patient(facts, blood_group=known), "Patient and order")

    assert f"Blood group: {'O positive' if has_rhd else 'O'}\n" in told
    assert "Blood group" not in said(with_patient(facts, blood_group=None), "Patient and order")


def test_what_a_document_states_of_signatures_is_not_shown_as_checked(facts: CourseInput) -> None:
    stated = SignatureStatement(role=SignerRole.OTHER, name="Ada N.", at=ENDED)
    told = said(with_course(facts, signatures=(stated,)), "Signatures")

    assert "taken in, not checked here: Ada N., other." in told
    assert "Stated" not in said(with_course(facts, signatures=None), "Signatures")


def test_one_session_is_told_in_the_singular() -> None:
    one = report_input(longer(course_of("gbs-albumin-five"), 1))

    report = course_report(with_order(one, sessions_planned=None))

    assert "1 session done" in bottom_line(report)
    assert "had 1 plasma exchange session on 2026-09-07" in section_text(report, "Narrative")
    assert report.occasion == "course 1 · 1 session"
    assert course_report(with_course(one, course_number=None)).occasion == "course · 1 session"


def test_every_chart_has_the_table_of_its_numbers() -> None:
    for name in NAMES:
        for section in course_report(report_of(name)).sections:
            kinds = [type(block) for block in section.blocks]
            if model.Panels in kinds:
                assert model.Table in kinds, section.title


def test_bare_sessions_draw_nothing_that_is_not_there() -> None:
    facts = report_of("gbs-albumin-five")

    def bare(session: Session) -> Session:
        return Session(id=session.id, number=session.number, started_at=session.started_at)

    course = with_order(facts, plasma_volumes=None).course
    told = report_input(
        replace(_without_results(course), sessions=tuple(map(bare, facts.course.sessions or ())))
    )

    report = course_report(told)

    assert section_text(report, "Laboratory") == ""
    assert section_text(report, "Delivered volumes and vital signs") == ""
    assert section_text(report, "Annex: products by lot and donation number") == ""
    assert section_text(report, "Annex: machines, sets and supplies") == ""
    assert "Blood volume" not in section_text(report, "Sessions")


def _without_results(course: Course) -> Course:
    return replace(course, lab_results=None)


def test_an_end_without_a_reason_is_said(facts: CourseInput) -> None:
    told = with_sessions(facts, lambda session: replace(session, close=None))

    assert "reason not recorded" in said(told, "Sessions")


def test_a_laboratory_value_without_a_session_is_told_by_its_timing(facts: CourseInput) -> None:
    results = tuple(
        replace(one, session_id=None, timing=None if number % 2 else one.timing)
        for number, one in enumerate(facts.course.lab_results or ())
    )

    told = said(with_course(facts, lab_results=results), "Laboratory")

    assert "| before session |" in told
    assert "other draws" in said(facts_with_other(facts), "Laboratory")


def facts_with_other(facts: CourseInput) -> CourseInput:
    results = tuple(replace(one, timing=None) for one in facts.course.lab_results or ())
    course = replace(facts.course, lab_results=results)
    return report_input(course)


def test_under_heparin_citrate_is_none_and_no_number(facts: CourseInput) -> None:
    plain = with_order(facts, anticoagulant=Anticoagulant(product=_heparin()))
    course = plain.course
    sessions = tuple(summary_input(course, one.session) for one in plain.sessions)

    counters = said(replace(plain, sessions=sessions), "Counters")
    delivery = section_text(session_summary(sessions[0]), "Plan and delivery")

    assert counters.count("| none") == len(sessions) + 1
    assert "Citrate to the patient | – | none | " in delivery
    assert "0.00" not in delivery


def test_before_any_session_has_ended_nothing_is_added_up(facts: CourseInput) -> None:
    first = facts.sessions[0]
    running = replace(first, session=replace(first.session, ended_at=None, close=None))

    told = first_line(replace(facts, sessions=(running,)))

    assert "session 1 running, not counted" in told
    assert "exchanged" not in told


def first_line(facts: CourseInput) -> str:
    return course_report(facts).bottom_line[0].text
