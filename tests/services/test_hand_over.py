"""A session given on: the card says what is open and what is missing, and is kept as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.moments import Moment
from plexlog.domain.records import Allergy, Bag, DrugAfter, DrugGiven, HandedOn, HandOver
from plexlog.domain.unit import Role, StaffMember
from plexlog.domain.words import Fluid, Outcome, ReactionKind
from plexlog.services import reactions, recording, run_records, signing
from plexlog.services.desk import Desk
from plexlog.services.hand_over import hand_over, hand_over_card, takers, why_not_now
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, TOTALS, VITALS, close, prepare, work

TAKER = StaffMember(key="staff-2", login="dogan", name="Cem Dogan", role=Role.NURSE)
LEFT = replace(
    TAKER, key="staff-3", name="Gone Away", left_at=Moment.parse("2026-01-01T08:00+01:00")
)


class ManyStore(FakeStore):
    """A record of a unit with several people."""

    def staff(self) -> Sequence[StaffMember]:
        return (self.me, LEFT, replace(TAKER, name="Zoe Last"), TAKER)


@pytest.fixture
def running(session: OpenSession, clock: FakeClock) -> OpenSession:
    """Twenty minutes into a run with one row of totals."""
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=20)
    row = recording.begin_row(session, session.desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    return session


def card(view: SessionView) -> dict[str, str]:
    return {one.about: one.words for one in hand_over_card(view)}


def give(
    session: OpenSession,
    taker: StaffMember,
    note: str = "",
    read: tuple[HandedOn, ...] | None = None,
) -> HandOver:
    """Hand over with the card that was read, or as it is now."""
    card = hand_over_card(session.view()) if read is None else read
    signer = FakeSigner(taker.public_key)
    return hand_over(session, taker, note, card=card, signer=signer)


def test_the_card_tells_how_the_run_stands_and_what_is_next(running: OpenSession) -> None:
    told = card(running.view())

    assert told["Session"].startswith("session 1 of 2, running, 0:20 h")
    assert "of the patient's plasma" in told["Removed"]
    assert told["Last values"].startswith("14:50: 122/76\u00a0mmHg, pulse 74")
    label = running.desk.knowledge.indication_label("ttp-initial")
    assert told["Background"] == f"{label}; access: peripheral veins"
    assert told["Now"]


def test_what_nobody_recorded_is_said_and_never_left_out(running: OpenSession) -> None:
    bare = replace(running.view().session, readings=(), bags=(), drugs_after=None)
    view = replace(running.view(), session=bare)
    course = view.course
    unasked = replace(course, patient=replace(course.patient, allergies=None))

    told = card(view)

    assert told["Allergies"] == "none recorded"
    assert card(replace(view, course=unasked))["Allergies"] == "not asked"
    assert [told[one] for one in ("Bags", "Drugs given", "Reactions")] == ["none recorded"] * 3
    assert told["Last values"] == "none recorded"
    assert "To give after" not in told
    no_access = replace(view.course, access_devices=(), order=replace(course.order))
    no_access = replace(no_access, order=replace(no_access.order, access_device_id=None))
    assert "access: none recorded" in card(replace(view, course=no_access))["Background"]
    nothing_removed = replace(view, running=replace(view.running, last=None))
    assert card(nothing_removed)["Removed"] == "not recorded"


def test_bags_drugs_and_reactions_stand_on_the_card(running: OpenSession) -> None:
    bag = Bag(id="new", fluid=Fluid.ALBUMIN, volume_ml=Decimal(500), lot="L7")
    run_records.hang_bag(running, bag)
    run_records.hang_bag(running, replace(bag, lot=None))
    at = running.desk.now()
    run_records.give_drug(running, DrugGiven(at=at, drug="calcium gluconate 10 %", dose="10 mL"))
    run_records.give_bolus(running, Decimal(100))
    after = DrugAfter(drug="rituximab", dose="375 mg/m2", hold_until=at, next_dose_at=at)
    recording.set_facts(running, {"drugs_after": (after, DrugAfter(drug="IVIG"))})
    reaction = reactions.report_reaction(running, ReactionKind.CITRATE)
    ended = replace(reaction, outcome=Outcome.RESOLVED, key="", id="r9")
    recording.put_part(running, ended)

    told = card(running.view())

    assert told["Bags"].startswith("2 bags, last albumin, ")
    assert "next albumin" in told["Bags"] or "left" in told["Bags"]
    assert told["Drugs given"] == (
        "14:50 calcium gluconate 10 %, 10 mL; 14:50 saline bolus 100\u00a0mL"
    )
    assert told["To give after"] == (
        "rituximab 375 mg/m2, not before 2026-11-20 14:50, next dose 2026-11-20 14:50; IVIG"
    )
    assert told["Reactions"] == "14:50 citrate: OPEN; 14:50 citrate: resolved"


def test_who_takes_over_with_a_password_that_is_not_on_record_yet_signs_in_first(
    running: OpenSession,
) -> None:
    """What is signed with a key that the record does not have would never count."""
    told = hand_over_card(running.view())

    with pytest.raises(RefusedError, match="not on record yet: have them sign in with it once"):
        hand_over(running, TAKER, card=told, signer=FakeSigner("other"))

    assert not running.view().session.hand_overs


def test_a_pause_and_an_end_are_told(running: OpenSession) -> None:
    recording.pause_run(running, "clot")
    paused = card(running.view())["Session"]
    recording.end_run(running)

    assert ", paused, " in paused
    assert card(running.view())["Session"] == "session 1 of 2, ended 14:50"


def test_without_a_number_of_sessions_none_is_made_up(running: OpenSession) -> None:
    view = running.view()
    order = replace(view.course.order, sessions_planned=None)

    told = card(replace(view, course=replace(view.course, order=order)))

    assert told["Session"].startswith("session 1, ")


def test_the_hand_over_is_on_record_with_the_card_of_its_time(
    running: OpenSession, clock: FakeClock
) -> None:
    before = hand_over_card(running.view())

    give(running, TAKER, "  daughter waits outside ", before)
    clock.pass_by(minutes=30)

    (kept,) = running.view().session.hand_overs or ()
    assert (kept.given_by, kept.taken_by) == (running.desk.me, "Cem Dogan")
    assert kept.note == "daughter waits outside"
    assert kept.told == before
    message = kept.message(running.view().course.course_id, running.view().session.id)
    assert [(one.name, one.staff_key, one.signature) for one in kept.signed or ()] == [
        (running.desk.me, running.desk.store.me.key, running.desk.signer.sign(message)),
        ("Cem Dogan", "staff-2", message.hex()),
    ]
    give(running, TAKER)
    assert len(running.view().session.hand_overs or ()) == 2


def test_nobody_takes_over_from_themselves_nor_who_has_left(running: OpenSession) -> None:
    for taker in (running.desk.store.me, LEFT):
        with pytest.raises(RefusedError):
            give(running, taker)

    assert running.view().session.hand_overs is None


def test_a_row_that_is_typed_is_kept_before_the_session_is_given_on(
    running: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(minutes=5)
    row = recording.begin_row(running, running.desk.now())
    empty = why_not_now(running.view())
    recording.enter_cell(running, row, "pulse_per_min", "80")

    assert empty == ""
    with pytest.raises(RefusedError, match="keep it first"):
        give(running, TAKER)


def test_only_what_is_under_way_is_handed_over(session: OpenSession, clock: FakeClock) -> None:
    prepare(session)
    early = why_not_now(session.view())
    work(session, clock)
    close(session)
    signing.sign_session(session)

    assert early == "the run has not started"
    assert why_not_now(session.view()) == "the session is signed"


def test_colleagues_who_work_here_can_take_over(clock: FakeClock) -> None:
    store = ManyStore()
    desk = Desk(store, clock, FakeSigner())
    key = store.add_course(COURSE)
    session = OpenSession(desk, store.sessions_of(key)[0].session_key)

    assert [one.name for one in takers(session)] == ["Cem Dogan", "Zoe Last"]


def test_allergies_are_named(running: OpenSession) -> None:
    view = running.view()
    patient = replace(view.course.patient, allergies=(Allergy(substance="heparin"),))

    told = card(replace(view, course=replace(view.course, patient=patient)))

    assert told["Allergies"] == "heparin"


def test_a_row_that_a_newer_one_says_all_of_is_not_handed_on(
    running: OpenSession, clock: FakeClock
) -> None:
    for pulse in ("80", "84"):
        clock.pass_by(minutes=5)
        row = recording.begin_row(running, running.desk.now())
        recording.enter_cell(running, row, "pulse_per_min", pulse)
        recording.keep_row(running, row)

    told = card(running.view())["Last values"]

    assert "pulse 84" in told
    assert "pulse 80" not in told


def test_a_row_without_pressure_and_a_bag_without_a_next_are_told_as_they_are(
    running: OpenSession, clock: FakeClock
) -> None:
    huge = Bag(id="n", fluid=Fluid.ALBUMIN, volume_ml=Decimal(9000))
    run_records.hang_bag(running, huge, answers={"bag-volume-9000": "for this test"})
    clock.pass_by(minutes=5)
    row = recording.begin_row(running, running.desk.now())
    recording.enter_cell(running, row, "pulse_per_min", "80")
    recording.keep_row(running, row)
    view = running.view()
    unread = replace(view, running=replace(view.running, last=None))

    pulse, *older = card(view)["Last values"].split("; ")
    assert pulse == "14:55: pulse 80\u00a0/min"
    assert older[0].startswith("14:50: 122/76\u00a0mmHg, inlet total")  # what the row left out
    assert "pulse" not in older[0]
    assert "next" not in card(view)["Bags"]
    assert "left" not in card(unread)["Bags"]


def test_the_card_that_was_read_is_kept_and_not_one_of_later(
    running: OpenSession, clock: FakeClock
) -> None:
    read = hand_over_card(running.view())
    clock.pass_by(minutes=9)

    handed = give(running, TAKER, "", read)

    assert handed.told == read != hand_over_card(running.view())
