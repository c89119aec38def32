"""A signed value that was amended: what is carried forward is what it should be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plexlog import house_sheets
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.services import after_signing, recording
from plexlog.services.amended_values import amended_sessions
from plexlog.services.banner import course_banner, session_banner
from plexlog.services.last_time import last_measured, likely_value, was_amended
from plexlog.services.open_session import OpenSession
from plexlog.services.signing import broken_seals, sign_session
from tests.services.fakes import FakeClock
from tests.services.ward import close, prepare, run, work

WEIGHT = "before//weight_kg"


@pytest.fixture
def first(session: OpenSession, clock: FakeClock) -> OpenSession:
    """The first session, signed; the weight of 72 kg in it is wrong."""
    work(session, clock)
    sign_session(session)
    return session


@pytest.fixture
def second(first: OpenSession, clock: FakeClock) -> OpenSession:
    """The second session, a day later; nothing is recorded in it."""
    clock.pass_by(days=1)
    desk = first.desk
    return OpenSession(desk, desk.store.sessions_of(first.course_key)[1].session_key)


def amend(first: OpenSession, second: OpenSession, key: str = WEIGHT, text: str = "61.5") -> None:
    after_signing.amend_value(first, key, text, "scale misread", is_sure=True)
    second.touch_course()


def asked(session: OpenSession) -> set[str]:
    return {one.what for one in session.view().findings(*Phase) if one.code == "weight-jump"}


def test_the_amended_weight_is_the_last_one(first: OpenSession, second: OpenSession) -> None:
    amend(first, second)

    last = last_measured(second.view(), "weight_kg")
    assert last is not None
    assert last.value == Decimal("61.5")
    assert was_amended(second.view(), "weight_kg")
    assert not was_amended(second.view(), "pulse_per_min")


def test_a_new_weight_is_held_against_the_amended_one(
    first: OpenSession, second: OpenSession
) -> None:
    amend(first, second)

    recording.enter_value(second, Place.BEFORE, "weight_kg", "61.4")
    assert asked(second) == set()

    recording.enter_value(second, Place.BEFORE, "weight_kg", "72", is_sure=True)
    assert asked(second) == {"Weight 72.0 kg; the last was 61.5 kg"}


def test_pounds_are_told_by_the_amended_weight(first: OpenSession, second: OpenSession) -> None:
    amend(first, second)

    recording.enter_value(second, Place.BEFORE, "weight_kg", "135.6", is_sure=True)

    assert likely_value(second.view(), "weight_kg") == Decimal("61.5")


def test_the_last_amendment_holds(first: OpenSession, second: OpenSession) -> None:
    amend(first, second)
    amend(first, second, text="62.5")

    last = last_measured(second.view(), "weight_kg")
    assert last is not None
    assert last.value == Decimal("62.5")


def test_what_was_signed_stays(first: OpenSession, second: OpenSession) -> None:
    before = first.view()
    amend(first, second)

    view = first.view()
    assert view.session == before.session
    assert view.figures == before.figures
    assert broken_seals(second.view().course, view.signatures) == []


@pytest.mark.parametrize("hours", [1, -5])
def test_a_session_signed_before_is_judged_as_it_was(
    first: OpenSession, second: OpenSession, clock: FakeClock, hours: float
) -> None:
    work(second, clock)
    sign_session(second)
    assert asked(second) == set()
    clock.pass_by(hours=1)
    clock.set_by(minutes=60 * (hours - 1))  # what came first goes by the record, not by the clock

    amend(first, second)

    assert asked(second) == set()
    assert last_measured(second.view(), "weight_kg") != Decimal("61.5")


def test_a_session_signed_after_keeps_what_it_was_judged_by(
    first: OpenSession, second: OpenSession, clock: FakeClock
) -> None:
    amend(first, second)
    prepare(second)
    run(second, clock)
    close(second)
    answered = asked(second)

    sign_session(second)

    assert asked(second) == answered != set()
    assert broken_seals(second.view().course, second.view().signatures) == []


def test_the_banner_has_the_amended_weight_and_says_so(
    first: OpenSession, second: OpenSession
) -> None:
    amend(first, second)
    of_course = course_banner(first.desk, first.course_key)
    of_next = session_banner(second.desk, second.view(), ())
    of_signed = session_banner(first.desk, first.view(), ())

    for facts in (of_course, of_next, of_signed):
        assert facts.was_amended
        assert facts.weight is not None
        assert facts.weight.value == Decimal("61.5")


def test_without_an_amendment_the_banner_says_none(second: OpenSession) -> None:
    assert not session_banner(second.desk, second.view(), ()).was_amended


def test_the_sheet_takes_the_amended_weight_for_its_volumes(
    first: OpenSession, second: OpenSession
) -> None:
    amend(first, second)

    sheet = repr(house_sheets.sheet_report(second.desk, second.key))

    assert "61.5 (2026-11-20, amended)" in sheet
    assert "72.0 (" not in sheet
    assert "weight 61.5 (2026-11-20, amended)" in sheet  # by what the volumes are


def test_a_row_that_was_amended_counts_too(first: OpenSession, second: OpenSession) -> None:
    row = (first.view().session.readings or ())[0]
    amend(first, second, f"reading/{row.key}/pulse_per_min", "88")

    last = second.view().previous
    assert last is not None
    assert (last.readings or ())[0].values["pulse_per_min"].value == Decimal(88)


def test_an_amendment_of_what_is_not_there_changes_nothing(first: OpenSession) -> None:
    given = after_signing.add_addendum(first, "rash", "told by phone")

    (same,) = amended_sessions(first.view().course, (given,), first.desk.catalogue)

    assert same == first.view().session
