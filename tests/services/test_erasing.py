"""What must hold before a patient is erased, and what the two who do it are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain import codec, json_text
from plexlog.domain.erasing import numbers_in, spans_of
from plexlog.domain.records import Course
from plexlog.domain.unit import Role, StaffMember
from plexlog.services import staff
from plexlog.services.desk import Desk
from plexlog.services.erasing import (
    ErasureGiven,
    ErasureRefusedError,
    erasable,
    erase_patient,
    erasures,
)
from plexlog.services.permission import NotAllowedError
from plexlog.storage import unit_file
from tests.founded import put_down
from tests.services.conftest import PASSWORD
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.test_staff import a_day_later, desk_for

CASE = Path(__file__).parents[1] / "cases" / "gbs-albumin-five.json"
ENVELOPE = ("format", "version", "exported_at", "exported_by")
NUMBER = "MW-0071402"
GIVEN = ErasureGiven(
    number=NUMBER,
    why="asked for in writing",
    password=PASSWORD,
    second="ben",
    second_password=PASSWORD,
)


def course() -> Course:
    document = json_text.parse(CASE.read_bytes())
    return codec.read(Course, {k: v for k, v in document.items() if k not in ENVELOPE})


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A manager's, with a nurse on the staff and a patient of one course."""
    place = tmp_path / "unit.plexlog"
    put_down(
        place,
        clock,
        unit="Invented",
        name="Ada N.",
        login="ada",
        password=PASSWORD,
        role=Role.MANAGER,
    )
    record = unit_file.open_unit(place, "ada", PASSWORD, clock)
    made = Desk(record, clock, record.signer)
    new = staff.NewMember(name="Ben Kiefer", login="ben", password=PASSWORD, role=Role.NURSE)
    staff.add_member(made, new)
    made.store.add_course(course())
    a_day_later(clock)
    yield made
    made.store.close()


def key_of(desk: Desk) -> str:
    return erasable(desk, NUMBER).patient.key


def test_what_would_go_is_said_before(desk: Desk) -> None:
    assert erasable(desk, " mw-0071402 ").sentence == (
        "Musterwald, Albin Theobald, born 1974-03-18, number MW-0071402: 1 course, 5 sessions, "
        "0 of them signed."
    )
    with pytest.raises(ErasureRefusedError, match="No patient of this number"):
        erasable(desk, "unknown")


def test_two_erase_a_patient(desk: Desk) -> None:
    made = erase_patient(desk, key_of(desk), GIVEN)

    assert list(erasures(desk)) == [made]
    assert made.sentence.startswith("A patient was erased on 2026-11-21 14:30 by Ada N. and Ben")
    assert desk.store.patients() == []


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"number": "another"}, "number", "not the number of this patient"),
        ({"why": "  "}, "why", "A reason is needed"),
        ({"why": "x" * 201}, "why", "at most 200"),
        ({"why": "Musterwald, asked for it"}, "why", "must name neither"),
        ({"why": f"the record ({NUMBER})"}, "why", "must name neither"),
        ({"second": " "}, "second", "Another than you"),
        ({"second": "ADA"}, "second", "Another than you"),
        ({"password": "wrong, of course"}, "own", "Nothing was erased"),
        ({"second_password": "wrong, of course"}, "second_password", "Nothing was erased"),
        ({"second": "nobody"}, "second_password", "Nothing was erased"),
    ],
)
def test_what_is_wanting_is_told_at_its_box(
    desk: Desk, changed: dict[str, str], place: str, words: str
) -> None:
    with pytest.raises(ErasureRefusedError, match=words) as refused:
        erase_patient(desk, key_of(desk), replace(GIVEN, **changed))

    assert refused.value.place == place
    assert len(desk.store.patients()) == 1


def test_a_patient_on_the_machine_stays(desk: Desk) -> None:
    (line,) = desk.store.courses()
    session = desk.store.sessions_of(line.course_key)[0]
    desk.store.set_session(session.session_key, {"ended_at": None})

    with pytest.raises(ErasureRefusedError, match="is running"):
        erase_patient(desk, key_of(desk), GIVEN)


def test_only_a_manager_may(desk: Desk) -> None:
    key = key_of(desk)
    nurse = desk_for(desk, "ben")

    with pytest.raises(NotAllowedError, match="Only a manager"):
        erase_patient(nurse, key, replace(GIVEN, second="ada"))
    nurse.store.close()


def test_who_is_suspended_does_not_sign(clock: FakeClock) -> None:
    class Store(FakeStore):
        def prove(self, login: str, password: str) -> StaffMember:
            return (
                replace(self.me, left_at=clock.now()) if login == "ben" and password else self.me
            )

    me = StaffMember(key="k", login="ada", name="Ada N.", role=Role.MANAGER)
    store = Store(me=me)
    store.add_course(course())
    (key,) = store.patient_keys()

    with pytest.raises(ErasureRefusedError, match=r"Ada N\. is suspended"):
        erase_patient(Desk(store, clock, FakeSigner()), key, GIVEN)


def test_numbers_are_kept_as_spans() -> None:
    numbers = (1, 2, 3, 7, 9, 10)

    assert spans_of(numbers) == ((1, 3), (7, 7), (9, 10))
    assert numbers_in(spans_of(numbers)) == frozenset(numbers)
