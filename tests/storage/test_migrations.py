"""A filled file of each earlier version is brought up to date, and says what it said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog.domain.errors import SignedError
from plexlog.storage.engine import connect, tables_of
from plexlog.storage.migrations import MIGRATIONS, number_of
from plexlog.storage.migrations.registry import RELEASED
from plexlog.storage.unit_record import UnitRecord
from tests.storage.old_files import FILES, put_down
from tests.storage.ward import FAST, LOGIN, PASSWORD, WardClock, open_up


@pytest.fixture
def of_version_1(tmp_path: Path, clock: WardClock) -> Iterator[UnitRecord]:
    """A course of three sessions: one signed, one running, one planned."""
    path = tmp_path / "unit.plexlog"
    put_down(1, path)
    record = open_up(path, clock)
    yield record
    record.close()


def test_each_version_that_units_have_has_its_file() -> None:
    files = sorted(path.name for path in FILES.glob("*.sql"))

    assert files == [f"v{version:03d}.sql" for version in RELEASED]
    assert set(RELEASED) <= {
        number_of(one.name) for one in MIGRATIONS.pending(tables_of(connect(":memory:")))
    }


def test_nothing_of_a_file_is_lost_when_it_is_brought_up_to_date(
    of_version_1: UnitRecord,
) -> None:
    (line,) = of_version_1.courses()
    course = of_version_1.course(line.course_key)

    assert course.patient.family_name == "Ährenfeld"
    one, two, three = course.sessions or ()
    assert (one.before or {})["systolic_mmhg"].value == 84
    assert str((two.before or {})["weight_kg"].value) == "61.50"
    assert (one.ended_at is not None, two.ended_at, three.started_at) == (True, None, None)
    assert of_version_1.verify() == []


def test_sessions_started_before_there_were_limits_keep_the_defaults(
    of_version_1: UnitRecord,
) -> None:
    (line,) = of_version_1.courses()
    sessions = [one.session_key for one in of_version_1.sessions_of(line.course_key)]

    of_version_1.change_limit("systolic_low_mmhg", 80, "as the ward does")

    assert [of_version_1.limits_version(key) for key in sessions] == [0, 0, None]
    of_version_1.set_session(sessions[2], {"started_at": of_version_1.clock.now()})
    assert of_version_1.limits_version(sessions[2]) == 1


def test_a_session_signed_before_stays_signed(of_version_1: UnitRecord) -> None:
    (line,) = of_version_1.courses()
    signed = of_version_1.sessions_of(line.course_key)[0].session_key

    with pytest.raises(SignedError):
        of_version_1.set_session(signed, {"note": "later"})

    assert len(of_version_1.signatures(signed)) == 1


def test_the_founder_looks_after_a_unit_that_is_brought_up_to_date(
    of_version_1: UnitRecord,
) -> None:
    assert [(one.login, one.administers, one.left_at) for one in of_version_1.staff()] == [
        (LOGIN, True, None)
    ]

    of_version_1.change_password(PASSWORD, "nine herons", FAST)

    assert of_version_1.member(LOGIN).password_changed_at == of_version_1.clock.now()
    assert of_version_1.verify() == []
