"""People and keys at the command line, with the refusals of the window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plexlog.cli import main
from plexlog.domain.unit import Role
from plexlog.doorstep import SystemClock
from plexlog.storage import unit_file
from plexlog.storage.key_file import Cost, read_keys, write_keys
from plexlog.storage.vault import with_member
from tests.cli.shell import PASSWORD, Shell

NEW = "nine grey herons"
COMMON = "Password2026"


def run(shell: Shell, *words: str, login: str = "ada", **secrets: str) -> Result:
    """Run a command for somebody, with secrets in the environment."""
    named = {f"PLEXLOG_{name.upper()}": text for name, text in secrets.items()}
    return CliRunner().invoke(
        main,
        [*words, "--db", str(shell.db), "--login", login],
        env={"PLEXLOG_PASSWORD": PASSWORD} | named,
    )


@pytest.fixture
def staffed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A unit with its founder, a physician and a nurse."""
    two_days_ago(monkeypatch)
    for login, name, role in (("fed", "Dr. Federkiel", "physician"), ("ben", "Ben", "nurse")):
        words = ("staff", "add", login, "--name", name, "--role", role)
        assert run(shell, *words, new_password=PASSWORD).exit_code == 0
    monkeypatch.undo()
    return shell


def two_days_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is taken on then can be one of two today."""
    now = SystemClock.now
    monkeypatch.setattr(SystemClock, "now", lambda clock: now(clock) + timedelta(days=-2))


def test_the_staff_is_listed(staffed: Shell) -> None:
    result = run(staffed, "staff")

    assert result.stdout.splitlines() == [
        "ada  Ada N.  nurse, looks after the unit",
        "ben  Ben  nurse",
        "fed  Dr. Federkiel  physician",
    ]


def test_somebody_is_suspended_and_brought_back(staffed: Shell) -> None:
    result = run(staffed, "staff", "suspend", "ben", "--why", "on leave")
    assert "ben  Ben  nurse, suspended since 20" in result.stdout
    assert run(staffed, "list", login="ben").exit_code == 2

    words = ("staff", "bring-back", "ben", "--second", "fed", "--why", "back")
    refused = run(staffed, *words, second_password=NEW, new_password=NEW)
    assert refused.exit_code == 2
    result = run(staffed, *words, second_password=PASSWORD, new_password=NEW)

    assert result.stdout == "ben  Ben  nurse\n"
    assert run(staffed, "list", login="ben", password=NEW).exit_code == 0


def test_a_role_is_changed_and_what_is_not_said_stays(staffed: Shell) -> None:
    words = ("staff", "role", "ben", "--role", "manager", "--why", "heads the unit")
    assert run(staffed, *words).stdout == "ben  Ben  manager\n"

    more = ("staff", "role", "ben", "--administers", "--why", "heads the unit")
    assert run(staffed, *more).stdout == "ben  Ben  manager, looks after the unit\n"


def test_two_set_a_new_password_for_a_third(staffed: Shell) -> None:
    words = ("staff", "reset", "ben", "--second", "fed")

    result = run(staffed, *words, second_password=PASSWORD, new_password=NEW)

    assert result.exit_code == 0
    assert run(staffed, "list", login="ben", password=NEW).exit_code == 0
    refused = run(staffed, *words, second_password=NEW, new_password=NEW)
    assert refused.exit_code == 2
    assert "The password is not right" in refused.stderr


def test_one_alone_is_not_two(staffed: Shell) -> None:
    words = ("staff", "add", "ghost", "--name", "G. Host", "--role", "manager")
    assert run(staffed, *words, new_password=NEW).exit_code == 0

    result = run(
        staffed,
        "staff",
        "reset",
        "ben",
        "--second",
        "ghost",
        second_password=NEW,
        new_password=NEW,
    )

    assert result.exit_code == 2
    assert "G. Host cannot be one of the two" in result.stderr


def test_one_changes_the_own_password(staffed: Shell) -> None:
    result = run(staffed, "password", login="ben", new_password=NEW)

    assert result.stdout == "ben signs in with the new password from now on.\n"
    refused = run(staffed, "password", login="ben", password=NEW, new_password=COMMON)
    assert refused.exit_code == 2
    assert "first that are guessed" in refused.stderr


def test_a_new_password_is_asked_for_where_it_is_not_in_the_environment(staffed: Shell) -> None:
    result = CliRunner().invoke(
        main,
        ["password", "--db", str(staffed.db), "--login", "ben"],
        input=f"{NEW}\n{NEW}\n",
        env={"PLEXLOG_PASSWORD": PASSWORD},
    )

    assert result.exit_code == 0


def test_a_nurse_changes_nobody(staffed: Shell) -> None:
    result = run(staffed, "staff", "suspend", "fed", "--why", "because", login="ben")

    assert result.exit_code == 2
    assert "Only a manager or who looks after the unit may look after the staff" in result.stderr


def test_a_new_key_for_the_record_comes_with_a_new_recovery_key(staffed: Shell) -> None:
    result = run(staffed, "rekey", "--why", "Ben has left")

    assert result.exit_code == 0
    key = result.stdout.splitlines()[1]
    assert len(key.split("-")) == 9
    assert run(staffed, "verify", login="fed").exit_code == 0
    recovered = run(staffed, "recover", login="ben", recovery_key=key, password=NEW)
    assert recovered.exit_code == 0


def test_a_new_recovery_key_is_printed(staffed: Shell) -> None:
    result = run(staffed, "recovery-key", "--why", "the print was lost")

    assert len(result.stdout.splitlines()[1].split("-")) == 9


def test_who_would_be_left_out_is_named_first(staffed: Shell) -> None:
    keys = read_keys(staffed.db)
    cheap = Cost(memory_kib=64, iterations=1, lanes=1)
    write_keys(staffed.db, with_member(keys, b"k" * 32, "ben", PASSWORD, cheap))

    held = run(staffed, "rekey", "--why", "Ben has left")
    assert held.exit_code == 2
    assert "Ben would need a new password" in held.stderr

    result = run(staffed, "rekey", "--why", "Ben has left", "--yes")
    assert result.stdout.splitlines()[-1] == "Ben needs a new password: two colleagues vouch."


def test_a_manager_can_found_a_unit(tmp_path: Path) -> None:
    place = tmp_path / "unit.plexlog"
    words = ["init", "--unit", "U", "--name", "Chief", "--login", "chief", "--role", "manager"]

    result = CliRunner().invoke(
        main, [*words, "--db", str(place)], env={"PLEXLOG_PASSWORD": PASSWORD}
    )

    assert result.exit_code == 0
    assert unit_file.logins(place) == ("chief",)
    assert Role.MANAGER.value == "manager"
