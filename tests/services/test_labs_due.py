"""Blood ordered around a session: what is on record of it, and what is still to draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from plexlog.domain.fields import Place
from plexlog.domain.records import LabResult, OrderedTest
from plexlog.domain.words import LabTiming
from plexlog.services import recording
from plexlog.services.labs_due import labs_due
from plexlog.services.open_session import OpenSession, SessionView
from tests.services.fakes import FakeClock
from tests.services.ward import prepare

BEFORE, AFTER = LabTiming.BEFORE_SESSION, LabTiming.AFTER_SESSION
PLAN = (
    OrderedTest(quantity="fibrinogen_g_l", timing=BEFORE),
    OrderedTest(quantity="igg_g_l", timing=AFTER),
)


def planned(view: SessionView, *results: LabResult) -> SessionView:
    order = replace(view.course.order, laboratory_plan=PLAN)
    return replace(view, course=replace(view.course, order=order, lab_results=results))


def times(view: SessionView, timing: LabTiming) -> list[str | None]:
    return [None if one.at is None else one.at.clock for one in labs_due(view, timing)]


def result(view: SessionView, quantity: str, minutes: int, **told: object) -> LabResult:
    at = view.now + timedelta(minutes=minutes)
    given = {"quantity": quantity, "value": Decimal("2.1"), "taken_at": at, **told}
    return LabResult(**given)  # type: ignore[arg-type]  # keys by name


def test_what_is_ordered_is_asked_for_until_it_is_on_record(session: OpenSession) -> None:
    view = planned(session.view())

    assert [one.label for one in labs_due(view, BEFORE)] == ["Fibrinogen"]
    assert times(view, BEFORE) == [None]
    assert times(planned(view, result(view, "fibrinogen_g_l", -30)), BEFORE) != [None]
    assert times(planned(view, result(view, "igg_g_l", -30)), BEFORE) == [None]


def test_the_sessions_own_value_counts(session: OpenSession) -> None:
    recording.enter_value(session, Place.BEFORE, "fibrinogen_g_l", "2.1")

    assert times(planned(session.view()), BEFORE) == [session.view().now.clock]


def test_after_the_session_is_after_its_end(session: OpenSession, clock: FakeClock) -> None:
    prepare(session)
    recording.start_run(session)
    clock.pass_by(minutes=60)
    view = session.view()
    assert times(planned(view, result(view, "igg_g_l", -1)), AFTER) == [None]
    recording.end_run(session)
    clock.pass_by(minutes=30)

    view = session.view()

    assert times(planned(view, result(view, "igg_g_l", -40)), AFTER) == [None]
    assert times(planned(view, result(view, "igg_g_l", -5)), AFTER) != [None]
    assert times(planned(view, result(view, "fibrinogen_g_l", -5)), BEFORE) == [None]


@pytest.mark.parametrize(
    ("own", "timing", "counts"),
    [(True, BEFORE, True), (True, AFTER, False), (True, None, True), (False, BEFORE, False)],
)
def test_a_result_told_for_a_session_counts_there_alone(
    session: OpenSession, own: bool, timing: LabTiming | None, counts: bool
) -> None:
    view = session.view()
    told = result(
        view, "fibrinogen_g_l", -5, session_id=view.session.id if own else "s0", timing=timing
    )

    assert (times(planned(view, told), BEFORE) != [None]) is counts
