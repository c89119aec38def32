"""The access of an order was removed: no session goes on with it, and each page says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plexlog.domain.errors import RefusedError
from plexlog.domain.fields import Severity
from plexlog.domain.findings import Finding, Phase
from plexlog.domain.moments import Moment
from plexlog.domain.records import AccessDevice
from plexlog.domain.words import AccessKind
from plexlog.services import last_time, recording
from plexlog.services.access_line import access_line
from plexlog.services.accesses import keep_access
from plexlog.services.board import Column, todays_board
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.order_change import access_in_place
from tests.services.fakes import FakeClock
from tests.services.test_accesses import BY_LINE, LINE, REMOVED, texts
from tests.services.ward import COURSE

FISTULA = AccessDevice(id="fistula", kind=AccessKind.AV_FISTULA)
OUT = replace(LINE, removed_on=date(2026, 11, 20), removal_reason="fever")


@pytest.fixture
def course_key(desk: Desk) -> str:
    """A course of two planned sessions by a line, which is taken out on the day of the first."""
    key = desk.store.add_course(BY_LINE)
    keep_access(desk, key, "cath", texts(desk, key, **REMOVED))
    return key


def session_of(desk: Desk, course_key: str, number: int = 1) -> OpenSession:
    return OpenSession(desk, desk.store.sessions_of(course_key)[number - 1].session_key)


def finding(session: OpenSession) -> Finding | None:
    found = session.view().findings(Phase.BEFORE)
    return next((one for one in found if one.code == "access-removed"), None)


def test_a_session_is_stopped_until_it_is_said_which_access_it_uses(
    desk: Desk, course_key: str
) -> None:
    session = session_of(desk, course_key)
    stop = finding(session)
    assert stop is not None
    assert (stop.severity, stop.is_open) == (Severity.STOP, True)
    assert stop.what == "The access on record was removed on 2026-11-20"

    access_id = keep_access(desk, course_key, "", {"access_kind": "av-fistula"})
    session = session_of(desk, course_key)
    assert session.view().access == replace(
        OUT, removal_reason="no longer needed"
    )  # never the new one by itself
    recording.set_facts(session, {"access_device_id": access_id})

    assert finding(session) is None


def test_a_session_that_was_done_before_the_removal_is_left_alone(
    desk: Desk, clock: FakeClock
) -> None:
    key = desk.store.add_course(BY_LINE)
    recording.start_run(session_of(desk, key))
    clock.pass_by(hours=30)
    out = REMOVED | {"access_removed_on": "2026-11-21"}

    keep_access(desk, key, "cath", texts(desk, key, **out))

    assert finding(session_of(desk, key)) is None
    assert finding(session_of(desk, key, 2)) is not None


def test_what_is_in_place_is_offered_to_each_session_and_taken_by_none_alone(
    desk: Desk, course_key: str
) -> None:
    typed = {"access_kind": "av-fistula", "access_inserted_on": "2026-11-20"}
    fistula = keep_access(desk, course_key, "", typed)
    veins = keep_access(desk, course_key, "", {"access_kind": "peripheral-veins"})
    session = session_of(desk, course_key)

    offered = last_time.offers(session.view())

    assert [(one.key, one.what, one.detail) for one in offered] == [
        (f"access {fistula}", "AV fistula", "in place since 2026-11-20"),
        (f"access {veins}", "Peripheral veins", "in place"),
    ]
    with pytest.raises(RefusedError, match="is not offered"):
        last_time.take_offer(session, "access cath")
    last_time.take_offer(session, f"access {fistula}")
    access = session.view().access
    assert access is not None
    assert access.id == fistula
    assert last_time.offers(session.view()) == ()


def test_the_access_of_the_last_session_is_offered_once(desk: Desk, clock: FakeClock) -> None:
    key = desk.store.add_course(replace(BY_LINE, access_devices=(OUT, FISTULA)))
    first = session_of(desk, key)
    recording.set_facts(first, {"access_device_id": "fistula"})
    recording.start_run(first)
    clock.pass_by(hours=24)

    offered = [one.key for one in last_time.offers(session_of(desk, key, 2).view())]

    assert offered == ["access"]


def test_an_access_in_place_is_not_offered_while_the_ordered_one_is_in(desk: Desk) -> None:
    key = desk.store.add_course(replace(BY_LINE, access_devices=(LINE, FISTULA)))

    assert last_time.offers(session_of(desk, key).view()) == ()


def test_today_and_the_course_say_that_it_was_removed(desk: Desk, course_key: str) -> None:
    (card,) = todays_board(desk).columns[Column.OVERDUE]
    first, second = course_overview(desk, course_key).sessions

    assert card.lacks == ("access removed",)
    told = "right internal jugular, non-tunnelled catheter, removed"
    assert (first.access, second.access) == (told, told)


def test_the_board_says_so_of_a_session_of_today_alone(
    desk: Desk, course_key: str, clock: FakeClock
) -> None:
    key = desk.store.sessions_of(course_key)[0].session_key
    later = Moment.parse("2026-11-20T18:00+01:00")
    desk.store.set_session(key, {"planned_at": later})
    (due,) = todays_board(desk).columns[Column.DUE]
    assert "access removed" in due.lacks

    clock.pass_by(hours=24 * 7)

    assert {card.lacks for card in todays_board(desk).columns[Column.OVERDUE]} == {()}


def test_a_line_that_is_out_counts_no_more_days(
    desk: Desk, course_key: str, clock: FakeClock
) -> None:
    clock.pass_by(hours=72)

    assert access_line(session_of(desk, course_key).view()).days == 3


def test_a_change_of_the_order_goes_by_what_is_in_place() -> None:
    both = replace(BY_LINE, access_devices=(LINE, FISTULA))
    out = replace(BY_LINE, access_devices=(OUT, FISTULA))
    none_left = replace(BY_LINE, access_devices=(OUT,))

    assert access_in_place(both) == LINE
    assert access_in_place(out) == FISTULA
    assert access_in_place(none_left) == OUT
    assert access_in_place(replace(COURSE, access_devices=None)) is None
