"""What is told before the start: systems, drugs to give after, waiting, teaching, consents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.facts import DrugFact
from plexlog.domain.records import AccessCheck, AccessDevice, Course, FluidShare, SystemFinding
from plexlog.domain.words import AccessKind, Fluid
from plexlog.domain.words_before import BodySystem, DelayReason, SystemState
from plexlog.services import assessing, attesting, before_start, plan_entry
from plexlog.services.access_line import access_line
from plexlog.services.look_alikes import look_alikes
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import NURSE
from tests.services.ward import PATIENT

Act = Callable[[OpenSession, Mapping[str, str]], None]


def line_of(session: OpenSession, system: BodySystem) -> attesting.SystemLine:
    return next(one for one in attesting.system_lines(session.view()) if one.system is system)


def with_earlier(view: SessionView, *systems: SystemFinding) -> SessionView:
    first, second = view.course.sessions or ()
    course = replace(view.course, sessions=(replace(first, systems=systems), second))
    return replace(view, course=course, session=second)


def test_a_system_is_attested_by_name_and_time_and_taken_back(session: OpenSession) -> None:
    attesting.attest(session, BodySystem.SKIN, SystemState.FINDING, " oedema of both legs ")
    attesting.attest(session, BodySystem.BREATHING, SystemState.UNREMARKABLE)

    told = session.view().session.systems or ()
    assert [(one.system, one.state, one.note, one.by) for one in told] == [
        (BodySystem.BREATHING, SystemState.UNREMARKABLE, None, NURSE.name),
        (BodySystem.SKIN, SystemState.FINDING, "oedema of both legs", NURSE.name),
    ]

    attesting.attest(session, BodySystem.SKIN, None)
    attesting.attest(session, BodySystem.BREATHING, None)
    assert session.view().session.systems is None


def test_a_finding_needs_words_and_no_change_something_to_compare(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="say in a few words"):
        attesting.attest(session, BodySystem.SKIN, SystemState.FINDING, "  ")
    with pytest.raises(RefusedError, match="no earlier session says"):
        attesting.attest(session, BodySystem.SKIN, SystemState.NO_CHANGE)


def test_what_was_told_last_is_shown_and_not_taken_over(session: OpenSession) -> None:
    told = SystemFinding(system=BodySystem.SKIN, state=SystemState.FINDING, note="oedema")
    same = replace(told, system=BodySystem.PAIN, state=SystemState.NO_CHANGE)

    lines = {
        one.system: one for one in attesting.system_lines(with_earlier(session.view(), told, same))
    }

    assert (lines[BodySystem.SKIN].last, lines[BodySystem.SKIN].last_number) == (told, 1)
    assert lines[BodySystem.SKIN].today is None
    assert lines[BodySystem.PAIN].last is None


def test_a_drug_to_give_after_keeps_its_hold_and_next_dose(session: OpenSession) -> None:
    before_start.add_drug_after(
        session,
        {
            "drug": "rituximab",
            "dose": "500 mg",
            "hold_until": "2026-11-20 18:00",
            "next_dose_at": "2026-11-20 19:00",
        },
    )
    before_start.add_drug_after(session, {"drug": "IVIG"})

    first, second = session.view().session.drugs_after or ()
    assert first.hold_until is not None
    assert first.hold_until.clock == "18:00"
    assert (first.by, second.hold_until) == (NURSE.name, None)

    before_start.drop(session, "drugs_after", 0)
    before_start.drop(session, "drugs_after", 0)
    assert session.view().session.drugs_after is None


@pytest.mark.parametrize(
    ("act", "texts", "place"),
    [
        (before_start.add_drug_after, {"drug": " "}, "drug"),
        (before_start.add_drug_after, {"drug": "x", "hold_until": "later"}, "hold_until"),
        (
            before_start.add_drug_after,
            {"drug": "x", "hold_until": "18:00", "next_dose_at": "17:00"},
            "next_dose_at",
        ),
        (before_start.add_delay, {"minutes": "5"}, "reason"),
        (before_start.add_delay, {"reason": "staff"}, "minutes"),
        (before_start.add_delay, {"reason": "staff", "minutes": "0"}, "minutes"),
        (before_start.add_lesson, {"topic": ""}, "topic"),
        (before_start.add_consent, {"given_on": "2026-11-20"}, "kind"),
        (before_start.add_consent, {"kind": "procedure"}, "given_on"),
        (before_start.add_consent, {"kind": "procedure", "given_on": "2026-11-21"}, "given_on"),
        (
            before_start.add_consent,
            {"kind": "procedure", "given_on": "2026-11-20", "valid_until": "2026-11-19"},
            "valid_until",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(
    session: OpenSession, act: Act, texts: dict[str, str], place: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        act(session, texts)

    assert [one.place for one in refused.value.refusals] == [place]


def test_waiting_and_teaching_are_kept_by_name(session: OpenSession) -> None:
    before_start.add_delay(session, {"reason": "laboratory", "minutes": "25"})
    before_start.add_lesson(session, {"topic": "tingling", "answer": "I will call"})

    kept = session.view().session
    [delay], [lesson] = kept.delays or (), kept.lessons or ()
    assert (delay.reason, delay.minutes, delay.by) == (DelayReason.LABORATORY, 25, NURSE.name)
    assert (lesson.topic, lesson.answer, lesson.by) == ("tingling", "I will call", NURSE.name)


def test_the_unit_list_says_when_to_give_a_known_drug() -> None:
    fact = DrugFact(
        code="m",
        label="M",
        source="invented",
        drug_class="monoclonal-antibody",
        members=("rituximab",),
        when="right after",
        why="it is washed out",
    )

    assert before_start.advice_for((fact,), "Rituximab, biosimilar") == "right after"
    assert before_start.advice_for((fact,), "aspirin") == ""


def test_a_consent_is_added_and_withdrawn_in_a_new_version_of_the_order(
    session: OpenSession,
) -> None:
    before_start.add_consent(
        session,
        {
            "kind": "blood-products",
            "given_on": "2026-11-20",
            "valid_until": "2026-11-20",
            "x_plexlog_scope": "plasma",
        },
    )
    consents = session.view().course.order.consents or ()
    assert (len(consents), consents[1].scope) == (2, "plasma")
    assert before_start.consent_gaps(session.view()) == (
        "blood products: not valid on the day of session 2",
    )

    with pytest.raises(RefusedError, match="needs a reason"):
        before_start.withdraw_consent(session, 0, " ")
    before_start.withdraw_consent(session, 0, "asked to stop")

    assert (session.view().course.order.consents or ())[0].withdrawn_on == date(2026, 11, 20)
    assert before_start.consent_gaps(session.view())[0] == (
        "procedure: not valid on the day of session 1, 2"
    )


def test_no_consent_at_all_is_a_gap(session: OpenSession) -> None:
    view = session.view()
    bare = replace(view.course, order=replace(view.course.order, consents=None))

    assert before_start.consent_gaps(replace(view, course=bare)) == ("procedure: none on record",)

    plasma = (FluidShare(fluid=Fluid.PLASMA_FRESH_FROZEN, share=Decimal(1)),)
    bare = replace(bare, order=replace(bare.order, replacement=plasma))
    assert before_start.consent_gaps(replace(view, course=bare)) == (
        "procedure: none on record",
        "blood products: none on record",
    )


def test_names_that_look_alike_are_found_by_letters_initial_or_birth_date(
    session: OpenSession,
) -> None:
    desk = session.desk
    for number, changes in (
        ("NB-2", {"family_name": "Nádelbaum"}),
        ("NB-3", {"family_name": "Nadelbaumer", "given_name": "Xenia"}),
        ("NB-4", {"given_name": "Xenia", "birth_date": date(1990, 1, 1)}),
        ("NB-5", {"family_name": "Quittenberg"}),
    ):
        desk.store.add_patient(replace(PATIENT, key="", record_number=number, **changes))

    found = look_alikes(desk, session.view())

    assert sorted(one.record_number for one in found) == ["NB-2", "NB-3"]


def access_course(view: SessionView, **check: object) -> SessionView:
    device = AccessDevice(
        id="veins", kind=AccessKind.TUNNELLED_CATHETER, inserted_on=date(2026, 11, 18)
    )
    gone = AccessDevice(
        id="old",
        kind=AccessKind.NON_TUNNELLED_CATHETER,
        inserted_on=date(2026, 11, 1),
        removed_on=date(2026, 11, 17),
        removal_reason="fever",
    )
    undated = replace(gone, id="older", inserted_on=None, removal_reason=None)
    first, second = view.course.sessions or ()
    seen = replace(AccessCheck(), **check)  # type: ignore[arg-type]  # by name
    course: Course = replace(
        view.course,
        access_devices=(device, gone, undated),
        sessions=(replace(first, access_check=seen), second),
    )
    return replace(view, course=course, session=second)


def test_the_access_counts_its_days_dressing_and_scores(session: OpenSession) -> None:
    view = access_course(session.view(), exit_site_score=3, dressing_changed_on=date(2026, 11, 18))

    line = access_line(view)

    assert (line.days, line.dressing_days, line.last_score) == (3, 2, (1, 3))
    assert line.earlier == (
        "non-tunnelled catheter, 2026-11-01 to 2026-11-17: fever",
        "non-tunnelled catheter, to 2026-11-17",
    )


def test_what_is_not_recorded_of_an_access_is_not_counted(session: OpenSession) -> None:
    assert access_line(access_course(session.view())).dressing_days is None
    view = session.view()
    order = replace(view.course.order, access_device_id=None)

    line = access_line(replace(view, course=replace(view.course, order=order)))

    assert (line.days, line.dressing_days, line.last_score, line.earlier) == (None, None, None, ())


def test_score_and_dressing_are_told_and_taken_back(session: OpenSession) -> None:
    assessing.tell_access(session, "exit_site_score", "0")
    assessing.tell_access(session, "dressing_changed_on", "2026-11-19")

    check = session.view().session.access_check or AccessCheck()
    assert (check.exit_site_score, check.dressing_changed_on, check.by) == (
        0,
        date(2026, 11, 19),
        NURSE.name,
    )
    for field, text, words in (
        ("exit_site_score", "11", "possible 0 to 10"),
        ("dressing_changed_on", "soon", "must be a day"),
        ("dressing_changed_on", "2026-11-21", "lies in the future"),
    ):
        with pytest.raises(RefusedError, match=words):
            assessing.tell_access(session, field, text)

    assessing.tell_access(session, "exit_site_score", "")
    assessing.tell_access(session, "dressing_changed_on", "")
    assert session.view().session.access_check is None


def test_the_days_of_a_machine_are_kept_and_checked(session: OpenSession) -> None:
    with pytest.raises(RefusedError, match="name the machine first"):
        plan_entry.enter(session, "machine.cleaned_on", "2026-11-20")
    plan_entry.type_machine(session, "CellSpin 4", "centrifugal")

    plan_entry.enter(session, "machine.maintenance_due_on", "2027-01-31")
    plan_entry.enter(session, "machine.cleaned_on", "2026-11-20")

    texts = plan_entry.plan_texts(session.view())
    assert texts["machine.maintenance_due_on"] == "2027-01-31"
    assert texts["machine.cleaned_on"] == "2026-11-20"
    for text, words in (("2026-11-21", "lies in the future"), ("soon", "must be a day")):
        with pytest.raises(RefusedError, match=words):
            plan_entry.enter(session, "machine.cleaned_on", text)
    plan_entry.enter(session, "machine.cleaned_on", "")
    assert plan_entry.plan_texts(session.view())["machine.cleaned_on"] == ""


LABEL = "(01)04012345123456(17)280630(10)X26F0411"


def test_a_scan_fills_lot_and_expiry_together(session: OpenSession) -> None:
    plan_entry.enter(session, "set.lot", LABEL)
    plan_entry.enter(session, "anticoagulant.lot", LABEL)

    texts = plan_entry.plan_texts(session.view())
    assert (texts["set.lot"], texts["set.expires_on"]) == ("X26F0411", "2028-06-30")
    assert texts["anticoagulant.lot"] == "X26F0411"


@pytest.mark.parametrize(
    ("scan", "words"),
    [("=G123417654321 00", "is not possible. Scan it again"), ("(01)04012345123456", "scan")],
)
def test_a_scan_without_a_lot_is_refused_in_words(
    session: OpenSession, scan: str, words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        plan_entry.enter(session, "set.lot", scan)

    assert [one.place for one in refused.value.refusals] == ["set.lot"]
    assert session.view().session.circuit_set is None
