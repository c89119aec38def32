"""A session is kept a value and a part at a time, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.fields import Place, Severity
from plexlog.domain.moments import Moment
from plexlog.domain.records import (
    Bag,
    ChecklistAnswer,
    Close,
    Lock,
    Machine,
    Pause,
    Reaction,
    Reading,
    Session,
    Supply,
    Totals,
)
from plexlog.domain.shapes import Measured, Record
from plexlog.domain.words import (
    EndReason,
    Fluid,
    LockAgent,
    MachineKind,
    MeasurementSource,
    ReactionKind,
    SupplyKind,
)
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import WardClock, course_of, small_course

TEN = Moment.parse("2026-11-22T10:00+01:00")
BAG = Bag(id="b1", fluid=Fluid.ALBUMIN, volume_ml=Decimal("250.0"), expires_on=date(2027, 1, 31))


def weight(text: str) -> Measured:
    return Measured(value=Decimal(text), typed=text)


def test_a_value_keeps_all_that_was_known_when_it_was_entered(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    measured = Measured(
        value=Decimal("36.70"),
        taken_at=TEN,
        by="Anna Birke",
        source=MeasurementSource.BEDSIDE,
        typed="36,70",
        flag=Severity.ASK,
        answered="asked; confirmed as right",
    )

    record.put_value(session_key, Place.BEFORE, "temperature_c", measured)

    before = record.session(session_key).before
    assert before is not None
    kept = before["temperature_c"]
    assert str(kept.value) == "36.70"
    assert (kept.typed, kept.unit, kept.flag) == ("36,70", "Cel", Severity.ASK)
    assert kept.answered == "asked; confirmed as right"
    assert kept.entered_at == clock.now()
    assert kept.limits == '{"possible":[30,43],"plausible":[34,40.5],"usual":[35.5,37.9]}'
    assert kept == measured


def test_a_value_entered_anew_replaces_the_one_before(
    record: UnitRecord, session_key: str
) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", weight("61"))
    record.put_value(session_key, Place.BEFORE, "weight_kg", weight("61.5"))

    before = record.session(session_key).before
    assert before is not None
    assert [value.typed for value in before.values()] == ["61.5"]


def test_a_cleared_value_stays_on_file(record: UnitRecord, session_key: str) -> None:
    record.put_value(session_key, Place.BEFORE, "weight_kg", weight("61"))

    record.put_value(session_key, Place.BEFORE, "weight_kg", None)
    record.put_value(session_key, Place.BEFORE, "weight_kg", None)

    assert record.session(session_key).before == {}
    record.put_value(session_key, Place.BEFORE, "weight_kg", weight("62"))
    rows = record.database.rows('SELECT "typed", "withdrawn_why" FROM "observation"')
    assert [tuple(row) for row in rows] == [("61", "cleared"), ("62", None)]


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [("weight_kg", "400", "400 is not possible"), ("removed_ml", "1", "not recorded at before")],
)
def test_what_cannot_be_is_not_kept(
    record: UnitRecord, session_key: str, code: str, text: str, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        record.put_value(session_key, Place.BEFORE, code, weight(text))

    assert record.session(session_key).before is None


def test_each_place_shows_where_it_belongs(record: UnitRecord, session_key: str) -> None:
    record.put_value(session_key, Place.SESSION, "prime_given_ml", weight("0"))
    record.put_value(session_key, Place.TOTALS, "removed_ml", weight("3012"))
    record.put_value(session_key, Place.CLOSE, "rinseback_ml", weight("150"))
    record.put_value(session_key, Place.AFTER, "weight_kg", weight("60.9"))

    session = record.session(session_key)
    assert session.values["prime_given_ml"].value == 0
    assert session.close is not None
    assert session.close.totals == Totals(values={"removed_ml": weight("3012")})
    assert session.close.values == {"rinseback_ml": weight("150")}
    assert session.close.after == {"weight_kg": weight("60.9")}


def test_a_row_of_the_run_is_on_file_while_it_is_typed(
    record: UnitRecord, session_key: str
) -> None:
    row = Reading(key="row-1", at=TEN, by="Anna Birke", is_open=True)
    record.put(session_key, row)
    record.put_value(session_key, Place.READING, "pulse_per_min", weight("88"), "row-1")
    assert record.session(session_key).open_row == replace(
        row, values={"pulse_per_min": weight("88")}
    )

    record.put(session_key, replace(row, is_open=False))

    assert record.session(session_key).open_row is None
    wide = record.database.row('SELECT "at", "pulse_per_min" FROM "values_reading"')
    assert wide is not None
    assert tuple(wide) == (TEN.text, 88)


def test_a_row_taken_back_takes_its_values_along(record: UnitRecord, session_key: str) -> None:
    row = Reading(key="row-1", at=TEN)
    record.put(session_key, row)
    record.put_value(session_key, Place.READING, "pulse_per_min", weight("88"), "row-1")

    record.withdraw(session_key, row, "wrong patient")

    assert record.session(session_key).readings == ()
    assert record.database.rows('SELECT * FROM "values_reading"') == []
    why = record.database.row('SELECT "withdrawn_why" FROM "observation"')
    assert why is not None
    assert why[0] == "wrong patient"
    with pytest.raises(StoreError, match="was taken back"):
        record.put_value(session_key, Place.READING, "pulse_per_min", weight("90"), "row-1")


@pytest.mark.parametrize(
    "part",
    [
        BAG,
        Reaction(id="r1", kind=ReactionKind.CITRATE, onset_at=TEN, symptoms=("tingling",)),
        Pause(start=TEN),
        ChecklistAnswer(item="patient-identified"),
        Lock(lumen="red", agent=LockAgent.HEPARIN, volume_ml=Decimal("1.7")),
    ],
    ids=lambda part: type(part).__name__,
)
def test_a_part_is_kept_changed_and_taken_back(
    record: UnitRecord, session_key: str, part: Record
) -> None:
    key = record.put(session_key, part)
    assert part in parts(record, session_key)
    noted = replace(part, key=key, extra={"x_note": "seen"})

    assert record.put(session_key, noted) == key
    assert parts(record, session_key) == [noted]
    record.withdraw(session_key, noted, "entered twice")

    assert parts(record, session_key) == []
    with pytest.raises(StoreError, match="Enter it anew"):
        record.put(session_key, noted)


def parts(record: UnitRecord, session_key: str) -> list[Record]:
    session = record.session(session_key)
    lists = (session.bags, session.reactions, session.pauses, session.checklist)
    locks = session.close.locks if session.close else None
    return [part for members in (*lists, locks) for part in members or ()]


def test_parts_keep_their_order(record: UnitRecord, session_key: str) -> None:
    for name in ("b3", "b1", "b2"):
        record.put(session_key, replace(BAG, id=name))

    bags = record.session(session_key).bags
    assert [bag.id for bag in bags or ()] == ["b3", "b1", "b2"]


def test_a_part_of_another_session_is_left_alone(record: UnitRecord, session_key: str) -> None:
    other = small_course(course_id="c2")
    course_key = record.add_course(course_of(other))
    other_session = record.sessions_of(course_key)[0].session_key
    key = record.put(session_key, BAG)

    with pytest.raises(StoreError, match="belongs to another session"):
        record.put(other_session, replace(BAG, key=key))


def test_only_parts_of_a_session_are_put(record: UnitRecord, session_key: str) -> None:
    with pytest.raises(TypeError, match="Machine is no part of a session"):
        record.put(session_key, Machine(model="M", kind=MachineKind.MEMBRANE))


def test_an_opened_list_means_there_is_none(record: UnitRecord, session_key: str) -> None:
    assert record.session(session_key).bags is None

    record.open_lists(
        session_key, ["bags", "before", "supplies", "drugs_of_note", "close.locks", "after"]
    )
    record.open_lists(session_key, ["bags", "supplies", "unheard-of"])

    session = record.session(session_key)
    assert (session.bags, session.supplies, session.drugs_of_note) == ((), (), ())
    assert session.before == {}
    assert session.readings is None
    assert session.close == Close(locks=(), after={})


def test_facts_of_the_session_are_set_and_cleared(record: UnitRecord, session_key: str) -> None:
    machine = Machine(model="CellSpin 4", kind=MachineKind.CENTRIFUGAL)
    supplies = (Supply(kind=SupplyKind.ANTICOAGULANT),)
    record.set_session(
        session_key, {"machine": machine, "supplies": supplies, "note": "calm", "started_at": TEN}
    )
    record.set_session(session_key, {"note": None})

    session = record.session(session_key)
    assert (session.machine, session.supplies, session.note) == (machine, supplies, None)
    assert session.started_at == TEN
    assert session.close is None


def test_facts_of_the_close_are_set(record: UnitRecord, session_key: str) -> None:
    record.set_session(session_key, {"end_reason": None})
    assert record.session(session_key).close is None

    record.set_session(
        session_key,
        {"end_reason": EndReason.TARGET_REACHED, "close_note": "all well", "note": "own"},
    )

    session = record.session(session_key)
    assert session.close == Close(end_reason=EndReason.TARGET_REACHED, note="all well")
    assert session.note == "own"


def test_an_unknown_fact_is_a_fault_of_the_program(record: UnitRecord, session_key: str) -> None:
    with pytest.raises(KeyError):
        record.set_session(session_key, {"mood": "good"})


def test_a_session_that_is_not_on_file_is_said_to_be(record: UnitRecord) -> None:
    with pytest.raises(StoreError, match="This session is not on file"):
        record.session("nowhere")
    with pytest.raises(StoreError, match="This session is not on file"):
        record.session_line("nowhere")


def test_a_write_within_a_write_can_fail_alone(record: UnitRecord, session_key: str) -> None:
    with record.writing("both"):
        record.put_value(session_key, Place.BEFORE, "weight_kg", weight("61"))
        with pytest.raises(RefusedError):
            record.put_value(session_key, Place.BEFORE, "height_cm", weight("999"))

    before = record.session(session_key).before
    assert before is not None
    assert list(before) == ["weight_kg"]


def test_what_fails_midway_leaves_nothing(record: UnitRecord, session_key: str) -> None:
    with pytest.raises(RuntimeError, match="lights out"), record.writing("both"):  # noqa: PT012 - one write
        record.put_value(session_key, Place.BEFORE, "weight_kg", weight("61"))
        raise RuntimeError("lights out")

    assert record.session(session_key).before is None


def test_the_file_beside_the_record_holds_no_patient(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    record.set_session(session_key, {"note": "Ährenfeld"})

    for place in path.parent.iterdir():
        assert b"hrenfeld" not in place.read_bytes()


def test_a_row_told_late_stands_where_it_belongs(record: UnitRecord, session_key: str) -> None:
    for key, at in (("row-1", TEN), ("row-3", TEN + timedelta(minutes=30))):
        record.put(session_key, Reading(key=key, at=at))

    record.put(session_key, Reading(key="row-2", at=TEN + timedelta(minutes=15)))

    rows = record.session(session_key).readings or ()
    assert [row.key for row in rows] == ["row-1", "row-2", "row-3"]


def test_a_session_that_has_not_begun_is_taken_off_the_plan_and_stays_on_file(
    record: UnitRecord, session_key: str
) -> None:
    course_key = record.session_line(session_key).course_key
    record.set_session(session_key, {"started_at": None})

    record.take_off_plan(session_key, "fewer are ordered")

    assert record.course(course_key).sessions == ()
    row = record.database.row('SELECT "withdrawn_why" FROM "session"')
    assert row is not None
    assert row["withdrawn_why"] == "fewer are ordered"
    with pytest.raises(StoreError, match="taken off the plan"):
        record.set_session(session_key, {"note": "later"})
    with pytest.raises(StoreError, match="taken off the plan"):
        record.session_line(session_key)
    weight = Measured(value=Decimal(70), unit="kg", taken_at=TEN)
    for write in (
        lambda: record.put_value(session_key, Place.BEFORE, "weight_kg", weight),
        lambda: record.put(session_key, Pause(start=TEN)),
        lambda: record.open_lists(session_key, ("supplies",)),
    ):
        with pytest.raises(StoreError, match="taken off the plan"):
            write()
    assert record.session(session_key).before is None
    assert record.verify() == []


def test_a_session_that_has_begun_stays_on_the_plan(record: UnitRecord, session_key: str) -> None:
    record.set_session(session_key, {"started_at": record.clock.now()})

    with pytest.raises(StoreError, match="has begun"):
        record.take_off_plan(session_key, "fewer are ordered")

    assert record.session(session_key).started_at is not None


def test_a_session_of_the_same_id_is_planned_again(record: UnitRecord, session_key: str) -> None:
    line = record.session_line(session_key)
    at = Moment.parse("2026-12-04T09:00+01:00")
    record.take_off_plan(session_key, "fewer are ordered")

    again = record.add_session(
        line.course_key, Session(id=line.session_id, number=1, planned_at=at)
    )

    assert again == session_key
    assert record.session_line(session_key).planned_at == at
    record.set_session(session_key, {"note": "on the plan"})
