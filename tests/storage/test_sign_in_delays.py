"""Who types wrong passwords waits, longer each time, and a restart does not help."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError
from plexlog.storage import unit_file
from plexlog.storage.sign_in_delays import (
    FREE,
    WAITS_S,
    TooSoonError,
    in_words,
    tries_path,
    wait_s,
)
from plexlog.storage.vault import PasswordError
from tests.storage.ward import LOGIN, PASSWORD, WardClock

WRONG = "seven geese"


def fail(path: Path, clock: WardClock, times: int = 1, login: str | None = LOGIN) -> None:
    for _ in range(times):
        with pytest.raises(PasswordError):
            unit_file.unlock(path, login, WRONG, clock)


def test_waits_grow_and_then_stay() -> None:
    waits = [wait_s(failures) for failures in range(12)]

    assert waits == [0] * FREE + [*WAITS_S] + [WAITS_S[-1]] * (12 - FREE - len(WAITS_S))
    assert waits == sorted(waits)


def test_the_time_left_is_said_in_words() -> None:
    assert [in_words(left) for left in (0, 1, 25, 60, 90, 121)] == [
        "0 seconds",
        "1 second",
        "25 seconds",
        "1 minute",
        "1 minute 30 seconds",
        "2 minutes 1 second",
    ]


def test_after_three_wrong_passwords_the_right_one_waits_too(path: Path, clock: WardClock) -> None:
    fail(path, clock, FREE)

    with pytest.raises(TooSoonError, match=r"3 passwords for Anna were wrong.*in 5 seconds"):
        unit_file.unlock(path, "Anna", PASSWORD, clock)

    clock.pass_by(seconds=2)
    with pytest.raises(TooSoonError, match="in 3 seconds"):
        unit_file.unlock(path, None, PASSWORD, clock)
    clock.pass_by(seconds=3)
    assert unit_file.unlock(path, LOGIN, PASSWORD, clock).member.login == LOGIN
    fail(path, clock, FREE)  # it begins anew


def test_the_next_wait_is_longer(path: Path, clock: WardClock) -> None:
    fail(path, clock, FREE)
    clock.pass_by(seconds=5)
    fail(path, clock)

    with pytest.raises(TooSoonError, match="in 15 seconds"):
        unit_file.unlock(path, LOGIN, PASSWORD, clock)


def test_a_clock_set_back_makes_nobody_wait_for_years(path: Path, clock: WardClock) -> None:
    fail(path, clock, FREE)
    clock.pass_by(days=-400)

    with pytest.raises(TooSoonError, match="in 5 seconds"):
        unit_file.unlock(path, LOGIN, PASSWORD, clock)
    clock.pass_by(seconds=5)
    unit_file.unlock(path, LOGIN, PASSWORD, clock)


def test_a_login_that_is_not_known_is_not_counted(path: Path, clock: WardClock) -> None:
    for _ in range(5):
        with pytest.raises(AccessError, match="Nobody here signs in as eve"):
            unit_file.unlock(path, "eve", WRONG, clock)

    assert not tries_path(path).exists()


@pytest.mark.parametrize(
    "content", ["torn", "[]", '{"anna": 3}', '{"anna": [3, "x"]}', "[" * 9999]
)
def test_a_damaged_count_begins_anew(path: Path, clock: WardClock, content: str) -> None:
    tries_path(path).write_text(content, "utf-8")

    unit_file.unlock(path, LOGIN, PASSWORD, clock)


def test_where_failures_cannot_be_kept_signing_in_goes_on(path: Path, clock: WardClock) -> None:
    tries_path(path).with_name(tries_path(path).name + ".new").mkdir()

    fail(path, clock, FREE + 2)

    unit_file.unlock(path, LOGIN, PASSWORD, clock)
