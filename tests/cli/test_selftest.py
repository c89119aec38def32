"""The self-test from the command line: printed, read by a program, and failing aloud."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from plexlog.cli import main
from plexlog.clinical.selftest import run_selftest


def test_a_unit_can_see_that_its_computer_calculates_right() -> None:
    done = CliRunner().invoke(main, ["selftest"])

    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "ok     Nadler: male, 1.80 m, 80 kg: expected 5319.1, got 5319.06 mL"
    assert lines[-1] == f"All {len(lines) - 1} examples passed."


def test_a_program_reads_the_self_test_too() -> None:
    answer = json.loads(CliRunner().invoke(main, ["selftest", "--json"]).stdout)

    assert answer["passed"]
    assert answer["checks"][0]["formula"] == "Nadler"
    assert answer["checks"][0]["expected"] == 5319.1
    assert all(one["source"] for one in answer["checks"])


def test_a_self_test_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(run_selftest()[0], passed=False)
    monkeypatch.setattr("plexlog.cli.run_selftest", lambda: (wrong,))

    done = CliRunner().invoke(main, ["selftest"])

    assert done.exit_code == 1
    assert done.stdout.startswith("FAILED Nadler")
    assert done.stdout.endswith("Do not use this program; tell its makers.\n")
