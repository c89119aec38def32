"""`plexlog demo` makes a unit of invented patients, and only where there is none."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from plexlog.domain.unit import DEMO_UNIT
from tests.cli.shell import Shell


def test_a_unit_with_invented_sessions_is_made(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "new" / "unit.plexlog")

    made = shell.answer("demo", "--sessions", "3")

    assert made == {"db": str(shell.db), "login": "demo", "sessions": 5}
    assert len(shell.answer("list")["courses"]) == 1
    assert shell.run("verify").exit_code == 0


def test_what_is_printed_of_it_says_that_it_is_not_real(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "unit.plexlog")
    shell.answer("demo", "--sessions", "3")
    (course,) = shell.answer("list")["courses"]

    shell.answer("text", "course", course["course"], "--out", tmp_path / "course.txt")
    shell.answer("report", "course", course["course"], "--out", tmp_path / "course.pdf")

    assert DEMO_UNIT in (tmp_path / "course.txt").read_text("utf-8")
    pages = PdfReader(tmp_path / "course.pdf").pages
    assert all(DEMO_UNIT in page.extract_text() for page in pages)


def test_a_unit_that_is_there_is_left_alone(shell: Shell) -> None:
    before = shell.content()

    refused = shell.run("demo", "--sessions", "3")

    assert refused.exit_code == 2
    assert "There is a record unit.plexlog" in refused.stderr
    assert shell.content() == before
