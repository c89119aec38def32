"""A hand-over that is not as both have signed it is told, with the session it is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plexlog.domain.moments import Moment
from plexlog.domain.progress import Progress
from plexlog.domain.records import Course, HandedOn, HandOver, HandSigned, Session
from plexlog.services.handed_over import hand_overs_not_as_signed
from plexlog.services.verifying import verify_store
from plexlog.storage.unit_record import UnitRecord
from tests.services.ward import COURSE
from tests.storage.ward import WardClock, course_of, open_up, small_course
from tests.storage.ward import found as founded

CARD = (HandedOn(about="Bags", words="3 bags"),)


def signed_of(name: str, key: str, message: bytes) -> HandSigned:
    return HandSigned(name=name, staff_key=key, public_key="a1", signature=message.hex())


def handed(**changes: object) -> HandOver:
    """Given by Ada to Cem, signed by both; then changed."""
    made = HandOver(
        at=Moment.parse("2026-11-20T15:00+01:00"), given_by="Ada N.", taken_by="Cem D.", told=CARD
    )
    message = made.message(COURSE.course_id, "s1")
    both = (signed_of("Ada N.", "a", message), signed_of("Cem D.", "c", message))
    return replace(made, **({"signed": both} | changes))  # type: ignore[arg-type] # any column


def course(*hand_overs: HandOver) -> Course:
    return replace(COURSE, sessions=(Session(id="s1", number=1, hand_overs=hand_overs),))


def is_signed(number: int, one: HandSigned, message: bytes) -> bool | None:
    assert number == 1
    return None if one.staff_key == "elsewhere" else one.signature == message.hex()


def found(one: HandOver) -> list[tuple[str, bool]]:
    wrong = hand_overs_not_as_signed(course(one), is_signed)
    return [(problem.what, is_known) for problem, is_known in wrong]


def test_one_that_both_signed_and_one_of_before_are_as_they_are() -> None:
    assert found(handed()) == []
    assert found(handed(signed=None, note="of an earlier version")) == []
    assert list(hand_overs_not_as_signed(replace(COURSE, sessions=None), is_signed)) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, told=(HandedOn(about="Bags", words="2 bags"),)),
        lambda one: replace(one, note="daughter waits"),
        lambda one: replace(one, at=Moment.parse("2026-11-20T15:01+01:00")),
        lambda one: replace(one, given_by="Eve"),
        lambda one: replace(one, signed=()),
        lambda one: replace(one, signed=(one.signed or ())[:1]),
        lambda one: replace(one, signed=(one.signed or ())[:1] * 2),
        lambda one: replace(
            one, signed=tuple(replace(each, name="Eve") for each in one.signed or ())
        ),
    ],
)
def test_what_was_changed_since_is_told(change: Callable[[HandOver], HandOver]) -> None:
    assert found(change(handed())) == [("is not as both have signed it", True)]


def test_of_people_of_another_record_it_is_only_said() -> None:
    one = handed()
    ada, cem = one.signed or ()

    told = found(replace(one, signed=(replace(ada, staff_key="elsewhere"), cem)))

    assert told == [("was signed by people who are not on the staff of this record", False)]


def test_verification_holds_it_against_the_keys_of_the_staff(tmp_path: Path) -> None:
    clock = WardClock()
    path = tmp_path / "unit.plexlog"
    founded(path, clock)
    record = open_up(path, clock)
    course_key = record.add_course(course_of(small_course()))
    (line,) = record.sessions_of(course_key)
    one = replace(handed(signed=None), given_by="Anna Birke")
    message = one.message("c1", "s1")
    mine = HandSigned(
        name="Anna Birke",
        staff_key=record.me.key,
        public_key=record.signer.public_key,
        signature=record.signer.sign(message),
    )
    other = replace(mine, name="Cem D.", staff_key="elsewhere")

    def keep(handed: HandOver) -> None:
        record.set_session(line.session_key, {"hand_overs": (handed,)})

    keep(replace(one, signed=(mine, other)))
    first = verify_store(record, None, Progress(), [])
    keep(replace(one, signed=(replace(mine, public_key="a1" * 32), other)))
    second = verify_store(record, None, Progress(), [])
    record.close()

    assert isinstance(record, UnitRecord)
    assert (first.problems, [note.where for note in first.notes]) == (
        (),
        ["hand-over of 2026-11-20T15:00+01:00"],
    )
    taken_away, not_as_signed = second.problems
    assert taken_away.what.startswith("was taken away or changed at 2026-11-22T08:30:00.000Z by A")
    assert not_as_signed.what == "is not as both have signed it"
    assert (taken_away.session_number, not_as_signed.session_number) == (1, 1)
