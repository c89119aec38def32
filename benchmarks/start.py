"""From the command to a usable sign-in window, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bedside import found_unit
from benchmarks.pairs import Pair, in_turn

ROOT = Path(__file__).resolve().parents[1]
TIMES = 15


def measure() -> Pair:
    """Start both in turn, each as a process of its own."""
    with TemporaryDirectory() as folder:
        unit = found_unit(Path(folder))
        return in_turn(
            partial(_start, "benchmarks.our_window", str(unit)),
            partial(_start, "benchmarks.bare_window"),
            TIMES,
        )


def _start(module: str, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # as installed: byte code is kept
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,  # the off-screen platform is talkative
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
