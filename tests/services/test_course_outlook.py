"""What the page of a course sums up: counters, the estimate, the stop rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from plexlog.domain.moments import Moment
from plexlog.domain.records import LabResult
from plexlog.domain.unit import Role
from plexlog.domain.words import PhysicianTextKind
from plexlog.services.course_outlook import course_outlook
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.permission import NotAllowedError
from plexlog.services.physician_words import write_words
from plexlog.services.signing import sign_session
from tests.services import ward
from tests.services.fakes import NURSE, FakeClock, FakeSigner, FakeStore

AT = Moment.parse("2026-11-20T08:00+01:00")
PLATELETS = LabResult(quantity="platelets_10e9_l", value=Decimal(151), taken_at=AT)
NARRATIVE = PhysicianTextKind.NARRATIVE


def test_a_course_that_has_not_begun_counts_nothing(desk: Desk) -> None:
    seen = course_outlook(desk, desk.store.add_course(ward.COURSE))

    assert seen.counted == ()
    assert seen.outlook.levels == ()
    assert seen.outlook.sentences == ()
    assert seen.stop is None


def test_counters_are_the_sums_of_the_sessions_and_a_missing_estimate_is_explained(
    desk: Desk, clock: FakeClock
) -> None:
    key = desk.store.add_course(ward.COURSE)
    session = OpenSession(desk, desk.store.sessions_of(key)[0].session_key)
    ward.work(session, clock)
    running = course_outlook(desk, key)
    sign_session(session)

    seen = course_outlook(desk, key)

    assert len(seen.counted) == 1
    assert seen.counters == seen.counted[0]
    assert seen.outlook.levels == ()
    assert seen.outlook.sentences[0].startswith("No estimate from session 1 on: what was removed")
    assert seen.counters == running.counters


def test_the_stop_rule_of_the_order_is_followed(desk: Desk) -> None:
    order = replace(ward.COURSE.order, stop_rule="platelets-150-two-days")
    course = replace(ward.COURSE, order=order, lab_results=(PLATELETS,))

    stop = course_outlook(desk, desk.store.add_course(course)).stop

    assert stop is not None
    assert (stop.days_held, stop.is_reached) == (1, False)


def test_a_rule_that_the_lists_do_not_know_is_not_followed(desk: Desk) -> None:
    order = replace(ward.COURSE.order, stop_rule="of-another-unit")

    seen = course_outlook(desk, desk.store.add_course(replace(ward.COURSE, order=order)))

    assert seen.stop is None


@pytest.fixture
def physician(clock: FakeClock) -> Desk:
    """A desk at which a physician works."""
    member = replace(NURSE, name="Dr Lindqvist", role=Role.PHYSICIAN)
    return Desk(FakeStore(me=member), clock, FakeSigner())


def test_a_physicians_words_are_kept_in_their_name_and_the_latest_counts(
    physician: Desk,
) -> None:
    key = physician.store.add_course(ward.COURSE)

    assert write_words(physician, key, NARRATIVE, " walks ")
    assert write_words(physician, key, NARRATIVE, "walks well")
    assert not write_words(physician, key, NARRATIVE, "walks well")

    course = physician.store.course(key)
    told = course.physician_text(NARRATIVE)
    assert told is not None
    assert (told.text, told.by) == ("walks well", "Dr Lindqvist")
    assert len(course.physician_texts or ()) == 2


def test_words_that_are_taken_back_leave_none(physician: Desk) -> None:
    key = physician.store.add_course(ward.COURSE)
    write_words(physician, key, NARRATIVE, "walks")

    write_words(physician, key, NARRATIVE, "")

    assert physician.store.course(key).physician_text(NARRATIVE) is None


def test_a_nurse_writes_no_physicians_words(desk: Desk) -> None:
    key = desk.store.add_course(ward.COURSE)

    with pytest.raises(NotAllowedError, match="Only a physician"):
        write_words(desk, key, NARRATIVE, "walks")
