"""`python -m ui.demo.guide`: writes the pictures of docs/guide anew from a demonstration."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from ui.demo.__main__ import main as demonstrate

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PICTURES = {
    "assess": "assess",
    "reaction": "reaction",
    "run": "run-light",
    "run-dark": "run-dark",
}  # of the demonstration, and as the guide calls them


def main() -> int:
    """Work the demonstration and keep the pictures that the guide shows."""
    with tempfile.TemporaryDirectory() as folder:
        demonstrate(["--out", folder])
        for shot, name in PICTURES.items():
            (found,) = Path(folder).glob(f"[0-9][0-9]-{shot}.png")
            shutil.copyfile(found, GUIDE / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
