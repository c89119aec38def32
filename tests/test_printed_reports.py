"""Reports from the record to the file: the course report, its code, and how a file is written."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from plexlog import house, papers, whole_file
from plexlog.domain import json_text
from plexlog.domain.errors import PlexlogError
from plexlog.domain.records import Course
from plexlog.services.desk import Desk
from plexlog.services.open_session import OpenSession
from plexlog.services.patients import correct_patient
from plexlog.services.printed import Fit, check_printed
from plexlog.services.signing import sign_session
from plexlog.storage.unit_record import UnitRecord
from tests.founded import opened_invented

CASES = Path(__file__).parent / "cases"


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


def code_in(report: Any) -> str:
    """The code that a report prints."""
    codes = [
        block.code
        for section in report.sections
        for block in section.blocks
        if hasattr(block, "code")
    ]
    (code,) = codes
    return str(code)


def test_the_course_report_is_its_own_and_carries_the_course(desk: Desk, course_key: str) -> None:
    pages = PdfReader(io.BytesIO(papers.course_pdf(desk, course_key, "letter")))

    assert pages.pages[0].mediabox.height == 792
    text = pages.pages[0].extract_text()
    assert "Plasma exchange, course report" in text
    assert "category I, grade" in text
    (document,) = pages.attachments["gbs-albumin-five.json"]
    assert json_text.parse(document)["course_id"] == "gbs-albumin-five"


def test_the_summaries_of_a_course_are_printed_in_one_go(desk: Desk, course_key: str) -> None:
    pages = PdfReader(io.BytesIO(papers.summaries_pdf(desk, course_key)))

    assert "summaries of a course" in pages.pages[0].extract_text()


def test_a_paper_is_made_on_another_thread_while_work_goes_on(desk: Desk, course_key: str) -> None:
    def make(still: Desk) -> Any:
        assert still.store is not desk.store
        return papers.summaries_report(still, course_key)

    with ThreadPoolExecutor(1) as worker:
        made = worker.submit(papers.paper_work(desk, make)).result()

    text = PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert "summaries of a course" in text


@pytest.mark.parametrize("make", [papers.summaries_report, papers.course_report])
def test_a_paper_over_many_sessions_reads_its_course_once(
    desk: Desk,
    course_key: str,
    make: Callable[[Desk, str], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = UnitRecord.course
    times: list[str] = []

    def counted(record: UnitRecord, key: str) -> Course:
        times.append(key)
        return read(record, key)

    monkeypatch.setattr(UnitRecord, "course", counted)
    make(desk, course_key)

    sessions = len(desk.store.sessions_of(course_key))
    assert len(times) <= 2 < sessions  # the document inside the report reads it for itself


def test_a_printed_course_is_known_until_it_changes(desk: Desk, course_key: str) -> None:
    code = code_in(papers.course_report(desk, course_key))

    same = check_printed(desk, code)
    patient_key = desk.store.courses()[0].patient_key
    patient = desk.store.patient(patient_key)
    correct_patient(desk, replace(patient, given_name="Other"), "a slip")
    changed = check_printed(desk, code)

    assert (same.fit, same.what, same.knows_history) == (Fit.SAME, "Course gbs-albumin-five", True)
    assert (changed.fit, changed.knows_history) == (Fit.CHANGED, True)


def test_a_printed_session_is_known_before_and_after_it_is_signed(
    desk: Desk, course_key: str
) -> None:
    session = OpenSession(desk, desk.store.sessions_of(course_key)[0].session_key)
    draft = code_in(papers.session_report(desk, session.key))

    sign_session(session)
    signed = code_in(papers.session_report(desk, session.key))

    for code in (draft, signed):
        found = check_printed(desk, code)
        assert found.fit is Fit.SAME
        assert found.what == "Session gbs-albumin-five/s1"


def test_a_report_of_another_unit_is_not_known(desk: Desk) -> None:
    found = check_printed(desk, f"plexlog:{'a' * 64}:{'b' * 64}")

    assert found.fit is Fit.UNKNOWN


@pytest.mark.parametrize("code", ["", "plexlog:12:34", f"plexlog:{'a' * 64}", "http://x"])
def test_what_is_no_code_is_told(desk: Desk, code: str) -> None:
    with pytest.raises(PlexlogError, match="no code of a report"):
        check_printed(desk, code)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EACCES, "close it where it is open"),
        (errno.EROFS, "choose another place"),
        (errno.EIO, "Input/output error. What was there"),
    ],
)
def test_a_file_that_cannot_be_written_stays_and_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")

    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PlexlogError, match=told):
        whole_file.write_bytes(place, b"new")

    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_a_target_that_a_viewer_locks_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")

    def locked(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PlexlogError, match=r"Permission denied; close it where it is open"):
        whole_file.write_bytes(place, b"new")

    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_a_folder_that_cannot_be_written_leaves_the_old_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")

    def forbidden(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(PlexlogError, match="What was there is unchanged"):
        whole_file.write_bytes(place, b"new")
    monkeypatch.undo()

    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_a_full_disk_leaves_the_old_report(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - not on every system
    import signal  # noqa: PLC0415 - as above

    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, kept[1]))
    try:
        with pytest.raises(PlexlogError, match="cannot be written"):
            whole_file.write_bytes(place, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, handler)

    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_a_file_is_on_the_disk_when_it_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = []
    real = os.fsync

    def note(descriptor: int) -> None:
        settled.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    whole_file.write_bytes(tmp_path / "report.pdf", b"new")

    assert settled == [str(tmp_path / ".report.pdf.new"), str(tmp_path)]


def test_what_cannot_be_noted_is_not_written(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")

    def note() -> None:
        raise PlexlogError("the disk is full")

    with pytest.raises(PlexlogError, match="full"):
        whole_file.write_bytes(place, b"new", note)

    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("ending", ["", ".keys", ".keys.copy", ".lock", "-wal", "-shm"])
def test_nothing_takes_the_place_of_a_record_or_of_what_belongs_to_it(
    tmp_path: Path, ending: str
) -> None:
    for name in ("unit.plexlog", "unit.plexlog.keys", f"unit.plexlog{ending}"):
        (tmp_path / name).write_bytes(b"the record")
    link = tmp_path / "report.pdf"
    link.symlink_to(tmp_path / f"unit.plexlog{ending}")

    for place in (tmp_path / f"unit.plexlog{ending}", link):
        with pytest.raises(PlexlogError, match="is a record of PlexLog, or belongs to one"):
            whole_file.write_bytes(place, b"%PDF")

    assert (tmp_path / f"unit.plexlog{ending}").read_bytes() == b"the record"
    assert link.is_symlink()


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.pdf"
    target.write_bytes(b"old")
    link = tmp_path / "report.pdf"
    link.symlink_to(target)

    whole_file.write_bytes(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(PlexlogError, match="no file but a device"):
        whole_file.write_bytes(pipe, b"new")

    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="the system has no such rights")
def test_what_is_written_is_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"

    whole_file.write_bytes(place, b"new")

    assert place.stat().st_mode & 0o077 == 0
