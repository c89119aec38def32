"""Verifying from the command line: everything, what is new, stopped, and what was found."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from plexlog import cli_verify, doorstep
from plexlog.cli_door import told_on_terminal
from plexlog.domain.errors import StoreError
from plexlog.domain.unit import Problem
from plexlog.storage import unit_file
from plexlog.storage.verification import Verification
from tests.cli.shell import CASES, PASSWORD, Shell, copied

WRONG = Problem(
    where="observation 1f3c",
    what="was changed without a history row",
    about="weight_kg",
    fields=("value",),
    record_number="0048213",
    course_id="c1",
    session_number=3,
)


@pytest.fixture
def one(founded: Path, tmp_path: Path) -> Shell:
    """A unit of the test's own with one course."""
    shell = copied(founded, tmp_path)
    assert shell.run("import", CASES / "gbs-albumin-five.json").exit_code == 0
    return shell


def find(monkeypatch: pytest.MonkeyPatch, *, then: type[BaseException] | None = None) -> None:
    """Verification finds something wrong, and may be stopped after that."""
    looked = Verification.work

    def work(self: Verification, progress: Any) -> Any:
        looked(self, progress)
        self.found.append(WRONG)
        if then is not None:
            raise then
        return self.found

    monkeypatch.setattr(Verification, "work", work)


def test_a_record_that_is_as_it_was_verifies_and_that_is_remembered(one: Shell) -> None:
    first = one.run("verify")
    answer = one.answer("verify")

    assert first.exit_code == 0
    said, last = first.stdout.splitlines()
    assert said.startswith("Everything was checked, ")
    assert "rows of the history: it is as recorded. It was held against no backup" in said
    assert last == "Before that: everything was never checked together yet."
    assert (answer["whole"], answer["problems"], answer["since"]) == (True, [], None)
    before = one.run("verify").stdout.splitlines()[1]
    assert before.startswith("Before that: everything was last checked on ")
    assert before.endswith("everything was as it was recorded.")


def test_what_is_new_is_verified_alone(one: Shell) -> None:
    assert one.answer("verify", "--new")["whole"]  # nothing was verified before
    assert one.run("import", CASES / "ttp-plasma-daily.json").exit_code == 0

    answer = one.answer("verify", "--new")
    again = one.run("verify", "--new")

    assert (answer["whole"], answer["problems"]) == (False, [])
    assert answer["rows"] > 100
    assert "what is older was not looked at again" in again.stdout


def test_a_record_that_is_not_verifies_with_status_one(
    one: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch)

    result = one.run("verify")
    as_json = one.run("verify", "--json")

    assert (result.exit_code, as_json.exit_code) == (1, 1)
    assert result.stdout.splitlines()[0] == (
        "Patient 0048213, course c1, session 3: observation 1f3c (weight_kg)"
        " was changed without a history row: value."
    )
    assert json.loads(as_json.stdout)["problems"] == [
        {
            "where": "observation 1f3c",
            "what": "was changed without a history row",
            "about": "weight_kg",
            "fields": ["value"],
            "record_number": "0048213",
            "course": "c1",
            "session": 3,
        }
    ]


def test_stopped_it_says_so_and_what_was_found_until_then(
    one: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch, then=KeyboardInterrupt)

    result = one.run("verify")

    assert result.exit_code == 130
    assert result.stderr == (
        "Stopped before everything was checked; 1 problem found until then. Nothing was changed.\n"
    )
    assert "observation 1f3c" in result.stdout
    monkeypatch.undo()
    assert "everything was never checked" in one.run("verify").stdout


def test_stopped_before_anything_was_found(one: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_verify, "verify_here", stop)

    result = one.run("verify", "--json")

    assert result.exit_code == 130
    assert "nothing found until then" in result.stderr
    assert json.loads(result.stdout) == {"stopped": True, "problems": []}


@pytest.mark.parametrize("found", [[], [WRONG]])
def test_what_was_found_is_told_where_the_rest_cannot_be_read(
    one: Shell, monkeypatch: pytest.MonkeyPatch, found: list[Problem]
) -> None:
    def fail(_desk: object, _progress: object, until_then: list[Problem], **_more: object) -> None:
        until_then += found
        raise StoreError("The disk is away.")

    monkeypatch.setattr(cli_verify, "verify_here", fail)

    result = one.run("verify")

    assert result.exit_code == 2
    assert "The disk is away." in result.stderr
    assert ("observation 1f3c" in result.stdout) == bool(found)


def test_on_a_terminal_it_says_how_far_it_is(one: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_on_terminal
    assert "rows of the history" not in one.run("verify").stderr

    def seen() -> Any:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        return told()

    monkeypatch.setattr(cli_verify, "told_on_terminal", seen)

    result = one.run("verify")

    assert "\rrows of the history: " in result.stderr
    assert result.stderr.endswith("\r")


def test_the_history_at_the_foot_of_a_paper_is_looked_for(filled: Shell) -> None:
    head = filled.answer("verify")["head"]
    rows = filled.answer("verify")["rows"]

    good = filled.run("verify", "--report", f"{rows}:{head[:20]}")
    cut = filled.run("verify", "--report", f"{rows}:{'0' * 20}")

    assert (good.exit_code, cut.exit_code) == (0, 1)
    assert "nothing was taken off since" in good.stdout
    assert "rows were taken off at the end" in cut.stdout


def test_what_is_to_be_known_is_told_and_is_no_problem(one: Shell) -> None:
    printed = one.answer("recovery-key", "--why", "lost")["recovery_key"]
    typed = f"{printed}\n{PASSWORD}\n{PASSWORD}\n"
    assert one.run("recover", "--login", "ada", typed=typed).exit_code == 0

    told = one.run("verify")
    answer = one.answer("verify")

    assert told.exit_code == 0
    assert told.stdout.startswith("Note: signing key of ")
    assert "was set with the recovery key" in told.stdout
    assert "it is as recorded; 1 note is to be read." in told.stdout
    assert [one["where"][:14] for one in answer["notes"]] == ["signing key of"]
    row = answer["notes"][0]["what"].partition("(history row ")[2].partition(")")[0]
    kept = one.run("verify", "--acknowledge", row, "--why", "she had lost her password")
    again = one.run("verify")
    assert kept.stdout == f"Row {row} of the history is a note from now on.\n"
    assert again.stdout.startswith("Note: signing key of ")
    assert "has looked into it: she had lost her password." in again.stdout
    assert "it is as recorded." in again.stdout  # and nothing is left to be read


def test_what_was_looked_into_is_said_by_row_and_with_a_reason(one: Shell) -> None:
    without = one.run("verify", "--acknowledge", "1")
    other = one.run("verify", "--acknowledge", "1", "--why", "as if")

    assert (without.exit_code, other.exit_code) == (2, 2)
    assert "say what came of looking into it" in without.stderr
    assert "Row 1 of the history tells neither of a trigger that was made again" in other.stderr


@pytest.mark.logs
def test_a_trigger_made_again_that_was_looked_into_hides_no_other(one: Shell) -> None:
    record = unit_file.open_unit(one.db, None, PASSWORD, doorstep.SystemClock())
    record.database.execute('DROP TRIGGER "patient_after_update"')
    record.close()
    (problem,) = one.answer("verify")["problems"]
    row = problem["what"].partition("(history row ")[2].partition(")")[0]

    told = one.run("verify", "--acknowledge", row, "--why", "a test")
    answer = one.answer("verify")

    assert told.stdout == f"Row {row} of the history is a note from now on.\n"
    assert (answer["problems"], len(answer["notes"])) == ([], 1)
    assert not one.answer("verify", "--new")["whole"]
