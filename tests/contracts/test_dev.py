"""The one command of the project works on a bare Python and says what it can do."""

from __future__ import annotations

import ast
import os
import shutil
import sys
from collections.abc import Iterable

import pytest

import dev
from tests.contracts.sizes import ROOT
from tests.contracts.test_imports import imported


def test_it_stands_on_the_standard_library() -> None:
    names = imported((ROOT / "dev.py").read_text("utf-8"))

    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_older_python_can_read_it_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse((ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))
    monkeypatch.setattr(dev, "OLDEST", (99, 0))

    with pytest.raises(dev.CannotSetUpError, match="needs Python"):
        dev.set_up()


def test_each_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    status = dev.main(["--help"])

    told = capsys.readouterr().out
    assert status == 0
    assert all(f"  {name}" in told for name in dev.COMMANDS)
    assert "None" not in told


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().out


@pytest.mark.parametrize("name", list(dev.COMMANDS))
@pytest.mark.parametrize("word", dev.HELP)
def test_help_of_a_command_tells_of_it_and_does_nothing_of_its_own(
    name: str,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    passed_on: list[bool] = []

    def call(command: Iterable[object]) -> int:
        passed_on.append(word in map(str, command) or "venv" in command or "pip" in command)
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "set_up", lambda: None)

    assert dev.main([name, word]) == 0
    assert capsys.readouterr().out.startswith(f"usage: python3 dev.py {name} [ARGUMENT ...]\n")
    assert all(passed_on)


@pytest.mark.parametrize(
    "words",
    [
        ("soak", "often"),
        ("soak", "0"),
        ("soak", "-1"),
        ("soak", "2", "times"),
        ("lint", "plexlog"),
        ("docs", "here"),
        ("setup", "now"),
    ],
)
def test_wrong_arguments_are_told_with_the_usage_and_nothing_is_run(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[object] = []
    monkeypatch.setattr(dev, "call", ran.append)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setenv("PLEXLOG_SOAK", "")

    assert dev.main(list(words)) == 2

    told = capsys.readouterr()
    assert ran == []
    assert f"{words[0]} takes " in told.err
    assert told.out.startswith(f"usage: python3 dev.py {words[0]} ")


def test_a_soak_runs_as_often_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[object, ...]] = []

    def tool(*words: object) -> int:
        called.append(words)
        return 0

    monkeypatch.setattr(dev, "tool", tool)
    monkeypatch.setenv("PLEXLOG_SOAK", "")

    assert dev.soak(["2"]) == dev.soak([]) == dev.soak(["journeys", "-x"]) == 0

    assert [words[-1] for words in called] == [
        *("--randomly-seed=1", "--randomly-seed=2"),
        *("--randomly-seed=1", "--randomly-seed=2", "--randomly-seed=3"),
        "-x",
    ]


@pytest.mark.parametrize(
    ("platform", "display", "seen"),
    [("", "", False), ("", ":0", True), ("offscreen", ":0", False), ("xcb", "", True)],
)
def test_a_window_is_opened_only_where_it_can_be_seen(
    platform: str, display: str, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert dev.has_display() is seen


def test_help_of_the_window_starts_no_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[object, ...]] = []

    def tool(*words: object) -> int:
        called.append(words)
        return 0

    monkeypatch.setattr(dev, "tool", tool)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert dev.run(["--help"]) == 0
    assert called == [("ui.app", "--help")]


def test_byte_code_is_kept_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in dev.environment()


def test_a_missing_library_is_named_with_the_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda _: "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(dev.CannotSetUpError, match=r"sudo apt-get install .* libnowhere1"):
        dev.install_libraries({"libnowhere.so.1": "libnowhere1"})


def test_the_lock_has_a_hash_for_each_package_and_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    packages = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]

    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in text
