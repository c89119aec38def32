"""Assessing before the start, and correcting what was recorded of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, DrugOfNote, Reading
from plexlog.domain.words import DrugClass, Fluid, Grade, ReactionKind
from plexlog.services import assessing, corrections, reactions, recording, run_records
from plexlog.services.bag_ledger import bag_ledger, tell_given
from plexlog.services.banner import course_banner, patient_banner, session_banner
from plexlog.services.open_session import OpenSession
from plexlog.services.typed_record import typed_record
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import TOTALS, VITALS, prepare

IVIG = DrugOfNote(drug_class=DrugClass.IVIG, drug="IVIG")
ACE = DrugOfNote(drug_class=DrugClass.ACE_INHIBITOR, drug="Ramipril")
EARLIER = Moment.parse("2026-11-20T14:00+01:00")


def kept_row(session: OpenSession) -> Reading:
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    return (session.view().session.readings or ())[-1]


@pytest.fixture
def running(session: OpenSession, clock: FakeClock) -> OpenSession:
    """The session under way for half an hour."""
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=30)
    session.clock_moved()
    return session


def test_the_time_of_a_value_is_typed(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "pulse_per_min", "70")

    assessing.taken_at(session, "pulse_per_min", "07:50")

    pulse = (session.view().session.before or {})["pulse_per_min"]
    assert pulse.taken_at == Moment.parse("2026-11-20T07:50+01:00")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "a value has its time"), ("soon", "must be a time"), ("07:50", "needs its value first")],
)
def test_a_time_that_cannot_be_is_refused_at_its_place(
    session: OpenSession, text: str, reason: str
) -> None:
    with pytest.raises(RefusedError, match=f"taken.pulse_per_min: {reason}"):
        assessing.taken_at(session, "pulse_per_min", text)


def test_not_looked_at_is_not_a_no(session: OpenSession) -> None:
    assessing.see_access(session, "pus", is_so=False)
    check = session.view().session.access_check
    assert check is not None
    assert (check.pus, check.redness, check.by) == (False, None, NURSE.name)

    assessing.see_access(session, "pus", is_so=None)

    assert session.view().session.access_check is None


def test_what_is_seen_at_the_access_is_told_in_words(session: OpenSession) -> None:
    assessing.tell_access(session, "note", "red rim of 1.5 cm")

    check = session.view().session.access_check
    assert check is not None
    assert (check.note, check.by) == ("red rim of 1.5 cm", NURSE.name)
    assessing.tell_access(session, "note", "")
    assert session.view().session.access_check is None


def test_asked_and_none_there_is_not_the_same_as_not_asked(session: OpenSession) -> None:
    assert session.view().session.drugs_of_note is None
    assessing.no_drugs_of_note(session)
    assert session.view().session.drugs_of_note == ()
    assessing.drugs_not_asked(session)
    assert session.view().session.drugs_of_note is None


def test_drugs_that_matter_are_kept_changed_and_dropped(session: OpenSession) -> None:
    assessing.keep_drug(session, None, IVIG)
    assessing.keep_drug(session, 7, IVIG)
    assessing.keep_drug(session, 1, ACE)
    assert session.view().session.drugs_of_note == (IVIG, ACE)

    assessing.drop_drug(session, 0)
    assert session.view().session.drugs_of_note == (ACE,)
    assessing.drop_drug(session, 0)
    assert session.view().session.drugs_of_note is None


def test_a_last_dose_may_be_unknown(session: OpenSession) -> None:
    assert assessing.last_dose(session, "drug", " ") is None
    assert assessing.last_dose(session, "drug", "2026-11-18 08:00") == Moment.parse(
        "2026-11-18T08:00+01:00"
    )


def test_a_kept_value_is_corrected_with_its_reason(running: OpenSession) -> None:
    row = kept_row(running)

    assert corrections.correct_reading(running, row, "pulse_per_min", "x", "slip").is_refused
    assert corrections.correct_reading(running, row, "pulse_per_min", "30", "slip").is_question
    corrections.correct_reading(running, row, "pulse_per_min", "30", "slip", is_sure=True)
    corrections.correct_reading(running, row, "inlet_ml", "2900", "slip")
    corrections.correct_reading(running, row, "removed_ml", "", "read off another line")

    (corrected,) = running.view().session.readings or ()
    assert corrected.values["pulse_per_min"].answered == recording.STOOD_BY
    assert corrected.values["inlet_ml"].answered == ""
    assert "removed_ml" not in corrected.values


def test_nothing_kept_is_corrected_without_a_reason(running: OpenSession) -> None:
    row = kept_row(running)

    with pytest.raises(RefusedError, match="why: needs a reason"):
        corrections.correct_reading(running, row, "pulse_per_min", "71", " ")
    with pytest.raises(RefusedError, match="why: needs a reason"):
        corrections.correct_time(running, row, EARLIER, "")
    with pytest.raises(RefusedError, match="why: needs a reason"):
        corrections.take_back_row(running, row, "")

    assert running.view().session.readings == (row,)


def test_a_kept_row_is_moved_and_taken_back(running: OpenSession) -> None:
    row = kept_row(running)

    corrections.correct_time(running, row, running.desk.now(), "clock of the machine is slow")
    (moved,) = running.view().session.readings or ()
    assert moved.at == running.desk.now()
    assert moved.values.keys() == row.values.keys()
    corrections.take_back_row(running, moved, "another patient's")

    assert running.view().session.readings == ()


def test_start_and_end_are_corrected_in_their_order(
    running: OpenSession, clock: FakeClock
) -> None:
    corrections.correct_start(running, EARLIER)
    recording.end_run(running)
    ended_at = running.desk.now()
    clock.pass_by(minutes=5)

    with pytest.raises(RefusedError, match="must not be after the end, 15:00"):
        corrections.correct_start(running, running.desk.now())
    with pytest.raises(RefusedError, match="must not be before the start, 14:00"):
        corrections.correct_end(running, Moment.parse("2026-11-20T13:59+01:00"))
    corrections.correct_end(running, running.desk.now())
    corrections.correct_start(running, ended_at)

    shown = running.view().session
    assert (shown.started_at, shown.ended_at) == (ended_at, running.desk.now())


def test_a_run_ended_by_mistake_goes_on(running: OpenSession) -> None:
    recording.end_run(running)
    corrections.resume_ended_run(running)

    assert running.view().is_running


@pytest.mark.parametrize(
    "deed",
    [
        lambda session: corrections.correct_start(session, EARLIER),
        lambda session: corrections.correct_end(session, EARLIER),
        corrections.resume_ended_run,
    ],
)
def test_what_has_not_happened_is_not_corrected(
    session: OpenSession, deed: Callable[[OpenSession], None]
) -> None:
    with pytest.raises(RefusedError, match="the run has not"):
        deed(session)


def hang(session: OpenSession, volume: int) -> Bag:
    return run_records.hang_bag(
        session,
        Bag(
            id="new",
            fluid=Fluid.ALBUMIN,
            volume_ml=Decimal(volume),
            concentration_percent=Decimal(5),
        ),
        answers={f"bag-volume-{volume}": "filled by the pharmacy"},
    )


def test_each_bag_is_offered_what_the_machine_leaves_for_it(
    running: OpenSession, clock: FakeClock
) -> None:
    assert bag_ledger(running.view()).bags_ml is None
    hang(running, 1000)
    clock.pass_by(minutes=10)
    hang(running, 1000)
    kept_row(running)
    recording.end_run(running)

    ledger = bag_ledger(running.view())

    assert ledger.to_tell == 2
    assert [line.by_machine_ml for line in ledger.lines] == [1000.0, 500.0]
    assert (ledger.machine_ml, ledger.bags_ml) == (1500, None)

    tell_given(running, "s1-b01", "1000")
    tell_given(running, "s1-b02", "480")

    assert bag_ledger(running.view()).to_tell == 0
    assert bag_ledger(running.view()).bags_ml == 1480


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "needs an amount; 0 if nothing"),
        ("-1", "must not be below 0 mL"),
        ("all", "must be a number"),
        ("1001", "more than the bag holds"),
        ("1,000", "may be a thousand"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_at_its_bag(
    running: OpenSession, text: str, reason: str
) -> None:
    hang(running, 1000)

    with pytest.raises(RefusedError, match=f"s1-b01: .*{reason}"):
        tell_given(running, "s1-b01", text)


def test_the_banner_says_whose_record_is_open(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "weight_kg", "72")
    recording.start_run(session)
    reaction = reactions.report_reaction(session, ReactionKind.ALLERGIC)
    reactions.tell_reaction(session, replace(reaction, grade=Grade.II))
    reactions.report_reaction(session, ReactionKind.CITRATE)
    desk, line = session.desk, session.view().line

    patient = patient_banner(desk, line.patient_key)
    course = course_banner(desk, line.course_key)
    first = course_banner(desk, line.course_key, "s1")
    second = course_banner(desk, line.course_key, "s2")

    assert (patient.patient.family_name, patient.course_number) == ("Nadelbaum", None)
    assert (course.course_number, course.session_number, course.sessions_planned) == (1, None, 2)
    assert (first.session_number, first.alerts) == (1, ())
    assert [(one.kind.casefold(), one.session_number) for one in second.alerts] == [
        ("allergic", 1)
    ]
    assert second.weight is not None
    assert first.weighed_on is None
    assert second.weighed_on == course.weighed_on == desk.now().day
    assert second.today == desk.now().day
    assert session_banner(desk, session.view(), ()) == first


def test_a_record_is_read_from_the_texts_of_a_dialog() -> None:
    now = Moment.parse("2026-11-20T14:30+01:00")
    texts = {
        "id": "b1",
        "fluid": "albumin",
        "volume_ml": "250",
        "expires_on": "20270131",
        "started_at": "14:20",
        "lot": " ",
    }

    bag = typed_record(Bag, texts, now)

    assert (str(bag.volume_ml), bag.lot, str(bag.started_at)) == (
        "250",
        None,
        "2026-11-20T14:20+01:00",
    )
    with pytest.raises(RefusedError) as refused:
        typed_record(Bag, texts | {"volume_ml": "1,000", "expires_on": "soon"}, now)
    assert [one.place for one in refused.value.refusals] == ["volume_ml", "expires_on"]
