"""What is asked before anybody signs in, and that it keeps nobody waiting."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plexlog import doorstep
from plexlog.domain.errors import StoreError

HEAVY = (
    "plexlog.house",
    "plexlog.clinical",
    "plexlog.domain.records",
    "plexlog.domain.catalogue",
    "plexlog.services",
    "plexlog.reports",
    "plexlog.exchange",
    "plexlog.storage.database",
    "sqlcipher3",
    "sqlite_utils",
    "cryptography",
    "reportlab",
    "PySide6.QtSvg",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
)


def test_the_window_loads_nothing_heavy_before_somebody_signs_in(tmp_path: Path) -> None:
    look = (
        "import sys; from pathlib import Path; from plexlog import doorstep; import ui.app;"
        f"assert not doorstep.is_founded(Path({str(tmp_path / 'none')!r}));"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"


def test_a_place_that_cannot_be_looked_at_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be looked at: File name too long"):
        doorstep.is_founded(tmp_path / ("x" * 300))
