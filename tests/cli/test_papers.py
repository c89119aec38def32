"""The text for the hospital's record and the patient's letter, from the command line."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from tests.cli.shell import CASES, Shell
from tests.cli.test_access_log import kept


def test_texts_and_letter_are_written_and_kept_in_the_history(
    shell: Shell, tmp_path: Path
) -> None:
    made = shell.answer("import", CASES / "gbs-albumin-five.json")["imported"][0]
    course, session = made["course"], made["sessions"][0]

    for kind, name in (("session", session), ("course", course)):
        result = shell.run("text", kind, name, "--out", tmp_path / f"{kind}.txt")
        assert result.exit_code == 0, result.output
    result = shell.run(
        "report", "letter", session, "--paper", "letter", "--out", tmp_path / "l.pdf"
    )
    assert result.exit_code == 0, result.output

    text = (tmp_path / "session.txt").read_text("utf-8")
    assert text.startswith("DRAFT – not signed. Plasma exchange, session summary: course 1")
    assert "Plasma volumes: Planned 1.00 PV; Delivered" in text
    assert "course report" in (tmp_path / "course.txt").read_text("utf-8")
    (page,) = PdfReader(io.BytesIO((tmp_path / "l.pdf").read_bytes())).pages
    assert page.mediabox.height == 792
    assert "Whom to call" in page.extract_text()
    assert kept(shell) == [
        "session, text for the hospital's record",
        "course, text for the hospital's record",
        "patient's letter, PDF",
    ]


def test_a_text_that_cannot_be_written_leaves_the_old_one(shell: Shell, tmp_path: Path) -> None:
    made = shell.answer("import", CASES / "gbs-albumin-five.json")["imported"][0]

    result = shell.run("text", "course", made["course"], "--out", tmp_path)

    assert result.exit_code == 2
    assert "cannot be written: it is a folder" in result.output
