"""Exports from the command line: a course, a patient, the unit, tables without names."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from plexlog.export_work import ExportWork
from tests.cli.shell import Shell

NUMBER = "MW-0071402"


def test_the_whole_unit_and_its_tables_without_names(filled: Shell, tmp_path: Path) -> None:
    whole, bare = tmp_path / "unit.zip", tmp_path / "bare.zip"

    result = filled.run("export-unit", "--out", whole)
    answer = filled.answer("export-unit", "--without-names", "--out", bare)

    assert result.exit_code == 0
    assert "3 patients, 3 courses, 15 sessions" in result.stdout
    assert "It is not encrypted" in result.stdout
    assert (answer["patients"], answer["file"]) == (3, str(bare))
    assert zipfile.ZipFile(whole).testzip() is None
    assert "patients/00001/patient.json" not in zipfile.ZipFile(bare).namelist()


def test_a_whole_patient_by_record_number(filled: Shell, tmp_path: Path) -> None:
    out = tmp_path / "patient.zip"

    answer = filled.answer("export", "--patient", NUMBER.lower(), "--out", out)
    unknown = filled.run("export", "--patient", "nobody", "--out", out)

    assert (answer["patients"], answer["sessions"]) == (1, 5)
    assert unknown.exit_code == 2
    assert "There is no patient 'nobody' on file" in unknown.stderr


@pytest.mark.parametrize("words", [(), ("gbs-albumin-five", "--patient", NUMBER)])
def test_one_thing_is_exported_at_a_time(
    filled: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    result = filled.run("export", *words, "--out", tmp_path / "out")

    assert result.exit_code == 2
    assert "Name a COURSE, or a patient" in result.stderr


def test_stopped_it_says_so(
    filled: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_self: object, _progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ExportWork, "work", stop)

    result = filled.run("export-unit", "--out", tmp_path / "unit.zip")

    assert result.exit_code == 130
    assert "Stopped before it was done" in result.stderr
    assert list(tmp_path.iterdir()) == []
