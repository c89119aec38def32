"""The project speaks of itself: no place on a developer's machine, no host of packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.sizes import ROOT, modules

TEXTS = {".py", ".md", ".toml", ".lock", ".json", ".csv", ".svg", ".txt", ".sql", ".qss", ""}
NOT_OURS = {".git", ".hypothesis", ".venv", "demo-out", "build", "dist", "__pycache__"}
# Written in two halves, so that this module passes its own test.
ELSEWHERE = [
    r"/(?:" + "home|root|work|farm" + r")/\w",
    r"py" + r"pi\b",
    r"python" + r"hosted",
    r"index" + r"-url",
    r"/sim" + r"ple/",
    r"\.lib" + r"rary",
    r"(?:\.\./)+sha" + r"red",
]
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b")
PALETTES = ("plexlog/reports/palette.py",)  # charts are drawn where no window is
# Said once for many lines: what is put together there are names that the program declares itself.
EXPLAINED = {("plexlog/storage/", "noqa: S608"): "every value is bound, none is written into SQL"}
SUPPRESSION = re.compile(
    r"# (noqa: \w+|type: ignore\[[\w-]+\]|pragma: no cover)(?:\s*#(?! noqa| type:))?([^#\n]*)"
)


def texts(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every text of the project, with its path."""
    for path in root.rglob("*"):
        inner = path.relative_to(root)
        ours = not any(part in NOT_OURS or part.endswith("_cache") for part in inner.parts)
        if ours and path.suffix in TEXTS and path.is_file() and not path.name.startswith(".cov"):
            yield inner.as_posix(), path.read_text("utf-8")


def test_no_place_of_a_machine_and_no_package_host_is_named() -> None:
    pattern = re.compile("|".join(ELSEWHERE), re.IGNORECASE)

    found = [(path, match[0]) for path, text in texts() for match in pattern.finditer(text)]

    assert found == []


def test_colours_stand_in_the_tokens_alone() -> None:
    found = [
        (path, match[0])
        for path, source in modules()
        if path.startswith(("plexlog/", "ui/")) and path not in PALETTES
        for match in COLOUR.finditer(source)
    ]

    assert found == []


def test_every_exception_from_a_check_has_its_reason() -> None:
    bare = [
        (path, what)
        for path, source in modules()
        if not path.startswith("tests/contracts/")
        for what in unexplained(source)
        if not any(path.startswith(part) and what == kind for part, kind in EXPLAINED)
    ]

    assert bare == []


def unexplained(source: str) -> set[str]:
    """Exceptions from a check without a reason; one a module is enough for each kind."""
    found = SUPPRESSION.findall(source)
    return {what for what, _ in found} - {what for what, why in found if re.search(r"\w", why)}


def test_every_rule_that_is_switched_off_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    ignored = tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"]
    (block,) = re.findall(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)

    reasons = [line for line in block.splitlines() if re.search(r"#\s*\w+", line)]

    assert len(reasons) == len(block.splitlines())
    assert sum(line.count('"') // 2 for line in reasons) == len(ignored)
