"""Bad days on a real disk: full, cut off, killed at any moment. Nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plexlog.domain.errors import AccessError, StoreError
from plexlog.storage import unit_file
from plexlog.storage.key_file import copy_path, key_path
from tests.soak import IS_SOAK
from tests.storage.test_power_cut import HOUSE, WRITER
from tests.storage.ward import (
    FAST,
    LOGIN,
    NO_SEEDS,
    PASSWORD,
    WardClock,
    course_of,
    open_up,
    small_course,
)

ROUNDS, KILLS = (10, 100) if IS_SOAK else (1, 4)  # each round in a record of its own
COPIES = 200 if IS_SOAK else 8
SMALL_DISK = "6m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(place)]
    made = subprocess.run(mount, capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607 - as above


def moved(path: Path, folder: Path) -> Path:
    """The unit on another disk."""
    for place in (path, key_path(path), copy_path(path)):
        shutil.copy(place, folder / place.name)
    return folder / path.name


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return ballast


def test_a_disk_that_is_full_in_mid_reading_keeps_all_that_was_acknowledged(
    path: Path, clock: WardClock, small_disk: Path
) -> None:
    record = open_up(moved(path, small_disk), clock)
    key = record.sessions_of(record.add_course(course_of(small_course())))[0].session_key
    record.set_session(key, {"note": "kept"})
    ballast = fill(small_disk)

    acknowledged = "kept"
    with pytest.raises(StoreError, match="The disk is full, so this entry was not kept"):  # noqa: PT012 - the log may have room for a few more
        for number in range(10_000):
            record.set_session(key, {"note": f"number {number}"})
            acknowledged = f"number {number}"

    assert record.session(key).note == acknowledged
    ballast.unlink()
    record.set_session(key, {"note": "entered again"})
    assert record.verify() == []
    record.close()
    again = open_up(small_disk / path.name, clock)
    assert again.session(key).note == "entered again"
    again.close()


def test_a_password_on_a_disk_that_is_almost_full_changes_in_record_and_keys_or_in_neither(
    path: Path, clock: WardClock, small_disk: Path
) -> None:
    place = moved(path, small_disk)
    passwords, told = [PASSWORD], []
    open_up(place, clock).close()
    for room in range(0, 120, 4):
        record = unit_file.open_unit(place, None, passwords[-1], clock, NO_SEEDS)
        ballast = fill(small_disk)
        os.truncate(ballast, ballast.stat().st_size - room * 1024)
        clock.pass_by(minutes=1)
        before = record.me.password_changed_at
        try:
            record.change_password(passwords[-1], f"swans and {room} herons", FAST)
            passwords.append(f"swans and {room} herons")
            before = clock.now()
            told.append(True)
        except StoreError as error:
            assert "The disk is full" in str(error) or "has room" in str(error)  # noqa: PT017 - either is right
            told.append(False)
        record.close()
        ballast.unlink()
        with pytest.raises(AccessError):
            unit_file.unlock(place, LOGIN, "swans of nobody", clock)
        again = unit_file.open_unit(place, None, passwords[-1], clock, NO_SEEDS)
        assert again.me.password_changed_at == before
        assert again.verify() == []
        again.close()
    assert set(told) == {True, False}


def test_a_disk_that_is_full_in_mid_backup_loses_neither_record_nor_backups(
    path: Path, clock: WardClock, small_disk: Path
) -> None:
    record = open_up(path, clock)
    record.set_backup_folder(str(small_disk), "another disk")
    first = record.backup_job().work()
    ballast = fill(small_disk)
    clock.pass_by(hours=2)

    with pytest.raises(StoreError, match=r"the disk is full|No space left"):
        record.backup_job().work()

    assert record.backup_state().all == (first,)
    assert not list(small_disk.glob("*.part*"))
    ballast.unlink()
    record.backup_job().work()
    assert len(record.backup_state().all) == 2
    record.close()


@contextmanager
def writing(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process writes, and says what it was told is kept."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=HOUSE
    ) as writer:
        try:
            yield writer
        finally:
            writer.kill()


def entries(path: Path, clock: WardClock) -> int:
    """How many entries are on record; each is written in three places, as one."""
    record = open_up(path, clock)
    (line,) = record.session_lines()
    session = record.session(line.session_key)
    assert record.verify() == []
    assert session.before is not None
    assert session.close is not None
    assert session.before == session.close.after
    count = int(session.note or 0)
    assert session.before["weight_kg"].typed == str(count % 200 + 1)
    record.close()
    return count


@pytest.mark.parametrize("in_round", range(ROUNDS))
def test_killed_at_any_moment_the_record_opens_with_what_was_acknowledged(
    path: Path, clock: WardClock, in_round: int
) -> None:
    chance = random.Random(20261128 + in_round)  # noqa: S311 - moments to kill at
    for _kill in range(KILLS):
        with writing(path) as writer:
            assert writer.stdout is not None
            said = [next(writer.stdout)]
            deadline = time.monotonic() + chance.uniform(0, 0.03)
            while time.monotonic() < deadline:
                said.append(next(writer.stdout))

        assert entries(path, clock) >= int(said[-1])


def test_a_copy_of_database_and_log_of_any_moment_opens_whole(
    path: Path, clock: WardClock, tmp_path: Path
) -> None:
    """A power cut leaves the database and its log as they were at that moment."""
    chance = random.Random(20261129)  # noqa: S311 - moments to cut at
    cut = tmp_path / "cut"
    with writing(path) as writer:
        assert writer.stdout is not None
        for _copy in range(COPIES):
            acknowledged = int(next(writer.stdout))
            time.sleep(chance.uniform(0, 0.01))
            shutil.rmtree(cut, ignore_errors=True)
            cut.mkdir()
            writer.send_signal(signal.SIGSTOP)  # in the middle of whatever it does
            log = path.with_name(path.name + "-wal")
            for place in (path, log, key_path(path), copy_path(path)):
                shutil.copy(place, cut / place.name)

            assert entries(cut / path.name, clock) >= acknowledged
            writer.send_signal(signal.SIGCONT)
            for _line in range(3):
                next(writer.stdout)
