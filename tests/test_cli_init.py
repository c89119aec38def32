"""What `plexlog init` does not take."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from plexlog.cli import main

PASSWORD = "invented and long enough"  # noqa: S105 - opens invented records only


@pytest.mark.parametrize(
    ("unit", "name", "login", "password", "said"),
    [
        (" ", "Ada", "ada", PASSWORD, "name of the unit"),
        ("Unit", " ", "ada", PASSWORD, "stand under entries"),
        ("Unit", "Ada", "a da", PASSWORD, "1 to 64 of letters"),
        ("Unit", "Ada", "ada", "", "A password is needed"),
    ],
)
def test_init_refuses_what_the_window_refuses(
    tmp_path: Path, unit: str, name: str, login: str, password: str, said: str
) -> None:
    words = ["--unit", unit, "--name", name, "--login", login]

    result = CliRunner().invoke(
        main,
        ["init", *words, "--db", str(tmp_path / "unit.plexlog")],
        env={"PLEXLOG_PASSWORD": password},
    )

    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "At least 10 characters"),
        ("Password 2026!", "among the first that are guessed"),
        ("adama adama 1", "hardly more than the login or the name"),
    ],
)
def test_the_command_line_refuses_the_passwords_that_the_window_refuses(
    tmp_path: Path, password: str, why: str
) -> None:
    words = ["--unit", "Unit", "--name", "Adama", "--login", "ada."]

    result = CliRunner().invoke(
        main,
        ["init", *words, "--db", str(tmp_path / "unit.plexlog")],
        env={"PLEXLOG_PASSWORD": password},
    )

    assert result.exit_code == 2
    assert why in result.stderr
    assert list(tmp_path.iterdir()) == []
