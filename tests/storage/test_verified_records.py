"""What is new is verified alone, from a mark that nobody can forge; everything finds the rest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog.domain.errors import StoreError
from plexlog.domain.fields import Place
from plexlog.domain.progress import Progress, Step, StoppedError
from plexlog.domain.records import Session
from plexlog.domain.shapes import Measured
from plexlog.domain.verified import Mark
from plexlog.storage import verification
from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import behind_the_back

WEIGHT = Measured(value=Decimal(61))
NOT_AS_RECORDED = "was changed without a history row"


def mark_of(record: UnitRecord, **changes: Any) -> Mark:
    """Everything was verified, signed by whoever is signed in."""
    checking = record.verification(None)
    checking.work(Progress())
    unsigned = Mark(
        key=f"m{checking.number}",
        at=record.clock.now(),
        staff_key=record.me.key,
        name=record.me.name,
        number=checking.number,
        head=checking.head,
        problems=len(checking.found),
        version="1",
        public_key=record.signer.public_key,
    )
    made = replace(unsigned, **changes)
    return replace(made, signature=record.signer.sign(made.message))


def since(record: UnitRecord, mark: Mark) -> list[str]:
    return [one.what for one in record.verification(mark).work(Progress())]


@pytest.fixture
def mark(record: UnitRecord, session_key: str) -> Mark:
    """The record with a weight and a signature, verified whole."""
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    record.add_signature(signature(record, session_key))
    made = mark_of(record)
    record.add_mark(made)
    return made


def later_session(record: UnitRecord, number: int = 2) -> str:
    """One more session, recorded after what was verified."""
    (line,) = record.courses()
    return record.add_session(line.course_key, Session(id=f"s{number}", number=number))


def test_a_mark_is_kept_as_it_was_made(record: UnitRecord, mark: Mark) -> None:
    assert record.last_mark() == mark
    assert record.history_length() == mark.number
    assert mark.head == record.history_head()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verification SET number = number + 1",
        "UPDATE verification SET head = hex(zeroblob(32))",
        "UPDATE verification SET problems = 1",
        "UPDATE verification SET at = '2026-12-01T10:00+01:00'",
        "UPDATE verification SET at = '2026-12-01T10:00 or so'",
        "UPDATE verification SET signature = hex(zeroblob(64))",
        "UPDATE verification SET public_key = hex(zeroblob(32))",
    ],
)
def test_a_mark_that_was_forged_counts_for_nothing_and_is_told(
    record: UnitRecord, mark: Mark, statement: str
) -> None:
    assert mark.number

    behind_the_back(record, statement)

    assert record.last_mark() is None
    (problem,) = record.verify()
    assert problem.where.startswith("verification of 2026-1")
    assert problem.what.startswith("was not signed by whoever it names")


def test_a_mark_made_with_the_key_of_somebody_else_counts_for_nothing(
    record: UnitRecord, mark: Mark
) -> None:
    record.add_mark(replace(mark, key="other", staff_key=record.me.key, public_key="a1" * 32))

    assert record.last_mark() == mark


@pytest.mark.parametrize(
    "statement", ["UPDATE verification SET number = 9", "DELETE FROM verification"]
)
def test_a_mark_is_neither_changed_nor_removed(
    record: UnitRecord, mark: Mark, statement: str
) -> None:
    with pytest.raises(StoreError):
        record.database.execute(statement)

    assert record.last_mark() == mark


def test_what_is_new_is_verified_alone(record: UnitRecord, mark: Mark) -> None:
    key = later_session(record)
    record.put_value(key, Place.BEFORE, "weight_kg", WEIGHT)
    record.add_signature(signature(record, key))
    checking = record.verification(mark)

    assert checking.work(Progress()) == []

    assert checking.rows == record.history_length() - mark.number
    assert checking.head == record.history_head()
    assert checking.courses() == [record.courses()[0].course_key]
    assert record.verification(None).courses() == checking.courses()


def test_of_nothing_new_nothing_is_looked_at(record: UnitRecord, mark: Mark) -> None:
    checking = record.verification(mark)

    assert checking.work(Progress()) == []

    assert (checking.rows, checking.courses()) == (0, [])


def test_a_byte_in_a_row_that_was_verified_is_found_by_looking_at_everything(
    record: UnitRecord, mark: Mark
) -> None:
    behind_the_back(record, "UPDATE observation SET value = 62")

    assert since(record, mark) == []  # honest: older rows are not looked at again
    (found,) = record.verify()
    assert (found.what, found.about, found.fields) == (NOT_AS_RECORDED, "weight_kg", ("value",))
    assert (found.record_number, found.course_id, found.session_number) == ("R-1", "c1", 1)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE observation SET value = 62", NOT_AS_RECORDED),
        ("UPDATE session SET note = 'x' WHERE id = 's2'", NOT_AS_RECORDED),
        ("DELETE FROM observation", "was removed"),
        ("UPDATE history SET new = '{}' WHERE number > 0", "has another content than it had"),
        (
            "UPDATE session SET signed_at = '2026-11-22T10:00+01:00' WHERE id = 's2'",
            "is marked signed otherwise than it is",
        ),
        ("DROP VIEW values_before", "is missing, or is not as the program made it"),
    ],
)
def test_what_was_done_to_what_is_new_is_found(
    record: UnitRecord, session_key: str, statement: str, found: str
) -> None:
    made = mark_of(record)
    assert session_key
    key = later_session(record)
    record.put_value(key, Place.BEFORE, "weight_kg", WEIGHT)

    behind_the_back(record, statement)

    assert found in since(record, made)


def test_a_record_cut_short_or_made_anew_does_not_fit_its_mark(
    record: UnitRecord, mark: Mark
) -> None:
    assert mark.number
    behind_the_back(record, "DELETE FROM history WHERE number = (SELECT number FROM verification)")

    assert any("rows were taken off at the end" in what for what in since(record, mark))


CUT = "DELETE FROM history WHERE number >= (SELECT max(number) FROM verification)"


@pytest.mark.parametrize("later", [False, True])
def test_everything_is_held_against_every_mark(
    record: UnitRecord, mark: Mark, *, later: bool
) -> None:
    behind_the_back(record, CUT, "DELETE FROM signature", "UPDATE session SET signed_at = NULL")
    if later:  # made of what was cut short
        record.add_mark(mark_of(record))
    checking = record.verification(None)

    (problem,) = (one for one in checking.work(Progress()) if "taken off" in one.what)

    assert problem.where == f"history row {mark.number}"
    assert not checking.fits_marks
    assert checking.number == mark.number - 1


def test_a_record_that_went_on_fits_its_mark(record: UnitRecord, mark: Mark) -> None:
    assert mark.number
    later_session(record)
    checking = record.verification(None)

    assert checking.work(Progress()) == []
    assert checking.fits_marks


def test_a_signature_over_an_older_row_is_not_taken_for_a_forged_one(
    record: UnitRecord, session_key: str
) -> None:
    older = record.history_head()
    record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    made = mark_of(record)
    late = signature(record, session_key)
    record.add_signature(replace(late, history_head=older))

    found = since(record, made)

    assert "was given over another history" not in found  # it does not hold, but that is there


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE patient SET given_name = 'Ba'", ("R-1", "", None)),
        ("UPDATE course SET unit = 'x'", ("R-1", "c1", None)),
        ("UPDATE session SET note = 'x'", ("R-1", "c1", 1)),
        ("UPDATE unit SET name = 'x'", ("", "", None)),
        ("UPDATE history SET new = 'no JSON' WHERE table_name = 'session'", ("R-1", "c1", 1)),
        ("UPDATE history SET new = '[]' WHERE table_name = 'patient'", ("R-1", "", None)),
    ],
)
def test_whom_a_problem_is_about_is_told_by_record_number(
    record: UnitRecord, session_key: str, statement: str, where: tuple[str, str, int | None]
) -> None:
    assert session_key
    if "no JSON" in statement:
        record.database.execute("PRAGMA ignore_check_constraints = ON")

    behind_the_back(record, statement)

    found = next(iter(record.verify()))
    assert (found.record_number, found.course_id, found.session_number) == where
    assert found.sentence.endswith(".")


def test_a_row_that_was_slipped_in_is_placed_by_what_it_says(
    record: UnitRecord, session_key: str
) -> None:
    behind_the_back(
        record,
        'INSERT INTO "pause" ("key", "session_key", "position", "start")'
        " SELECT 'p', \"key\", 0, '2026-11-22T10:00Z' FROM \"session\"",
    )

    (found,) = record.verify()

    assert session_key
    assert found.sentence == (
        "Patient R-1, course c1, session 1: pause p was added without a history row."
    )


def test_it_says_how_far_it_is_and_can_be_stopped(record: UnitRecord, mark: Mark) -> None:
    steps: list[Step] = []
    record.verification(None).work(Progress(steps.append))

    said = [step.words for step in steps]
    assert "pages of the file" in said
    assert f"rows of the history: {mark.number} of {mark.number}" in said
    assert "signatures: 1 of 1" in said

    progress = Progress(breath_s=0.0001)
    checking = record.verification(None)
    progress.stop()
    assert progress.is_stopped
    with pytest.raises(StoppedError):
        checking.work(progress)
    assert checking.found == []


def test_a_page_that_was_just_being_written_is_looked_at_again(
    record: UnitRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["page 7"], [], []])
    monkeypatch.setattr(verification, "faults", lambda _connection: next(answers))

    assert record.verify() == []


def test_damage_that_stays_is_told_once(
    record: UnitRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "faults", lambda _connection: ["page 7"])
    checking = record.verification(None)

    (found,) = checking.work(Progress())

    assert (found.where, found.what, checking.rows) == ("pages of the file", "page 7", 0)


def test_the_record_is_read_elsewhere_as_it_was_while_work_goes_on(
    record: UnitRecord, session_key: str, path: Path
) -> None:
    before = record.history_length()
    with record.snapshot().open() as still:
        record.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)

        assert still.history_length() == before
        assert still.verification(None).work(Progress()) == []
        with pytest.raises(StoreError):
            still.put_value(session_key, Place.BEFORE, "weight_kg", WEIGHT)
    assert record.history_length() > before
    assert path.exists()


def test_after_a_new_page_key_the_record_is_still_read_elsewhere(record: UnitRecord) -> None:
    record.rekey("a laptop was lost")

    with record.snapshot().open() as still:
        assert still.me == record.me


def test_what_cannot_be_read_elsewhere_is_told(
    record: UnitRecord,
) -> None:
    snapshot = replace(record.snapshot(), path=record.database.path.with_name("gone"))

    with pytest.raises(StoreError), snapshot.open():
        raise AssertionError


def test_parts_of_a_table_together_are_the_whole(
    record: UnitRecord, session_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "_AT_ONCE", 2)
    assert session_key
    for number in range(2, 9):
        later_session(record, number)

    behind_the_back(record, "UPDATE session SET note = 'x'")

    assert len([one for one in record.verify() if one.what == NOT_AS_RECORDED]) == 8


def test_the_last_mark_is_the_last_wherever_its_row_stands(
    record: UnitRecord, session_key: str
) -> None:
    """Else one could put the mark before, of when everything held, in the place of the last."""
    record.add_mark(mark_of(record))
    record.set_session(session_key, {"note": "since"})
    last = mark_of(record, problems=1)
    record.add_mark(last)

    behind_the_back(record, "UPDATE verification SET rowid = -rowid")

    assert record.last_mark() == last
