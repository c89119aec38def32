"""Results of a course and a physician's words on disk; a first version's results stay."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain import codec
from plexlog.domain.errors import RefusedError, StoreError
from plexlog.domain.moments import Moment
from plexlog.domain.records import LabResult, PhysicianText, Score
from plexlog.domain.words import LabTiming, PhysicianTextKind
from plexlog.storage.database import Database
from plexlog.storage.history import Author
from plexlog.storage.schema import bring_up_to_date
from plexlog.storage.unit_record import UnitRecord
from plexlog.storage.verification import verify
from tests.storage.test_m006_before import KEY, ROWS, up_to
from tests.storage.ward import WardClock, course_of, small_course

AT = Moment.parse("2026-11-20T09:30+01:00")
RESULT = LabResult(
    quantity="fibrinogen_g_l",
    value=Decimal("2.90"),
    taken_at=AT,
    timing=LabTiming.BEFORE_SESSION,
    by="Anna Birke",
    entered_at=AT,
    typed="2,90",
    answered="yes",
    limits="{}",
)
SCORE = Score(scale="edss", value=Decimal(4), at=AT, timing=LabTiming.NEXT_DAY, entered_at=AT)


@pytest.fixture
def course_key(record: UnitRecord) -> str:
    return record.add_course(course_of(small_course()))


def test_a_result_is_kept_whole_changed_in_place_and_taken_back(
    record: UnitRecord, course_key: str
) -> None:
    keys = [record.put_result(course_key, one) for one in (RESULT, SCORE)]
    course = record.course(course_key)
    (kept,) = course.lab_results or ()
    assert (kept, kept.typed, kept.answered, kept.limits) == (RESULT, "2,90", "yes", "{}")
    assert course.scores == (SCORE,)

    record.put_result(course_key, replace(kept, value=Decimal(3)))
    record.take_back_result(course_key, replace(SCORE, key=keys[1]), "of another")

    course = record.course(course_key)
    assert [one.value for one in course.lab_results or ()] == [3]
    assert course.scores == ()
    assert record.verify() == []


def test_a_result_of_another_course_stays(record: UnitRecord, course_key: str) -> None:
    key = record.put_result(course_key, RESULT)

    with pytest.raises(StoreError, match="another course"):
        record.take_back_result("elsewhere", replace(RESULT, key=key), "why")

    assert record.course(course_key).lab_results == (RESULT,)


def test_every_version_of_a_physicians_words_stays_and_goes_out(
    record: UnitRecord, course_key: str
) -> None:
    for words in ("walks", "walks well"):
        text = PhysicianText(kind=PhysicianTextKind.NARRATIVE, text=words, by="Dr A", at=AT)
        record.add_physician_text(course_key, text)

    written = codec.write(record.course(course_key))

    texts = [one["text"] for one in written["x_plexlog_physician_texts"]]
    assert texts == ["walks", "walks well"]


def test_words_that_no_document_could_hold_are_refused(
    record: UnitRecord, course_key: str
) -> None:
    text = PhysicianText(kind=PhysicianTextKind.NARRATIVE, text="x" * 10_001, by="A", at=AT)

    with pytest.raises(RefusedError, match="10000"):
        record.add_physician_text(course_key, text)


def test_results_of_a_first_version_are_as_they_were(tmp_path: Path, clock: WardClock) -> None:
    old = Database(tmp_path / "old.db", KEY, Author(clock, "st", "Anna Birke"), create=True)
    bring_up_to_date(old, KEY, up_to(1))
    for table, row in ROWS[:2]:
        old.insert(table, row)
    result: dict[str, Any] = {
        "key": "l",
        "course_key": "c",
        "position": 0,
        "quantity": "igg_g_l",
        "value": 9.5,
    }
    old.insert("lab_result", result | {"taken_at": "2026-11-20T09:30+01:00"})
    history = [tuple(row) for row in old.rows('SELECT * FROM "history" ORDER BY "number"')]

    bring_up_to_date(old, KEY)

    kept = old.row('SELECT * FROM "lab_result"')
    assert kept is not None
    assert (kept["value"], kept["by"], kept["typed"]) == (9.5, None, None)
    now = [tuple(one) for one in old.rows('SELECT * FROM "history" ORDER BY "number"')]
    assert now[: len(history)] == history
    assert verify(old) == []
    old.close()
