"""Whatever a command writes of a patient to a file leaves a row in the history."""

from __future__ import annotations

from pathlib import Path

from plexlog import doorstep
from plexlog.storage import unit_file
from tests.cli.shell import CASES, PASSWORD, Shell


def kept(shell: Shell) -> list[str]:
    """What was exported, in its order."""
    record = unit_file.open_unit(shell.db, None, PASSWORD, doorstep.SystemClock())
    try:
        rows = record.database.rows(
            'SELECT json_extract("new", \'$.what\') FROM "history"'
            ' WHERE "table_name" = \'access\' AND "operation" = \'exported\' ORDER BY "number"'
        )
    finally:
        record.close()
    return [row[0] for row in rows]


def test_every_file_of_a_patient_is_kept(shell: Shell, tmp_path: Path) -> None:
    made = shell.answer("import", CASES / "gbs-albumin-five.json")["imported"][0]
    course, session = made["course"], made["sessions"][0]
    for words in (
        ("export", course),
        ("compute", course),
        ("report", "session", session),
        ("report", "course", course),
        ("report", "summaries", course),
        ("registry",),
    ):
        result = shell.run(*words, "--out", tmp_path / "file")
        assert result.exit_code == 0, result.output

    assert kept(shell) == [
        "course document",
        "course as computed",
        "session summary, PDF",
        "course report, PDF",
        "session summaries, PDF",
        "registry lines of all courses",
    ]
    assert shell.run("verify").exit_code == 0


def test_a_file_that_cannot_be_written_is_not_kept_as_exported(
    shell: Shell, tmp_path: Path
) -> None:
    course = shell.answer("import", CASES / "gbs-albumin-five.json")["imported"][0]["course"]
    nowhere = tmp_path / "no folder" / "file"

    for words in (("export", course), ("report", "course", course), ("registry",)):
        assert shell.run(*words, "--out", nowhere).exit_code != 0

    assert kept(shell) == []
