"""A whole patient is erased at the command line, by two, and verification says so."""

from __future__ import annotations

import pytest

from tests.cli.shell import CASES, PASSWORD, Shell
from tests.cli.test_people import run, two_days_ago

NUMBER = "MW-0071402"
SIGN = ("--why", "asked for in writing", "--second", "ben", "--confirm")


@pytest.fixture
def staffed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A unit whose founder is a manager, with a nurse and a patient."""
    two_days_ago(monkeypatch)
    words = ("staff", "add", "ben", "--name", "Ben Kiefer", "--role", "nurse")
    assert run(shell, *words, new_password=PASSWORD).exit_code == 0
    monkeypatch.undo()
    role = ("staff", "role", "ada", "--role", "manager", "--why", "as agreed")
    assert run(shell, *role).exit_code == 0
    assert run(shell, "import", str(CASES / "gbs-albumin-five.json")).exit_code == 0
    return shell


def test_without_a_confirmation_only_what_would_go_is_said(staffed: Shell) -> None:
    result = run(staffed, "erase", NUMBER)

    assert result.exit_code == 2
    assert "1 course, 5 sessions" in result.stderr
    assert "plexlog export --patient" in result.stderr
    assert run(staffed, "erase").stdout == "Nobody was erased.\n"


def test_two_erase_and_all_else_verifies(staffed: Shell) -> None:
    result = run(staffed, "erase", NUMBER, *SIGN, NUMBER, second_password=PASSWORD)

    assert result.exit_code == 0, result.output
    assert "by Ada N. and Ben Kiefer: 1 course, 5 sessions" in result.stdout
    assert "Backups and exports made before" in result.stdout
    verified = run(staffed, "verify")
    assert verified.exit_code == 0
    assert "A patient was erased on" in verified.stdout
    assert "A patient was erased on" in run(staffed, "erase").stdout
    assert "Musterwald" not in run(staffed, "list").stdout


def test_another_number_erases_nothing(staffed: Shell) -> None:
    result = run(staffed, "erase", NUMBER, *SIGN, "another", second_password=PASSWORD)

    assert result.exit_code == 2
    assert "not the number of this patient. Nothing was erased." in result.stderr
