"""Overridden findings at the command line, and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plexlog import cli_overrides
from plexlog.domain.overridden import Often
from plexlog.services.desk import Desk
from plexlog.services.overrides import OverridePage, overrides
from tests.cli.shell import Shell


def test_they_are_listed_and_written(filled: Shell, tmp_path: Path) -> None:
    out = tmp_path / "overrides.csv"
    listed = filled.answer("overrides")["overrides"]

    result = filled.run("overrides", "--out", out)

    assert result.exit_code == 0, result.output
    assert len(listed) > 0
    assert len(result.stdout.splitlines()) == len(listed)
    assert len(out.read_text("utf-8").splitlines()) == len(listed) + 1
    assert {"at", "finding", "reason", "by", "session"} <= listed[0].keys()


def test_those_that_are_not_there_are_told(filled: Shell) -> None:
    assert filled.run("overrides", "nobody wrote this").stdout == "Nothing was overridden.\n"
    assert filled.run("overrides", "--since", "2030-01-01").stdout == "Nothing was overridden.\n"


def test_those_overridden_nearly_always_are_named(
    filled: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mostly(desk: Desk, text: str, since: None) -> OverridePage:
        often = Often(finding="some-rule", overridden=20, sessions=19, begun=20)
        return OverridePage(lines=overrides(desk, text, since).lines, often=(often,))

    monkeypatch.setattr(cli_overrides, "overrides", mostly)

    assert filled.run("overrides").stdout.splitlines()[-1] == (
        "some rule: overridden in 19 of 20 sessions that were begun."
    )
