"""Who may import what, beyond the layers that `python3 dev.py lint` holds."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from tests.contracts.sizes import modules

OF_PYSIDE = {
    "QtCore",
    "QtGui",
    "QtWidgets",
    "QtSvg",
    "QtPdf",
    "QtPdfWidgets",
    "QtPrintSupport",
    "QtTest",
}
FORBIDDEN_ANYWHERE = {"numpy", "matplotlib", "pyqtgraph", "requests", "sqlite3"}


@cache
def imported(source: str) -> tuple[str, ...]:
    """The full names of all modules that a text imports, wherever in it."""
    return tuple(_imported(source))


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def program() -> Iterator[tuple[str, str]]:
    """The modules of the program itself."""
    return ((path, text) for path, text in modules() if path.startswith(("plexlog/", "ui/")))


def test_only_the_agreed_parts_of_qt_are_used() -> None:
    used = {
        (path, name.split(".")[1])
        for path, source in modules()
        for name in imported(source)
        if name.startswith("PySide6.")
    }

    assert {(path, part) for path, part in used if part not in OF_PYSIDE} == set()


@pytest.mark.parametrize("layer", ["plexlog/domain/", "plexlog/clinical/"])
def test_domain_and_formulas_stand_on_the_standard_library(layer: str) -> None:
    strangers = {
        (path, name)
        for path, source in modules()
        if path.startswith(layer)
        for name in imported(source)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "plexlog"}
    }

    assert strangers == set()


def test_plexlog_knows_no_qt() -> None:
    knowing = [
        path
        for path, source in modules()
        if path.startswith("plexlog/")
        and any(name.split(".")[0] in ("PySide6", "shiboken6") for name in imported(source))
    ]

    assert knowing == []


def test_nothing_heavy_or_unencrypted_is_imported() -> None:
    found = [
        (path, name)
        for path, source in program()
        for name in imported(source)
        if name.split(".")[0] in FORBIDDEN_ANYWHERE
    ]

    assert found == []
