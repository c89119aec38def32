"""Backups at the command line: made, listed, gone back to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from plexlog import house
from plexlog.cli import main
from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Problem
from plexlog.doorstep import SystemClock
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost
from tests.cli.shell import CASES, PASSWORD, Shell

LATER = "a later one, and long"
CASE = CASES / "gbs-albumin-five.json"


def courses(shell: Shell) -> int:
    return len(shell.answer("list")["courses"])


def test_a_backup_is_made_and_listed(shell: Shell) -> None:
    assert "There is no backup in" in shell.run("backup", "list").stdout

    made = shell.answer("backup")

    assert Path(made["file"]).is_file()
    listed = shell.answer("backup", "list")
    assert listed["backups"] == [made]
    assert Path(made["file"]).parent == Path(listed["folder"]) == shell.db.parent / "backups"
    assert f" UTC  {made['file']}" in shell.run("backup", "list").stdout


def test_the_folder_is_chosen_with_a_reason(shell: Shell, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    refused = shell.run("backup", "folder", drive, "--why", "the drive")
    assert refused.exit_code == 2
    assert "is no folder that can be written" in refused.stderr
    assert "from the top" in shell.run("backup", "folder", "drive", "--why", "short").stderr
    drive.mkdir()
    assert "Say why" in shell.run("backup", "folder", drive, "--why", " ").stderr

    assert shell.run("backup", "folder", drive, "--why", "the drive").exit_code == 0

    assert Path(shell.answer("backup")["file"]).parent == drive
    drive.rename(tmp_path / "away")
    assert "Plug its disk in" in shell.run("backup", "list").stdout
    assert "is not there" in shell.run("backup").stderr
    assert not drive.exists()
    beside = shell.answer("backup", "folder", "beside", "--why", "the drive is gone")
    assert beside == {"folder": str(shell.db.parent / "backups")}


def test_looking_into_a_backup_changes_nothing_and_says_what_would_be_lost(shell: Shell) -> None:
    made = shell.answer("backup")["file"]
    assert shell.run("import", CASE).exit_code == 0

    looked = shell.run("restore", made)

    assert looked.exit_code == 0
    assert "The backup was opened and verified; it is as it was recorded." in looked.stdout
    assert "would be lost, in them 5 sessions, 1 patient." in looked.stdout
    assert "Nothing was changed. Say --why" in looked.stdout
    assert courses(shell) == 1


def test_going_back_keeps_the_former_record(shell: Shell) -> None:
    made = shell.answer("backup")["file"]
    assert shell.run("import", CASE).exit_code == 0

    answer = shell.answer("restore", made, "--why", "taken in twice")

    assert answer["changes_lost"] > 100
    assert courses(shell) == 0
    assert courses(Shell(Path(answer["former"]))) == 1
    assert shell.run("verify").exit_code == 0


def test_where_the_password_was_changed_both_are_given_or_asked_for(shell: Shell) -> None:
    made = shell.answer("backup")["file"]
    unit_file.open_unit(shell.db, None, PASSWORD, SystemClock()).change_password(
        PASSWORD, LATER, Cost(memory_kib=64, iterations=1, lanes=1)
    )
    words = ["--db", str(shell.db), "restore", made]

    def restored(typed: str = "", **env: str | None) -> Result:
        return CliRunner().invoke(main, words, input=typed, env=env)

    refused = restored(PLEXLOG_PASSWORD=PASSWORD)
    assert refused.exit_code == 2
    assert "not right for the record of today" in refused.stderr
    assert restored(PLEXLOG_PASSWORD=PASSWORD, PLEXLOG_PASSWORD_TODAY=LATER).exit_code == 0
    typed = restored(f"{PASSWORD}\n{LATER}\n", PLEXLOG_PASSWORD=None)
    assert typed.exit_code == 0
    assert "Password of today:" in typed.stderr


def test_a_restore_that_is_refused_leaves_nothing_beside_the_record(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shell.answer("backup")["file"]

    def refuse(*_given: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(house, "restore_backup", refuse)

    assert "The disk is full." in shell.run("restore", made, "--why", "damaged").stderr
    assert not list(shell.db.parent.glob("*.restore*"))


def test_where_the_record_is_gone_the_loss_cannot_be_told(shell: Shell) -> None:
    made = shell.answer("backup")["file"]
    shell.db.write_bytes(b"damaged")

    said = shell.run("restore", made, "--why", "damaged")

    assert "What would be lost cannot be told" in said.stdout
    assert courses(shell) == 0


def test_a_backup_with_something_wrong_is_gone_back_to_only_when_told_to(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shell.answer("backup")["file"]
    whole: Any = house.examine_backup

    def with_problem(*given: Any) -> Any:
        examined = whole(*given)
        examined.problems.append(Problem(where="session s1", what="was changed"))
        return examined

    monkeypatch.setattr(house, "examine_backup", with_problem)

    refused = shell.run("restore", made, "--why", "damaged")
    assert refused.exit_code == 1
    assert "session s1 was changed." in refused.stdout
    assert "The former one" not in refused.stdout
    assert shell.run("restore", made, "--why", "damaged", "--even-so").exit_code == 0
