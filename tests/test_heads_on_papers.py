"""Every paper bears the history's last row of its moment, and each finds a file cut short."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

import pytest
from pypdf import PdfReader

from plexlog import house, house_sheets, papers
from plexlog.domain.progress import Progress
from plexlog.domain.unit_settings import PAPER_SIZE
from plexlog.reports.model import Report
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.printed import Fit, check_printed, head_words
from plexlog.services.signing import sign_session
from plexlog.services.verifying import verify_here
from plexlog.storage.unit_record import UnitRecord
from tests.storage.ward import behind_the_back
from tests.test_printed_reports import course_key, desk

__all__ = ["course_key", "desk"]

Maker = Callable[[Desk, str, str], Report]
PAPERS: dict[str, Maker] = {
    "summary": lambda desk, _course, session: papers.session_report(desk, session),
    "summaries": lambda desk, course, _session: papers.summaries_report(desk, course),
    "course report": lambda desk, course, _session: papers.course_report(desk, course),
    "letter": lambda desk, _course, session: papers.letter_report(desk, session),
    "flow sheet": lambda desk, _course, _session: house_sheets.sheet_report(desk),
    "self-test": lambda desk, _c, _s: papers.selftest_report(desk, house.run_selftest()),
    "verification": lambda desk, _c, _s: papers.verification_report(
        desk, verify_here(desk, Progress(), [])
    ),
}


def foot_of(report: Report) -> str:
    (foot,) = [part for part in report.footer if part.startswith("history ")]
    return foot


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_finds_rows_taken_off_after_it_was_printed(
    desk: Desk, course_key: str, paper: str
) -> None:
    session_key = desk.store.sessions_of(course_key)[0].session_key
    sign_session(OpenSession(desk, session_key))
    foot = foot_of(PAPERS[paper](desk, course_key, session_key))
    printed = check_printed(desk, foot)

    last = desk.store.history_length()
    record = cast("UnitRecord", desk.store)
    behind_the_back(record, f'DELETE FROM "history" WHERE "number" = {last}')  # noqa: S608 - a test's own
    cut = check_printed(desk, foot)

    assert (printed.fit, printed.is_good) == (Fit.HEAD, True)
    assert printed.sentence.startswith(f"Row {last} is in the history as it was printed")
    assert (cut.fit, cut.is_good) == (Fit.CUT, False)
    assert "rows were taken off at the end" in cut.sentence


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_is_of_the_size_that_the_unit_has_set(
    desk: Desk, course_key: str, paper: str
) -> None:
    session_key = desk.store.sessions_of(course_key)[0].session_key
    usual = PAPERS[paper](desk, course_key, session_key)
    desk.store.change_setting(PAPER_SIZE, "Letter", "we print on Letter")
    set_so = PAPERS[paper](desk, course_key, session_key)

    assert (usual.paper, set_so.paper) == ("a4", "letter")
    assert size_of(papers.print_report(usual)) == (595, 842)
    assert size_of(papers.print_report(set_so)) == (612, 792)
    assert size_of(papers.print_report(set_so, "a4")) == (595, 842)


def size_of(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in points."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(box.width), round(box.height)


def test_the_foot_is_read_however_it_is_typed(desk: Desk) -> None:
    foot = head_words(desk)
    number, digits = foot.removeprefix("history ").split(":")

    for typed in (f"{number}:{digits.replace(' ', '')}", f" {number} : {digits.upper()} ", foot):
        assert check_printed(desk, typed).fit is Fit.HEAD


def test_a_row_made_anew_is_not_the_printed_one(desk: Desk) -> None:
    number = desk.store.history_length()

    assert check_printed(desk, f"{number}:{'0' * 20}").fit is Fit.CUT
    assert check_printed(desk, f"{number + 1}:{'0' * 20}").fit is Fit.CUT
