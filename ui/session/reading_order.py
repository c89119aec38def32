"""Tab order as one reads, for pages whose parts come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """What Tab reaches inside a widget, in the order of its layouts."""
    return list(_stops(root))


def order_tabs(root: QWidget) -> None:
    """Let Tab walk the parts of a widget in reading order."""
    for before, after in pairwise(stops(root)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _stops(part: QWidget | None) -> Iterator[QWidget]:
    if part is None or part.isHidden():
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
        yield part
    layout = part.layout()
    if isinstance(part, QScrollArea):
        yield from _stops(part.widget())
    elif layout is not None:
        yield from _stops_of_layout(layout)


def _stops_of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, part = item.layout(), item.widget()
        if part is not None:
            yield from _stops(part)
        elif inner is not None:
            yield from _stops_of_layout(inner)
