"""A start from paper that is typed without its day."""

from __future__ import annotations

import pytest

from plexlog.domain import wording
from plexlog.domain.errors import RefusedError
from plexlog.services.back_entry import tell_paper
from plexlog.services.open_session import OpenSession
from tests.services.fakes import FakeClock
from tests.services.test_back_entry import TOLD


def test_once_the_planned_day_is_over_a_start_without_its_day_is_refused(
    session: OpenSession, clock: FakeClock
) -> None:
    clock.pass_by(hours=26)  # the day after it was planned: it may have been put off to today

    with pytest.raises(RefusedError) as refused:
        tell_paper(session, {**TOLD, "started_at": "9:10"})

    (one,) = refused.value.refusals
    assert one.place == "started_at"
    assert one.reason == "09:10 of which day? type the day too, such as 2026-11-20 09:10"
    assert session.view().session.started_at is None
    tell_paper(session, {**TOLD, "started_at": "2026-11-21 9:10"})
    assert wording.moment(session.view().session.started_at) == "2026-11-21 09:10"


def test_on_the_day_itself_a_start_without_its_day_is_the_latest_there_was(
    session: OpenSession,
) -> None:
    tell_paper(session, {**TOLD, "started_at": "13:10"})

    assert wording.moment(session.view().session.started_at) == "2026-11-20 13:10"
