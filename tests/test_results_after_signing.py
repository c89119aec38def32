"""Laboratory results after a signature: the paper says what stood then, and what came since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plexlog import house, papers
from plexlog.domain.findings import Phase
from plexlog.domain.words import LabTiming
from plexlog.reports.model import Report
from plexlog.services.course_results import Draw, Given, enter_result, move_draw
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.printed import Fit, check_printed
from plexlog.services.recording import answer_finding
from plexlog.services.results_since import results_since
from plexlog.services.signing import sign_session, unanswered
from plexlog.storage.unit_record import UnitRecord
from tests.founded import opened_invented
from tests.reports.cases import section_text
from tests.test_printed_reports import CASES, code_in

BEFORE = Draw(session_id="s1", timing=LabTiming.BEFORE_SESSION)
AFTER = Draw(session_id="s1", timing=LabTiming.AFTER_SESSION)
NEXT_DAY = Draw(session_id="s1", timing=LabTiming.NEXT_DAY)
OTHER_DAY = Given(at="2026-09-08 07:10", is_sure=True)
SIGNED_ON, LATER = "CHANGED since the signature", "no part of what was signed"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A unit with one course."""
    opened = opened_invented(tmp_path / "unit.plexlog")
    house.import_document(opened, CASES / "gbs-albumin-five.json")
    yield opened
    opened.store.close()


@pytest.fixture
def course_key(desk: Desk) -> str:
    (line,) = desk.store.courses()
    return line.course_key


@pytest.fixture
def signed(desk: Desk, course_key: str) -> str:
    """The key of the first session, signed with the results of its document."""
    return sign(desk, course_key, 0)


def sign(desk: Desk, course_key: str, number: int) -> str:
    key = desk.store.sessions_of(course_key)[number].session_key
    session = OpenSession(desk, key)
    for finding in unanswered(session.view()):
        answer_finding(session, finding.code, "seen, for the test")
    sign_session(session)
    return key


def told(desk: Desk, key: str) -> tuple[str, str]:
    """The bottom line of a summary, and its values with their results."""
    report: Report = papers.session_report(desk, key)
    first = "\n".join(one.text for one in report.bottom_line)
    texts = first, section_text(report, "Before and after")
    return texts[0].replace("\u00a0", " "), texts[1].replace("\u00a0", " ")


def test_the_signed_paper_keeps_the_result_of_then_and_tells_of_the_other(
    desk: Desk, course_key: str, signed: str
) -> None:
    before = told(desk, signed)
    assert "IgG | g/L | 11.2 | 2026-09-07 06:40" in before[1]

    given = Given(at="2026-09-07 06:40", why="of another patient")
    enter_result(desk, course_key, BEFORE, "igg_g_l", "7.7", given)

    first, values = told(desk, signed)
    words = "IgG 7.7 g/L (was 11.2 g/L), taken 2026-09-07 06:40, before session 1 ("
    assert f"RESULTS CHANGED after signing: {words}" in first
    assert "reason: of another patient)" in first
    assert "IgG | g/L | 11.2 | 2026-09-07 06:40" in values
    assert f"{SIGNED_ON}: {words}" in values
    assert LATER not in values


def test_a_result_that_is_drawn_at_another_time_or_taken_back_is_told(
    desk: Desk, course_key: str, signed: str
) -> None:
    move_draw(desk, course_key, BEFORE, Given(at="2026-09-07 06:55", why="the label says so"))
    given = Given(at="2026-09-07 06:55", why="clotted sample")
    enter_result(desk, course_key, BEFORE, "igg_g_l", "", given)

    first, values = told(desk, signed)

    assert "IgG | g/L | 11.2 | 2026-09-07 06:40" in values
    moved = "IgG 11.2 g/L, taken 2026-09-07 06:55 (was taken 2026-09-07 06:40), before session 1"
    assert moved in first
    back = "IgG 11.2 g/L, taken 2026-09-07 06:55, before session 1: taken back ("
    assert back in first
    assert "reason: clotted sample" in first


def test_a_result_that_came_since_stands_apart_and_not_first(
    desk: Desk, course_key: str, signed: str
) -> None:
    enter_result(desk, course_key, NEXT_DAY, "platelets_10e9_l", "199", OTHER_DAY)

    first, values = told(desk, signed)

    assert "RESULTS CHANGED" not in first
    laboratory, later = values.split("Laboratory, later")
    assert "199" not in laboratory
    assert "Platelets | ×10⁹/L | 199 | 2026-09-08 07:10 | the day after session 1" in later
    assert LATER in later

    corrected = Given(at="2026-09-08 07:10", why="misread", is_sure=True)
    enter_result(desk, course_key, NEXT_DAY, "platelets_10e9_l", "190", corrected)
    first, values = told(desk, signed)
    assert "RESULTS CHANGED" not in first
    assert f"{SIGNED_ON}: Platelets 190 ×10⁹/L (was 199 ×10⁹/L)" in values
    assert "Platelets | ×10⁹/L | 190 |" in values

    enter_result(desk, course_key, NEXT_DAY, "platelets_10e9_l", "", corrected)
    values = told(desk, signed)[1]
    assert "Laboratory, later" not in values
    assert "taken back" in values


def test_an_open_session_prints_what_is_on_record_by_now(desk: Desk, course_key: str) -> None:
    key = desk.store.sessions_of(course_key)[0].session_key
    given = Given(at="2026-09-07 06:40", why="misread")

    enter_result(desk, course_key, BEFORE, "igg_g_l", "7.7", given)

    first, values = told(desk, key)
    assert "RESULTS CHANGED" not in first
    assert "IgG | g/L | 7.7 | 2026-09-07 06:40" in values
    assert results_since(desk, OpenSession(desk, key).view()) == ()


def test_another_sessions_results_are_not_told(desk: Desk, course_key: str, signed: str) -> None:
    other = Draw(session_id="s2", timing=LabTiming.OTHER)
    enter_result(desk, course_key, other, "inr", "1.1", OTHER_DAY)

    assert "INR" not in told(desk, signed)[1]
    assert len(told(desk, signed)[0]) > 0


def test_the_findings_stay_those_of_the_signature(desk: Desk, course_key: str) -> None:
    """A haematocrit before it that is entered afterwards would raise another finding."""
    second, third = (desk.store.sessions_of(course_key)[place].session_key for place in (1, 2))
    sign(desk, course_key, 1)
    signed, still_open = OpenSession(desk, second), OpenSession(desk, third)
    before = signed.view().verdicts[Phase.BEFORE]
    other = Draw(session_id="s1", timing=LabTiming.OTHER)

    for at in ("2026-09-08 07:10", "2026-09-10 07:10"):
        given = Given(at=at, is_sure=True)
        enter_result(desk, course_key, other, "hematocrit_percent", "60", given)
    for session in (signed, still_open):
        session.touch_course()

    codes = [one.code for one in still_open.view().verdicts[Phase.BEFORE].findings]
    assert "hematocrit-jump" in codes
    assert signed.view().verdicts[Phase.BEFORE] == before
    assert OpenSession(desk, second).view().verdicts[Phase.BEFORE] == before
    on_record = [one.quantity for one in signed.view().course.lab_results or ()]
    assert "hematocrit_percent" in on_record  # what the page asks for is on record all the same


def test_the_check_of_a_code_says_what_it_does_not_hold(desk: Desk, course_key: str) -> None:
    key = desk.store.sessions_of(course_key)[0].session_key
    draft = code_in(papers.session_report(desk, key))
    sign_session(OpenSession(desk, key))
    code = code_in(papers.session_report(desk, key))

    same = check_printed(desk, code)
    assert same.fit is Fit.SAME
    assert same.sentence.endswith(
        "The code holds no laboratory result, and nothing told as later or next."
    )

    given = Given(at="2026-09-07 06:40", why="misread")
    enter_result(desk, course_key, BEFORE, "igg_g_l", "7.7", given)
    for one in (draft, code):
        found = check_printed(desk, one)
        assert (found.fit, found.what) == (Fit.SAME, "Session gbs-albumin-five/s1")
        assert "1 laboratory result of it came, changed or went since" in found.sentence
    assert (
        "laboratory"
        not in check_printed(desk, code_in(papers.course_report(desk, course_key))).sentence
    )


def test_a_signature_that_the_history_does_not_know_vouches_for_no_result(
    desk: Desk, course_key: str, signed: str
) -> None:
    """Verification tells of it; the paper takes nothing for granted."""
    assert signed
    record = desk.store
    assert isinstance(record, UnitRecord)

    assert record.row_of_signature("nobody's") == 0
    assert record.results_at(course_key, 0) == ()
    assert len(record.result_changes(course_key, 0)) == len(
        record.course(course_key).lab_results or ()
    )
