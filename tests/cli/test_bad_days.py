"""Ctrl C, a disk that is full or may not be written: a sentence and a status, never a trace."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from plexlog import cli_verify, house, start
from plexlog.domain.errors import StoreError
from tests.cli.shell import Shell
from tests.storage.test_bad_days import fill

FULL = "The disk is full, and the record unit.plexlog needs some room beside it to be opened."
READ_ONLY = "The record unit.plexlog can be read but not written, so it is not opened."


@pytest.fixture
def disk(shell: Shell, tmp_path: Path) -> Iterator[Path]:
    """The unit on a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    for one in shell.db.parent.glob("unit.plexlog*"):
        shutil.copy(one, place)
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S607 - of every system


def commands(folder: Path) -> tuple[tuple[object, ...], ...]:
    return (
        ("list",),
        ("verify",),
        ("backup",),
        ("backup", "list"),
        ("restore", folder / "backup.plexlog"),
        ("export", "--patient", "1", "--out", folder / "out.zip"),
        ("export-unit", "--out", folder / "out.zip"),
        ("recovery-key", "--why", "lost"),
        ("rekey", "--why", "somebody left"),
    )


def test_a_full_disk_is_told_as_what_it_is(disk: Path) -> None:
    fill(disk)
    shell = Shell(disk / "unit.plexlog")

    for words in commands(disk):
        result = shell.run(*words)

        assert result.exit_code == 2, (words, result.output)
        assert "entry was not kept" not in result.stderr
        assert FULL in result.stderr or words[0] == "restore"


def test_a_disk_that_may_not_be_written_is_told(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S607 - as above
    shell = Shell(disk / "unit.plexlog")

    for words in commands(disk):
        result = shell.run(*words)

        assert result.exit_code == 2, (words, result.output)
        assert result.stderr.count("\n") <= 2
        assert READ_ONLY in result.stderr or words[0] == "restore", (words, result.output)


def test_what_was_verified_is_told_though_it_cannot_be_kept(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise StoreError("The record can be read but not written.")

    monkeypatch.setattr(cli_verify, "keep_mark", refuse)

    result = shell.run("verify")

    assert result.exit_code == 0
    assert result.stdout.startswith("Everything was checked")
    assert result.stderr.startswith("That everything was checked could not be kept.")


def test_a_refusal_of_the_system_is_a_sentence(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, told in (
        (
            OSError(30, "Read-only file system", "/mnt/keys"),
            " at /mnt/keys: Read-only file system",
        ),
        (OSError("gone"), "this be done: gone."),
    ):

        def refuse(*_given: object, _error: OSError = error) -> None:
            raise _error

        monkeypatch.setattr(house, "open_desk", refuse)
        result = shell.run("list")

        assert result.exit_code == 2
        assert told in result.stderr


@pytest.mark.parametrize("stopping", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_is_told_and_leaves_with_its_own_status(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, stopping: type[BaseException]
) -> None:
    def stop(*_given: object) -> None:
        error = stopping()
        error.__context__ = KeyboardInterrupt()
        raise error

    monkeypatch.setattr(house, "open_desk", stop)

    result = shell.run("list")

    assert (result.exit_code, result.stderr) == (130, "Stopped before it was done.\n")


def test_ctrl_c_while_the_program_is_being_loaded_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopping:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "plexlog.cli", Stopping())

    with pytest.raises(SystemExit) as left:
        start.main()

    assert left.value.code == 130
    assert capsys.readouterr().err == "Stopped before it was done.\n"


def test_the_command_begins_where_ctrl_c_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["plexlog", "--version"])

    with pytest.raises(SystemExit) as left:
        start.main()

    assert left.value.code == 0
