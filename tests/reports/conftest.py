"""A session that is on file, and one of which hardly anything is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plexlog.domain import records
from plexlog.reports.session_summary import SummaryInput
from tests.reports.cases import (
    at,
    summary_of,
    with_session,
)


@pytest.fixture
def facts() -> SummaryInput:
    return summary_of("gbs-albumin-five", "s2")


@pytest.fixture
def bare(facts: SummaryInput) -> SummaryInput:
    """A session of which nothing is recorded but that it ran."""
    session = records.Session(id="s9", number=9, started_at=at("09:05"), ended_at=at("11:24"))
    course = replace(facts.course, order=replace(facts.course.order, access_device_id=None))
    ran = replace(facts, course=course, verdicts=())
    return with_session(replace(ran, session=session), note=None)
