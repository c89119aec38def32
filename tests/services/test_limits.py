"""A unit changes its limits: who may, what is refused, and which sessions go by which."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog import house
from plexlog.clinical.domain_errors import ImpossibleValueError
from plexlog.domain.errors import UnreadableError
from plexlog.domain.fields import Place
from plexlog.domain.findings import Phase
from plexlog.domain.unit import Role, StaffMember
from plexlog.services import limits, recording
from plexlog.services.desk import Desk
from plexlog.services.limits import LimitRefusedError
from plexlog.services.open_session import OpenSession, SessionView
from plexlog.services.ordering import judge_draft
from plexlog.services.signing import sign_session
from plexlog.storage import unit_file
from tests.founded import put_down
from tests.services.conftest import PASSWORD
from tests.services.fakes import FakeClock, FakeSigner, FakeStore
from tests.services.ward import COURSE, work

CHIEF = StaffMember(key="staff-2", login="federkiel", name="Dr. Federkiel", role=Role.PHYSICIAN)
WHY = "as the ward has always done"
LOW = "systolic_low_mmhg"


@pytest.fixture(params=["in lists", "on disk"])
def desk(request: pytest.FixtureRequest, clock: FakeClock, tmp_path: Path) -> Iterator[Desk]:
    """A desk at which the physician sits."""
    if request.param == "in lists":
        yield Desk(FakeStore(me=CHIEF), clock, FakeSigner())
        return
    place = tmp_path / "unit.plexlog"
    put_down(
        place,
        clock,
        unit="Apheresis Unit, Musterstadt",
        name=CHIEF.name,
        login=CHIEF.login,
        password=PASSWORD,
        role=CHIEF.role,
    )
    record = unit_file.open_unit(place, None, PASSWORD, clock)
    yield Desk(record, clock, record.signer)
    record.close()


def line(desk: Desk, name: str) -> limits.LimitLine:
    (found,) = (one for one in limits.limit_lines(desk) if one.name == name)
    return found


def codes(view: SessionView) -> set[str]:
    return {one.code for one in view.findings(*Phase)}


def another(desk: Desk) -> OpenSession:
    """The second session of the course on file."""
    (course,) = desk.store.courses()
    return OpenSession(desk, desk.store.sessions_of(course.course_key)[1].session_key)


def test_nobody_has_changed_a_limit_of_a_new_unit(desk: Desk) -> None:
    lines = limits.limit_lines(desk)

    assert all(one.is_default and one.last is None for one in lines)
    assert [one.phase for one in lines] == sorted(
        (one.phase for one in lines), key=list(Phase).index
    )
    fever = line(desk, "fever_from_c")
    assert (fever.label, fever.value, fever.unit) == ("Temperature from", "38.0", "°C")
    assert (fever.possible, fever.default) == ("36.5 to 41 °C", "38.0")
    assert fever.rules == ("access-infected", "fever", "temperature-rose")


def test_a_changed_limit_says_who_and_why(desk: Desk) -> None:
    limits.change_limit(desk, "fever_from_c", "38,3", f"  {WHY} ")

    fever = line(desk, "fever_from_c")
    assert (fever.value, fever.default, fever.is_default) == ("38.3", "38.0", False)
    assert fever.last is not None
    assert (fever.last.by, fever.last.why, fever.last.version) == (CHIEF.name, WHY, 1)


def test_going_back_to_the_default_is_a_change_too(desk: Desk) -> None:
    limits.change_limit(desk, "fever_from_c", "38.3", WHY)

    limits.reset_limit(desk, "fever_from_c", "too late for our patients")

    fever = line(desk, "fever_from_c")
    assert fever.is_default
    assert [one.value for one in desk.store.limit_changes()] == [38.3, 38.0]
    assert fever.last is not None
    assert fever.last.why == "too late for our patients"


@pytest.mark.parametrize(
    ("name", "text", "why", "words"),
    [
        ("fever_from_c", "38.0", WHY, "Temperature from is 38.0 °C already."),
        ("fever_from_c", "38.3", " \n", "A reason is needed"),
        ("fever_from_c", "38.3", "so " * 70, "A reason takes at most 200 characters."),
        ("fever_from_c", "380", WHY, "380.0 °C is not possible; possible 36.5 to 41 °C"),
        ("fever_from_c", "warm", WHY, "Temperature from must be a number, 36.5 to 41 °C"),
        ("fever_from_c", "", WHY, "must be a number"),
        ("course_days", "14.5", WHY, "takes no decimals"),
        ("colloid_low", "0.4", WHY, "no less than 0.50"),
        ("fever", "38.3", WHY, "There is no limit 'fever'"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    desk: Desk, name: str, text: str, why: str, words: str
) -> None:
    with pytest.raises((LimitRefusedError, ImpossibleValueError, UnreadableError)) as refused:
        limits.change_limit(desk, name, text, why)

    assert words in str(refused.value)
    assert not desk.store.limit_changes()


def test_a_nurse_reads_limits_and_changes_none(clock: FakeClock) -> None:
    at_the_bedside = Desk(FakeStore(), clock, FakeSigner())

    assert "Only a physician or a manager" in limits.why_not_changeable(at_the_bedside)
    for change in (
        lambda: limits.change_limit(at_the_bedside, "fever_from_c", "38.3", WHY),
        lambda: limits.reset_limit(at_the_bedside, "fever_from_c", WHY),
    ):
        with pytest.raises(LimitRefusedError, match="Only a physician or a manager"):
            change()


def test_those_who_may_are_told_nothing(desk: Desk) -> None:
    assert limits.why_not_changeable(desk) == ""


def test_a_session_that_is_not_started_goes_by_the_limits_of_now(
    desk: Desk, session: OpenSession
) -> None:
    recording.enter_value(session, Place.BEFORE, "systolic_mmhg", "95")
    assert "systolic-low" not in codes(session.view())

    limits.change_limit(desk, LOW, "100", WHY)

    assert "systolic-low" in codes(OpenSession(desk, session.key).view())


def test_a_started_session_keeps_its_limits_and_the_next_has_the_new_ones(
    desk: Desk, session: OpenSession
) -> None:
    for one in (session, another(desk)):
        recording.enter_value(one, Place.BEFORE, "systolic_mmhg", "95")
    recording.start_run(session)

    limits.change_limit(desk, LOW, "100", WHY)

    assert "systolic-low" not in codes(OpenSession(desk, session.key).view())
    assert "systolic-low" in codes(another(desk).view())


def test_a_signed_session_says_what_it_said(
    desk: Desk, session: OpenSession, clock: FakeClock
) -> None:
    work(session, clock)
    sign_session(session)
    before = OpenSession(desk, session.key).view()

    limits.change_limit(desk, LOW, "139", WHY)
    limits.change_limit(desk, "course_days", "1", WHY)

    after = OpenSession(desk, session.key).view()
    assert after.verdicts == before.verdicts
    assert after.facts.thresholds == before.facts.thresholds


def test_an_order_is_judged_by_the_limits_of_now(desk: Desk) -> None:
    assert "volume-unusual" not in {one.code for one in judge_draft(desk, COURSE).findings}

    limits.change_limit(desk, "plasma_volumes_low", "1.2", WHY)

    assert "volume-unusual" in {one.code for one in judge_draft(desk, COURSE).findings}


def test_what_is_computed_of_a_course_goes_by_the_limits_of_each_session(
    desk: Desk, session: OpenSession
) -> None:
    for one in (session, another(desk)):
        recording.enter_value(one, Place.BEFORE, "systolic_mmhg", "95")
    recording.start_run(session)
    limits.change_limit(desk, LOW, "100", WHY)
    limits.change_limit(desk, "plasma_volumes_low", "1.2", WHY)

    made = json.loads(house.expectation_document(desk, session.course_key, "c1.json"))

    found = [{one["code"] for one in each["findings"]["before"]} for each in made["sessions"]]
    assert ["systolic-low" in one for one in found] == [False, True]
    assert "volume-unusual" in {one["code"] for one in made["order"]["findings"]}


def test_a_course_document_says_nothing_of_the_limits_of_the_unit(
    desk: Desk, session: OpenSession
) -> None:
    recording.start_run(session)
    before = house.course_document(desk, session.course_key)

    limits.change_limit(desk, LOW, "100", WHY)

    assert house.course_document(desk, session.course_key) == before
