"""Signatures come in the order in which the history tells of them, whatever else is changed."""

from __future__ import annotations

from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import WardClock, behind_the_back

SAID = [f'{{"field":"before//weight_kg","new":"{weight}","why":"looked"}}' for weight in (71, 62)]


def test_rows_that_change_places_stay_in_their_order(
    record: UnitRecord, session_key: str, clock: WardClock
) -> None:
    (line,) = record.courses()
    record.add_signature(signature(record, session_key))
    for said in SAID:
        clock.pass_by(minutes=-1)  # a clock that is set back meanwhile
        record.add_signature(signature(record, session_key, "amended", said))

    behind_the_back(
        record,
        "UPDATE signature SET rowid = rowid + 100",
        f"UPDATE signature SET rowid = 1 WHERE said = '{SAID[1]}'",  # noqa: S608 - a test's own
        f"UPDATE signature SET rowid = 2 WHERE said = '{SAID[0]}'",  # noqa: S608 - as above
    )

    assert [one.said for one in record.amendments(line.course_key)] == SAID
    assert [one.said for one in record.signatures(session_key)] == ["", *SAID]
