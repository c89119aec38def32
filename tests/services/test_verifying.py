"""Verification as a unit has it done: of everything, of what is new, kept and said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from plexlog.domain.errors import EngineFailedError
from plexlog.domain.moments import Moment
from plexlog.domain.progress import Progress, Step, StoppedError
from plexlog.domain.unit import Problem
from plexlog.domain.verified import FEW_CHANGES, Mark, Verified, VerifyState
from plexlog.services import signing
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.verifying import keep_mark, verify_here, verify_state, verify_work
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, work

AT = Moment.parse("2026-11-20T14:30+01:00")
WRONG = Problem(where="history row 7", what="has another content than it had")
MARK = Mark(
    key="m", at=AT, staff_key="s", name="Ada N.", number=30, head="hd", problems=0, version="1"
)


def wrong_desk(clock: FakeClock, *problems: Problem) -> Desk:
    """A desk at a record in which something is wrong."""
    store = FakeStore()
    store.wrong += problems
    store.add_course(COURSE)
    return Desk(store, clock, FakeSigner())


def test_everything_that_is_as_recorded_is_said_and_remembered(
    session: OpenSession, clock: FakeClock
) -> None:
    desk = session.desk
    work(session, clock)
    signing.sign_session(session)
    assert verify_state(desk).sentence == "Everything was never checked together yet."

    verified = verify_here(desk, Progress(), [])
    keep_mark(desk, verified)

    assert verified.problems == ()
    assert verified.is_whole
    assert verified.sentence.startswith("Everything was checked, ")
    assert ": it is as recorded. It was held against no backup" in verified.sentence
    last = verify_state(desk).last
    assert last is not None
    assert (last.head, last.number, last.name) == (verified.head, verified.number, desk.me)
    assert "everything was as it was recorded" in verify_state(desk).sentence


@pytest.mark.parametrize("what", ["course", "patient"])
def test_a_disk_that_fails_for_a_moment_is_no_problem_of_the_record(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def fail(*_given: object) -> None:
        raise EngineFailedError("The disk failed")

    found: list[Problem] = []
    monkeypatch.setattr(FakeStore, what, fail)

    with pytest.raises(EngineFailedError, match="The disk failed"):
        verify_here(wrong_desk(clock), Progress(), found)

    assert found == []


def test_what_is_new_alone_is_verified_elsewhere_and_leaves_no_mark(session: OpenSession) -> None:
    desk = session.desk
    keep_mark(desk, verify_here(desk, Progress(), []))
    last = verify_state(desk).last

    verified = verify_work(desk, is_whole=False).work(Progress())
    keep_mark(desk, verified)

    assert verified.since == last
    assert not verified.is_whole
    assert "what is older was not looked at again" in verified.sentence
    assert verify_state(desk).last == last


def test_while_nothing_ever_held_everything_is_looked_at(clock: FakeClock) -> None:
    desk = wrong_desk(clock, WRONG)

    first = verify_work(desk, is_whole=False).work(Progress())
    keep_mark(desk, first)
    again = verify_here(desk, Progress(), [], is_whole=False)

    assert first.is_whole
    assert again.is_whole
    found, _backups = first.sentence.split(" It was held against ")
    assert found == "Everything was checked, 40 rows of the history: 1 problem found."
    assert verify_state(desk).sentence.endswith("40 rows of the history: 1 problem found.")


def test_a_broken_seal_is_found_with_whose_it_is(session: OpenSession, clock: FakeClock) -> None:
    work(session, clock)
    signed = signing.sign_session(session)
    store = FakeStore()
    key = store.add_course(session.desk.store.course(session.course_key))
    line = store.sessions_of(key)[0]
    store.add_signature(replace(signed, session_key=line.session_key, fingerprint="ab"))

    verified = verify_here(Desk(store, clock, FakeSigner()), Progress(), [])

    (problem,) = verified.problems
    assert problem.what == "the sealed record was changed"
    assert problem.whose == (
        f"patient {COURSE.patient.record_number}, course {COURSE.course_id}, session 1"
    )


def test_what_was_found_before_it_was_stopped_is_kept(clock: FakeClock) -> None:
    desk = wrong_desk(clock, WRONG, replace(WRONG, where="history row 9"))
    found: list[Problem] = []
    progress = Progress(lambda step: progress.stop() if step.done else None)

    with pytest.raises(StoppedError):
        verify_here(desk, progress, found)

    assert found == [WRONG]


def test_where_nothing_could_be_read_nothing_is_remembered(clock: FakeClock) -> None:
    desk = wrong_desk(clock)

    keep_mark(desk, Verified(problems=(WRONG,), number=0, head="", rows=0))

    assert verify_state(desk).last is None


def test_while_the_record_does_not_fit_an_earlier_mark_no_other_is_made(clock: FakeClock) -> None:
    desk = wrong_desk(clock)
    verified = verify_here(desk, Progress(), [])

    keep_mark(desk, replace(verified, problems=(WRONG,), fits_marks=False))

    assert verified.fits_marks
    assert verify_state(desk).last is None


@pytest.mark.parametrize(
    ("mark_age", "changes", "hour", "due", "whole"),
    [
        (None, FEW_CHANGES + 1, 12, True, True),
        (timedelta(hours=2), FEW_CHANGES, 12, False, True),
        (timedelta(hours=2), FEW_CHANGES + 1, 3, False, False),
        (timedelta(days=2), FEW_CHANGES + 1, 12, True, False),
        (timedelta(days=2), FEW_CHANGES + 1, 3, True, True),
        (timedelta(days=8), FEW_CHANGES + 1, 12, True, True),
        (timedelta(days=-300), FEW_CHANGES + 1, 12, True, True),  # of a time to come
    ],
)
def test_everything_is_verified_where_that_is_quick_at_night_or_overdue(
    mark_age: timedelta | None, changes: int, hour: int, *, due: bool, whole: bool
) -> None:
    now = Moment.parse(f"2026-11-20T{hour:02}:30+01:00")
    last = None if mark_age is None else replace(MARK, at=now + -mark_age)

    state = VerifyState(last=last, changes=changes, now=now)

    assert (state.is_due, state.is_whole_wanted) == (due, whole)


def test_a_mark_signs_all_that_it_says() -> None:
    others = ({"number": 31}, {"head": "x"}, {"problems": 1}, {"version": "2"}, {"name": "Eve"})

    messages = {replace(MARK, **one).message for one in others}

    assert len(messages | {MARK.message}) == 6


def test_a_problem_is_a_sentence() -> None:
    whole = replace(WRONG, record_number="0048213", about="weight_kg", fields=("value", "typed"))

    assert WRONG.sentence == "History row 7 has another content than it had."
    assert whole.sentence == (
        "Patient 0048213: history row 7 (weight_kg) has another content than it had: value, typed."
    )


def test_a_step_says_how_many_of_how_many() -> None:
    assert Step("rows", 1200, 40500).words == "rows: 1 200 of 40 500"
    assert Step("rows").words == "rows"
