"""What is told of an access later stands beside what was told first; nothing of it is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.records import AccessDevice
from plexlog.domain.words import AccessKind, Side
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import WardClock, course_of, past_the_guards, small_course

FEMORAL = AccessDevice(id="a1", kind=AccessKind.NON_TUNNELLED_CATHETER, site="femoral")
JUGULAR = AccessDevice(id="a2", kind=AccessKind.TUNNELLED_CATHETER, site="jugular")
REMOVED = replace(FEMORAL, removed_on=date(2026, 11, 22), removal_reason="no longer needed")


@pytest.fixture
def course_key(record: UnitRecord) -> str:
    """A course with one session and no access yet."""
    return record.add_course(course_of(small_course()))


def test_an_access_is_kept_and_told_more_of(record: UnitRecord, course_key: str) -> None:
    record.put_device(course_key, FEMORAL)
    record.put_device(course_key, JUGULAR)
    record.put_device(course_key, REMOVED)

    assert record.course(course_key).access_devices == (REMOVED, JUGULAR)
    assert record.verify() == []


def test_each_version_says_who_told_it_when_and_why(
    record: UnitRecord, course_key: str, clock: WardClock
) -> None:
    record.put_device(course_key, FEMORAL)
    first = clock.now()
    clock.pass_by(hours=2)
    record.put_device(course_key, replace(FEMORAL, side=Side.LEFT), "the drawing was mirrored")

    one, two = record.device_changes(course_key)

    assert (one.device, one.by, one.at, one.why) == (FEMORAL, "Anna Birke", first, "")
    assert (two.device.side, two.why) == (Side.LEFT, "the drawing was mirrored")
    assert two.at == clock.now()


def test_an_access_of_a_document_is_its_own_first_version(record: UnitRecord) -> None:
    device = {"id": "a1", "kind": "av-fistula"}
    key = record.add_course(course_of(small_course(access_devices=[device])))
    (there,) = record.course(key).access_devices or ()

    record.put_device(key, replace(there, tip_confirmed=True))

    assert [one.device.tip_confirmed for one in record.device_changes(key)] == [None, True]
    assert [one.tip_confirmed for one in record.course(key).access_devices or ()] == [True]


def test_an_access_that_was_put_there_by_mistake_is_taken_back_and_stays_on_file(
    record: UnitRecord, course_key: str
) -> None:
    record.put_device(course_key, FEMORAL)
    record.take_back_device(course_key, FEMORAL, "of the patient next door")

    assert record.course(course_key).access_devices == ()
    assert [(one.why, one.is_taken_back) for one in record.device_changes(course_key)] == [
        ("", False),
        ("of the patient next door", True),
    ]
    assert record.verify() == []


def test_an_access_is_read_though_its_history_is_gone(record: UnitRecord, course_key: str) -> None:
    record.put_device(course_key, FEMORAL)
    past_the_guards(record, "UPDATE history SET table_name = 'x' WHERE table_name LIKE 'acc%'")

    assert record.course(course_key).access_devices == (FEMORAL,)
    assert record.device_changes(course_key) == []
    assert "was added without a history row" in [one.what for one in record.verify()]


def test_an_access_under_a_signed_session_changes_by_a_version_alone(
    record: UnitRecord, course_key: str
) -> None:
    record.put_device(course_key, FEMORAL)
    (line,) = record.sessions_of(course_key)
    record.add_signature(signature(record, line.session_key))
    with pytest.raises(StoreError, match="Nothing is removed from the record"):
        record.database.execute("UPDATE access_device SET side = 'left'")

    record.put_device(course_key, REMOVED)
    assert record.verify() == []

    past_the_guards(record, "UPDATE access_device SET side = 'left' WHERE version = 1")
    (problem,) = record.verify()
    assert problem.where.startswith("access_device ")
    assert problem.what.startswith("was changed though nothing changes it, at ")
    assert problem.fields == ("side",)
    assert problem.course_id == "c1"
