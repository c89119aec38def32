"""`python -m ui.demo --out DIR`: works the demonstration, leaves record, summary, pictures."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

CANNOT = "This plugin does not support"


def main(argv: Sequence[str] | None = None) -> int:
    """Work the demonstration session through the real window."""
    parser = argparse.ArgumentParser(prog="plexlog-demo", description=__doc__)
    parser.add_argument("--out", type=Path, help="where to leave record, summary and pictures")
    parser.add_argument("--size", type=_size, help="of the window, such as 1920x1080")
    given = parser.parse_args(sys.argv[1:] if argv is None else argv)
    out: Path = given.out or Path(tempfile.mkdtemp(prefix="plexlog-demo-"))
    out.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - as below

    from ui.demo.performance import perform  # noqa: PLC0415 - the platform is chosen first

    qInstallMessageHandler(_tell)
    try:
        left = perform(out, given.size) if given.size else perform(out)
    finally:
        qInstallMessageHandler(None)
    for line in left:
        sys.stdout.write(f"{line}\n")
    return 0


def _size(text: str) -> tuple[int, int]:
    wide, _by, high = text.partition("x")
    return int(wide), int(high)


def _tell(_kind: object, _where: object, message: str) -> None:
    """What Qt says, but for what a window off screen cannot do."""
    if not message.startswith(CANNOT):
        sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main())
