"""From the command to a usable sign-in window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.pairs import Pair, in_turn

TIMES = 15


def measure() -> Pair:
    """Start both in turn, each as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return in_turn(
            partial(_start, "benchmarks.our_window", folder),
            partial(_start, "benchmarks.bare_window", folder),
            TIMES,
        )


def _start(module: str, folder: str) -> None:
    environment = os.environ | {"PLEXLOG_HOME": folder}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    subprocess.run(
        [sys.executable, "-m", module],
        cwd=Path(__file__).resolve().parents[1],
        env=environment,
        check=True,
    )
