"""What was done about a reaction stands on record once, and vitals and steps stay with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.facts import ActionFact
from plexlog.domain.records import DrugGiven, Reaction
from plexlog.domain.words import EndReason, ProcedureEffect, ReactionKind, Route
from plexlog.domain.words_followed import RecordedAs
from plexlog.services import reaction_deeds, reactions, recording, run_records
from plexlog.services.desk import Desk
from plexlog.services.last_time import helped_words
from plexlog.services.open_session import OpenSession
from plexlog.services.reaction_deeds import Deed
from tests.services.fake_facts import FACTS
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, TOTALS, VITALS, prepare

BOLUS = Deed(action="saline-bolus", recorded_as=RecordedAs.SALINE_BOLUS, volume_ml=Decimal(150))
CALCIUM = Deed(
    action="calcium-iv",
    recorded_as=RecordedAs.DRUG,
    drug="calcium gluconate 10 %",
    dose="1 g",
    route=Route.IV,
    volume_ml=Decimal(10),
)
PAUSE = Deed(action="pause", recorded_as=RecordedAs.PAUSE)
STOP = Deed(action="stop-procedure", recorded_as=RecordedAs.END)
KNOWN = ActionFact(
    code="saline-bolus", label="NaCl", source="invented", recorded_as="saline-bolus"
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def running(clock: FakeClock) -> OpenSession:
    """A run with a row of an hour ago, in which something happens now."""
    desk = Desk(FakeStore(facts=(*FACTS, KNOWN)), clock, FakeSigner())
    key = desk.store.add_course(COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=30)
    row = recording.begin_row(session, desk.now())
    for code, text in (VITALS | TOTALS).items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    clock.pass_by(minutes=5)
    return session


@pytest.fixture
def reaction(running: OpenSession) -> Reaction:
    return reactions.report_reaction(running, ReactionKind.HYPOTENSION)


def kept(session: OpenSession) -> Reaction:
    (one,) = session.view().session.reactions or ()
    return one


def balance(session: OpenSession, clock: FakeClock) -> float:
    """The balance at a row with the totals of before, ten minutes on."""
    clock.pass_by(minutes=10)
    row = recording.begin_row(session, session.desk.now())
    for code, text in TOTALS.items():
        recording.enter_cell(session, row, code, text, is_sure=True)
    recording.keep_row(session, row)
    found = session.view().running.balance_ml
    assert found is not None
    return found


def test_the_last_vitals_are_attached_as_they_stood(
    running: OpenSession, reaction: Reaction
) -> None:
    (attached,) = reaction.vitals or ()

    row = (running.view().session.readings or ())[-1]
    assert attached.at == row.at
    assert attached.values["systolic_mmhg"].value == Decimal(122)
    assert "inlet_ml" not in attached.values


def test_before_the_first_row_those_from_before_the_start_are_attached(
    running: OpenSession,
) -> None:
    session = running.view().session
    start = session.started_at
    assert start is not None
    values = session.before or {}

    early = reactions.last_vitals(session, start)

    assert early is not None
    assert early.at == values["systolic_mmhg"].taken_at
    assert reactions.last_vitals(replace(session, before=None), start) is None


def test_new_vitals_become_a_row_of_the_run_and_are_attached(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    clock.pass_by(minutes=2)
    texts = {"systolic_mmhg": "104", "diastolic_mmhg": "60", "pulse_per_min": "96", "x": ""}
    texts.pop("x")

    assert reactions.take_vitals(running, reaction, texts | {"spo2_percent": " "}) == ()

    row = (running.view().session.readings or ())[-1]
    assert row.values["pulse_per_min"].value == Decimal(96)
    assert [one.at for one in kept(running).vitals or ()][-1] == row.at


def test_unlikely_vitals_are_asked_about_once_and_impossible_ones_refused(
    running: OpenSession, reaction: Reaction
) -> None:
    (asked,) = reactions.take_vitals(running, reaction, {"pulse_per_min": "190"})
    assert asked.code == "pulse_per_min"
    assert len(running.view().session.readings or ()) == 1

    assert (
        reactions.take_vitals(running, reaction, {"pulse_per_min": "190"}, ["pulse_per_min"]) == ()
    )
    (refused,) = reactions.take_vitals(running, kept(running), {"pulse_per_min": "many"})

    assert refused.is_refused
    assert len(running.view().session.readings or ()) == 2
    assert reactions.take_vitals(running, kept(running), {}) == ()


def test_after_the_end_new_vitals_stand_with_the_reaction_alone(
    running: OpenSession, reaction: Reaction
) -> None:
    recording.end_run(running)

    reactions.take_vitals(running, reaction, {"systolic_mmhg": "110"})

    assert len(running.view().session.readings or ()) == 1
    assert len(kept(running).vitals or ()) == 2


def test_a_step_of_the_card_keeps_its_time(running: OpenSession, reaction: Reaction) -> None:
    told = reactions.tick_step(running, reaction, "Legs up.", is_done=True)

    assert [(one.step, one.by) for one in told.steps or ()] == [("Legs up.", running.desk.me)]
    told = reactions.tick_step(running, told, "Legs up.", is_done=False)
    assert told.steps == ()


def test_a_bolus_is_counted_once_in_the_balance(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    before = balance(running, clock)

    told = reaction_deeds.record_deed(running, reaction, BOLUS)

    (bolus,) = running.view().session.saline_boluses or ()
    assert (bolus.volume_ml, bolus.reason) == (Decimal(150), "hypotension reaction")
    (taken,) = told.actions or ()
    assert (taken.detail, taken.recorded_as, taken.at) == (
        "150\u00a0mL",
        RecordedAs.SALINE_BOLUS,
        bolus.at,
    )
    assert balance(running, clock) == pytest.approx(before + 150)


def test_a_deed_that_was_recorded_before_is_named_and_not_recorded_again(
    running: OpenSession, reaction: Reaction
) -> None:
    run_records.give_bolus(running, Decimal(150))
    (part,) = reaction_deeds.on_record(running, reaction, RecordedAs.SALINE_BOLUS)

    told = reaction_deeds.name_part(running, reaction, BOLUS, part)

    assert len(running.view().session.saline_boluses or ()) == 1
    assert reaction_deeds.on_record(running, told, RecordedAs.SALINE_BOLUS) == ()


def test_a_bolus_that_is_taken_back_counts_no_more(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    before = balance(running, clock)
    told = reaction_deeds.record_deed(running, reaction, BOLUS)

    reaction_deeds.take_back(running, told, "saline-bolus")

    assert running.view().session.saline_boluses == ()
    assert kept(running).actions == ()
    assert balance(running, clock) == pytest.approx(before)


@pytest.mark.parametrize("deed", [BOLUS, CALCIUM])
def test_what_is_taken_back_among_what_was_given_leaves_the_reaction_too(
    running: OpenSession, reaction: Reaction, deed: Deed
) -> None:
    told = reactions.tick_action(running, reaction, "legs-raised", is_done=True)
    reaction_deeds.record_deed(running, told, deed)
    now = running.view().session
    part = (now.saline_boluses or now.drugs_given or ())[0]

    run_records.take_back(running, part, "typed one digit too many")

    assert [one.action for one in kept(running).actions or ()] == ["legs-raised"]
    assert helped_words(kept(running)) == "legs raised"


def test_the_reaction_keeps_what_another_part_of_the_same_time_stands_for(
    running: OpenSession, reaction: Reaction
) -> None:
    again = run_records.give_bolus(running, Decimal(150))
    reaction_deeds.record_deed(running, reaction, BOLUS)
    run_records.give_bolus(running, Decimal(250))
    other = (running.view().session.saline_boluses or ())[-1]

    run_records.take_back(running, again, "told twice")
    run_records.take_back(running, other, "another patient's")

    assert [one.detail for one in kept(running).actions or ()] == ["150\u00a0mL"]


def test_a_drug_is_given_with_dose_and_route(running: OpenSession, reaction: Reaction) -> None:
    told = reaction_deeds.record_deed(running, reaction, CALCIUM)

    (drug,) = running.view().session.drugs_given or ()
    assert (drug.drug, drug.dose, drug.volume_ml) == (CALCIUM.drug, "1 g", Decimal(10))
    assert [one.detail for one in told.actions or ()] == ["calcium gluconate 10 % 1 g IV"]
    reaction_deeds.take_back(running, told, "calcium-iv")
    assert running.view().session.drugs_given == ()


def test_drugs_given_since_the_onset_can_be_named(
    running: OpenSession, reaction: Reaction
) -> None:
    run_records.give_drug(running, DrugGiven(at=running.desk.now(), drug="x", dose="2 mg"))

    assert [one.words for one in reaction_deeds.on_record(running, reaction, RecordedAs.DRUG)] == [
        "x 2 mg"
    ]
    assert reaction_deeds.on_record(running, reaction, RecordedAs.END) == ()


@pytest.mark.parametrize(
    ("deed", "missing"),
    [
        (replace(BOLUS, volume_ml=None), {"volume_ml"}),
        (replace(BOLUS, volume_ml=Decimal(0)), {"volume_ml"}),
        (replace(CALCIUM, drug=" ", dose=""), {"drug", "dose"}),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_recorded(
    running: OpenSession, reaction: Reaction, deed: Deed, missing: set[str]
) -> None:
    with pytest.raises(RefusedError) as refused:
        reaction_deeds.record_deed(running, reaction, deed)

    assert {one.place for one in refused.value.refusals} == missing
    assert kept(running).actions is None


def test_paused_pauses_the_run_from_that_time(running: OpenSession, reaction: Reaction) -> None:
    at = running.desk.now()

    told = reaction_deeds.record_deed(running, reaction, replace(PAUSE, at=at))

    assert running.view().is_paused
    assert told.procedure is ProcedureEffect.PAUSED
    (pause,) = running.view().session.pauses or ()
    assert (pause.start, pause.reason) == (at, "hypotension reaction")
    with pytest.raises(RefusedError, match=f"stands still since {at.clock} already"):
        reaction_deeds.record_deed(running, told, PAUSE)
    reaction_deeds.take_back(running, told, "pause")
    assert not running.view().is_paused


def test_a_pause_outside_the_run_is_refused_where_its_time_is_typed(
    running: OpenSession, reaction: Reaction
) -> None:
    early = running.desk.now() + -timedelta(hours=2)

    with pytest.raises(RefusedError) as refused:
        reaction_deeds.record_deed(running, reaction, replace(PAUSE, at=early))

    assert [one.place for one in refused.value.refusals] == ["given_at"]


def test_how_far_into_the_run_it_began_leaves_pauses_out(
    running: OpenSession, clock: FakeClock
) -> None:
    onset = running.desk.now()
    assert reactions.minutes_into_run(running.view().session, onset) == 35
    recording.pause_run(running)
    clock.pass_by(minutes=10)
    later = running.desk.now()

    assert reactions.minutes_into_run(running.view().session, later) == 35
    recording.resume_run(running)
    now = running.view().session
    assert reactions.minutes_into_run(now, later) == 35
    assert reactions.minutes_into_run(now, onset + -timedelta(hours=1)) is None
    assert reactions.minutes_into_run(replace(now, started_at=None), later) is None


def test_a_pause_that_is_over_stays_when_the_tick_is_taken_back(
    running: OpenSession, reaction: Reaction, clock: FakeClock
) -> None:
    told = reaction_deeds.record_deed(running, reaction, PAUSE)
    clock.pass_by(minutes=3)
    recording.resume_run(running)

    reaction_deeds.take_back(running, told, "pause")

    assert len(running.view().session.pauses or ()) == 1
    assert len(reaction_deeds.on_record(running, kept(running), RecordedAs.PAUSE)) == 1


def test_stopped_ends_the_run_for_the_reaction(running: OpenSession, reaction: Reaction) -> None:
    told = reaction_deeds.record_deed(running, reaction, STOP)

    view = running.view()
    assert not view.is_running
    assert view.session.close is not None
    assert view.session.close.end_reason is EndReason.REACTION
    assert told.procedure is ProcedureEffect.STOPPED
    assert reaction_deeds.take_back(running, told, "stop-procedure").actions == ()
    assert running.view().session.ended_at is not None
    assert len(reaction_deeds.on_record(running, kept(running), RecordedAs.END)) == 1


@pytest.mark.parametrize(
    ("told", "deed", "kept_effect"),
    [
        (ProcedureEffect.SLOWED, PAUSE, ProcedureEffect.PAUSED),
        (ProcedureEffect.STOPPED, PAUSE, ProcedureEffect.STOPPED),
        (ProcedureEffect.STOPPED, BOLUS, ProcedureEffect.STOPPED),
    ],
)
def test_what_was_done_counts_where_it_goes_further_than_what_was_told(
    running: OpenSession,
    reaction: Reaction,
    told: ProcedureEffect,
    deed: Deed,
    kept_effect: ProcedureEffect,
) -> None:
    said = reactions.tell_reaction(running, replace(reaction, procedure=told))

    assert reaction_deeds.record_deed(running, said, deed).procedure is kept_effect


def test_a_deed_that_only_the_reaction_names_is_taken_back_alone(
    running: OpenSession, reaction: Reaction
) -> None:
    told = reactions.tick_action(running, reaction, "legs-raised", is_done=True)

    assert reaction_deeds.take_back(running, told, "legs-raised").actions == ()
    assert reaction_deeds.take_back(running, kept(running), "legs-raised").actions == ()


def test_the_unit_says_as_what_a_deed_is_recorded(running: OpenSession) -> None:
    assert reaction_deeds.kind_of(running, "saline-bolus") is RecordedAs.SALINE_BOLUS
    assert reaction_deeds.kind_of(running, "rate-lowered") is None
    assert reaction_deeds.kind_of(running, "unknown-one") is None
