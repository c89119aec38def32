"""The bundled fonts: two faces before the first window, the rest once it stands.

The same faces draw everywhere, so that a width measured on one machine holds on the next.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QFontDatabase

from ui.widgets.painting import forget_widths
from ui.widgets.theme import RESOURCES

FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def load_first_fonts(folder: Path = RESOURCES / "fonts") -> tuple[str, ...]:
    """Load what the first window needs; answers the families that were loaded."""
    return tuple(name for file in FIRST for name in _load(folder / file))


def load_other_fonts(folder: Path = RESOURCES / "fonts") -> tuple[str, ...]:
    """Load the signs and scripts that Noto Sans lacks; answers the families that were loaded."""
    others = sorted(path for path in folder.glob("*.ttf") if path.name not in FIRST)
    return tuple(name for path in others for name in _load(path))


class LateFonts(QObject):
    """Loads the other fonts one a turn of the event loop, so that the window stays quick."""

    def __init__(self, parent: QObject, folder: Path = RESOURCES / "fonts") -> None:
        super().__init__(parent)
        self._waiting = sorted(path for path in folder.glob("*.ttf") if path.name not in FIRST)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._load_next)

    @property
    def is_done(self) -> bool:
        """Whether every face is loaded."""
        return not self._waiting

    def start(self) -> None:
        """Begin after the events that wait now, such as the first paint."""
        self._timer.start()

    @Slot()
    def _load_next(self) -> None:
        if self._waiting:
            _load(self._waiting.pop(0))
        else:
            self._timer.stop()


def _load(path: Path) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
    forget_widths()
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
