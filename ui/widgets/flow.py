"""Parts side by side, on further rows where one row is too narrow; never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 8


class WrapRow(QWidget):
    """Parts side by side, each row filled to its full width: `WrapRow(parts)`.

    With `fills=False` each part keeps its own width. A part that is hidden takes no room.
    """

    def __init__(
        self, parts: Sequence[QWidget] = (), parent: QWidget | None = None, *, fills: bool = True
    ) -> None:
        super().__init__(parent)
        self._fills = fills
        self._parts: list[QWidget] = []
        self.show_parts(parts)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Hold these parts from now on, in this order."""
        self._parts = list(parts)
        for part in self._parts:
            if part.parentWidget() is not self:
                part.setParent(self)
        self._place()
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """A part has other words, or has come or gone."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        bottoms = (place.bottom() + 1 for _, place in self._places(width))
        return max(bottoms, default=0)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(part.sizeHint().width() for part in shown)
        wide += _GAP * max(0, len(shown) - 1)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        widest = max((part.sizeHint().width() for part in self._shown()), default=0)
        tallest = max((part.sizeHint().height() for part in self._shown()), default=0)
        return QSize(widest, tallest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for part, place in self._places(self.width()):
            part.setGeometry(place)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _rows(self, width: int) -> list[list[QWidget]]:
        rows: list[list[QWidget]] = []
        used = 0
        for part in self._shown():
            wide = part.sizeHint().width()
            if rows and used + _GAP + wide <= width:
                rows[-1].append(part)
                used += _GAP + wide
            else:
                rows.append([part])
                used = wide
        return rows

    def _places(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        top = 0
        for row in self._rows(width):
            hints = [part.sizeHint() for part in row]
            tall = max(hint.height() for hint in hints)
            left = 0
            own = [min(hint.width(), width) for hint in hints]
            wides = _widths(hints, width) if self._fills else own
            for part, wide in zip(row, wides, strict=True):
                yield part, QRect(left, top, wide, tall)
                left += wide + _GAP
            top += tall + _GAP


def _widths(hints: Sequence[QSize], width: int) -> list[int]:
    """Equal widths where every part fits into one, else each its own and a share of the rest."""
    count = len(hints)
    room = width - _GAP * (count - 1)
    if max(hint.width() for hint in hints) <= room // count:
        return [room * (n + 1) // count - room * n // count for n in range(count)]
    spare = room - sum(hint.width() for hint in hints)
    shares = [spare * (n + 1) // count - spare * n // count for n in range(count)]
    return [hint.width() + share for hint, share in zip(hints, shares, strict=True)]
