"""Tab order as one reads, for pages whose parts come and go.

A part that hands its focus on to one of its own (a box to its line, an item to its row) is one
more stop for Qt, where the part itself stands in the chain, and Qt puts it back there whenever it
is told to hand on. So the parts of a page hand nothing on; `focus_on(part)` goes to their first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def order_tabs(root: QWidget) -> None:
    """Let Tab walk the parts of a widget in reading order."""
    for before, after in pairwise(_inside(root)):
        QWidget.setTabOrder(before, after)


def focus_on(part: QWidget) -> None:
    """Put the focus on the first stop of a part."""
    first = next(_stops(part), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(part: QWidget | None) -> Iterator[QWidget]:
    if part is None or part.isHidden():
        return
    proxy = part.focusProxy()
    if proxy is not None and part.isAncestorOf(proxy):
        part.setFocusProxy(None)  # type: ignore[arg-type]  # None is how Qt takes one away
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    else:
        yield from _inside(part)


def _inside(part: QWidget) -> Iterator[QWidget]:
    layout = part.layout()
    if isinstance(part, QScrollArea):
        yield from _stops(part.widget())
    elif layout is not None:
        yield from _stops_of_layout(layout)
    else:  # it places its parts itself, in the order in which they were made
        for child in part.children():
            if isinstance(child, QWidget):
                yield from _stops(child)


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
