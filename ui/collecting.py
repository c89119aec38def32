"""When Python looks for what nobody holds any more: seldom, and on the thread of the window alone.

Qt takes widgets apart on the thread that made them. By itself Python looks on whatever thread it
counts too much on, and would take apart there, on a worker, the widgets that only a circle of
references has kept.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

YOUNG, MIDDLE, OLD = 20_000, 20, 50
_EVERY_MS = 200


class SeldomCollector(QObject):
    """`SeldomCollector(parent)`; from then on Python looks by its timer alone. `stop()` ends it.

    As seldom as by the thresholds: each look at all objects would hold the window for longer than
    a frame.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Look among the youngest objects, or older ones too, where enough has gathered."""
        young, middle, old = gc.get_count()
        if young <= YOUNG:
            return
        if middle <= MIDDLE:
            gc.collect(0)
        elif old <= OLD:
            gc.collect(1)
        else:
            gc.collect()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_seldom(parent: QObject | None = None) -> SeldomCollector:
    """Look seldom, and never on another thread; as long as what is returned is held."""
    return SeldomCollector(parent)
