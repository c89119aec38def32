"""Whatever is written: where it cannot be, the old file stays whole and the reason is told."""

from __future__ import annotations

import ast
import errno
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import Shell
from tests.cli.test_export import NUMBER

SESSION = "gbs-albumin-five/s2"
WRITTEN: dict[str, tuple[str, ...]] = {
    "session summary": ("report", "session", SESSION),
    "course report": ("report", "course", "gbs-albumin-five"),
    "summaries": ("report", "summaries", "gbs-albumin-five"),
    "letter": ("report", "letter", SESSION),
    "text of a session": ("text", "session", SESSION),
    "text of a course": ("text", "course", "gbs-albumin-five"),
    "blank sheet": ("sheet",),
    "document": ("export", "gbs-albumin-five"),
    "what is computed": ("compute", "gbs-albumin-five"),
    "patient as zip": ("export", "--patient", NUMBER),
    "unit as zip": ("export-unit",),
    "registry": ("registry",),
    "overrides": ("overrides",),
}
SOURCES = Path(__file__).parents[2]
WRITERS = {"write_bytes", "write_text"}
OWN = {"workstation.py"}  # settings of a workstation, no paper


def cannot(monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    """A disk that is full, or a viewer that holds the file."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def locked(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    if trouble == "full":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", locked)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ("full", "No space left on device; free some space or choose another place"),
        ("locked", "Permission denied; close it where it is open, or choose another name"),
    ],
)
@pytest.mark.parametrize("words", WRITTEN.values(), ids=WRITTEN)
def test_an_old_file_stays_whole_and_the_reason_is_told(
    filled: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    trouble: str,
    told: str,
) -> None:
    out = tmp_path / "paper"
    out.write_bytes(b"old")
    cannot(monkeypatch, trouble)

    result = filled.run(*words, "--out", out)
    monkeypatch.undo()

    assert result.exit_code == 2, result.output
    assert f"{out} cannot be written: {told}" in result.stderr
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_nothing_else_writes_a_file_for_people() -> None:
    """Window and command line write through the one way that keeps an old file."""
    places = [*(SOURCES / "ui").rglob("*.py"), *(SOURCES / "plexlog").glob("*.py")]
    direct = {
        path.name
        for path in places
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITERS
        and isinstance(node.func.value, ast.Name | ast.Call)
        and ast.unparse(node.func.value) != "whole_file"
    }

    assert direct == OWN
