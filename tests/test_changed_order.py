"""An order that is changed between two sessions: pages and papers tell which one held when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plexlog import papers
from plexlog.domain import json_text, wording
from plexlog.domain.moments import Moment
from plexlog.doorstep import SystemClock
from plexlog.exchange.course_document import read_course
from plexlog.services.course_outlook import course_outlook
from plexlog.services.course_overview import course_overview
from plexlog.services.desk import Desk
from tests.founded import opened_invented
from tests.reports.cases import as_text

CASE = Path(__file__).parent / "cases" / "gbs-albumin-five.json"
CHANGED_AT = Moment.parse("2026-09-14T12:00+02:00")
LAST_START = Moment.parse("2026-09-15T09:00+02:00")
PLANNED = ("id", "number", "planned_at")  # what stays of a session that is only planned


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A unit with one course: four sessions run under 1.25 PV, the fifth under 1.00."""
    opened = opened_invented(tmp_path / "unit.plexlog")
    document: dict[str, Any] = json_text.parse(CASE.read_bytes())
    document["order"]["plasma_volumes"] = Decimal("1.25")
    *run, last = document["sessions"]
    planned = {key: value for key, value in last.items() if key in PLANNED}
    document["sessions"] = [*run, planned]
    source = json_text.dump(document).encode()
    course = read_course(source, opened.knowledge.rule_facts, opened.clock.now())
    key = opened.store.add_course(course)
    order = replace(
        course.order,
        plasma_volumes=Decimal("1.00"),
        ordered_by="Dr Second",
        ordered_at=CHANGED_AT,
    )
    opened.store.change_order(key, order, "recovers slowly")
    opened.store.set_session(keys(opened)[4], {"started_at": LAST_START})
    yield opened
    opened.store.close()


def course_key(desk: Desk) -> str:
    (line,) = desk.store.courses()
    return line.course_key


def keys(desk: Desk) -> list[str]:
    """The sessions in their order."""
    return [line.session_key for line in desk.store.sessions_of(course_key(desk))]


def test_the_page_judges_each_session_by_its_own_order(desk: Desk) -> None:
    told = " ".join(course_outlook(desk, course_key(desk)).outlook.sentences)

    assert "session 1 1.01 of 1.25\u00a0PV" in told
    assert "at least 90" not in told


def test_each_column_of_the_page_has_the_volumes_planned_for_it(desk: Desk) -> None:
    planned = [
        one.planned_plasma_volumes for one in course_overview(desk, course_key(desk)).sessions
    ]

    assert planned == [Decimal("1.25")] * 4 + [Decimal("1.00")]


def test_the_report_judges_each_session_by_its_own_order(desk: Desk) -> None:
    told = as_text(papers.course_report(desk, course_key(desk)))

    assert "session 1 1.01 of 1.25\u00a0PV" in told
    assert "at least 90" not in told


def test_the_report_tells_each_version_with_what_it_changed_and_what_ran_under_it(
    desk: Desk,
) -> None:
    told = as_text(papers.course_report(desk, course_key(desk)))

    (table,) = (part for part in told.split("\n== ") if part.startswith("Changes of the order"))
    assert "Version 1 | Dr. Walburga Federkiel\n2026-09-06 16:20 | Ada N.\n" in table
    assert " | – | first order | sessions 1 to 4" in table
    assert "Version 2 | Dr Second\n2026-09-14 12:00 | Ada N.\n" in table
    assert "recovers slowly | Plasma volumes 1.00\u00a0PV (was 1.25\u00a0PV) | session 5" in table


def test_the_text_for_the_hospitals_record_tells_the_versions(desk: Desk) -> None:
    told = papers.course_text(desk, course_key(desk))

    assert "Changes of the order:\n  Version 1; " in told
    assert "Plasma volumes 1.00 PV (was 1.25 PV)" in told
    assert "Why recovers slowly" in told


def test_a_summary_names_the_version_it_was_run_under_and_that_it_was_changed(desk: Desk) -> None:
    first, *_, last = (papers.session_text(desk, key) for key in keys(desk))

    changed = "CHANGED since: version 2, Dr Second, 2026-09-14 12:00"
    assert f"version 1 of the order, {changed}" in first
    assert "Dr Second, 2026-09-14 12:00, entered " in last  # ten weeks later
    assert " (Ada N.); version 2 of the order\n" in last


def test_the_narrative_tells_who_changed_the_order_and_why(desk: Desk) -> None:
    told = as_text(papers.course_report(desk, course_key(desk)))

    assert "ordered by Dr. Walburga Federkiel." in told
    assert "The order was changed 2026-09-14 by Dr Second (recovers slowly)." in told


class ElsewhereClock(SystemClock):
    """The clock of a workstation that is five and a half hours ahead of UTC."""

    def now(self) -> Moment:
        return Moment.of(super().now().instant.astimezone(timezone(timedelta(hours=5.5))))


def test_when_a_version_was_entered_is_told_by_the_clock_of_the_workstation(desk: Desk) -> None:
    desk = replace(desk, clock=ElsewhereClock())
    (_, kept) = desk.store.order_changes(course_key(desk))
    here = wording.moment(Moment.of(kept.at.instant.astimezone(timezone(timedelta(hours=5.5)))))

    (_, shown) = course_overview(desk, course_key(desk)).order_changes

    assert wording.moment(shown.at) == here != wording.moment(kept.at)
    assert f"{kept.by}\n{here}" in as_text(papers.course_report(desk, course_key(desk)))
    assert f"entered {here}" in as_text(papers.session_report(desk, keys(desk)[4]))
