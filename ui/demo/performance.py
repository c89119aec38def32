"""Performs the story on a stage and says what it left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.demo.stage import RECORD, SIZE, SUMMARY, Camera, Stage
from ui.demo.story import look_back, tell
from ui.widgets.fonts import load_first_fonts, load_other_fonts
from ui.widgets.theme import Look


def clear(folder: Path) -> None:
    """Remove what an earlier demonstration left; nothing else is touched."""
    for pattern in (f"{RECORD}*", "[0-9][0-9]-*.png", SUMMARY):
        for left in folder.glob(pattern):
            left.unlink()


def perform(folder: Path, size: tuple[int, int] = SIZE) -> list[str]:
    """Work the whole session; what was left behind, a line each."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["plexlog-demo"])
    load_first_fonts()
    load_other_fonts()
    clear(folder)
    stage = Stage(folder, Look(app, "light"), camera=Camera(size, is_out_at_night=True))
    stage.open()
    try:
        tell(stage)
        look_back(stage)
    except Exception:
        stage.picture("where-it-stopped")
        raise
    finally:
        stage.close()
    pictures = sorted(folder.glob("*.png"))
    return [
        f"record   {stage.path}",
        f"summary  {stage.summary}",
        f"pictures {len(pictures)} in {folder}",
    ]
