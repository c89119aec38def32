"""What is hung, given, noted and reported during the run, and what is to be done next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Place
from plexlog.domain.moments import Moment
from plexlog.domain.records import Bag, DrugGiven
from plexlog.domain.words import Diluent, Fluid, Outcome, ReactionKind, Route
from plexlog.services import reactions, recording, run_records
from plexlog.services.do_now import Act, Deed, acts, bags_left_ml
from plexlog.services.open_session import OpenSession
from tests.services.fakes import NURSE, FakeClock
from tests.services.ward import TOTALS, VITALS, prepare

BOTTLE = Bag(
    id="new",
    fluid=Fluid.ALBUMIN,
    volume_ml=Decimal(500),
    concentration_percent=Decimal(5),
    expires_on=date(2027, 1, 31),
)
CALCIUM = DrugGiven(
    at=Moment.parse("2026-11-20T14:30+01:00"), drug="Calcium", dose="10 mL", route=Route.IV
)


@pytest.fixture
def running(session: OpenSession) -> OpenSession:
    """The session under way."""
    prepare(session)
    recording.start_run(session)
    return session


def row(session: OpenSession, **values: str) -> None:
    kept = recording.begin_row(session, session.desk.now())
    for code, text in values.items():
        recording.enter_cell(session, kept, code, text, is_sure=True)
    recording.keep_row(session, kept)


def deeds(session: OpenSession) -> list[Deed]:
    return [act.deed for act in acts(session.view())]


def first_act(session: OpenSession) -> Act:
    return acts(session.view())[0]


def test_a_bag_is_on_record_from_the_moment_it_hangs(
    running: OpenSession, clock: FakeClock
) -> None:
    first = run_records.hang_bag(running, BOTTLE)
    clock.pass_by(minutes=20)
    second = run_records.hang_bag(running, replace(BOTTLE, lot="L2"))

    one, two = running.view().session.bags or ()
    assert (one.id, one.by, one.started_at) == (first.id, NURSE.name, first.started_at)
    assert (one.ended_at, one.given_ml) == (second.started_at, None)
    assert (two.id, two.given_ml, two.lot) == ("s1-b02", None, "L2")


def test_a_bag_that_was_never_hung_does_not_end(running: OpenSession) -> None:
    recording.put_part(running, replace(BOTTLE, id="s1-b01"))

    run_records.hang_bag(running, BOTTLE)

    fetched, hung = running.view().session.bags or ()
    assert (fetched.started_at, fetched.ended_at) == (None, None)
    assert hung.started_at is not None


def test_a_bag_that_must_never_be_given_is_refused(running: OpenSession) -> None:
    with pytest.raises(RefusedError, match="expired on 2026-11-19"):
        run_records.hang_bag(running, replace(BOTTLE, expires_on=date(2026, 11, 19)))
    with pytest.raises(RefusedError, match="never diluted with water"):
        run_records.hang_bag(running, replace(BOTTLE, diluent=Diluent.WATER))

    assert running.view().session.bags == ()


def test_no_more_is_given_than_a_bag_holds(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, BOTTLE)

    with pytest.raises(RefusedError, match="501 mL is more than the bag holds, 500 mL"):
        run_records.finish_bag(running, bag, Decimal(501))
    run_records.finish_bag(running, bag, Decimal(480))

    (kept,) = running.view().session.bags or ()
    assert (kept.given_ml, kept.ended_at) == (Decimal(480), running.desk.now())


def test_a_drug_is_given_unless_it_has_expired(running: OpenSession) -> None:
    with pytest.raises(RefusedError, match="expired"):
        run_records.give_drug(running, replace(CALCIUM, expires_on=date(2026, 1, 1)))
    run_records.give_drug(running, CALCIUM)

    (given,) = running.view().session.drugs_given or ()
    assert (given.drug, given.by, given.entered_at) == ("Calcium", NURSE.name, running.desk.now())


def test_saline_given_at_once_is_recorded(running: OpenSession) -> None:
    run_records.give_bolus(running, Decimal(250), " pressure low ")
    run_records.give_bolus(running, Decimal(100))

    boluses = running.view().session.saline_boluses or ()
    assert [(one.volume_ml, one.reason) for one in boluses] == [
        (Decimal(250), "pressure low"),
        (Decimal(100), None),
    ]


def test_saline_may_be_recorded_later_than_it_was_given(
    running: OpenSession, clock: FakeClock
) -> None:
    given_at = running.desk.now()
    clock.pass_by(minutes=9)

    run_records.give_bolus(running, Decimal(250), at=given_at)

    (bolus,) = running.view().session.saline_boluses or ()
    assert bolus.at == given_at


def test_a_note_grows_and_loses_nothing(running: OpenSession) -> None:
    with pytest.raises(RefusedError, match="needs words"):
        run_records.add_note(running, "  ")
    run_records.add_note(running, "asleep")
    run_records.add_note(running, "awake ")

    assert running.view().session.note == (
        "14:30 Perpetua Nadelstich: asleep\n14:30 Perpetua Nadelstich: awake"
    )


def test_ids_are_unique_over_the_whole_document(running: OpenSession) -> None:
    run_records.hang_bag(running, BOTTLE)
    reactions.report_reaction(running, ReactionKind.CITRATE)

    assert run_records.ids_of(running.view().course) == {"veins", "s1", "s2", "s1-b01", "s1-r01"}


def test_a_reaction_is_on_record_at_once_and_told_afterwards(
    running: OpenSession, clock: FakeClock
) -> None:
    reaction = reactions.report_reaction(running, ReactionKind.CITRATE)
    assert reactions.open_reactions(running) == (reaction,)
    reaction = reactions.tick_action(
        running, reaction, "rate-lowered", is_done=True, detail=" to 60 mL/min "
    )
    reaction = reactions.tick_action(running, reaction, "calcium-given", is_done=True)
    reaction = reactions.tick_action(running, reaction, "calcium-given", is_done=False)
    clock.pass_by(minutes=10)

    reactions.end_reaction(running, reaction, Outcome.RESOLVED)

    (kept,) = running.view().session.reactions or ()
    assert [(one.action, one.detail) for one in kept.actions or ()] == [
        ("rate-lowered", "to 60 mL/min")
    ]
    assert (kept.outcome, kept.outcome_at) == (Outcome.RESOLVED, running.desk.now())
    assert reactions.open_reactions(running) == ()


def test_a_reaction_may_have_begun_and_ended_earlier(
    running: OpenSession, clock: FakeClock
) -> None:
    began = running.desk.now()
    clock.pass_by(minutes=5)
    ended = running.desk.now()
    clock.pass_by(minutes=5)

    reaction = reactions.report_reaction(running, ReactionKind.ALLERGIC, began)
    ended_one = reactions.end_reaction(running, reaction, Outcome.RESOLVED, ended)

    assert (reaction.onset_at, ended_one.outcome_at) == (began, ended)


def test_what_holds_an_earlier_step_comes_before_the_start(session: OpenSession) -> None:
    assert first_act(session).deed is Deed.PREPARE
    assert first_act(session).sentence.startswith("Before the start: Two identifiers and ")

    prepare(session)

    assert first_act(session).deed is Deed.START
    assert first_act(session).is_urgent


def test_one_thing_that_is_missing_is_named_alone(session: OpenSession) -> None:
    prepare(session)
    recording.enter_value(session, Place.BEFORE, "pulse_per_min", "")

    assert first_act(session).sentence == "Before the start: Pulse"


def test_why_the_run_stands_still_may_be_told_later(running: OpenSession) -> None:
    run_records.tell_pause(running, "nothing stands still")
    recording.pause_run(running)
    run_records.tell_pause(running, " alarm ")
    recording.resume_run(running)
    run_records.tell_pause(running, "too late")

    (pause,) = running.view().session.pauses or ()
    assert pause.reason == "alarm"


def test_a_bag_whose_amount_is_told_is_left_alone_by_the_next(running: OpenSession) -> None:
    bag = run_records.hang_bag(running, BOTTLE)
    run_records.finish_bag(running, bag, Decimal(450))
    run_records.hang_bag(running, BOTTLE)

    first, _ = running.view().session.bags or ()
    assert first.given_ml == 450


def test_a_notice_of_the_run_waits_for_nobody(running: OpenSession) -> None:
    run_records.hang_bag(running, BOTTLE)
    row(running, **VITALS)

    assert Deed.ANSWER not in deeds(running)


def test_the_first_bag_is_next_and_then_nothing_until_vitals(running: OpenSession) -> None:
    assert Deed.BAG in deeds(running)
    run_records.hang_bag(running, BOTTLE)
    row(running, **VITALS)

    act = first_act(running)

    assert act.deed is Deed.NOTHING
    assert act.sentence.startswith("Next: vitals at ")
    assert not act.is_urgent


def test_vitals_are_called_for_in_time_and_then_as_late(
    running: OpenSession, clock: FakeClock
) -> None:
    run_records.hang_bag(running, BOTTLE)
    row(running, **VITALS)
    due = running.view().running.vitals
    assert due is not None
    clock.time = due.due_at
    running.clock_moved()
    assert first_act(running).sentence == f"Take vitals: due {due.due_at.clock}"

    clock.pass_by(minutes=4)
    running.clock_moved()

    assert first_act(running).sentence == f"Take vitals: due {due.due_at.clock}, 4 min late"


def test_a_run_that_stands_still_is_to_be_resumed_first(
    running: OpenSession, clock: FakeClock
) -> None:
    recording.pause_run(running)
    clock.pass_by(minutes=3)
    running.clock_moved()

    assert first_act(running).deed is Deed.RESUME
    assert "3 min" in first_act(running).sentence


def test_the_next_bag_is_called_for_before_the_last_is_empty(
    running: OpenSession, clock: FakeClock
) -> None:
    run_records.hang_bag(running, BOTTLE)
    clock.pass_by(minutes=10)
    row(running, **(TOTALS | VITALS | {"replaced_ml": "460", "removed_ml": "470"}))

    bags = [act for act in acts(running.view()) if act.deed is Deed.BAG]

    assert [act.sentence for act in bags] == ["Hang albumin 5\u00a0% no. 2: 40\u00a0mL left"]


def test_what_hangs_is_unknown_without_bags_or_total(running: OpenSession) -> None:
    session = running.view().session
    finished = replace(BOTTLE, given_ml=Decimal(400))
    hanging = replace(BOTTLE, started_at=session.started_at)

    assert bags_left_ml(session, 100.0) is None
    assert bags_left_ml(replace(session, bags=(hanging,)), None) is None
    assert bags_left_ml(replace(session, bags=(finished, hanging, BOTTLE)), 600.0) == 300.0


def test_at_the_target_the_run_is_to_be_ended(running: OpenSession, clock: FakeClock) -> None:
    huge = replace(BOTTLE, volume_ml=Decimal(6000))
    run_records.hang_bag(running, huge, answers={"bag-volume-6000": "for this test"})
    clock.pass_by(minutes=90)
    row(
        running,
        **(VITALS | TOTALS | {"inlet_ml": "9000", "removed_ml": "5200", "replaced_ml": "5200"}),
    )
    recording.enter_value(running, Place.SESSION, "prime_given_ml", "0")

    assert Deed.END in deeds(running)


def test_a_finding_of_the_run_that_asks_is_to_be_answered(
    running: OpenSession, clock: FakeClock
) -> None:
    run_records.hang_bag(running, BOTTLE)
    clock.pass_by(minutes=10)
    row(running, **(VITALS | {"systolic_mmhg": "78", "diastolic_mmhg": "40"}))

    answers = [act for act in acts(running.view()) if act.deed is Deed.ANSWER]

    assert answers
    assert answers[0].subject
    assert " at 14:40" in answers[0].sentence


def test_an_open_reaction_is_followed_even_after_the_end(running: OpenSession) -> None:
    reactions.report_reaction(running, ReactionKind.CITRATE)
    recording.end_run(running)

    act, close = acts(running.view())

    assert (act.deed, act.subject) == (Deed.REACTION, "s1-r01")
    assert act.sentence == "Follow the citrate reaction of 14:30"
    assert close.deed is Deed.CLOSE
