"""What a seal keeps beside it is on file with the signature, and cannot be changed there."""

from __future__ import annotations

from dataclasses import replace

from plexlog.storage.unit_record import UnitRecord
from tests.storage.test_history import signature
from tests.storage.ward import behind_the_back


def test_sessions_beside_a_seal_are_kept_and_guarded(record: UnitRecord, session_key: str) -> None:
    record.add_signature(replace(signature(record, session_key), beside='[{"id":"s0"}]'))

    assert record.signatures(session_key)[0].beside == '[{"id":"s0"}]'
    assert record.verify() == []

    behind_the_back(record, "UPDATE signature SET beside = NULL")

    assert "was changed without a history row" in {one.what for one in record.verify()}
