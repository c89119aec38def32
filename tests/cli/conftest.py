"""Units for the command line: an empty one, one with the three cases, one of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import CASES, NAMES, Shell, copied, make_unit


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with nothing in it, closed."""
    return make_unit(tmp_path_factory.mktemp("founded") / "unit.plexlog")


@pytest.fixture(scope="module")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A unit with the three cases; only read from."""
    shell = copied(founded, tmp_path_factory.mktemp("filled"))
    result = shell.run("import", *(CASES / f"{name}.json" for name in NAMES))
    assert result.exit_code == 0, result.output
    return shell


@pytest.fixture
def shell(founded: Path, tmp_path: Path) -> Shell:
    """A unit of the test's own."""
    return copied(founded, tmp_path)
