"""Keys differ, and those that are made later sort later."""

from __future__ import annotations

import time
from uuid import RFC_4122, UUID

import pytest

from plexlog.domain.keys import new_key


def test_keys_are_uuids_and_no_two_are_the_same() -> None:
    made = [new_key() for _ in range(2000)]

    assert len(set(made)) == 2000
    assert {(UUID(one).version, UUID(one).variant) for one in made} == {(7, RFC_4122)}


def test_a_key_of_a_later_time_sorts_later(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for second in (0, 1, 1_764_000_000, 1_764_000_001, 4_000_000_000):
        monkeypatch.setattr(time, "time_ns", lambda at=second: at * 10**9)
        made.append(new_key())

    assert made == sorted(made)
