"""The program runs without windows: with Qt blocked, a session is recorded, signed and printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

from tests.contracts.sizes import ROOT


def test_a_whole_session_is_recorded_and_printed_with_qt_blocked(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.contracts.without_windows", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    text = PdfReader(tmp_path / "summary.pdf").pages[0].extract_text()
    assert "ŁUKASZ" in text
    assert b"\xc5\x81ukasz" not in (tmp_path / "unit.plexlog").read_bytes()
